/** Ideas to begin an agreement with: each filled from what is here, or with what is missing for it. Pure. */
import type { Rule, ThingRow } from '@commune/commune'
import { actsOf, askOf, numbersOf, pulsesOf, readingsOf } from './picking.ts'

export const ideaNames = ['lamp', 'pump', 'tank'] as const
export type IdeaName = (typeof ideaNames)[number]

/** The rule, or words of the catalogue for what it needs and nobody here can play. */
export type Begun = { readonly rule: Rule } | { readonly lacks: string }

export const begin = (idea: IdeaName, things: readonly ThingRow[]): Begun => {
  const acts = actsOf(things)
  const lux = numbersOf(things).find(({ point }) => point.about === 'illuminance')
  if (idea === 'lamp') {
    const lamps = acts.filter(({ point }) => point.about === 'light')
    const lamp = lamps.find(({ point }) => point.shape.is === 'number') ?? lamps[0]
    const [pulse] = pulsesOf(things)
    if (!lamp || !pulse) return { lacks: lamp ? 'web.agree.needs-pulse' : 'web.agree.needs-lamp' }
    const to = askOf(lamp.point, lamp.point.shape.is === 'number' ? Math.min(60, lamp.point.will?.max ?? 60) : true)
    const near = { is: 'near', point: pulse.id } as const
    const dark = lux ? ({ is: 'compare', of: { is: 'reading', point: lux.id }, how: 'below', to: { value: 10, unit: 'lx' } } as const) : ({ is: 'sun', state: 'dark' } as const)
    return { rule: { act: lamp.id, to, while: { is: 'and', of: [near, dark] }, otherwise: 'rest', unsure: 'rest' } }
  }
  if (idea === 'pump') {
    const pump = acts.find(({ point }) => point.about === 'pump') ?? acts.find(({ point }) => point.about === 'valve' && point.shape.is === 'yes-no')
    if (pump?.point.shape.is !== 'yes-no') return { lacks: 'web.agree.needs-pump' }
    return { rule: { act: pump.id, to: true, while: { is: 'held', that: { is: 'sun', state: 'up' }, ms: 600_000, gaps: 'break' }, otherwise: { to: false }, unsure: { to: false } } }
  }
  const tell = acts.find(({ point }) => point.shape.is === 'text') ?? acts.find(({ point }) => point.about === 'siren')
  const level = readingsOf(things).find(({ point }) => point.about === 'volume_storage') ?? numbersOf(things).find(({ point, thing }) => /tank|cistern|barrel/i.test(`${thing.name ?? ''} ${point.name}`))
  if (!tell || level?.point.shape.is !== 'number') return { lacks: tell ? 'web.agree.needs-level' : 'web.agree.needs-tell' }
  const { max = 1_000, unit } = level.point.shape
  return {
    rule: {
      act: tell.id, to: tell.point.shape.is === 'text' ? 'The tank runs dry soon.' : true, otherwise: 'rest', unsure: 'stay',
      while: { is: 'compare', of: { is: 'average', point: level.id, ms: 3_600_000 }, how: 'below', to: { value: Math.round(max * 0.15), ...(unit !== undefined && { unit }) } }
    }
  }
}
