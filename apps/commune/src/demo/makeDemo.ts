/**
 * Makes the commune that `--demo` opens: a dozen wares, each a real peer with keys of its own, meet in this process over a
 * network in memory, come in by invitations and say what they have to say. What the box holds afterwards is an ordinary data
 * folder; the others are gone, as if everybody were out for the day.
 */
import { join } from 'node:path'
import type { IntentWish, LeavingChoice, ThingId, Wish } from '@commune/commune'
import { Peer, type PeerApi, plainOpener, plainPacker } from '@commune/peer'
import type { IdText, StatementId } from '@commune/protocol'
import { memoryDisk } from '@commune/storage/memory'
import { openSqliteSeries } from '@commune/storage/series/sqlite'
import { MemoryNetwork } from '@commune/transport/memory'
import { bringIn } from '../carry/bringIn.ts'
import { talk } from '../cli/talk.ts'
import { composePeer } from '../daemon/compose.ts'
import type { Home, HomePorts } from '../daemon/home.ts'
import { version } from '../daemon/version.ts'
import { demoAgreements, demoKeeper, demoSeriesOf, demoSource, demoThings } from './demoThings.ts'
import { demoPages, type DemoFixture, type IntentFixture, readDemo, type WareFixture } from './fixture.ts'

const dayMs = 86_400_000
const lookMs = 20
/** Looks in a row at which nothing has moved. */
const looksEven = 3
const evenMsMax = 30_000

/** Wares by their keys, and what was said by the keys of the fixture. */
interface Making {
  readonly fixture: DemoFixture
  readonly world: IdText
  readonly nowMs: number
  readonly peers: ReadonlyMap<string, Peer>
  readonly wareIds: ReadonlyMap<string, IdText>
  readonly saidIds: Map<string, StatementId>
}

/** Fills an empty home and closes it. */
export const makeDemo = async (home: Home, ports: HomePorts): Promise<void> => {
  const fixture = readDemo()
  const network = new MemoryNetwork({ clock: ports.clock, random: ports.random })
  const host = await composePeer(home, ports, { transport: network.open({ name: 'host' }) })
  const peers = new Map<string, Peer>()
  try {
    const { act } = talk(host)
    const { name, latitude, longitude } = fixture.world
    const { world } = await act('beginWorld', { name })
    await act('say', { world, wishes: [{ wish: 'world', latitude, longitude }, meWish(fixture.host)] })
    await Promise.all(fixture.wares.map(async (ware) => peers.set(ware.key, await comeIn(host, world, ware, network, ports))))
    const wareIds = new Map<string, IdText>()
    for (const [key, peer] of peers) wareIds.set(key, (await talk(peer).ask('self', {})).ware)
    const making: Making = { fixture, world, nowMs: ports.clock.nowMs(), peers, wareIds, saidIds: new Map() }
    const all = [host, ...peers.values()]
    await even(all, world, ports)
    await sayThings(making)
    await even(all, world, ports)
    await sayYes(making)
    await even(all, world, ports)
    await sayHanded(making)
    await even(all, world, ports)
    const things = await sayThingsOf(host, making)
    await even(all, world, ports)
    await sayAgreements(making, things)
    await even(all, world, ports)
    await keepHistory(home, ports, things)
  } finally {
    for (const peer of [...peers.values(), host]) await peer.close()
  }
}

async function comeIn(
  host: Peer,
  world: IdText,
  ware: WareFixture,
  network: MemoryNetwork,
  { clock, random, log }: HomePorts
): Promise<Peer> {
  const store = await memoryDisk().open()
  const transport = network.open({ name: ware.key })
  const open = { lock: (bytes: Uint8Array) => bytes, unlock: (bytes: Uint8Array) => bytes }
  const peer = await Peer.open(
    { store, clock, random, log, opener: plainOpener, packer: plainPacker, transport },
    { lock: open, mayForget: false, version }
  )
  const { link } = await talk(host).act('invite', { world, kind: 'ware', history: true, untilMs: clock.nowMs() + dayMs })
  const { act } = talk(peer)
  await act('join', { link })
  await act('say', { world, wishes: [meWish(ware)] })
  return peer
}

const meWish = ({ name, kind, place, about, skills }: Omit<WareFixture, 'key'>): Wish => ({
  wish: 'me',
  kind,
  place,
  ...(name !== undefined && { name }),
  ...(about !== undefined && { about }),
  ...(skills && { skills })
})

/** Stock, needs, offers, ties and pages: everybody says their own, in entries of their own. */
async function sayThings(making: Making): Promise<void> {
  const { fixture, world, nowMs, wareIds } = making
  for (const { by, keepsDays, ...stock } of fixture.stock) {
    await say(making, by, {
      wish: 'stock',
      ...stock,
      ...(keepsDays !== undefined && { keepsUntilMs: nowMs + keepsDays * dayMs })
    })
  }
  for (const need of fixture.needs) await sayIntent(making, 'need', need)
  for (const offer of fixture.offers) await sayIntent(making, 'offer', offer)
  for (const { tie, from, to } of fixture.ties) {
    for (const by of [from, to])
      await say(making, by, { wish: 'tie', tie, from: wareIds.get(from) as IdText, to: wareIds.get(to) as IdText })
  }
  for (const part of fixture.bring) {
    const brought = await bringIn(peerOf(making, part.by), { world, files: demoPages(part), titles: [], exported: false })
    if (!brought.ok || brought.value.refused.length > 0)
      throw new Error(`the demo brings in what cannot come in: ${JSON.stringify(brought)}`)
  }
}

