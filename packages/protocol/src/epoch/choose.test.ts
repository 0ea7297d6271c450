import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fromText, toText } from '../bytes/bytes.ts'
import { type DeviceKeys, makeDevice } from '../identity/device.ts'
import { type Identities, identitiesOf } from '../identity/identities.ts'
import { identityRoom } from '../identity/room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, sayJoin } from '../identity/ware.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { factsOf, seededRandom, ToyGraph } from '../testing/index.ts'
import {
  apartFrom,
  audienceDevices,
  chooseEpoch,
  type EpochChoice,
  epochViews,
  syncAllowed,
  usableEpochs
} from './choose.ts'
import { makeEpoch } from './epoch.ts'
import { dissociationPreview, mintGapMs, mintStepMs, mintWaitMaxMs, planMint, whoFollowed } from './plan.ts'
import { epochsRoom, type EpochsState, sayDissociation, sayGive, sayMint, sayRing } from './room.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)
const textOf = (device: DeviceKeys): IdText => toText(device.sign.publicKey)

/** A commune of wares with one device each, in the order of their ids. */
class Commune {
  readonly graph = new ToyGraph()
  readonly random = seededRandom(4)
  readonly wares
  readonly held: IdText[] = []

  constructor(count: number) {
    this.wares = Array.from({ length: count }, () => beginWare(this.random))
      .map((made) => ({ ...made, id: toText(made.begin.ware) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    for (const ware of this.wares) this.graph.say({ device: textOf(ware.device), statements: [sayBegin(ware.begin)] })
  }
  id(index: number): IdText {
    return (this.wares[index] as { id: IdText }).id
  }
  ids(...indexes: number[]): IdText[] {
    return indexes.map((index) => this.id(index))
  }
  device(index: number): DeviceKeys {
    return (this.wares[index] as { device: DeviceKeys }).device
  }
  mint(by: number, audience: readonly number[], knowing?: readonly IdText[]): IdText {
    const device = this.device(by)
    const { epoch, seed } = makeEpoch(world, device.sign.publicKey, this.random)
    const id = toText(epoch.id)
    this.graph.say({
      device: textOf(device),
      epoch: id,
      statements: [sayMint(seed, this.ids(...audience))],
      ...(knowing ? { knowing } : {})
    })
    this.held.push(id)
    return id
  }
  apart(by: number, from: number, apart = true): void {
    this.graph.say({ device: textOf(this.device(by)), statements: [sayDissociation(this.id(from), apart)] })
  }
  get identities(): Identities {
    return identitiesOf(this.graph.fold(identityRoom(world)).state, this.graph)
  }
  get epochs(): EpochsState {
    return this.graph.fold(epochsRoom(world)).state
  }
  input(me: number, wanted = this.wares.map((_, index) => index), held = this.held) {
    const apart = apartFrom(this.id(me), this.epochs, this.identities)
    const shares = (ware: IdText): boolean => !apart.has(ware)
    return {
      held,
      epochs: this.epochs,
      identities: this.identities,
      chain: this.graph,
      me: this.id(me),
      shares,
      wanted: this.ids(...wanted).filter(shares)
    }
  }
  choice(me: number, wanted?: number[], held?: IdText[]): EpochChoice | undefined {
    return chooseEpoch(this.input(me, wanted, held))
  }
}

test('[K1] only the device that minted an epoch can say so, and only inside it', () => {
  const commune = new Commune(2)
  const { epoch, seed } = makeEpoch(world, commune.device(0).sign.publicKey, commune.random)
  const id = toText(epoch.id)
  commune.graph.say({ device: textOf(commune.device(1)), epoch: id, statements: [sayMint(seed, commune.ids(0, 1))] })
  commune.graph.say({ device: textOf(commune.device(0)), epoch: commune.id(0), statements: [sayMint(seed, commune.ids(0, 1))] })
  expect(epochViews(commune.epochs, commune.identities)).toEqual([])
  expect(commune.graph.fold(epochsRoom(world)).refusals.size).toBe(2)
  commune.graph.say({ device: textOf(commune.device(0)), epoch: id, statements: [sayMint(seed, commune.ids(0, 1))] })
  expect(epochViews(commune.epochs, commune.identities)).toMatchObject([
    { epoch: id, mintedBy: commune.id(0), audience: new Set(commune.ids(0, 1)) }
  ])
})

test('[K2] I write under the newest epoch whose audience is within the wares I share with', () => {
  const commune = new Commune(3)
  commune.mint(0, [0, 1, 2])
  const newest = commune.mint(1, [0, 1, 2])
  for (const me of [0, 1, 2])
    expect(commune.choice(me)).toEqual({ epoch: newest, audience: new Set(commune.ids(0, 1, 2)), leftOut: [], stale: [], lacking: [] })
})

test('[K2] of epochs minted at the same height the larger id is the newer', () => {
  const commune = new Commune(2)
  const known = commune.graph.entries()
  const ids = [commune.mint(0, [0, 1], known), commune.mint(1, [0, 1], known)].sort()
  expect(commune.choice(0)?.epoch).toBe(ids[1])
  expect(commune.choice(1)?.epoch).toBe(ids[1])
})

test('[K2] an epoch whose mint I have not seen is read and not written under', () => {
  const commune = new Commune(2)
  const seen = commune.mint(0, [0, 1])
  const { epoch } = makeEpoch(world, commune.device(1).sign.publicKey, commune.random)
  commune.held.push(toText(epoch.id))
  expect(commune.choice(0)?.epoch).toBe(seen)
  expect(commune.choice(0, [0, 1], [toText(epoch.id)])).toBeUndefined()
})

test('[K2] an epoch that I do not hold, or whose minter speaks for no ware, is not chosen', () => {
  const commune = new Commune(2)
  const stranger = makeDevice(commune.random)
  const { epoch, seed } = makeEpoch(world, stranger.sign.publicKey, commune.random)
  commune.graph.say({ device: textOf(stranger), epoch: toText(epoch.id), statements: [sayMint(seed, commune.ids(0, 1))] })
  commune.held.push(toText(epoch.id))
  expect(commune.choice(0)).toBeUndefined()
  commune.mint(1, [0, 1])
  expect(commune.choice(0, [0, 1], [])).toBeUndefined()
})

test('[K2] one who mints a small epoch cuts nobody off from me: fewest left out comes first', () => {
  const commune = new Commune(3)
  const whole = commune.mint(0, [0, 1, 2])
  commune.mint(2, [0, 2])
  expect(commune.choice(0)).toMatchObject({ epoch: whole, leftOut: [] })
})

test('[K2] when concurrent epochs leave somebody out, the lowest online mints for all and the others wait a while', () => {
  const commune = new Commune(4)
  const known = commune.graph.entries()
  const left = commune.mint(0, [0, 1, 2], known)
  const right = commune.mint(1, [0, 1, 3], known)
  const holds = [[left, right], [left, right], [left], [right]]
  const present = [0, 1, 2, 3].map((index) => ({ ware: commune.id(index), device: textOf(commune.device(index)) }))
  const plan = (me: number, online: number[], dueMs = 0) =>
    planMint({
      me: present[me] as (typeof present)[0],
      online: online.map((index) => present[index] as (typeof present)[0]),
      choice: commune.choice(me, undefined, holds[me] as IdText[]),
      wanted: commune.ids(0, 1, 2, 3),
      dueMs,
      sinceMintMs: Infinity
    })
  expect(commune.choice(0)?.leftOut.length).toBe(1)
  expect(plan(0, [1, 2, 3])).toEqual({ do: 'mint', audience: commune.ids(0, 1, 2, 3) })
  expect(plan(1, [0, 2])).toEqual({ do: 'wait', ms: mintStepMs })
  expect(plan(1, [2, 3]), 'the lowest is away').toEqual({ do: 'mint', audience: commune.ids(0, 1, 2, 3) })
  expect(plan(2, [0, 1], mintStepMs)).toEqual({ do: 'wait', ms: mintStepMs })
  expect(plan(2, [0, 1], 2 * mintStepMs).do).toBe('mint')
  const union = commune.mint(0, [0, 1, 2, 3])
  for (const list of holds) list.push(union)
  for (const me of [0, 1, 2, 3]) expect(plan(me, [0, 1, 2, 3])).toEqual({ do: 'nothing' })
})

test('[K2] waiting is bounded however many are online, and one device does not mint again at once', () => {
  const commune = new Commune(1)
  const me = { ware: 'z', device: 'z' }
  const online = Array.from({ length: 100 }, (_, index) => ({ ware: `a${index}`, device: 'd' }))
  const choice = { epoch: 'e', audience: new Set(['z']), leftOut: [commune.id(0)], stale: [], lacking: [] }
  const plan = planMint({ me, online, choice, wanted: [], dueMs: 0, sinceMintMs: Infinity })
  expect(plan).toEqual({ do: 'wait', ms: mintWaitMaxMs })
  expect(planMint({ me, online: [], choice, wanted: [], dueMs: 0, sinceMintMs: 100 })).toEqual({
    do: 'wait',
    ms: mintGapMs - 100
  })
  expect(planMint({ me, online, choice: undefined, wanted: ['z'], dueMs: 0, sinceMintMs: Infinity })).toEqual({
    do: 'mint',
    audience: ['z']
  })
})

test('[K3] I mint without them and say so; those who do not follow go on as before, and nobody is asked', () => {
  const commune = new Commune(4)
  const whole = commune.mint(0, [0, 1, 2, 3])
  commune.apart(0, 3)
  expect(commune.choice(0), 'nothing I may write under yet').toBeUndefined()
  const without = commune.mint(0, [0, 1, 2])
  expect(commune.choice(0)).toMatchObject({ epoch: without, leftOut: [] })
  expect(commune.choice(1), 'has not followed').toMatchObject({ epoch: whole, leftOut: [] })
  commune.apart(1, 3)
  expect(commune.choice(1)).toMatchObject({ epoch: without, leftOut: [] })
  commune.apart(1, 3, false)
  expect(commune.choice(1)).toMatchObject({ epoch: whole })
})

test('[K3] nobody says for another with whom it shares', () => {
  const commune = new Commune(3)
  const stranger = makeDevice(commune.random)
  commune.graph.say({ device: textOf(stranger), statements: [sayDissociation(commune.id(1), true)] })
  commune.apart(2, 1)
  commune.apart(1, 1)
  expect(apartFrom(commune.id(0), commune.epochs, commune.identities)).toEqual(new Set())
  expect(apartFrom(commune.id(1), commune.epochs, commune.identities), 'with itself').toEqual(new Set())
  expect(apartFrom(commune.id(2), commune.epochs, commune.identities)).toEqual(new Set(commune.ids(1)))
})

test('[K3] I sync with who proves an epoch I still use, give grants to who proves an old one, and nothing to others', () => {
  const commune = new Commune(3)
  const whole = commune.mint(0, [0, 1, 2])
  commune.apart(0, 2)
  const without = commune.mint(0, [0, 1])
  const unseen = toText(makeEpoch(world, commune.device(1).sign.publicKey, commune.random).epoch.id)
  const usable = usableEpochs(commune.input(0, undefined, [...commune.held, unseen]))
  expect(usable).toEqual(new Set([without, unseen]))
  expect(syncAllowed([whole, without], usable)).toBe('everything')
  expect(syncAllowed([unseen], usable)).toBe('everything')
  expect(syncAllowed([whole], usable)).toBe('grants')
  expect(syncAllowed([], usable)).toBe('nothing')
})

test('[K3] before: who will and will not see what; after: who has followed', () => {
  const commune = new Commune(5)
  const whole = commune.mint(0, [0, 1, 2, 3, 4])
  const apart = commune.mint(0, [0, 1])
  commune.apart(1, 4)
  commune.apart(0, 3)
  const members = commune.ids(0, 1, 2, 3, 4)
  const { epochs, identities } = commune
  const preview = dissociationPreview({ me: commune.id(0), without: commune.ids(4), members, epochs, identities })
  expect(preview).toEqual({
    reaches: commune.ids(1, 2),
    nothingNew: commune.ids(4),
    stillShare: [[commune.id(2), commune.ids(4)]],
    apartToo: commune.ids(1),
    readableBefore: [whole]
  })
  expect(preview.readableBefore).not.toContain(apart)
  expect(whoFollowed(commune.id(4), members, epochs, identities)).toEqual({
    apart: commune.ids(1),
    sharing: commune.ids(0, 2, 3)
  })
})

test('[K4] an epoch given to a newcomer has a larger audience from then on', () => {
  const commune = new Commune(3)
  const first = commune.mint(0, [0, 1])
  commune.apart(1, 2)
  commune.graph.say({ device: textOf(commune.device(0)), epoch: first, statements: [sayGive(commune.ids(2))] })
  expect(commune.choice(0)).toMatchObject({ epoch: first, leftOut: [], audience: new Set(commune.ids(0, 1, 2)) })
  expect(commune.choice(1), 'shares no more with the newcomer').toBeUndefined()
  const stranger = makeDevice(commune.random)
  commune.graph.say({ device: textOf(stranger), epoch: first, statements: [sayGive([textOf(stranger)])] })
  expect(commune.choice(0)?.audience.size).toBe(3)
})

test('[K2] [I3] an epoch that an ended device can read is due for another: at once by its own ware, in turn by others', () => {
  const commune = new Commune(2)
  const phone = makeDevice(commune.random)
  const { begin, device: laptop } = commune.wares[1] as (typeof commune.wares)[0]
  commune.graph.say({ device: textOf(laptop), statements: [sayAdd(addDevice(begin.ware, publicOf(phone), laptop.sign))] })
  commune.graph.say({ device: textOf(phone), statements: [sayJoin(begin.ware, phone.box.publicKey)] })
  const both = commune.mint(0, [0, 1])
  const end = {
    ware: begin.ware,
    device: phone.sign.publicKey,
    last: fromText(commune.graph.entries().at(-1) as IdText) as Uint8Array,
    keeps: []
  }
  expect(audienceDevices(commune.ids(0, 1), commune.identities).length).toBe(3)
  commune.graph.say({ device: textOf(laptop), statements: [sayEnd(end)] })
  expect(commune.choice(0)).toMatchObject({ epoch: both, stale: [commune.id(1)] })
  const choice = commune.choice(0)
  const online = [0, 1].map((index) => ({ ware: commune.id(index), device: textOf(commune.device(index)) }))
  for (const me of [0, 1]) {
    expect(
      planMint({
        me: online[me] as (typeof online)[0],
        online,
        choice,
        wanted: commune.ids(0, 1),
        dueMs: 0,
        sinceMintMs: Infinity
      }).do
    ).toBe('mint')
  }
  const next = commune.mint(1, [0, 1])
  expect(commune.choice(0)).toMatchObject({ epoch: next, stale: [] })
  expect(audienceDevices(commune.ids(0, 1), commune.identities).map((device) => device.device)).toEqual(
    [commune.device(0), laptop].map(textOf)
  )
  commune.graph.say({ device: textOf(laptop), statements: [sayEnd(end)] })
  expect(commune.choice(0), 'an end said again changes nothing').toMatchObject({ epoch: next, stale: [] })
})

test('[T1] what was said about epochs folds to one state and one choice in any order, however often', () => {
  const commune = new Commune(4)
  const first = commune.mint(0, [0, 1, 2])
  commune.apart(1, 3)
  commune.apart(1, 3, false)
  commune.mint(1, [0, 1, 2, 3], commune.graph.entries().slice(0, 4))
  commune.graph.say({
    device: textOf(commune.device(2)),
    epoch: first,
    statements: [sayGive(commune.ids(3)), sayRing(new Uint8Array(32), 227)]
  })
  commune.apart(2, 3)
  commune.mint(2, [0, 1, 2])
  const answers = (order = commune.graph.said): unknown => {
    const { state, refusals } = commune.graph.fold(epochsRoom(world), order)
    const choices = [0, 1, 2, 3].map((me) => chooseEpoch({ ...commune.input(me), epochs: state }))
    return { facts: factsOf(state), refusals: [...refusals].sort(), choices }
  }
  const expected = answers()
  fc.assert(
    fc.property(
      fc.shuffledSubarray(commune.graph.said, { minLength: commune.graph.said.length }),
      fc.array(fc.constantFrom(...commune.graph.said)),
      (order, again) => {
        expect(answers([...order, ...again])).toEqual(expected)
      }
    ),
    { numRuns: 30 }
  )
})

test('[T3] a malformed statement about epochs is refused with its place and reason', () => {
  const graph = new ToyGraph()
  const id = new Uint8Array(32)
  graph.say({
    device: toText(id),
    statements: [
      { type: 'epoch.mint', seed: id, audience: [id, id] },
      { type: 'epoch.mint', audience: [] },
      { type: 'epoch.mint', seed: id, audience: [] },
      { type: 'epoch.give', wares: 'all' },
      { type: 'epoch.give', wares: Array.from({ length: 1_025 }, () => id) },
      { type: 'epoch.ring', key: toText(id) },
      { type: 'dissociate.say' },
      { type: 'dissociate.end', ware: null }
    ]
  })
  const { state, refusals } = graph.fold(epochsRoom(world))
  expect([...refusals.values()].map((refusal) => refusal.reason)).toEqual([
    'epoch.mint: audience is not in ascending order, each once',
    'epoch.mint: seed is missing or of another kind',
    'epoch.mint: this device did not mint this epoch from this seed',
    'epoch.give: wares is not a list',
    'epoch.give: wares has more than 1024 items',
    'epoch.ring: key is not bytes',
    'dissociate.say: ware is missing or of another kind',
    'dissociate.end: ware is not bytes'
  ])
  expect(Object.values(state).every((facts) => facts.size === 0)).toBe(true)
})
