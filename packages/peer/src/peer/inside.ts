/** What the parts of a peer share. */
import type { Message, Search, Views } from '@commune/commune'
import type { Address, Change, IdText, Place, Present, Session, Transport } from '@commune/protocol'
import type { ConnectionRow, Kept, Status } from '../api/api.ts'
import type { Carried } from '../carried/carried.ts'
import type { CarriedWorlds } from '../carried/carriedWorlds.ts'
import type { Hosted } from '../hosted/hosted.ts'
import type { PresentDevice } from '../hosted/ports.ts'
import type { Told } from '../few/told.ts'
import type { Me } from '../me/me.ts'
import type { Lock } from '../world/keyring.ts'
import type { Linking } from '../linking/linking.ts'
import type { Live } from '../live/live.ts'
import type { Channel } from '../sync/channel.ts'
import type { Senses } from '../senses/senses.ts'
import type { SensesPorts } from '../senses/ports.ts'
import type { WorldPorts } from '../world/ports.ts'
import type { Registry } from './registry.ts'
import type { Watches } from './watches.ts'

export interface PeerPorts extends WorldPorts {
  /** Left out: a peer without any network. */
  readonly transport?: Transport
  /** Left out: this peer keeps no readings of its own, and brings in no things. */
  readonly senses?: SensesPorts
  /** The same, loaded only when something is sensed here by hand: for a page, which mostly looks. */
  readonly sensesLater?: () => Promise<SensesPorts>
}

export interface PeerOptions {
  /** Locks what must not lie open in the store. */
  readonly lock: Lock
  /** The store may be cleared by others, as a browser's may. */
  readonly mayForget: boolean
  readonly version: string
  /** Bytes of files kept for each world. */
  readonly filesBytesMax?: number
  /** Bytes of envelopes and chunks kept for each world that is carried. */
  readonly carriedBytesMax?: number
  /** Where the web app of this peer is reached from the house: what invitation links begin with. */
  readonly webBase?: () => string
  readonly listeners?: () => Status['listeners']
}

/** A world with all that this peer keeps about it. */
export interface Held {
  readonly hosted: Hosted
  readonly views: () => Views
  /** What was told to a few, and opens here. */
  readonly told: () => Told
  /** The filled index over what is shown. */
  readonly search: () => Promise<Search>
  left: boolean
}

/** The conversations with other peers, as the rest of the peer needs them. */
export interface Sync {
  add(hosted: Hosted): void
  remove(world: IdText): void
  /** Keeps and hands on a world that cannot be read here; and no more. */
  carry(carried: Carried): void
  carryNoMore(handle: IdText): void
  /** Something about a world changed that others should hear of: epochs held, for one. */
  again(world: IdText): void
  /** Resolves when a wire is open; goes on trying when it breaks. Rejects when nobody answers now. */
  connect(address: string): Promise<void>
  /** Resolves when this world was compared with somebody once, or after so long. */
  even(world: IdText, waitMs: number): Promise<void>
  /** Addresses where this peer can be reached, best first. */
  addresses(): string[]
  /** What passes beside the envelopes has changed (invitations that are answered here, ways back): those concerned hear of it. */
  beside(): void
  /** Says to all members connected what those who have a page open write, but not to where it came from. Kept nowhere. */
  live(world: IdText, sealed: Uint8Array, from: Channel | undefined): void
  /** Asks a device about what only that one has; undefined when it is not here or does not tell. */
  question(world: IdText, device: IdText, question: Uint8Array): Promise<Uint8Array | undefined>
  /** Devices connected now that do not forget and take what passes beside the envelopes. */
  keepers(): readonly Present[]
  /** Asks at an address to be let in by the invitation with this handle; resolves with the answer as it came. */
  join(address: string, handle: Uint8Array, ask: (session: Session) => Uint8Array): Promise<{ reply: Uint8Array; session: Session }>
  /** Devices connected in a world that have shown who they are. */
  present(world: IdText): readonly PresentDevice[]
  /** Whether this world was ever compared with anybody from here. */
  compared(world: IdText): boolean
  /** Devices known to hold durably what lies at this place, and all before it (S5). */
  keptBy(world: IdText, place: Place): Kept
  /** Whether this device is known to hold durably what lies at this place (S5). */
  isKeptBy(world: IdText, place: Place, device: IdText): boolean
  /** Envelopes still to come, as far as known. */
  coming(world: IdText): number
  /** Fetches chunks of files from whoever is connected; answers with those that did not come. */
  bring(world: IdText, ids: readonly Uint8Array[]): Promise<Uint8Array[]>
  connections(): readonly ConnectionRow[]
  refused(): number
  /** What keeps this peer from talking to others, in words. */
  problems(): readonly Message[]
  /** Ends all conversations; they begin anew as another device. */
  restart(): void
  close(): Promise<void>
}

export interface Inside {
  readonly ports: PeerPorts
  readonly options: PeerOptions
  readonly registry: Registry
  readonly watches: Watches
  readonly sync: Sync
  readonly live: Live
  readonly linking: Linking
  readonly senses: Senses
  readonly carried: CarriedWorlds
  /** Begins to sync a world that is carried. */
  carry(carried: Carried): void
  me(): Me
  /** `changes` are committed together with it. */
  setMe(me: Me, changes?: readonly Change[]): Promise<void>
  held(): readonly Held[]
  find(world: IdText): Held | undefined
  /** Opens a registered world and begins to sync it. */
  open(world: IdText): Promise<Held>
  /** Ends syncing a world, and closes it. */
  drop(world: IdText): Promise<void>
  /** What is wrong with the store, in words. */
  storeProblems(): readonly Message[]
  /** A part of this world was lost here, and nothing is said in it until others have brought that back. */
  lacks(world: IdText): boolean
}

export type { Address }
