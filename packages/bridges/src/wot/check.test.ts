import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { english } from '@commune/commune'
import { describe, expect, test } from 'vitest'
import { readThing } from './read.ts'

const folder = join(import.meta.dirname, 'fixtures/tds')
const filesIn = (kind: string): string[] => readdirSync(join(folder, kind)).map((name) => `${kind}/${name}`)
const read = (file: string) => readThing(readFileSync(join(folder, file), 'utf8'), { name: file })

/** Which rule each broken file breaks, and where. */
const broken: Readonly<Record<string, readonly [rule: string, place: string]>> = {
  'invalid/duplicateEnum.json': ['td-vocab-enum--DataSchema', '/properties/status/enum'],
  'invalid/duplicatePropertyAffordanceNames.json': ['td-properties_uniqueness', '/properties/status'],
  'invalid/invalidDataType.json': ['td-vocab-type--DataSchema', '/actions/status/input/type'],
  'invalid/invalidOp.json': ['td-vocab-op--Form', '/properties/brightness/forms/2/op/0'],
  'invalid/invalidSecuMatch.json': ['td-vocab-security--Form', '/actions/toggle/forms/0/security'],
  'invalid/multipleRelType.json': ['tm-derivation-one-type', '/links/1'],
  'invalid/noForm1.json': ['td-vocab-forms--InteractionAffordance', '/properties/status'],
  'invalid/noHref.json': ['td-vocab-href--Form', '/events/overheating/forms/0'],
  'invalid/noTitle.json': ['td-vocab-title--Thing', ''],
  'invalid/usingTM.json': ['schema-enum-type', '/properties/status/enum']
}

describe('descriptions of the playground', () => {
  test.each(filesIn('valid'))('%s holds', (file) => {
    expect(read(file)).toMatchObject({ ok: true })
  })

  test('every broken one is among those that are looked at', () => {
    expect(Object.keys(broken)).toEqual(filesIn('invalid'))
  })

  test.each(Object.entries(broken))('%s is refused by the rule it breaks, and by no other', (file, [rule, place]) => {
    const found = read(file)
    expect(found.ok ? [] : found.error.map((fault) => [fault.rule, fault.place])).toEqual([[rule, place]])
  })

  test.each([
    ['warning/arrayNoItems.json', 'schema-array-items'],
    ['warning/enumConst.json', 'schema-enum-const']
  ])('%s holds with a doubt', (file, rule) => {
    const found = read(file)
    expect(found.ok && found.value.doubts.map((doubt) => doubt.rule)).toContain(rule)
  })

  // The standard has keys in addresses and bodies, combinations and the flow of clients; another flow than its two is a matter of those who use it.
  test.each(filesIn('notValidYet'))('%s holds by the standard, although its source does not know it yet', (file) => {
    expect(read(file)).toMatchObject({ ok: true })
  })

  test('each refusal is a sentence with no gap left in it', () => {
    for (const file of filesIn('invalid')) {
      const found = read(file)
      for (const { message } of found.ok ? [] : found.error) expect(english.say(message)).toMatch(/^[^{}]+\.$/)
    }
  })
})

type Tree = Record<string, unknown>
const whole: Tree = {
  '@context': 'https://www.w3.org/2022/wot/td/v1.1',
  title: 'Lamp',
  securityDefinitions: { none: { scheme: 'nosec' }, key: { scheme: 'apikey', in: 'uri', name: 'k' } },
  security: 'none'
}
const property = (parts: Tree, form: Tree = {}): Tree => ({
  properties: { on: { type: 'boolean', forms: [{ href: 'https://lamp.example/on', ...form }], ...parts } }
})
const rulesOf = (parts: Tree): string[] => {
  const found = readThing(JSON.stringify({ ...whole, ...parts }))
  return found.ok ? [] : [...new Set(found.error.map((fault) => fault.rule))]
}
const doubtsOf = (parts: Tree): string[] => {
  const found = readThing(JSON.stringify({ ...whole, ...parts }))
  return found.ok ? found.value.doubts.map((doubt) => doubt.rule) : found.error.map((fault) => `refused: ${fault.rule}`)
}

