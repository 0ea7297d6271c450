import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { parseQuantity, shown } from '../../quantity/index.ts'
import { TestCommune } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import { thingsKnownIn, ThingsKnowledge } from './index.ts'
import { readTree } from './tree.ts'

beforeAll(() => sodiumReady)

const knowing = (commune: TestCommune) => {
  commune.views.names.withKnowledge(thingsKnownIn(commune.states))
  return commune.views.names
}

test('every line of the tree has names in five languages, and what it is a kind of is in it', () => {
  const { things, byName } = readTree()
  expect(things.length).toBeGreaterThan(400)
  for (const { name, names, parent } of things) {
    expect(names.length, name).toBeGreaterThanOrEqual(5)
    if (parent !== undefined) expect(byName.has(parent), `${name} < ${parent}`).toBe(true)
  }
})

test.each([
  ['Mehl', 'flour'],
  ['harina de trigo', 'Weizenmehl'],
  ['onion, red', 'rote Zwiebel'],
  ['getrocknete Tomaten', 'dried tomatoes'],
  ['frischer Thymian', 'tomillo fresco'],
  ['tomattoes', 'tomatoes'],
  ['Schraubenzeiher', 'Schraubenzieher'],
  ['Dosenmais', 'canned corn'],
  ['farine de blé', 'harina de trigo']
])('[N8] “%s” and “%s” are perhaps one thing, with the reason, and not before somebody says so', (a, b) => {
  const commune = new TestCommune()
  const names = knowing(commune)
  expect(names.keyOf(a)).not.toBe(names.keyOf(b))
  const row = names.same(a, b)
  expect(row.stands).toBe('perhaps')
  expect(english.say(row.why)).toContain(a)
  commune.wish(commune.ware(), { wish: 'name-same', a, b })
  expect(names.same(a, b).stands).toBe('same')
})

test.each([
  ['pepper', 'paper'],
  ['white beans', 'white bread'],
  ['sugar', 'brown sugar'],
  ['bicycle', 'Mehl']
])('[N8] “%s” and “%s” are two things', (a, b) => {
  expect(knowing(new TestCommune()).same(a, b).stands).toBe('different')
})

test('[N8] names used here are suggested, the likeliest first; what somebody said differs is not', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  for (const thing of ['wheat flour', 'rye flour', 'flower pots', 'sugar']) commune.wish(ada, { wish: 'need', thing })
  const names = knowing(commune)
  expect(names.suggest('Weizenmehl').map(({ name }) => name)).toEqual(['wheat flour'])
  commune.wish(ada, { wish: 'stock', thing: 'Roggenmehl', quantity: '1 kg' })
  expect(names.suggest('Mehl').map(({ name }) => name).sort()).toEqual(['Roggenmehl', 'rye flour', 'wheat flour'])
  commune.wish(ada, { wish: 'name-differ', a: 'Weizenmehl', b: 'wheat flour' })
  expect(names.suggest('Weizenmehl').map(({ name }) => name)).not.toContain('wheat flour')
})

test('[N6] what is known of a thing converts where nobody said anything, and says so; a kind of it goes by what it is a kind of', () => {
  const commune = new TestCommune()
  const names = knowing(commune)
  const convert = (amount: string, unit: string, thing: string, of?: string): string => {
    const quantity = parseQuantity(amount)
    const converted = quantity.ok ? names.convert(quantity.value, unit, thing, of === undefined ? {} : { of }) : quantity
    if (!converted.ok) return english.say(converted.error)
    return `${english.say(shown(converted.value.quantity))} by ${converted.value.by.map(({ words }) => english.say(words)).join(', ')}`
  }
  expect(convert('2 l', 'kg', 'Honig')).toBe('2.84 kg by 1 l of honey = 1,420 g')
  expect(convert('1 l', 'g', 'red onion')).toContain('Nobody has said')
  expect(convert('4 limones', 'ml', 'limón', 'lemon juice')).toBe('180 ml by 1 lemon of lemon = 45 ml of lemon juice')
  expect(convert('3 huevos', 'g', 'huevos')).toBe('165 g by 1 egg of egg = 55 g')
  commune.wish(commune.ware(), { wish: 'name-amount', thing: 'honey', from: '1 l', to: '1400 g' })
  expect(convert('2 l', 'kg', 'honey')).toBe('2.8 kg by 1 l of honey = 1,400 g')
})

test('[N8] a thousand versions of one name, and names of any letters, are looked through within bounds', () => {
  const known = new ThingsKnowledge()
  for (let at = 0; at < 5_000; at++) known.use(`bread ${at}`)
  expect(known.suggest('bread 17', 5)[0]?.name).toBe('bread 17')
  expect(known.suggest('x'.repeat(100_000), 5)).toEqual([])
  expect(known.suggest('🍞', 5)).toEqual([])
  expect(known.suggest('-', 5)).toEqual([])
})
