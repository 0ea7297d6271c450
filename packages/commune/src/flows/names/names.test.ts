import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { parseQuantity, type Quantity, shown } from '../../quantity/index.ts'
import { TestCommune } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import { plainKey } from './index.ts'

beforeAll(() => sodiumReady)

const q = (text: string): Quantity => {
  const read = parseQuantity(text)
  if (!read.ok) throw new Error(english.say(read.error))
  return read.value
}

const convert = (commune: TestCommune, amount: string, unit: string, thing: string, options: { of?: string; ware?: string } = {}): string => {
  const converted = commune.views.names.convert(q(amount), unit, thing, options)
  if (!converted.ok) return english.say(converted.error)
  const { quantity, by, unlike } = converted.value
  const ways = by.map(({ words }) => english.say(words)).join(', ')
  const others = unlike.map((one) => english.say(shown(one.quantity))).join(', ')
  return `${english.say(shown(quantity))}${ways && ` by ${ways}`}${others && ` (others: ${others})`}`
}

test.each([
  ['Limón', 'limones'],
  ['Tomaten', 'tomate'],
  ['Oliven-Öl', 'Olivenöl'],
  ['Olivenoel', 'OLIVENÖL'],
  ['all-purpose flour', 'All purpose flours'],
  ['Eier', 'Ei'],
  ['Küchen', 'Küche'],
  ['nueces', 'nuez'],
  ['couteaux', 'couteau'],
  ['M8 x 20 screws', 'M8x20 screw'],
  ['tenedor', 'tenedores'],
  ["baker's yeast", 'bakers yeast'],
  ['  Bread ', 'breads']
])('[N1] “%s” and “%s” are one name', (a, b) => {
  expect(plainKey(a)).toBe(plainKey(b))
})

test.each([
  ['Kuchen', 'Küche'],
  ['tap', 'tape'],
  ['tube', 'tub'],
  ['flour', 'flower'],
  ['line', 'linen'],
  ['Kohl', 'Kohle'],
  ['2 4 mm nails', '24 mm nails'],
  ['1.5 mm wire', '15 mm wire'],
  ['йод', 'иод'],
  ['🍞', '🥖'],
  ['milk chocolate', 'chocolate milk'],
  ['Bettlaken', 'Bettlake'],
  ['pane', 'pan'],
  ['Eis', 'Ei']
])('[N1] “%s” and “%s” are two names', (a, b) => {
  expect(plainKey(a)).not.toBe(plainKey(b))
})

test('[N2] two names are one once somebody says so, for everybody and through others, and fall apart when it is taken back', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const { names } = commune.views
  commune.wish(ada, { wish: 'name-same', a: 'flour', b: 'Mehl' })
  const second = commune.wish(bo, { wish: 'name-same', a: 'Mehle', b: 'harina' })
  expect(names.same('harina', 'flour')).toMatchObject({ stands: 'different' })
  commune.wish(bo, { wish: 'name-same', a: 'mehl', b: 'harina' })
  expect(names.keyOf('harinas')).toBe(names.keyOf('Flour'))
  expect(names.same('harina', 'flour')).toMatchObject({ stands: 'same' })
  commune.wish(bo, { wish: 'undo', target: commune.last })
  expect(names.keyOf('harina')).not.toBe(names.keyOf('flour'))
  expect(names.keyOf('harina')).toBe(names.keyOf('Mehle'))
  commune.wish(bo, { wish: 'undo', target: second })
  expect(names.keyOf('harina')).toBe('harina')
})

test('[N2] what a ware said of two names last is what it says', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'name-same', a: 'lime', b: 'Limette' })
  commune.wish(ada, { wish: 'name-differ', a: 'Limette', b: 'limes' })
  expect(commune.views.names.same('lime', 'Limette').stands).toBe('different')
  commune.wish(ada, { wish: 'name-same', a: 'lime', b: 'Limette' })
  expect(commune.views.names.same('lime', 'Limette').stands).toBe('same')
})

test('[N3] where wares disagree two names stay apart, and it is a question', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  commune.wish(ada, { wish: 'name-same', a: 'cream', b: 'Rahm' })
  commune.wish(bo, { wish: 'name-differ', a: 'Rahm', b: 'cream', note: 'Ours is sour.' })
  const { names } = commune.views
  expect(names.keyOf('cream')).not.toBe(names.keyOf('Rahm'))
  expect(names.questions()).toMatchObject([{ is: 'pair', pair: { stands: 'open', said: [{ ware: ada.ware }, { ware: bo.ware, note: 'Ours is sour.' }] } }])
  expect(english.say(names.same('Rahm', 'cream').why)).toBe(
    'One says that “cream” and “Rahm” are the same, another that they differ. They are kept apart until that is settled.'
  )
  commune.wish(bo, { wish: 'undo', target: commune.last })
  expect(names.questions()).toEqual([])
  expect(names.same('cream', 'Rahm').stands).toBe('same')
})

