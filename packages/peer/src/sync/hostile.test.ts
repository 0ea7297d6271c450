/** Those who cheat, flood or send garbage: their own conversation ends with a reason, everybody else's goes on (S6). */
import { buildEnvelope, type Epoch, type IdText, limits, proveEpoch } from '@commune/protocol'
import { mutator } from '@commune/protocol/testing'
import { expect, test } from 'vitest'
import { House, must, type Resident, Stranger } from '../testing/index.ts'
import { decodeSync, encodeSync, type SyncMessage } from './message.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }

interface Home {
  readonly house: House
  readonly anna: Resident
  readonly bo: Resident
  readonly world: IdText
  readonly id: Uint8Array
  /** What one who is, or was, a member may hold. */
  epochs(): readonly Epoch[]
}

async function homeOf(seed = 1): Promise<Home> {
  const house = await House.build(settle, seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  const { id, keyring } = anna.held(world).hosted.world
  return { house, anna, bo, world, id, epochs: () => keyring.all() }
}

let said = 0
/** The others still hear one another, at once. */
async function expectUndisturbed({ house, anna, bo, world }: Home): Promise<void> {
  await anna.need(world, `still here ${++said}`)
  await bo.need(world, `here too ${said}`)
  expect(await house.agree(world, [anna, bo], 5_000)).toBe(true)
  expect(anna.things(world)).toEqual(expect.arrayContaining([`still here ${said}`, `here too ${said}`]))
}

test('[S6] one who says nothing is not waited for, and one who says hello twice or in another version is sent away', async () => {
  const home = await homeOf()
  const { house, anna } = home
  const silent = await Stranger.visit(house, anna)
  await house.clock.pass(16_000)
  expect(silent.ended).toBe('no hello in time')
  const twice = await Stranger.visit(house, anna)
  await twice.hello()
  await twice.hello()
  expect(twice.ended).toBe('a second hello')
  const other = await Stranger.visit(house, anna)
  await other.say({ type: 'hello', version: 1, nonce: new Uint8Array(32) })
  expect(other.ended).toMatch(/another version/)
  const { problems } = must(await anna.peer.ask('status', {}))
  expect(problems.map(({ key }) => key)).toEqual(['peer.other-older'])
  const echo = await Stranger.visit(house, anna)
  await house.clock.pass(100)
  for (const bytes of echo.heard.slice()) await echo.say(bytes)
  expect(echo.told('who')).toEqual([])
  await expectUndisturbed(home)
})

test('[S1] one who proves nothing learns nothing: no handle, no world, no envelope, and how many worlds only roughly', async () => {
  const { house, anna, world, id } = await homeOf()
  await anna.need(world, 'bread')
  const stranger = await Stranger.visit(house, anna)
  await stranger.hello()
  await house.clock.pass(60_000)
  expect(new Set(stranger.messages.map(({ type }) => type))).toEqual(new Set(['hello', 'find']))
  expect(stranger.told('find').map(({ tags }) => tags.length)).toEqual([4])
  // One who has the world's id, but no key to it, hears which epochs are held and nothing else.
  const knowing = await Stranger.visit(house, anna)
  await knowing.find(id)
  await house.clock.pass(60_000)
  expect(new Set(knowing.messages.map(({ type }) => type))).toEqual(new Set(['hello', 'find', 'prove']))
  const heard = [...stranger.heard, ...knowing.heard].map((bytes) => bytes.toHex()).join(' ')
  const { handle } = anna.held(world).hosted
  for (const secret of [id, handle, anna.peer.inside.me().device.sign.publicKey, anna.peer.inside.me().begin.ware]) {
    expect(heard).not.toContain(secret.toHex())
    expect(heard).not.toContain(secret.slice(0, 16).toHex())
  }
})

test('[S1] tags are other ones in each conversation and for each side', async () => {
  const { house, anna, id } = await homeOf()
  const seen = new Set<string>()
  for (let visit = 0; visit < 5; visit++) {
    const stranger = await Stranger.visit(house, anna)
    await stranger.find(id)
    for (const { tags } of stranger.told('find')) for (const tag of tags) seen.add(tag.toHex())
  }
  expect(seen.size).toBe(20)
})

test('[K6][S6] a proof from another conversation, or passed on by one in between, is worth nothing', async () => {
  const home = await homeOf()
  const { house, anna, bo, id, epochs } = home
  const recorded: Uint8Array[] = []
  house.meddle = ({ from, bytes }) => {
    if (from === 'bo' && bytes[0] === 3) recorded.push(bytes)
    return undefined
  }
  await bo.sleep()
  await bo.wake()
  await house.clock.pass(10_000)
  house.meddle = undefined
  expect(recorded.length).toBeGreaterThan(0)
  const replaying = await Stranger.visit(house, anna)
  await replaying.find(id)
  const channel = replaying.channelOf(id)
  const proofs = recorded.flatMap((bytes) => {
    const message = decodeSync(bytes)
    return message.ok && message.value.type === 'prove' ? message.value.proofs : []
  })
  await replaying.say({ type: 'prove', channel, proofs })
  expect(replaying.ended).toBe('a proof that does not hold')
  // One in between has what bo proves to it, and passes it on to anna.
  const [toAnna, toBo] = [await Stranger.visit(house, anna), await Stranger.visit(house, bo)]
  await toBo.find(id)
  await toAnna.find(id)
  const fromBo = toBo.told('prove').flatMap((message) => message.proofs)
  await toAnna.say({ type: 'prove', channel: toAnna.channelOf(id), proofs: fromBo })
  expect(toAnna.ended).toBe('a proof that does not hold')
  // What anna said herself cannot be said back to her.
  const mirror = await Stranger.visit(house, anna)
  await mirror.find(id)
  await mirror.say({ type: 'prove', channel: mirror.channelOf(id), proofs: mirror.told('prove').flatMap((message) => message.proofs) })
  expect(mirror.ended).toBe('a proof that does not hold')
  for (const one of [replaying, toAnna, mirror]) expect([...one.told('who'), ...one.told('envelopes')]).toEqual([])
  expect(epochs().length).toBeGreaterThan(0)
  await expectUndisturbed(home)
})

test('[S6][E7] before anything is proven only so many bytes are taken, of whatever kind', patient, async () => {
  const home = await homeOf()
  const { house, anna, id } = home
  const floods: readonly ((stranger: Stranger) => SyncMessage | Uint8Array)[] = [
    () => ({ type: 'find', tags: Array.from({ length: 1_000 }, () => house.random.bytes(16)) }),
    () => ({ type: 'ask', bytes: new Uint8Array(30_000) }),
    () => ({ type: 'answer', bytes: new Uint8Array(30_000) }),
    (stranger) => ({ type: 'compare', channel: stranger.channelOf(id), toInitiator: false, message: new Uint8Array(30_000).fill(0x61) }),
    (stranger) => ({ type: 'want', channel: stranger.channelOf(id), spans: [] }),
    (stranger) => ({ type: 'prove', channel: stranger.channelOf(id), proofs: Array.from({ length: 64 }, () => new Uint8Array(80)) }),
    (stranger) => ({ type: 'ack', channel: stranger.channelOf(id), number: 1 }),
    () => new Uint8Array(limits.messageBytesMax).fill(11),
    () => new Uint8Array(limits.messageBytesMax + 1)
  ]
  for (const flood of floods) {
    const stranger = await Stranger.visit(house, anna)
    await stranger.find(id)
    let bytes = 0
    while (stranger.ended === undefined && bytes < 400_000) {
      const message = flood(stranger)
      const encoded = message instanceof Uint8Array ? message : encodeSync(message)
      // Small ones many at a time.
      for (let time = Math.ceil(10_000 / encoded.length); time > 1; time--, bytes += encoded.length) {
        stranger.wire.send(encoded).catch(() => undefined)
      }
      await stranger.say(encoded, 5)
      bytes += encoded.length
    }
    expect(stranger.ended).toBeDefined()
    const heard = stranger.told('envelopes').flatMap((message) => message.envelopes)
    expect(heard.filter((envelope) => envelope[0] !== 2), 'nothing but what is sealed to its members').toEqual([])
  }
  await expectUndisturbed(home)
})

test('[S6] garbage before and after a proof ends one conversation, or is passed over; nothing throws, nobody waits', patient, async () => {
  const home = await homeOf()
  const { house, anna, id, epochs } = home
  const reasons = new Set<string>()
  for (let visit = 0; visit < 120; visit++) {
    const stranger = await Stranger.visit(house, anna)
    if (visit % 2 === 0) await stranger.prove(id, epochs())
    else await stranger.find(id)
    const channel = stranger.channelOf(id)
    const corpus = [
      ...stranger.heard,
      encodeSync({ type: 'want', channel, spans: [{ lowerLamport: 0, lowerPrefix: new Uint8Array(), upperLamport: 3, upperPrefix: new Uint8Array(2), ids: [new Uint8Array(32)] }] }),
      encodeSync({ type: 'compare', channel, toInitiator: visit % 3 === 0, message: Uint8Array.of(0x61, 0, 0, 1, ...new Uint8Array(16)) }),
      encodeSync({ type: 'envelopes', channel, number: 1, more: false, envelopes: [house.random.bytes(100)] }),
      encodeSync({ type: 'even', channel }),
      encodeSync({ type: 'again', channel }),
      encodeSync({ type: 'served', channel })
    ]
    const garbage = mutator(corpus, 1 + visit)
    for (let count = 0; count < 12 && stranger.ended === undefined; count++) await stranger.say(garbage.next(), 2)
    if (stranger.ended !== undefined) reasons.add(stranger.ended)
    stranger.wire.close('done')
  }
  expect(reasons.size).toBeGreaterThan(8)
  await house.clock.pass(1_000)
  await expectUndisturbed(home)
  expect(house.notes.filter((note) => !note.includes('join'))).toEqual([])
})

test('[S6] a comparison that makes no sense, or comes from the wrong side, ends the conversation', async () => {
  const home = await homeOf()
  const { house, anna, id, epochs } = home
  const seen = new Map<string, number>()
  const wrong = Uint8Array.of(0x61, 0, 0, 9)
  const messages = [[false, wrong], [true, wrong], [false, Uint8Array.of(0x61)]] as const
  for (let visit = 0; visit < 12; visit++) {
    for (const [toInitiator, message] of messages) {
      const stranger = await Stranger.visit(house, anna)
      await stranger.prove(id, epochs())
      await stranger.say({ type: 'served', channel: stranger.channelOf(id) })
      await stranger.say({ type: 'compare', channel: stranger.channelOf(id), toInitiator, message })
      seen.set(stranger.ended ?? 'goes on', (seen.get(stranger.ended ?? 'goes on') ?? 0) + 1)
      stranger.wire.close('done')
    }
  }
  expect(seen.keys()).toContain('a comparison that cannot be read')
  expect(seen.keys()).toContain('a comparison from the wrong side')
  await expectUndisturbed(home)
})

test('[S6] wants for what is not there are served with nothing, and the conversation goes on', async () => {
  const home = await homeOf()
  const { house, anna, id, epochs } = home
  const stranger = await Stranger.visit(house, anna)
  await stranger.prove(id, epochs())
  const channel = stranger.channelOf(id)
  const before = stranger.told('served').length
  const none = new Uint8Array()
  const span = { lowerLamport: 0, lowerPrefix: none, upperLamport: Infinity, upperPrefix: none, ids: [new Uint8Array(32)] }
  await stranger.say({ type: 'want', channel, spans: [span, { ...span, lowerLamport: 7, upperLamport: 3 }] })
  await stranger.say({ type: 'want', channel, spans: [] })
  expect(stranger.told('served').length).toBe(before + 2)
  expect(stranger.told('envelopes')).toEqual([])
  expect(stranger.ended).toBeUndefined()
  await stranger.say({ type: 'want', channel, spans: [{ ...span, ids: [] }] })
  expect(stranger.told('envelopes').length).toBeGreaterThan(0)
  await expectUndisturbed(home)
})

test('[S6] proofs are for one side of one conversation', async () => {
  const { house, anna, id, epochs } = await homeOf()
  const one = await Stranger.visit(house, anna)
  await one.find(id)
  const [epoch] = epochs()
  const flipped = { ...one.ground, side: one.ground.side === 0 ? 1 : 0 } as const
  await one.say({ type: 'prove', channel: one.channelOf(id), proofs: epoch ? [proveEpoch(epoch, flipped)] : [] })
  expect(one.ended).toBe('a proof that does not hold')
})

test('[S5][S6] an acknowledgement of what was never sent ends the conversation; a false one speaks for its device alone', async () => {
  const home = await homeOf()
  const { house, anna, bo, world, id, epochs } = home
  const early = await Stranger.visit(house, anna)
  await early.prove(id, epochs())
  await early.say({ type: 'ack', channel: early.channelOf(id), number: 0xffff_ffff })
  expect(early.ended).toBe('an acknowledgement of what was never sent')
  // Away from everybody, what anna says is kept by nobody, whatever a member's wire without a device to it acknowledges.
  await bo.sleep()
  const liar = await Stranger.visit(house, anna)
  await liar.prove(id, epochs())
  await anna.need(world, 'bread')
  const place = await anna.lastPlace(world)
  for (const { number } of liar.told('envelopes')) await liar.say({ type: 'ack', channel: liar.channelOf(id), number })
  await liar.say({ type: 'even', channel: liar.channelOf(id) })
  await house.clock.pass(10_000)
  expect(anna.peer.inside.sync.keptBy(world, place)).toEqual({ others: 0, browsers: 0, carriers: 0 })
})

test('[S6] envelopes that do not open, and such that are none: the rest is taken, and who sends many is cut off', async () => {
  const home = await homeOf()
  const { house, anna, bo, world, id, epochs } = home
  const [epoch] = epochs()
  const stranger = await Stranger.visit(house, anna)
  await stranger.prove(id, epochs())
  const channel = stranger.channelOf(id)
  const header = { tag: epoch?.tag ?? id, lamport: 9, keepClass: 0, nonce: house.random.bytes(24) }
  const unopening = buildEnvelope(1, header, house.random.bytes(64))
  const broken = house.random.bytes(100).with(0, 77)
  await stranger.say({ type: 'envelopes', channel, number: 1, more: false, envelopes: [unopening, broken] })
  expect(stranger.told('ack').map(({ number }) => number)).toEqual([1])
  expect(stranger.ended).toBeUndefined()
  expect(anna.peer.inside.sync.refused()).toBe(2)
  // It can be told apart by its address: so it is carried, and refused by everybody for itself.
  expect(await house.agree(world, [anna, bo])).toBe(true)
  await stranger.say({ type: 'envelopes', channel, number: 2, more: false, envelopes: Array.from({ length: 20 }, () => broken) })
  expect(stranger.ended).toBe('envelopes that are none')
  const again = await Stranger.visit(house, anna)
  await again.prove(id, epochs())
  await again.say({ type: 'envelopes', channel: again.channelOf(id), number: 2, more: false, envelopes: [broken] })
  expect(again.ended).toBe('envelopes out of order')
  await expectUndisturbed(home)
})

test('[S6] one who does not read holds up nobody and is sent away', patient, async () => {
  const home = await homeOf()
  const { house, anna, bo, world, id, epochs } = home
  const deaf = await Stranger.visit(house, anna)
  await deaf.prove(id, epochs())
  deaf.hearNothing()
  for (let i = 0; i < 250; i++) await anna.say(world, { wish: 'begin', title: `page ${i}`, text: 'x'.repeat(9_000) })
  expect(await house.agree(world, [anna, bo], 10_000)).toBe(true)
  await house.clock.pass(300_000)
  expect(deaf.ended).toBe('nothing was acknowledged for too long')
  await expectUndisturbed(home)
})

test('[S6] one who asks and asks is answered in turn, and cut off when too much waits', async () => {
  const home = await homeOf()
  const { house, anna, id, epochs } = home
  const asking = await Stranger.visit(house, anna)
  await asking.prove(id, epochs())
  const channel = asking.channelOf(id)
  const none = new Uint8Array()
  const everything = { lowerLamport: 0, lowerPrefix: none, upperLamport: Infinity, upperPrefix: none, ids: [] }
  const want = encodeSync({ type: 'want', channel, spans: Array.from({ length: 2_000 }, () => everything) })
  for (let i = 0; i < 70; i++) asking.wire.send(want).catch(() => undefined)
  await house.clock.pass(1_000)
  expect(asking.ended).toBe('more questions than can be answered')
  const bored = await Stranger.visit(house, anna)
  await bored.prove(id, epochs())
  await bored.say({ type: 'served', channel: bored.channelOf(id) })
  await bored.say({ type: 'served', channel: bored.channelOf(id) })
  expect(bored.ended).toBe('served what nobody asked for')
  await expectUndisturbed(home)
})

test('[S5][S6] an id that is named and never given keeps nobody from being even with others', async () => {
  const home = await homeOf()
  const { house, anna, bo, world, id, epochs } = home
  const liars = await Promise.all([0, 1, 2, 3].map(() => Stranger.visit(house, anna)))
  for (const liar of liars) {
    await liar.prove(id, epochs())
    const channel = liar.channelOf(id)
    await liar.say({ type: 'served', channel })
    // As one who answers: a list with an id that nobody has.
    const message = Uint8Array.from([0x61, 0, 0, 2, 1, ...house.random.bytes(32)])
    await liar.say({ type: 'compare', channel, toInitiator: true, message })
  }
  await anna.need(world, 'bread')
  await house.clock.pass(5_000)
  expect(anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world)).others).toBe(1)
  expect(await house.agree(world, [anna, bo])).toBe(true)
})

test('[S1] asking again for worlds in common gives no more away', async () => {
  const { house, anna, id, world } = await homeOf()
  const stranger = await Stranger.visit(house, anna)
  await stranger.find(id)
  for (let i = 0; i < 4; i++) anna.peer.inside.sync.again(world)
  await house.clock.pass(1_000)
  const told = stranger.told('find').map(({ tags }) => tags.map((tag) => tag.toHex()).join())
  expect(new Set(told).size).toBe(1)
})
