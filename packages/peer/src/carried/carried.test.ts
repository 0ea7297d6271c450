/** One who keeps a world for others and can read none of it (V2, K3, K6). */
import { BundleWriter, concat, fromText, type IdText, type Store, utf8 } from '@commune/protocol'
import { expect, test } from 'vitest'
import { foundIn, secretsOf } from '../sync/testing/looking.ts'
import { House, must, type Resident, Stranger, wareOf } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }

async function linkFor(house: House, world: IdText, from: Resident): Promise<string> {
  const untilMs = house.clock.nowMs() + 3_600_000
  return must(await house.clock.wait(from.peer.act('invite', { world, kind: 'carrier', history: false, untilMs }))).link
}

interface Home {
  readonly house: House
  readonly anna: Resident
  readonly bo: Resident
  readonly carl: Resident
  readonly world: IdText
  readonly handle: IdText
}

/** Anna and bo share a world, and carl carries it. */
async function homeOf(seed = 1, carriedBytesMax?: number): Promise<Home> {
  const house = await House.build(settle, seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const carl = await house.resident('carl', carriedBytesMax === undefined ? {} : { carriedBytesMax })
  const world = await house.worldOf('Linden Yard', anna, bo)
  const joined = must(await house.clock.wait(carl.peer.act('join', { link: await linkFor(house, world, anna) })))
  expect(joined.carried).toBe(true)
  await house.clock.pass(5_000)
  return { house, anna, bo, carl, world, handle: joined.world }
}

const carriedOf = async ({ carl, handle }: Home) => must(await carl.peer.ask('carried', {})).find((row) => row.handle === handle)

test('[V2][K3] a carrier keeps a world it cannot read, and hands it on to a member whom nobody else reaches', patient, async () => {
  const home = await homeOf()
  const { house, anna, bo, carl, world } = home
  await bo.sleep()
  await anna.need(world, 'bread')
  await house.clock.pass(5_000)
  const { set } = anna.held(world).hosted.world
  expect((await carriedOf(home))?.envelopes).toBe(set.count)
  expect(anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world))).toEqual({ others: 0, browsers: 0, carriers: 1 })
  expect(must(await anna.peer.ask('carriers', { world })).map(({ by, here }) => [by, here])).toEqual([[[wareOf(anna)], true]])
  await anna.sleep()
  await bo.wake()
  expect(await house.clock.until(() => bo.things(world).includes('bread'), 60_000)).toBe(true)
  await bo.need(world, 'salt')
  await house.clock.pass(5_000)
  // Over a restart of the carrier too.
  await carl.sleep()
  await bo.sleep()
  await carl.wake()
  await anna.wake()
  expect(await house.clock.until(() => anna.things(world).includes('salt'), 120_000)).toBe(true)
  expect(must(await carl.peer.ask('worlds', {}))).toEqual([])
})

test('[K6][K3] public halves of new epochs reach a carrier; who proves none of them is given nothing', patient, async () => {
  const home = await homeOf(2)
  const { house, anna, bo, carl, world } = home
  // One who comes in without history: a new epoch for three.
  const cleo = await house.resident('cleo')
  await house.invite(world, anna, cleo, false)
  await house.clock.pass(30_000)
  await anna.sleep()
  await cleo.need(world, 'oil')
  await house.clock.pass(60_000)
  await bo.sleep()
  await cleo.sleep()
  await house.clock.pass(1_000)
  await bo.wake()
  expect(await house.clock.until(() => bo.things(world).includes('oil'), 120_000)).toBe(true)
  const stranger = await Stranger.visit(house, carl)
  const { id } = bo.held(world).hosted.world
  await stranger.find(id)
  expect(stranger.told('carry')).toHaveLength(1)
  await stranger.say({ type: 'halves', channel: stranger.channelOf(id), halves: [{ tag: new Uint8Array(16), key: new Uint8Array(32) }] })
  await house.clock.pass(20_000)
  expect(new Set(stranger.messages.map(({ type }) => type))).toEqual(new Set(['hello', 'find', 'carry']))
  await stranger.say({ type: 'envelopes', channel: stranger.channelOf(id), number: 1, more: false, envelopes: [new Uint8Array(100)] })
  expect(stranger.ended).toBe('envelopes before a proof')
  const forger = await Stranger.visit(house, carl)
  await forger.find(id)
  const tag = bo.held(world).hosted.world.keyring.all().at(-1)?.tag as Uint8Array
  await forger.say({ type: 'prove', channel: forger.channelOf(id), proofs: [Uint8Array.from([...tag, ...new Uint8Array(64)])] })
  expect(forger.ended).toBe('a proof that does not hold')
})

