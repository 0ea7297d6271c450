/** What `npm run sim` was asked for: which seeds, how many at once, and how much is told. */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import type { RunOptions } from '@commune/sim'

export const help = `Runs communes of simulated peers through faults, in virtual time, and checks what is promised.

  npm run sim -- [options]

  --seeds N          how many seeds (default 50; 1 when --seed is given)
  --seed S           the first seed (default 1)
  --peers A..B       peers in a commune (default 3..12)
  --mode M           safety (checks all the time), liveness (one state once faults stop), both (default)
  --events N         how many things happen (default: by the seed)
  --senses           in each of them things sense and act (default: by the seed)
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

const largePeers = 200
/** Most of what a large commune takes is its gathering: three with fewer events find more than one with many. */
const largeEvents = 60
const peersAtMost = 1_000
const workersMax = 4

/** One seed to run, and the command that runs it again. */
export interface Job {
  readonly options: RunOptions
  readonly replay: string
}

export interface Wanted {
  readonly jobs: Job[]
  readonly workers: number
  /** Last lines shown of a seed that failed. */
  readonly trace: number
  readonly json: boolean
  /** Nothing was asked for that keeps some of the faults from happening. */
  readonly usual: boolean
}

/** The command line says something that cannot be; the message says what can. */
export class OptionsError extends Error {}

/** Throws an `OptionsError`. */
export function readOptions(argv: readonly string[]): Wanted | 'help' {
  const parsed = parse(argv)
  if (parsed.help) return 'help'
  const first = whole('seed', parsed.seed, 1, 0)
  const seeds = whole('seeds', parsed.seeds, parsed.seed === undefined ? 50 : 1, 0)
  const { peersMin, peersMax } = readPeers(parsed.peers ?? '3..12')
  const mode =
    (['safety', 'liveness', 'both'] as const).find((name) => name === (parsed.mode ?? 'both')) ??
    refuse(`--mode is safety, liveness or both, not ${parsed.mode}`)
  const events = parsed.events === undefined ? undefined : whole('events', parsed.events, 0, 0)
  const senses = parsed.senses === true ? ({ senses: true } as const) : {}
  const usual = parsed.peers === undefined && events === undefined && parsed.senses === undefined
  const largeUsual = parsed.seed === undefined && parsed.peers === undefined ? Math.floor(seeds / 150) : 0
  const large = whole('large', parsed.large, largeUsual, 0)

  const jobs = Array.from({ length: large }, (_, i) =>
    jobOf({ seed: first + i, peersMin: largePeers, peersMax: largePeers, events: largeEvents, mode })
  )
  for (let seed = first; seed < first + seeds; seed++) {
    jobs.push(jobOf({ seed, peersMin, peersMax, mode, ...(events !== undefined && { events }), ...senses }))
  }
  const workers = whole('jobs', parsed.jobs, Math.min(workersMax, availableParallelism()), 1)
  return { jobs, workers, trace: whole('trace', parsed.trace, 40, 0), json: parsed.json ?? false, usual }
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = {
    seeds: text, seed: text, peers: text, mode: text, events: text,
    large: text, jobs: text, trace: text, senses: flag, json: flag, help: flag
  }
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: false }).values
  } catch (fault) {
    return refuse(fault instanceof Error ? fault.message : String(fault))
  }
}

function readPeers(range: string): { peersMin: number; peersMax: number } {
  const [, least = '', most = ''] =
    /^(\d+)(?:\.\.(\d+))?$/.exec(range) ?? refuse(`--peers is a number or a range such as 3..12, not ${range}`)
  const peersMin = Number(least)
  const peersMax = most === '' ? peersMin : Number(most)
  if (peersMin < 1 || peersMax < peersMin || peersMax > peersAtMost) refuse(`--peers goes from at least 1 to at most ${peersAtMost}`)
  return { peersMin, peersMax }
}

function jobOf(options: RunOptions): Job {
  const { seed, peersMin, peersMax, events, mode, senses } = options
  const otherMode = mode === 'both' ? '' : ` --mode ${mode}`
  const otherEvents = events === undefined ? '' : ` --events ${events}`
  return { options, replay: `npm run sim -- --seed ${seed} --peers ${peersMin}..${peersMax}${otherMode}${otherEvents}${senses ? ' --senses' : ''}` }
}

function whole(name: string, text: string | undefined, otherwise: number, least: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  return Number.isSafeInteger(value) && value >= least ? value : refuse(`--${name} is a whole number from ${least}, not ${text}`)
}

function refuse(why: string): never {
  throw new OptionsError(why)
}
