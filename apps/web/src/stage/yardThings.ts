/** What feels and moves in Linden Yard: a lamp and those it listens to, water, energy, and a thermometer that has gone quiet. */
import { placeThing, type PointId, type Rule, type Thing, type ThingId } from '@commune/commune'
import type { TestWare } from '@commune/commune/testing'
import type { StageWorld } from './stage.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

const lamp: Thing = {
  key: 'path-lamp', name: 'Path lamp', maker: 'Ansel', model: 'birch and LED',
  readings: [{ key: 'power', name: 'power', about: 'power', shape: { is: 'number', unit: 'W', max: 9.5, step: 0.1 }, staleMs: 30 * minuteMs }, { key: 'told', name: 'brightness', shape: { is: 'number', unit: '%' } }],
  pulses: [],
  acts: [{ key: 'level', name: 'brightness', about: 'light', shape: { is: 'number', unit: '%', min: 0, max: 100 }, toldBy: 'told', rest: 0 }]
}
const stepEar: Thing = { key: 'step-ear', name: 'Step ear', place: 'Guest room', readings: [{ key: 'battery', name: 'battery', about: 'battery', shape: { is: 'number', unit: '%', min: 0,
  max: 100 } }], pulses: [{ key: 'steps', name: 'steps', about: 'motion', ttlMs: 8_000 }], acts: [] }
const duskEye: Thing = { key: 'dusk-eye', name: 'Dusk eye', place: 'Workshop', readings: [{ key: 'lux', name: 'illuminance', about: 'illuminance', shape: { is: 'number', unit: 'lx',
  min: 0 }, staleMs: 30 * minuteMs }], pulses: [], acts: [] }
const soilEar: Thing = {
  key: 'soil-ear', name: 'Soil ear', place: 'Garden',
  readings: [
    { key: 'damp', name: 'soil moisture', about: 'moisture', shape: { is: 'number', unit: '%', min: 0, max: 100, step: 0.5 }, staleMs: 3 * 3_600_000 },
    { key: 'warm', name: 'temperature', about: 'temperature', shape: { is: 'number', unit: '°C', step: 0.1 }, staleMs: 3 * 3_600_000 }
  ],
  pulses: [], acts: []
}
const tank: Thing = { key: 'tank', name: 'Rain tank', place: 'Water', readings: [{ key: 'level', name: 'level', about: 'volume_storage', shape: { is: 'number', unit: 'l', min: 0,
  max: 1_000, step: 1 }, staleMs: 3_600_000 }], pulses: [], acts: [] }
const pump: Thing = {
  key: 'pump', name: 'Pump', place: 'Water', maker: 'Lowara',
  readings: [{ key: 'runs', name: 'running', about: 'running', shape: { is: 'yes-no' } }, { key: 'used', name: 'energy', about: 'energy', shape: { is: 'number', unit: 'kWh', step: 0.01 }, counter: true, staleMs: 3_600_000 }],
  pulses: [], acts: [{ key: 'on', name: 'pump', about: 'pump', shape: { is: 'yes-no' }, toldBy: 'runs', rest: false }]
}
const waterMeter: Thing = { key: 'water-meter', name: 'House water', place: 'Kitchen', readings: [{ key: 'count', name: 'water', about: 'water', shape: { is: 'number', unit: 'm³',
  step: 0.001 }, counter: true, staleMs: 3_600_000 }], pulses: [], acts: [] }
const bedWater: Thing = { key: 'bed-water', name: 'Bed tap', place: 'Garden', readings: [{ key: 'count', name: 'water', about: 'water', shape: { is: 'number', unit: 'l', step: 1 },
  counter: true }], pulses: [], acts: [{ key: 'open', name: 'tap', about: 'valve', shape: { is: 'yes-no' }, rest: false }] }
const energy: Thing = { key: 'energy', name: 'House meter', place: 'Workshop', readings: [{ key: 'count', name: 'energy', about: 'energy', shape: { is: 'number', unit: 'kWh', step: 0.01 },
  counter: true, staleMs: 3_600_000 }, { key: 'now', name: 'power', about: 'power', shape: { is: 'number', unit: 'W', step: 1 }, staleMs: 600_000 }], pulses: [], acts: [] }
const sun: Thing = { key: 'sun', name: 'Roof sun', place: 'Workshop', maker: 'Ansel', readings: [{ key: 'made', name: 'energy made', about: 'energy', shape: { is: 'number', unit: 'kWh',
  step: 0.01 }, counter: true, staleMs: 3_600_000 }, { key: 'store', name: 'charge', about: 'battery', shape: { is: 'number', unit: '%', min: 0, max: 100, step: 1 } }], pulses: [], acts: [] }
const cellar: Thing = { key: 'cellar', name: 'Cellar thermometer', readings: [{ key: 'warm', name: 'temperature', about: 'temperature', shape: { is: 'number', unit: '°C', step: 0.1 },
  staleMs: 3_600_000 }, { key: 'door', name: 'door', about: 'door', shape: { is: 'yes-no' } }], pulses: [], acts: [] }
