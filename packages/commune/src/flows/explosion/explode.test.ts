import { expect, test } from 'vitest'
import { add, parseQuantity, type Quantity } from '../../quantity/index.ts'
import {
  Cookbook,
  explode,
  type Exploded,
  type ExplodeOptions,
  type Lot,
  type Making,
  type Naming,
  type Need,
  plainNaming,
  type Recipe,
  Stores,
  Things,
  type Want
} from './index.ts'

/** `2 kg flour` */
const line = (text: string) => {
  const [amount, ...words] = text.split(' of ')
  const quantity = parseQuantity(amount as string)
  if (!quantity.ok) throw new Error(text)
  return { thing: words.join(' of '), quantity: quantity.value }
}
const recipe = (id: string, makes: string[], takes: string[], more: Partial<Recipe> = {}): Recipe => ({
  id,
  name: id,
  makes: makes.map((text, at) => ({ ...line(text), ...(at > 0 && { by: true }) })),
  takes: takes.map(line),
  ...more
})
const lots = (...texts: string[]): Lot[] => texts.map((text, at) => ({ id: `lot${at}`, ...line(text) }))
const need = (text: string, more: Partial<Need> = {}): Need => ({ ...line(text), ...more })
const said = ({ n, d, unit }: Quantity) => `${d === 1n ? n : `${n}/${d}`} ${unit}`

interface Setting {
  readonly recipes?: readonly Recipe[]
  readonly lots?: readonly Lot[]
  readonly options?: ExplodeOptions
  readonly naming?: Naming
}
const run = (asked: Need, { recipes = [], lots: there = [], options = {}, naming = plainNaming }: Setting): Exploded => {
  const things = new Things(naming)
  const exploded = explode(asked, new Cookbook(things, recipes), new Stores(things, there), options)
  expectCarriedOut(exploded, recipes, there)
  return exploded
}

const allWants = (wants: readonly Want[]): Want[] => wants.flatMap((want) => [want, ...want.made.flatMap((making) => allWants(making.wants))])
const allMakings = (wants: readonly Want[]): Making[] => allWants(wants).flatMap(({ made }) => made).sort((a, b) => a.number - b.number)
const taken = (exploded: Exploded): Record<string, string> =>
  Object.fromEntries(
    Map.groupBy(
      allWants(exploded.wants).flatMap((want) => want.taken),
      ({ lot }) => lot
    )
      .entries()
      .map(([lot, parts]) => [lot, said(parts.map(({ quantity }) => quantity).reduce(sum))])
  )
const sum = (a: Quantity, b: Quantity): Quantity => {
  const added = add(a, b)
  if (!added.ok) throw new Error(`${a.unit} and ${b.unit}`)
  return added.value
}

/** Carries out what was found, in units as they stand: nothing is used that is not there, whatever was found. */
function expectCarriedOut(exploded: Exploded, recipes: readonly Recipe[], there: readonly Lot[]): void {
  const left = new Map(there.map(({ id, quantity }) => [id, Number(quantity.n) / Number(quantity.d)]))
  const makings = allMakings(exploded.wants)
  expect(new Set(makings.map(({ number }) => number)).size).toBe(makings.length)
  for (const want of allWants(exploded.wants)) {
    expect(want.short).toBe(undefined)
    for (const { lot, quantity } of want.taken) {
      const lotUnit = there.find(({ id }) => id === lot)?.quantity.unit
      if (lotUnit === quantity.unit) left.set(lot, (left.get(lot) ?? 0) - Number(quantity.n) / Number(quantity.d))
    }
  }
  for (const amount of left.values()) expect(amount).toBeGreaterThan(-1e-9)
  for (const making of makings) {
    expect(recipes.some(({ id }) => id === making.recipe)).toBe(true)
    for (const want of allWants(making.wants)) {
      for (const inner of want.made) expect(inner.number).toBeLessThan(making.number)
      for (const spare of want.spare) expect(spare.making).toBeLessThan(making.number)
    }
  }
}

