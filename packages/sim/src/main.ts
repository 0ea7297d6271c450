/**
 * The command that runs seeds: `npm run sim -- --help`.
 *
 * The one file of the simulator that knows a process: it hands seeds to workers, shows how far they are, and ends with 1
 * when any promise was broken. A seed that never comes to an end is named as well: its worker is let go after a while.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { allFaults, neverHit, seedsForAll } from './run/faults.ts'
import { runSeed } from './run/run.ts'
import type { RunOptions } from './scenario/plan.ts'

const help = `Runs communes of simulated peers through faults, in virtual time, and checks what is promised.

  npm run sim -- [options]

  --seeds N          how many seeds (default 50; 1 when --seed is given)
  --seed S           the first seed (default 1)
  --peers A..B       peers in a commune (default 3..12)
  --mode M           safety (checks all the time), liveness (one state once faults stop), both (default)
  --events N         how many things happen (default: by the seed)
  --large N          so many communes of 200 peers besides (default: one for each 150 seeds)
  --jobs N           workers (default: as many as there are cores, at most 4)
  --trace N          last lines shown of a seed that failed (default 40)
  --json             one line of JSON for each seed, and one for all
  --help             this

Examples
  npm run sim -- --seeds 500             what is checked before a change lands
  npm run sim -- --seed 1234             the same run again, with its last lines
  npm run sim -- --seeds 100000 --jobs 8 the long run
`

/** A run that says nothing for so long is given up, milliseconds. */
const silentMsMax = 900_000
const largePeers = 200
const largeEvents = 120
/** Turns between two looks of the process at what else there is to do. */
const turnsAtOnce = 1_024

interface Job {
  readonly options: RunOptions
  readonly replay: string
}

interface Done {
  readonly seed: number
  readonly violations: readonly { readonly checker: string; readonly what: string; readonly atMs: number }[]
  readonly peers: number
  readonly entries: number
  readonly steps: number
  readonly virtualMs: number
  readonly healedMs: number | undefined
  readonly traceHash: string
  readonly ms: number
  readonly lines: readonly string[]
  readonly counts: readonly (readonly [what: string, times: number])[]
}

if (isMainThread) await main()
else work()

/** Runs what it is given, one after another. */
function work(): void {
  const unhandled: string[] = []
  process.on('unhandledRejection', (fault) => unhandled.push(String(fault instanceof Error ? fault.stack : fault)))
  parentPort?.on('message', async (options: RunOptions) => {
    const startMs = performance.now()
    unhandled.length = 0
    const report = await runSeed(options, settle()).catch((fault: unknown) => String(fault instanceof Error ? fault.stack : fault))
    await new Promise((resolve) => setImmediate(resolve))
    const ms = Math.round(performance.now() - startMs)
    const faults = unhandled.map((what) => ({ checker: 'unhandled', what, atMs: 0 }))
    if (typeof report === 'string') {
      const violations = [{ checker: 'simulator', what: report, atMs: 0 }, ...faults]
      const nothing = { peers: 0, entries: 0, steps: 0, virtualMs: 0, healedMs: undefined, traceHash: '', lines: [], counts: [] }
      parentPort?.postMessage({ seed: options.seed, violations, ms, ...nothing } satisfies Done)
      return
    }
    const { seed, plan, entries, steps, virtualMs, healedMs, traceHash, lines, counts } = report
    const violations = [...report.violations, ...faults]
    parentPort?.postMessage({ seed, violations, peers: plan.peers, entries, steps, virtualMs, healedMs, traceHash, ms, lines: violations.length > 0 ? lines : [], counts: [...counts] } satisfies Done)
  })
}

/** Ticks come after all promises that can settle; now and then a whole turn, so that lost rejections are heard of. */
function settle(): () => Promise<void> {
  let turns = 0
  return () => new Promise((resolve) => (++turns % turnsAtOnce === 0 ? setImmediate(resolve) : process.nextTick(resolve)))
}

async function main(): Promise<void> {
  const { jobs, workers, trace, json, usual } = readOptions()
  const startMs = performance.now()
  const failed: { done: Done; replay: string }[] = []
  const counts = new Map<string, number>()
  const total = jobs.length
  let count = 0
  let virtualMs = 0
  const show = (): void => {
    if (!json && process.stderr.isTTY) process.stderr.write(`\r${count} of ${total} seeds, ${failed.length} failed, ${Math.round((performance.now() - startMs) / 1_000)} s `)
  }
  const finished = (job: Job, done: Done): void => {
    count++
    virtualMs += done.virtualMs
    for (const [what, times] of done.counts) counts.set(what, (counts.get(what) ?? 0) + times)
    if (json) console.log(JSON.stringify({ ...done, lines: undefined, counts: undefined, replay: job.replay }))
    if (done.violations.length > 0) {
      failed.push({ done, replay: job.replay })
      if (!json) tell(job, done, trace)
    }
    show()
  }
  const running = Array.from({ length: Math.min(workers, total) }, () => drive(jobs, finished))
  process.once('SIGINT', () => {
    for (const driver of running) driver.stop()
  })
  const stopped = (await Promise.all(running.map((driver) => driver.ended))).includes('stopped')
  const ms = Math.round(performance.now() - startMs)
  const never = total >= seedsForAll && !stopped && usual ? neverHit(counts) : []
  const summary = { seeds: count, failed: failed.map(({ done, replay }) => ({ seed: done.seed, replay })), ms, virtualMs, stopped, counts: Object.fromEntries([...counts].sort()), never }
  if (json) console.log(JSON.stringify(summary))
  else {
    const hours = (virtualMs / 3_600_000).toFixed(1)
    console.log(`${process.stderr.isTTY ? '\n' : ''}${count} of ${total} seeds in ${(ms / 1_000).toFixed(1)} s, ${hours} hours of virtual time: ${failed.length === 0 ? 'every promise held' : `${failed.length} failed`}`)
    for (const { replay } of failed) console.log(`  ${replay}`)
    console.log(`  what went wrong on purpose: ${allFaults.map((name) => `${name.replace('fault: ', '')} ${counts.get(name) ?? 0}`).join(', ')}`)
    for (const name of never) console.log(`  ${name} never happened: the simulator does not do what it says`)
  }
  process.exit(stopped ? 130 : failed.length > 0 || never.length > 0 ? 1 : 0)
}

