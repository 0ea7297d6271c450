import { readdirSync, readFileSync } from 'node:fs'
import { sodiumReady } from '@commune/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ImportStep } from '../../import-export/index.ts'
import { shown } from '../../quantity/index.ts'
import { TestCommune, type TestWare } from '../../testing/index.ts'
import { english } from '../../words/index.ts'
import { importValueflows, isValueflows, type Item, type ItemKind, previewValueflows, readDocument, readValueflows } from './index.ts'

beforeAll(() => sodiumReady)

const folder = new URL('./fixtures/', import.meta.url)
const examples = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'actions.json')
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

const itemsOf = (text: string, path = 'x.jsonld'): readonly Item[] => {
  const read = readValueflows(path, text)
  if (!read.ok) throw new Error(english.say(read.error))
  return read.value.items
}
const of = <K extends ItemKind>(items: readonly Item[], kind: K) => items.filter((item) => item.is === kind) as (Item & { readonly is: K })[]
const counts = (items: readonly Item[]): Record<string, number> => {
  const all: Record<string, number> = {}
  for (const { is } of items) all[is] = (all[is] ?? 0) + 1
  return all
}
const doc = (...graph: readonly object[]): string => JSON.stringify({ '@context': { '@vocab': 'https://w3id.org/valueflows/ont/vf#' }, '@graph': graph })
const vf = 'https://w3id.org/valueflows/ont/vf#'
const om2 = 'http://www.ontology-of-units-of-measure.org/resource/om-2/'
const measure = (n: unknown, unit = 'kilogram') => ({ hasNumericalValue: n, hasUnit: unit })
const why = (items: readonly Item[]): string[] => of(items, 'refused').map(({ where, what, why: reason }) => `${where} ${what}: ${english.say(reason)}`)

/** Says what the steps ask for. */
const take = (commune: TestCommune, who: TestWare, text: string, path = 'x.jsonld') => {
  const outcomes: Record<string, number> = {}
  const reasons: string[] = []
  for (const step of importValueflows(text, commune.views, { path, ware: who.ware }) as Iterable<ImportStep>) {
    outcomes[step.outcome] = (outcomes[step.outcome] ?? 0) + 1
    if (step.outcome === 'refused') reasons.push(english.say(step.reason))
    for (const wish of step.wishes) commune.wish(who, wish)
  }
  return { outcomes, reasons }
}

