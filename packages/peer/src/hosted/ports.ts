/** What a hosted world needs of the peer around it. */
import type { Clock, IdText, Log, Present, Random, RawStatement } from '@commune/protocol'

/** One who is connected, with the epochs it has proven to hold in this conversation, as far as they are held here (K6). */
export interface PresentDevice extends Present {
  readonly holds: ReadonlySet<IdText>
}

/** Who is connected in this world, as the sessions know it. */
export interface Presence {
  present(world: IdText): readonly PresentDevice[]
  /** Whether this world was compared with anybody since this device came into it. */
  compared(world: IdText): boolean
}

export interface HostedPorts {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly presence: Presence
  /** What this ware says anew in a new epoch, for those who cannot read older ones (K4); the minter of the world as well. */
  introduce(asMinter: boolean): RawStatement[]
  /** This device was copied, and is to become another (I4). */
  copied(): void
}

/** A newcomer mints nothing before its first comparison; when none comes about, after so long. */
export const firstComparisonMaxMs = 60_000