const bread = recipe('bread', ['4 loaves of bread'], ['2 kg of flour', '1 l of water'])

test('what is there is taken, what keeps shortest first, and the near before the far', () => {
  const there: Lot[] = [
    { id: 'old', ...line('2 kg of flour'), keepsUntilMs: 5 },
    { id: 'new', ...line('2 kg of flour'), keepsUntilMs: 9 },
    { id: 'far', ...line('9 kg of flour'), place: 'Barn' }
  ]
  expect(taken(run(need('3 kg of flour'), { lots: there }))).toEqual({ old: '2 kg', new: '1 kg' })
  expect(taken(run(need('3 kg of flour', { place: 'barn' }), { lots: there }))).toEqual({ far: '3 kg' })
})

test('what is not there is made, exactly, and only as much as is wanted', () => {
  const made = run(need('10 loaves of bread'), { recipes: [bread], lots: lots('1 loaf of bread', '9000 g of flour', '50 l of water') })
  expect(said(made.met)).toBe('10 {loaf}')
  expect(made.short).toBe(undefined)
  expect(taken(made)).toEqual({ lot0: '1 {loaf}', lot1: '9/2 kg', lot2: '9/4 l' })
  expect(allMakings(made.wants).map(({ times }) => times)).toEqual([{ n: 9n, d: 4n }])
})

test('whole batches are whole, and what they give besides is told', () => {
  const made = run(need('10 loaves of bread'), {
    recipes: [{ ...bread, whole: true }],
    lots: lots('9 kg of flour', '50 l of water')
  })
  expect(taken(made)).toEqual({ lot0: '6 kg', lot1: '3 l' })
  expect(made.over.map(({ thing, quantity }) => [thing, said(quantity)])).toEqual([['bread', '2 {loaf}']])
})

test('whole batches of which not all can be made: as many as there are, and the need gives way', () => {
  const made = run(need('10 loaves of bread'), {
    recipes: [{ ...bread, whole: true }],
    lots: lots('5 kg of flour', '50 l of water')
  })
  expect(said(made.met)).toBe('8 {loaf}')
  expect(made.missing.map(({ thing, quantity }) => [thing, quantity && said(quantity)])).toEqual([['flour', '1 kg']])
  const none = run(need('10 loaves of bread'), { recipes: [{ ...bread, whole: true }], lots: lots('1 kg of flour', '50 l of water') })
  expect(said(none.met)).toBe('0 {loaf}')
  expect(none.short?.because).toEqual({ is: 'batch', recipe: 'bread' })
})

test('a shortage deep in the chain is met at its end: nothing is taken for what cannot be finished', () => {
  const flour = recipe('mill', ['1 kg of flour'], ['1 kg of grain'])
  const made = run(need('40 loaves of bread'), { recipes: [bread, flour], lots: lots('3 kg of grain', '100 l of water') })
  expect(said(made.met)).toBe('6 {loaf}')
  expect(taken(made)).toEqual({ lot0: '3 kg', lot1: '3/2 l' })
  expect(said(made.short?.quantity as Quantity)).toBe('34 {loaf}')
  expect(made.short?.because).toEqual({ is: 'inputs', recipe: 'bread', things: ['flour'] })
  expect(made.missing).toMatchObject([{ thing: 'grain', because: { is: 'used-up' } }])
  expect(said(made.missing[0]?.quantity as Quantity)).toBe('17 kg')
})

test('two lines that need the same thing share it: as much is made as both together allow', () => {
  const recipes = [
    recipe('dinner', ['1 plate of dinner'], ['200 g of butter', '1 l of milk']),
    recipe('butter', ['100 g of butter'], ['2 l of milk'])
  ]
  const made = run(need('10 plates of dinner'), { recipes, lots: lots('15 l of milk') })
  expect(said(made.met)).toBe('3 {plate}')
  const exact = run(need('10 plates of dinner', { whole: false }), { recipes, lots: lots('14 l of milk', '100 g of butter') })
  expect(said(exact.met)).toBe('16/5 {plate}')
})

