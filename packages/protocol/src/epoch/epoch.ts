/**
 * Epochs: a group key and what is derived from it (K1, K6).
 *
 * An epoch is a random secret of 32 bytes. Its id is a hash of world and secret, so that a secret received from anybody is
 * checked on opening. Everything below is derived from the secret and the world's id, each under its own domain.
 */
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

/** The epoch of this secret in this world. `world` and `secret` are 32 bytes each. */
export const epochOf = (world: Uint8Array, secret: Uint8Array): Epoch => ({
  secret,
  id: derive('epoch id', [world, secret]),
  tag: derive('epoch tag', [world], secret).slice(0, tagBytes),
  contentKey: derive('epoch content', [world], secret),
  liveKey: derive('epoch live', [world], secret),
  prove: signPair(derive('epoch prove', [world], secret))
})

/** What a carrier knows a world by, and what members and carriers find one another with (S1): never the world's id. */
export const handleOf = (world: Uint8Array): Uint8Array => derive('world handle', [world])
