import { sodiumReady } from '@commune/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { openQuantity } from '../../quantity/index.ts'
import { TestCommune, type TestWare } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import type { RecipeDetail } from './rows.ts'
import { scaled, timesOf, type Wanted } from './scale.ts'
import { plainNames } from './things.ts'
import type { RecipeWish } from './wishes.ts'

beforeAll(() => sodiumReady)

const bread: RecipeWish = {
  wish: 'recipe',
  name: 'Bread',
  makes: [{ thing: 'bread', quantity: '2 loaves' }, { thing: 'crumbs', quantity: '20 g', by: true }],
  takes: [
    { thing: 'flour', quantity: '1 kg' },
    { thing: 'water', quantity: '600 ml' },
    { thing: 'yeast', quantity: '7 g', or: [{ thing: 'sourdough', quantity: '150 g' }] },
    { thing: 'salt' },
    { thing: 'seeds', quantity: '50 g', optional: true }
  ],
  tools: [{ thing: 'oven' }],
  hands: [{ skill: 'kneading', time: '20 min' }],
  steps: 'Mix, wait, bake.',
  time: '3 h'
}

const kitchen = () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()] as [TestWare, TestWare]
  return { commune, ada, bo, recipes: commune.views.recipes }
}

describe('recipes', () => {
  test('anything can be a recipe: what it takes, makes and needs there, with all that was said', () => {
    const { commune, ada, recipes } = kitchen()
    const id = commune.wish(ada, bread)
    expect(recipes.one(id)).toMatchObject({ name: 'Bread', ware: ada.ware, takesCount: 5, tools: [{ thing: 'oven' }], hands: [{ skill: 'kneading', time: { n: 20n, d: 1n, unit: 'min' } }] })
    commune.wish(ada, { wish: 'recipe', name: 'Mended bicycle', makes: [{ thing: 'bicycle', quantity: '1' }], takes: [{ thing: 'broken bicycle', quantity: '1' }, { thing: 'tube', quantity: '2' }] })
    expect(recipes.list().rows.map(({ name }) => name)).toEqual(['Bread', 'Mended bicycle'])
    expect(recipes.list({ text: 'bicy' }).total).toBe(1)
    expect(recipes.list({ takes: 'Tubes' }).rows.map(({ name }) => name)).toEqual(['Mended bicycle'])
    expect(recipes.making('crumb').map(({ says }) => says.name)).toEqual(['Bread'])
    expect(recipes.taking('sourdough').map(({ says }) => says.name)).toEqual(['Bread'])
    expect(recipes.taking('oven')).toHaveLength(1)
  })

  test('[P2] only its own ware says a recipe otherwise or lays it down; anybody may go another way from it', () => {
    const { commune, ada, bo, recipes } = kitchen()
    const id = commune.wish(ada, bread)
    expect(commune.refused(bo, { ...bread, instead: id })).toBe('Another ware said that recipe. Make a graft of it to go another way.')
    expect(commune.refused(bo, { wish: 'recipe-gone', recipe: id })).toContain('Another ware said that recipe')
    const mine = commune.wish(bo, { ...bread, name: 'Rye bread', graft: id })
    expect(recipes.one(id)?.grafts.map(({ name }) => name)).toEqual(['Rye bread'])
    expect(recipes.one(mine)?.graftOf).toBe(id)
    const second = commune.wish(ada, { ...bread, name: 'White bread', instead: id })
    expect(recipes.one(id)).toMatchObject({ id, version: second, name: 'White bread', versions: 2 })
    expect(recipes.one(second)?.grafts).toHaveLength(1)
    commune.wish(ada, { wish: 'undo', target: second })
    expect(recipes.one(id)?.name).toBe('Bread')
    const gone = commune.wish(ada, { wish: 'recipe-gone', recipe: id })
    expect(recipes.one(id)).toBeUndefined()
    expect(commune.refused(ada, { ...bread, instead: id })).toContain('was laid down')
    commune.wish(ada, { wish: 'undo', target: gone })
    expect(recipes.one(id)?.name).toBe('Bread')
  })

  test('[T1] versions find together in whatever order they come, and what others say in the place of one counts for nothing', () => {
    const { commune, ada, bo, recipes } = kitchen()
    const first = commune.wish(ada, bread)
    const second = commune.wish(ada, { ...bread, name: 'B', instead: first })
    commune.wish(ada, { ...bread, name: 'C', instead: second })
    const { statement } = commune.said.at(-1) as (typeof commune.said)[number]
    commune.say(bo.device, { ...statement, name: 'D', instead: first })
    const other = new TestCommune()
    for (let n = 0; n < 2; n++) other.ware()
    for (const said of commune.said.toReversed()) {
      other.sayAs(said)
      other.views.recipes.list()
    }
    expect(other.views.recipes.one(first)).toEqual(recipes.one(first))
    expect(recipes.one(second)).toMatchObject({ id: first, name: 'C', versions: 3 })
    expect(recipes.list().rows.map(({ name }) => name)).toEqual(['C', 'D'])
  })

  test('what is wrong with a recipe is named where it is', () => {
    const { commune, ada } = kitchen()
    expect(commune.refused(ada, { ...bread, makes: [{ thing: 'crumbs', by: true }] })).toBe('Say what the recipe makes.')
    expect(commune.refused(ada, { ...bread, takes: [{ thing: 'flour', quantity: '-1 kg' }] })).toBe('flour: An amount cannot be less than nothing.')
    expect(commune.refused(ada, { ...bread, takes: [{ thing: 'flour', quantity: '1e308 kg' }] })).toMatch(/^flour: /)
    expect(commune.refused(ada, { ...bread, takes: [{ thing: 'flour', quantity: 'NaN' }] })).toMatch(/^flour: /)
    expect(commune.refused(ada, { ...bread, takes: [{ thing: 'flour', quantity: '0' }] })).toMatch(/^flour: Nothing is not an amount/)
    expect(commune.refused(ada, { ...bread, time: '3 kg' })).toContain('is not an amount of time')
    expect(commune.refused(ada, { ...bread, takes: Array.from({ length: 301 }, (_, at) => ({ thing: `part ${at}` })) })).toContain('301 are too many things')
    const said = 'long words '.repeat(36)
    const much = Array.from({ length: 300 }, (_, at) => ({ thing: `part ${at} ${'x'.repeat(90)}`, said }))
    expect(commune.refused(ada, { ...bread, takes: much })).toContain('too much for one recipe')
    expect(commune.sayRaw(ada.device, { type: 'recipe.say', name: 'x', makes: [], takes: [] })?.reason).toContain('at least 1')
  })
})