test('two recipes for one thing with one bottleneck: the one goes as far as it can, the other makes the rest', () => {
  const rye = recipe('rye bread', ['1 loaf of bread'], ['1 kg of rye'])
  const wheat = recipe('wheat bread', ['1 loaf of bread'], ['1 kg of wheat'])
  const made = run(need('10 loaves of bread'), { recipes: [rye, wheat], lots: lots('7 kg of rye', '4 kg of wheat') })
  expect(said(made.met)).toBe('10 {loaf}')
  expect(allMakings(made.wants)).toHaveLength(2)
})

test('what only one of two can do without is left to the one that cannot', () => {
  // The feast takes jam and cake; jam can only be made of sugar, cake of sugar or of honey.
  const recipes = [
    recipe('feast', ['1 feast of feast'], ['1 cake of cake', '1 jar of jam']),
    recipe('a sweet cake', ['1 cake of cake'], ['1 kg of sugar']),
    recipe('honey cake', ['1 cake of cake'], ['1 kg of honey']),
    recipe('jam', ['1 jar of jam'], ['1 kg of sugar'])
  ]
  const made = run(need('3 feasts of feast'), { recipes, lots: lots('4 kg of sugar', '2 kg of honey') })
  expect(said(made.met)).toBe('3 {feast}')
})

test('what may stand in its place does so when the first is short, and is told', () => {
  const cake: Recipe = { ...recipe('cake', ['1 cake of cake'], []), takes: [{ ...line('100 g of butter'), or: [line('120 g of margarine')] }] }
  const made = run(need('3 cakes of cake'), { recipes: [cake], lots: lots('100 g of butter', '1 kg of margarine') })
  expect(said(made.met)).toBe('3 {cake}')
  expect(taken(made)).toMatchObject({ lot1: expect.anything() })
  expect(allWants(made.wants).find(({ thing }) => thing === 'margarine')?.insteadOf).toBe('butter')
})

test('a need takes its substitutes for what is short of the first', () => {
  const made = run(need('5 kg of rye', { instead: ['wheat'] }), { lots: lots('3 kg of rye', '9 kg of wheat') })
  expect(made.wants.map(({ thing, insteadOf }) => [thing, insteadOf])).toEqual([
    ['rye', undefined],
    ['wheat', 'rye']
  ])
  expect(said(made.met)).toBe('5 kg')
})

test('what comes along with one thing is used for another, whichever stands first', () => {
  const recipes = (first: string[]) => [
    recipe('meal', ['1 meal of meal'], first),
    recipe('cheese', ['1 kg of cheese', '9 l of whey'], ['10 l of milk']),
    recipe('whey bread', ['1 loaf of bread'], ['1 l of whey', '1 kg of flour'])
  ]
  for (const first of [['1 kg of cheese', '1 loaf of bread'], ['1 loaf of bread', '1 kg of cheese']]) {
    const made = run(need('2 meals of meal'), { recipes: recipes(first), lots: lots('20 l of milk', '2 kg of flour') })
    expect(said(made.met)).toBe('2 {meal}')
    expect(taken(made)).toEqual({ lot0: '20 l', lot1: '2 kg' })
  }
})

test('what comes along is made for its own sake when nothing else gives it', () => {
  const cheese = recipe('cheese', ['1 kg of cheese', '9 l of whey'], ['10 l of milk'])
  const made = run(need('9 l of whey'), { recipes: [cheese], lots: lots('10 l of milk') })
  expect(said(made.met)).toBe('9 l')
  expect(made.over.map(({ thing }) => thing)).toEqual(['cheese'])
})

