/**
 * The drawing of a place, chosen by its word: one of nine, else a shed. Every drawing stands on its base line at 0,0.
 * A place says what stock is there; the drawing shows up to twenty things one by one.
 */
import { stemmed } from '../glyphs/stems.ts'
import { join, type Markup, placed } from '../ink/markup.ts'
import type { Plant } from '../plants/plant.ts'
import { house, mill, shed } from './dwelling.ts'
import { garden, restingBed } from './garden.ts'
import { guest } from './guest.ts'
import { ideas } from './ideas.ts'
import { kitchen } from './kitchen.ts'
import { onMat, shelf, type Stocked } from './shelf.ts'
import { water } from './water.ts'
import { workshop } from './workshop.ts'

export type PlaceKind = 'kitchen' | 'shelf' | 'garden' | 'workshop' | 'water' | 'guest' | 'ideas' | 'house' | 'mill' | 'shed'

/** What a place's drawing shows besides its walls. */
export type PlaceDetails = {
  readonly stock?: readonly Stocked[]
  /** For the ideas garden, in the order they should stand. */
  readonly pages?: readonly Plant[]
  /** For water: 0 to 1, where it is known. */
  readonly level?: number
  /** A garden bed under straw. */
  readonly resting?: boolean
}

/** The extent of each drawing about its base point, in px at scale 1; smoke and the patch of shade are left out. */
export const placeExtents: Readonly<Record<PlaceKind, {
  readonly halfWidth: number; readonly top: number; readonly bottom: number
}>> = {
  kitchen: { halfWidth: 102, top: 134, bottom: 11 },
  shelf: { halfWidth: 76, top: 122, bottom: 12 },
  garden: { halfWidth: 146, top: 98, bottom: 26 },
  workshop: { halfWidth: 114, top: 116, bottom: 12 },
  water: { halfWidth: 56, top: 150, bottom: 12 },
  guest: { halfWidth: 112, top: 146, bottom: 15 },
  ideas: { halfWidth: 118, top: 112, bottom: 30 },
  house: { halfWidth: 90, top: 124, bottom: 11 },
  mill: { halfWidth: 66, top: 156, bottom: 11 },
  shed: { halfWidth: 76, top: 96, bottom: 11 }
}

/** How much each drawing is enlarged or shrunk, so that a garden does not dwarf a shed. */
export const placeScale: Readonly<Record<PlaceKind, number>> = {
  kitchen: 1, shelf: 1, garden: 0.82, workshop: 0.94, water: 0.92, guest: 0.92, ideas: 0.92, house: 0.98, mill: 0.92, shed: 1.06
}

const kindFor = stemmed<PlaceKind>([
  ['kitchen', 'kitchen oven bakery hearth cook küche backhaus ofen cuisine four cocina horno'],
  [
    'shelf',
    'shelf store pantry larder cellar stock storage depot regal vorrat lager keller speicher étagère réserve cave ' +
    'despensa estante'
  ],
  [
    'garden',
    'garden bed field orchard greenhouse allotment meadow compost plot yard beet garten feld acker gewächshaus wiese ' +
    'jardin potager champ jardín huerto huerta'
  ],
  ['workshop', 'workshop studio garage forge lab maker repair saw werkstatt schmiede atelier taller'],
  ['water', 'water well tank barrel cistern spring pond pump wasser brunnen tonne zisterne teich eau puits agua pozo'],
  ['guest', 'guest caravan visitor wagon tent bunk gast gäste wohnwagen zelt invité huésped'],
  ['ideas', 'ideas idea library reading book ideen bibliothek bücherei idées bibliothèque biblioteca'],
  ['house', 'house home flat room hall apartment dormitory parlour haus wohnung zimmer saal maison chambre casa'],
  ['mill', 'mill flour wind power solar energy battery mühle strom moulin molino']
])

/** The drawing for a place's words; a shed where nothing fits. */
export const placeKind = (words: string): PlaceKind => kindFor(words) ?? 'shed'

/** The drawing. */
export const place = (kind: PlaceKind, details: PlaceDetails = {}): Markup => {
  const stock = details.stock ?? []
  switch (kind) {
    case 'shelf': return shelf(stock)
    case 'garden': return withMat(details.resting ? restingBed : garden, stock, 66, 22)
    case 'water': return withMat(water(details.level), stock, 0, 18)
    case 'ideas': return withMat(ideas(details.pages ?? []), stock, 0, 18)
    case 'kitchen': return withMat(kitchen, stock, 12, 12)
    case 'workshop': return withMat(workshop, stock, -6, 12)
    case 'guest': return withMat(guest, stock, 28, 16)
    case 'house': return withMat(house, stock, -30, 12)
    case 'mill': return withMat(mill, stock, 0, 14)
    case 'shed': return withMat(shed, stock, 26, 12)
  }
}

const withMat = (drawing: Markup, stock: readonly Stocked[], x: number, y: number): Markup =>
  stock.length === 0 ? drawing : join(drawing, placed(x, y, 1, onMat(stock)))
