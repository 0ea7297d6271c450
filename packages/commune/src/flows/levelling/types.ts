/**
 * What one giver sees when it splits its surplus, and what it says then. Amounts are plain numbers in one unit here: nothing is promised by
 * a split, and what is promised is rounded down to exact amounts at the edge (`pieces.ts`).
 *
 * A view is arrays side by side, one place for each need that the giver can reach, so that sixty thousand givers fit one bench. The needs
 * of one ware for one thing are one place (`wants` is their sum): who splits a need into many gains nothing by it.
 */

export interface View {
  /** How much this giver has to spare. */
  supply: number
  /** How many of the places are in use. */
  count: number
  /** What each need asks for in all. */
  readonly wants: Float64Array
  /** For how many heads it asks; levels are compared per head. */
  readonly heads: Float64Array
  /** Under this it is of no use; 0 where any amount is. */
  readonly least: Float64Array
  /** 0 may wait, 1 as usual, 2 urgent: the urgent ones first. */
  readonly urgency: Uint8Array
  /** A number from 0 up to 1 that nobody chose (of the need's id): who goes first where not all that need a least amount can have it. */
  readonly turn: Float64Array
  /** What this giver's last split gives it. */
  readonly own: Float64Array
  /** What the last splits of all others give it together, as far as this giver has seen them. */
  readonly others: Float64Array
  /** How much higher than its amount it stands: the mean of what all who reach it said last (this giver among them); 0 where none has. */
  readonly lift: Float64Array
  /** How many others reach it that had not seen this giver's last split when they last spoke: they may be about to do what it does. */
  readonly unseen: Float64Array
  /** Amount per head that a usual need asks for: the median of all known needs of this thing; above nothing. */
  usual: number
  /** The largest amount per head that any known need of this thing asks for. */
  top: number
}

/** What a giver says: one amount and one lift for each place of its view. */
export interface Split {
  readonly shares: Float64Array
  readonly lifts: Float64Array
}

/** A view with room for so many needs; all of them plain (one head, any amount, as usual). */
export function roomFor(count: number): View {
  const numbers = (): Float64Array => new Float64Array(count)
  return {
    supply: 0,
    count,
    wants: numbers(),
    heads: numbers().fill(1),
    least: numbers(),
    urgency: new Uint8Array(count).fill(1),
    turn: numbers(),
    own: numbers(),
    others: numbers(),
    lift: numbers(),
    unseen: numbers(),
    usual: 1,
    top: 1
  }
}

export const splitFor = (count: number): Split => ({ shares: new Float64Array(count), lifts: new Float64Array(count) })
