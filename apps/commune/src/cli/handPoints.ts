/** What a person reads by hand, as it is typed: `soil: dry|moist|wet`, `level: 0..120 cm`, `door: yes/no`, `energy: meter kWh`. */
import { type ReadingPoint, type Shape, unitCode } from '@commune/commune'
import { cliMessage } from '../words/index.ts'
import { exitCodes, Stop } from './stop.ts'

const textCharsMax = 500

/** `staleMs`: after so long it is unknown. In brackets behind the name stands what it is about, in Home Assistant's words. */
export const readingFrom = (text: string, staleMs: number | undefined): ReadingPoint => {
  const [, name = '', about, said = ''] = /^\s*([^:]{1,80}?)\s*(?:\(([a-z0-9_]{1,40})\))?\s*:\s*(.+)$/su.exec(text) ?? []
  const made = name === '' ? undefined : shapeFrom(said.trim())
  if (!made) throw new Stop(cliMessage('thing-make.reading-wrong', { text: text.slice(0, 80) }), exitCodes.usage)
  return { key: keyFrom(name), name, ...made, ...(about !== undefined && { about }), ...(staleMs !== undefined && { staleMs }) }
}

/** A key from a name: it stands in addresses. */
export const keyFrom = (name: string): string => name.trim().toLowerCase().normalize('NFC').replaceAll(/[\s/]+/g, '-').slice(0, 80)

function shapeFrom(said: string): { readonly shape: Shape; readonly counter?: true } | undefined {
  if (/^yes\s*[/|]\s*no$/i.test(said)) return { shape: { is: 'yes-no' } }
  if (/^text$/i.test(said)) return { shape: { is: 'text', charsMax: textCharsMax } }
  const words = said.split('|').map((word) => word.trim())
  if (words.length > 1) return words.every((word) => word !== '' && word.length <= 80) && new Set(words).size === words.length ? { shape: { is: 'words', of: words } } : undefined
  const [, meter, least, most, unit = ''] = /^(meter\b)?\s*(?:(-?\d+(?:\.\d+)?)\s*(?:\.\.|to)\s*(-?\d+(?:\.\d+)?))?\s*(.*)$/isu.exec(said) ?? []
  const isBare = /^number$/i.test(unit)
  if (unit.length > 20 || /[\d|:]/.test(unit) || (meter === undefined && least === undefined && unit === '')) return undefined
  const [min, max] = [least, most].map((number) => (number === undefined ? undefined : Number(number)))
  if (min !== undefined && max !== undefined && min > max) return undefined
  const shape: Shape = {
    is: 'number',
    ...(unit !== '' && !isBare && { unit: unitCode(unit) }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max })
  }
  return { shape, ...(meter !== undefined && { counter: true }) }
}
