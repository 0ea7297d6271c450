/** Those who send without end what counts for nothing, or ask without end: slowed down, cut off, and nobody else notices (S6, E7). */
import { buildEnvelope, closeEnvelope, encodeEntry, type Epoch, type IdText, limits, signPair } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, type Resident, Stranger } from '../testing/index.ts'
import { encodeSync, type SyncMessage } from './message.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 240_000 }
const mebibyte = 1_048_576

interface Home {
  readonly house: House
  readonly anna: Resident
  readonly bo: Resident
  readonly world: IdText
  readonly id: Uint8Array
  readonly epochs: readonly Epoch[]
}

async function homeOf(seed = 1): Promise<Home> {
  const house = await House.build(settle, seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  await house.acquaint(anna, bo)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  const { id, keyring } = anna.held(world).hosted.world
  return { house, anna, bo, world, id, epochs: keyring.all() }
}

let said = 0
async function expectUndisturbed({ house, anna, bo, world }: Home): Promise<void> {
  await anna.need(world, `still here ${++said}`)
  await bo.need(world, `here too ${said}`)
  const both = [`still here ${said}`, `here too ${said}`]
  expect(await house.clock.until(() => [anna, bo].every((one) => both.every((thing) => one.things(world).includes(thing))), 5_000)).toBe(true)
}

/** About 60 KiB each. */
const wrongSignature = ({ house, id, epochs }: Home, author: Uint8Array, lamport?: number): Uint8Array => {
  const epoch = epochs.at(-1) as Epoch
  const setting = { world: id, epochId: epoch.id, nonce: house.random.bytes(24) }
  const prev = lamport === undefined ? null : { lamport: lamport - 1, id: house.random.bytes(32) }
  const words = { author, prev, parents: [], statements: [{ type: 'x', filling: 'x'.repeat(59_000) }] }
  const { plain, lamport: own } = encodeEntry(words, setting, signPair(house.random.bytes(32)).secretKey)
  const closed = closeEnvelope({ tag: epoch.tag, lamport: own, keepClass: 0, nonce: setting.nonce }, plain, epoch.contentKey)
  if (!closed.ok) throw new Error(closed.error)
  return closed.value
}

/** Sends one envelope after another until cut off, or until so many bytes were sent. */
async function pour(home: Home, stranger: Stranger, make: () => Uint8Array, bytesMax: number, more = false): Promise<number> {
  let sent = 0
  for (let number = 1; sent < bytesMax && stranger.ended === undefined; number++) {
    const envelope = make()
    await stranger.say({ type: 'envelopes', channel: stranger.channelOf(home.id), number, more, envelopes: [envelope, make()] }, 5)
    sent += 2 * envelope.length
  }
  return sent
}

test('[S6][E7] entries that wait, or whose signature is wrong, are charged to the device or conversation they came from', patient, async () => {
  const home = await homeOf()
  const { house, anna, bo, world, id, epochs } = home
  const victim = bo.peer.inside.me().device.sign.publicKey
  const kinds = [() => wrongSignature(home, victim), () => wrongSignature(home, victim, 7)]
  for (const make of kinds) {
    const stranger = await Stranger.visit(house, anna)
    await stranger.prove(id, epochs)
    await pour(home, stranger, make, 80 * mebibyte)
    expect(stranger.ended).toBe('more that counts for nothing than may lie here')
    await expectUndisturbed(home)
  }
  // Those of the first before anything was charged, and a share for each of the two.
  for (const one of [anna, bo]) expect(one.held(world).hosted.world.graph.heldBytes).toBeLessThan(3.2 * limits.waitingBytesMax)
  // "More follows" is believed for a while and no longer.
  const promising = await Stranger.visit(house, anna)
  await promising.prove(id, epochs)
  await pour(home, promising, () => wrongSignature(home, victim), 160 * mebibyte, true)
  expect(promising.ended).toBe('more that counts for nothing than may lie here')
  expect(anna.held(world).hosted.world.graph.heldBytes).toBeLessThan(8.5 * limits.waitingBytesMax)
  await expectUndisturbed(home)
})

test('[S6][E7] envelopes that do not open are carried, so many of one sender', patient, async () => {
  const home = await homeOf(2)
  const { house, anna, id, epochs, world } = home
  const stranger = await Stranger.visit(house, anna)
  await stranger.prove(id, epochs)
  const tag = epochs[0]?.tag as Uint8Array
  const unopening = (): Uint8Array => buildEnvelope(1, { tag, lamport: 9, keepClass: 0, nonce: house.random.bytes(24) }, new Uint8Array(60_016))
  await pour(home, stranger, unopening, 80 * mebibyte)
  expect(stranger.ended).toBe('more that counts for nothing than may lie here')
  expect(anna.held(world).hosted.world.set.count).toBeLessThan((1.1 * limits.waitingBytesMax) / 60_000 + 100)
  await expectUndisturbed(home)
})

test('[S6][E7] what cannot be read here is carried, and while it pours in others hear one another as ever', patient, async () => {
  const home = await homeOf(3)
  const { house, anna, bo, id, epochs, world } = home
  const sealed = (): Uint8Array => buildEnvelope(1, { tag: house.random.bytes(16), lamport: 9, keepClass: 0, nonce: house.random.bytes(24) }, new Uint8Array(60_016))
  const stranger = await Stranger.visit(house, anna)
  await stranger.prove(id, epochs)
  let number = 0
  const flood = setFlood(stranger, () => ({ type: 'envelopes', channel: stranger.channelOf(id), number: ++number, more: false, envelopes: [sealed(), sealed()] }))
  for (let i = 0; i < 100; i++) flood()
  await house.clock.pass(50)
  await expectUndisturbed(home)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  expect(bo.held(world).hosted.world.set.count).toBeGreaterThan(200)
})

const setFlood = (stranger: Stranger, make: () => SyncMessage) => (): void => void stranger.wire.send(encodeSync(make())).catch(() => undefined)

test('[S6][E7] floods of questions of every kind are slowed down and cut off, each with a reason', patient, async () => {
  const home = await homeOf(4)
  const { house, anna, id, epochs } = home
  const ids = Array.from({ length: 64 }, () => house.random.bytes(32))
  const none = new Uint8Array()
  const span = { lowerLamport: 0, lowerPrefix: none, upperLamport: Infinity, upperPrefix: none, ids: [] }
  const kinds: Record<string, (channel: Uint8Array) => SyncMessage> = {
    fetch: (channel) => ({ type: 'fetch', channel, ids }),
    want: (channel) => ({ type: 'want', channel, spans: Array.from({ length: 500 }, () => span) }),
    compare: (channel) => ({ type: 'compare', channel, toInitiator: false, message: Uint8Array.of(0x61) }),
    find: () => ({ type: 'find', tags: ids.map((each) => each.slice(16)) }),
    live: (channel) => ({ type: 'live', channel, sealed: new Uint8Array(100) }),
    ask: () => ({ type: 'ask', bytes: new Uint8Array(100) }),
    again: (channel) => ({ type: 'again', channel }),
    keeps: (channel) => ({ type: 'keeps', channel, ids }),
    prove: (channel) => ({ type: 'prove', channel, proofs: [] }),
    heads: (channel) => ({ type: 'heads', channel, heads: [{ lamport: 3, id: new Uint8Array(32) }] })
  }
  for (const [kind, make] of Object.entries(kinds)) {
    const stranger = await Stranger.visit(house, anna)
    await stranger.prove(id, epochs)
    const flood = setFlood(stranger, () => make(stranger.channelOf(id)))
    for (let i = 0; i < 5_000; i++) flood()
    await house.clock.pass(200)
    await expectUndisturbed(home)
    await house.clock.pass(180_000)
    expect([kind, stranger.ended]).toEqual([kind, expect.any(String)])
  }
})