describe("the documentation's own examples", () => {
  test.each(examples)('%s is known for what it is, all of it is read, and it comes once', (name) => {
    const text = fixture(name)
    expect(isValueflows(text)).toBe(true)
    const read = readValueflows(name, text)
    expect(read.ok && read.value.troubles).toEqual([])
    const commune = new TestCommune()
    const me = commune.ware()
    const first = take(commune, me, text, name)
    const again = take(commune, me, text, name)
    expect(again.outcomes['new']).toBe(undefined)
    expect(again.outcomes['refused']).toBe(first.outcomes['refused'])
    // What is no need, offer or stock stands on a page, word for word.
    const pages = [...commune.views.ideas.ids()].map((id) => commune.views.ideas.texts(id)?.text ?? '').join('\n')
    for (const item of read.ok ? read.value.items : []) if (item.is === 'agreed' || item.is === 'happened') expect(pages).toContain(item.line.slice(0, 4))
  })

  test('every thing of every example is in the answer, or goes into one that is', () => {
    for (const name of examples) {
      const read = readValueflows(name, fixture(name))
      if (!read.ok) throw new Error(name)
      const seen = new Set(read.value.items.map(({ where }) => where))
      const left = read.value.graph.nodes.filter((node) => !seen.has(node.where))
      for (const node of left) {
        const isTwice = read.value.graph.withId(node.id).some((other) => other !== node && seen.has(other.where))
        expect(isTwice || node.types.includes('RecipeFlow'), `${name} ${node.where} ${node.types.join()}`).toBe(true)
      }
    }
  })

  test('money is understood and refused, with the reason; nothing of it becomes anything', () => {
    const items = itemsOf(fixture('exchange-03-crypto-currency-transfer.json'))
    expect(counts(items)).toEqual({ refused: 3 })
    expect(why(items)[0]).toBe("@graph[0] Alice's wallet address: it is money, and there is none here: no prices, no balances, no debts.")
    expect(counts(itemsOf(fixture('exchange-04-moving-crypto-currency.json')))).toEqual({ refused: 4 })
    const income = itemsOf(fixture('exchange-06-claim-for-income.json'))
    expect(counts(income)).toEqual({ refused: 2, happened: 1 })
    expect(why(income).join('\n')).toMatch(/it is a debt.*\n.*given in return/)
  })

  test('what is transported for dollars: the apples are stock, the service and what is paid for it are shown and become nothing', () => {
    const items = itemsOf(fixture('exchange-08-transportation-with-transfer.json'))
    expect(of(items, 'stock').map(({ wish }) => [english.say(shown(wish.quantity as never)), wish.told?.name])).toEqual([
      ['200 kg', 'alice.example'],
      ['30 kg', 'bob.example']
    ])
    expect(of(items, 'refused').map(({ type }) => type)).toEqual(['Commitment', 'Commitment', 'EconomicEvent', 'Agreement'])
  })

  test('recipes: what is taken, made, used and done, and steps that lead on to one another', () => {
    const recipes = of(itemsOf(fixture('planning-04-building-recipes.json')), 'recipe').map(({ recipe }) => recipe)
    expect(recipes.map(({ name }) => name)).toEqual(['Collect cows from paddock', 'Milk and dip the cows winter', 'Milk and dip the cows summer', 'Return the cows'])
    const [collect, winter, summer] = recipes
    expect(collect?.tools.map(({ thing }) => thing)).toEqual(['ATV', 'Paddock', 'Milking herd'])
    expect(winter?.makes.map(({ thing, quantity }) => `${thing} ${english.say(shown(quantity))}`)).toEqual(['Antibiotic milk 30 l', 'Fresh cow milk 200 l', 'Vat milk 5,000 l'])
    expect(winter?.hands).toEqual([{ skill: 'Milking', time: { n: 3n, d: 2n, unit: 'h' }, count: 2 }])
    expect(winter?.time).toEqual({ n: 1n, d: 1n, unit: 'h' })
    // The herd has to be at the stage of having been collected.
    expect(summer?.takes.map(({ thing }) => thing)).toContain('Collect cows from paddock')
    const buckets = of(itemsOf(fixture('production-09-manufacturing-and-workflow-with-recipe-a.json')), 'recipe').map(({ recipe }) => recipe)
    expect(buckets.map(({ makes, takes, time }) => [makes[0]?.thing, takes[0]?.thing, time && english.say(shown(time))])).toEqual([
      ['QT bucket white 5 gallon - minimum run', 'Bucket white 5 gallon', '1 hour'],
      ['Bucket white 5 gallon', 'Thermoplastic polymer white', '7 hours']
    ])
  })

  test('an intent becomes a need of whoever receives, said there by them, with its end', () => {
    const [need] = of(itemsOf(fixture('proposals-06-fulfillment-and-satisfaction.json')), 'need')
    expect(need?.wish).toMatchObject({ thing: 'Q192047', quantity: { n: 8n, d: 1n, unit: 'h' }, untilMs: Date.UTC(2018, 9, 15, 18), told: { name: 'manufacturing.example' } })
  })
})

