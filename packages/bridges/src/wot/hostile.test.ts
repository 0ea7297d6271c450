import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wotLimits } from './limits.ts'
import { readModel } from './model.ts'
import { readThing } from './read.ts'
import { thingOf } from './thing.ts'

const head =
  '"@context":"https://www.w3.org/2022/wot/td/v1.1","title":"x","securityDefinitions":{"a":{"scheme":"nosec"}},"security":"a"'
const ruleOf = (text: string): string | undefined => {
  const found = readThing(text)
  return found.ok ? undefined : found.error[0]?.rule
}

describe('hostile descriptions', () => {
  test.each([
    ['empty', '', 'json'],
    ['no JSON', '{"title": lamp}', 'json'],
    ['a list', '[1]', 'json'],
    ['nesting without end', '['.repeat(200_000), 'size'],
    ['nesting inside', `{${head},"x":${'['.repeat(60)}${']'.repeat(60)}}`, 'size'],
    ['10 MB', `{${head},"x":"${'a'.repeat(10_000_000)}"}`, 'size'],
    ['a list of 100,000', `{${head},"x":[${'1,'.repeat(99_999)}1]}`, 'size'],
    ['100,000 parts', `{${head},"x":[${`[${'0,'.repeat(999)}0],`.repeat(110)}0]}`, 'size'],
    ['the name of the prototype', `{${head},"properties":{"__proto__":{"type":"boolean"}}}`, 'json'],
    ['a name twice, once in escapes', `{${head},"actions":{"on":{},"\\u006fn":{}}}`, 'td-actions_uniqueness']
  ])('%s is refused with its rule', (_, text, rule) => {
    expect(ruleOf(text)).toBe(rule)
  })

  test('texts that make expressions slow are read in one pass', () => {
    const model = {
      '@context': 'https://www.w3.org/2022/wot/td/v1.1',
      '@type': 'tm:ThingModel',
      title: '{{'.repeat(50_000),
      base: '{{'.repeat(50_000)
    }
    expect(readModel(JSON.stringify(model)).ok).toBe(false)
    const tags = `{${head},"links":[{"href":"x","hreflang":"${'a-'.repeat(40_000)}"}]}`
    expect(readThing(tags).ok).toBe(false)
    expect(readThing(`{${head},"links":[{"rel":"icon","href":"x","sizes":"${'1'.repeat(200_000)}"}]}`).ok).toBe(false)
  })

  test('combinations that name one another are looked at once each', () => {
    const names = Array.from({ length: 60 }, (_, at) => `s${at}`)
    const definitions = Object.fromEntries(
      names.map((name, at) => [
        name,
        at < 58 ? { scheme: 'combo', oneOf: names.slice(at + 1) } : { scheme: 'apikey', in: 'uri', name: 'k' }
      ])
    )
    const text = JSON.stringify({
      '@context': 'https://www.w3.org/2022/wot/td/v1.1',
      title: 'x',
      securityDefinitions: definitions,
      security: 's0',
      properties: { p: { type: 'boolean', forms: [{ href: 'http://x/' }] } }
    })
    expect(ruleOf(text)).toBe('td-security-in-uri-variable')
  })

  test('a thing brings in so many points and no more', () => {
    const form = [{ href: 'http://x/' }]
    const properties = Object.fromEntries(
      Array.from({ length: 900 }, (_, at) => [`p${at}`, { type: 'boolean', readOnly: true, forms: form }])
    )
    const read = readThing(`{${head},"properties":${JSON.stringify(properties)}}`)
    const brought = read.ok ? thingOf(read.value) : undefined
    expect(brought?.thing.readings.length).toBe(wotLimits.pointsMax)
    expect(brought?.left.map((fault) => fault.message.key)).toEqual(['wot.points-many'])
  })

  test('whatever the JSON, reading answers and never throws', () => {
    const names = fc.constantFrom(
      '@context',
      '@type',
      'title',
      'security',
      'securityDefinitions',
      'properties',
      'actions',
      'events',
      'forms',
      'href',
      'op',
      'links',
      'rel',
      'type',
      'enum',
      'oneOf',
      'scheme',
      'in',
      'name',
      'uriVariables',
      'input',
      'data',
      'tm:ref',
      'tm:optional',
      'constructor',
      'toString'
    )
    const leaf = fc.oneof(
      fc.constantFrom('nosec', 'combo', 'a', 'http://x/{a}', 'tm:ThingModel', 'https://www.w3.org/2022/wot/td/v1.1', '{{A}}', ''),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string()
    )
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(names, tie('node'), { maxKeys: 6 })
      )
    })).node
    fc.assert(
      fc.property(tree, fc.boolean(), (made, isWhole) => {
        const base =
          isWhole && typeof made === 'object' && made !== null && !Array.isArray(made)
            ? {
                '@context': 'https://www.w3.org/2022/wot/td/v1.1',
                title: 'x',
                securityDefinitions: { a: { scheme: 'nosec' } },
                security: 'a',
                ...made
              }
            : made
        const read = readThing(JSON.stringify(base))
        if (read.ok) thingOf(read.value)
        readModel(JSON.stringify(base))
      }),
      { numRuns: 400 }
    )
  })
})
