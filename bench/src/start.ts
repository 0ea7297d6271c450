/**
 * The daemon on a folder whose world holds 100,000 entries by 20 authors: from the command until it serves, what it holds in
 * memory when nothing happens, what twenty members who are connected and say nothing add to that, and what it takes of a core
 * meanwhile. The entries came over the network, as they do. The members share a small world with the box, not the large one:
 * what a connection costs is not how long twenty peers in one process take to read a hundred thousand entries.
 *
 * "Serves" is: the page is answered, the peer listens, and the daemon says so with the world open. In the same run, bare libp2p
 * with the same transports, from the command until it listens, and at rest.
 *
 * At rest is a daemon from forty seconds on: half a minute after a start V8 looks through its memory once and gives back what the
 * start has left.
 *
 * Times are the best of several starts, as what else runs on the machine only slows down; `cpuMsToServing` tells how much of
 * them is work. `npmMs` is what `npm start` adds before the daemon is there.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { BenchOptions, Figures } from './runner/subject.ts'
import { type Box, buildPage, commandOf, startBox } from './start/box.ts'
import type { Ask as MembersAsk } from './start/members.ts'
import { cpuMsOf, cpuPercentOver, rssMbOf } from './start/process.ts'
import type { Ask as SenderAsk, Prepared } from './sync/child.ts'
import { startProcess } from './sync/talk.ts'
import { freePort } from './web/box.ts'

export const about = 'From the command to serving with 100,000 entries; memory and processor at rest, and with 20 idle members.'
export const peers: Readonly<Record<string, string>> = {
  '@libp2p/circuit-relay-v2': '4.2.13',
  '@libp2p/identify': '4.1.14',
  '@libp2p/mdns': '12.0.32',
  '@libp2p/noise': '17.0.3',
  '@libp2p/tcp': '11.0.28',
  '@libp2p/websockets': '10.1.21',
  '@libp2p/yamux': '8.0.3',
  libp2p: '3.3.11'
}
export const options: Readonly<Record<string, string>> = {
  n: 'entries (100,000)',
  authors: 'devices that wrote them (20)',
  members: 'idle members that connect (20)',
  runs: 'starts; the best counts (5)',
  rest: 'seconds of nothing before memory is read, and over which the processor is (40)'
}

const pollMs = 250

interface Status {
  readonly connections: readonly unknown[]
  readonly worlds: readonly { readonly entries: number; readonly coming: number }[]
}

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  await buildPage()
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  const port = await freePort()
  const members = await startProcess<MembersAsk>('../start/members.ts', [])
  const running: Box[] = []
  try {
    const box = { folder: join(folder, 'box'), port }
    note(`writing ${number('n', 100_000)} entries, and the box takes them in`)
    const first = await filledBox(box, join(folder, 'sender'), number('n', 100_000), number('authors', 20))
    running.push(first)
    const count = number('members', 20)
    note(`${count} members come in`)
    const { world } = await commandOf<{ world: string }>(box.folder, 'worlds', '--begin', 'A small world')
    for (let index = 0; index < count; index++) {
      const { link } = await commandOf<{ link: string }>(box.folder, 'invite', '--world', world)
      await members.ask({ ask: 'join', link })
    }
    // Stopped, they call nobody: the box is first measured alone.
    members.signal('SIGSTOP')
    await first.end()
    const starts = await startsOf(box, number('runs', 5), note)
    const { last } = starts
    running.push(last)
    const restMs = number('rest', 40) * 1_000
    await setTimeout(restMs)
    const restMb = rssMbOf(last.pid)
    const idleCpuPercent = await cpuPercentOver(last.pid, restMs)
    note(`at rest ${Math.round(restMb)} MB; the members connect`)
    members.signal('SIGCONT')
    await connected(box.folder, count)
    await setTimeout(restMs)
    const idleConnMb20 = rssMbOf(last.pid) - restMb
    const idleCpuPercent20 = await cpuPercentOver(last.pid, restMs)
    await last.end()
    const bare = await bareLibp2p(number('runs', 5), restMs)
    return {
      msToServing: starts.ms,
      restMb,
      idleConnMb20,
      idleCpuPercent,
      cpuMsToServing: starts.cpuMs,
      npmMs: npmMs(),
      idleCpuPercent20,
      libp2pMsToListening: bare.ms,
      libp2pCpuMsToListening: bare.cpuMs,
      libp2pRestMb: bare.restMb,
      overLibp2pMs: starts.ms / bare.ms,
      overLibp2pMb: restMb / bare.restMb
    }
  } finally {
    members.signal('SIGCONT')
    await members.end()
    for (const box of running) await box.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Place {
  readonly folder: string
  readonly port: number
}

/** A box that has taken in a world of so many entries from somebody who is gone. */
async function filledBox(place: Place, senderFolder: string, count: number, authors: number): Promise<Box> {
  const sender = await startProcess<SenderAsk>('child.ts', [senderFolder])
  const { link } = await sender.ask<Prepared>({ ask: 'prepare', count, authors, perEntry: 1 })
  const box = await startBox({ ...place, join: link })
  for (;;) {
    const [world] = (await commandOf<Status>(place.folder, 'status')).worlds
    if (world && world.entries >= count + authors && world.coming === 0) break
    await setTimeout(pollMs)
  }
  await sender.end()
  return box
}

async function startsOf(place: Place, runs: number, note: (line: string) => void): Promise<{ ms: number; cpuMs: number; last: Box }> {
  const all: Box[] = []
  for (let turn = 1; turn <= runs; turn++) {
    const box = await startBox(place)
    note(`start ${turn}: ${Math.round(box.msToServing)} ms, ${box.cpuMsToServing} ms of processor`)
    all.push(box)
    if (turn < runs) await box.end()
  }
  const [ms, cpuMs] = [Math.min(...all.map((box) => box.msToServing)), Math.min(...all.map((box) => box.cpuMsToServing))]
  return { ms, cpuMs, last: all.at(-1) as Box }
}

async function connected(folder: string, count: number): Promise<void> {
  while ((await commandOf<Status>(folder, 'status')).connections.length < count) await setTimeout(pollMs)
}

async function bareLibp2p(runs: number, restMs: number): Promise<{ ms: number; cpuMs: number; restMb: number }> {
  let [ms, cpuMs, restMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN]
  for (let turn = 1; turn <= runs; turn++) {
    const begunMs = performance.now()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'start/bare.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
    ms = Math.min(ms, performance.now() - begunMs)
    cpuMs = Math.min(cpuMs, cpuMsOf(child.pid as number))
    if (turn === runs) {
      await setTimeout(restMs)
      restMb = rssMbOf(child.pid as number)
    }
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }
  return { ms, cpuMs, restMb }
}

/** From typing `npm start` until the daemon's own command begins: npm itself, and seeing that all is installed and built. */
function npmMs(): number {
  const root = join(import.meta.dirname, '../..')
  const times = [1, 2, 3].map(() => {
    const begunMs = performance.now()
    execFileSync('npm', ['start', '--silent', '--', '--help'], { cwd: root, stdio: 'ignore' })
    return performance.now() - begunMs
  })
  return Math.min(...times)
}
