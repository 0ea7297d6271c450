/**
 * How a ware begins, and what its devices and its recovery key say of one another (I2, I3).
 *
 * A ware's id is a hash of its begin body, so that whoever repeats the body can change nothing in it. The same statements
 * are said in each world that the ware lives in; each world stands alone.
 *
 * - `ware.begin {body}`            body = CBOR [1, device, box, recovery, nonce of 16 bytes]
 * - `device.add {ware, device, box, by, signature}`   a certificate by a device of the ware or by its recovery key, bound to
 *   no world: it can be said by anybody in any world, and means nothing there until the added device joins by itself.
 *   So a phone can enter a world where the laptop that added it never was.
 * - `device.join {ware, box, device?, signature?}`    said by the new device; signed, by anybody.
 * - `device.end {ware, device, last, keeps, by?, signature?}`   said by a device; signed by it or by the recovery key, by
 *   anybody. `last` is the last entry of the ended device that still speaks for the ware, or null: none does. `keeps` are the
 *   devices added by the ended one that go on.
 *
 * The signatures under joins and ends are bound to the world. They are there so that others can say again in a new epoch, to
 * those who read no older one, who belongs to whom and who was ended (K4).
 *
 * An end is for ever. A key that was ended does not come back: the ware adds a new device instead.
 */
import { compareBytes, concat, sameBytes } from '../bytes/bytes.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'
import type { Random } from '../ports/ports.ts'
import { derive, domain, type KeyPair, sign, verifyOnce } from '../sodium/sodium.ts'
import { no, ok, type RawStatement, type Result, type Value } from '../statement/statement.ts'
import { type DeviceKeys, makeDevice, makeRecovery, type RecoveryKey } from './device.ts'

const beginForm = 1
export const beginNonceBytes = 16
/** Devices that an end can keep, and devices of a ware that count. */
export const devicesMax = 64

export interface WareBegin {
  /** 32 bytes, hash of `body`. */
  readonly ware: Uint8Array
  readonly body: Uint8Array
  /** Ed25519 key of the first device. */
  readonly device: Uint8Array
  /** X25519 key of the first device. */
  readonly box: Uint8Array
  /** Ed25519 key that outranks devices. */
  readonly recovery: Uint8Array
}

/** What a device is known by to others. */
export interface DevicePublic {
  readonly device: Uint8Array
  readonly box: Uint8Array
}

export const publicOf = (keys: DeviceKeys): DevicePublic => ({ device: keys.sign.publicKey, box: keys.box.publicKey })

export const wareIdOf = (body: Uint8Array): Uint8Array => derive('ware', [body])

/** A new ware with its first device. Keep `recovery.secret` in a backup, then forget it here. */
export const beginWare = (random: Random): { begin: WareBegin; device: DeviceKeys; recovery: RecoveryKey } => {
  const device = makeDevice(random)
  const recovery = makeRecovery(random)
  const nonce = random.bytes(beginNonceBytes)
  const body = encodeValue([beginForm, device.sign.publicKey, device.box.publicKey, recovery.sign.publicKey, nonce])
  return { begin: { ware: wareIdOf(body), body, ...publicOf(device), recovery: recovery.sign.publicKey }, device, recovery }
}

/** Reads a begin body, or says why it is none. */
export const readBegin = (body: Uint8Array): Result<WareBegin, string> => {
  if (body.length > 256) return no('a beginning of a ware is too long')
  const decoded = decodeValue(body)
  if (!decoded.ok) return no(`the beginning of a ware is ${decoded.error}`)
  const parts = decoded.value
  if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== beginForm)
    return no('the beginning of a ware has an unknown form')
  const [, device, box, recovery, nonce] = parts as Value[]
  if (!isKey(device) || !isKey(box) || !isKey(recovery)) return no('the beginning of a ware names three keys of 32 bytes')
  if (!(nonce instanceof Uint8Array) || nonce.length !== beginNonceBytes)
    return no(`the beginning of a ware has a nonce of ${beginNonceBytes} bytes`)
  if (sameBytes(device, recovery)) return no('the recovery key of a ware is not its device')
  return ok({ ware: wareIdOf(body), body, device, box, recovery })
}

export interface DeviceAdd extends DevicePublic {
  readonly ware: Uint8Array
  /** Device or recovery key that signed. */
  readonly by: Uint8Array
  readonly signature: Uint8Array
}