const box: Thing = { key: 'bell', name: 'Yard bell', place: 'Workshop', readings: [], pulses: [], acts: [
  { key: 'auto_off', name: 'auto off', shape: { is: 'number', unit: 's', min: 0, max: 3_600 } }, { key: 'tell', name: 'tell', about: 'tell', shape: { is: 'text', charsMax: 200 } },
  { key: 'ring', name: 'ring', shape: { is: 'press' } }] }

const yardDoor: Thing = { key: 'yard-door', name: 'Yard door', place: 'Kitchen', readings: [{ key: 'open', name: 'door', about: 'door', shape: { is: 'yes-no' } }], pulses: [], acts: [] }

/** What Juno says of the bed by the gate, where no device is. */
const soilByHand: Thing = { key: 'soil by hand', name: 'Soil by the gate', place: 'Garden', readings: [{ key: 'said', name: 'soil', shape: { is: 'words', of: ['dry', 'moist', 'wet'] } }], pulses: [], acts: [] }

export interface YardThings {
  readonly lamp: ThingId
  readonly ear: ThingId
  readonly eye: ThingId
}

export const bringThings = (world: StageWorld, who: { readonly ansel: TestWare; readonly ola: TestWare; readonly mira: TestWare }): YardThings => {
  const { commune, me } = world
  const { ansel, ola, mira } = who
  const bring = (by: TestWare, thing: Thing): ThingId => commune.wish(by, { wish: 'thing', source: 'mqtt', thing })
  const [lampId, earId, eyeId, soilId, tankId, pumpId] = [lamp, stepEar, duskEye, soilEar, tank, pump].map((thing) => bring(ansel, thing)) as [ThingId, ThingId, ThingId, ThingId, ThingId, ThingId]
  for (const thing of [waterMeter, bedWater, energy, sun, cellar, yardDoor]) bring(ansel, thing)
  const bellId = bring(me, box)
  commune.wish(ansel, { wish: 'thing', source: 'box', thing: placeThing('This place') })
  const handId = commune.wish(me, { wish: 'thing', source: 'hand', thing: soilByHand })
  world.byHand.set(`${handId}/said`, { value: 'moist', atMs: commune.nowMs - 26 * 3_600_000 })
  commune.wish(ansel, { wish: 'keeper', thing: lampId, keeper: me.ware })
  commune.wish(me, { wish: 'will', thing: lampId, point: 'level', will: { max: 80, leastMs: 20_000 } })
  commune.wish(ansel, { wish: 'will', thing: pumpId, point: 'on', will: { leastMs: 300_000, asks: true } })
  const at = (thing: ThingId, key: string): PointId => `${thing}/${key}`
  const night: Rule = {
    act: at(lampId, 'level'), to: { value: 60, unit: '%' }, otherwise: 'rest', unsure: 'rest',
    while: { is: 'and', of: [{ is: 'near', point: at(earId, 'steps') }, { is: 'compare', of: { is: 'reading', point: at(eyeId, 'lux') }, how: 'below', to: { value: 10, unit: 'lx' } }] }
  }
  const quiet: Rule = {
    act: at(lampId, 'level'), to: { value: 10, unit: '%' }, otherwise: 'rest', unsure: 'rest',
    while: { is: 'held', that: { is: 'compare', of: { is: 'reading', point: at(eyeId, 'lux') }, how: 'below', to: { value: 1, unit: 'lx' } }, ms: 3 * 3_600_000, gaps: 'break' }
  }
  const pumping: Rule = {
    act: at(pumpId, 'on'), to: true, otherwise: { to: false }, unsure: { to: false },
    while: { is: 'and', of: [{ is: 'sun', state: 'up' }, { is: 'falls', of: { is: 'reading', point: at(soilId, 'damp') }, below: { value: 34, unit: '%' }, above: { value: 42, unit: '%' } },
      { is: 'compare', of: { is: 'reading', point: at(tankId, 'level') }, how: 'above', to: { value: 200, unit: 'l' } }] }
  }
  const dry: Rule = {
    act: at(bellId, 'tell'), to: 'The rain tank runs dry soon.', otherwise: 'rest', unsure: 'stay',
    while: { is: 'compare', of: { is: 'average', point: at(tankId, 'level'), ms: 3_600_000 }, how: 'below', to: { value: 150, unit: 'l' } }
  }
  const frost: Rule = { act: at(lampId, 'level'), to: { value: 80, unit: '%' }, otherwise: 'rest', unsure: 'stay', while: { is: 'compare', of: { is: 'average', point: at(soilId, 'warm'),
    ms: 3_600_000 }, how: 'below', to: { value: -2, unit: '°C' } } }
  const until = commune.nowMs + 24 * dayMs
  const quietId = commune.wish(mira, { wish: 'propose', name: 'Quiet nights', rules: [quiet], untilMs: until, pledge: 'A little light all night, so that nobody stumbles.' })
  for (const each of [ansel, me]) commune.wish(each, { wish: 'agree', agreement: quietId, untilMs: until })
  const nightId = commune.wish(ola, { wish: 'propose', name: 'Light for the path', rules: [night], with: [me.ware], untilMs: until, pledge: 'I live by the path. I like it.', note: 'Tamar stumbled twice.' })
  commune.wish(ansel, { wish: 'agree', agreement: nightId, untilMs: until })
  const pumpingId = commune.wish(me, { wish: 'propose', name: 'Water for the beds', rules: [pumping], untilMs: until })
  commune.wish(ansel, { wish: 'agree', agreement: pumpingId, untilMs: until })
  const dryId = commune.wish(me, { wish: 'propose', name: 'Before the tank runs dry', rules: [dry], with: [mira.ware], untilMs: until })
  commune.wish(ansel, { wish: 'agree', agreement: dryId, untilMs: until })
  commune.wish(mira, { wish: 'agree', agreement: dryId, untilMs: until, pledge: 'I look after the barrel.' })
  const frostId = commune.wish(ola, { wish: 'propose', name: 'A sign of frost', rules: [frost], with: [mira.ware], untilMs: until })
  commune.wish(mira, { wish: 'disagree', agreement: frostId, why: 'The owls mind it, and I see frost by myself.' })
  const oldId = commune.wish(ola, { wish: 'propose', name: 'Light all evening', rules: [{ ...night, while: { is: 'sun', state: 'dark' } }], untilMs: until })
  for (const each of [me, ansel]) commune.wish(each, { wish: 'agree', agreement: oldId, untilMs: until })
  commune.wish(me, { wish: 'disagree', agreement: oldId, why: 'Too bright for the night animals.' })
  return { lamp: lampId, ear: earId, eye: eyeId }
}