test('[K3] a carrier that nobody here appointed, or that was put aside, is told nothing', patient, async () => {
  const home = await homeOf(3)
  const { house, anna, bo, world } = home
  const [carrier] = must(await bo.peer.ask('carriers', { world }))
  must(await house.clock.wait(bo.peer.act('endCarrier', { world, key: carrier?.key ?? '' })))
  await house.clock.pass(5_000)
  expect(must(await bo.peer.ask('carriers', { world }))).toEqual([])
  // Each for itself: for anna it still counts.
  expect(must(await anna.peer.ask('carriers', { world }))).toHaveLength(1)
  house.passed.splice(0)
  await anna.sleep()
  await bo.need(world, 'salt')
  await house.clock.pass(10_000)
  expect(house.passed.filter(({ from, to, bytes }) => from === 'bo' && to.includes('carl') && bytes[0] === 7)).toEqual([])
  must(await house.clock.wait(home.carl.peer.act('carryNoMore', { handle: home.handle })))
  expect(must(await home.carl.peer.ask('carried', {}))).toEqual([])
  await home.carl.sleep()
  const store: Store = await home.carl.disk.open()
  expect((await store.keys('c', { limit: 10 })).filter((key) => key !== 'carried')).toEqual([])
  await store.close()
})

test('[V5][V2] chunks of files lie at a carrier too, and come from there; how many keep them is told', patient, async () => {
  const home = await homeOf(4)
  const { house, anna, bo, world } = home
  await bo.sleep()
  const bytes = house.random.bytes(60_000)
  const { id } = must(await house.clock.wait(anna.peer.act('addFile', { world, bytes, name: 'plan.png', media: 'image/png' })))
  await house.clock.pass(20_000)
  expect(must(await anna.peer.ask('file', { world, id }))?.keptByOthers).toBe(1)
  await anna.sleep()
  await bo.wake()
  await house.clock.pass(60_000)
  const file = must(await house.clock.wait(bo.peer.act('fetchFile', { world, id })))
  expect(file.bytes).toEqual(bytes)
  expect(file.keptByOthers).toBe(1)
})

test('[V2][E7] what is carried has a budget: beyond it nothing is taken, and nothing is said to be kept', patient, async () => {
  const home = await homeOf(5, 120_000)
  const { house, anna, world } = home
  for (let i = 0; i < 30; i++) await anna.say(world, { wish: 'begin', title: `page ${i}`, text: 'x'.repeat(9_000) })
  await house.clock.pass(30_000)
  expect((await carriedOf(home))?.bytes).toBeLessThan(120_000)
  expect(anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world)).carriers).toBe(0)
  expect(house.notes.filter((note) => note.startsWith('carl'))).toEqual([])
})