describe('documents as others write them', () => {
  const offer = { '@id': 'urn:uuid:1', '@type': 'Intent', action: 'transfer', provider: 'https://ada.example/', resourceConformsTo: 'urn:uuid:2', resourceQuantity: measure(2.5) }
  const flour = { '@id': 'urn:uuid:2', '@type': 'ResourceSpecification', name: 'Rye flour' }
  const same = { thing: 'Rye flour', quantity: { n: 5n, d: 2n, unit: 'kg' }, from: 'vf:urn:uuid:1' }

  test.each([
    ['a list without a context', [offer, flour]],
    ['one thing alone', { ...offer, resourceConformsTo: flour }],
    [
      'prefixes throughout',
      {
        '@context': { v: 'https://w3id.org/valueflows/ont/vf#', m: 'http://www.ontology-of-units-of-measure.org/resource/om-2/' },
        '@graph': [
          {
            '@id': 'urn:uuid:1',
            '@type': ['v:Intent'],
            'v:action': { '@id': 'v:transfer' },
            'v:provider': { '@id': 'https://ada.example' },
            'v:resourceConformsTo': [{ '@id': 'urn:uuid:2' }],
            'v:resourceQuantity': [{ 'm:hasNumericalValue': { '@value': '2.5', '@type': 'xsd:decimal' }, 'm:hasUnit': { '@id': 'm:kilogram' } }]
          },
          { '@id': 'urn:uuid:2', '@type': 'v:ResourceSpecification', 'v:name': { '@value': 'Rye flour', '@language': 'en' } }
        ]
      }
    ],
    [
      'whole names, expanded',
      [
        {
          '@id': 'urn:uuid:1',
          '@type': [`${vf}Intent`],
          [`${vf}provider`]: [{ '@id': 'https://ada.example/' }],
          [`${vf}resourceConformsTo`]: [{ '@id': 'urn:uuid:2' }],
          [`${vf}resourceQuantity`]: [{ [`${om2}hasNumericalValue`]: [{ '@value': 2.5 }], [`${om2}hasUnit`]: [{ '@id': `${om2}kilogram` }] }]
        },
        { '@id': 'urn:uuid:2', '@type': [`${vf}ResourceSpecification`], 'http://www.w3.org/2000/01/rdf-schema#label': [{ '@value': 'Rye flour' }] }
      ]
    ],
    [
      'aliases of keywords, a base, several languages',
      {
        '@context': [
          { id: '@id', type: '@type', graph: '@graph', '@base': 'urn:uuid:', name: { '@id': 'vf:name', '@container': '@language' } },
          'https://w3id.org/valueflows/'
        ],
        graph: [
          { id: '1', type: 'Intent', action: 'transfer', provider: 'https://ada.example/', resourceConformsTo: '2', resourceQuantity: measure(2.5) },
          { id: '2', type: 'ResourceSpecification', name: { de: 'Roggenmehl', en: 'Rye flour' } }
        ]
      }
    ],
    ['a unit that the document describes', [{ ...offer, resourceQuantity: measure('5/2', 'urn:u') }, flour, { '@id': 'urn:u', '@type': 'Unit', label: 'kilogram', symbol: 'kg' }]],
    ['slips of capitals', [{ ...offer, resourceConformsTo: undefined, resourceconformsTo: 'urn:uuid:2' }, flour]],
    ['a list within a list', { '@context': 'https://w3id.org/valueflows/', '@graph': [[offer], [[flour]]] }]
  ])('%s', (_, value) => {
    const [item] = of(itemsOf(JSON.stringify(value)), 'offer')
    expect(item?.wish).toMatchObject(same)
  })

  test('a context that lies elsewhere is not fetched, and said', () => {
    const read = readValueflows('x.jsonld', JSON.stringify({ '@context': ['https://context.example/their.jsonld'], '@graph': [offer, flour] }))
    expect(read.ok && read.value.troubles.map(english.say)).toEqual(['The names at https://context.example/their.jsonld were not fetched, for nothing is fetched here. They were taken as those of ValueFlows.'])
    expect(read.ok && of(read.value.items, 'offer')[0]?.wish).toMatchObject(same)
  })

  test('a proposal gives its intent a place and an end; with a price it is shown and becomes nothing', () => {
    const place = { '@id': 'urn:place', '@type': 'SpatialThing', name: 'Barn' }
    const proposal = { '@id': 'urn:p', '@type': 'Proposal', publishes: ['urn:uuid:1'], eligibleLocation: 'urn:place', hasEnd: '2027-05-01T10:00:00Z', purpose: 'offer' }
    expect(of(itemsOf(doc(offer, flour, place, proposal)), 'offer')[0]?.wish).toMatchObject({ place: 'Barn', untilMs: Date.UTC(2027, 4, 1, 10) })
    const euro = { '@id': 'urn:eur', '@type': 'ResourceSpecification', name: 'Euro', mediumOfExchange: true }
    const price = { ...offer, '@id': 'urn:r', provider: undefined, receiver: 'https://ada.example/', resourceConformsTo: euro, resourceQuantity: measure(3, 'one') }
    const items = itemsOf(doc(offer, flour, { ...proposal, reciprocal: [price] }))
    expect(counts(items)).toEqual({ refused: 3, name: 2 })
    expect(why(items).map((text) => text.replace(/^\S+ /, ''))).toEqual([
      'Rye flour: it is given only for something in return. Said here, it would look like a gift. Whoever would give it freely says so as an offer.',
      'Euro: it is what is given in return for something else, and here nothing is.',
      'p: it has a price, and there are none here.'
    ])
  })

  test.each(['Euro', 'US dollars', 'EUR', 'bitcoin', 'local currency', 'time credits', 'Swiss francs'])('“%s” is money', (name) => {
    expect(counts(itemsOf(doc({ '@id': 'urn:s', '@type': 'ResourceSpecification', name }, { '@id': 'urn:r', '@type': 'EconomicResource', conformsTo: 'urn:s', accountingQuantity: measure(5, 'one') })))).toEqual({ refused: 1, name: 1 })
  })
  test.each(['coin box', 'leather wallet', 'cash register', 'francolin eggs', 'dollar plant'])('“%s” is a thing', (name) => {
    expect(counts(itemsOf(doc({ '@id': 'urn:r', '@type': 'EconomicResource', name, accountingQuantity: measure(5, 'one') })))).toEqual({ stock: 1 })
  })

  test('stock: what is on hand counts, with place, lot, batch, state and what it is in', () => {
    const items = itemsOf(doc(
      {
        '@id': 'urn:r',
        '@type': 'EconomicResource',
        name: 'Apples',
        accountingQuantity: measure(9),
        onhandQuantity: measure(7),
        currentLocation: { '@id': 'urn:l', '@type': 'SpatialThing', name: 'Cellar' },
        ofBatchLot: { '@type': 'BatchLotRecord', batchLotCode: 'A7', expirationDate: '2027-01-02' },
        state: 'sound',
        containedIn: 'urn:b',
        trackingIdentifier: 'x1'
      },
      { '@id': 'urn:b', '@type': 'EconomicResource', name: 'Crate 4', accountingQuantity: measure(1, 'one') }
    ))
    expect(of(items, 'stock')[0]?.wish).toMatchObject({
      thing: 'Apples',
      quantity: { n: 7n, d: 1n, unit: 'kg' },
      place: 'Cellar',
      keepsUntilMs: Date.UTC(2027, 0, 3) - 1,
      note: 'trackingIdentifier: x1\nbatchLotCode: A7\nstate: sound\ncontainedIn: Crate 4'
    })
  })

  test('an amount that only events tell of is worked out from them', () => {
    const event = (id: string, action: string, n: number) => ({ '@id': id, '@type': 'EconomicEvent', action, resourceInventoriedAs: 'urn:r', provider: 'urn:a', receiver: 'urn:a', resourceQuantity: measure(n) })
    const [stock] = of(itemsOf(doc({ '@id': 'urn:r', '@type': 'EconomicResource', name: 'Honey' }, event('urn:1', 'raise', 5), event('urn:2', 'lower', 2))), 'stock')
    expect(stock?.wish.quantity).toEqual({ n: 3n, d: 1n, unit: 'kg' })
    expect(stock?.notes.map(english.say)).toEqual(['The file does not say how much of “Honey” there is. It was worked out from what happened.'])
  })

  test('what no vocabulary knows is kept under its whole name, and what cannot be read as it came', () => {
    const text = JSON.stringify({
      '@context': { ex: 'https://ex.example/#' },
      '@graph': [{ '@id': 'ex:1', '@type': ['Intent', 'ex:Wish'], 'ex:colour': ['red', 7, true, { '@id': 'ex:2' }], hue: null, '@reverse': { 'ex:of': { '@id': 'ex:3' } } }]
    })
    const document = readDocument('x', text)
    const [node] = document.ok ? document.value.graph.nodes : []
    expect(node && [node.id, node.types, [...node.fields]]).toEqual([
      'https://ex.example/#1',
      ['Intent', 'https://ex.example/#Wish'],
      [
        ['https://ex.example/#colour', [{ is: 'text', text: 'red' }, { is: 'number', number: 7 }, { is: 'flag', flag: true }, { is: 'ref', id: 'https://ex.example/#2' }]],
        ['hue', []],
        ['@reverse', [{ is: 'raw', raw: { 'ex:of': { '@id': 'ex:3' } } }]]
      ]
    ])
    expect(document.ok && document.value.troubles.map(english.say)).toEqual(['@graph[0].@reverse: this is written in a way that is not read here.'])
  })

  test('one id for several things: all of them are kept', () => {
    const event = (action: string) => ({ '@id': 'urn:1', '@type': 'EconomicEvent', action, resourceInventoriedAs: 'urn:r', resourceQuantity: measure(1) })
    expect(counts(itemsOf(doc(event('raise'), event('lower'), event('raise'))))).toEqual({ happened: 2 })
  })
})