/** Names of others that would like to be more than names, and things that say more of themselves than anybody reads. */
export const bringHostileThings = ({ commune, me }: Pick<StageWorld, 'commune' | 'me'>, lines: readonly string[]): void => {
  for (const [i, line] of lines.entries()) {
    const name = line.slice(0, 78)
    const id = commune.wish(me, {
      wish: 'thing', source: 'mqtt', thing: {
        key: `hostile ${i}`, name, place: name, maker: name,
        readings: [{ key: 'a', name, about: name.slice(0, 38), shape: { is: 'number', unit: name.slice(0, 18) } }, { key: 't', name: `${name.slice(0, 60)} t`, shape: { is: 'text', charsMax: 400 } }],
        pulses: [{ key: 'p', name, ttlMs: 5_000 }],
        acts: [{ key: 'w', name, shape: { is: 'words', of: [name, 'x'.repeat(79)] } }, { key: 'n', name: `${name.slice(0, 60)} n`, about: 'light', shape: { is: 'number', min: 0, max: 1e12 } }]
      }
    })
    commune.wish(me, {
      wish: 'propose', name: line.slice(0, 78), note: line, pledge: line,
      rules: [{ act: `${id}/w`, to: name, otherwise: 'rest', unsure: 'stay', while: { is: 'and', of: [{ is: 'near', point: `${id}/p` }, { is: 'compare', of: { is: 'reading', point: `${id}/a` }, how: 'above', to: { value: 1e9 } }] } }]
    })
  }
}

/** Things as people of all tongues name them, each with an agreement about it; `names`: what it is called, where it stands, what it is about. */
export const bringTongueThings = ({ commune, me }: Pick<StageWorld, 'commune' | 'me'>, by: TestWare, [name, place, about]: readonly [string, string, string]): void => {
  const id = commune.wish(by, {
    wish: 'thing', source: 'mqtt', thing: {
      key: name, name: about, place, maker: name, model: place,
      readings: [{ key: 'a', name: about, shape: { is: 'number', unit: 'mg/m³', step: 0.001 } }, { key: 'w', name: place, shape: { is: 'words', of: [about, name] } }],
      pulses: [{ key: 'p', name: `${about} ${place}`.slice(0, 80), ttlMs: 5_000 }],
      acts: [{ key: 'n', name: place, about: 'light', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }, { key: 's', name: about, about: 'fan', shape: { is: 'words', of: [name, place, about] } }]
    }
  })
  const rule: Rule = { act: `${id}/n`, to: { value: 60, unit: '%' }, otherwise: 'rest', unsure: 'stay', while: { is: 'and', of: [{ is: 'near', point: `${id}/p` },
    { is: 'compare', of: { is: 'reading', point: `${id}/a` }, how: 'above', to: { value: 1_234.5, unit: 'mg/m³' } }] } }
  commune.wish(me, { wish: 'propose', name: `${about} ${place}`.slice(0, 80), note: about, pledge: place, rules: [rule], with: [by.ware] })
}
