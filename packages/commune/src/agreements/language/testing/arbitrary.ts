/**
 * Any valid rule over any lexicon, the friendly ones and those whose names are made to be mistaken: words of the languages, quotes,
 * brackets, numbers, the names of other things, scripts from right to left.
 */
import fc from 'fast-check'
import type { Condition, Measured, PointRef, Rule } from '../../rule.ts'
import { units } from '../../../senses/index.ts'
import { checkRule } from '../check.ts'
import { type Lexicon, lexiconOf, type LexiconPoint } from '../lexicon.ts'

const friendly = [
  'path lamp',
  'Path lamp',
  'step ear',
  'dusk eye',
  'front door',
  'Garden Lights',
  'rain tank',
  'pump',
  'Wegelampe',
  'Schrittohr',
  'Regentonne',
  'Tür',
  'lámpara del camino',
  'Sensor de la puerta',
  'depósito',
  'Ola’s window',
  'the old stove',
  'Lampe im Flur',
  'Lampe 2',
  'luces del patio',
  'bell',
  'Fenster'
]
const hostile = [
  'while',
  'is',
  'and',
  'or',
  'not',
  'dark',
  'the',
  'sun',
  'somebody near',
  'it',
  'lamp is on',
  'lamp',
  'Lamp',
  'lamp and light',
  'otherwise it rests',
  'if unsure',
  '60 %',
  '5',
  'near',
  'a “quoted” one',
  '“',
  '”',
  '„x“',
  '«y»',
  '»',
  '"',
  '""',
  'a"b',
  '(',
  ')',
  '((',
  'x)',
  ';',
  '.',
  ',',
  'a, b',
  'a.b',
  '#',
  '#aaaa',
  'x #y',
  'light at the dusk eye',
  'light',
  'dusk eye',
  'und',
  'solange',
  'nicht',
  'es',
  'dunkel',
  'ist',
  'die Sonne',
  'sonst',
  'sie',
  'mientras',
  'y',
  'o',
  'no',
  'el sol',
  'alguien',
  'está',
  'fuera',
  'de',
  'del',
  'la',
  'مصباح الطريق',
  'עין',
  '灯',
  'лампа',
  'İstanbul',
  'ß',
  'ŉ',
  '💡',
  'é',
  'e\u0301',
  'a  b',
  '-',
  '−5 °C',
  '!',
  '=',
  '<',
  '\\',
  '\\u{41}',
  '${x}',
  '<b>',
  '__proto__',
  'constructor',
  'least',
  'press',
  'gaps',
  'held',
  'yes',
  'on',
  'off',
  'open',
  'closed',
  'an',
  'aus',
  'abierto',
  'rest',
  'rests',
  'stay',
  'average',
  'of',
  'at'
]

export const anyName: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...friendly) },
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...hostile), fc.constantFrom(...friendly)).map((two) => two.join(' ')) }
)

const abouts = [
  'illuminance',
  'temperature',
  'moisture',
  'level',
  'door',
  'lock',
  'motion',
  'power',
  'energy',
  'battery',
  'light',
  'cover',
  'pump',
  'siren',
  'heating',
  'vibration',
  'nothing known',
  'water',
  'smoke'
]
const unit = fc.constantFrom(
  '%',
  '°C',
  '°F',
  'lx',
  'W',
  'kWh',
  'l',
  'm³/h',
  'y',
  'A',
  'in',
  'min',
  'blips',
  'odd "unit"',
  'μg/m³',
  'UV index',
  'mW',
  'MW'
)
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

const wordSets = [
  ['eco', 'boost'],
  ['on', 'off', 'auto'],
  ['a "b"', '“', 'and', 'rinse spin'],
  ['press', '5', '60 %']
]
const readingShape: fc.Arbitrary<LexiconPoint['shape']> = fc.oneof(
  { weight: 3, arbitrary: optional(unit).map((of) => ({ is: 'number' as const, ...(of !== undefined && { unit: of }) })) },
  { weight: 2, arbitrary: fc.constant({ is: 'yes-no' as const }) },
  { weight: 1, arbitrary: fc.constantFrom(...wordSets).map((of) => ({ is: 'words' as const, of })) },
  { weight: 1, arbitrary: fc.constant({ is: 'text' as const, charsMax: 40 }) }
)
const actShape: fc.Arbitrary<LexiconPoint['shape']> = fc.oneof(
  { weight: 5, arbitrary: readingShape },
  { weight: 1, arbitrary: fc.constant({ is: 'press' as const }) }
)

