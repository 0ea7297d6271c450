/** Agreements of a house: lamps by the light, plugs by warmth and by what a board tells; with times, averages and words in them. */
import type { PointId, Rule, ThingRow } from '@commune/commune'
import type { Control } from './control.ts'

export const agreeOn = async (control: Control, world: string, count: number): Promise<void> => {
  const things = await control.ask<readonly ThingRow[]>('things', { world })
  const rules = Array.from({ length: count }, (_, index) => ruleOf(things, index))
  for (const [index, rule] of rules.entries()) {
    await control.act('say', { world, wishes: [{ wish: 'propose', name: `Agreement ${index + 1}`, rules: [rule] }] })
  }
}

export const holding = async (control: Control, world: string): Promise<number> =>
  (await control.ask<readonly { readonly state: string }[]>('agreements', { world })).filter(({ state }) => state === 'holds').length

function ruleOf(things: readonly ThingRow[], index: number): Rule {
  const number = Math.floor(index / 4) + 1
  const lit = { is: 'compare', of: { is: 'reading', point: reading(things, `motion eye ${number}`, 'illuminance') }, how: 'below', to: { value: 100, unit: 'lx' } } as const
  const warm = { is: 'reading', point: reading(things, `climate eye ${number}`, 'temperature') } as const
  const lamp = { act: act(things, `lamp ${number}`, 'level-set'), to: { value: 60, unit: '%' }, otherwise: 'rest', unsure: 'rest' } as const
  const plug = { act: act(things, `plug ${number}`, 'switch'), to: true, otherwise: { to: false }, unsure: 'rest' } as const
  switch (index % 4) {
    case 0:
      return { ...lamp, while: lit }
    case 1:
      return { ...plug, while: { is: 'compare', of: warm, how: 'above', to: { value: 20, unit: '°C' } } }
    case 2:
      return { ...plug, while: { is: 'rises', of: { is: 'average', point: warm.point, ms: 600_000 }, above: { value: 21, unit: '°C' }, below: { value: 19, unit: '°C' } } }
    default:
      return { ...lamp, to: { value: 20, unit: '%' }, while: { is: 'held', that: lit, ms: 60_000, gaps: 'count' } }
  }
}

function reading(things: readonly ThingRow[], name: string, key: string): PointId {
  const thing = things.find((row) => row.name === name)
  const point = thing?.readings.find((each) => each.key.includes(key))
  if (!thing || !point) throw new Error(`${name} does not tell of ${key}`)
  return `${thing.id}/${point.key}`
}

function act(things: readonly ThingRow[], name: string, key: string): PointId {
  const thing = things.find((row) => row.name === name)
  const point = thing?.acts.find((each) => each.key.includes(key))
  if (!thing || !point) throw new Error(`${name} has no ${key}: ${thing?.acts.map((each) => each.key).join(', ')}`)
  return `${thing.id}/${point.key}`
}
