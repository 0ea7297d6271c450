import { expect, test } from 'vitest'
import type { Thing } from '../../senses/index.ts'
import type { Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import { english, spanish } from './languages/index.ts'
import { lexiconLimits, lexiconOf, type LexiconPoint, pointsOf, resolve } from './lexicon.ts'
import { readSentence, writeSentence } from './sentence.ts'
import { readText, writeText } from './text.ts'

const lamp: Thing = {
  key: 'lamp',
  name: 'path lamp',
  readings: [{ key: 'power', name: 'power', shape: { is: 'number', unit: 'W' }, about: 'power' }],
  pulses: [{ key: 'motion', name: 'motion', ttlMs: 5_000 }],
  acts: [
    { key: 'on', name: 'on', shape: { is: 'yes-no' }, about: 'light' },
    { key: 'level', name: 'level', shape: { is: 'number', unit: '%' }, about: 'light' }
  ]
}

const places = lexiconOf([
  ...pointsOf('abcdefgh.0', lamp),
  ...pointsOf('abcdwxyz.0', lamp),
  ...pointsOf('zzzz.0', { ...lamp, name: 'Path Lamp' })
])
const rule = (act: Rule['act'], to: Rule['to']): Rule => ({
  act,
  to,
  while: { is: 'sun', state: 'down' },
  otherwise: 'rest',
  unsure: 'rest'
})

test('a thing that can do several things is called by its name alone where what it does tells them apart', () => {
  const one = lexiconOf(pointsOf('abcdefgh.0', lamp))
  expect(writeSentence(rule('abcdefgh.0/on', true), one, english)).toMatch(/^The path lamp shines while/)
  expect(writeSentence(rule('abcdefgh.0/level', { value: 5, unit: '%' }), one, english)).toMatch(
    /^The path lamp shines at 5 % while/
  )
})

test('things of one name are told apart by the least that does so', () => {
  const written = (act: Rule['act']): string => writeText(rule(act, true), places).split(' = ')[0] ?? ''
  expect([written('abcdefgh.0/on'), written('abcdwxyz.0/on'), written('zzzz.0/on')]).toEqual([
    'path lamp#abcde',
    'path lamp#abcdw',
    'Path Lamp'
  ])
  for (const act of ['abcdefgh.0/on', 'abcdwxyz.0/on', 'zzzz.0/on'] as const) {
    for (const read of [
      readText(writeText(rule(act, true), places), places),
      readSentence(writeSentence(rule(act, true), places, spanish), places, spanish)
    ]) {
      expect(read).toEqual({ ok: true, value: rule(act, true) })
    }
  }
  const unclear = readSentence('path lamp shines while the sun is down', places, english)
  expect(unclear.ok === false && unclear.error[0]?.message.key).toBe('rules.several')
  expect(unclear.ok === false && unclear.error[0]?.instead).toEqual(['the path lamp #abcde', 'the path lamp #abcdw'])
})

test('points of one thing with one name are told apart by their keys', () => {
  const point = (key: string): LexiconPoint => ({
    id: `abcdefgh.0/${key}`,
    use: 'act',
    thing: 'box',
    name: 'door',
    shape: { is: 'yes-no' }
  })
  const lexicon = lexiconOf([point('a'), point('b')])
  expect(writeText(rule('abcdefgh.0/b', true), lexicon)).toMatch(/^box#b = yes/)
  expect(readText(writeText(rule('abcdefgh.0/b', true), lexicon), lexicon)).toEqual({
    ok: true,
    value: rule('abcdefgh.0/b', true)
  })
})

test('names of others are cut and rid of what is not seen; one without a name bears its key', () => {
  const point = (thing: string, name: string): LexiconPoint => ({
    id: `abcdefgh.0/k${thing.length}`,
    use: 'act',
    thing,
    name,
    shape: { is: 'yes-no' }
  })
  const [first, second] = lexiconOf([point(`a\u202eb\n${'x'.repeat(200)}`, 'n'), point('  ', '\u200b')]).points
  expect(first?.thing).toBe(`a b ${'x'.repeat(lexiconLimits.nameCharsMax - 4)}`)
  expect([second?.thing, second?.name]).toEqual(['k2', 'k2'])
})

test('a lexicon of twenty thousand points is no trouble, and more are left out', () => {
  const many = Array.from({ length: 21_000 }, (_, index): LexiconPoint => ({
    id: `thing${index}.0/on`,
    use: 'act',
    thing: `lamp ${index}`,
    name: 'on',
    shape: { is: 'yes-no' }
  }))
  const lexicon = lexiconOf(many)
  expect(lexicon.points).toHaveLength(lexiconLimits.pointsMax)
  expect(resolve(lexicon, 'act', { thing: 'LAMP 777' })).toHaveLength(1)
  const read = readSentence('lamp 777 is on while the sun is down', lexicon, english)
  expect(read).toEqual({ ok: true, value: rule('thing777.0/on', true) })
})

test('what makes no sense is told with its place in the tree', () => {
  const told = (given: Rule): unknown => checkRule(given, places).map(({ message, path }) => [message.key, path?.join('/')])
  const watts = { is: 'reading', point: 'zzzz.0/power' } as const
  expect(told(rule('nobody.0/on', true))).toEqual([['rules.gone', 'act']])
  expect(told(rule('zzzz.0/power', true))).toEqual([['rules.no-act', 'act']])
  expect(told(rule('zzzz.0/on', { value: 1 }))).toEqual([['rules.wants-yes-no', 'to']])
  expect(told({ ...rule('zzzz.0/on', true), otherwise: { to: 'x' }, unsure: { to: { value: 1 } } })).toEqual([
    ['rules.wants-yes-no', 'otherwise/to'],
    ['rules.wants-yes-no', 'unsure/to']
  ])
  expect(told({ ...rule('zzzz.0/on', true), while: { is: 'near', point: 'zzzz.0/power' } })).toEqual([
    ['rules.no-pulse', 'while/point']
  ])
  expect(
    told({
      ...rule('zzzz.0/on', true),
      while: {
        is: 'or',
        of: [
          { is: 'compare', of: watts, how: 'above', to: { value: 1, unit: 'kWh' } },
          { is: 'not', that: { is: 'rises', of: watts, above: { value: 1, unit: 'W' }, below: { value: 1, unit: 'kW' } } },
          { is: 'compare', of: watts, how: 'is', to: true }
        ]
      }
    })
  ).toEqual([
    ['rules.unit', 'while/of/0/to/unit'],
    ['rules.turn', 'while/of/1/that/below'],
    ['rules.wants-number', 'while/of/2/to']
  ])
})
