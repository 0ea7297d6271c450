/** What a world tells of what it took in. */
import type { Address, IdText, Place } from '@commune/protocol'

export interface Taken {
  /** New here, durable now. */
  readonly fresh: readonly Address[]
  readonly known: number
  /** Ids of all that was given, new or not. */
  readonly ids: readonly Uint8Array[]
  readonly refused: readonly { readonly id: IdText; readonly reason: string }[]
  /** How many of these have not even an address, so that nobody keeps them. */
  readonly broken: number
  /** Of the new ones, bytes that lie sealed here, and of what was refused and is carried all the same (S6). */
  readonly sealedBytes: number
  readonly refusedBytes: number
}

/** What came in or was said, for those who pass it on. `from` is whatever the caller of `take` named. */
export interface Arrival {
  readonly address: Address
  readonly bytes: Uint8Array
  readonly place: Place
  readonly from: unknown
}

export interface WorldListener {
  arrived?(arrivals: readonly Arrival[]): void
  /** A grant came, and with it an epoch to read and write with. */
  granted?(): void
  /** Rooms whose state changed. */
  folded?(rooms: ReadonlySet<string>): void
}
