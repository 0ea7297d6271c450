import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileTemplate, templateLimits } from './index.ts'

const words = [
  '{{',
  '}}',
  '{%',
  '%}',
  '{#',
  '#}',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '|',
  '.',
  ',',
  ':',
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '~',
  '==',
  '<',
  '=',
  'if',
  'else',
  'elif',
  'endif',
  'for',
  'in',
  'endfor',
  'set',
  'endset',
  'not',
  'and',
  'or',
  'is',
  'defined',
  'none',
  'break',
  'continue',
  'value',
  'value_json',
  'a',
  'b',
  'ns',
  'namespace',
  'range',
  'zip',
  'dict',
  'from_keys',
  'int',
  'float',
  'round',
  'default',
  'replace',
  'join',
  'map',
  'select',
  'regex_findall',
  'to_json',
  'from_json',
  'split',
  'items',
  '1',
  '2.5',
  '99999999',
  "'a'",
  '"(a+)+"',
  '""',
  ' '
]

const outcomeOf = (source: string, text: string, json: unknown): string => {
  const compiled = compileTemplate(source, ['value', 'value_json'])
  if (!compiled.ok) return compiled.error.type
  const outcome = compiled.value.read(text, json)
  if (outcome.is === 'text') expect(outcome.text.length).toBeLessThanOrEqual(templateLimits.outputCharsMax)
  return outcome.is
}

const outcomes = ['text', 'nothing', 'fault', 'outside', 'unreadable', 'too-large']

it('[E7] any text is a template or is refused, and any message is read within bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 50 }), fc.jsonValue(), (source, text, json) => {
      expect(outcomes).toContain(outcomeOf(source, text, json))
    })
  )
})

it('[E7] any heap of words of the language is a template or is refused', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), fc.jsonValue({ maxDepth: 3 }), (parts, json) => {
      expect(outcomes).toContain(outcomeOf(parts.join(' '), JSON.stringify(json), json))
    }),
    { numRuns: 400 }
  )
})

/** Whole expressions, so that most of them run. */
const expression: fc.Arbitrary<string> = fc.letrec<{ e: string }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('value', 'value_json', 'value_json.a', '1', '2.5', '"x"', 'none', 'true', '[1, "a"]', '{"a": 1}', 'range(3)'),
    fc
      .tuple(tie('e'), fc.constantFrom('+', '-', '*', '/', '//', '%', '~', '==', '<', 'in', 'and', 'or'), tie('e'))
      .map(([a, o, b]) => `(${a} ${o} ${b})`),
    fc
      .tuple(
        tie('e'),
        fc.constantFrom(
          'int',
          'float(0)',
          'round(1)',
          'default(1)',
          'to_json',
          'list',
          'length',
          'first',
          'string',
          'sort',
          'unique',
          'join("-")',
          'bool(false)'
        )
      )
      .map(([a, f]) => `(${a} | ${f})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `(${a})[${b}]`),
    fc.tuple(tie('e'), tie('e'), tie('e')).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
    fc.tuple(tie('e'), tie('e')).map(([a, b]) => `[${a}, ${b}]`)
  )
})).e

it('[E7] any expression gives a text, says nothing, or has a reason', () => {
  fc.assert(
    fc.property(expression, fc.jsonValue({ maxDepth: 3 }), (source, json) => {
      expect(['text', 'nothing', 'fault', 'too-large', 'unreadable']).toContain(
        outcomeOf(`{{ ${source} }}`, JSON.stringify(json), json)
      )
    }),
    { numRuns: 500 }
  )
})

it('a path is read alike whether it is followed or interpreted', () => {
  const path = fc.array(fc.constantFrom('a', 'b', '0'), { minLength: 1, maxLength: 3 })
  const json = fc
    .jsonValue({ maxDepth: 3 })
    .chain((inner) => fc.constantFrom<unknown>(inner, { a: inner }, { a: { b: inner } }, { a: [inner, 1] }))
  fc.assert(
    fc.property(path, json, (keys, given) => {
      const place = `value_json${keys.map((key) => (key === '0' ? '[0]' : `['${key}']`)).join('')}`
      const [followed, interpreted] = [`{{ ${place} }}`, `{{ ${place} }}{{ "" }}`].map((source) => {
        const compiled = compileTemplate(source, ['value_json'])
        return compiled.ok ? compiled.value.read('', given) : undefined
      })
      expect(followed).toEqual(interpreted)
    })
  )
})
