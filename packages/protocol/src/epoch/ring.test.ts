/** One ring key for each ware and season (K1). */
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { type DeviceKeys, makeDevice } from '../identity/device.ts'
import { type Identities, identitiesOf } from '../identity/identities.ts'
import { identityRoom } from '../identity/room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, sayJoin } from '../identity/ware.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { seededRandom, textOf, ToyGraph, toyWorld } from '../testing/index.ts'
import { openRingSecrets, planRing, ringKeyOf, ringKeyToSay, ringOf, ringPairOf, type RingInput, sayRingShare } from './ring.ts'
import { epochsRoom, type EpochsState, sayRing } from './room.ts'

beforeAll(() => sodiumReady)

const season = 227

class Ware {
  readonly graph: ToyGraph
  readonly random = seededRandom(8)
  readonly begin
  readonly id: IdText
  readonly devices: DeviceKeys[]

  constructor(graph = new ToyGraph(), seed = 1) {
    this.graph = graph
    const { begin, device } = beginWare(seededRandom(seed))
    this.begin = begin
    this.id = toText(begin.ware)
    this.devices = [device]
    graph.say({ device: textOf(device), statements: [sayBegin(begin)] })
  }
  add(): DeviceKeys {
    const device = makeDevice(this.random)
    this.graph.say({ device: textOf(device), statements: [sayAdd(addDevice(this.begin.ware, publicOf(device), this.first.sign)), sayJoin(this.begin.ware, device.box.publicKey)] })
    this.devices.push(device)
    return device
  }
  end(device: DeviceKeys, by = this.first): void {
    const last = this.graph.entries().at(-1) as IdText
    const end = { ware: this.begin.ware, device: device.sign.publicKey, last: Uint8Array.from(Buffer.from(last, 'base64url')), keeps: [by.sign.publicKey] }
    this.graph.say({ device: textOf(by), statements: [sayEnd(end)] })
  }
  get first(): DeviceKeys {
    return this.devices[0] as DeviceKeys
  }
  get identities(): Identities {
    return identitiesOf(this.graph.fold(identityRoom(toyWorld)).state, this.graph)
  }
  get epochs(): EpochsState {
    return this.graph.fold(epochsRoom(toyWorld)).state
  }
  input(device: DeviceKeys, at = season): RingInput {
    return { me: this.id, device: textOf(device), box: device.box, season: at, epochs: this.epochs, identities: this.identities }
  }
  /** Does what is due at this device until nothing is; how many times something was said. */
  tend(device: DeviceKeys, at = season): number {
    for (let said = 0; ; said++) {
      const plan = planRing(this.input(device, at))
      if (plan.do === 'nothing') return said
      const secret = plan.do === 'renew' ? this.random.bytes(32) : plan.secret
      this.graph.say({ device: textOf(device), statements: [sayRingShare(plan.season, secret, plan.devices, this.random)] })
      if (said > 4) throw new Error('there is no end of sharing')
    }
  }
  /** Says the ring key in an epoch. */
  ring(device: DeviceKeys, epoch: IdText, at = season): IdText | undefined {
    const key = ringKeyToSay(this.input(device, at), toyWorld)
    if (key) this.graph.say({ device: textOf(device), epoch, statements: [sayRing(key, at)] })
    return key && toText(key)
  }
}

test('[K1] all devices of a ware say one ring key, the same from epoch to epoch within a season, and another in the next', () => {
  const ware = new Ware()
  ware.tend(ware.first)
  const key = ware.ring(ware.first, 'e1')
  const phone = ware.add()
  expect(openRingSecrets(ware.input(phone)).size, 'not given it yet').toBe(0)
  expect(ware.ring(phone, 'e2'), 'what is said already can be said by all').toBe(key)
  ware.tend(ware.first)
  const [secret] = openRingSecrets(ware.input(phone)).values()
  expect([...openRingSecrets(ware.input(ware.first)).values()]).toEqual([secret])
  expect(toText(ringPairOf(secret as Uint8Array, toyWorld, season).publicKey)).toBe(key)
  const next = ware.ring(phone, 'e2', season + 1)
  expect(next).not.toBe(key)
  expect(ware.ring(ware.first, 'e3', season + 1)).toBe(next)
  expect(ringPairOf(secret as Uint8Array, new Uint8Array(32), season).publicKey, 'worlds cannot be told together').not.toEqual(
    ringPairOf(secret as Uint8Array, toyWorld, season).publicKey
  )
})

