/**
 * What can be made, in a large world: the first answer, the answer after one portion changed, and what is missing for one recipe. Ours
 * alone: the ratio is that of the answer after a change to working everything out again.
 */
import { emptyStates, foldAll, Views } from '@commune/commune'
import { idOf } from '@commune/commune/testing'
import type { RawStatement, Said } from '@commune/protocol'
import type { BenchOptions, Figures } from './runner/subject.ts'
import { chanceOf } from './rules/chance.ts'

export const about = 'What can be made with what is there, in a world of many recipes.'
export const options: Readonly<Record<string, string>> = {
  recipes: 'recipes (5,000)',
  stock: 'portions (50,000)',
  flows: 'open offers (20,000)',
  things: 'different things (3,000)',
  seed: 'of what is said (1)'
}

const nowMs = 1_800_000_000_000

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  const [recipes, stock, flows, things, seed] = [number('recipes', 5_000), number('stock', 50_000), number('flows', 20_000), number('things', 3_000), number('seed', 1)]
  const chance = chanceOf(seed)
  const states = emptyStates()
  let count = 0
  const say = (statement: RawStatement): string => {
    const entry = idOf(++count)
    const said: Said = { id: `${entry}.0`, entry, device: idOf(9_000_000 + (count % 30)), lamport: count, epoch: idOf(1), statement }
    foldAll(states, [said])
    return said.id
  }
  const upTo = (most: number): number => chance.upTo(most)
  // A few things are in nearly everything, most in little: salt and saffron.
  const thing = (): string => `thing ${Math.floor(chance.next() ** 3 * things)}`
  const quantity = (most: number): RawStatement[string] => [1 + upTo(most), 1, chance.next() < 0.8 ? 'g' : 'ml']
  for (let at = 0; at < stock; at++) say({ type: 'stock.have', thing: thing(), quantity: quantity(2_000), place: `place ${at % 50}`, ...(at % 3 === 0 && { keepsUntil: nowMs + upTo(1_000_000) }) })
  for (let at = 0; at < flows; at++) say({ type: 'flow.offer', thing: thing(), quantity: quantity(500) })
  for (let at = 0; at < recipes; at++) {
    const takes = Array.from({ length: 4 + upTo(10) }, () => ({ thing: thing(), quantity: quantity(500) }))
    say({ type: 'recipe.say', name: `recipe ${at}`, makes: [{ thing: `thing ${upTo(things)}`, quantity: [500, 1, 'g'] }], takes } as unknown as RawStatement)
  }
  note(`${recipes} recipes, ${stock} portions, ${flows} offers of ${things} things`)
  const speaks = { wareOf: ({ device }: { device: string | null }) => device ?? undefined }
  const views = new Views(states, speaks)
  const timed = (work: () => unknown): number => {
    const begun = performance.now()
    work()
    return performance.now() - begun
  }
  note(`Stock and offers read: ${views.stock.version}, ${views.intents.version}`)
  const firstMs = timed(() => views.making.canMake({}, nowMs))
  const canMakeMs = middle(Array.from({ length: 21 }, (_, at) => timed(() => views.making.canMake({ offset: at * 50 }, nowMs))))
  const changes = Array.from({ length: 101 }, () => {
    say({ type: 'stock.have', thing: thing(), quantity: quantity(2_000) })
    return timed(() => views.making.canMake({}, nowMs))
  })
  const common = Array.from({ length: 21 }, () => {
    say({ type: 'stock.have', thing: 'thing 0', quantity: quantity(2_000) })
    return timed(() => views.making.canMake({}, nowMs))
  })
  const ids = [...views.recipes.ids()]
  const missing = Array.from({ length: 101 }, () => timed(() => views.making.missing(ids[upTo(ids.length)] as string, { times: 20 }, { place: 'place 3' }, nowMs)))
  const { can, perhaps, total } = views.making.canMake({}, nowMs)
  return {
    canMakeMs: round(canMakeMs), firstMs: round(firstMs), afterChangeMs: round(middle(changes)), afterChangeWorstMs: round(Math.max(...changes)),
    afterCommonMs: round(middle(common)), missingMs: round(middle(missing)), missingWorstMs: round(Math.max(...missing)), ofFirst: round(middle(changes) / firstMs), can, perhaps, total
  }
}

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] as number
const round = (value: number): number => Math.round(value * 1_000) / 1_000