test('[N4] two names that somebody says differ are never joined through others: the last pair is passed over and told', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  const { names } = commune.views
  commune.wish(ada, { wish: 'name-same', a: 'pepper', b: 'Pfeffer' })
  commune.wish(ada, { wish: 'name-differ', a: 'Pfeffer', b: 'Paprika' })
  commune.wish(ada, { wish: 'name-same', a: 'pepper', b: 'Paprika' })
  expect(names.keyOf('pepper')).toBe(names.keyOf('Pfeffer'))
  expect(names.keyOf('Paprika')).not.toBe(names.keyOf('pepper'))
  expect(english.say(names.questions()[0]?.words as never)).toBe(
    'Somebody said that “pepper” and “Paprika” are the same, but that would make “Pfeffer” and “Paprika” one, and somebody said that they differ.'
  )
})

test('[N5] an amount converts by what was said of the thing, exactly, and says so', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  commune.wish(ada, { wish: 'name-amount', thing: 'flour', from: '1 cup', to: '120 g' })
  expect(convert(commune, '2 1/2 cups', 'g', 'Flour')).toBe('300 g by 1 cup of flour = 120 g')
  expect(convert(commune, '300 g', 'cup', 'flours')).toBe('2 1/2 cups by 1 cup of flour = 120 g')
  expect(convert(commune, '2 kg', 'g', 'flour')).toBe('2,000 g')
  expect(convert(commune, '3 cups', 'g', 'Mehl')).toBe('Nobody has said how many cups of Mehl are how many grams. Say it once, as in “1 cup = 120 g”.')
  commune.wish(bo, { wish: 'name-same', a: 'flour', b: 'Mehl' })
  expect(convert(commune, '3 cups', 'g', 'Mehl')).toBe('360 g by 1 cup of flour = 120 g')
})

test('[N5] ways are chained, and a count is the thing itself by whatever word', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'name-amount', thing: 'flour', from: '1 bag', to: '1 kg' })
  commune.wish(ada, { wish: 'name-amount', thing: 'flour', from: '1 l', to: '530 g' })
  expect(convert(commune, '53 bags', 'l', 'flour')).toBe('100 l by 1 bag of flour = 1 kg, 1 l of flour = 530 g')
  commune.wish(ada, { wish: 'name-amount', thing: 'eggs', from: '1 egg', to: '60 g' })
  expect(convert(commune, '3 pieces', 'g', 'egg')).toBe('180 g by 1 egg of eggs = 60 g')
  expect(convert(commune, '3 loaves', 'g', 'egg')).toContain('Nobody has said')
})

test('[N5] what comes out of a thing is an amount of another thing', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'name-amount', thing: 'lemon', from: '1 lemon', to: '45 ml', of: 'lemon juice' })
  expect(convert(commune, '2 lemons', 'ml', 'lemons', { of: 'lemon juice' })).toBe('90 ml by 1 lemon of lemon = 45 ml of lemon juice')
  expect(convert(commune, '2 lemons', 'ml', 'lemons')).toContain('Nobody has said')
  expect(convert(commune, '135 ml', '{lemon}', 'lemon juice', { of: 'lemon' })).toBe('3 lemons by 1 lemon of lemon = 45 ml of lemon juice')
})

test('[N6] where wares say different amounts, one’s own word counts, then the first; the others stand beside it', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  commune.wish(ada, { wish: 'name-amount', thing: 'flour', from: '1 cup', to: '120 g' })
  commune.wish(bo, { wish: 'name-amount', thing: 'flour', from: '2 cups', to: '280 g' })
  expect(convert(commune, '2 cups', 'g', 'flour')).toBe('240 g by 1 cup of flour = 120 g (others: 280 g)')
  expect(convert(commune, '2 cups', 'g', 'flour', { ware: bo.ware })).toBe('280 g by 2 cups of flour = 280 g (others: 240 g)')
  expect(commune.views.names.questions().map(({ words }) => english.say(words))).toEqual([
    'Two amounts are said of flour: 1 cup of flour = 120 g, and 2 cups of flour = 280 g.'
  ])
  commune.wish(bo, { wish: 'name-amount', thing: 'flour', from: '1/2 cup', to: '60 g' })
  expect(commune.views.names.questions()).toEqual([])
})

