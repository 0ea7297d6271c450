/**
 * Secrets at rest: what a device keeps so that its folder opens nothing in other hands when there is a passphrase.
 *
 * A passphrase is slow on purpose, so it locks one random key only, once; that key locks everything else, fast.
 */
import { concat } from '../bytes/bytes.ts'
import type { Random } from '../ports/ports.ts'
import { decrypt, domain, encrypt, type PassphraseCost } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { type LockedFault, lockWithPassphrase, unlock } from './locked.ts'

export const secretsKeyBytes = 32
const nonceBytes = 24

/** Any bytes under a passphrase of at least 8 characters. */
export const lockSecrets = (
  plain: Uint8Array,
  passphrase: string,
  random: Random,
  cost?: PassphraseCost
): Result<Uint8Array, LockedFault> => lockWithPassphrase('scsk', plain, passphrase, random, cost)

export const unlockSecrets = (locked: Uint8Array, passphrase: string): Result<Uint8Array, LockedFault> =>
  unlock('scsk', locked, { passphrase })

/** A new key for all secrets of a device, and what to keep of it under the passphrase. */
export const makeSecretsKey = (
  passphrase: string,
  random: Random,
  cost?: PassphraseCost
): Result<{ key: Uint8Array; kept: Uint8Array }, LockedFault> => {
  const key = random.bytes(secretsKeyBytes)
  const kept = lockSecrets(key, passphrase, random, cost)
  return kept.ok ? ok({ key, kept: kept.value }) : kept
}

/** The key again. Changing the passphrase is `lockSecrets` of the same key under the new one. */
export const openSecretsKey = (kept: Uint8Array, passphrase: string): Result<Uint8Array, LockedFault> => {
  const key = unlockSecrets(kept, passphrase)
  if (!key.ok) return key
  return key.value.length === secretsKeyBytes ? ok(key.value.slice()) : no('damaged')
}

/** `nonce (24 bytes) XChaCha20-Poly1305` */
export const lockWith = (key: Uint8Array, plain: Uint8Array, random: Random): Uint8Array => {
  const nonce = random.bytes(nonceBytes)
  return concat(nonce, encrypt(plain, domain('secrets'), nonce, key))
}

/** Undefined when it was locked with another key, or is damaged. */
export const unlockWith = (key: Uint8Array, locked: Uint8Array): Uint8Array | undefined =>
  locked.length < nonceBytes
    ? undefined
    : decrypt(locked.subarray(nonceBytes), domain('secrets'), locked.subarray(0, nonceBytes), key)
