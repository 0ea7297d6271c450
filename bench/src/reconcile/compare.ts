/** The thread that compares: opens both trees and finds the difference, once cold and some times warm. */
import { parentPort, workerData } from 'node:worker_threads'
import { Reconciler, sha256, sodiumReady, type Store, Tree } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { log, random } from '../sync/ports.ts'
import { prefix } from './sets.ts'

interface Task {
  readonly folderA: string
  readonly folderB: string
  readonly differences: number
  readonly runs: number
}

export interface Report {
  readonly bytes: number
  readonly rounds: number
  readonly msA: number
  readonly msB: number
  readonly warmMsA: number
  readonly warmMsB: number
  readonly openMs: number
  readonly wallMs: number
  /** Values read from one store by the first comparison. */
  readonly pagesRead: number
}

await sodiumReady
const { folderA, folderB, differences, runs } = workerData as Task
const [a, b] = [await open(folderA), await open(folderB)]
const startMs = performance.now()
const cold = await compare(a.tree, b.tree)
const wallMs = performance.now() - startMs
const pagesRead = a.reads()
const warm = []
for (let i = 0; i < runs; i++) warm.push(await compare(a.tree, b.tree))
for (const { have, need } of [cold, ...warm]) if (have !== differences || need !== differences) throw new Error('not the exact difference')
const { bytes, rounds, msA, msB } = cold
const [warmMsA, warmMsB] = [median(warm.map((each) => each.msA)), median(warm.map((each) => each.msB))]
await a.store.close()
await b.store.close()
const report: Report = { bytes, rounds, msA, msB, warmMsA, warmMsB, openMs: Math.max(a.ms, b.ms), wallMs, pagesRead }
parentPort?.postMessage(report)

async function open(folder: string): Promise<{ tree: Tree; store: Store; ms: number; reads: () => number }> {
  const openedMs = performance.now()
  const { store } = await openSqliteStore({ folder, log })
  let reads = 0
  const counted: Store = {
    ...store,
    getMany: (keys) => {
      reads += keys.length
      return store.getMany(keys)
    }
  }
  const tree = await Tree.open(counted, prefix)
  return { tree, store, ms: performance.now() - openedMs, reads: () => reads }
}

/** A whole comparison, with the random range that each session lists (S3). */
async function compare(own: Tree, other: Tree) {
  const [initiator, responder] = [new Reconciler(own, 'initiator', sha256), new Reconciler(other, 'responder', sha256)]
  const found = { bytes: 0, rounds: 0, msA: 0, msB: 0, have: 0, need: 0 }
  const timed = async <T>(side: 'msA' | 'msB', work: () => Promise<T>): Promise<T> => {
    const before = process.threadCpuUsage()
    const value = await work()
    const { user, system } = process.threadCpuUsage(before)
    found[side] += (user + system) / 1_000
    return value
  }
  let message: Uint8Array | undefined = await timed('msA', () => initiator.start(random))
  while (message) {
    const asked: Uint8Array = message
    const answer = await timed('msB', () => responder.receive(asked))
    if (!answer.ok || !answer.value.message) throw new Error('no answer')
    const told = answer.value.message
    const turn = await timed('msA', () => initiator.receive(told))
    if (!turn.ok) throw new Error(turn.error.reason)
    found.rounds++
    found.bytes += asked.length + told.length
    found.have += turn.value.have.length
    found.need += turn.value.need.reduce((sum, { ids }) => sum + ids.length, 0)
    message = turn.value.message
  }
  return found
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? Number.NaN
}