const id = fc.constantFrom('aaaaaaaa.0', 'aaaabbbb.0', 'aaaabbbb.1', 'bbbb-bbbb.0', 'c_cc.10', 'dddddddd.0')
const key = fc.constantFrom('on', 'level', 'level2', 'lux', 'a.b', 'x y', '"', 'é')

const anyPoint = (use: LexiconPoint['use']): fc.Arbitrary<LexiconPoint> =>
  fc
    .record({
      thingId: id,
      key,
      thing: anyName,
      name: anyName,
      shape: use === 'pulse' ? fc.constant({ is: 'pulse' as const }) : use === 'act' ? actShape : readingShape,
      about: optional(fc.constantFrom(...abouts)),
      counter: fc.boolean(),
      role: fc.integer({ min: 0, max: 5 })
    })
    .map(({ thingId, key: own, about, counter, role, ...rest }) => ({
      ...rest,
      use,
      id: (role === 0 ? `?role${thingId.length}` : `${thingId}/${own}`) as PointRef,
      ...(about !== undefined && { about }),
      ...(counter && use === 'reading' && { counter: true as const })
    }))

/** A lexicon with at least one point of each use. */
export const anyLexicon: fc.Arbitrary<Lexicon> = fc
  .tuple(
    fc.array(anyPoint('reading'), { minLength: 1, maxLength: 6 }),
    fc.array(anyPoint('pulse'), { minLength: 1, maxLength: 3 }),
    fc.array(anyPoint('act'), { minLength: 1, maxLength: 4 })
  )
  .map((points) => lexiconOf(points.flat()))

const anyNumber = fc.oneof(
  fc.integer({ min: -1_000, max: 100_000 }),
  fc
    .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 9 }))
    .map(([n, places]) => Number(`${n}e-${places}`) + 0),
  fc.constantFrom(0, 1e15, 1e-12, 0.1, 1 / 3, 1.5, 1_000, 1.234, 273.15)
)
const anyMs = fc.oneof(
  fc.constantFrom(1_000, 60_000, 600_000, 3_600_000, 90_500, 2_678_400_000, 86_400_000),
  fc.integer({ min: 1_000, max: 2_678_400_000 })
)

const sameDimension = (of: string | undefined): fc.Arbitrary<string | undefined> => {
  const dimension = units.find(({ code }) => code === of)?.dimension
  const all = units.filter((one) => one.dimension === dimension).map(({ code }) => code)
  return all.length === 0 ? fc.constant(of) : fc.constantFrom(...all)
}

const anyAmount = (shape: LexiconPoint['shape']) =>
  fc
    .record({ value: anyNumber, unit: sameDimension(shape.is === 'number' ? shape.unit : undefined) })
    .map(({ value, unit: of }) => ({ value, ...(of !== undefined && { unit: of }) }))

const anyValue = ({ shape }: LexiconPoint): fc.Arbitrary<Rule['to']> => {
  if (shape.is === 'number') return anyAmount(shape)
  if (shape.is === 'yes-no') return fc.boolean()
  if (shape.is === 'words') return fc.constantFrom(...shape.of)
  if (shape.is === 'press') return fc.constant('press')
  return fc
    .oneof(
      fc.constantFrom('The tank is nearly empty.', 'a “b” c', 'press', '„', '»«', '(', ''),
      fc.string({ unit: 'grapheme', maxLength: 20 })
    )
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff\u202a-\u202e\u2066-\u2069]/gu, ''))
}

const anyMeasured = (point: LexiconPoint): fc.Arbitrary<Measured> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Measured>({ is: 'reading', point: point.id }) },
    ...(point.shape.is === 'number'
      ? [
          {
            weight: 1,
            arbitrary: fc
              .tuple(fc.constantFrom('average' as const, 'rate' as const), anyMs)
              .map(([is, ms]): Measured => ({ is, point: point.id, ms }))
          }
        ]
      : [])
  )