describe('rules that no schema can say', () => {
  test('a whole one holds, with no doubt', () => {
    expect(doubtsOf(property({}))).toEqual([])
  })

  test.each<[string, Tree, string]>([
    ['a security name that is not defined', { security: ['nobody'] }, 'td-vocab-security--Thing'],
    ['a scheme that is none', { securityDefinitions: { none: { scheme: 'magic' } } }, 'td-security-scheme-name'],
    [
      'a combination with a part that is not defined',
      { securityDefinitions: { none: { scheme: 'combo', oneOf: ['a', 'b'] } } },
      'td-vocab-oneOf--ComboSecurityScheme'
    ],
    [
      'combinations that are made of themselves',
      {
        securityDefinitions: {
          none: { scheme: 'combo', allOf: ['x', 'y'] },
          x: { scheme: 'combo', oneOf: ['none', 'y'] },
          y: { scheme: 'nosec' }
        }
      },
      'combo-ends'
    ],
    [
      'OAuth2 by code without the address of the token',
      { securityDefinitions: { none: { scheme: 'oauth2', flow: 'code', authorization: 'https://a.example' } } },
      'td-security-oauth2-code-flow'
    ],
    [
      'OAuth2 of a client with an authorization',
      {
        securityDefinitions: {
          none: { scheme: 'oauth2', flow: 'client', token: 'https://a.example', authorization: 'https://a.example' }
        }
      },
      'td-security-oauth2-client-flow-no-auth'
    ],
    ['a key in the address that has no gap for it', property({}, { security: 'key' }), 'td-security-in-uri-variable'],
    [
      'a variable that is called as the key in the address',
      property({ uriVariables: { k: { type: 'string' } } }, { security: 'key', href: 'https://lamp.example/{k}' }),
      'td-security-uri-variables-distinct'
    ],
    [
      'a key in the body with no pointer',
      { securityDefinitions: { none: { scheme: 'apikey', in: 'body', name: 'k' } } },
      'td-security-body-name-json-pointer'
    ],
    ['a gap in an address that nothing describes', property({}, { href: 'https://lamp.example/{n}' }), 'td-uriVariables-names'],
    ['brackets that do not close', property({}, { href: 'https://lamp.example/{n' }), 'td-server-uri-template'],
    [
      'a variable that is a list',
      property({ uriVariables: { n: { type: 'array' } } }, { href: 'https://lamp.example/{n}' }),
      'td-vocab-uriVariables--InteractionAffordance'
    ],
    ['bounds the wrong way around', property({ type: 'array', items: {}, minItems: 3, maxItems: 1 }), 'schema-bounds'],
    ['bounds with nothing between', property({ type: 'number', minimum: 4, maximum: 3 }), 'schema-bounds'],
    ['a value that is not of its type', property({ const: 3 }), 'schema-const-type'],
    [
      'a response with a schema that is not defined',
      property({}, { additionalResponses: [{ schema: 'x' }] }),
      'td-vocab-schema--AdditionalExpectedResponse'
    ],
    ['a model', { '@type': 'tm:ThingModel' }, 'td-type-not-model'],
    ['no context of the standard', { '@context': 'https://example.org' }, 'td-context'],
    ['addresses that are relative to nothing', property({}, { href: 'on' }), 'td-vocab-base--Thing'],
    ['an op of another kind', property({}, { op: 'invokeaction' }), 'td-vocab-op--Form'],
    ['an empty list of forms', property({ forms: [] }), 'td-vocab-forms--InteractionAffordance']
  ])('%s is refused', (_, parts, rule) => {
    expect(rulesOf(parts)).toEqual([rule])
  })

  test.each<[string, Tree, string]>([
    ['an op against what the property says of itself', property({ readOnly: true }, { op: 'writeproperty' }), 'property-op-hint'],
    ['what can only be read and only be written', property({ readOnly: true, writeOnly: true }), 'property-read-or-write'],
    ['several ways in at once', { security: ['none', 'key'] }, 'td-security-combo-deprecation'],
    [
      'a flow of others',
      { securityDefinitions: { none: { scheme: 'oauth2', flow: 'device' } } },
      'td-vocab-flow--OAuth2SecurityScheme'
    ],
    [
      'titles in other languages than elsewhere',
      { ...property({ titles: { de: 'an' } }), titles: { en: 'Lamp' } },
      'td-titles-descriptions'
    ]
  ])('%s is a doubt', (_, parts, rule) => {
    expect(doubtsOf(parts)).toEqual([rule])
  })

  test('relative addresses hold when it is known where the description was found', () => {
    const text = JSON.stringify({ ...whole, ...property({}, { href: 'on' }) })
    expect(readThing(text, { base: 'http://lamp.local/td' })).toMatchObject({ ok: true, value: { doubts: [] } })
  })

  test('links in a language and pictures of a size hold, and those of none do not', () => {
    const link = (parts: object): object => ({ links: [{ href: 'http://lamp.example/', ...parts }] })
    expect(doubtsOf({ ...link({ hreflang: 'de-AT' }), base: 'http://x/' })).toEqual([])
    expect(doubtsOf({ ...link({ rel: 'icon', sizes: '16x16' }) })).toEqual([])
    expect(rulesOf({ ...link({ hreflang: '16x16' }) })).toEqual(['schema-pattern'])
    expect(rulesOf({ ...link({ rel: 'icon', sizes: 'de-AT' }) })).toEqual(['schema-pattern'])
  })

  test('everything that is wrong is said at once', () => {
    expect(rulesOf({ ...property({ forms: [] }), title: 3, security: 'nobody' }).toSorted()).toEqual([
      'td-vocab-forms--InteractionAffordance',
      'td-vocab-security--Thing',
      'td-vocab-title--Thing'
    ])
  })
})
