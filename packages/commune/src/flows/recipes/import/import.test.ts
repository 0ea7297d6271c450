import { readFileSync } from 'node:fs'
import { sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { shown } from '../../../quantity/index.ts'
import { TestCommune, type TestWare } from '../../../testing/index.ts'
import { english } from '../../../words/index.ts'
import type { Found, FoundRecipe } from './found.ts'
import { importRecipes, readIngredient, recipesIn, recipeToJsonLd, recipeToMarkdown } from './index.ts'

beforeAll(() => sodiumReady)

const read = (line: string): string[] =>
  readIngredient(line).takes.map(({ thing, quantity, most, also, or = [], optional, note }) => {
    const amount = (value: typeof quantity) => (value && typeof value !== 'string' ? english.say(shown(value)) : '')
    const before = [amount(quantity), most && `to ${amount(most)}`, also && `(${amount(also)})`]
    return [...before, thing, ...or.map((other) => `or ${other.quantity ? `${amount(other.quantity)} ` : ''}${other.thing}`), optional && 'optional', note && `— ${note}`].filter(Boolean).join(' ')
  })

describe('lines of what a recipe takes', () => {
  test.each([
    ['2 1/2 cups flour, sifted', '2 1/2 cups flour — sifted'],
    ['1 (14 oz) can of tomatoes', '1 can (14 oz) tomatoes'],
    ['4 15oz cans of kidney beans', '4 cans (60 oz) kidney beans'],
    ['salt to taste', 'salt — to taste'],
    ['2-3 cloves garlic', '2 cloves to 3 cloves garlic'],
    ['4 garlic cloves, minced', '4 cloves garlic — minced'],
    ['~150g (1/3 lb) bacon cubes', '150 g bacon cubes — 1/3 lb'],
    ['1-1/2 cups plain yogurt', '1 1/2 cups plain yogurt'],
    ['2 and 1/4 teaspoons yeast', '2 1/4 tsp yeast'],
    ['½-1 teaspoon chili', '1/2 tsp to 1 tsp chili'],
    ['3/4 of a cup of warm water', '3/4 cup water — warm'],
    ['1 cup + 2 Tbsp butter', '1 1/8 cups butter'],
    ['30g butter or 3 tablespoons of oil', '30 g butter or 3 tbsp oil'],
    ['chicken or vegetable stock', 'chicken stock or vegetable stock'],
    ['2 tbsp maple syrup, agave, or honey', '2 tbsp maple syrup or agave or honey'],
    ['Onions 2 medium-sized, minced', '2 onions Onions — medium-sized, minced'],
    ['Spaghetti: 320 g | 11 oz', '320 g Spaghetti — 11 oz'],
    ['Minced garlic (1 tablespoon)', '1 tbsp garlic — minced'],
    ['(Optional) 1 pepper', '1 pepper pepper optional'],
    ['Juice of 1/2 lemon', '1/2 lemon lemon — juice'],
    ['a handful of chopped onion', '1 handful onion — chopped'],
    ['A few cloves of garlic', 'garlic — A few, cloves'],
    ['1T sugar', '1 tbsp sugar'],
    ['3 cloves', '3 cloves clove'],
    ['[Garam masala](/garam-masala) 1 tbsp', '1 tbsp Garam masala']
  ])('%s', (line, said) => {
    expect(read(line)).toEqual([said])
    expect(readIngredient(line).takes[0]?.said).toBe(line)
  })

  test('several things in one line are several', () => {
    expect(read('Salt and pepper to taste')).toEqual(['Salt — to taste', 'pepper — to taste'])
    expect(read('Thyme, rosemary and some bay leaves')).toEqual(['Thyme', 'rosemary', 'bay leaves'])
  })

  test.each(['-2 cups flour', '0 eggs', '1e308 g salt', 'NaN kg rice', '99999999999999 eggs'])('%s is no amount', (line) => {
    expect(readIngredient(line)).toMatchObject({ takes: [], wrong: expect.stringMatching(/./) })
  })

  test('what cannot be read is a thing without an amount, in the words it was written in', () => {
    const line = 'if you do not have the spices you can throw in 6 tea bags for 1 litre instead of all of these'
    expect(readIngredient(line)).toMatchObject({ unread: true, takes: [{ said: line }] })
  })

  test('whatever is written, a line is read or refused, at once', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('1 ', '(', ')', '½', ' or ', ', ', 'cups ', 'large ', '-', '/', ' of ', 'can ', 'a ', '2 (', 'optional ', 'chopped ')), { maxLength: 40 }), (parts) => {
        const { takes } = readIngredient(parts.join(''))
        for (const { quantity } of takes) if (quantity && typeof quantity !== 'string') expect(quantity.n > 0n).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })
})

