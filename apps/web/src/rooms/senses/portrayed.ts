/** A thing as it is drawn: its creature, and the sign before its row. */
import type { ThingRow, Value } from '@commune/commune'
import type { StandRow } from '@commune/peer'
import type { Portrayed } from '../../drawing/creatures/creature.ts'
import { type GlyphName, glyphFor } from '../../drawing/glyphs/glyph.ts'
import { deedOf } from '../../telling/sensed.ts'

const shapeOf = ({ acts }: ThingRow): NonNullable<Portrayed['shape']> => {
  if (acts.some((act) => act.about === 'light')) return 'lamp'
  return acts.some((act) => act.about === 'pump') ? 'pump' : 'box'
}

/** What a thing says of itself and not of what is around it. */
const ofItself: ReadonlySet<string> = new Set(['battery', 'voltage', 'current', 'signal_strength', 'data_rate', 'data_size', 'duration', 'timestamp', 'connectivity', 'problem', 'tamper', 'update', 'battery_charging'])

/**
 * What a thing that only senses is known by; the place draws it so too. It is about what it names first: a thermometer that also
 * feels a door is no door.
 */
export const tellsAs = ({ acts, readings }: ThingRow): 'door' | 'meter' | undefined => {
  if (acts.length > 0) return undefined
  const first = readings.find(({ about }) => about === undefined || !ofItself.has(about))
  if (first !== undefined && isDoor(first)) return 'door'
  return readings.some(({ counter }) => counter) ? 'meter' : undefined
}

/** A reading that tells whether something is open. */
export const isDoor = ({ about, shape }: ThingRow['readings'][number]): boolean => shape.is === 'yes-no' && about !== undefined && doors.has(about)

const doors: ReadonlySet<string> = new Set(['door', 'window', 'garage_door', 'gate', 'opening'])

export const portrayedThing = (thing: ThingRow): Portrayed => {
  if (thing.acts.length > 0) return { key: thing.id, kind: 'hardware', shape: shapeOf(thing) }
  const shape = tellsAs(thing)
  return { key: thing.id, kind: 'hardware', senses: true, ...(shape !== undefined && { shape }) }
}

/** Whether it does something now, as far as that shows. */
export const actsNow = (value: Value | undefined): boolean => value !== undefined && value !== false && value !== 0 && value !== ''

/** Somebody asks something of it: it does not only rest. */
export const isHeld = (stand: StandRow | undefined): boolean => stand?.slots.some(({ decides, slot }) => decides && slot !== 'rest') === true

/** What it is asked to do; where nobody asks anything, what it says that it does. */
export const doesNow = (stand: StandRow): StandRow['asked'] => (isHeld(stand) ? stand.asked : (stand.told?.value ?? stand.asked))

const signs: Readonly<Record<string, GlyphName>> = {
  illuminance: 'eye', power: 'sun', energy: 'sun', battery: 'sun', energy_storage: 'sun', water: 'drop', moisture: 'drop', humidity: 'drop', precipitation: 'rain',
  volume: 'drop', volume_storage: 'barrel', temperature: 'leaf', door: 'gate', window: 'gate'
}

export const signOf = (thing: ThingRow, acts = false): GlyphName => {
  const [act] = thing.acts
  if (act && deedOf(act) === 'shine') return acts ? 'lamp' : 'lampAtRest'
  if (act && ['valve', 'pump', 'water'].includes(act.about ?? '')) return 'tap'
  if (act) return 'machine'
  if (thing.pulses.length > 0) return 'ear'
  const known = thing.readings.find(({ about }) => about !== undefined && signs[about] !== undefined)
  if (known) return signs[known.about!]!
  const named = glyphFor(thing.name ?? '')
  return named === 'bundle' ? 'ear' : named
}
