/**
 * Over a real network: one floods, one stalls, one sends garbage. Each is slowed down and cut off, and two who share a world go
 * on hearing one another over the conversation they had before (S6).
 */
import { Peer, plainOpener, plainPacker } from '@commune/peer'
import { must, openLock, Stranger } from '@commune/peer/testing'
import { buildEnvelope, type Clock, type Epoch, type IdText, limits, type Wire } from '@commune/protocol'
import { memoryDisk } from '@commune/storage/memory'
import { type NodeTransport, openNodeTransport } from '@commune/transport/node'
import { afterAll, expect, test } from 'vitest'
import { systemClock, systemRandom } from './nodePorts.ts'

const log = { note: () => undefined }
const opened: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const each of opened.toReversed()) await each.close()
})

/** Peers wait in their own time, so that what takes a minute is over soon. */
const hurry = 15
const hurried: Clock = {
  nowMs: () => systemClock.nowMs() * hurry,
  after: (delayMs, run) => systemClock.after(delayMs / hurry, run)
}
const pause = (spanMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, spanMs))

async function network(): Promise<NodeTransport> {
  const transport = await openNodeTransport({ listen: { tcp: { host: '127.0.0.1', port: 0 } }, clock: systemClock, log })
  opened.push(transport)
  return transport
}

async function peer(): Promise<{ peer: Peer; address: string }> {
  const transport = await network()
  const store = await memoryDisk({ clock: systemClock }).open()
  const ports = { store, clock: hurried, random: systemRandom, log, opener: plainOpener, packer: plainPacker, transport }
  const made = await Peer.open(ports, { lock: openLock, mayForget: false, version: 'test' })
  opened.push(made)
  return { peer: made, address: transport.addresses()[0] as string }
}

const things = (one: Peer, world: IdText): string[] =>
  one.inside.find(world)?.views().intents.list({ limit: 10_000 }, hurried.nowMs()).rows.map((row) => row.thing) ?? []

const ended = async (wires: readonly Wire[]): Promise<string[]> => Promise.all(wires.map((wire) => wire.closed))

test('[S6][E7] who floods, stalls or sends garbage over a real network is cut off, and the others do not notice', { timeout: 240_000 }, async () => {
  const [anna, bo] = [await peer(), await peer()]
  const { world } = must(await anna.peer.act('beginWorld', { name: 'Linden Yard' }))
  const untilMs = hurried.nowMs() + 3_600_000_000
  const { link } = must(await anna.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))
  must(await bo.peer.act('join', { link }))
  const { id, keyring } = anna.peer.inside.find(world)?.hosted.world ?? {}
  if (!id || !keyring) throw new Error('no world')
  const epochs: readonly Epoch[] = keyring.all()
  const hear = async (thing: string): Promise<void> => {
    while (![anna.peer, bo.peer].every((one) => things(one, world).includes(thing))) await pause(10)
  }
  must(await bo.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'first' }] }))
  await hear('first')
  const before = bo.peer.inside.sync.connections().map(({ address }) => address)

  const member = async (): Promise<Stranger> => {
    const stranger = new Stranger(await (await network()).dial(anna.address), systemRandom, pause)
    await stranger.hello()
    while (stranger.told('hello').length === 0) await pause(5)
    await stranger.prove(id, epochs)
    return stranger
  }
  const flood = async (make: (stranger: Stranger, number: number) => Parameters<Stranger['say']>[0]): Promise<Wire> => {
    const stranger = await member()
    void (async () => {
      for (let number = 1; stranger.ended === undefined && number < 100_000; number++) if (!(await stranger.say(make(stranger, number), 0))) break
    })()
    return stranger.wire
  }
  const none = new Uint8Array()
  const all = { lowerLamport: 0, lowerPrefix: none, upperLamport: Infinity, upperPrefix: none, ids: [] }
  const tag = epochs[0]?.tag ?? none
  const unopening = (): Uint8Array => buildEnvelope(1, { tag, lamport: 9, keepClass: 0, nonce: systemRandom.bytes(24) }, new Uint8Array(60_016))
  const hostile: Wire[] = await Promise.all([
    flood((stranger) => ({ type: 'want', channel: stranger.channelOf(id), spans: Array.from({ length: 500 }, () => all) })),
    flood((stranger) => ({ type: 'fetch', channel: stranger.channelOf(id), ids: [systemRandom.bytes(32)] })),
    flood((stranger, number) => ({ type: 'envelopes', channel: stranger.channelOf(id), number, more: false, envelopes: [unopening(), unopening()] })),
    flood(() => systemRandom.bytes(2_000))
  ])
  // One that says nothing at all, and one that takes and never reads.
  hostile.push(await (await network()).dial(anna.address))
  const deaf = await member()
  deaf.hearNothing()
  hostile.push(deaf.wire)
  const garbage = await (await network()).dial(anna.address)
  void garbage.send(new Uint8Array(limits.messageBytesMax).fill(7)).catch(() => undefined)
  hostile.push(garbage)

  const open = new Set(hostile)
  for (const wire of hostile) void wire.closed.then(() => open.delete(wire))
  for (let n = 0; n < 40 || open.size > 0; n++) {
    must(await anna.peer.act('say', { world, wishes: [{ wish: 'begin', title: `page ${n}`, text: 'x'.repeat(8_000) }, { wish: 'need', thing: `from anna ${n}` }] }))
    must(await bo.peer.act('say', { world, wishes: [{ wish: 'need', thing: `from bo ${n}` }] }))
    await hear(`from anna ${n}`)
    await hear(`from bo ${n}`)
  }
  expect((await ended(hostile)).every((reason) => reason.length > 0)).toBe(true)
  expect(bo.peer.inside.sync.connections().map(({ address }) => address)).toEqual(before)
  expect(anna.peer.inside.sync.keptBy(world, 1).others).toBe(1)
})
