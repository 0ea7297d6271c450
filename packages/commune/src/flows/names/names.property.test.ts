import { type Said, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { emptyStates, foldAll, foldOne } from '../../commune.ts'
import { makeQuantity, measures, type Quantity } from '../../quantity/index.ts'
import { idOf, wareOfDevice } from '../../testing/index.ts'
import { Views } from '../../views.ts'
import { plainKey } from './index.ts'

beforeAll(() => sodiumReady)

const speaks = { wareOf: ({ device }: { device: string | null }) => wareOfDevice(device) }
const letters = ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']
const said: fc.Arbitrary<Said[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('name.same', 'name.same', 'name.same', 'name.differ', 'undo'),
      a: fc.constantFrom(...letters),
      b: fc.constantFrom(...letters),
      device: fc.constantFrom(idOf(101), idOf(102), idOf(103)),
      of: fc.nat(20)
    }),
    { maxLength: 24 }
  )
  .map((all) =>
    all.map(({ type, a, b, device, of }, at) => ({
      id: `${idOf(at + 1)}.0`,
      entry: idOf(at + 1),
      device,
      lamport: at + 1,
      epoch: idOf(0),
      statement: type === 'undo' ? { type, target: `${idOf((of % (at + 1)) + 1)}.0` } : { type, a, b }
    }))
  )

/** Worked out from nothing: pairs in the order they were first said, joined unless that brings two together that differ. */
const slowly = (views: Views): Map<string, string> => {
  const pairs: { a: string; b: string; stands: string; order: string }[] = []
  for (const [index, a] of letters.entries()) {
    for (const b of letters.slice(index + 1)) {
      const row = views.names.pair(a, b)
      if (row) pairs.push({ a, b, stands: row.stands, order: row.said[0]?.id as string })
    }
  }
  const group = new Map(letters.map((letter) => [letter, letter]))
  for (const { a, b, stands } of pairs.sort((one, other) => (one.order < other.order ? -1 : 1))) {
    if (stands !== 'same') continue
    const [one, two] = [group.get(a) as string, group.get(b) as string]
    const apart = pairs.some((pair) => pair.stands !== 'same' && [one + two, two + one].includes(`${group.get(pair.a)}${group.get(pair.b)}`))
    if (apart || one === two) continue
    const least = one < two ? one : two
    for (const [letter, of] of group) if (of === one || of === two) group.set(letter, least)
  }
  return group
}

test('[N4] groups kept up step by step are the groups made at once, and follow from the pairs in their order alone', () => {
  fc.assert(
    fc.property(said, fc.infiniteStream(fc.nat()), (all, chance) => {
      const mixed = emptyStates()
      const watching = new Views(mixed, speaks)
      const order = all.map((one) => ({ one, at: chance.next().value as number })).sort((a, b) => a.at - b.at)
      for (const { one } of order) {
        foldOne(mixed, one)
        watching.names.keyOf('ab')
      }
      const straight = emptyStates()
      foldAll(straight, all)
      const fresh = new Views(straight, speaks)
      const keys = (views: Views): string[] => letters.map((letter) => views.names.keyOf(letter))
      expect(keys(watching)).toEqual(keys(fresh))
      expect(watching.names.questions()).toEqual(fresh.names.questions())
      const slow = slowly(fresh)
      expect(keys(fresh)).toEqual(letters.map((letter) => slow.get(letter)))
    }),
    { numRuns: 500 }
  )
})

const units = measures.map(({ code }) => code).filter((code) => ['g', 'kg', 'oz', 'ml', 'l', 'cup', 'tsp'].includes(code))
const amount = (unit: string): fc.Arbitrary<Quantity> =>
  fc.tuple(fc.bigInt(1n, 999n), fc.bigInt(1n, 12n)).map(([n, d]) => {
    const made = makeQuantity(n, d, unit)
    if (!made.ok) throw new Error('no quantity')
    return made.value
  })
const anyAmount = fc.constantFrom(...units, '{bag}').chain(amount)

test('[N5] a conversion and its way back give the very same amount', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyAmount, anyAmount), { minLength: 1, maxLength: 3 }), anyAmount, fc.constantFrom(...units, '{bag}'), (factors, start, unit) => {
      const states = emptyStates()
      const all = factors.map(([from, to], at) => ({
        id: `${idOf(at + 1)}.0`,
        entry: idOf(at + 1),
        device: idOf(101),
        lamport: at + 1,
        epoch: idOf(0),
        statement: { type: 'name.amount', thing: 'meal', from: [Number(from.n), Number(from.d), from.unit], to: [Number(to.n), Number(to.d), to.unit] }
      }))
      foldAll(states, all)
      const { names } = new Views(states, speaks)
      const there = names.convert(start, unit, 'meal')
      if (!there.ok) return
      const back = names.convert(there.value.quantity, start.unit, 'meal')
      expect(back.ok && back.value.quantity).toEqual(start)
      if (back.ok) expect(back.value.by.map(({ id }) => id)).toEqual(there.value.by.map(({ id }) => id).toReversed())
    })
  )
})

test('[N1] a key is never empty, and a name in capitals or with blanks around it has the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => {
      if (name.trim() === '') return
      const key = plainKey(name)
      expect(key).not.toBe('')
      expect(key.length).toBeLessThanOrEqual(4 * name.length)
      expect(plainKey(`  ${name} `)).toBe(key)
    })
  )
})
