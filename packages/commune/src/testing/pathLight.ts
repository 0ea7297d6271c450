/** A lamp on a path and an eye that tells how light it is there, with the rule that one may agree on about them. */
import type { StatementId } from '@commune/protocol'
import type { Rule } from '../agreements/index.ts'
import type { Thing } from '../senses/index.ts'
import type { TestCommune, TestWare } from './commune.ts'

const bare = { readings: [], pulses: [], acts: [] } as const
export const pathLamp: Thing = { ...bare, key: 'lamp', name: 'Path lamp', acts: [{ key: 'level', name: 'level', shape: { is: 'number', unit: '%' }, about: 'light' }] }
const duskEye: Thing = { ...bare, key: 'eye', name: 'Dusk eye', readings: [{ key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' } }] }

export interface PathLight {
  readonly lampId: StatementId
  readonly eyeId: StatementId
  readonly rule: Rule
}

/** Each brings in what is theirs. */
export const bringPathLight = (commune: TestCommune, ofLamp: TestWare, ofEye: TestWare): PathLight => {
  const lampId = commune.wish(ofLamp, { wish: 'thing', source: 'mqtt', thing: pathLamp })
  const eyeId = commune.wish(ofEye, { wish: 'thing', source: 'mqtt', thing: duskEye })
  const rule: Rule = {
    act: `${lampId}/level`,
    to: { value: 60, unit: '%' },
    while: { is: 'compare', of: { is: 'reading', point: `${eyeId}/light` }, how: 'below', to: { value: 10, unit: 'lx' } },
    otherwise: 'rest',
    unsure: 'rest'
  }
  return { lampId, eyeId, rule }
}
