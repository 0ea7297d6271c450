/**
 * Levelling where nothing stands still: needs and offers change, peers go and come, sleep, see old views, are cut off and say no; against
 * a strong centre. Each row is the mean over all rounds, of what could be best in that round for somebody who knew everything at once.
 *
 * A round: things change; each giver that is awake splits anew, once; what is planned is asked, and where somebody says no it is not given;
 * what is left over by then is given away locally, asked again, and that is all. The centre solves two linear programs each round (HiGHS: most
 * met, then the worst-off) with what it knew one or five rounds ago, noes included; who sleeps or is cut off from it keeps to the last
 * plan that came, and it plans around them; its leftovers are given away locally by the same rule, on views as old. `leximinMet` and `leximinWorst20th` are those
 * of a stronger centre yet: it computes the leximin in place of the two programs.
 */
import { chanceOf } from '@commune/commune/levelling/testing'
import { byCentre, byLeximin } from './churn/centre.ts'
import { Place, type Setting } from './churn/place.ts'
import { Team } from './churn/team.ts'
import { Centre } from './levelling/highs.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Levelling under churn, sleep, old views, partitions and refusals, against a strong centre.'
export const peers: Readonly<Record<string, string>> = { highs: '1.15.3' }
export const options: Readonly<Record<string, string>> = {
  needs: 'needs (200)',
  givers: 'givers (120)',
  rounds: 'that count, after five that do not (20)',
  seed: 'of what happens (1)',
  ratio: 'supply, of what is asked for (0.8)',
  who: '`any` or `near` (any)'
}

const warmUp = 5
/** In rounds; 0 has views as old as the peers' own. */
const lates = [0, 1, 5]
const usual: Setting = { changing: 0.03, going: 0.01, asleep: 0.1, stale: 0.2, refusals: 0, cut: false }
const settings: Readonly<Record<string, Setting>> = {
  'changes alone': { ...usual, asleep: 0, stale: 0 },
  usual,
  'usual, cut in two': { ...usual, cut: true },
  'usual, 5 % say no': { ...usual, refusals: 0.05 },
  'usual, 15 % say no': { ...usual, refusals: 0.15 },
  'usual, 30 % say no': { ...usual, refusals: 0.3 },
  'usual, cut in two, 30 % say no': { ...usual, cut: true, refusals: 0.3 }
}

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const [needs, givers, rounds, seed] = [number('needs', 200), number('givers', 120), number('rounds', 20), number('seed', 1)]
  const world = { needs, givers, ratio: number('ratio', 0.8), who: text('who', 'any') === 'near' ? ('near' as const) : ('any' as const) }
  const rows: Figures[] = []
  const highs = new Centre('churn')
  try {
    for (const [name, setting] of Object.entries(settings)) {
      const place = new Place(world, setting, warmUp + rounds, seed)
      const ours = new Team(place, chanceOf(seed + 1))
      const centres = lates.map((late) => ({
        late,
        highs: byCentre(new Team(place, chanceOf(seed + 1)), late, chanceOf(seed + 2), highs),
        leximin: byLeximin(new Team(place, chanceOf(seed + 1)), late, chanceOf(seed + 2))
      }))
      const sums = new Map<string, { met: number; worst: number }>()
      for (let round = 0; round < warmUp + rounds; round++) {
        place.next()
        const best = place.best()
        const count = (who: string, amounts: Float64Array): void => {
          const { met, worst } = place.of(amounts, best)
          const sum = sums.get(who) ?? { met: 0, worst: 0 }
          if (round >= warmUp) sums.set(who, { met: sum.met + met / rounds, worst: sum.worst + worst / rounds })
        }
        count('peers', ours.actAlone(round === 0 ? 15 : 1))
        for (const { late, highs: one, leximin: other } of centres) {
          count(`highs ${late}`, await one())
          count(`leximin ${late}`, await other())
        }
      }
      for (const late of lates) {
        const [own, one, other] = ['peers', `highs ${late}`, `leximin ${late}`].map((who) => sums.get(who)) as [Sum, Sum, Sum]
        rows.push({
          setting: `${name}; centre ${late === 0 ? 'with views as old as the peers have' : `${late} late`}`,
          peersMet: rounded(own.met),
          peersWorst20th: rounded(own.worst),
          centreMet: rounded(one.met),
          centreWorst20th: rounded(one.worst),
          leximinMet: rounded(other.met),
          leximinWorst20th: rounded(other.worst)
        })
        note(JSON.stringify(rows.at(-1)))
      }
    }
  } finally {
    await highs.end()
  }
  return { rows, rounds, needs, givers, seed }
}

interface Sum {
  readonly met: number
  readonly worst: number
}

const rounded = (part: number): number => Number(part.toFixed(4))
