/**
 * A worker: runs the seeds it is given, one after another, and answers each with what came of it.
 *
 * The simulator itself knows no process; here it is told when all promises have settled, how long a run took, and of
 * rejections that nobody heard of.
 */
import { parentPort } from 'node:worker_threads'
import { type RunOptions, runSeed } from '@commune/sim'
import { type Done, unfinished } from './done.ts'

/** Turns between two looks of the process at what else there is to do. */
const turnsAtOnce = 1_024

const unheard: string[] = []
const textOf = (fault: unknown): string => String(fault instanceof Error ? fault.stack : fault)

process.on('unhandledRejection', (fault) => unheard.push(textOf(fault)))
parentPort?.on('message', async (options: RunOptions) => parentPort?.postMessage(await work(options)))

async function work(options: RunOptions): Promise<Done> {
  const startMs = performance.now()
  unheard.length = 0
  const report = await runSeed(options, settle()).catch(textOf)
  await new Promise((resolve) => setImmediate(resolve))
  const ms = Math.round(performance.now() - startMs)
  const faults = unheard.map((what) => ({ checker: 'unhandled', what, atMs: 0 }))
  if (typeof report === 'string') return unfinished(options.seed, [{ checker: 'simulator', what: report, atMs: 0 }, ...faults], ms)
  const { seed, plan, entries, steps, virtualMs, healedMs, traceHash, counts } = report
  const violations = [...report.violations, ...faults]
  const lines = violations.length > 0 ? report.lines : []
  return { seed, violations, peers: plan.peers, entries, steps, virtualMs, healedMs, traceHash, ms, lines, counts: [...counts] }
}

/** Ticks come after all promises that can settle; now and then a whole turn, so that lost rejections are heard of. */
function settle(): () => Promise<void> {
  let turns = 0
  return () => new Promise((resolve) => (++turns % turnsAtOnce === 0 ? setImmediate(resolve) : process.nextTick(resolve)))
}
