/**
 * Levelling: ten thousand needs and six thousand givers, of whom each splits what it has by itself; against a linear program that sees all
 * (HiGHS: most met, and then the worst-off as high as can be) and against the leximin of amounts, in the same run.
 *
 * The linear program finds what can be met and the lowest amount. The rest of the leximin it finds not; that is computed exactly (Fujishige's
 * decomposition), and it must agree with HiGHS where both answer, or the bench fails.
 *
 * A sweep: each giver acts once, in an order of chance. The last of the sweeps settles what is handed over. A fifth of all acts stands on
 * a view of the sweep before (`--stale`); the figures that end in `Stale` are of the same world with all views so old: all act at once.
 * Times are processor time of the threads; those of the givers hold the gathering of their views as well.
 */
import { chanceOf, Givers, leximin, mostMet, type Reach, received, type WorldOf, worldOf } from '@commune/commune/levelling/testing'
import { type Answer, Centre } from './levelling/highs.ts'
import { type Nearness, nearness, sum } from './levelling/score.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Givers that split what they have, each by itself, against a linear program that sees all.'
export const peers: Readonly<Record<string, string>> = { highs: '1.15.3' }
export const options: Readonly<Record<string, string>> = {
  needs: 'needs (10,000)',
  givers: 'givers (6,000)',
  reached: 'givers that can reach a need, on average (6)',
  ratio: 'supply, of what is asked for (0.8)',
  who: '`any`: givers of chance; `near`: those nearby in a plane (any)',
  amounts: '`even`: 0.5 to 1.5; `wide`: most small, a few thirty times as large (even)',
  sweeps: 'of which the last settles (20)',
  stale: 'part of all acts on views of the sweep before (0.2)',
  seed: 'of the world (1)',
  large: 'times as large for the figures that end in `Large`; 0: none (10)',
  'highs-s': 'seconds that HiGHS has for each of its two programs (300)',
  worlds: 'also so many seeds of each other kind of world, without HiGHS (0)'
}

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const [needs, givers, ratio, seed] = [number('needs', 10_000), number('givers', 6_000), number('ratio', 0.8), number('seed', 1)]
  const [sweeps, stale, secondsMax] = [number('sweeps', 20), number('stale', 0.2), number('highs-s', 300)]
  const world: WorldOf = {
    needs,
    givers,
    reached: number('reached', 6),
    ratio,
    who: text('who', 'any') === 'near' ? 'near' : 'any',
    amounts: text('amounts', 'even') === 'wide' ? 'wide' : 'even'
  }
  const centre = new Centre('levelling')
  try {
    const usual = await measure(world, seed, sweeps, stale, centre, secondsMax, note)
    const times = number('large', 10)
    const large = times > 0 ? await measure({ ...world, needs: needs * times, givers: givers * times }, seed, sweeps, stale, centre, secondsMax, note) : {}
    const worlds = number('worlds', 0)
    return {
      ...usual,
      ...Object.fromEntries(Object.entries(large).map(([name, value]) => [`${name}Large`, value])),
      ...(worlds > 0 && { worlds: otherWorlds(world, worlds, sweeps, stale, note) }),
      seed
    }
  } finally {
    await centre.end()
  }
}

async function measure(
  world: WorldOf,
  seed: number,
  sweeps: number,
  stale: number,
  centre: Centre,
  secondsMax: number,
  note: (line: string) => void
): Promise<Figures> {
  const reach = worldOf(world, chanceOf(seed))
  note(`${reach.needs} needs, ${reach.givers} givers, ${reach.edgeNeed.length} ways from one to the other, seed ${seed}`)
  let best: Float64Array = new Float64Array(0)
  let most = 0
  const msExact = spentMs(() => {
    best = leximin(reach)
    most = mostMet(reach)
  })
  const acted = levelled(reach, seed, sweeps, stale)
  const atOnce = levelled(reach, seed, sweeps, 1)
  const near = nearness(acted.amounts, best, most)
  const nearStale = nearness(atOnce.amounts, best, most)
  note(`met ${near.ofMet.toFixed(5)}, worst-off ${near.ofWorstOff.toFixed(5)} after ${sweeps} sweeps; HiGHS ...`)
  const found = await centre.solve(reach, secondsMax)
  if (found) agree(found, best, most)
  else note(`HiGHS found no answer in ${secondsMax} s`)
  return {
    ofMet: near.ofMet,
    ofWorstOff: near.ofWorstOff,
    sweeps,
    msAll: acted.ms,
    msOnePeer: acted.ms / reach.givers,
    msHighs: found?.lowest === undefined ? null : found.ms,
    ofWorst20th: near.ofWorst20th,
    ofEachNeed: near.ofEachNeed,
    ofMetStale: nearStale.ofMet,
    ofWorstOffStale: nearStale.ofWorstOff,
    ofWorst20thStale: nearStale.ofWorst20th,
    highsMet: found?.met ?? null,
    highsLowest: found?.lowest ?? null,
    exactMet: most,
    exactLowest: Math.min(...lowestFew(best)),
    msExact,
    met: sum(acted.amounts)
  }
}

/** What two that see all come to must be the same. */
function agree({ met, lowest }: Answer, best: Float64Array, most: number): void {
  if (Math.abs(met - most) > 1e-6 * most) throw new Error(`HiGHS meets ${met}, the flow ${most}: one of the two is wrong.`)
  const own = Math.min(...lowestFew(best))
  if (lowest !== undefined && Math.abs(lowest - own) > 1e-5) throw new Error(`The lowest of HiGHS is ${lowest}, of the leximin ${own}: one of the two is wrong.`)
}

const lowestFew = (amounts: Float64Array): Float64Array => amounts.slice().sort().subarray(0, 1)

export function levelled(reach: Reach, seed: number, sweeps: number, stale: number): { amounts: Float64Array; ms: number } {
  const givers = new Givers(reach, chanceOf(seed + 1))
  let amounts: Float64Array = new Float64Array(0)
  const ms = spentMs(() => {
    for (let sweep = 1; sweep < sweeps; sweep++) givers.sweep({ stale })
    amounts = received(reach, givers.settled({ stale }))
  })
  return { amounts, ms }
}

/** The least of each figure over some seeds, for each kind of world and several ratios of supply. */
function otherWorlds(world: WorldOf, seeds: number, sweeps: number, stale: number, note: (line: string) => void): Figures[] {
  const rows: Figures[] = []
  for (const who of ['any', 'near'] as const) {
    for (const amounts of ['even', 'wide'] as const) {
      for (const ratio of [0.5, 0.8, 1, 1.2]) {
        const each = Array.from({ length: seeds }, (_, seed): Nearness => {
          const reach = worldOf({ ...world, who, amounts, ratio }, chanceOf(seed + 1))
          return nearness(levelled(reach, seed + 1, sweeps, stale).amounts, leximin(reach), mostMet(reach))
        })
        const least = (of: keyof Nearness): number => Number(Math.min(...each.map((one) => one[of])).toFixed(5))
        rows.push({ who, amounts, ratio, ofMet: least('ofMet'), ofWorstOff: least('ofWorstOff'), ofWorst20th: least('ofWorst20th') })
        note(JSON.stringify(rows.at(-1)))
      }
    }
  }
  return rows
}

/** Processor time of this thread, in milliseconds. */
function spentMs(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
