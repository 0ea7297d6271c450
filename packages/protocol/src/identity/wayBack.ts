/**
 * A way back (I4): what a device leaves with another one that it trusts, for the day its own store can be reached no more. A
 * browser's store belongs to the address it was opened at; when its box gets another address, everything in it is out of reach.
 *
 * It holds a *gate*: a pair of keys that the leaving device has certified like a further device, and that never joins. The keeper
 * lets one in with it as the ware itself would: with a certificate by the gate. So every coming back is a new device, and whoever
 * left the way can close it for good by ending the gate, wherever its keys are. The recovery key goes along only while it lies in
 * no backup, when it would be lost with the store.
 *
 *     sealed = sealed box, for the keeper's device, of the plain bytes padded to a step of 1,024; at most 262,144 bytes
 *     plain  = CBOR [1, begin body, papers, gate's 64 secret bytes, recovery secret or null, name, made, passes]
 *       papers  lead from the beginning of the ware to the gate
 *       made    seconds since 1970
 */
import * as v from 'valibot'
import { sameBytes } from '../bytes/bytes.ts'
import { pad, unpad } from '../bytes/padding.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'
import { nameCharsMax, passShape, worldsMax, type WorldPass, writePass } from '../epoch/pass.ts'
import type { Random } from '../ports/ports.ts'
import { type KeyPair, seal, unseal } from '../sodium/sodium.ts'
import { bytesOf, listOf, readValue, type Shape, textOf } from '../statement/shape.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { deviceFrom, type DeviceKeys, deviceSecretBytes, recoveryFrom, recoverySecretBytes } from './device.ts'
import { addsShape, papersHold, writeAdd } from './papers.ts'
import { addDevice, type DeviceAdd, type DevicePublic, publicOf, readBegin, type WareBegin } from './ware.ts'

const wayForm = 1
const step = 1_024
export const wayBytesMax = 262_144

export interface WayBack {
  readonly begin: WareBegin
  /** From the beginning of the ware to the gate. */
  readonly adds: readonly DeviceAdd[]
  readonly gate: DeviceKeys
  /** 32 secret bytes, while they lie in no backup. */
  readonly recovery: Uint8Array | null
  /** How the ware calls itself, or empty. */
  readonly name: string
  /** Seconds since 1970. */
  readonly madeS: number
  readonly worlds: readonly WorldPass[]
}

/** Seals a way back for the device with this box key; refused when it is too long or the key is none. */
export const sealWayBack = (way: WayBack, box: Uint8Array, random: Random): Result<Uint8Array, string> => {
  const { begin, adds, gate, recovery, name, madeS, worlds } = way
  const plain = encodeValue([wayForm, begin.body, adds.map(writeAdd), gate.secret, recovery, name, madeS, worlds.map(writePass)])
  const sealed = seal(pad(plain, step), box, random.bytes(32))
  if (!sealed) return no('a way back cannot be sealed for this key')
  return sealed.length > wayBytesMax ? no(`a way back is longer than ${wayBytesMax} bytes`) : ok(sealed)
}

/** Opens a way back with the box keys of the device it was sealed for. */
export const openWayBack = (sealed: Uint8Array, box: KeyPair): Result<WayBack, string> => {
  if (sealed.length > wayBytesMax) return no(`a way back is longer than ${wayBytesMax} bytes`)
  const padded = unseal(sealed, box)
  const plain = padded && unpad(padded, step)
  if (!plain) return no('a way back does not open')
  const decoded = decodeValue(plain)
  if (!decoded.ok) return decoded
  const read = readValue(wayShape, decoded.value, 'a way back')
  if (!read.ok) return read
  const { body, gateSecret, ...rest } = read.value
  const begin = readBegin(body)
  if (!begin.ok) return begin
  const gate = deviceFrom(gateSecret)
  if (!papersHold(begin.value, rest.adds, publicOf(gate))) return no('the papers in a way back do not lead to its gate')
  if (rest.recovery && !sameBytes(recoveryFrom(rest.recovery).sign.publicKey, begin.value.recovery))
    return no('the recovery key in a way back is that of another ware')
  return ok({ ...rest, gate, begin: begin.value })
}

/** The papers of a device that comes back by it: those to the gate, and the gate's certificate. */
export const papersBack = ({ begin, adds, gate }: WayBack, device: DevicePublic): DeviceAdd[] => [
  ...adds,
  addDevice(begin.ware, device, gate.sign)
]

const wayShape: Shape<Omit<WayBack, 'begin' | 'gate'> & { body: Uint8Array; gateSecret: Uint8Array }> = v.pipe(
  v.strictTuple([
    v.literal(wayForm),
    v.instance(Uint8Array),
    addsShape,
    bytesOf(deviceSecretBytes),
    v.nullable(bytesOf(recoverySecretBytes)),
    textOf(nameCharsMax),
    v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    listOf(passShape, worldsMax)
  ]),
  v.transform(([, body, adds, gateSecret, recovery, name, madeS, worlds]) => ({
    body,
    adds,
    gateSecret,
    recovery,
    name,
    madeS,
    worlds
  }))
)
