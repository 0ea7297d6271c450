/**
 * Epochs: a group key and what is derived from it (K1, K6).
 *
 * An epoch is a secret of 32 bytes. Its id is a hash of world and secret, so that a secret received from anybody is
 * checked on opening. Everything below is derived from the secret and the world's id, each under its own domain.
 *
 * The secret itself is a hash of the minting device and a random seed. The minter shows the seed inside the epoch, so that
 * all who hold the secret know who minted it, and nobody else can say so.
 */
import type { Random } from '../ports/ports.ts'
import { derive, type KeyPair, signPair } from '../sodium/sodium.ts'

export interface Epoch {
  readonly secret: Uint8Array
  /** 32 bytes; seen by members only. */
  readonly id: Uint8Array
  /** 16 bytes in the header of each envelope; all that a carrier sees of an epoch (V2). */
  readonly tag: Uint8Array
  /** Encrypts entries. */
  readonly contentKey: Uint8Array
  /** Encrypts what passes between two members on a wire and is never stored. */
  readonly liveKey: Uint8Array
  /** Proves on a connection that a peer holds this epoch; carriers hold the public half (K6). */
  readonly prove: KeyPair
}

export const tagBytes = 16
export const seedBytes = 32

/** The epoch of this secret in this world. `world` and `secret` are 32 bytes each. */
export const epochOf = (world: Uint8Array, secret: Uint8Array): Epoch => ({
  secret,
  id: epochIdOf(world, secret),
  tag: derive('epoch tag', [world], secret).slice(0, tagBytes),
  contentKey: derive('epoch content', [world], secret),
  liveKey: derive('epoch live', [world], secret),
  prove: signPair(derive('epoch prove', [world], secret))
})

export const epochIdOf = (world: Uint8Array, secret: Uint8Array): Uint8Array => derive('epoch id', [world, secret])

/** The secret that this device mints from this seed. */
export const epochSecret = (device: Uint8Array, seed: Uint8Array): Uint8Array => derive('epoch secret', [device, seed])

/** A new epoch minted by this device (its sign key). The seed belongs into the `epoch.mint` statement. */
export const makeEpoch = (world: Uint8Array, device: Uint8Array, random: Random): { epoch: Epoch; seed: Uint8Array } => {
  const seed = random.bytes(seedBytes)
  return { epoch: epochOf(world, epochSecret(device, seed)), seed }
}

/** What a carrier knows a world by, and what members and carriers find one another with (S1): never the world's id. */
export const handleOf = (world: Uint8Array): Uint8Array => derive('world handle', [world])