const recipesOf = (path: string, text: string): FoundRecipe[] => [...(recipesIn(path, text, true) ?? [])].filter((one): one is FoundRecipe => one.is === 'recipe')
const faultsOf = (path: string, text: string): string[] => [...(recipesIn(path, text, true) ?? [])].flatMap((one: Found) => (one.is === 'fault' ? [english.say(one.reason)] : []))
const fixture = (name: string): string => readFileSync(new URL(`../../../import-export/fixtures/${name}`, import.meta.url), 'utf8')

describe('Markdown', () => {
  test('title, tags, servings, times, ingredients and directions; all else is in the note', () => {
    const [found] = recipesOf('a.md', fixture('aelplermagronen.markdown'))
    expect(found?.draft).toMatchObject({ name: 'Älplermagronen (Alpine macaroni)', tags: ['swiss', 'pork', 'potato', 'pasta'], makes: [{ quantity: { n: 4n, d: 1n, unit: '{serving}' } }], time: { n: 30n, unit: 'min' } })
    expect(found?.draft.takes).toHaveLength(7)
    expect(found?.draft.takes[3]).toMatchObject({ thing: 'milk', quantity: { n: 1n, unit: 'l' }, most: { n: 2n, unit: 'l' } })
    expect(found?.draft.note).toContain('author: alexander-bocken')
  })

  test('parts of a recipe, remarks below a line, tools, and amounts that cannot be', () => {
    const text = '# Cake\n\nMakes: 2 cakes\n\n## Ingredients\n\n' +
      'For the dough:\n\n- 500 g flour\n  - any flour does as long as it is not too old to use\n' +
      '- -3 eggs\n\nFor the top:\n\n- sugar\n\n## Tools\n\n- oven\n\n## Directions\n\n1. Bake.\n\n## Notes\n\nGood.\n'
    const [found] = recipesOf('cake.md', text)
    expect(found?.draft.makes).toMatchObject([{ thing: 'Cake', quantity: { n: 2n, unit: '{cake}' } }])
    expect(found?.draft.takes.map(({ thing, part }) => [thing, part])).toEqual([['flour', 'dough'], ['eggs', 'dough'], ['sugar', 'top']])
    expect(found?.draft.takes[0]?.note).toContain('any flour does')
    expect(found?.draft.tools).toEqual([{ thing: 'oven' }])
    expect(found?.draft.note).toContain('Good.')
    expect(found?.notes.map((note) => english.say(note))).toEqual(['-3 eggs: “-3” is no amount. Write a number above nothing, or leave it out.'])
  })

  test('a page of words is no recipe', () => {
    expect(recipesIn('a.md', '# About us\n\nWe bake.\n')).toBeUndefined()
  })
})

describe('schema.org', () => {
  const soup = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebPage', name: 'x' },
      {
        '@type': ['Recipe', 'NewsArticle'],
        name: 'Onion &amp; leek soup',
        recipeYield: ['4', '4 bowls'],
        totalTime: 'PT1H30M',
        keywords: 'soup, winter',
        recipeIngredient: ['2 onions', '<b>1 l</b> stock', '0 eggs'],
        recipeInstructions: [{ '@type': 'HowToSection', name: 'Soup', itemListElement: [{ '@type': 'HowToStep', text: 'Cut.<br>Fry.' }] }, 'Eat.'],
        nutrition: { '@type': 'NutritionInformation', calories: '10' },
        suitableForDiet: 'https://schema.org/VeganDiet'
      }
    ]
  }
  test('JSON-LD, alone and in a page, with what it has no place for in the note', () => {
    const page = `<!doctype html><script type="text/javascript">if (1 < 2) {}</script><SCRIPT TYPE='application/ld+json'>${JSON.stringify(soup)}</SCRIPT><script type="application/ld+json">{broken</script>`
    for (const [path, text] of [['a.json', JSON.stringify([soup])], ['a.html', page]] as const) {
      const [found] = recipesOf(path, text)
      expect(found?.draft).toMatchObject({ name: 'Onion & leek soup', makes: [{ quantity: { n: 4n, unit: '{bowl}' } }], time: { n: 90n, d: 1n, unit: 'min' }, tags: ['soup', 'winter'], steps: '## Soup\n1. Cut.\nFry.\n1. Eat.' })
      expect(found?.draft.takes).toMatchObject([{ thing: 'onions' }, { thing: 'stock', quantity: { n: 1n, unit: 'l' } }, { thing: 'eggs' }])
      expect(found?.draft.note).toContain('suitableForDiet')
      expect(found?.notes).toHaveLength(1)
    }
  })

  test('what is broken, too deep or nothing at all is said in words', () => {
    expect(faultsOf('a.html', '<script type="application/ld+json">{"a": </script>')[0]).toContain('cannot be read from “{"a":”')
    expect(faultsOf('a.html', '<p>hello')[0]).toContain('there is no recipe in it')
    expect(faultsOf('a.json', `{"@type":"Recipe","name":${'['.repeat(100)}${']'.repeat(100)}}`)[0]).toContain('nested too deeply')
    expect(recipesIn('a.json', '[{"thing":"flour"}]')).toBeUndefined()
  })
})

