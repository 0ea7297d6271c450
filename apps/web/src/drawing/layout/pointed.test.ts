import { expect, test } from 'vitest'
import type { PlacedThing } from './arrangement.ts'
import { pointedLabel } from './pointed.ts'
import { brokenWords } from './words.ts'

const frame = { width: 390, height: 420 }
const long = 'Warmwasserspeichertemperaturfühlerüberwachungseinrichtung'
const named = (name: string, shown: boolean): PlacedThing => ({
  id: 'a', role: 'ware', x: 380, y: 400, scale: 1, picture: { type: 'near' }, solid: { left: 360, top: 340, right: 390, bottom: 400 }, sentence: `${name}, a sensor, is at Kitchen.`,
  label: { lines: brokenWords(name, 'wareName', 100).map((text) => ({ text, face: 'wareName' as const, tone: 'ink' as const })), area: { left: 300, top: 400, right: 388, bottom: 419 }, anchor: 'middle', shown }
})

test('[G5] a name that was cut is told whole on focus and under the pointer, within the picture, however long its words are', () => {
  const label = pointedLabel(named(long, true), frame)!
  expect(label.lines.map(({ text }) => text).join('')).toContain(long)
  expect(label.lines.some(({ text }) => text.endsWith('…'))).toBe(false)
  expect(label.area.left).toBeGreaterThanOrEqual(0)
  expect(label.area.right).toBeLessThanOrEqual(frame.width)
  expect(label.area.bottom).toBeLessThanOrEqual(frame.height)
})

test('[G5] a name that is whole is shown once, and on focus where it fits nowhere', () => {
  expect(pointedLabel(named('Ola', true), frame)).toBe(undefined)
  expect(pointedLabel(named('Ola', false), frame)?.lines[0]?.text).toBe('Ola')
})