/** Certifies a device for a ware: by one of its devices, or by its recovery key. */
export const addDevice = (ware: Uint8Array, added: DevicePublic, by: KeyPair): DeviceAdd => ({
  ware,
  ...added,
  by: by.publicKey,
  signature: sign(addBytes(ware, added), by.secretKey)
})

export const addHolds = (add: DeviceAdd): boolean => verifyOnce(add.signature, addBytes(add.ware, add), add.by)

export interface DeviceEnd {
  readonly ware: Uint8Array
  readonly device: Uint8Array
  /** Envelope id, or null: nothing that the device said in this world speaks for the ware. */
  readonly last: Uint8Array | null
  /** Devices added by the ended one that go on, in ascending order, each once. */
  readonly keeps: readonly Uint8Array[]
}

/** A signature under an end in this world: by the recovery key, or by the device whose word it is. */
export const signEnd = (world: Uint8Array, end: DeviceEnd, by: KeyPair): Uint8Array => sign(endBytes(world, end), by.secretKey)

export const endHolds = (world: Uint8Array, end: DeviceEnd, by: Uint8Array, signature: Uint8Array): boolean =>
  verifyOnce(signature, endBytes(world, end), by)

/** What the first device of a ware says in a world that it comes to. */
export const sayBegin = (begin: WareBegin): RawStatement => ({ type: 'ware.begin', body: begin.body })

export const sayAdd = (add: DeviceAdd): RawStatement => ({
  type: 'device.add',
  ware: add.ware,
  device: add.device,
  box: add.box,
  by: add.by,
  signature: add.signature
})

/** A device's own word that it belongs to a ware in a world. */
export interface DeviceJoin extends DevicePublic {
  readonly ware: Uint8Array
  readonly signature: Uint8Array
}

export const joinHolds = (world: Uint8Array, join: DeviceJoin): boolean => verifyOnce(join.signature, joinBytes(world, join.ware, join), join.device)

/** Said by the new device itself, unsigned: nobody can say it again for it. */
export const sayJoin = (ware: Uint8Array, box: Uint8Array): RawStatement => ({ type: 'device.join', ware, box })

/** Said by a device that comes into a world; others may say it again there. */
export const saySignedJoin = (world: Uint8Array, ware: Uint8Array, keys: DeviceKeys): RawStatement => {
  const device = publicOf(keys)
  return { ...sayJoin(ware, device.box), device: device.device, signature: sign(joinBytes(world, ware, device), keys.sign.secretKey) }
}

/** Said by a device of the ware. */
export const sayEnd = (end: DeviceEnd): RawStatement => ({
  type: 'device.end',
  ware: end.ware,
  device: end.device,
  last: end.last,
  keeps: sortKeys(end.keeps)
})

/** The same signed by the recovery key or by the device that ends the other: it may be said by anybody. */
export const saySignedEnd = (world: Uint8Array, end: DeviceEnd, by: KeyPair): RawStatement => {
  const sorted = { ...end, keeps: sortKeys(end.keeps) }
  return { ...sayEnd(sorted), by: by.publicKey, signature: signEnd(world, sorted, by) }
}

/** The recovery key's word. */
export const sayRecoveryEnd: typeof saySignedEnd = saySignedEnd

const isKey = (value: Value | undefined): value is Uint8Array => value instanceof Uint8Array && value.length === 32

function sortKeys(keys: readonly Uint8Array[]): Uint8Array[] {
  return [...keys].sort(compareBytes).filter((key, index, all) => index === 0 || !sameBytes(key, all[index - 1] as Uint8Array))
}

function addBytes(ware: Uint8Array, added: DevicePublic): Uint8Array {
  return concat(domain('device add'), ware, added.device, added.box)
}

function joinBytes(world: Uint8Array, ware: Uint8Array, joined: DevicePublic): Uint8Array {
  return concat(domain('device join'), world, ware, joined.device, joined.box)
}

function endBytes(world: Uint8Array, end: DeviceEnd): Uint8Array {
  const last = end.last ? concat(Uint8Array.of(1), end.last) : Uint8Array.of(0)
  return concat(domain('device end'), world, end.ware, end.device, last, ...end.keeps)
}
