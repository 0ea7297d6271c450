import { expect, test } from 'vitest'
import type { Condition, ThingRow } from '@commune/commune'
import type { WhyPart } from '@commune/peer'
import { takeThingWords } from '../words-later/things.ts'
import { english } from '../words/index.ts'
import { pointsIn } from './points.ts'
import { becauseOf, whyTold } from './why.ts'

takeThingWords()

const nowMs = 1_800_000_000_000
const [eye, ear] = ['a'.repeat(43) + '.0', 'b'.repeat(43) + '.0'] as const
const thing = (id: string, name: string, more: Partial<ThingRow>): ThingRow => ({
  id, key: name, source: 'mqtt', device: 'd', bridge: 'w', keeper: 'w', name, with: [], leaves: [], readings: [], pulses: [], acts: [], called: { key: 'senses.named', params: { name } }, ...more
})
const points = pointsIn([
  thing(eye, 'Dusk eye', { readings: [{ key: 'lux', name: 'illuminance', about: 'illuminance', shape: { is: 'number', unit: 'lx' } }] }),
  thing(ear, 'Step ear', { pulses: [{ key: 'steps', name: 'steps', about: 'motion', ttlMs: 8_000 }] })
])
const near: Condition = { is: 'near', point: `${ear}/steps` }
const dark: Condition = { is: 'compare', of: { is: 'reading', point: `${eye}/lux` }, how: 'below', to: { value: 10, unit: 'lx' } }
const why = (isNear: boolean | null, lux: number | undefined): WhyPart => ({
  condition: { is: 'and', of: [near, dark] }, truth: isNear === true && lux !== undefined ? lux < 10 : isNear === false ? false : null,
  of: [
    { condition: near, truth: isNear, of: [], measured: { point: `${ear}/steps`, freshness: 'fresh', against: [] } },
    {
      condition: dark, truth: lux === undefined ? null : lux < 10, of: [],
      measured: { point: `${eye}/lux`, freshness: lux === undefined ? 'stale' : 'fresh', atMs: nowMs - (lux === undefined ? 3_000_000 : 5_000), unit: 'lx', against: [10], ...(lux !== undefined && { value: lux, distance: lux - 10 }) }
    }
  ]
})
const told = (part: WhyPart): string[] => whyTold(part, points, english, nowMs).lines.map((line) => `${english.say(line.words)} ${line.more ? english.say(line.more) : ''}`.replaceAll('\u00a0', ' '))

test('each reading is a line with its answer, its freshness and how far it is from another', () => {
  expect(told(why(true, 3))).toEqual([
    'Somebody is near the step ear: yes. Step ear, a moment ago; not kept.',
    'The light at the dusk eye is below 10 lx: yes. Dusk eye, 3 lx, a moment ago; it must be under 10 lx; 7 lx away from changing.'
  ])
  expect(english.say(whyTold(why(true, 3), points, english, nowMs).heading)).toBe('All of these must be so:')
})

test('what is unknown says so, and since when', () => {
  const lines = told(why(null, undefined))
  expect(lines[0]).toBe('Somebody is near the step ear: unknown. Step ear is out of reach.')
  expect(lines[1]).toBe('The light at the dusk eye is below 10 lx: unknown. Dusk eye was last heard within the hour; that is too long ago to count.')
})

test('what was heard days ago says so in a sentence that can be read aloud', () => {
  const part = why(null, undefined)
  const old = (ms: number): string => told({ ...part, of: [part.of[0]!, { ...part.of[1]!, measured: { ...part.of[1]!.measured!, atMs: nowMs - ms } }] })[1]!.replace(/^.*unknown\. /, '')
  expect(old(5 * 86_400_000)).toBe('Dusk eye was last heard 5 days ago; that is too long ago to count.')
  expect(old(90 * 86_400_000)).toBe('Dusk eye was last heard a long time ago; that is too long ago to count.')
})

test('the reason in a few words is what makes it so, or what stands nearest in its way', () => {
  const row = (part: WhyPart, inTheWay: readonly WhyPart[]) => ({ agreement: 'x', version: 1, rule: 0, atMs: nowMs, why: part, inTheWay })
  expect(becauseOf(row(why(true, 3), []), points, english)).toBe('somebody is near the step ear and the light at the dusk eye is below 10\u00a0lx')
  const bright = why(true, 300)
  expect(becauseOf(row(bright, [bright.of[1]!]), points, english)).toBe('it is not so that the light at the dusk eye is below 10\u00a0lx')
})
