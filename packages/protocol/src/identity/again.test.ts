/** What a newcomer without history learns of who is who, from what is said again in a new epoch (K2, K4). */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText, RawStatement } from '../statement/statement.ts'
import { household, resolve, seededRandom, textOf, ToyGraph, toyWorld } from '../testing/index.ts'
import { sayAgain, sayOwnEnds } from './again.ts'
import { type DeviceKeys, makeDevice } from './device.ts'
import { type Identities, identitiesOf } from './identities.ts'
import { identityRoom } from './room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, saySignedEnd, saySignedJoin } from './ware.ts'

beforeAll(() => sodiumReady)

const needAt = (graph: ToyGraph) => ({ state: graph.fold(identityRoom(toyWorld)).state, identities: resolve(graph) })
const againOf = (graph: ToyGraph, wares?: readonly IdText[], told: (epoch: IdText) => boolean = () => false): RawStatement[] => {
  const known = needAt(graph)
  return sayAgain({ ...known, wares: wares ?? known.identities.wares(), told })
}
/** Who is who to somebody who reads nothing but this, said by a stranger. */
const seenBy = (statements: readonly RawStatement[]): { identities: Identities; graph: ToyGraph } => {
  const graph = new ToyGraph()
  graph.say({ device: textOf(makeDevice(seededRandom(77))), statements })
  return { identities: resolve(graph), graph }
}
const devicesSeen = (identities: Identities) =>
  identities.wares().map((ware) => [ware, identities.devices(ware).map((view) => [view.device, view.box, view.ended].join()).sort()])

/** A ware whose devices say everything so that others can say it again. */
const signedWare = (graph: ToyGraph, seed: number) => {
  const { begin, device: first, recovery } = beginWare(seededRandom(seed))
  graph.say({ device: textOf(first), statements: [sayBegin(begin), saySignedJoin(toyWorld, begin.ware, first)] })
  const add = (device: DeviceKeys, by: DeviceKeys): void => {
    graph.say({
      device: textOf(device),
      statements: [sayBegin(begin), sayAdd(addDevice(begin.ware, publicOf(device), by.sign)), saySignedJoin(toyWorld, begin.ware, device)]
    })
  }
  return { begin, ware: toText(begin.ware), first, recovery, add }
}

test('[K4] what is said again gives a newcomer every device there is, and none that was ended', () => {
  const graph = new ToyGraph()
  const one = signedWare(graph, 1)
  const two = signedWare(graph, 2)
  const [phone, tablet, late] = [3, 4, 5].map((seed) => makeDevice(seededRandom(seed))) as [DeviceKeys, DeviceKeys, DeviceKeys]
  one.add(phone, one.first)
  one.add(tablet, phone)
  two.add(late, two.first)
  const end = { ware: one.begin.ware, device: phone.sign.publicKey, last: null, keeps: [tablet.sign.publicKey] }
  graph.say({ device: textOf(one.first), statements: [sayEnd(end), saySignedEnd(toyWorld, end, one.first.sign)] })
  const whole = resolve(graph)
  const { identities } = seenBy(againOf(graph))
  expect(identities.wares()).toEqual(whole.wares())
  for (const ware of whole.wares()) {
    const living = whole.devices(ware).filter((view) => !view.ended)
    expect(identities.devices(ware).map((view) => [view.device, view.box, view.ended])).toEqual(expect.arrayContaining(living.map((view) => [view.device, view.box, false])))
    expect(identities.devices(ware).filter((view) => !view.ended).length).toBe(living.length)
  }
})

test('[K2] [I3] an ended device that spoke under the new epoch is taken for ended by one who reads that epoch alone', () => {
  const graph = new ToyGraph()
  const one = signedWare(graph, 1)
  const phone = makeDevice(seededRandom(3))
  one.add(phone, one.first)
  const end = { ware: one.begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }
  graph.say({ device: textOf(one.first), statements: [sayEnd(end), saySignedEnd(toyWorld, end, one.first.sign)] })
  const newcomer = new ToyGraph()
  newcomer.say({ device: textOf(phone), statements: graph.said.filter((said) => said.device === textOf(phone)).map((said) => said.statement) })
  newcomer.say({ device: textOf(makeDevice(seededRandom(9))), statements: againOf(graph) })
  expect(resolve(newcomer).devices(one.ware).map((view) => [view.device === textOf(phone), view.ended])).toEqual(expect.arrayContaining([[true, true], [false, false]]))
  expect(resolve(newcomer).wareOfDevice(textOf(phone))).toBeUndefined()
})

test('[K4] what the recovery key ended is said again as well, and nothing that nobody signed', () => {
  const graph = new ToyGraph()
  const one = signedWare(graph, 1)
  const phone = makeDevice(seededRandom(3))
  one.add(phone, one.first)
  graph.say({ device: textOf(one.first), statements: [saySignedEnd(toyWorld, { ware: one.begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }, one.recovery.sign)] })
  expect(againOf(graph).map(({ type }) => type)).toEqual(['ware.begin', 'device.add', 'device.join', 'device.end'])
  const old = household()
  expect(againOf(old.graph), 'joined without a signature').toEqual([])
})