describe('bad input', () => {
  const need = (more: object) => doc({ '@id': 'urn:n', '@type': 'Intent', action: 'transfer', receiver: 'urn:a', resourceConformsTo: 'urn:flour', ...more })

  test.each([
    [-3, 'An amount cannot be less than nothing.'],
    [0, 'Nothing is not an amount to say.'],
    [1e308, 'That is more than anybody can mean.'],
    ['NaN', '“NaN” is no number'],
    ['a few', '“a few” is no number'],
    ['1/0', 'An amount cannot be divided by zero.'],
    [null, 'its resourceQuantity is no amount']
  ])('an amount of %s is named with its place', (n, text) => {
    const items = itemsOf(need({ resourceQuantity: measure(n) }))
    expect(counts(items)).toEqual({ refused: 1 })
    expect(why(items)[0]).toContain(text)
    expect(why(items)[0]).toMatch(/^@graph\[0\] flour: .{5}/)
  })

  test('NaN is no JSON: the line is named', () => {
    const read = readValueflows('x.jsonld', '{"@type": "Intent",\n "resourceQuantity": NaN}')
    expect(!read.ok && english.say(read.error)).toContain('x.jsonld, line 2')
  })

  test('an unknown action is named and left aside, the rest comes in', () => {
    const text = doc({ '@id': 'urn:1', '@type': 'EconomicEvent', action: 'teleport', resourceQuantity: measure(1) }, { '@id': 'urn:r', '@type': 'EconomicResource', name: 'Honey', accountingQuantity: measure(1) })
    const commune = new TestCommune()
    const { outcomes, reasons } = take(commune, commune.ware(), text)
    expect(outcomes).toEqual({ new: 1, refused: 1 })
    expect(reasons[0]).toContain('“teleport” is no action of ValueFlows 1.0')
  })

  test('things that lead to one another in a circle end', () => {
    const items = itemsOf(doc(
      { '@id': 'urn:a', '@type': 'EconomicResource', conformsTo: 'urn:a', containedIn: 'urn:b', accountingQuantity: measure(1) },
      { '@id': 'urn:b', '@type': 'EconomicResource', resourceInventoriedAs: 'urn:b', containedIn: 'urn:a', accountingQuantity: measure(1) },
      { '@id': 'urn:f', '@type': 'RecipeFlow', action: 'consume', recipeInputOf: 'urn:p', recipeOutputOf: 'urn:p', resourceConformsTo: 'urn:p', stage: 'urn:p' },
      { '@id': 'urn:p', '@type': 'RecipeProcess', processConformsTo: 'urn:p', name: 'Round' }
    ))
    expect(counts(items)).toEqual({ stock: 2, recipe: 1 })
  })

  test('terms of a context that go round, and names of the language itself, do no harm', () => {
    const read = readValueflows('x.jsonld', '{"@context": {"a": "b:x", "b": "a:y", "__proto__": "z", "constructor": null}, "@graph": [{"@id": "a:1", "@type": "Intent", "a": 1, "__proto__": {"polluted": true}, "constructor": "x"}]}')
    expect(read.ok).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
  })

  test('what is nested too deep is named, and what stands beside it comes in', () => {
    const deep = `${'{"@id":"urn:x","@type":"Process","hasInput":'.repeat(20_000)}null${'}'.repeat(20_000)}`
    const text = `{"@graph":[${deep},{"@id":"urn:r","@type":"EconomicResource","name":"Honey","accountingQuantity":{"hasNumericalValue":1,"hasUnit":"kilogram"}}]}`
    const read = readValueflows('x.jsonld', text)
    expect(read.ok && read.value.troubles.map(english.say).join()).toContain('deeper than 64 steps')
    expect(read.ok && of(read.value.items, 'stock')).toHaveLength(1)
    const lists = readValueflows('x.jsonld', `{"@graph":[{"@id":"urn:n","@type":"Intent","note":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`)
    expect(lists.ok).toBe(true)
    const graphs = readValueflows('x.jsonld', `${'{"@graph":['.repeat(5_000)}${']}'.repeat(5_000)}`)
    expect(graphs.ok).toBe(false)
  })

  test('a large document: every thing is in the answer', () => {
    const same = { '@type': 'EconomicResource', primaryAccountable: 'https://ada.example/', note: 'x'.repeat(4_800) }
    const graph = Array.from({ length: 2_000 }, (_, at) => {
      return { ...same, '@id': `urn:uuid:${at}`, name: `Thing ${at}`, conformsTo: `urn:spec:${at % 100}`, accountingQuantity: measure(at + 1) }
    })
    const text = doc(...graph)
    expect(text.length).toBeGreaterThan(9_000_000)
    expect(counts(itemsOf(text))).toEqual({ stock: 2_000 })
  })

  test('what is no ValueFlows is said to be none', () => {
    for (const text of ['[]', '{}', '{"@graph":[]}', '[1,2]']) {
      const read = readValueflows('x.json', text)
      expect(!read.ok && english.say(read.error), text).toBe('x.json: nothing of ValueFlows is in it. Look whether it is the right file.')
    }
    expect(isValueflows('[{"thing": "flour"}]')).toBe(false)
    expect(isValueflows('# Intent')).toBe(false)
  })
})

