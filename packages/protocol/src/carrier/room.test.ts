/** Which carriers count for whom (K3). */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { beginWare, sayBegin } from '../identity/ware.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { factsOf, household, resolve, textOf } from '../testing/index.ts'
import { carriersOf, carriersRoom, sayAppoint, sayCarrierEnd } from './room.ts'

beforeAll(() => sodiumReady)

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)

/** A ware with a laptop and a phone, and another ware. */
const two = () => {
  const home = household()
  const { begin, device } = beginWare(home.chance)
  home.graph.say({ device: textOf(device), statements: [sayBegin(begin)] })
  return { ...home, other: toText(begin.ware), otherDevice: textOf(device) }
}

test('[K3] a carrier counts that a ware I share with appointed, and that I did not put aside', () => {
  const { graph, ware, laptop, phone, other, otherDevice } = two()
  const seen = (me: IdText, shares = true): [string, readonly string[], readonly IdText[]][] =>
    carriersOf(graph.fold(carriersRoom).state, resolve(graph), me, () => shares).map((view) => [view.key.slice(0, 2), view.addresses, view.by])
  graph.say({ device: textOf(laptop), statements: [sayAppoint(key(1), ['a'])] })
  const mine = [toText(key(1)).slice(0, 2), ['a'], [ware]]
  expect(seen(ware, false)).toEqual([mine])
  expect(seen(other)).toEqual([mine])
  expect(seen(other, false)).toEqual([])
  // Both of them; where either says it is reached.
  graph.say({ device: otherDevice, statements: [sayAppoint(key(1), ['a', 'b'])] })
  expect(seen(ware)).toEqual([[mine[0], ['a', 'b'], [ware, other].toSorted()]])
  // One puts it aside: for itself alone.
  graph.say({ device: otherDevice, statements: [sayCarrierEnd(toText(key(1)))] })
  expect(seen(other)).toEqual([])
  expect(seen(ware)).toEqual([mine])
  // Any device speaks for its ware, and the last word counts.
  graph.say({ device: textOf(phone), statements: [sayCarrierEnd(toText(key(1)))] })
  expect(seen(ware)).toEqual([])
  graph.say({ device: textOf(phone), statements: [sayAppoint(key(1), ['c'])] })
  expect(seen(ware)).toEqual([[mine[0], ['c'], [ware]]])
})

test('[T1] what is said of carriers gives the same state in any order, and said twice changes nothing', () => {
  const { graph, laptop, otherDevice } = two()
  for (let n = 0; n < 6; n++) graph.say({ device: n % 2 ? otherDevice : textOf(laptop), statements: [n % 3 ? sayAppoint(key(n % 2), [`a${n}`]) : sayCarrierEnd(toText(key(n % 2)))] })
  const whole = factsOf(graph.fold(carriersRoom).state)
  fc.assert(
    fc.property(fc.shuffledSubarray(graph.said, { minLength: graph.said.length }), fc.subarray(graph.said), (order, again) => {
      expect(factsOf(graph.fold(carriersRoom, [...order, ...again]).state)).toEqual(whole)
    })
  )
})

test('[T3] what is malformed is refused with a reason', () => {
  const { graph, laptop } = two()
  const statements = [
    { type: 'carrier.appoint', key: key(1) },
    { type: 'carrier.appoint', key: new Uint8Array(31), addresses: [] },
    { type: 'carrier.appoint', key: key(1), addresses: Array.from({ length: 17 }, () => 'a') },
    { type: 'carrier.end', key: 'x' }
  ]
  graph.say({ device: textOf(laptop), statements })
  const { state, refusals } = graph.fold(carriersRoom)
  expect([state.carriers.size, refusals.size]).toEqual([0, 4])
})
