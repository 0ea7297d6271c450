/**
 * What stands around a box of the simulator: things that sense and things that act, as a bridge would describe them. They are chosen so
 * that every class of what may leave is there, and every way to act: with a rest and without, one that its keeper is asked for, one
 * whose state is told and one whose is not.
 */
import type { Thing } from '@commune/commune'

const percent = { is: 'number', unit: '%', min: 0, max: 100 } as const
const staleMs = 60_000

export const things: readonly Thing[] = [
  {
    key: 'eye',
    name: 'Dusk eye',
    readings: [
      { key: 'light', name: 'light', shape: { is: 'number', unit: 'lx', min: 0, max: 1_000 }, about: 'irradiance', staleMs },
      { key: 'warm', name: 'warmth', shape: { is: 'number', unit: '°C', min: -50, max: 80 }, about: 'temperature', staleMs }
    ],
    pulses: [{ key: 'step', name: 'somebody passes', about: 'motion', ttlMs: 8_000 }],
    acts: []
  },
  { key: 'meter', name: 'Meter', readings: [{ key: 'used', name: 'used', shape: { is: 'number', unit: 'kWh' }, about: 'energy', counter: true }], pulses: [], acts: [] },
  { key: 'bed', name: 'Bed', readings: [{ key: 'weight', name: 'weight', shape: { is: 'number', unit: 'kg' }, about: 'bed', staleMs }], pulses: [], acts: [] },
  { key: 'door', name: 'Door', readings: [{ key: 'open', name: 'open', shape: { is: 'yes-no' }, about: 'door' }], pulses: [], acts: [] },
  {
    key: 'lamp',
    name: 'Path lamp',
    readings: [{ key: 'level', name: 'level', shape: percent, about: 'light' }],
    pulses: [],
    acts: [{ key: 'set', name: 'level', shape: percent, about: 'light', toldBy: 'level', rest: 0 }]
  },
  {
    key: 'pump',
    name: 'Pump',
    readings: [{ key: 'runs', name: 'runs', shape: { is: 'yes-no' }, about: 'running' }],
    pulses: [],
    acts: [{ key: 'run', name: 'run', shape: { is: 'yes-no' }, about: 'switch', toldBy: 'runs' }]
  },
  {
    key: 'valve',
    name: 'Valve',
    readings: [],
    pulses: [],
    acts: [{ key: 'turn', name: 'turn', shape: { is: 'words', of: ['open', 'shut'] }, about: 'valve', rest: 'shut' }]
  }
]

/** Points whose numbers nobody else senses, so that one that turns up elsewhere is known for what it is. */
export const marked: ReadonlySet<string> = new Set(['light', 'warm', 'used', 'weight'])
