/**
 * A ware's portrait, from its key and the kind it says of itself, in a box of 100 by 100 with the feet at 94.
 *
 * Kind is a word the ware says; nothing depends on it but the drawing. A ware without a name keeps its creature and is
 * called "a person", "a sensor".
 */
import type { CreatureColour } from '../../theme/index.ts'
import { join, type Markup, placed, printed, stroke, block } from '../ink/markup.ts'
import { box, round } from '../ink/path.ts'
import { doorStand, meterStand } from '../places/devices.ts'
import { machine, type MachineShape } from './machine.ts'
import { person } from './person.ts'
import { program } from './program.ts'
import { sensor } from './sensor.ts'
import { type Traits, traitsOf } from './traits.ts'

/** The kinds of ware, as the wares room names them. */
export type WareKind = 'wetware' | 'software' | 'hardware' | 'hybridware' | 'companionware' | 'xenoware' | 'oddware'

/** The five forms. */
export type CreatureForm = 'person' | 'sensor' | 'machine' | 'program' | 'visiting'

/** What a portrait is drawn from. */
export type Portrayed = {
  /** The ware's id. */
  readonly key: string
  readonly kind: WareKind
  /** Hardware that senses is a sensor, else a machine. */
  readonly senses?: boolean
  /** The form an oddware names for itself. */
  readonly form?: CreatureForm
  /** The ware a companion lives with. */
  readonly partnerKey?: string
  /** The parts of a hybridware; the first three are drawn. */
  readonly parts?: readonly Portrayed[]
  /** What a machine is, or a sensor, where it is known by its shape. */
  readonly shape?: MachineShape | 'door' | 'meter'
}

/** The form a ware is drawn in. */
export const formOf = ({ kind, senses, form }: Portrayed): CreatureForm => {
  switch (kind) {
    case 'wetware':
    case 'companionware': return 'person'
    case 'software': return 'program'
    case 'hardware': return senses ? 'sensor' : 'machine'
    case 'xenoware': return 'visiting'
    case 'hybridware':
    case 'oddware': return form ?? 'person'
  }
}

/** The word that stands under each that is no person; a person has none. An oddware says its own. */
export const kindWord = (ware: Portrayed): string | undefined => {
  switch (ware.kind) {
    case 'wetware': return undefined
    case 'companionware': return 'a companion'
    case 'hybridware': return 'several as one'
    case 'xenoware': return 'visiting'
    case 'software': return 'a program'
    case 'hardware': return ware.senses ? 'a sensor' : 'a machine'
    case 'oddware': return undefined
  }
}

/** What a ware is called that has said no name. */
export const unnamedWord = (ware: Portrayed): string => ware.kind === 'xenoware' ? 'a visitor' : kindWord(ware) ?? 'a person'

const partsMax = 3

/** The portrait. */
export const creature = (ware: Portrayed): Markup => {
  if (ware.kind === 'hybridware' && ware.parts && ware.parts.length > 0) return onPlinth(ware.parts)
  const own = traitsOf(ware.key)
  const tied = ware.kind === 'companionware' && ware.partnerKey !== undefined
  const traits: Traits = tied ? shared(own, traitsOf(ware.partnerKey!).first) : own
  const drawing = formed(formOf(ware), traits, ware.shape)
  return tied ? join(thread, drawing) : drawing
}

const formed = (form: CreatureForm, traits: Traits, shape?: Portrayed['shape']): Markup => {
  // As it stands in the place, so that it is known there again.
  if (shape === 'door' || shape === 'meter') return placed(50, 84, shape === 'door' ? 1.32 : 1.46, shape === 'door' ? doorStand(false) : meterStand(true))
  switch (form) {
    case 'person': return person(traits)
    case 'visiting': return person(traits, true)
    case 'sensor': return sensor(traits)
    case 'machine': return machine(traits, shape)
    case 'program': return program(traits)
  }
}

/** A companion's colours: its partner's first, and a second that is not the same. */
const shared = (own: Traits, first: CreatureColour): Traits =>
  ({ ...own, first, second: own.second === first ? own.first === first ? 'creature4' : own.first : own.second })

/** The end of the dashed thread, for a portrait that stands alone; on the map it runs to the partner. */
const thread: Markup = join(stroke('M2 74q14 16 34 8', 'limb', { width: 2.2, dash: '4 5' }), block(round(3, 74, 2.6), 'limb'))

/** Several that act as one: each in its own form, side by side on one plinth. */
const onPlinth = (parts: readonly Portrayed[]): Markup => {
  const shown = parts.slice(0, partsMax)
  const scale = shown.length === 1 ? 0.8 : shown.length === 2 ? 0.58 : 0.46
  const step = shown.length === 2 ? 40 : 31
  return join(
    printed(box(6, 83, 88, 10.5), 'stone', { width: 2.4 }),
    stroke('M14 88.5h10M34 88.5h22M70 88.5h14', 'stone2', { width: 2 }),
    ...shown.map((part, i) => {
      const x = 50 + (i - (shown.length - 1) / 2) * step
      return placed(x - 50 * scale, 84 - 94 * scale, scale, creature(part))
    }))
}
