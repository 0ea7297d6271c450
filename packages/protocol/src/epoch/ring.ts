/**
 * Ring keys (K1): what a ware is counted by without being known (E6). Published in each epoch from the first day, so that
 * rings can be drawn later; used by ring signatures only.
 */
import { derive, ringPair } from '../sodium/sodium.ts'
import type { DeviceKeys } from '../identity/device.ts'

/** The ring key pair of this device in this world: a ristretto255 point (32 bytes) and its scalar. `season` counts seasons since 1970. */
export const ringPairOf = (device: DeviceKeys, world: Uint8Array, season: number): { publicKey: Uint8Array; secretKey: Uint8Array } =>
  ringPair(derive('ring', [world, Uint8Array.of(season >> 8, season & 0xff)], device.secret.subarray(0, 32)))