test('the preview counts what becomes what and names what is refused, before anything is said', () => {
  const preview = previewValueflows('x.json', fixture('exchange-08-transportation-with-transfer.json'))
  expect(preview.ok && preview.value.counts).toEqual({ need: 0, offer: 0, stock: 2, recipe: 0, happened: 6, agreed: 1, planned: 2, other: 1, name: 0, refused: 4 })
  expect(preview.ok && english.say(preview.value.refused[0] as never)).toBe(
    'x.json, @graph[2].stipulates[0], Commitment “Q7590”: it is given only for something in return. Said here, it would look like a gift. Whoever would give it freely says so as an offer.'
  )
})

test('what others said there is written down as theirs, under an id that is the same in every document', () => {
  const commune = new TestCommune()
  const me = commune.ware()
  const one = (id: string, agent: string) => doc({ '@id': id, '@type': 'Intent', action: 'transfer', provider: agent, resourceConformsTo: 'urn:flour' })
  take(commune, me, one('urn:1', 'https://ada.example'), 'a.json')
  take(commune, me, one('urn:2', 'https://ada.example/'), 'b.json')
  const rows = [...commune.views.intents.all(commune.nowMs)]
  expect(rows.map(({ ware, told }) => [ware === me.ware, told?.name])).toEqual([
    [true, 'ada.example'],
    [true, 'ada.example']
  ])
  expect(rows[0]?.told?.ware).toBe(rows[1]?.told?.ware)
})
