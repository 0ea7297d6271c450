/**
 * Taking a world in: 100,000 needs and offers by 20 authors go from one peer to an empty one, each in a process of its own, over
 * libp2p on loopback; signed, encrypted, durable at the receiver when acknowledged, folded and shown. From asking to be let in
 * until all is shown.
 *
 * In the same run: the floor (see sync/floor.ts), Yjs (memory, unsigned, plain), OrbitDB (signed). Then sayings one by one over the
 * open connection, from `say` at one peer until a question at the other shows it.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { BenchOptions, Figures } from './runner/subject.ts'
import type { Ask, Moments, Prepared, TakenIn } from './sync/child.ts'
import type { Floor, Ask as FloorAsk } from './sync/floor.ts'
import { orbitDbEntriesPerS, orbitDbVersions } from './sync/orbitdb.ts'
import { startProcess } from './sync/talk.ts'
import type { Ask as YjsAsk } from './sync/yjs.ts'

export const about = 'Taking 100,000 entries in over the network, and how soon one that is said is shown.'
export const peers: Readonly<Record<string, string>> = orbitDbVersions
export const options: Readonly<Record<string, string>> = {
  n: 'entries (100,000)',
  authors: 'devices that wrote them (20)',
  runs: 'times everything is done; the best counts, for us and for what we compare with, as noise only slows down (3)',
  live: 'sayings one by one (300)',
  orbitdb: 'entries for OrbitDB, 0 to leave it out (500)'
}

const statementsPacked = 100
const livePauseMs = 10

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  const [count, authors, runs, live] = [number('n', 100_000), number('authors', 20), number('runs', 3), number('live', 300)]
  const found: Record<string, number[]> = {}
  const keep = (name: string, value: number): void => {
    const values = (found[name] ??= [])
    values.push(value)
  }
  for (let turn = 1; turn <= runs; turn++) {
    note(`run ${turn} of ${runs}`)
    await floors(count, authors, keep)
    await single(count, authors, live, turn === runs, keep, note)
    await packed(count, authors, keep)
  }
  const most = (name: string): number => Math.max(...(found[name] ?? [Number.NaN]))
  const least = (name: string): number => Math.min(...(found[name] ?? [Number.NaN]))
  note('OrbitDB')
  const orbitEntries = number('orbitdb', 500)
  const orbitdb = orbitEntries > 0 ? await orbitDbEntriesPerS(orbitEntries) : Number.NaN
  const entriesPerS = most('entriesPerS')
  return {
    ofFloor: entriesPerS / most('floor'),
    ofIndexedFloor: entriesPerS / most('indexedFloor'),
    overOrbitdb: entriesPerS / orbitdb,
    packedOverYjs: most('packed') / most('yjs'),
    entriesPerS,
    liveP50Ms: least('liveP50Ms'),
    liveP99Ms: least('liveP99Ms'),
    wireBytes: most('wireBytes'),
    diskBytes: most('diskBytes'),
    peakMb: most('peakMb'),
    floorPerS: most('floor'),
    indexedFloorPerS: most('indexedFloor'),
    yjsPerS: most('yjs'),
    packedPerS: most('packed'),
    orbitdbPerS: orbitdb,
    floorCpuUs: least('floorCpuUs'),
    receiverCpuUs: least('receiverCpuUs'),
    receiverMainCpuUs: least('receiverMainCpuUs'),
    senderCpuUs: least('senderCpuUs'),
    signatureChecks: most('signatureChecks'),
    statementBytes: most('statementBytes'),
    envelopeBytes: most('envelopeBytes')
  }
}

type Keep = (name: string, value: number) => void

async function floors(count: number, authors: number, keep: Keep): Promise<void> {
  const floor = await startProcess<FloorAsk>('floor.ts', [])
  for (const indexed of [false, true]) {
    const { entriesPerS, cpuUs } = await floor.ask<Floor>({ ask: 'floor', count, authors, indexed })
    keep(indexed ? 'indexedFloor' : 'floor', entriesPerS)
    if (!indexed) keep('floorCpuUs', cpuUs)
  }
  await floor.end()
}

async function single(count: number, authors: number, live: number, rests: boolean, keep: Keep, note: (line: string) => void): Promise<void> {
  await withTwo(async (sender, receiver, folder) => {
    const prepared = await sender.ask<Prepared>({ ask: 'prepare', count, authors, perEntry: 1 })
    const senderCpuUs = await sender.ask<number>({ ask: 'cpu' })
    const taken = await receiver.ask<TakenIn>({ ask: 'join', link: prepared.link, statements: count })
    keep('senderCpuUs', ((await sender.ask<number>({ ask: 'cpu' })) - senderCpuUs) / count)
    const entriesPerS = (count / taken.ms) * 1_000
    note(`${Math.round(entriesPerS)} entries a second, ${taken.signatureChecks} signatures checked`)
    keep('entriesPerS', entriesPerS)
    for (const name of ['peakMb', 'signatureChecks'] as const) keep(name, taken[name])
    keep('receiverCpuUs', taken.cpuUs / count)
    keep('receiverMainCpuUs', taken.mainCpuUs / count)
    for (const name of ['statementBytes', 'envelopeBytes'] as const) keep(name, prepared[name])
    keep('wireBytes', taken.socketBytes / count)
    if (taken.digest !== prepared.digest) note('the receiver shows something else than the sender: others wrote meanwhile')
    await setTimeout(500)
    const delays = await sayings(sender, receiver, live)
    keep('liveP50Ms', delays[Math.floor(delays.length / 2)] ?? Number.NaN)
    keep('liveP99Ms', delays[Math.floor(delays.length * 0.99)] ?? Number.NaN)
    if (!rests) return
    // Snapshots are written while nothing happens.
    await setTimeout(4_000)
    await receiver.ask({ ask: 'stop' })
    keep('diskBytes', bytesIn(folder) / count)
  })
}

/** Milliseconds from saying to being shown, ascending. */
async function sayings(sender: Two, receiver: Two, count: number): Promise<number[]> {
  const said = new Map<string, bigint>()
  await receiver.ask<Moments>({ ask: 'shown' })
  for (let index = 0; index < count; index++) {
    said.set(`live ${index}`, await sender.ask<bigint>({ ask: 'say', thing: `live ${index}` }))
    await setTimeout(livePauseMs)
  }
  await setTimeout(1_000)
  const shown = new Map(await receiver.ask<Moments>({ ask: 'shown' }))
  return [...said].map(([thing, ns]) => Number((shown.get(thing) ?? ns + 10n ** 12n) - ns) / 1e6).toSorted((a, b) => a - b)
}

async function packed(count: number, authors: number, keep: Keep): Promise<void> {
  const yjs = await startProcess<YjsAsk>('yjs.ts', [])
  keep('yjs', await yjs.ask<number>({ ask: 'yjs', count, authors }))
  await yjs.end()
  await withTwo(async (sender, receiver) => {
    const entries = Math.ceil(count / statementsPacked)
    const prepared = await sender.ask<Prepared>({ ask: 'prepare', count: entries, authors, perEntry: statementsPacked })
    const taken = await receiver.ask<TakenIn>({ ask: 'join', link: prepared.link, statements: entries * statementsPacked })
    keep('packed', ((entries * statementsPacked) / taken.ms) * 1_000)
  })
}

type Two = Awaited<ReturnType<typeof startProcess<Ask>>>

/** Two fresh peers, each in a process of its own. */
async function withTwo(work: (sender: Two, receiver: Two, receiverFolder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  const [senderFolder, receiverFolder] = [join(folder, 'sender'), join(folder, 'receiver')]
  try {
    const [sender, receiver] = [await startProcess<Ask>('child.ts', [senderFolder]), await startProcess<Ask>('child.ts', [receiverFolder])]
    await work(sender, receiver, receiverFolder)
    await receiver.end()
    await sender.end()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
