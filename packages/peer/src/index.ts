/** The door of the peer: what apps and the simulator may name. */
export type { Acts, ActName, AskName, Asks, ConnectionRow, DeviceRow, DissociationView, Invited, Kept, MemberRow, Outcome, PeerApi, SearchHit, Self, Status, WorldSummary } from './api/api.ts'
export { fromJson, toJson } from './api/plain.ts'
export { addressOf, openOne, plainOpener } from './world/opener.ts'
export type { ContentKeys, Opener, Opening } from './world/opener.ts'
export { Keyring } from './world/keyring.ts'
export type { Lock } from './world/keyring.ts'
export { World } from './world/world.ts'
export type { Arrival, Taken, WorldListener, WorldOptions, WorldPorts } from './world/world.ts'
