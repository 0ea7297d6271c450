/** What feels and moves in the old mill: what each thing is, what it tells at a moment, and what is agreed on it. */
import type { PointId, Rule, Thing, ThingId } from '@commune/commune'
import type { Readings } from '@commune/protocol'
import * as madeUp from './madeUp.ts'
import { recorded } from './recorded.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** How these things come in: nothing of them is real hardware. */
export const demoSource = 'demo'

/** What a point tells: kept from so long ago, and at any moment. */
export interface DemoSeries {
  readonly thing: string
  readonly point: string
  history(nowMs: number): Readings
  at(nowMs: number): number | undefined
}

const real = { maker: 'Numenta', staleMs: 3 * hourMs } as const
const invented = { maker: 'nobody', model: 'made up for this demo' } as const
const percent = { is: 'number', unit: '%', min: 0, max: 100, step: 1 } as const
const fresh = { staleMs: 40 * minuteMs } as const

export const demoThings: readonly Thing[] = [
  {
    key: 'hall', name: 'Hall thermometer', place: 'library', maker: real.maker, model: 'recorded in an office in 2013 (NAB, MIT licence)', pulses: [], acts: [],
    readings: [{ key: 'warm', name: 'temperature', about: 'temperature', shape: { is: 'number', unit: '°C', step: 0.1 }, staleMs: real.staleMs }]
  },
  {
    key: 'mill', name: 'Flour mill', place: 'workshop', maker: real.maker, model: 'recorded inside a large machine in 2014 (NAB, MIT licence)', pulses: [], acts: [],
    readings: [{ key: 'warm', name: 'temperature', about: 'temperature', shape: { is: 'number', unit: '°C', step: 0.1 }, staleMs: real.staleMs }]
  },
  {
    key: 'fan', name: 'Mill fan', place: 'workshop', ...invented, pulses: [], readings: [{ key: 'runs', name: 'running', about: 'running', shape: { is: 'yes-no' } }],
    acts: [{ key: 'on', name: 'fan', about: 'fan', shape: { is: 'yes-no' }, toldBy: 'runs', rest: false }]
  },
  {
    key: 'lamp', name: 'Path lamp', place: 'path', ...invented, pulses: [], readings: [{ key: 'told', name: 'brightness', about: 'brightness', shape: percent }],
    acts: [{ key: 'level', name: 'brightness', about: 'light', shape: percent, toldBy: 'told', rest: 0 }]
  },
  { key: 'ear', name: 'Step ear', place: 'path', ...invented, readings: [], pulses: [{ key: 'steps', name: 'steps', about: 'motion', ttlMs: 8_000 }], acts: [] },
  { key: 'eye', name: 'Dusk eye', place: 'path', ...invented, pulses: [], acts: [], readings: [{ key: 'lux', name: 'illuminance', about: 'illuminance', shape: { is: 'number', unit: 'lx', min: 0 }, ...fresh }] },
  { key: 'soil', name: 'Soil ear', place: 'garden', ...invented, pulses: [], acts: [], readings: [{ key: 'damp', name: 'soil moisture', about: 'moisture', shape: { ...percent, step: 0.5 }, ...fresh }] },
  { key: 'tank', name: 'Rain tank', place: 'garden', ...invented, pulses: [], acts: [], readings: [{ key: 'level', name: 'level', about: 'volume_storage', shape: { is: 'number', unit: 'l', min: 0, max: 1_000, step: 1 }, ...fresh }] },
  {
    key: 'pump', name: 'Garden pump', place: 'garden', ...invented, pulses: [], readings: [{ key: 'runs', name: 'running', about: 'running', shape: { is: 'yes-no' } }],
    acts: [{ key: 'on', name: 'pump', about: 'pump', shape: { is: 'yes-no' }, toldBy: 'runs', rest: false }]
  },
  { key: 'water', name: 'House water', place: 'kitchen', ...invented, pulses: [], acts: [], readings: [{ key: 'count', name: 'water', about: 'water', shape: { is: 'number', unit: 'm³', step: 0.001 }, counter: true, ...fresh }] },
  {
    key: 'meter', name: 'House meter', place: 'cellar', ...invented, pulses: [], acts: [],
    readings: [
      { key: 'count', name: 'energy', about: 'energy', shape: { is: 'number', unit: 'kWh', step: 0.01 }, counter: true, ...fresh },
      { key: 'now', name: 'power', about: 'power', shape: { is: 'number', unit: 'W', step: 1 }, ...fresh }
    ]
  },
  {
    key: 'sun', name: 'Roof sun', place: 'workshop', ...invented, pulses: [], acts: [],
    readings: [
      { key: 'made', name: 'energy made', about: 'energy', shape: { is: 'number', unit: 'kWh', step: 0.01 }, counter: true, ...fresh },
      { key: 'store', name: 'charge', about: 'battery', shape: percent, ...fresh }
    ]
  }
]