async function sayIntent(making: Making, kind: IntentWish['wish'], { by, key, days, ...rest }: IntentFixture): Promise<void> {
  const id = await say(making, by, { wish: kind, ...rest, ...(days !== undefined && { untilMs: making.nowMs + days * dayMs }) })
  making.saidIds.set(key, id)
}

async function sayYes(making: Making): Promise<void> {
  const { fixture, world, wareIds, saidIds } = making
  for (const { by, need, offer, with: other, quantity, name } of fixture.yes) {
    const id = await say(making, by, {
      wish: 'yes',
      with: wareIds.get(other) as IdText,
      ...(need !== undefined && { need: saidIds.get(need) as StatementId }),
      ...(offer !== undefined && { offer: saidIds.get(offer) as StatementId }),
      ...(quantity !== undefined && { quantity })
    })
    if (name !== undefined) saidIds.set(name, id)
  }
  for (const { by, title } of fixture.sign) {
    const { rows } = await talk(peerOf(making, by)).ask('ideas', { world, text: title, limit: 50 })
    const idea = rows.find((row) => row.title === title)
    if (idea) await say(making, by, { wish: 'sign', idea: idea.id })
  }
}

async function sayHanded(making: Making): Promise<void> {
  for (const { by, yes, quantity } of making.fixture.handed) {
    await say(making, by, {
      wish: 'handed',
      yes: making.saidIds.get(yes) as StatementId,
      ...(quantity !== undefined && { quantity })
    })
  }
}

/** Told as it is to everybody in the mill: the demo is there to be looked at. */
const openChoice: LeavingChoice = { class: 'commons', transform: { is: 'as-it-is' }, lifetime: { hereDays: 731 } }

/** The box brings in all that feels and moves; ids by their keys. */
async function sayThingsOf(host: Peer, { world, wareIds }: Making): Promise<ReadonlyMap<string, ThingId>> {
  const { act } = talk(host)
  const { ids } = await act('say', { world, wishes: demoThings.map((thing) => ({ wish: 'thing', source: demoSource, thing })) })
  const things = new Map(demoThings.map(({ key }, i) => [key, ids[i] as ThingId]))
  const leaves = demoThings.flatMap(({ key, readings }) => readings.map((point): Wish => ({ wish: 'leave', thing: things.get(key) as ThingId, point: point.key, choice: openChoice })))
  const pump = things.get(demoKeeper.thing) as ThingId
  await act('say', { world, wishes: [...leaves, { wish: 'will', thing: pump, point: demoKeeper.point, will: { asks: true } }, { wish: 'keeper', thing: pump, keeper: wareIds.get(demoKeeper.by) as IdText }] })
  return things
}

async function sayAgreements(making: Making, things: ReadonlyMap<string, ThingId>): Promise<void> {
  for (const { by, name, note, rule } of demoAgreements) await say(making, by, { wish: 'propose', name, note, rules: [rule((thing) => things.get(thing) as ThingId)] })
}

/** What they told before, written at once. */
async function keepHistory({ folder }: Home, { log, clock }: HomePorts, things: ReadonlyMap<string, ThingId>): Promise<void> {
  const { store } = await openSqliteSeries({ folder: join(folder, 'series'), log })
  try {
    for (const { thing, point, history } of demoSeriesOf()) store.appendMany(`${things.get(thing) as ThingId}/${point}`, history(clock.nowMs()))
  } finally {
    await store.close()
  }
}

const peerOf = ({ peers }: Making, key: string): Peer => {
  const peer = peers.get(key)
  if (!peer) throw new Error(`the demo has no ware ${key}`)
  return peer
}

async function say(making: Making, by: string, wish: Wish): Promise<StatementId> {
  const { ids } = await talk(peerOf(making, by)).act('say', { world: making.world, wishes: [wish] })
  return ids[0] as StatementId
}

/** Resolves when all hold the same and see the same, by count, and nothing has moved for a moment. */
async function even(peers: readonly PeerApi[], world: IdText, { clock }: HomePorts): Promise<void> {
  const untilMs = clock.nowMs() + evenMsMax
  for (let looks = 0, last = ''; looks < looksEven;) {
    const counts = await Promise.all(peers.map((peer) => countsOf(peer, world)))
    const now = counts.join()
    looks = counts.every((count) => count === counts[0]) && now === last ? looks + 1 : 0
    last = now
    if (clock.nowMs() > untilMs) throw new Error(`the wares of the demo do not come to hold the same: ${now}`)
    await new Promise<void>((resolve) => clock.after(lookMs, resolve))
  }
}

async function countsOf(peer: PeerApi, world: IdText): Promise<string> {
  const { ask } = talk(peer)
  const [{ entries }, intents, ideas] = [
    await ask('world', { world }),
    await ask('intents', { world, show: 'all', limit: 0 }),
    await ask('ideas', { world, limit: 0 })
  ]
  return `${entries} ${intents.total} ${ideas.total}`
}
