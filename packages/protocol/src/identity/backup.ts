/**
 * Backups: everything to go on as a new device of the same ware (I4). A backup never brings an old device back: two that
 * write on one chain would fork it.
 *
 *     locked (see `locked`) CBOR [1, begin body, recovery secret, name, made, worlds]
 *       made    seconds since 1970, for the person who looks for the newest
 *       worlds  as in `pass`
 */
import * as v from 'valibot'
import { sameBytes } from '../bytes/bytes.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'
import { nameCharsMax, passShape, worldsMax, type WorldPass, writePass } from '../epoch/pass.ts'
import type { Random } from '../ports/ports.ts'
import type { PassphraseCost } from '../sodium/sodium.ts'
import { bytesOf, listOf, readValue, type Shape, textOf } from '../statement/shape.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { type DeviceKeys, makeDevice, recoveryFrom, recoverySecretBytes } from './device.ts'
import { keyTextBytes, toKeyText } from './keyText.ts'
import { lockedFaultWords, type LockedFault, type LockKey, lockOf, lockWithKey, lockWithPassphrase, unlock } from './locked.ts'
import { addDevice, type DeviceAdd, publicOf, readBegin, type WareBegin } from './ware.ts'

const backupForm = 1
const backupBytesMax = 16_777_216

export interface Backup {
  readonly begin: WareBegin
  /** 32 secret bytes. */
  readonly recovery: Uint8Array
  /** How the ware called itself, or empty. */
  readonly name: string
  /** Seconds since 1970. */
  readonly madeS: number
  readonly worlds: readonly WorldPass[]
}

/** How a backup is to open: by this passphrase, or by a new key that is to be written down. */
export type BackupLock = { readonly passphrase: string; readonly cost?: PassphraseCost } | 'key'

/** The bytes of a backup, and the text of its key when it opens with one. */
export const makeBackup = (
  backup: Backup,
  lock: BackupLock,
  random: Random
): Result<{ bytes: Uint8Array; key: string | undefined }, LockedFault> => {
  const plain = encodeValue([
    backupForm,
    backup.begin.body,
    backup.recovery,
    backup.name,
    backup.madeS,
    backup.worlds.map(writePass)
  ])
  if (lock === 'key') {
    const secret = random.bytes(keyTextBytes)
    return ok({ bytes: lockWithKey('scbk', plain, secret, random), key: toKeyText(secret) })
  }
  const bytes = lockWithPassphrase('scbk', plain, lock.passphrase, random, lock.cost)
  return bytes.ok ? ok({ bytes: bytes.value, key: undefined }) : bytes
}

/** Whether a backup opens with a passphrase or with a key. */
export const backupLock = (bytes: Uint8Array): Result<'passphrase' | 'key', LockedFault> => lockOf('scbk', bytes)

export const openBackup = (bytes: Uint8Array, opener: LockKey): Result<Backup, LockedFault> => {
  if (bytes.length > backupBytesMax) return no('not-it')
  const plain = unlock('scbk', bytes, opener)
  if (!plain.ok) return plain
  const decoded = decodeValue(plain.value)
  if (!decoded.ok) return no('damaged')
  const form = Array.isArray(decoded.value) ? decoded.value[0] : undefined
  if (typeof form === 'number' && form > backupForm) return no('newer')
  const read = readValue(backupShape, decoded.value, 'a backup')
  if (!read.ok) return no('damaged')
  const { body, ...rest } = read.value
  const begin = readBegin(body)
  if (!begin.ok || !sameBytes(recoveryFrom(rest.recovery).sign.publicKey, begin.value.recovery)) return no('damaged')
  return ok({ ...rest, begin: begin.value })
}

/** A new device of the ware in this backup, with the recovery key's certificate (I4). It says both in each world it comes to. */
export const restoreDevice = (backup: Backup, random: Random): { device: DeviceKeys; add: DeviceAdd } => {
  const device = makeDevice(random)
  return { device, add: addDevice(backup.begin.ware, publicOf(device), recoveryFrom(backup.recovery).sign) }
}

/** What is wrong with a backup and what to do, in plain words. */
export const backupFaultWords: Readonly<Record<LockedFault, string>> = {
  ...lockedFaultWords,
  'not-it': 'This is not a backup. Choose the file that this program wrote when the backup was made.',
  newer: 'This backup was made by a newer version of the program. Update this one, then try again.',
  damaged: 'This backup is damaged: a part is missing or changed. Use another copy of it, or an older backup.',
  'needs-passphrase': 'This backup opens with the passphrase that was chosen when it was made.'
}

const backupShape: Shape<Omit<Backup, 'begin'> & { body: Uint8Array }> = v.pipe(
  v.strictTuple([
    v.literal(backupForm),
    v.instance(Uint8Array),
    bytesOf(recoverySecretBytes),
    textOf(nameCharsMax),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    listOf(passShape, worldsMax)
  ]),
  v.transform(([, body, recovery, name, madeS, worlds]) => ({ body, recovery, name, madeS, worlds }))
)
