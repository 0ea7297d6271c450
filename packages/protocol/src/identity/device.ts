/**
 * Devices and recovery keys: what a ware signs and opens with (I1, I2).
 *
 * A device is 64 secret bytes: the seed of its Ed25519 pair, then the seed of its X25519 pair. A recovery key is an Ed25519
 * pair from 32 secret bytes; it belongs in a backup and not on a device, because it outranks devices (I3).
 */
import type { Random } from '../ports/ports.ts'
import { boxPair, type KeyPair, signPair } from '../sodium/sodium.ts'

export const deviceSecretBytes = 64
export const recoverySecretBytes = 32

export interface DeviceKeys {
  /** 64 bytes: all that has to be kept of a device. */
  readonly secret: Uint8Array
  readonly sign: KeyPair
  readonly box: KeyPair
}

export interface RecoveryKey {
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly sign: KeyPair
}

export const makeDevice = (random: Random): DeviceKeys => deviceFrom(random.bytes(deviceSecretBytes))

/** The device of these 64 bytes. */
export const deviceFrom = (secret: Uint8Array): DeviceKeys => ({
  secret,
  sign: signPair(secret.subarray(0, 32)),
  box: boxPair(secret.subarray(32, 64))
})

export const makeRecovery = (random: Random): RecoveryKey => recoveryFrom(random.bytes(recoverySecretBytes))

/** The recovery key of these 32 bytes. */
export const recoveryFrom = (secret: Uint8Array): RecoveryKey => ({ secret, sign: signPair(secret) })
