/**
 * Seats for places: around the fire, in the order of naming, for ever.
 *
 * A seat is a cell of a field with the fire in the middle; the cell below the fire belongs to the path and its bench. The
 * first seven seats are the cells around the fire, the next six widen the field to both sides, later ones lie about it.
 * Within each such ring the cells are taken by the golden angle: each next place turns 137.5 degrees on and takes the cell
 * nearest to that direction, so that no side fills before the others.
 *
 * Invariants: a seat depends on its number alone. As a world grows its seats never change; only the field shown grows, in
 * steps, and with it the scale, all about the fire.
 */
import type { Point } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

/** A cell of the field: the fire is 0,0, across to the right, down to the viewer. */
export type Cell = readonly [across: number, down: number]

const goldenAngle = Math.PI * (3 - Math.sqrt(5))
/** The first place is named to the upper left of the fire, as one reads. */
const firstAngle = -Math.PI * 0.78

/** Half-widths of the fields, in cells: 3 by 3, 5 by 3, 5 by 5, 7 by 5, and so on. */
const fieldOf = (ring: number): Cell => [1 + Math.ceil(ring / 2), 1 + Math.floor(ring / 2)]

/** Fields beyond this are not shown on one map; a commune of more places zooms. */
const ringsMax = 6

const cellsOfRing = (ring: number): Cell[] => {
  const [wide, deep] = fieldOf(ring)
  const [innerWide, innerDeep] = ring === 0 ? [0, 0] : fieldOf(ring - 1)
  const cells: Cell[] = []
  for (let down = -deep; down <= deep; down++) {
    for (let across = -wide; across <= wide; across++) {
      const inner = Math.abs(across) <= innerWide && Math.abs(down) <= innerDeep
      const path = across === 0 && down >= 0
      if (!inner && !path) cells.push([across, down])
    }
  }
  return cells
}

const turnBetween = (a: number, b: number): number => Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)))

/** All seats of all rings in order, with the ring of each. */
const seats: readonly { readonly cell: Cell; readonly ring: number }[] = (() => {
  const taken: { cell: Cell; ring: number }[] = []
  for (let ring = 0; ring <= ringsMax; ring++) {
    const free = cellsOfRing(ring)
    while (free.length > 0) {
      const angle = firstAngle + taken.length * goldenAngle
      const nearest = free.reduce((best, cell) =>
        turnBetween(Math.atan2(cell[1], cell[0]), angle) < turnBetween(Math.atan2(best[1], best[0]), angle) - 1e-9 ? cell : best)
      free.splice(free.indexOf(nearest), 1)
      taken.push({ cell: nearest, ring })
    }
  }
  return taken
})()

/** How many seats there are on the largest field. */
export const seatsCount: number = seats.length

/** The cell of a seat, from 0 to `seatsCount - 1`. */
export const seatCell = (seat: number): Cell => {
  const found = seats[seat]
  if (!found) throw new Error(`there is no seat ${seat}`)
  return found.cell
}

/** The half-width and half-height of the field that shows all seats up to this one. */
export const fieldFor = (highestSeat: number): Cell =>
  fieldOf(highestSeat < 0 ? 0 : seats[Math.min(seats.length - 1, highestSeat)]!.ring)

/** How far a place stands from the middle of its cell, as shares of a cell: so that the field does not look like one. */
export const seatStray = (seat: number): Point => {
  const chance = seeded('seat ' + seat)
  return [chance.between(-1, 1), chance.between(-1, 1)]
}
