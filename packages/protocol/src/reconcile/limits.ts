/** Bounds of one session of reconciliation (E7). */
import { limits } from '../ports/limits.ts'

export interface ReconcileLimits {
  /** Bytes of a message we send, at least 4,096. */
  readonly frameBytesMax: number
  /** Bytes of a message we take. */
  readonly messageBytesMax: number
  /** Ranges of a message, both ways, at least 128. */
  readonly rangesMax: number
  /** Messages we take in one session. */
  readonly roundsMax: number
  /** Items learned to be ours alone by one message, give or take one range; the rest comes with later messages. */
  readonly haveItemsMax: number
  /** Ids of the random range that is listed in full (S3). */
  readonly listedIdsMax: number
}

export const reconcileLimits: ReconcileLimits = {
  frameBytesMax: 262_144,
  messageBytesMax: limits.messageBytesMax,
  rangesMax: 8_192,
  roundsMax: 4_096,
  haveItemsMax: 16_384,
  listedIdsMax: 64
}