test('[K5] an invitation for a carrier lets in one carrier and nobody else', patient, async () => {
  const house = await House.build(settle, 6)
  const [anna, bo, carl, dora] = [await house.resident('anna'), await house.resident('bo'), await house.resident('carl'), await house.resident('dora')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  const link = await linkFor(house, world, anna)
  must(await house.clock.wait(carl.peer.act('join', { link })))
  const second = await house.clock.wait(dora.peer.act('join', { link }))
  expect(second.ok ? 'came in' : second.error.key).toBe('peer.link-used')
  const own = await linkFor(house, world, anna)
  for (const member of [anna, bo]) {
    const mine = await house.clock.wait(member.peer.act('join', { link: own }))
    expect(mine.ok ? 'came in' : mine.error.key).toBe('peer.carrier-own')
  }
  // Nothing was used up by it.
  expect(must(await house.clock.wait(dora.peer.act('join', { link: own }))).carried).toBe(true)
})

test('[P6][V2] all traffic and all files of a carrier: no text, no name, no key of a person, no id of the world', patient, async () => {
  const home = await homeOf(7)
  const { house, anna, bo, carl, world } = home
  await anna.say(world, { wish: 'me', name: 'Mira of the mill', kind: 'wetware' })
  await bo.say(world, { wish: 'offer', thing: 'sourdough', place: 'at the back door' }, { wish: 'begin', title: 'sourdough', text: 'Feed the starter' })
  must(await house.clock.wait(anna.peer.act('addFile', { world, bytes: utf8('Feed the starter every day'.repeat(100)), name: 'sourdough.txt', media: 'text/plain' })))
  await house.clock.pass(30_000)
  const secrets = secretsOf(world, [anna, bo])
  const traffic = house.passed.filter(({ from, to }) => from === 'carl' || to.includes('carl'))
  expect(traffic.length).toBeGreaterThan(20)
  expect([...new Set(traffic.flatMap(({ bytes }) => foundIn(bytes, secrets)))]).toEqual([])
  // Nothing is locked on this disk: what a carrier has, it cannot read.
  await carl.sleep()
  const store: Store = await carl.disk.open()
  const entries = await store.list('', { limit: 100_000 })
  expect(entries.filter(([key]) => key.startsWith('c1/')).length).toBeGreaterThan(3)
  const found = entries.flatMap(([key, value]) => [...foundIn(value, secrets), ...foundIn(utf8(key), secrets)].map((what) => `${key}: ${what}`))
  expect([...new Set(found)]).toEqual([])
  await store.close()
})

/** Takes a file in at the carrier, as its user does. */
const bring = async ({ house, carl }: Home, bytes: Uint8Array) => must(await house.clock.wait(carl.peer.act('takeBundle', { bytes })))

test('[S7][V2] a carrier takes a bundle of a world it carries, says what it took, and hands it on; nothing of it can be read there', patient, async () => {
  const home = await homeOf(8)
  const { house, anna, bo, carl, world, handle } = home
  await carl.sleep()
  await anna.need(world, 'bread')
  await anna.say(world, { wish: 'begin', title: 'sourdough', text: 'Feed the starter' })
  await house.clock.pass(5_000)
  const { bytes } = must(await anna.peer.act('writeBundle', { world }))
  await anna.sleep()
  await bo.sleep()
  await carl.wake()
  const before = await carriedOf(home)
  const taken = await bring(home, bytes)
  expect(taken).toMatchObject({ world: handle, refused: 0, left: 0, carried: true })
  expect(taken.fresh).toBeGreaterThan(0)
  const after = await carriedOf(home)
  expect(after?.envelopes).toBe((before?.envelopes ?? 0) + taken.fresh)
  expect(after?.bytes).toBeGreaterThan(before?.bytes ?? 0)
  expect(await bring(home, bytes)).toMatchObject({ fresh: 0, known: taken.fresh + taken.known, left: 0 })
  expect((await carriedOf(home))?.bytes).toBe(after?.bytes)
  // Over a restart, to one whom nobody else reaches.
  await carl.sleep()
  await carl.wake()
  expect((await carriedOf(home))?.bytes).toBe(after?.bytes)
  await bo.wake()
  expect(await house.clock.until(() => bo.things(world).includes('bread'), 120_000)).toBe(true)
})

test('[S7][E7] a bundle larger than the room left: a carrier takes what fits, counts the rest, and takes that when there is room', patient, async () => {
  const home = await homeOf(9, 200_000)
  const { house, anna, bo, carl, world } = home
  await carl.sleep()
  for (let i = 0; i < 40; i++) await anna.say(world, { wish: 'begin', title: `page ${i}`, text: `${house.random.bytes(4_500).join('')}` })
  await house.clock.pass(5_000)
  const { bytes } = must(await anna.peer.act('writeBundle', { world }))
  await anna.sleep()
  await bo.sleep()
  await carl.wake()
  const taken = await bring(home, bytes)
  expect(taken.fresh).toBeGreaterThan(0)
  expect(taken.left).toBeGreaterThan(0)
  const here = await carriedOf(home)
  expect(here?.bytes).toBeLessThanOrEqual(200_000)
  expect(here?.envelopes).toBe(taken.fresh + taken.known)
  expect(await bring(home, bytes)).toMatchObject({ fresh: 0, known: taken.fresh + taken.known, left: taken.left })
})

test('[S7][S6] a damaged, a foreign and a made-up bundle at a carrier: what can be told apart is taken, the rest named, and nothing else changes', patient, async () => {
  const home = await homeOf(10)
  const { house, anna, carl, world, handle } = home
  await house.clock.pass(5_000)
  const { bytes } = must(await anna.peer.act('writeBundle', { world }))
  const cut = await bring(home, bytes.subarray(0, bytes.length - 9))
  expect([cut.world, cut.damage?.key]).toEqual([handle, 'peer.bundle-cut-off'])
  const other = must(await house.clock.wait(anna.peer.act('beginWorld', { name: 'Elsewhere' }))).world
  const foreign = await house.clock.wait(carl.peer.act('takeBundle', { bytes: must(await anna.peer.act('writeBundle', { world: other })).bytes }))
  expect(foreign.ok ? '' : foreign.error.key).toBe('peer.bundle-foreign')
  const before = await carriedOf(home)
  const writer = new BundleWriter()
  const none = concat(writer.head(fromText(handle) as Uint8Array), writer.put([new Uint8Array(3), new Uint8Array(70), new Uint8Array()]), writer.end())
  expect(await bring(home, none)).toMatchObject({ fresh: 0, known: 0, refused: 3, left: 0 })
  expect(await carriedOf(home)).toEqual(before)
})

test('[S7][V2] a carrier writes what it keeps into a bundle, and a member who never met it since takes all of it in', patient, async () => {
  const home = await homeOf(12)
  const { house, anna, bo, carl, world, handle } = home
  await bo.sleep()
  await anna.need(world, 'bread')
  await house.clock.pass(5_000)
  await anna.sleep()
  const whole = must(await carl.peer.act('writeBundle', { world: handle }))
  expect(whole.name).toBe('carried.bundle')
  const { end } = whole
  await carl.sleep()
  await bo.wake()
  const taken = must(await house.clock.wait(bo.peer.act('takeBundle', { bytes: whole.bytes })))
  expect(taken).toMatchObject({ world, refused: 0 })
  expect(taken.fresh).toBeGreaterThan(0)
  expect(bo.things(world)).toContain('bread')
  await carl.wake()
  expect(must(await carl.peer.act('writeBundle', { world: handle, since: end })).bytes.length).toBeLessThan(whole.bytes.length)
  const unknown = await carl.peer.act('writeBundle', { world })
  expect(unknown.ok ? 'written' : unknown.error.key).toBe('peer.world-unknown')
})
