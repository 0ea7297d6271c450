/** What kind of commune a seed tells of: how many take part, how long it goes on, and what goes wrong. */
import type { Faults } from '@commune/transport/memory'
import type { Chance } from '../chance/chance.ts'

export interface RunOptions {
  readonly seed: number
  readonly peersMin: number
  readonly peersMax: number
  /** How many things happen; left out: by the seed. The first of them are the same whichever. */
  readonly events?: number
  readonly mode: 'safety' | 'liveness' | 'both'
  /** Whether some of them sense and act; left out: by the seed. */
  readonly senses?: boolean
  /** Lines of the trace that are kept for those who look for a cause; they change nothing. */
  readonly lines?: number
}

export interface Plan {
  readonly peers: number
  /** All are in from the beginning; else they are let in as the run goes. */
  readonly gathered: boolean
  /** Houses whose peers find one another by themselves. */
  readonly houses: number
  readonly events: number
  /** Time between two things that happen, milliseconds, on average. */
  readonly gapMs: number
  readonly wires: Faults
  /** Wires lose, repeat, reorder or change messages: more than a wire may do. */
  readonly faithless: boolean
  /** How much of what happens is a fault; the rest are people. */
  readonly faultShare: number
  readonly diskDelayMs: number
  readonly clocksApartMs: number
  /** Which of the peers lie, by number; never the founder. */
  readonly liars: readonly number[]
  /** Some of them sense and act. */
  readonly senses: SensesPlan | undefined
}

export interface SensesPlan {
  /** Which of the peers have things around them, by number; none of them lies, the founder is one. */
  readonly boxes: readonly number[]
  /** Between two readings of a point, milliseconds, on average. */
  readonly paceMs: number
  /** Between two passings. */
  readonly passingMs: number
  /** How much of what people do is about things. */
  readonly share: number
  /** Nothing that senses is late or wrong, and what acts does so at once. */
  readonly obedient?: boolean
}

/** More than these make no mesh of all with all: each knows some others. */
const fewPeersMax = 40
const stepsPerEvent = 40_000
/** How many runs have peers that sense and act without being asked for. */
const sensesOdds = 0.25

/** Steps after which a run is called a livelock. */
export const stepsMaxOf = (plan: Plan): number => 400_000 + plan.events * stepsPerEvent

export const planOf = (options: RunOptions, chance: Chance): Plan => {
  const peers = chance.between(options.peersMin, options.peersMax)
  const calm = chance.happens(0.1)
  const faithless = !calm && chance.happens(0.35)
  const houses = peers > fewPeersMax ? 0 : chance.between(0, 3)
  const events = chance.between(40, 40 + peers * 10)
  const plan: Omit<Plan, 'senses'> = {
    peers,
    gathered: peers > fewPeersMax,
    houses,
    events: options.events ?? events,
    gapMs: chance.pick([200, 1_000, 4_000, 20_000]),
    wires: calm ? {} : wiresOf(chance, faithless),
    faithless,
    faultShare: calm ? 0 : chance.pick([0.05, 0.15, 0.3]),
    diskDelayMs: chance.happens(0.2) ? chance.between(1, 20) : 0,
    clocksApartMs: chance.pick([0, 2_000, 3_600_000, 86_400_000]),
    liars: calm || chance.happens(0.5) ? [] : liarsAmong(peers, chance)
  }
  return { ...plan, senses: sensesOf(plan, options, chance) }
}

function sensesOf({ peers, gathered, gapMs, liars }: Omit<Plan, 'senses'>, options: RunOptions, chance: Chance): SensesPlan | undefined {
  const has = chance.happens(sensesOdds) && !gathered
  if (!(options.senses ?? has)) return undefined
  const others = Array.from({ length: peers - 1 }, (_, i) => i + 1).filter((number) => !liars.includes(number))
  const boxes = [0, ...chance.shuffled(others).slice(0, chance.between(0, 1))]
  return { boxes, paceMs: 1_000 + gapMs, passingMs: 2_000 + 2 * gapMs, share: chance.pick([0.4, 0.7]) }
}

/** At most every fourth lies. */
function liarsAmong(peers: number, chance: Chance): number[] {
  const some = chance.between(1, Math.max(1, Math.floor(peers / 4)))
  return chance.shuffled(Array.from({ length: peers - 1 }, (_, i) => i + 1)).slice(0, some)
}

function wiresOf(chance: Chance, faithless: boolean): Faults {
  const sometimes = (odds: number): number => (chance.happens(0.5) ? odds * chance.draw() : 0)
  return {
    delayMs: chance.pick([0, 1, 20, 200]),
    jitterMs: chance.pick([0, 5, 100, 1_000]),
    breakChance: sometimes(0.01),
    refuseChance: sometimes(0.3),
    ...(chance.happens(0.1) && { bytesPerS: 20_000 }),
    ...(faithless && { dropChance: sometimes(0.03), duplicateChance: sometimes(0.03), reorderChance: sometimes(0.05), corruptChance: sometimes(0.03) })
  }
}