describe('bills of material', () => {
  test('assemblies within assemblies are recipes that take one another; those that lack, need themselves or count nothing are named', () => {
    const bom = [
      { name: 'arm_assembly', count: 2, assemblies: {}, vitamins: { 'screw(M3, 8): Screw M3 x 8mm': { count: 4 } }, printed: { 'arm.stl': { count: 1, colour: 'red' } }, routed: {} },
      { name: 'main_assembly', count: 1, assemblies: { arm_assembly: 2, gone_assembly: 1, main_assembly: 1 }, vitamins: { ': Nut': { count: -1 } }, printed: {}, routed: {} }
    ]
    const found = recipesOf('Crane.bom.json', JSON.stringify(bom))
    expect(found.map(({ draft }) => draft.name)).toEqual(['arm assembly', 'Crane'])
    expect(found[0]?.draft.takes).toMatchObject([{ thing: 'Screw M3 x 8mm', quantity: { n: 4n } }, { thing: 'arm.stl', note: 'colour: red' }])
    expect(found[1]?.draft.takes).toMatchObject([{ thing: 'arm assembly', quantity: { n: 2n } }, { thing: 'gone assembly' }, { thing: 'Crane' }])
    expect(found[1]?.notes.map((note) => english.say(note))).toEqual(['“gone assembly” is named and described nowhere; it is taken as something to get.', '“Crane” needs itself. It is taken as it is; some of it has to be there before.'])
    expect(faultsOf('Crane.bom.json', JSON.stringify(bom))).toEqual(['Nut: “-1” is no amount. Write a number above nothing, or leave it out.'])
  })

  test('a table with semicolons and decimal commas, columns in any order, levels, and rows that lack something', () => {
    const table = 'Menge;Einheit;Teil;Ebene;Farbe\n2;Stk;Rahmen;1;rot\n1,5;m;Rohr;2;\n;;Griff;1;\n3;;;1;\n-1;;Rad;1;\n1e308;;Achse;1;\n'
    const found = recipesOf('rad.csv', table)
    expect(found.map(({ draft }) => [draft.name, draft.takes.map(({ thing }) => thing)])).toEqual([['rad', ['Rahmen', 'Griff']], ['Rahmen', ['Rohr']]])
    expect(found[0]?.draft.takes[0]).toMatchObject({ quantity: { n: 2n, unit: '{rahmen}' }, note: 'Farbe: rot' })
    expect(found[1]?.draft.takes[0]).toMatchObject({ quantity: { n: 3n, d: 2n, unit: 'm' } })
    expect(found[0]?.notes.map((note) => english.say(note))).toEqual(['Row 4: no amount is named; say how much, as in 3 kg'])
    expect(faultsOf('rad.csv', table)).toEqual([
      'Row 5: one line names no part. Give it a name, or leave the line out.',
      'Row 6: “-1” is no amount. Write a number above nothing, or leave it out.',
      'Row 7: “1e308” is no amount. Write a number above nothing, or leave it out.'
    ])
    expect(recipesIn('stock.csv', 'thing,quantity,place\nflour,1 kg,cellar\n')).toBeUndefined()
  })

  test('manifests of Open Know-How: TOML, YAML, JSON and Turtle', () => {
    const toml = 'okhv = "OKH-LOSHv1.0"\nname = "Loom"\nlicense = "CC0-1.0"\n' +
      'bom = "parts.csv"\n[[part]]\nname = "Beam"\n[part.mass]\nvalue = 3.5\nunit = "kg"\n[[part]]\nname = "Beam"\n'
    const [loom] = recipesOf('okh.toml', toml)
    expect(loom?.draft).toMatchObject({ name: 'Loom', takes: [{ thing: 'Beam', quantity: { n: 2n, unit: '{beam}' }, note: 'mass.value: 3.5, mass.unit: kg' }] })
    expect(loom?.draft.note).toContain('license: CC0-1.0')
    expect(loom?.notes.map((note) => english.say(note))).toEqual(['Its list of parts lies in “parts.csv”. Bring that in as well.'])
    const yaml = 'title: Lamp\ntool_list: [saw, drill]\nmanufacturing_processes: [sawing]\n' +
      'materials:\n  - {name: oak, quantity: 0.1, unit: m3}\n  - {name: glue, quantity: .nan, unit: g}\n'
    expect(recipesOf('lamp.yaml', yaml)[0]?.draft).toMatchObject({
      name: 'Lamp', takes: [{ thing: 'oak', quantity: { n: 1n, d: 10n, unit: 'm3' } }, { thing: 'glue' }], tools: [{ thing: 'saw' }, { thing: 'drill' }],
      hands: [{ skill: 'sawing' }] })
    expect(faultsOf('lamp.yaml', yaml)[0]).toContain('glue')
    const ttl = '@prefix okh: <https://w3id.org/oseg/ont/okh#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n' +
      '<#a> a okh:Module ; rdfs:label "Stool" ; okh:hasComponent <#leg>, <http://example.org/x#seat> .\n' +
      '<#leg> a okh:Part ; rdfs:label "Leg" ; okh:material "beech" .\n'
    expect(recipesOf('a.ttl', ttl)[0]?.draft).toMatchObject({ name: 'Stool', takes: [{ thing: 'Leg', note: 'material: beech' }, { thing: 'seat' }] })
    expect(faultsOf('a.ttl', `${ttl}<#x> nonsense`)[0]).toContain('line 5')
    expect(faultsOf('a.toml', 'okhv = "x\n')[0]).toContain('line 1')
  })
})

