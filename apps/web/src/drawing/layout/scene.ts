/**
 * What a map is drawn from: plain data, the contract between the app and the drawing.
 *
 * Everything drawn is also a sentence in the list beside the map, so each thing brings its sentence; it is the accessible
 * name of the thing's button. Names are words of others and only ever become text nodes.
 */
import type { Portrayed } from '../creatures/creature.ts'
import type { FireState } from '../fire/fire.ts'
import type { GlyphName } from '../glyphs/glyph.ts'
import type { IceState } from '../ice/ice.ts'
import type { PlaceKind } from '../places/place.ts'
import type { Stocked } from '../places/shelf.ts'
import type { Plant } from '../plants/plant.ts'

/** What every drawn thing brings. */
export type SceneThing = {
  /** Unlike any other id in the scene. */
  readonly id: string
  /** The row of the list that says the same, whole and in plain words. */
  readonly sentence: string
}

/** A place in the world. Places come in the order they were named. */
export type ScenePlace = SceneThing & {
  readonly name: string
  /** Chosen from the name when it is not given. */
  readonly kind?: PlaceKind
  /** How many places were named in this world before this one, gone ones counted too; its position in the list if absent. */
  readonly seat?: number
  /** A second line below the name, such as "flour: 14 of 18 kg". */
  readonly words?: string
  readonly stock?: readonly Stocked[]
  /** For water, 0 to 1. */
  readonly level?: number
  /** For a garden bed under straw. */
  readonly resting?: boolean
  /** For the ideas garden, least heard first. */
  readonly pages?: readonly Plant[]
}

/** A ware. It stands where it says it stands, never where a sensor saw it. */
export type SceneWare = SceneThing & Portrayed & {
  readonly name?: string
  /** The id of the place it says it stands at; says nothing: on the bench by the path. */
  readonly place?: string
  /** The word an oddware says of its own kind. */
  readonly ownWord?: string
}

/** A gathering. */
export type SceneFire = SceneThing & {
  readonly name: string
  readonly state: FireState
  /** The plain word beside it, such as "kindling: 3 of 5 ready". */
  readonly words: string
  readonly have?: number
  readonly need?: number
  /** More urgent ones are drawn first; 0 if absent. */
  readonly urgency?: number
}

/** A commitment or a standing flow between two things of the scene. */
export type SceneCurrent = SceneThing & {
  readonly from: string
  readonly to: string
  /** What rides on it. */
  readonly rider: GlyphName
  /** Lent, and comes back. */
  readonly lent?: boolean
  readonly urgency?: number
}

/** A finding "hangs on one". It stands about a thing, never about a person. */
export type SceneIce = SceneThing & {
  readonly name: string
  readonly state: IceState
  /** The plain word, such as "frozen: on one phone only". */
  readonly words: string
  /** What it holds; a written page if absent. */
  readonly about?: GlyphName
  readonly place?: string
  readonly urgency?: number
}

/**
 * A device that is drawn by what it does: light or water when it acts, stone grey when it rests; a door that is open or closed; a meter by
 * which something is used or not.
 */
export type SceneActuator = SceneThing & {
  readonly device: DeviceKind
  /** What it is called; shown with its word where there is room for both. */
  readonly name?: string
  readonly acts: boolean
  /** The plain word, such as "lamp shines"; shown when it fits. */
  readonly words: string
  /** Where it stands; by the path if absent. */
  readonly place?: string
}

export type DeviceKind = 'lamp' | 'tap' | 'pump' | 'door' | 'meter'

/** A pulse: somebody is near. It has no sentence of its own and no button, because it is gone in seconds; its lamp tells. */
export type ScenePulse = {
  readonly id: string
  /** The id of an actuator or place; on the path if absent. */
  readonly near?: string
}

/** All of a map. */
export type PlaceScene = {
  /** The world's id; seeds trees, grass and stones. */
  readonly worldKey: string
  /** The name of the group for those who do not see it, such as "Linden Yard, drawn". */
  readonly name: string
  readonly places: readonly ScenePlace[]
  readonly wares: readonly SceneWare[]
  readonly fires: readonly SceneFire[]
  readonly currents: readonly SceneCurrent[]
  readonly ices: readonly SceneIce[]
  readonly actuators: readonly SceneActuator[]
  readonly pulses: readonly ScenePulse[]
  /** The ids in the order of the list; what is missing comes after, in drawing order. */
  readonly order?: readonly string[]
  /** The ware at this device: it is never hidden behind "and more inside". */
  readonly self?: string
  /** The moon tonight. */
  readonly moon?: { readonly lit: number; readonly growing: boolean }
}

/**
 * How close one looks: the commune, one place of it, or one corner of a place where many are. Where there are more corners
 * than a page holds, they are shown beginning at `fromCorner`.
 */
export type Zoom = { readonly place: string; readonly corner?: number; readonly fromCorner?: number }

/** How many of each are drawn; the rest are in the list. */
export const drawnMax = { currents: 7, fires: 3, ices: 3, actuators: 8, pulses: 3 } as const

/** Up to so many wares stand freely, up to so many in rows; above that each place is a hamlet. */
export const freeWaresMax = 16
export const rowWaresMax = 60
/** Faces in a row before a doorway says that more are inside. */
export const rowMax = 7
