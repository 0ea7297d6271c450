/**
 * A house of many agreements: every kind of part a rule can have, spans of seconds to days, five points each, and every point looked at by
 * about one of them.
 */
import type { Agreed, Found } from '@commune/commune/agreements'
import type { Chance } from './chance.ts'

type Rule = Agreed['rule']
type Condition = Rule['while']

/** What a series is of; how its values run is in `trace.ts`. */
export type Kind = 'heat' | 'light' | 'level' | 'meter' | 'door' | 'mode' | 'step'

/** The series in their order, over and over: as many of each kind as five agreements look at. */
const kinds: readonly Kind[] = (
  [['heat', 5], ['light', 4], ['level', 4], ['meter', 2], ['door', 4], ['mode', 4], ['step', 2]] as const
).flatMap(([kind, count]) => Array.from({ length: count }, () => kind))

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const idOf = (series: number): `${string}/${string}` => `${'0123456789abcdef'.repeat(4)}${series}/value`
export const kindOf = (series: number): Kind => kinds[series % kinds.length] as Kind
const actOf = (rule: number): `${string}/${string}` => `${'fedcba9876543210'.repeat(4)}${rule}/set`

export const modes = ['off', 'eco', 'high']

export function findIn(seriesCount: number, ruleCount: number): (id: string) => Found | undefined {
  const found = new Map<string, Found>()
  for (let series = 0; series < seriesCount; series++) found.set(idOf(series), pointOf(kindOf(series)))
  for (let rule = 0; rule < ruleCount; rule++) {
    found.set(actOf(rule), { is: 'act', point: { key: 'set', name: 'set', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 } })
  }
  return (id) => found.get(id)
}

function pointOf(kind: Kind): Found {
  const named = { key: 'value', name: kind }
  switch (kind) {
    case 'step':
      return { is: 'pulse', point: { ...named, ttlMs: 20_000 } }
    case 'door':
      return { is: 'reading', point: { ...named, shape: { is: 'yes-no' } } }
    case 'mode':
      return { is: 'reading', point: { ...named, shape: { is: 'words', of: modes } } }
    case 'meter':
      return { is: 'reading', point: { ...named, shape: { is: 'number', unit: 'l' }, counter: true, staleMs: hourMs } }
    default:
      return { is: 'reading', point: { ...named, shape: { is: 'number', unit: 'x' }, staleMs: 10 * minuteMs } }
  }
}

/** The agreements; each takes the next series of each kind that it needs, so all are looked at. */
export function agreementsOf(count: number, seriesCount: number, chance: Chance): Agreed[] {
  const left = new Map<Kind, number[]>()
  const next = (kind: Kind): `${string}/${string}` => {
    const those = left.get(kind) ?? []
    if (those.length === 0) for (let series = seriesCount - 1; series >= 0; series--) if (kindOf(series) === kind) those.push(series)
    left.set(kind, those)
    return idOf(those.pop() as number)
  }
  return Array.from({ length: count }, (_, rule): Agreed => {
    const condition = (shapes[rule % shapes.length] as Shape)(next, chance)
    const to = { value: 10 + chance.upTo(90), unit: '%' }
    const unsure = rule % 3 === 0 ? 'stay' : 'rest'
    return { id: `agreement ${rule}`, version: '1', rule: { act: actOf(rule), to, while: condition, otherwise: 'rest', unsure } }
  })
}

type Shape = (next: (kind: Kind) => `${string}/${string}`, chance: Chance) => Condition

const shapes: readonly Shape[] = [
  // A lamp for the path.
  (next) => ({
    is: 'and',
    of: [
      { is: 'near', point: next('step') },
      { is: 'falls', of: { is: 'reading', point: next('light') }, below: { value: 40 }, above: { value: 60 } },
      { is: 'not', that: { is: 'compare', of: { is: 'reading', point: next('mode') }, how: 'is', to: 'off' } },
      { is: 'compare', of: { is: 'reading', point: next('door') }, how: 'is', to: false },
      { is: 'compare', of: { is: 'reading', point: next('heat') }, how: 'above', to: { value: 10 } }
    ]
  }),
  // Warmth while somebody lives there and no door stands open.
  (next, chance) => ({
    is: 'and',
    of: [
      { is: 'falls', of: { is: 'average', point: next('heat'), ms: chance.of(5, 10, 30) * minuteMs }, below: { value: 45 }, above: { value: 55 } },
      { is: 'held', that: { is: 'compare', of: { is: 'reading', point: next('door') }, how: 'is', to: false }, ms: 5 * minuteMs, gaps: 'count' },
      { is: 'within', that: { is: 'near', point: next('step') }, ms: 2 * hourMs },
      { is: 'compare', of: { is: 'reading', point: next('heat') }, how: 'below', to: { value: 70 } },
      { is: 'compare', of: { is: 'reading', point: next('mode') }, how: 'is-not', to: 'off' }
    ]
  }),
  // Something runs that should not.
  (next, chance) => ({
    is: 'held',
    that: {
      is: 'or',
      of: [
        { is: 'compare', of: { is: 'rate', point: next('meter'), ms: chance.of(10, 30, 60) * minuteMs }, how: 'above', to: { value: 400 } },
        { is: 'compare', of: { is: 'rate', point: next('meter'), ms: chance.of(1, 2, 7) * dayMs }, how: 'above', to: { value: 200 } },
        { is: 'compare', of: { is: 'rate', point: next('level'), ms: hourMs }, how: 'below', to: { value: -30 } },
        {
          is: 'and',
          of: [
            { is: 'held', that: { is: 'compare', of: { is: 'reading', point: next('door') }, how: 'is', to: true }, ms: 15 * minuteMs, gaps: 'count' },
            { is: 'compare', of: { is: 'reading', point: next('level') }, how: 'below', to: { value: 20 } }
          ]
        }
      ]
    },
    ms: 10 * minuteMs,
    gaps: 'break'
  }),
  // Pump while the sun shines, and the tank is not full.
  (next, chance) => ({
    is: 'and',
    of: [
      { is: 'sun', state: 'up' },
      { is: 'rises', of: { is: 'average', point: next('light'), ms: chance.of(2, 5, 15) * minuteMs }, above: { value: 55 }, below: { value: 40 } },
      { is: 'compare', of: { is: 'average', point: next('level'), ms: chance.of(1, 6, 24) * hourMs }, how: 'at-most', to: { value: 60 } },
      { is: 'not', that: { is: 'within', that: { is: 'compare', of: { is: 'reading', point: next('level') }, how: 'above', to: { value: 90 } }, ms: 20 * minuteMs } },
      { is: 'compare', of: { is: 'reading', point: next('heat') }, how: 'above', to: { value: 8 } },
      { is: 'compare', of: { is: 'reading', point: next('mode') }, how: 'is', to: 'eco' }
    ]
  }),
  // Since the door was opened it has been warm and light.
  (next) => ({
    is: 'since',
    that: {
      is: 'and',
      of: [
        { is: 'compare', of: { is: 'reading', point: next('heat') }, how: 'above', to: { value: 40 } },
        { is: 'compare', of: { is: 'reading', point: next('light') }, how: 'at-least', to: { value: 30 } },
        { is: 'falls', of: { is: 'reading', point: next('light') }, below: { value: 85 }, above: { value: 90 } },
        { is: 'compare', of: { is: 'reading', point: next('mode') }, how: 'is-not', to: 'off' }
      ]
    },
    from: { is: 'compare', of: { is: 'reading', point: next('door') }, how: 'is', to: true }
  })
]
