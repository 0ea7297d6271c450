import type { ActPoint, PulsePoint, ReadingPoint, Shape, Thing } from '@commune/commune'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tdOf } from './describe.ts'
import { readThing } from './read.ts'
import { thingOf } from './thing.ts'

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text) && text.length <= 40)
const key = fc.oneof(word, fc.constantFrom('a/b', 'a b', '{x}', '__proto__', 'constructor', '%2f', 'ü?#'))
const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0)

const numbers: fc.Arbitrary<Shape> = fc
  .record({
    unit: fc.option(fc.constantFrom('°C', '%', 'lx', 'kWh', 'm³/h', 'blips'), { nil: undefined }),
    ends: fc.option(fc.tuple(finite, finite), { nil: undefined }),
    step: fc.option(fc.constantFrom(0.1, 1, 5), { nil: undefined })
  })
  .map(({ unit, ends, step }) => ({
    is: 'number',
    ...(unit !== undefined && { unit }),
    ...(ends && { min: Math.min(...ends), max: Math.max(...ends) }),
    ...(step !== undefined && { step })
  }))
const shape: fc.Arbitrary<Shape> = fc.oneof(
  numbers,
  fc.constant<Shape>({ is: 'yes-no' }),
  fc.uniqueArray(word, { minLength: 1, maxLength: 5 }).map((of): Shape => ({ is: 'words', of })),
  fc.integer({ min: 1, max: 200 }).map((charsMax): Shape => ({ is: 'text', charsMax }))
)
const about = fc.option(fc.constantFrom('temperature', 'humidity', 'light', 'door'), { nil: undefined })
const named = <T extends object>(made: T, said: string | undefined): T & { about?: string } => ({
  ...made,
  ...(said !== undefined && { about: said })
})

const thing: fc.Arbitrary<Thing> = fc
  .record({
    key: word,
    name: word,
    place: fc.option(word, { nil: undefined }),
    keys: fc.uniqueArray(key, { minLength: 0, maxLength: 9 }),
    points: fc.array(
      fc.record({
        kind: fc.constantFrom('reading', 'both', 'pulse', 'act', 'press'),
        name: word,
        about,
        shape,
        counter: fc.boolean()
      }),
      { minLength: 9, maxLength: 9 }
    )
  })
  .map(({ key: own, name, place, keys, points }) => {
    const readings: ReadingPoint[] = []
    const pulses: PulsePoint[] = []
    const acts: ActPoint[] = []
    for (const [at, pointKey] of keys.entries()) {
      const point = points[at]
      if (!point) continue
      if (point.kind === 'reading' || point.kind === 'both')
        readings.push({
          ...named({ key: pointKey, name: point.name, shape: point.shape }, point.about),
          ...(point.counter && { counter: true, staleMs: 60_000 })
        })
      if (point.kind === 'both')
        acts.push({
          ...named({ key: `set ${pointKey}`, name: point.name, shape: point.shape, toldBy: pointKey }, point.about),
          ...(point.shape.is === 'yes-no' && { rest: false })
        })
      if (point.kind === 'pulse') pulses.push(named({ key: pointKey, name: point.name, ttlMs: 5_000 }, point.about))
      if (point.kind === 'act') acts.push(named({ key: pointKey, name: point.name, shape: point.shape }, point.about))
      if (point.kind === 'press')
        acts.push(named({ key: pointKey, name: point.name, shape: { is: 'press' as const } }, point.about))
    }
    return { key: own, name, ...(place !== undefined && { place }), readings, pulses, acts }
  })

const byKey = <T extends { readonly key: string }>(list: readonly T[]): T[] => list.toSorted((a, b) => (a.key < b.key ? -1 : 1))
const inOrder = (one: Thing): Thing => ({
  ...one,
  readings: byKey(one.readings),
  pulses: byKey(one.pulses),
  acts: byKey(one.acts)
})

test('every thing here is a description that holds without a doubt, and comes back as the same thing', () => {
  fc.assert(
    fc.property(thing, (made) => {
      const read = readThing(JSON.stringify(tdOf(made, 'http://box.local:8080/things/x/', { id: 'urn:x:1' })))
      expect(read).toMatchObject({ ok: true, value: { doubts: [] } })
      if (!read.ok) return
      const back = thingOf(read.value)
      expect(back.left).toEqual([])
      expect(inOrder(back.thing)).toEqual(inOrder(made))
    }),
    { numRuns: 200 }
  )
})
