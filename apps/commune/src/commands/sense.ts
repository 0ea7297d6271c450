/** `commune sense`: a person as a sensor. What somebody notices or reads off a thing is told of it; `sense import` brings in a table. */
import { convertUnit, type ReadingPoint, type ThingRow, unitCode, type Value } from '@commune/commune'
import type { Amounted } from '@commune/peer'
import { type AddCommand, finish } from '../cli/command.ts'
import { type Hand, show, withPeer } from '../cli/hand.ts'
import { shapeWords, spanMs, valueWords } from '../cli/sensed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'
import { addSenseImport } from './senseImport.ts'

interface SenseOptions {
  readonly ago?: string
}

export const addSense: AddCommand = (program, start) => {
  const command = program
    .command('sense <words...>')
    .helpGroup(sentence('group.senses'))
    .description(sentence('sense.about'))
    .option('--ago <time>', sentence('sense.ago'))
    .action(start((hand, options: SenseOptions, [words]) => sense(hand, words as readonly string[], options)))
  finish(command, { examples: ['commune sense "soil is dry"', 'commune sense "Water meter" count 1284.6', 'commune sense tank level "80 cm" --ago "2 h"'], world: true })
  addSenseImport(command, start)
}

interface Meant {
  readonly row: ThingRow
  readonly point: ReadingPoint
  /** The words for the value. */
  readonly text: string
}

async function sense(hand: Hand, words: readonly string[], { ago }: SenseOptions): Promise<void> {
  await withPeer(hand, async (peer) => {
    const { world } = await peer.world()
    const [all, { device }] = await Promise.all([peer.ask('things', { world }), peer.ask('self', {})])
    const rows = all.filter((row) => row.source === 'hand' && row.device === device && row.readings.length > 0)
    const { row, point, text } = meantBy(words, rows)
    const atMs = ago === undefined ? undefined : hand.nowMs() - spanMs(ago)
    const told = await peer.act('sense', { world, thing: row.id, point: point.key, value: valueFrom(point, text), ...(atMs !== undefined && { atMs }) })
    show(hand, { thing: row.id, point: point.key, ...told }, () => [
      sentence('sense.done', { thing: clean(say(row.called)), point: clean(point.name), value: valueWords(told.value, point.shape) })
    ])
  })
}

const folded = (text: string): string => text.trim().normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ')
const between = /^(?:\s*[:=]\s*|\s+(?:(?:is|are|ist|sind|está|están|es)\s+)?)(.+)$/su

/** THING POINT VALUE, THING VALUE where it has one reading; or a sentence that begins with the name of a reading or of its thing. */
function meantBy(words: readonly string[], rows: readonly ThingRow[]): Meant {
  if (rows.length === 0) throw new Stop(cliMessage('sense.none'))
  const whole = words.join(' ').normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const low = folded(whole)
  const found = rows.flatMap((row) =>
    row.readings.flatMap((point) => {
      const [thing, name, key] = [folded(row.name ?? say(row.called)), folded(point.name), folded(point.key)]
      const labels = [...[name, key].flatMap((each) => [`${thing} ${each}`, `${thing}: ${each}`, each]), ...(row.readings.length === 1 ? [thing] : [])]
      const label = labels.filter((each) => low.startsWith(each) && between.test(low.slice(each.length))).toSorted((a, b) => b.length - a.length)[0]
      // What is folded may be longer or shorter than what was typed only where letters change their length; then the value is read from it.
      const rest = label === undefined ? undefined : between.exec((whole.length === low.length ? whole : low).slice(label.length))?.[1]
      return label === undefined || rest === undefined ? [] : [{ row, point, text: rest.trim().replace(/[.!]$/u, ''), length: label.length }]
    })
  )
  const most = Math.max(0, ...found.map(({ length }) => length))
  const [only, second] = found.filter(({ length }) => length === most)
  if (only && !second) return only
  const points = rows.flatMap((row) => row.readings.map((point) => `${clean(say(row.called))} ${clean(point.name)}`))
  throw new Stop(cliMessage('sense.which', { points: points.slice(0, 12).join(', '), example: `"${points[0] ?? ''}" …` }), exitCodes.usage)
}

/** What the point takes; stops with what would be right. */
export const valueFrom = (point: ReadingPoint, text: string): Amounted => {
  const { shape } = point
  const low = folded(text)
  const wrong = (): Stop => new Stop(cliMessage('sense.value', { text: text.slice(0, 60), point: clean(point.name), how: shapeWords(shape) }), exitCodes.usage)
  switch (shape.is) {
    case 'text':
      if (text.length > shape.charsMax) throw wrong()
      return text
    case 'words': {
      const word = shape.of.find((each) => folded(each) === low)
      if (word === undefined) throw wrong()
      return word
    }
    case 'yes-no': {
      const value: Value | undefined = /^(yes|on|true|open|1|ja|sí)$/.test(low) ? true : /^(no|off|false|closed|shut|0|nein)$/.test(low) ? false : undefined
      if (value === undefined) throw wrong()
      return value
    }
    case 'number': {
      const [, number, unit] = /^([-\u2212]?\d+(?:[.,]\d+)?)\s*(\D.*)?$/su.exec(text.trim()) ?? []
      if (number === undefined) throw wrong()
      const value = Number(number.replace(',', '.').replace('\u2212', '-'))
      if (unit !== undefined && convertUnit(value, unitCode(unit), shape.unit) === undefined)
        throw new Stop(cliMessage('sense.value-unit', { unit: clean(unit.slice(0, 20)), wanted: clean(shape.unit ?? sentence('things.any-number')) }), exitCodes.usage)
      const inUnit = unit === undefined ? value : (convertUnit(value, unitCode(unit), shape.unit) as number)
      if (inUnit < (shape.min ?? -Infinity) || inUnit > (shape.max ?? Infinity)) throw wrong()
      return unit === undefined ? value : { value, unit: unitCode(unit) }
    }
  }
}
