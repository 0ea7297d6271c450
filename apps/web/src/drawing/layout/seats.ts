/**
 * Seats for places: around the fire, in the order of naming, for ever.
 *
 * A seat is a cell of a field with the fire in the middle; the cells below the fire belong to the path and its bench. A field
 * is shown whole; when its seats are taken the next larger one is shown. On a wide page the first seven seats lie around the
 * fire and the next six widen the field to both sides; a phone's strip begins with five, behind and beside the fire. Within
 * what a field adds, cells are taken by the golden angle: each next place turns 137.5 degrees on and takes the cell nearest
 * to that direction, so that no side fills before the others.
 *
 * Invariants: a seat depends on its number alone. As a world grows its seats never change; only the field shown grows, in
 * steps, and with it the scale, all about the fire.
 */
import type { Point } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

/** A cell of a field: the fire is 0,0, across to the right, down to the viewer. */
export type Cell = readonly [across: number, down: number]

/** The outermost cells of a field. */
export type FieldSize = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The seats of one kind of page. */
export type Seating = {
  readonly count: number
  /** The cell of a seat, from 0 to `count - 1`. */
  readonly cell: (seat: number) => Cell
  /** The field that shows all seats up to this one. */
  readonly field: (highestSeat: number) => FieldSize
}

const goldenAngle = Math.PI * (3 - Math.sqrt(5))
/** The first place is named to the upper left of the fire, as one reads. */
const firstAngle = -Math.PI * 0.78

const even = (wide: number, deep: number): FieldSize => ({ left: -wide, right: wide, top: -deep, bottom: deep })

const cellsOf = (field: FieldSize, inner: FieldSize | undefined): Cell[] => {
  const cells: Cell[] = []
  for (let down = field.top; down <= field.bottom; down++) {
    for (let across = field.left; across <= field.right; across++) {
      const taken = inner && across >= inner.left && across <= inner.right && down >= inner.top && down <= inner.bottom
      const path = across === 0 && down >= 0
      if (!taken && !path) cells.push([across, down])
    }
  }
  return cells
}

const turnBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)))

/** Makes the seats of fields that lie each within the next. */
const seatingOf = (fields: readonly FieldSize[]): Seating => {
  const seats: { cell: Cell; field: FieldSize }[] = []
  fields.forEach((field, i) => {
    const free = cellsOf(field, fields[i - 1])
    while (free.length > 0) {
      const angle = firstAngle + seats.length * goldenAngle
      const away = (cell: Cell): number => turnBetween(Math.atan2(cell[1], cell[0]), angle)
      const nearest = free.reduce((best, cell) => away(cell) < away(best) - 1e-9 ? cell : best)
      free.splice(free.indexOf(nearest), 1)
      seats.push({ cell: nearest, field })
    }
  })
  const seatAt = (seat: number): { cell: Cell; field: FieldSize } => {
    const found = seats[seat]
    if (!found) throw new Error(`there is no seat ${seat}`)
    return found
  }
  return {
    count: seats.length,
    cell: seat => seatAt(seat).cell,
    field: highest => highest < 0 ? fields[0]! : seatAt(Math.min(seats.length - 1, highest)).field
  }
}

export const wideSeating: Seating = seatingOf(
  [even(1, 1), even(2, 1), even(2, 2), even(3, 2), even(3, 3), even(4, 3), even(4, 4)]
)

export const narrowSeating: Seating = seatingOf([
  { left: -1, right: 1, top: -1, bottom: 0 }, even(1, 1), { left: -1, right: 1, top: -2, bottom: 1 }, even(2, 2), even(3, 3)
])

/** How far a place stands from the middle of its cell, -1 to 1 each way: so that the field does not look like one. */
export const seatStray = (seat: number): Point => {
  const chance = seeded('seat ' + seat)
  return [chance.between(-1, 1), chance.between(-1, 1)]
}
