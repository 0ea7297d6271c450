import type { RawStatement } from '@commune/protocol'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { isPlainIntent } from './plain.ts'
import { intentSchema } from './types.ts'

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.string({ minLength: 100, maxLength: 250 }),
  fc.constantFrom<unknown>('', ' ', 'a\nb', null, 7, true, [], {}, 'x'.repeat(120), 'x'.repeat(121), 'two words', '\u202eback'),
  fc.anything()
)
const amount = fc.oneof(
  fc.tuple(
    fc.constantFrom<unknown>(0, 1, 7, -1, 0.5, 10n, 1_000_000_000_000, 1_000_000_000_001),
    fc.constantFrom<unknown>(1, 2, 0, 1n),
    fc.constantFrom<unknown>('kg', 'nothing', '{loaf}', 7)
  ),
  odd
)
const maybe = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, value)
const usual = fc.constantFrom<unknown>('bread', 'a long ladder', 'kitchen shelf')

test('[T3] what is taken at a glance is what the schema takes, as it is', () => {
  let taken = 0
  fc.assert(
    fc.property(
      fc.record({
        type: fc.constantFrom('flow.need', 'flow.offer', 'flow.change'),
        thing: fc.oneof(usual, odd),
        quantity: maybe(amount),
        place: maybe(fc.oneof(usual, odd)),
        until: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.nat()),
        note: maybe(fc.oneof(usual, odd)),
        more: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, odd)
      }),
      (fields) => {
        const statement = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as RawStatement
        if (!isPlainIntent(statement)) return
        taken++
        const parsed = v.safeParse(intentSchema, statement)
        expect(parsed.success).toBe(true)
        expect(parsed.output).toEqual(statement)
      }
    ),
    { numRuns: 3_000 }
  )
  expect(taken).toBeGreaterThan(100)
})

test('[T3] a plain need is taken at a glance', () => {
  expect(isPlainIntent({ type: 'flow.need', thing: 'bread', quantity: [2, 1, 'kg'], place: 'kitchen', note: 'soon' })).toBe(true)
  expect(isPlainIntent({ type: 'flow.need', thing: 'bread', from: 'a list' })).toBe(false)
})
