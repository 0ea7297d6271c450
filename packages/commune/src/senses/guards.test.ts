import { expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import { guardOf, guardsOf } from './guards.ts'
import type { ActPoint, Thing } from './thing.ts'

const seconds = { is: 'number', unit: 's', min: 0, max: 65_535 } as const
const words = { is: 'words', of: ['on', 'off', 'previous'] } as const
const named = (name: string, shape: ActPoint['shape'] = seconds): ActPoint => ({ key: `x/${name}`, name, shape })

test('[P5] settings by which things guard themselves are told by the names that devices and gateways give them', () => {
  const kinds = (names: readonly string[], shape: ActPoint['shape'] = seconds) => new Set(names.map((name) => guardOf(named(name, shape))))
  expect(kinds(['auto_off', 'Auto off', 'PulseTime', 'PULSETIME1', 'pulse time', 'inching_time', 'auto_close', 'Max run time', 'Abschaltautomatik', 'Apagado automático'])).toEqual(new Set(['goes-off']))
  expect(kinds(['power_on_behavior', 'Power-on behaviour', 'PowerOnState', 'power_outage_memory', 'startup on/off', 'Restore state', 'Einschaltverhalten', 'power_on_behavior_l2'], words)).toEqual(new Set(['power-back']))
  expect(kinds(['overload_protection', 'over_current_threshold', 'current limit', 'max_temperature_limit', 'Frost protection', 'Überlastschutz', 'Límite de potencia'])).toEqual(new Set(['limit']))
  // What runs once, what only looks like it, and what has no value that could be kept.
  expect(kinds(['countdown', 'timer', 'brightness', 'power', 'state', 'target temperature', 'autofocus', 'on time', 'Power on'])).toEqual(new Set([undefined]))
  expect(kinds(['auto off'], { is: 'text', charsMax: 20 })).toEqual(new Set([undefined]))
  expect(guardOf({ ...named('auto off'), shape: { is: 'press' } })).toBeUndefined()
})

test('a setting of one part of a thing guards that part, and one of the whole guards all of it', () => {
  const acts = [named('state l1', { is: 'yes-no' }), named('state l2', { is: 'yes-no' }), named('power_on_behavior_l1', words), named('overload protection')]
  const guarding = (at: number) => guardsOf(acts, acts[at] as ActPoint).map(({ name }) => name)
  expect([guarding(0), guarding(1), guarding(2)]).toEqual([['power_on_behavior_l1', 'overload protection'], ['overload protection'], []])
})

test('[P5] its keeper sets what such a setting stands at, of what it takes and of nothing else', () => {
  const pump: Thing = { key: 'pump', name: 'Pump', readings: [], pulses: [], acts: [{ key: 'state', name: 'state', shape: { is: 'yes-no' } }, { key: 'auto_off', name: 'auto off', shape: seconds }] }
  const commune = new TestCommune()
  const [box, juno] = [commune.ware(), commune.ware()]
  const id = commune.wish(box, { wish: 'thing', source: 'mqtt', thing: pump })
  const keep = (kept: number | boolean | string, point = 'auto_off') => ({ wish: 'will', thing: id, point, will: { kept, min: 5 } }) as const
  expect(commune.refused(box, keep(true, 'state'))).toMatch(/^state is no setting by which a thing guards itself/)
  expect(commune.refused(box, keep(70_000))).toBe('auto off does not take that value. Choose one that it takes.')
  expect(commune.refused(juno, keep(600))).toMatch(/^Only the ware that brought it in/)
  commune.wish(box, keep(600))
  expect(commune.views.things.one(id)?.acts[1]?.will).toEqual({ kept: 600 })
})
