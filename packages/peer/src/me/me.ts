/**
 * Who this peer is: one device of one ware, and what has to be kept of it.
 *
 * The recovery key lies open here only until it lies in a backup (I3): a key that outranks devices does not belong on one. What
 * stays is the same key under the passphrase of that backup, so that a later one can be made with what has come since: whoever
 * takes the device has no more of it than who finds the backup. A restored device has it open until its own next backup, because
 * it may have to end what was lost.
 */
import {
  type Change,
  decodeValue,
  type DeviceAdd,
  type DeviceKeys,
  deviceFrom,
  encodeValue,
  type IdText,
  type Random,
  type RawStatement,
  readBegin,
  sayAdd,
  sayBegin,
  saySignedJoin,
  toText,
  type Value,
  type WareBegin,
  beginWare
} from '@commune/protocol'
import type { Lock } from '../world/keyring.ts'

export const meKey = 'me'
const form = 1

export interface Me {
  readonly device: DeviceKeys
  readonly begin: WareBegin
  /** Certificates by which this device belongs to the ware; none for the first device. */
  readonly adds: readonly DeviceAdd[]
  /** 32 secret bytes, until they lie in a backup made here. */
  readonly recovery: Uint8Array | null
  /** The same, locked with the passphrase of that backup. */
  readonly sealed: Uint8Array | null
  readonly backedUp: boolean
}

/** A new ware with this as its first device. */
export const beginMe = (random: Random): Me => {
  const { begin, device, recovery } = beginWare(random)
  return { device, begin, adds: [], recovery: recovery.secret, sealed: null, backedUp: false }
}

/** Texts of these keys, by their bytes: they are asked for with each message, and never change. */
const texts = new WeakMap<Uint8Array, IdText>()
const textOf = (key: Uint8Array): IdText => {
  const known = texts.get(key)
  if (known !== undefined) return known
  const text = toText(key)
  texts.set(key, text)
  return text
}

export const wareOf = (me: Me): IdText => textOf(me.begin.ware)
export const deviceOf = (me: Me): IdText => textOf(me.device.sign.publicKey)

/** What this device says of itself in a world, so that others know which ware it speaks for, and can say so again (I2, I3, K4). */
export const presentation = (me: Me, world: Uint8Array): RawStatement[] => [sayBegin(me.begin), ...me.adds.map(sayAdd), saySignedJoin(world, me.begin.ware, me.device)]

export const saveMe = (me: Me, lock: Lock): Change => [
  meKey,
  lock.lock(encodeValue([form, me.device.secret, me.begin.body, me.adds.map((add): Value => [add.ware, add.device, add.box, add.by, add.signature]), me.recovery, me.backedUp, me.sealed]))
]

/** Undefined when it does not open with this lock or is not what `saveMe` wrote. */
export const readMe = (locked: Uint8Array, lock: Lock): Me | undefined => {
  const plain = lock.unlock(locked)
  const decoded = plain && decodeValue(plain)
  if (!decoded?.ok || !Array.isArray(decoded.value) || decoded.value[0] !== form) return undefined
  // What was written before a sealed key was kept has none.
  const [, secret, body, adds, recovery, backedUp, sealed = null] = decoded.value as [number, Uint8Array, Uint8Array, readonly Uint8Array[][], Uint8Array | null, boolean, (Uint8Array | null)?]
  const begin = readBegin(body.slice())
  if (!begin.ok) return undefined
  return {
    device: deviceFrom(secret.slice()),
    begin: begin.value,
    adds: adds.map((parts) => {
      const [ware, device, box, by, signature] = parts.map((part) => part.slice()) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
      return { ware, device, box, by, signature }
    }),
    recovery: recovery && recovery.slice(),
    sealed: sealed && sealed.slice(),
    backedUp
  }
}
