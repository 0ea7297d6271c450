/** What a world needs of its peer. */
import type { Clock, Envelope, Epoch, KeyPair, Log, Random, Store } from '@commune/protocol'
import type { Rooms } from './folds.ts'
import type { Keyring } from './keyring.ts'
import type { Opener } from './opener.ts'
import type { Packer } from './packer.ts'

export interface WorldPorts {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly opener: Opener
  /** Where there is none, it is done in place. */
  readonly packer: Packer
}

export interface WorldOptions {
  readonly id: Uint8Array
  /** Prefix of all keys of this world in the store. */
  readonly prefix: string
  readonly keyring: Keyring
  readonly rooms: Rooms
  /** The signing pair of the device that writes here. */
  readonly signPair: KeyPair
  /** A part of what this device said may lack here: it says nothing, or it would contradict itself (I4). */
  readonly listens?: () => boolean
  /** The epoch that a grant gives to this device (K1); none for one who only carries. */
  readonly grantIn?: (grant: Envelope) => Epoch | undefined
}
