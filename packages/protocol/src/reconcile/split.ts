/**
 * Where ranges are cut, and the one range that each session lists in full (S2, S3).
 *
 * Why these numbers: a difference is searched for by cutting the range it lies in, and each level of cutting costs one
 * message and about 21 bytes a piece. Cutting in 8 costs least bytes for its depth; the first cut, which all differences
 * share, is wider and saves two messages. The responder lists earlier than the initiator, because its list needs no answer.
 *
 * Why chance (S3): sums of ids can be forged. Somebody who can put envelopes into two sets can make unequal ranges look equal,
 * as long as all that is forged falls within one range. So the first cuts lie at an offset nobody can foresee, and one range,
 * anywhere, is compared id by id. Half of these ranges lie among the latest items, where what is hidden would matter most.
 */
import type { Random } from '../ports/ports.ts'

/** A range of ranks: from (inclusive), to (exclusive). */
export interface Ranks {
  readonly from: number
  readonly to: number
}

/** Where the first message is cut, in ascending ranks, and which piece of it is listed. */
export interface Opening {
  readonly ranks: readonly number[]
  readonly listed: Ranks | undefined
}

const wideBuckets = 64
const wideItemsMin = 2_048
const buckets = 8
const bucketItemsMin = 4
/** A set this small is listed at once. */
export const openingListMax = 32
const initiatorListMax = 4
const responderListMax = 16
const latestItems = 4_096

/** Whether a range with this many own items is listed rather than cut. */
export const isListed = (items: number, initiator: boolean): boolean => items <= (initiator ? initiatorListMax : responderListMax)

/** Into how many pieces a range is cut. */
export function piecesOf(items: number, total: number): number {
  const most = items >= wideItemsMin && items * 8 >= total ? wideBuckets : buckets
  return Math.min(most, Math.max(2, Math.ceil(items / bucketItemsMin)))
}

/** Ranks that cut a range of ranks evenly, without its ends. */
export function cutEvenly(range: Ranks, pieces: number): number[] {
  const items = range.to - range.from
  return Array.from({ length: pieces - 1 }, (_, i) => range.from + Math.floor(((i + 1) * items) / pieces))
}

/** How the first message of a session is laid out; without chance it is cut evenly and lists nothing. */
export function openingOf(total: number, listedIds: number, random?: Random): Opening {
  const pieces = piecesOf(total, total)
  if (!random) return { ranks: cutEvenly({ from: 0, to: total }, pieces), listed: undefined }
  const offset = below(random, Math.max(1, Math.floor(total / pieces)))
  const even = Array.from({ length: pieces }, (_, i) => offset + Math.floor((i * total) / pieces))
  const listed = randomRange(total, listedIds, random)
  const ranks = new Set([...even.filter((rank) => rank <= listed.from || rank >= listed.to), listed.from, listed.to])
  return { ranks: [...ranks].filter((rank) => rank > 0 && rank < total).sort((a, b) => a - b), listed }
}

/** A range of at most `ids` neighbouring ranks, anywhere, so that each of them is met equally often (S3). */
export function randomRange(total: number, ids: number, random: Random): Ranks {
  const latest = below(random, 2) === 1 && total > latestItems
  const first = latest ? total - latestItems : 0
  // The range may hang over both ends, or the items there would be met less often than the others.
  const from = first + below(random, total - first + ids - 1) - (ids - 1)
  return { from: Math.max(first, from), to: Math.min(total, from + ids) }
}

/** A whole number from 0 below `end`, even enough for any `end` below 2^32. */
function below(random: Random, end: number): number {
  const bytes = random.bytes(6)
  return bytes.reduce((value, byte) => value * 256 + byte, 0) % end
}
