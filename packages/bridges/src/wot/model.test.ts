import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type FetchModel, fillModel, holdAgainstModel, type Model, readModel } from './model.ts'
import { type Description, readThing } from './read.ts'

const folder = join(import.meta.dirname, 'fixtures')
const model = (file: string): ReturnType<typeof readModel> => readModel(readFileSync(join(folder, 'tms', file), 'utf8'))
const description = (file: string): Description => {
  const read = readThing(readFileSync(join(folder, 'tds', file), 'utf8'))
  if (!read.ok) throw new Error(file)
  return read.value
}
const context = 'https://www.w3.org/2022/wot/td/v1.1'
const modelOf = (parts: object, address = 'http://models.example/own.tm.json'): Model => {
  const read = readModel(JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', ...parts }), { address })
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}
const library =
  (files: Record<string, object>): FetchModel =>
  async (address) => {
    const found = files[address.replace('http://models.example/', '')]
    return found && JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', ...found })
  }
const forms = [{ href: 'http://lamp.local/x' }]
const over = { title: 'Lamp', securityDefinitions: { none: { scheme: 'nosec' } }, security: 'none' }
const faults = (result: Awaited<ReturnType<typeof fillModel>>): string[] =>
  result.ok ? [] : result.error.map(({ place, message }) => `${place} ${message.key}`)

describe('models of the playground', () => {
  test.each(readdirSync(join(folder, 'tms/valid')))('%s holds', (file) => {
    expect(model(`valid/${file}`)).toMatchObject({ ok: true })
  })

  test.each([
    ['absent_tm.json', 'tm-identification', ''],
    ['no_curly_bracket.json', 'td-security-scheme-name', '/securityDefinitions/example_sc/scheme'],
    ['optionalWrongLocation.json', 'tm-tmOptional', '/tm:optional/0']
  ])('%s is refused by the rule it breaks, and by no other', (file, rule, place) => {
    const read = model(`invalid/${file}`)
    expect(read.ok ? [] : read.error.map((fault) => [fault.rule, fault.place])).toEqual([[rule, place]])
  })

  test('a model is no thing, and a thing is no model', () => {
    const read = readThing(readFileSync(join(folder, 'tms/valid/version.json'), 'utf8'))
    expect(read.ok ? [] : read.error.map(({ rule }) => rule)).toEqual(['td-type-not-model'])
  })
})

describe('rules of models', () => {
  test.each<[string, object, string]>([
    ['an optional part that is not there', { 'tm:optional': ['/actions/toggle'] }, 'tm-tmOptional-resolver'],
    ['a blank with one bracket', { title: '{{NAME} lamp' }, 'tm-blank'],
    ['a reference without a place in it', { properties: { on: { 'tm:ref': 'http://models.example/x' } } }, 'tm-ref'],
    [
      'two models below',
      {
        links: [
          { rel: 'tm:extends', href: 'a' },
          { rel: 'tm:extends', href: 'b' }
        ]
      },
      'tm-extend-one'
    ],
    ['bounds the wrong way around', { properties: { on: { type: 'number', minimum: 2, maximum: 1 } } }, 'schema-bounds']
  ])('%s is refused', (_, parts, rule) => {
    const read = readModel(JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', ...parts }))
    expect(read.ok ? [] : read.error.map((fault) => fault.rule)).toEqual([rule])
  })
})

test('a model may name what the one below defines, and leave its ways in to be filled in', () => {
  const parts = {
    security: ['{{WAY}}', 'own'],
    links: [{ rel: 'tm:extends', href: 'base.tm.json' }],
    properties: { on: { type: 'boolean', forms: [{ href: 'http://{{HOST}}/on', additionalResponses: [{ schema: 'x' }] }] } }
  }
  expect(readModel(JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', ...parts }))).toMatchObject({ ok: true })
  const alone = readModel(
    JSON.stringify({
      '@context': context,
      '@type': 'tm:ThingModel',
      security: 'own',
      securityDefinitions: { other: { scheme: 'nosec' } }
    })
  )
  expect(alone.ok ? [] : alone.error.map(({ rule }) => rule)).toEqual(['td-vocab-security--Thing'])
})

describe('filling a model in', () => {
  test('blanks take values of their type, in a text and as a whole', async () => {
    const lamp = modelOf({
      title: 'Lamp {{N}}',
      base: 'http://{{HOST}}/',
      properties: { level: { type: 'number', maximum: '{{MOST}}', forms: [{ href: 'level' }] } }
    })
    const filled = await fillModel(lamp, {
      values: { N: 3, HOST: 'lamp.local', MOST: 80 },
      over: { securityDefinitions: over.securityDefinitions, security: 'none' }
    })
    expect(filled).toMatchObject({
      ok: true,
      value: {
        root: {
          title: 'Lamp 3',
          base: 'http://lamp.local/',
          properties: { level: { maximum: 80 } },
          links: [{ rel: 'type', href: 'http://models.example/own.tm.json' }]
        }
      }
    })
    expect(faults(await fillModel(lamp, { values: { N: 3, HOST: 'x' }, over }))).toEqual([
      '/properties/level/maximum wot.blank-left'
    ])
  })

  test('optional parts are left out but for those that are kept', async () => {
    const lamp = modelOf({
      'tm:optional': ['/properties/a', '/actions/b'],
      properties: { a: { type: 'boolean', forms } },
      actions: { b: { forms }, c: { forms } }
    })
    const filled = await fillModel(lamp, { over, keep: ['/properties/a'] })
    expect(
      filled.ok && [Object.keys(filled.value.root['properties'] ?? {}), Object.keys(filled.value.root['actions'] ?? {})]
    ).toEqual([['a'], ['c']])
  })

  test('parts come from other models and from the model below, and what is said above wins', async () => {
    const lamp = modelOf({
      links: [{ rel: 'tm:extends', href: 'base.tm.json' }],
      properties: {
        dim: { 'tm:ref': 'dim.tm.json#/properties/dim', maximum: 80 },
        again: { 'tm:ref': '#/properties/own' },
        own: { type: 'boolean', forms }
      }
    })
    const fetchModel = library({
      'base.tm.json': { properties: { on: { type: 'boolean', forms }, own: { title: 'below' } } },
      'dim.tm.json': { properties: { dim: { type: 'number', maximum: 100, unit: '%', forms } } }
    })
    const filled = await fillModel(lamp, { over, fetchModel })
    expect(filled).toMatchObject({
      ok: true,
      value: {
        root: {
          properties: {
            on: { type: 'boolean' },
            dim: { type: 'number', maximum: 80, unit: '%' },
            again: { type: 'boolean' },
            own: { title: 'below' }
          }
        }
      }
    })
  })

  test('a model that is away, one that does not hold, one without the place, and a circle are said', async () => {
    const from = (href: string) => modelOf({ properties: { x: { 'tm:ref': `${href}#/properties/x` } } })
    const fetchModel = library({
      'wrong.tm.json': { 'tm:optional': ['/actions/none'] },
      'other.tm.json': {},
      'a.tm.json': { properties: { x: { 'tm:ref': 'b.tm.json#/properties/x' } } },
      'b.tm.json': { properties: { x: { 'tm:ref': 'a.tm.json#/properties/x' } } }
    })
    const keys = await Promise.all(
      ['none.tm.json', 'wrong.tm.json', 'other.tm.json', 'a.tm.json'].map(
        async (href) => faults(await fillModel(from(href), { over, fetchModel }))[0]?.split(' ')[1]
      )
    )
    expect(keys).toEqual(['wot.model-needed', 'wot.model-wrong', 'wot.model-point', 'wot.model-circle'])
    expect(faults(await fillModel(modelOf({ properties: { x: { 'tm:ref': '#/properties/x' } } }), { over }))).toEqual([
      '/properties/x wot.model-circle'
    ])
  })

  test('models that multiply one another are cut off', async () => {
    const grow = (next: string) => ({
      properties: Object.fromEntries(
        Array.from({ length: 100 }, (_, at) => [`p${at}`, { properties: { inside: { 'tm:ref': `${next}#/properties` } } }])
      )
    })
    const fetchModel = library({
      '1.tm.json': grow('2.tm.json'),
      '2.tm.json': grow('3.tm.json'),
      '3.tm.json': { properties: Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`q${at}`, { type: 'boolean' }])) }
    })
    expect(faults(await fillModel(modelOf(grow('1.tm.json')), { over, fetchModel }))).toEqual([' wot.many'])
  })

  test('a model that does not say how its things are reached is refused plainly', async () => {
    expect(faults(await fillModel(modelOf({ properties: { on: { type: 'boolean' } } }), { over }))).toEqual([
      '/properties/on wot.model-no-forms'
    ])
  })
})

describe('a thing against its model', () => {
  const lampModel = {
    'tm:optional': ['/properties/extra'],
    properties: { status: { type: 'string', readOnly: true }, extra: { type: 'number' } }
  }
  const here: FetchModel = async () => JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', ...lampModel })

  test('one that follows has no faults, and one that differs or lacks a part has', async () => {
    expect(await holdAgainstModel(description('valid/usingTM.json'), here)).toEqual({ faults: [], doubts: [] })
    const other: FetchModel = async () =>
      JSON.stringify({ '@context': context, '@type': 'tm:ThingModel', properties: { status: { type: 'number' }, more: {} } })
    expect(
      (await holdAgainstModel(description('valid/usingTM.json'), other)).faults.map(
        ({ place, message }) => `${place} ${message.key}`
      )
    ).toEqual(['/properties/status/type wot.model-differs', '/properties/more wot.model-lacks'])
  })

  test('a model that cannot be fetched, or rests on one that cannot, is a doubt', async () => {
    const away: FetchModel = async () => undefined
    const parentAway: FetchModel = async (address) =>
      address.includes('unavailableParent')
        ? JSON.stringify({
            '@context': context,
            '@type': 'tm:ThingModel',
            links: [{ rel: 'tm:extends', href: './none.tm.json' }]
          })
        : undefined
    for (const fetchModel of [away, parentAway]) {
      const { faults: found, doubts } = await holdAgainstModel(description('warning/unavailableRecursiveTm.json'), fetchModel)
      expect([found, doubts.map(({ place, message }) => `${place} ${message.key}`)]).toEqual([[], ['/links/0 wot.model-away']])
    }
  })
})