test('[K4] what all of the audience could read is not said again', () => {
  const graph = new ToyGraph()
  const { begin, device } = beginWare(seededRandom(1))
  graph.say({ device: textOf(device), epoch: 'e', statements: [sayBegin(begin), saySignedJoin(toyWorld, begin.ware, device)] })
  expect(againOf(graph, undefined, (epoch) => epoch === 'e')).toEqual([])
  expect(againOf(graph, undefined, (epoch) => epoch === 'f')).toHaveLength(2)
  expect(againOf(graph, [])).toEqual([])
})

test('[K4] a device says its own ends again under an epoch where nobody has, once', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const end = { ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }
  graph.say({ device: textOf(laptop), epoch: 'old', statements: [sayEnd(end)] })
  const own = (epoch: string): RawStatement[] => sayOwnEnds({ ...needAt(graph), told: (of) => of === epoch, me: ware, world: toyWorld, sign: laptop.sign })
  expect(own('new')).toEqual([saySignedEnd(toyWorld, end, laptop.sign)])
  expect(own('old'), 'nobody could say it again').toHaveLength(1)
  graph.say({ device: textOf(laptop), epoch: 'new', statements: own('new') })
  expect([own('new'), own('old')]).toEqual([[], []])
  expect(resolve(graph).ends(ware)).toHaveLength(1)
})

test('[I3] a word that is said again holds only with the signature of the one whose word it is, in its own world', () => {
  const { graph, begin, ware, laptop, phone } = household()
  const stranger = makeDevice(seededRandom(50))
  const end = { ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [] }
  const join = saySignedJoin(toyWorld, begin.ware, phone)
  graph.say({
    device: textOf(stranger),
    statements: [
      { ...saySignedEnd(toyWorld, end, stranger.sign), by: phone.sign.publicKey },
      saySignedEnd(new Uint8Array(32).fill(8), end, phone.sign),
      { ...join, device: stranger.sign.publicKey },
      { ...join, box: stranger.box.publicKey },
      { type: 'device.join', ware: begin.ware, box: phone.box.publicKey, device: phone.sign.publicKey }
    ]
  })
  expect(graph.fold(identityRoom(toyWorld)).refusals.size).toBe(5)
  graph.say({ device: textOf(stranger), statements: [saySignedEnd(toyWorld, end, stranger.sign), saySignedJoin(toyWorld, begin.ware, stranger)] })
  expect(resolve(graph).devices(ware).map((view) => view.ended)).toEqual([false, false])
})

test('[I3] what a device signed before it knew, said again by another, holds; never against the word of the recovery key', () => {
  const { graph, begin, ware, laptop, phone, recovery } = household()
  const thief = makeDevice(seededRandom(50))
  const end = { ware: begin.ware, device: laptop.sign.publicKey, last: null, keeps: [] }
  graph.say({ device: textOf(thief), statements: [saySignedEnd(toyWorld, end, phone.sign)] })
  expect(resolve(graph).wareOfDevice(textOf(laptop))).toBeUndefined()
  graph.say({ device: textOf(thief), statements: [saySignedEnd(toyWorld, { ...end, device: phone.sign.publicKey }, recovery.sign)] })
  expect(resolve(graph).wareOfDevice(textOf(laptop))).toBe(ware)
})

test('[K4] whoever said what, a newcomer who is told again sees the living devices that all see, and folds it in any order', () => {
  const step = fc.record({ who: fc.nat(3), whom: fc.nat(3), ends: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), fc.nat(99), (steps, seed) => {
      const graph = new ToyGraph()
      const one = signedWare(graph, seed + 1)
      const devices = [one.first, ...[1, 2, 3].map((extra) => makeDevice(seededRandom(1_000 + seed * 4 + extra)))]
      for (const { who, whom, ends } of steps) {
        const [by, other] = [devices[who] as DeviceKeys, devices[whom] as DeviceKeys]
        if (who === whom) continue
        if (!ends) one.add(other, by)
        else {
          const end = { ware: one.begin.ware, device: other.sign.publicKey, last: null, keeps: [by.sign.publicKey] }
          graph.say({ device: textOf(by), statements: [sayEnd(end), saySignedEnd(toyWorld, end, by.sign)] })
        }
      }
      const whole = resolve(graph)
      const { identities, graph: seen } = seenBy(againOf(graph))
      const living = (of: Identities) => of.devices(one.ware).filter((view) => !view.ended).map((view) => view.device).sort()
      for (const device of living(identities)) expect(living(whole)).toContain(device)
      expect(devicesSeen(identitiesOf(seen.fold(identityRoom(toyWorld), [...seen.said].reverse()).state, seen))).toEqual(devicesSeen(identities))
    }),
    { numRuns: 60 }
  )
})

test('[I3] what was signed for the world that this one was forked from holds in its history, and there alone', () => {
  const { graph, begin, ware, phone, recovery } = household()
  const end = { ware: begin.ware, device: phone.sign.publicKey, last: null, keeps: [] }
  graph.say({ device: textOf(phone), statements: [saySignedJoin(toyWorld, begin.ware, phone)] })
  graph.say({ device: textOf(makeDevice(seededRandom(50))), statements: [saySignedEnd(toyWorld, end, recovery.sign)] })
  const fork = identityRoom(new Uint8Array(32).fill(8))
  const inherited = graph.fold(fork, graph.said.map((said) => ({ ...said, world: toyWorld })))
  expect(inherited.refusals.size).toBe(0)
  expect(identitiesOf(inherited.state, graph).devices(ware).map((view) => view.ended)).toEqual([false, true])
  expect(graph.fold(fork).refusals.size).toBe(2)
})