describe('a recipe for another amount', () => {
  const times = (wanted: Wanted, whole = false) => {
    const { commune, ada, recipes } = kitchen()
    const recipe = recipes.one(commune.wish(ada, { ...bread, whole })) as RecipeDetail
    const { says } = recipes.record(recipe.id) as { says: Parameters<typeof timesOf>[0] }
    const found = timesOf(says, wanted, plainNames)
    return found.ok ? { ...found.value, recipe } : english.say(found.error)
  }

  test('[T6] it scales by batches, by what it makes or by any one thing it takes, in exact ratios', () => {
    expect(times({})).toMatchObject({ n: 1n, d: 1n })
    expect(times({ of: { thing: 'loaf', quantity: '3' } })).toBe('The recipe neither takes nor makes loaf.')
    expect(times({ of: { thing: 'bread', quantity: '3 loaves' } })).toMatchObject({ n: 3n, d: 2n })
    expect(times({ of: { thing: 'flour', quantity: '333 g' } })).toMatchObject({ n: 333n, d: 1000n })
    expect(times({ of: { thing: 'sourdough', quantity: '100 g' } })).toMatchObject({ n: 2n, d: 3n })
    expect(times({ times: '2 1/2' })).toMatchObject({ n: 5n, d: 2n })
    const third = times({ times: '1/3' })
    if (typeof third === 'string') throw new Error(third)
    const recipe = scaled(third.recipe, third)
    expect(recipe.ok && recipe.value.takes[1]?.quantity).toEqual({ n: 200n, d: 1n, unit: 'ml' })
    expect(recipe.ok && recipe.value.takes[2]?.or?.[0]?.quantity).toEqual({ n: 50n, d: 1n, unit: 'g' })
  })

  test('of what is made only in whole batches those come that are enough', () => {
    expect(times({ of: { thing: 'bread', quantity: '3 loaves' } }, true)).toMatchObject({ n: 2n, d: 1n })
  })

  test('what cannot be scaled by says why', () => {
    expect(times({ of: { thing: 'salt', quantity: '5 g' } })).toBe('The recipe says no amount of salt, so that nothing can be scaled by it.')
    expect(times({ of: { thing: 'flour', quantity: '2 cups' } })).toBe('The recipe takes or makes 1 kg of flour; 2 cups cannot be compared with that.')
    expect(times({ times: 0 })).toContain('Nothing is not an amount')
    expect(times({ times: Number.NaN })).toContain('not an amount')
  })
})