/** A worker that takes one job after another, replaced when one never ends. */
function drive(jobs: Job[], finished: (job: Job, done: Done) => void): { readonly ended: Promise<'done' | 'stopped'>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<'done' | 'stopped'>()
  let worker: Worker | undefined
  let silent: NodeJS.Timeout | undefined
  let stopped = false
  const next = (): void => {
    clearTimeout(silent)
    const job = stopped ? undefined : jobs.shift()
    if (!job) {
      void worker?.terminate().then(() => resolve(stopped ? 'stopped' : 'done'))
      if (!worker) resolve(stopped ? 'stopped' : 'done')
      return
    }
    const fail = (what: string): void => {
      void worker?.terminate()
      worker = undefined
      finished(job, { seed: job.options.seed, violations: [{ checker: 'worker', what, atMs: 0 }], peers: 0, entries: 0, steps: 0, virtualMs: 0, healedMs: undefined, traceHash: '', ms: 0, lines: [], counts: [] })
      next()
    }
    worker ??= new Worker(new URL(import.meta.url))
    worker.removeAllListeners()
    worker.once('message', (done: Done) => {
      finished(job, done)
      next()
    })
    worker.once('error', (fault) => fail(String(fault)))
    silent = setTimeout(() => fail(`no end after ${silentMsMax / 1_000} s`), silentMsMax)
    worker.postMessage(job.options)
  }
  next()
  return {
    ended: promise,
    stop() {
      stopped = true
      clearTimeout(silent)
      worker?.removeAllListeners()
      void worker?.terminate().then(() => resolve('stopped'))
    }
  }
}

function tell({ replay }: Job, done: Done, trace: number): void {
  const facts = `${done.peers} peers, ${done.entries} entries, ${done.steps} steps, ${(done.virtualMs / 1_000).toFixed(0)} s, trace ${done.traceHash}`
  console.log(`\nseed ${done.seed} failed (${facts})\n  ${replay}`)
  for (const { checker, what, atMs } of done.violations.slice(0, 12)) console.log(`  ${(atMs / 1_000).toFixed(3)} ${checker}: ${what}`)
  for (const line of trace > 0 ? done.lines.slice(-trace) : []) console.log(`  ${line}`)
}

function readOptions(): { jobs: Job[]; workers: number; trace: number; json: boolean; usual: boolean } {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const known = { seeds: text, seed: text, peers: text, mode: text, events: text, large: text, jobs: text, trace: text, json: flag, help: flag }
  const parsed = (() => {
    try {
      return parseArgs({ options: known, allowPositionals: false }).values
    } catch (fault) {
      return refuse(fault instanceof Error ? fault.message : String(fault))
    }
  })()
  if (parsed.help) {
    console.log(help)
    process.exit(0)
  }
  const first = whole('seed', parsed.seed, 1, 0)
  const seeds = whole('seeds', parsed.seeds, parsed.seed === undefined ? 50 : 1, 0)
  const [, least = '', most = ''] = /^(\d+)(?:\.\.(\d+))?$/.exec(parsed.peers ?? '3..12') ?? refuse(`--peers is a number or a range such as 3..12, not ${parsed.peers}`)
  const peersMin = Number(least)
  const peersMax = most === '' ? peersMin : Number(most)
  if (peersMin < 1 || peersMax < peersMin || peersMax > 1_000) refuse('--peers goes from at least 1 to at most 1000')
  const mode = (['safety', 'liveness', 'both'] as const).find((name) => name === (parsed.mode ?? 'both')) ?? refuse(`--mode is safety, liveness or both, not ${parsed.mode}`)
  const events = parsed.events === undefined ? undefined : whole('events', parsed.events, 0, 0)
  const large = whole('large', parsed.large, parsed.seed === undefined && parsed.peers === undefined ? Math.floor(seeds / 150) : 0, 0)
  const job = (options: RunOptions): Job => {
    const { seed, peersMin: from, peersMax: to, events: things } = options
    return { options, replay: `npm run sim -- --seed ${seed} --peers ${from}..${to}${mode === 'both' ? '' : ` --mode ${mode}`}${things === undefined ? '' : ` --events ${things}`}` }
  }
  const jobs = Array.from({ length: large }, (_, i) => job({ seed: first + i, peersMin: largePeers, peersMax: largePeers, events: largeEvents, mode }))
  for (let seed = first; seed < first + seeds; seed++) jobs.push(job({ seed, peersMin, peersMax, mode, ...(events !== undefined && { events }) }))
  const workers = whole('jobs', parsed.jobs, Math.min(4, availableParallelism()), 1)
  return { jobs, workers, trace: whole('trace', parsed.trace, 40, 0), json: parsed.json ?? false, usual: parsed.peers === undefined && events === undefined }
}

function whole(name: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= least ? value : refuse(`--${name} is a whole number from ${least}, not ${text}`)
}

function refuse(why: string): never {
  console.error(`${why}\nSee: npm run sim -- --help`)
  process.exit(2)
}
