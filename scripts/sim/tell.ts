/** What is told of a run of seeds: how far it is, what failed and how to see it again, and what it all came to. */
import { allFaults, neverHit, seedsForAll } from '@commune/sim'
import type { Done } from './done.ts'
import type { Job, Wanted } from './options.ts'

/** Broken promises shown of one seed. */
const violationsMax = 12

export class Tale {
  readonly #wanted: Wanted
  readonly #total: number
  readonly #startMs: number = performance.now()
  readonly #failed: { readonly seed: number; readonly replay: string }[] = []
  readonly #counts = new Map<string, number>()
  #count = 0
  #virtualMs = 0

  /** Before any job is taken from what is wanted. */
  constructor(wanted: Wanted) {
    this.#wanted = wanted
    this.#total = wanted.jobs.length
  }

  finished(job: Job, done: Done): void {
    const { json, trace } = this.#wanted
    this.#count++
    this.#virtualMs += done.virtualMs
    for (const [what, times] of done.counts) this.#counts.set(what, (this.#counts.get(what) ?? 0) + times)
    if (json) console.log(JSON.stringify({ ...done, lines: undefined, counts: undefined, replay: job.replay }))
    if (done.violations.length > 0) {
      this.#failed.push({ seed: done.seed, replay: job.replay })
      if (!json) tellFailure(job, done, trace)
    }
    if (!json) this.#tellProgress()
  }

  /** Tells what it all came to. Answers whether every promise held, and everything went wrong that is meant to. */
  end(stopped: boolean): boolean {
    const ms = this.#elapsedMs()
    const never = this.#total >= seedsForAll && !stopped && this.#wanted.usual ? neverHit(this.#counts) : []
    if (this.#wanted.json) {
      const counts = Object.fromEntries([...this.#counts].sort())
      console.log(JSON.stringify({ seeds: this.#count, failed: this.#failed, ms, virtualMs: this.#virtualMs, stopped, counts, never }))
    } else {
      this.#tellEnd(ms, never)
    }
    return this.#failed.length === 0 && never.length === 0
  }

  #tellProgress(): void {
    if (!process.stderr.isTTY) return
    const s = Math.round(this.#elapsedMs() / 1_000)
    process.stderr.write(`\r${this.#count} of ${this.#total} seeds, ${this.#failed.length} failed, ${s} s `)
  }

  #tellEnd(ms: number, never: readonly string[]): void {
    const hours = (this.#virtualMs / 3_600_000).toFixed(1)
    const verdict = this.#failed.length === 0 ? 'every promise held' : `${this.#failed.length} failed`
    const line = process.stderr.isTTY ? '\n' : ''
    console.log(`${line}${this.#count} of ${this.#total} seeds in ${(ms / 1_000).toFixed(1)} s, ${hours} hours of virtual time: ${verdict}`)
    for (const { replay } of this.#failed) console.log(`  ${replay}`)
    const hits = allFaults.map((name) => `${name.replace('fault: ', '')} ${this.#counts.get(name) ?? 0}`)
    console.log(`  what went wrong on purpose: ${hits.join(', ')}`)
    for (const name of never) console.log(`  ${name} never happened: the simulator does not do what it says`)
  }

  #elapsedMs(): number {
    return Math.round(performance.now() - this.#startMs)
  }
}

function tellFailure({ replay }: Job, done: Done, trace: number): void {
  const s = (done.virtualMs / 1_000).toFixed(0)
  const facts = `${done.peers} peers, ${done.entries} entries, ${done.steps} steps, ${s} s, trace ${done.traceHash}`
  console.log(`\nseed ${done.seed} failed (${facts})\n  ${replay}`)
  for (const { checker, what, atMs } of done.violations.slice(0, violationsMax)) {
    console.log(`  ${(atMs / 1_000).toFixed(3)} ${checker}: ${what}`)
  }
  for (const line of trace > 0 ? done.lines.slice(-trace) : []) console.log(`  ${line}`)
}