test('[K1] a ring is a list of wares, each once: neither a new epoch nor a second device refills what one may say', () => {
  const graph = new ToyGraph()
  const [one, two] = [new Ware(graph, 1), new Ware(graph, 2)]
  for (const ware of [one, two]) ware.tend(ware.first)
  const key = one.ring(one.first, 'e1')
  two.ring(two.first, 'e1')
  const cheat = one.add()
  for (const epoch of ['e1', 'e2'])
    graph.say({ device: textOf(cheat), epoch, statements: [sayRing(ringPairOf(seededRandom(99).bytes(32), toyWorld, season).publicKey, season)] })
  const ring = (epoch: IdText) => ringOf(epoch, season, one.epochs, one.identities)
  expect(ring('e1').map(({ ware }) => ware)).toEqual([one.id, two.id].sort())
  expect(ring('e1').find(({ ware }) => ware === one.id)?.key).toBe(key)
  expect(ring('e2')).toEqual([{ ware: one.id, key }])
  expect(ringOf('e1', season + 1, one.epochs, one.identities)).toEqual([])
  graph.say({ device: textOf(makeDevice(seededRandom(50))), epoch: 'e1', statements: [sayRing(new Uint8Array(32).fill(9), season)] })
  expect(ring('e1')).toHaveLength(2)
})

test('[K1] [I3] after a device was ended the ware has a new secret with the next season, that the ended one was not given', () => {
  const ware = new Ware()
  const [phone, tablet] = [ware.add(), ware.add()]
  ware.tend(ware.first)
  const key = ware.ring(phone, 'e1')
  ware.end(phone)
  expect(ware.tend(ware.first)).toBe(1)
  expect(ware.tend(tablet), 'one of them did it').toBe(0)
  expect(ware.ring(ware.first, 'e2'), 'the same voice within the season').toBe(key)
  const [now, next] = openRingSecrets(ware.input(tablet)).values()
  expect(toText(ringPairOf(now as Uint8Array, toyWorld, season).publicKey)).toBe(key)
  expect(ware.ring(tablet, 'e2', season + 1)).toBe(toText(ringPairOf(next as Uint8Array, toyWorld, season + 1).publicKey))
  expect([...openRingSecrets(ware.input(phone)).values()]).toEqual([now])
  ware.end(tablet)
  ware.tend(ware.first)
  expect(ringKeyOf(ware.id, season + 2, ware.epochs, ware.identities)).toBeUndefined()
  const last = ware.ring(ware.first, 'e3', season + 2)
  expect(last).not.toBe(toText(ringPairOf(next as Uint8Array, toyWorld, season + 2).publicKey))
})

test('[K1] [I4] where no device that goes on has the secret, there is a new one at once', () => {
  const ware = new Ware()
  ware.tend(ware.first)
  const lost = ware.ring(ware.first, 'e1')
  const restored = ware.add()
  expect(ware.tend(restored), 'the other may still pass it on').toBe(0)
  ware.end(ware.first, restored)
  expect(ware.tend(restored)).toBe(1)
  const key = ware.ring(restored, 'e2')
  expect([key !== undefined, key === lost]).toEqual([true, false])
  expect(ringOf('e2', season, ware.epochs, ware.identities)).toEqual([{ ware: ware.id, key }])
})

test('[K1] two devices that begin at the same time come to one secret and one key', () => {
  const ware = new Ware()
  const phone = ware.add()
  const plans = [ware.first, phone].map((device) => ({ device, plan: planRing(ware.input(device)) }))
  for (const { device, plan } of plans)
    if (plan.do === 'renew') ware.graph.say({ device: textOf(device), knowing: [], statements: [sayRingShare(plan.season, ware.random.bytes(32), plan.devices, ware.random)] })
  expect([ware.tend(ware.first), ware.tend(phone)]).toEqual([0, 0])
  expect(ware.ring(ware.first, 'e1')).toBe(ware.ring(phone, 'e2'))
})