test('[N6] a ring of amounts that does not come back to where it began is named', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'name-amount', thing: 'rice', from: '1 bag', to: '1 kg' })
  commune.wish(ada, { wish: 'name-amount', thing: 'rice', from: '1 bag', to: '10 glasses' })
  commune.wish(ada, { wish: 'name-amount', thing: 'rice', from: '1 glass', to: '100 g' })
  expect(commune.views.names.misfits('rice')).toEqual([])
  commune.wish(ada, { wish: 'name-amount', thing: 'rice', from: '1 glass', to: '150 g' })
  expect(commune.views.names.questions().map(({ words }) => english.say(words))).toEqual([
    'What is said of rice does not fit together: 1 bag of rice = 10 glasses, 1 bag of rice = 1 kg, and 1 glass of rice = 150 g.'
  ])
})

test('[N7] what is needed under one name meets what is offered under another, and stock of both is one line', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const need = commune.wish(ada, { wish: 'need', thing: 'flour', quantity: '2 kg' })
  const offer = commune.wish(bo, { wish: 'offer', thing: 'Mehl', quantity: '5 kg' })
  commune.wish(ada, { wish: 'stock', thing: 'flour', quantity: '1 kg', place: 'pantry' })
  commune.wish(bo, { wish: 'stock', thing: 'Mehl', quantity: '2 kg', place: 'pantry' })
  const { intents, stock } = commune.views
  expect(intents.matches(need, commune.nowMs)).toEqual([])
  expect(stock.byPlace()[0]?.lines).toHaveLength(2)
  const same = commune.wish(ada, { wish: 'name-same', a: 'flour', b: 'Mehl' })
  expect(intents.matches(need, commune.nowMs).map(({ row }) => row.id)).toEqual([offer])
  expect(stock.byPlace()[0]?.lines.map(({ words }) => english.say(words))).toEqual(['flour: 3 kg at pantry.'])
  commune.wish(ada, { wish: 'undo', target: same })
  expect(intents.matches(need, commune.nowMs)).toEqual([])
  expect(stock.byPlace()[0]?.lines).toHaveLength(2)
})

test.each([
  [{ wish: 'name-same', a: 'eggs', b: 'Egg' }, '“eggs” and “Egg” mean the same already.'],
  [{ wish: 'name-differ', a: 'eggs', b: 'Egg' }, '“eggs” and “Egg” are one name in two spellings. They cannot be told apart.'],
  [{ wish: 'name-same', a: ' ', b: 'Egg' }, 'Say something under “name”, or leave it out.'],
  [{ wish: 'name-amount', thing: 'flour', from: '1 kg', to: '900 g' }, '1 kg and 900 g measure the same already: that needs no word.'],
  [{ wish: 'name-amount', thing: 'flour', from: '0 cups', to: '900 g' }, 'Nothing is not an amount to say. Say how much, or leave it out.'],
  [{ wish: 'name-amount', thing: 'lemon', from: '1 lemon', to: '4 ml', of: 'lemons' }, 'Say what comes out of lemon, and not lemon again.'],
  [{ wish: 'name-amount', thing: 'flour', from: '1e308 cups', to: '900 g' }, 'Write the amount out in digits: “1e308 cups” is not an amount of anything here.']
] as const)('%#: what says nothing is refused in words', (wish, words) => {
  const commune = new TestCommune()
  expect(commune.refused(commune.ware(), wish)).toBe(words)
})

test('[N4] thousands of names of one thing are one group, and taking one back parts it', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  const { names } = commune.views
  for (let at = 1; at <= 2_000; at++) {
    commune.say(ada.device, { type: 'name.same', a: `bread ${at}`, b: `bread ${at >> 1}` })
    expect(names.keyOf(`bread ${at}`)).toBe('bread0')
  }
  const link = commune.said.find(({ statement }) => statement['a'] === 'bread 2')?.id as string
  commune.wish(ada, { wish: 'undo', target: link })
  expect(names.keyOf('bread 4')).toBe(names.keyOf('bread 2'))
  expect(names.keyOf('bread 2')).not.toBe('bread0')
  expect(names.keyOf('bread 3')).toBe('bread0')
  commune.say(ada.device, { type: 'name.differ', a: 'bread 1', b: 'bread 2000' })
  expect(names.keyOf('bread 2000')).not.toBe(names.keyOf('bread 1'))
})