test('a recipe that needs itself gives what it gains, when there is some to begin with', () => {
  const starter = recipe('starter', ['200 g of starter'], ['50 g of starter', '150 g of flour'])
  const made = run(need('1 kg of starter'), { recipes: [starter], lots: lots('100 g of starter', '5 kg of flour') })
  expect(said(made.met)).toBe('1 kg')
  expect(taken(made)).toEqual({ lot0: '1/10 kg', lot1: '900 g' })
  expect(allMakings(made.wants)[0]?.seed).toMatchObject({ thing: 'starter' })
  const none = run(need('1 kg of starter'), { recipes: [starter], lots: lots('5 kg of flour') })
  expect(said(none.met)).toBe('0 kg')
  expect(none.short?.because).toEqual({ is: 'circle', things: ['starter'] })
})

test('a recipe that needs as much of itself as it gives is named', () => {
  const ferry = recipe('polish', ['1 kg of bread'], ['1 kg of bread', '1 g of wax'])
  const made = run(need('3 kg of bread'), { recipes: [ferry], lots: lots('1 kg of bread', '5 g of wax') })
  expect(said(made.met)).toBe('1 kg')
  expect(made.short?.because).toEqual({ is: 'no-gain', recipe: 'polish' })
})

test('a circle of recipes ends, with or without gain, and is named', () => {
  const recipes = [
    recipe('a', ['1 kg of a'], ['1 kg of b']),
    recipe('b', ['1 kg of b'], ['1 kg of c']),
    recipe('c', ['1 kg of c'], ['500 g of a'])
  ]
  const made = run(need('3 kg of a'), { recipes, lots: lots('1 kg of b') })
  expect(said(made.met)).toBe('1 kg')
  const gain = run(need('3 kg of a'), { recipes, lots: [] })
  expect(said(gain.met)).toBe('0 kg')
  expect(gain.missing).toMatchObject([{ thing: 'a', because: { is: 'circle', things: ['a', 'b', 'c'] } }])
})

test('what nobody has and nothing makes is named, and what lies there in another measure', () => {
  const made = run(need('4 loaves of bread'), { recipes: [bread], lots: lots('3 bags of flour', '2 l of water') })
  expect(said(made.met)).toBe('0 {loaf}')
  expect(made.missing).toMatchObject([{ thing: 'flour', because: { is: 'measure', there: [{ unit: '{bag}', n: 3n }] } }])
  const nowhere = run(need('4 loaves of bread'), { recipes: [bread], lots: lots('2 l of water') })
  expect(nowhere.missing).toMatchObject([{ thing: 'flour', because: { is: 'nowhere' } }])
  const weighed = run(need('4 kg of bread'), { recipes: [bread], lots: lots('2 kg of flour', '1 l of water') })
  expect(weighed.missing).toMatchObject([{ thing: 'bread', because: { is: 'measure', there: [{ unit: '{loaf}', n: 4n }] } }])
})

test('a measure that somebody has put into another one is read as that', () => {
  const naming: Naming = {
    ...plainNaming,
    convert: ({ n, d, unit }, to, thing) =>
      thing === 'flour' && unit === '{bag}' && to === 'kg'
        ? { n: n * 25n, d, unit: 'kg' }
        : thing === 'flour' && unit === 'kg' && to === '{bag}'
          ? { n, d: d * 25n, unit: '{bag}' }
          : undefined
  }
  const made = run(need('4 loaves of bread'), { recipes: [bread], lots: lots('1 bag of flour', '2 l of water'), naming })
  expect(said(made.met)).toBe('4 {loaf}')
  expect(taken(made)).toMatchObject({ lot0: '2 kg' })
})

