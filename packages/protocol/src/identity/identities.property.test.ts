/** Whatever the order and however often statements come, the same set gives the same answer (T1, I3). */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fromText, toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText, RawStatement, Said } from '../statement/statement.ts'
import { factsOf, seededRandom, ToyGraph } from '../testing/index.ts'
import { makeDevice } from './device.ts'
import { identitiesOf } from './identities.ts'
import { identityRoom } from './room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, sayJoin, sayRecoveryEnd } from './ware.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)
const act = fc.record({
  kind: fc.constantFrom('add', 'add', 'join', 'join', 'end', 'end', 'recoverAdd', 'recoverEnd', 'speak', 'begin'),
  by: fc.nat(5),
  of: fc.nat(5),
  ware: fc.nat(1),
  last: fc.option(fc.nat(40)),
  keeps: fc.array(fc.nat(5), { maxLength: 2 }),
  knowing: fc.option(fc.array(fc.nat(40), { maxLength: 3 }))
})

function play(acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[]): ToyGraph {
  const chance = seededRandom(5)
  const wares = [beginWare(chance), beginWare(chance)]
  const devices = [...wares.map((ware) => ware.device), ...Array.from({ length: 4 }, () => makeDevice(chance))]
  const graph = new ToyGraph()
  for (const { kind, by, of, ware: which, last, keeps, knowing } of acts) {
    const [author, other, ware] = [devices[by], devices[of], wares[which]]
    if (!author || !other || !ware) continue
    const entries = graph.entries()
    const { begin, recovery } = ware
    const end = {
      ware: begin.ware,
      device: other.sign.publicKey,
      last: last === null || entries.length === 0 ? null : (fromText(entries[last % entries.length] as IdText) as Uint8Array),
      keeps: keeps.map((index) => devices[index]?.sign.publicKey as Uint8Array)
    }
    const statement: Record<typeof kind, () => RawStatement> = {
      add: () => sayAdd(addDevice(begin.ware, publicOf(other), author.sign)),
      join: () => sayJoin(begin.ware, author.box.publicKey),
      end: () => sayEnd(end),
      recoverAdd: () => sayAdd(addDevice(begin.ware, publicOf(other), recovery.sign)),
      recoverEnd: () => sayRecoveryEnd(world, end, recovery.sign),
      speak: () => ({ type: 'need.say' }),
      begin: () => sayBegin(begin)
    }
    graph.say({
      device: toText(author.sign.publicKey),
      statements: [statement[kind]()],
      ...(knowing
        ? { knowing: entries.length === 0 ? [] : knowing.map((index) => entries[index % entries.length] as IdText) }
        : {})
    })
  }
  return graph
}

function answers(graph: ToyGraph, order: readonly Said[]): unknown {
  const { state } = graph.fold(identityRoom(world), order)
  const identities = identitiesOf(state, graph)
  return {
    facts: factsOf(state),
    wares: identities.wares().map((ware) => [ware, identities.devices(ware), identities.ends(ware)]),
    speaks: graph
      .entries()
      .map((entry) => [identities.wareOf(graph.origin(entry)), identities.wareOfDevice(graph.origin(entry).device)])
  }
}

test('[T1] [I3] any order and repetition of what was said about devices gives one answer', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), fc.array(fc.nat(), { maxLength: 80 }), (acts, shuffle) => {
      const graph = play(acts)
      const order = [...graph.said]
      for (const [at, pick] of shuffle.entries()) {
        const from = pick % Math.max(1, order.length)
        const said = order[from]
        if (!said) break
        if (at % 3 === 0) order.push(said)
        else order.push(...order.splice(from, 1))
      }
      expect(answers(graph, order)).toEqual(answers(graph, graph.said))
    }),
    { numRuns: 200 }
  )
})

test('[I3] no device ever counts that did not join, and none whose ware never named it', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const graph = play(acts)
      const { state } = graph.fold(identityRoom(world))
      const identities = identitiesOf(state, graph)
      for (const ware of identities.wares()) {
        for (const view of identities.devices(ware)) {
          expect(
            [...state.joins.values()].some((join) => join.ware === ware && join.device === view.device && join.box === view.box)
          ).toBe(true)
          const begin = identities.beginOf(ware)
          const named =
            view.device === begin?.device ||
            [...state.adds.values()].some((add) => add.ware === ware && add.device === view.device && add.box === view.box)
          expect(named).toBe(true)
          expect(view.ended).toBe(identities.ends(ware).some((end) => end.device === view.device))
        }
      }
    }),
    { numRuns: 200 }
  )
})

test('[I3] what the recovery key ended without a last entry never speaks again, whatever the devices say', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), fc.nat(5), (acts, of) => {
      const final = { kind: 'recoverEnd' as const, by: 0, of, ware: 0, last: null, keeps: [], knowing: null }
      const graph = play([...acts, final])
      const { state } = graph.fold(identityRoom(world))
      const identities = identitiesOf(state, graph)
      const ended = [...state.ends.values()].at(-1)
      for (const entry of graph.entries()) {
        const origin = graph.origin(entry)
        if (origin.device === ended?.device) expect(identities.wareOf(origin)).not.toBe(ended.ware)
      }
    }),
    { numRuns: 200 }
  )
})