describe('in a world', () => {
  const place = () => {
    const commune = new TestCommune()
    const me = commune.ware()
    const take = (who: TestWare, path: string, text: string): string[] =>
      [...(importRecipes(text, commune.views.recipes, { path, ware: who.ware, sure: true }) ?? [])].map((step) => {
        for (const wish of step.wishes) commune.wish(who, wish)
        return step.outcome
      })
    return { commune, me, take }
  }

  test('a file comes once; a changed one comes in the place of its earlier, what was changed here stays', () => {
    const { commune, me, take } = place()
    const text = fixture('aelplermagronen.markdown')
    expect([take(me, 'a.md', text), take(me, 'a.md', text)]).toEqual([['new'], ['same']])
    const { id } = commune.views.recipes.list().rows[0] as { id: string }
    commune.wish(me, { wish: 'recipe', name: 'Mine', makes: [{ thing: 'macaroni' }], takes: [], instead: id })
    expect(take(me, 'a.md', text)).toEqual(['same'])
    expect(take(me, 'a.md', text.replace('3 onions', '5 onions'))).toEqual(['changed'])
    expect(commune.views.recipes.list().total).toBe(1)
    const other = commune.ware()
    expect(take(other, 'a.md', text.replace('3 onions', '9 onions'))).toEqual(['changed'])
    expect(commune.views.recipes.one(id)?.grafts).toHaveLength(1)
  })

  test('what is written out comes back as the same, as Markdown and as JSON-LD', () => {
    const { commune, me, take } = place()
    take(me, 'a.md', fixture('aelplermagronen.markdown'))
    const recipe = commune.views.recipes.one(commune.views.recipes.list().rows[0]?.id as string)
    if (!recipe) throw new Error('no recipe')
    const bare = (text: Found | undefined) => (text?.is === 'recipe' ? text.draft.takes : [])
    const [before] = recipesOf('a.md', fixture('aelplermagronen.markdown'))
    expect(bare(recipesOf('b.md', recipeToMarkdown(recipe))[0])).toEqual(bare(before))
    expect(bare(recipesOf('b.json', JSON.stringify(recipeToJsonLd(recipe)))[0])).toEqual(bare(before))
    expect(recipesOf('b.md', recipeToMarkdown(recipe))[0]?.draft).toMatchObject({ name: recipe.name, makes: before?.draft.makes, time: recipe.time })
  })

  test('ten thousand recipes in one file come one by one', () => {
    const list = Array.from({ length: 10_000 }, (_, at) => ({ '@type': 'Recipe', '@id': `r${at}`, name: `Recipe ${at}`, recipeIngredient: ['1 kg flour'] }))
    const steps = importRecipes(JSON.stringify(list), place().commune.views.recipes, { path: 'a.json', ware: '', sure: true }) as Iterable<unknown>
    let count = 0
    for (const _ of steps) count++
    expect(count).toBe(10_000)
  })
})