describe('what can be made with what is there', () => {
  const stocked = () => {
    const world = kitchen()
    const { commune, ada } = world
    const id = commune.wish(ada, bread)
    const stock = (thing: string, quantity: string, more: object = {}) => commune.wish(ada, { wish: 'stock', thing, quantity, ...more })
    const row = () => {
      const found = commune.views.making.one(id, commune.nowMs)
      return found && { state: found.state, times: found.times, missing: found.missing.map((lack) => english.say(lack.words)), words: english.say(found.words) }
    }
    return { ...world, id, stock, row }
  }

  test('it follows every change: stock that comes and goes, offers, dates that pass', () => {
    const { commune, ada, bo, stock, row } = stocked()
    expect(row()).toMatchObject({ state: 'lacks' })
    const flour = stock('Flour', '3 kg')
    stock('water', '2 l')
    stock('salt', '1 packet')
    stock('oven', '1')
    expect(row()).toMatchObject({ state: 'lacks', missing: ['7 g of yeast is needed, and none is there.'] })
    const offer = commune.wish(bo, { wish: 'offer', thing: 'sourdough', quantity: '1 kg', untilMs: commune.nowMs + 1_000 })
    expect(row()).toMatchObject({ state: 'can', times: { n: 3n, d: 1n, unit: '{batch}' }, words: 'It can be made 3 times with what is there.' })
    commune.wish(ada, { wish: 'take', portion: flour, quantity: '2500 g' })
    expect(row()).toMatchObject({ state: 'lacks', missing: ['500 g of flour is missing: 1 kg is needed, and 500 g is there.'].map((words) => words.replaceAll('500 g', '0.5 kg')) })
    commune.wish(ada, { wish: 'count', portion: flour, quantity: '1 kg' })
    expect(row()).toMatchObject({ state: 'can', times: { n: 1n, d: 1n } })
    commune.nowMs += 1_000
    expect(row()).toMatchObject({ state: 'lacks' })
    commune.nowMs -= 1_000
    expect(row()).toMatchObject({ state: 'can' })
    commune.wish(bo, { wish: 'withdraw', target: offer })
    stock('yeast', '1 cube')
    expect(row()).toMatchObject({ state: 'perhaps', words: 'Everything is there; of yeast nobody knows whether it is enough.' })
    commune.wish(ada, { wish: 'stock', thing: 'yeast', quantity: '42 g', keepsUntilMs: commune.nowMs + 10 })
    expect(row()).toMatchObject({ state: 'can' })
    commune.nowMs += 20
    expect(row()).toMatchObject({ state: 'perhaps' })
  })

  test('what lacks least stands first, and a recipe that can be made before is named', () => {
    const { commune, ada, stock } = stocked()
    const dough = commune.wish(ada, { wish: 'recipe', name: 'Sourdough', makes: [{ thing: 'sourdough', quantity: '100 g' }], takes: [{ thing: 'rye', quantity: '50 g' }] })
    for (const [thing, quantity] of [['flour', '2 kg'], ['water', '5 l'], ['salt', '1 kg'], ['oven', '1'], ['rye', '1 kg']] as const) stock(thing, quantity)
    commune.wish(ada, { wish: 'recipe', name: 'Air', makes: [{ thing: 'air' }], takes: [{ thing: 'nothing' }, { thing: 'void' }] })
    const { rows, can, total } = commune.views.making.canMake({}, commune.nowMs)
    expect([rows.map(({ name }) => name), can, total]).toEqual([['Sourdough', 'Bread', 'Air'], 1, 3])
    const answer = commune.views.making.missing(rows[1]?.id as string, { of: { thing: 'bread', quantity: '3 loaves' } }, {}, commune.nowMs)
    if (!answer || 'key' in answer) throw new Error('no answer')
    expect(answer.state).toBe('can-first')
    expect(answer.first.map(({ recipe, times, quantity }) => [recipe, times.n, times.d, quantity.n])).toEqual([[dough, 9n, 4n, 225n]])
    expect(answer.hands).toEqual([{ skill: 'kneading', time: { n: 30n, d: 1n, unit: 'min' } }])
    expect(commune.views.making.canMake({ show: 'can' }, commune.nowMs).rows.map(({ name }) => name)).toEqual(['Sourdough'])
    expect(commune.views.making.canMake({ makes: 'Bread' }, commune.nowMs).rows).toHaveLength(1)
  })

  test('who near has it: the same place first, then one’s own', () => {
    const { commune, ada, bo, id, stock } = stocked()
    const [mine, theirs] = [stock('flour', '1 kg', { place: 'cellar' }), commune.wish(bo, { wish: 'stock', thing: 'flours', quantity: '1 kg', place: 'Kitchen' })]
    const far = commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '1 kg', place: 'attic' })
    const answer = commune.views.making.missing(id, {}, { place: 'kitchen', ware: ada.ware }, commune.nowMs)
    if (!answer || 'key' in answer) throw new Error('no answer')
    expect(answer.lines[0]?.who.map((who) => who.id)).toEqual([theirs, mine, far])
    expect(answer.lines[0]).toMatchObject({ state: 'enough', have: { n: 3n, unit: 'kg' } })
    expect(answer.lines[4]).toMatchObject({ thing: 'seeds', optional: true, state: 'none' })
  })

  test('an offer out of a stock that is there is not counted twice', () => {
    const { commune, ada, stock, row } = stocked()
    for (const [thing, quantity] of [['flour', '1 kg'], ['water', '5 l'], ['salt', '1 kg'], ['oven', '1'], ['yeast', '1 kg']] as const) stock(thing, quantity)
    commune.wish(ada, { wish: 'offer', thing: 'flour', quantity: '1 kg' })
    expect(row()?.times).toEqual({ n: 1n, d: 1n, unit: '{batch}' })
  })

  test('recipes that need themselves or one another end, and what one uses is not there for the other', () => {
    const { commune, ada, stock } = stocked()
    const recipe = (name: string, takes: readonly (readonly [string, string])[], makes: string) =>
      commune.wish(ada, { wish: 'recipe', name, makes: [{ thing: name, quantity: makes }], takes: takes.map(([thing, quantity]) => ({ thing, quantity })) })
    const self = recipe('starter', [['starter', '10 g'], ['rye', '90 g']], '100 g')
    const a = recipe('a', [['b', '1 kg']], '1 kg')
    recipe('b', [['a', '1 kg']], '1 kg')
    const cake = recipe('cake', [['cream', '1 l'], ['custard', '1 l']], '1')
    recipe('cream', [['milk', '1 l']], '1 l')
    recipe('custard', [['milk', '1 l']], '1 l')
    stock('rye', '1 kg')
    stock('milk', '1.5 l')
    const state = (id: string) => {
      const answer = commune.views.making.missing(id, {}, {}, commune.nowMs)
      return answer && 'state' in answer ? answer.state : undefined
    }
    expect([state(self), state(a), state(cake)]).toEqual(['lacks', 'lacks', 'lacks'])
    stock('milk', '500 ml')
    expect(state(cake)).toBe('can-first')
  })

  test('[T6] a third three times is one, and amounts of every size stay what they are', () => {
    const { commune, ada, stock } = stocked()
    const id = commune.wish(ada, { wish: 'recipe', name: 'drink', makes: [{ thing: 'drink', quantity: '1 l' }], takes: [{ thing: 'juice', quantity: '1 cup' }, { thing: 'dust', quantity: { n: 1n, d: 9_007_199_254_740_993n, unit: 'mg' } }] })
    for (let n = 0; n < 3; n++) stock('juice', '1/3 cup')
    stock('dust', '999999999999 t')
    expect(commune.views.making.one(id, commune.nowMs)).toMatchObject({ state: 'can', times: openQuantity([1, 1, '{batch}']) })
  })
})