const everyMs = 15 * minuteMs
const madeUpMs = 60 * dayMs

const ofRecord = (thing: string, point: string, name: 'hall' | 'mill', forMs: number): DemoSeries => {
  const record = recorded(name)
  return { thing, point, history: (nowMs) => record.between(nowMs - forMs, nowMs), at: record.at }
}
const ofHead = (thing: string, point: string, at: (ms: number) => number): DemoSeries => ({
  thing, point, at,
  history: (nowMs) => {
    const [first, last] = [Math.ceil((nowMs - madeUpMs) / everyMs), Math.floor((nowMs - 1) / everyMs)]
    const times = Float64Array.from({ length: last - first + 1 }, (_, i) => (first + i) * everyMs)
    return { times, values: times.map(at) }
  }
})

export const demoSeriesOf = (): readonly DemoSeries[] => [
  ofRecord('hall', 'warm', 'hall', 300 * dayMs), ofRecord('mill', 'warm', 'mill', 150 * dayMs),
  ofHead('eye', 'lux', madeUp.lux), ofHead('soil', 'damp', madeUp.soil), ofHead('tank', 'level', madeUp.tank), ofHead('water', 'count', madeUp.water),
  ofHead('meter', 'count', madeUp.energy), ofHead('meter', 'now', madeUp.power), ofHead('sun', 'made', madeUp.made), ofHead('sun', 'store', madeUp.charge)
]

/** An agreement of the demo: who proposes it, and the rule once the things have ids. */
export interface DemoAgreement {
  readonly by: string
  readonly name: string
  readonly note: string
  rule(id: (thing: string) => ThingId): Rule
}

const at = (id: ThingId, key: string): PointId => `${id}/${key}`
const reading = (point: PointId): { readonly is: 'reading'; readonly point: PointId } => ({ is: 'reading', point })

export const demoAgreements: readonly DemoAgreement[] = [
  {
    by: 'mira', name: 'Light for the path', note: 'Nobody should stumble on the way to the oven.',
    rule: (id) => ({
      act: at(id('lamp'), 'level'), to: { value: 60, unit: '%' }, otherwise: 'rest', unsure: 'rest',
      while: { is: 'and', of: [{ is: 'near', point: at(id('ear'), 'steps') }, { is: 'compare', of: reading(at(id('eye'), 'lux')), how: 'below', to: { value: 10, unit: 'lx' } }] }
    })
  },
  {
    by: 'jonas', name: 'Cool the mill', note: 'It has run hot before, and it did not end well.',
    rule: (id) => ({
      act: at(id('fan'), 'on'), to: true, otherwise: 'rest', unsure: { to: true },
      while: { is: 'rises', of: reading(at(id('mill'), 'warm')), above: { value: 97, unit: '°C' }, below: { value: 90, unit: '°C' } }
    })
  },
  {
    by: 'aino', name: 'Water for the beds', note: 'Only from the tank, and only what the sun gives.',
    rule: (id) => ({
      act: at(id('pump'), 'on'), to: true, otherwise: 'rest', unsure: 'rest',
      while: {
        is: 'and',
        of: [
          { is: 'sun', state: 'up' }, { is: 'falls', of: reading(at(id('soil'), 'damp')), below: { value: 34, unit: '%' }, above: { value: 42, unit: '%' } },
          { is: 'compare', of: reading(at(id('tank'), 'level')), how: 'above', to: { value: 200, unit: 'l' } }
        ]
      }
    })
  }
]

/** Its keeper is asked before anybody moves the pump. */
export const demoKeeper = { thing: 'pump', by: 'jonas', point: 'on' } as const