test('salt to taste holds nothing up, and what is nice to have is taken last', () => {
  const soup: Recipe = {
    ...recipe('soup', ['1 pot of soup'], ['1 kg of leek']),
    takes: [line('1 kg of leek'), { thing: 'salt' }, { ...line('1 kg of cream'), optional: true }, { ...line('5 kg of gold'), optional: true }]
  }
  const made = run(need('2 pots of soup'), { recipes: [soup], lots: lots('2 kg of leek', '2 kg of cream') })
  expect(said(made.met)).toBe('2 {pot}')
  expect(taken(made)).toEqual({ lot0: '2 kg', lot1: '2 kg' })
  expect(made.missing).toMatchObject([{ thing: 'salt', because: { is: 'nowhere' } }])
})

test('tools and hands that nobody has are told, and hold up only who asks for that', () => {
  const baked: Recipe = { ...bread, tools: [{ thing: 'oven', or: ['stove'] }], hands: [{ skill: 'baking', time: line('1 h of x').quantity }] }
  const setting = { recipes: [baked], lots: lots('2 kg of flour', '1 l of water') }
  const told = run(need('4 loaves of bread'), { ...setting, options: { handsFor: () => [] } })
  expect(said(told.met)).toBe('4 {loaf}')
  expect(told.missing.map(({ thing, because }) => [thing, because.is])).toEqual([['oven', 'tool'], ['baking', 'hands']])
  const strict = run(need('4 loaves of bread'), { ...setting, options: { strict: true } })
  expect(said(strict.met)).toBe('0 {loaf}')
  expect(strict.short?.because).toEqual({ is: 'tool', recipe: 'bread', things: ['oven'] })
  const there = run(need('4 loaves of bread'), {
    recipes: [baked],
    lots: lots('2 kg of flour', '1 l of water', '1 piece of stove'),
    options: { strict: true, handsFor: () => ['bo'] }
  })
  expect(allMakings(there.wants)[0]).toMatchObject({ tools: [{ lots: ['lot2'] }], hands: [{ wares: ['bo'] }] })
})

test('what is strained elsewhere is chosen last', () => {
  const recipes = [recipe('a', ['1 loaf of bread'], ['1 kg of rye']), recipe('b', ['1 loaf of bread'], ['1 kg of wheat'])]
  const there = lots('9 kg of rye', '9 kg of wheat')
  const chosen = (strained: string) =>
    allMakings(run(need('2 loaves of bread'), { recipes, lots: there, options: { strain: (key) => (key === strained ? 3 : 0) } }).wants)[0]?.recipe
  expect([chosen('rye'), chosen('wheat')]).toEqual(['b', 'a'])
})

test('a need without an amount is what lies there, or one batch', () => {
  expect(said(run({ thing: 'bread' }, { lots: lots('3 loaves of bread') }).met)).toBe('3 {loaf}')
  expect(said(run({ thing: 'bread' }, { recipes: [bread], lots: lots('9 kg of flour', '9 l of water') }).met)).toBe('4 {loaf}')
  expect(run({ thing: 'dreams' }, {}).short?.because).toEqual({ is: 'nowhere' })
})

test('lots and recipes come, change and go one by one', () => {
  const things = new Things(plainNaming)
  const [cookbook, stores] = [new Cookbook(things), new Stores(things)]
  const met = () => said(explode(need('4 loaves of bread'), cookbook, stores).met)
  expect(met()).toBe('0 {loaf}')
  cookbook.put(bread)
  for (const lot of lots('2 kg of flour', '1 l of water')) stores.put(lot)
  expect(met()).toBe('4 {loaf}')
  stores.put({ id: 'lot0', ...line('1 kg of flour') })
  expect(met()).toBe('2 {loaf}')
  cookbook.put({ ...bread, takes: [line('1 kg of flour')] })
  expect(met()).toBe('4 {loaf}')
  stores.drop('lot0')
  expect(met()).toBe('0 {loaf}')
  stores.put({ id: 'lot0', ...line('1 kg of flour') })
  things.forget()
  expect(met()).toBe('4 {loaf}')
  cookbook.drop('bread')
  expect(met()).toBe('0 {loaf}')
})