const leaf = (lexicon: Lexicon): fc.Arbitrary<Condition> => {
  const readings = lexicon.points.filter(({ use }) => use === 'reading')
  const pulses = lexicon.points.filter(({ use }) => use === 'pulse')
  const numbers = readings.filter(({ shape }) => shape.is === 'number')
  const compare = fc.constantFrom(...readings).chain((point) =>
    fc.record({
      is: fc.constant('compare' as const),
      of: anyMeasured(point),
      how:
        point.shape.is === 'number'
          ? fc.constantFrom(
              'below' as const,
              'at-most' as const,
              'above' as const,
              'at-least' as const,
              'is' as const,
              'is-not' as const
            )
          : fc.constantFrom('is' as const, 'is-not' as const),
      to: anyValue(point)
    })
  )
  const turn = (points: readonly LexiconPoint[]) =>
    fc.constantFrom(...points).chain((point) =>
      fc
        .record({
          is: fc.constantFrom('rises' as const, 'falls' as const),
          of: anyMeasured(point),
          a: anyAmount(point.shape),
          b: anyNumber
        })
        .map(({ is, of, a, b }): Condition => {
          const [low, high] = [Math.min(a.value, b), Math.max(a.value, b)]
          return { is, of, above: { ...a, value: high }, below: { ...a, value: low } }
        })
    )
  return fc.oneof(
    { weight: 4, arbitrary: compare },
    { weight: 2, arbitrary: fc.constantFrom(...pulses).map(({ id: point }): Condition => ({ is: 'near', point })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('up' as const, 'down' as const, 'dark' as const)
        .map((state): Condition => ({ is: 'sun', state }))
    },
    ...(numbers.length > 0 ? [{ weight: 1, arbitrary: turn(numbers) }] : [])
  )
}

const anyCondition = (lexicon: Lexicon, depth: number): fc.Arbitrary<Condition> => {
  if (depth === 0) return leaf(lexicon)
  const below = anyCondition(lexicon, depth - 1)
  return fc.oneof(
    { weight: 3, arbitrary: leaf(lexicon) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(below, { minLength: 2, maxLength: 4 }))
        .map(([is, of]): Condition => ({ is, of }))
    },
    { weight: 1, arbitrary: below.map((that): Condition => ({ is: 'not', that })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(below, anyMs, fc.constantFrom('count' as const, 'break' as const))
        .map(([that, ms, gaps]): Condition => ({ is: 'held', that, ms, gaps }))
    },
    { weight: 1, arbitrary: fc.tuple(below, anyMs).map(([that, ms]): Condition => ({ is: 'within', that, ms })) },
    { weight: 1, arbitrary: fc.tuple(below, below).map(([that, from]): Condition => ({ is: 'since', that, from })) }
  )
}

/** A rule with which `checkRule` finds nothing wrong, and its lexicon. */
export const anyRule: fc.Arbitrary<{ lexicon: Lexicon; rule: Rule }> = anyLexicon
  .chain((lexicon) =>
    fc.constantFrom(...lexicon.points.filter(({ use }) => use === 'act')).chain((act) =>
      fc
        .record({
          to: anyValue(act),
          while: fc.integer({ min: 0, max: 3 }).chain((depth) => anyCondition(lexicon, depth)),
          otherwise: fc.oneof(
            fc.constant('rest' as const),
            anyValue(act).map((to) => ({ to }))
          ),
          unsure: fc.oneof(
            fc.constantFrom('rest' as const, 'stay' as const),
            anyValue(act).map((to) => ({ to }))
          ),
          leastMs: optional(fc.oneof(fc.constantFrom(0, 5_000), anyMs))
        })
        .map(({ leastMs, ...rest }) => ({
          lexicon,
          rule: { act: act.id, ...rest, ...(leastMs !== undefined && { leastMs }) } as Rule
        }))
    )
  )
  .filter(({ lexicon, rule }) => checkRule(rule, lexicon).length === 0)
