/** What the layout gives and the map draws: things at positions, labels, currents, and the free ground between them. */
import type { Colour } from '../../theme/index.ts'
import type { Portrayed } from '../creatures/creature.ts'
import type { FireState } from '../fire/fire.ts'
import type { GlyphName } from '../glyphs/glyph.ts'
import type { IceState } from '../ice/ice.ts'
import type { Area } from '../ink/area.ts'
import type { Point } from '../ink/path.ts'
import type { PlaceDetails, PlaceKind } from '../places/place.ts'
import type { WordFace } from './words.ts'
import type { Frame } from './frame.ts'
import type { DeviceKind } from './scene.ts'

/** What is to be drawn, as data. */
export type Picture =
  | { readonly type: 'place'; readonly kind: PlaceKind; readonly details: PlaceDetails; readonly hamletOf?: number; readonly halfWidth: number }
  | { readonly type: 'ware'; readonly ware: Portrayed }
  | { readonly type: 'fire'; readonly state: FireState; readonly have: number; readonly need: number }
  | { readonly type: 'ice'; readonly state: IceState; readonly about?: GlyphName }
  | { readonly type: DeviceKind; readonly acts: boolean }
  | { readonly type: 'bench'; readonly widthPx: number }
  | { readonly type: 'doorway' }
  | { readonly type: 'logSeat' }
  | { readonly type: 'near' }

/** The ink a line of a label has; at dusk all are plain ink, because no other word stands on land then. */
export type Tone = 'ink' | 'ink2' | 'ember' | 'ice' | 'water'

export type LabelLine = { readonly text: string; readonly face: WordFace; readonly tone: Tone }

export type PlacedLabel = {
  readonly lines: readonly LabelLine[]
  readonly area: Area
  readonly anchor: 'start' | 'middle' | 'end'
  /** False when it fits nowhere: then it is shown on focus and under the pointer. */
  readonly shown: boolean
}

export type Role = 'place' | 'ware' | 'fire' | 'ice' | 'actuator' | 'current' | 'decor'

/** One drawn thing. Its base point is where it stands. */
export type PlacedThing = {
  readonly id: string
  readonly role: Role
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly picture: Picture
  /** Painted in this order from far to near; `y` if absent. */
  readonly depth?: number
  /** What it covers. */
  readonly solid: Area
  readonly label?: PlacedLabel
  /** Absent for what is no button: a bench, a doorway, rings, and what stands so close that nothing could be pressed there. */
  readonly sentence?: string
}

export type PlacedCurrent = {
  readonly id: string
  readonly sentence: string
  readonly points: readonly Point[]
  readonly rider: GlyphName
  readonly colour: Colour
  readonly lent: boolean
  readonly merged: number
}

/** One button of the map: what it says, and the box in which it can be pressed. Of two that meet, the higher layer is hit. */
export type PlacedButton = { readonly id: string; readonly sentence: string; readonly area: Area; readonly layer: number }

/** How wares are shown: each by itself, in rows with a doorway, as hamlets, or one place from inside. */
export type Manner = 'free' | 'rows' | 'hamlets' | 'inside'

export type Arrangement = {
  readonly frame: Frame
  readonly worldKey: string
  readonly manner: Manner
  readonly things: readonly PlacedThing[]
  readonly currents: readonly PlacedCurrent[]
  readonly footpaths: readonly { readonly points: readonly Point[]; readonly widthPx: number }[]
  readonly ties: readonly { readonly from: Point; readonly to: Point }[]
  readonly clearing?: { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number }
  /** A wide clearing behind everything. */
  readonly meadow?: { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number }
  /** What trees and grass keep off. */
  readonly keepOff: readonly Area[]
  /** All buttons in the order of the list. */
  readonly buttons: readonly PlacedButton[]
  readonly moon?: { readonly lit: number; readonly growing: boolean }
}
