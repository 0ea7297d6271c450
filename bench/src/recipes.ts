/**
 * The economy of the United States in 2012 after a shock: 405 makers of 405 things, each acting on what it alone can see, beside a
 * linear program that sees all. What part of the optimum is met at the ends after so many rounds; what is carried out in each round is
 * checked from the tables, and nothing goes in that was not there.
 *
 * A figure after N rounds is the mean of the last five. All choices are in docs/explosion.md.
 */
import { join } from 'node:path'
import { type Economy, Rounds, wrongIn } from '@commune/commune/explosion'
import { best, type Highs } from './recipes/centre.ts'
import { chanceOf, economyOf, type Kind, kinds, shocked } from './recipes/shocks.ts'
import { readTable } from './recipes/table.ts'
import { type BenchOptions, type Figures, UsageError } from './runner/subject.ts'

export const about = 'A national economy after a shock: what makers reach by orders and strain, of what a centre that sees all does.'
export const peers: Readonly<Record<string, string>> = { highs: '1.15.3' }
export const options: Readonly<Record<string, string>> = {
  tables: 'folder with the tables (../shared/data/input-output/us-2012-detail)',
  seed: 'of the shock (1)',
  shock: `${kinds.join(', ')} (some)`,
  rounds: 'rounds, 200 or more (200)',
  silent: 'share of makers that are silent in a round (0.3)'
}

const meanOf = 5
const marks = [20, 50, 200]

export async function run({ number, text, note, peer }: BenchOptions): Promise<Figures> {
  const [seed, rounds, silent] = [number('seed', 1), Math.max(200, number('rounds', 200)), number('silent', 0.3)]
  const kind = text('shock', 'some') as Kind
  if (!kinds.includes(kind)) throw new UsageError(`\`--shock\` is one of ${kinds.join(', ')}, not \`${kind}\`.`)
  const table = readTable(text('tables', join(import.meta.dirname, '../../../shared/data/input-output/us-2012-detail')))
  const { default: load } = await peer<{ default: () => Promise<Highs> }>('highs')
  const usual = economyOf(table)
  const economy = shocked(table, usual, { kind, seed, refusals: false })
  const refusing = shocked(table, usual, { kind, seed, refusals: true })
  note(`${economy.makers.length} makers, ${economy.things} things; shock \`${kind}\`, seed ${seed}`)
  const flexible = best(await load(), economy, 'flexible')
  const fixed = best(await load(), economy, 'fixed')
  const flexibleRefused = best(await load(), refusing, 'flexible')
  const awake = follow(economy, rounds, 0, seed)
  note('with silent makers')
  const asleep = follow(economy, rounds, silent, seed)
  note('with refusals')
  const refused = follow(refusing, rounds, 0, seed)
  const of = (met: readonly number[], mark: number, optimum: number) => mean(met.slice(Math.max(0, mark - meanOf), mark)) / optimum
  const wanted = economy.wanted.reduce((sum, want) => sum + want, 0)
  return {
    ...Object.fromEntries(marks.map((mark) => [`ofFlexible${mark}`, of(awake.met, mark, flexible)])),
    ofFlexible200Silent30: of(asleep.met, 200, flexible),
    feasible: awake.wrong === undefined && asleep.wrong === undefined && refused.wrong === undefined,
    ofFlexible200Refused: of(refused.met, 200, flexibleRefused),
    ofFixed200: of(awake.met, 200, fixed),
    fixedOfFlexible: fixed / flexible,
    flexibleOfWanted: flexible / wanted,
    stockAfter: awake.stock,
    wrong: awake.wrong ?? asleep.wrong ?? refused.wrong ?? '',
    msRounds: awake.ms,
    msOneMaker: awake.ms / rounds / economy.makers.length,
    seed,
    shock: kind
  }
}

interface Followed {
  readonly met: readonly number[]
  readonly wrong: string | undefined
  /** What lies in all stores at the end, of what lay there in the beginning. */
  readonly stock: number
  readonly ms: number
}

function follow(economy: Economy, count: number, silent: number, seed: number): Followed {
  const rounds = new Rounds(economy)
  const chance = chanceOf(seed + 1_000_003)
  const met: number[] = []
  let wrong: string | undefined
  let ms = 0
  for (let round = 0; round < count; round++) {
    const before = Float64Array.from(rounds.stock)
    const startMs = performance.now()
    const carried = rounds.round(() => chance() < silent)
    ms += performance.now() - startMs
    const found = wrongIn(economy, before, carried)
    if (found !== undefined) wrong ??= `round ${round + 1}: ${found}`
    met.push(carried.met.reduce((sum, much) => sum + much, 0))
  }
  return { met, wrong, stock: sum(rounds.stock) / sum(economy.stock), ms }
}

const sum = (values: Iterable<number>): number => {
  let all = 0
  for (const value of values) all += value
  return all
}
const mean = (values: readonly number[]): number => sum(values) / Math.max(1, values.length)
