/**
 * Bytes locked for keeping: by a passphrase (Argon2id) or by a key that is printed. Backups and the secrets of a daemon lie
 * in this form.
 *
 *     at  bytes
 *      0      4  what it is: `scbk` a backup, `scsk` secrets
 *      4      1  version, 1
 *      5      1  lock: 1 passphrase, 2 key
 *      6      1  passes of Argon2id (lock 1, else 0)
 *      7      4  memory of Argon2id in KiB, big end first (lock 1, else 0)
 *     11     16  salt (lock 1, else 0)
 *     27     24  nonce
 *     51      …  XChaCha20-Poly1305 of the plain bytes, padded to a multiple of 1,024, bound to bytes 0 to 26
 *   last      8  first bytes of BLAKE2b of all before: tells damage from a wrong passphrase
 */
import { concat, sameBytes, utf8 } from '../bytes/bytes.ts'
import { pad, unpad } from '../bytes/padding.ts'
import type { Random } from '../ports/ports.ts'
import { decrypt, derive, encrypt, hash, keyFromPassphrase, type PassphraseCost, passphraseCost } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { fromKeyText } from './keyText.ts'

export type LockedFault =
  | 'not-it'
  | 'newer'
  | 'damaged'
  | 'too-costly'
  | 'wrong-passphrase'
  | 'weak-passphrase'
  | 'needs-passphrase'
  | 'needs-key'
  | 'mistyped-key'
  | 'wrong-key'

/** One or two plain sentences for each fault; what it is about is named by the caller. */
export const lockedFaultWords: Readonly<Record<LockedFault, string>> = {
  'not-it': 'This is not a file of this kind. Choose the file that this program wrote.',
  newer: 'This was written by a newer version of the program. Update this one, then try again.',
  damaged: 'This is damaged: a part is missing or changed. Use another copy, if there is one.',
  'too-costly':
    'This asks for more memory or time than this device has, or than this program ever asks for. Try a larger device.',
  'wrong-passphrase': 'This passphrase does not open it. Capital letters and spaces count.',
  'weak-passphrase': 'A passphrase needs at least 8 characters. A few words in a row do well.',
  'needs-passphrase': 'This opens with a passphrase.',
  'needs-key': 'This opens with the key that was shown when it was made: eight groups of four letters and digits.',
  'mistyped-key': 'This key has a letter or digit wrong. It is eight groups of four.',
  'wrong-key': 'This key belongs to something else.'
}

export type LockedKind = 'scbk' | 'scsk'

/** How it opens: a passphrase, or the text of a key (see `keyText`). */
export type LockKey = { readonly passphrase: string } | { readonly key: string }

const version = 1
const boundBytes = 27
const headBytes = 51
const checkBytes = 8
const step = 1_024
export const passphraseCharsMin = 8
const passesMax = 12
const memoryKibMax = 262_144

/** A passphrase however it was typed: composed and decomposed letters and outer spaces make no difference. */
const passphraseBytes = (passphrase: string): Uint8Array => utf8(passphrase.trim().normalize('NFKC'))

/** Locks with a passphrase of at least 8 characters. */
export const lockWithPassphrase = (
  kind: LockedKind,
  plain: Uint8Array,
  passphrase: string,
  random: Random,
  cost: PassphraseCost = passphraseCost
): Result<Uint8Array, LockedFault> => {
  if ([...passphrase.trim()].length < passphraseCharsMin) return no('weak-passphrase')
  const salt = random.bytes(16)
  const { passes, memoryKib } = cost
  const costBytes = Uint8Array.of(passes, memoryKib >>> 24, (memoryKib >>> 16) & 0xff, (memoryKib >>> 8) & 0xff, memoryKib & 0xff)
  return ok(
    close(
      concat(utf8(kind), Uint8Array.of(version, 1), costBytes, salt),
      plain,
      keyFromPassphrase(passphraseBytes(passphrase), salt, cost),
      random
    )
  )
}

/** Locks with 16 secret bytes, which `toKeyText` prints. */
export const lockWithKey = (kind: LockedKind, plain: Uint8Array, secret: Uint8Array, random: Random): Uint8Array =>
  close(concat(utf8(kind), Uint8Array.of(version, 2), new Uint8Array(21)), plain, keyOf(kind, secret), random)

/** How these bytes open, without opening them. */
export const lockOf = (kind: LockedKind, bytes: Uint8Array): Result<'passphrase' | 'key', LockedFault> => {
  if (bytes.length < 5 || !sameBytes(bytes.subarray(0, 4), utf8(kind))) return no('not-it')
  if ((bytes[4] as number) > version) return no('newer')
  const check = bytes.length - checkBytes
  if (check < headBytes || !sameBytes(hash(bytes.subarray(0, check)).subarray(0, checkBytes), bytes.subarray(check)))
    return no('damaged')
  if (bytes[4] !== version) return no('damaged')
  return bytes[5] === 1 ? ok('passphrase') : bytes[5] === 2 ? ok('key') : no('damaged')
}

export const unlock = (kind: LockedKind, bytes: Uint8Array, opener: LockKey): Result<Uint8Array, LockedFault> => {
  const lock = lockOf(kind, bytes)
  if (!lock.ok) return lock
  const key = lock.value === 'passphrase' ? passphraseKey(bytes, opener) : printedKey(kind, opener)
  if (!key.ok) return key
  const cipher = bytes.subarray(headBytes, bytes.length - checkBytes)
  const padded = decrypt(cipher, bytes.subarray(0, boundBytes), bytes.subarray(boundBytes, headBytes), key.value)
  if (!padded) return no(lock.value === 'passphrase' ? 'wrong-passphrase' : 'wrong-key')
  const plain = unpad(padded, step)
  return plain ? ok(plain) : no('damaged')
}

function passphraseKey(bytes: Uint8Array, opener: LockKey): Result<Uint8Array, LockedFault> {
  if (!('passphrase' in opener)) return no('needs-passphrase')
  const passes = bytes[6] as number
  const memoryKib =
    (((bytes[7] as number) << 24) | ((bytes[8] as number) << 16) | ((bytes[9] as number) << 8) | (bytes[10] as number)) >>> 0
  if (passes < 1 || memoryKib < 8) return no('damaged')
  if (passes > passesMax || memoryKib > memoryKibMax) return no('too-costly')
  try {
    return ok(keyFromPassphrase(passphraseBytes(opener.passphrase), bytes.subarray(11, boundBytes), { passes, memoryKib }))
  } catch {
    // This device has not as much memory as the lock asks for.
    return no('too-costly')
  }
}

function printedKey(kind: LockedKind, opener: LockKey): Result<Uint8Array, LockedFault> {
  if (!('key' in opener)) return no('needs-key')
  const secret = fromKeyText(opener.key)
  return secret ? ok(keyOf(kind, secret)) : no('mistyped-key')
}

function keyOf(kind: LockedKind, secret: Uint8Array): Uint8Array {
  return derive('locked key', [utf8(kind)], secret)
}

function close(bound: Uint8Array, plain: Uint8Array, key: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(24)
  const whole = concat(bound, nonce, encrypt(pad(plain, step), bound, nonce, key))
  return concat(whole, hash(whole).subarray(0, checkBytes))
}
