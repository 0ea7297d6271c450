/**
 * What newcomer and member say to one another (K5).
 *
 * Each message is encrypted under a key from the invitation and the session, and bound to the side that says it: who is in
 * between without the link learns nothing, and can neither pass a message on nor say it back.
 *
 *     message = nonce (24 bytes), XChaCha20-Poly1305 of CBOR, padded to a multiple of 256
 *       asks as a ware       [1, 0, begin body, device, box, adds, name, signature]
 *       asks as a device     [1, 1, device, box, name, signature]
 *       welcomes a ware      [1, 2, worlds]
 *       welcomes a device    [1, 3, begin body, adds, worlds]
 *       says why not         [1, 4, fault]
 *       welcomes a device    [1, 5, begin body, adds, worlds, recovery secret]
 *       asks as a carrier    [1, 6, key of the carrier, addresses, signature]
 *       appoints a carrier   [1, 7, handle of the world, halves, addresses]
 *
 * The last one comes from a way back with which the recovery key was left (I4).
 *
 * The signature is by the device that asks, or by the carrier's key, over the session, its side and all before it in the list.
 */
import * as v from 'valibot'
import { concat, sameBytes } from '../bytes/bytes.ts'
import { pad, unpad } from '../bytes/padding.ts'
import { type Half, readHalf, writeHalf } from '../carrier/carrier.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'
import { addressesShape, nameCharsMax, passShape, worldsMax, type WorldPass, writePass } from '../epoch/pass.ts'
import { type Session, sideBytes } from '../epoch/session.ts'
import { type DeviceKeys, recoveryFrom, recoverySecretBytes } from '../identity/device.ts'
import { addsShape, papersHold, writeAdd } from '../identity/papers.ts'
import { type DeviceAdd, type DevicePublic, publicOf, readBegin, type WareBegin } from '../identity/ware.ts'
import { limits } from '../ports/limits.ts'
import type { Random } from '../ports/ports.ts'
import { decrypt, derive, domain, encrypt, type KeyPair, sign, verify } from '../sodium/sodium.ts'
import { bytesOf, key32, listOf, readValue, type Shape, textOf } from '../statement/shape.ts'
import { no, ok, type Result, type Value } from '../statement/statement.ts'
import { answeredFaults, type AnsweredFault } from './fault.ts'

const messageForm = 1
const nonceBytes = 24
const step = 256
const halvesMax = 4_096

/** A ware that wants to enter, with the papers of the device that asks. */
export interface WareAsk extends DevicePublic {
  readonly kind: 'ware'
  readonly begin: WareBegin
  readonly adds: readonly DeviceAdd[]
  /** How it calls itself, or empty. */
  readonly name: string
}

/** A device that wants to join the ware that invites. */
export interface DeviceAsk extends DevicePublic {
  readonly kind: 'device'
  readonly name: string
}

/** A peer that would carry a world that it cannot read, by a key made for this one. */
export interface CarrierAsk {
  readonly kind: 'carrier'
  readonly key: Uint8Array
  /** Where it is reached. */
  readonly addresses: readonly string[]
}

export type Asking =
  | { readonly kind: 'ware'; readonly begin: WareBegin; readonly adds: readonly DeviceAdd[]; readonly name: string }
  | { readonly kind: 'device'; readonly name: string }

export type Answer =
  | { readonly kind: 'ware'; readonly worlds: readonly WorldPass[] }
  /** `adds` lead from the beginning to the device that asked. */
  | {
      readonly kind: 'device'
      readonly begin: WareBegin
      readonly adds: readonly DeviceAdd[]
      readonly worlds: readonly WorldPass[]
      /** 32 secret bytes, when they come from a way back. */
      readonly recovery?: Uint8Array
    }
  | { readonly kind: 'carrier'; readonly handle: Uint8Array; readonly halves: readonly Half[]; readonly addresses: readonly string[] }
  | { readonly kind: 'no'; readonly fault: AnsweredFault }

/** A newcomer's first message. `key` is the invitation's. */
export const writeAsk = (
  ask: Asking,
  device: DeviceKeys,
  key: Uint8Array,
  session: Session,
  random: Random
): Uint8Array => {
  const { device: sign32, box } = publicOf(device)
  const words: Value[] =
    ask.kind === 'ware'
      ? [messageForm, 0, ask.begin.body, sign32, box, ask.adds.map(writeAdd), ask.name]
      : [messageForm, 1, sign32, box, ask.name]
  return close([...words, sign(askBytes(words, session, 'us'), device.sign.secretKey)], key, session, random)
}

/** A carrier's first message. */
export const writeCarrierAsk = (pair: KeyPair, addresses: readonly string[], key: Uint8Array, session: Session, random: Random): Uint8Array => {
  const words: Value[] = [messageForm, 6, pair.publicKey, [...addresses]]
  return close([...words, sign(askBytes(words, session, 'us'), pair.secretKey)], key, session, random)
}

/** Reads what a newcomer asks; refused when its device did not sign it, or its papers do not lead to its ware. */
export const readAsk = (message: Uint8Array, key: Uint8Array, session: Session): Result<WareAsk | DeviceAsk | CarrierAsk, string> => {
  const opened = open(message, key, session)
  if (!opened.ok) return opened
  const read = readValue(askShape, opened.value, 'what a newcomer asks')
  if (!read.ok) return read
  const words = opened.value as readonly Value[]
  const { signature, ...ask } = read.value
  if (!verify(signature, askBytes(words.slice(0, -1), session, 'them'), ask.kind === 'carrier' ? ask.key : ask.device))
    return no('what a newcomer asks is not signed by its device')
  if (ask.kind !== 'ware') return ok(ask)
  const { body, ...rest } = ask
  const begin = readBegin(body)
  if (!begin.ok) return begin
  if (!papersHold(begin.value, ask.adds, ask)) return no('the device of a newcomer does not belong to its ware')
  return ok({ ...rest, begin: begin.value })
}

/** A member's answer; refused when it is longer than a message may be. */
export const writeAnswer = (answer: Answer, key: Uint8Array, session: Session, random: Random): Result<Uint8Array, string> => {
  const message = close(answerWords(answer), key, session, random)
  return message.length > limits.messageBytesMax
    ? no(`an answer to an invitation is longer than ${limits.messageBytesMax} bytes`)
    : ok(message)
}

/** Reads an answer; for a device, `asked` must be the one that the papers lead to. */
export const readAnswer = (
  message: Uint8Array,
  key: Uint8Array,
  session: Session,
  asked: DevicePublic
): Result<Answer, string> => {
  const opened = open(message, key, session)
  if (!opened.ok) return opened
  const read = readValue(answerShape, opened.value, 'an answer to an invitation')
  if (!read.ok) return read
  if (read.value.kind !== 'device') return ok(read.value)
  const { body, ...rest } = read.value
  const begin = readBegin(body)
  if (!begin.ok) return begin
  if (!papersHold(begin.value, rest.adds, asked)) return no('the papers in an answer do not lead to this device')
  if (rest.recovery && !sameBytes(recoveryFrom(rest.recovery).sign.publicKey, begin.value.recovery))
    return no('the recovery key in an answer is that of another ware')
  return ok({ ...rest, begin: begin.value })
}

const name = textOf(nameCharsMax)
const halfShape: Shape<Half> = v.pipe(bytesOf(48), v.transform((bytes) => readHalf(bytes) as Half))
const body = v.instance(Uint8Array, 'is not bytes')
const worlds = listOf(passShape, worldsMax)

const askShape: Shape<
  (Omit<WareAsk, 'begin'> & { body: Uint8Array; signature: Uint8Array }) | ((DeviceAsk | CarrierAsk) & { signature: Uint8Array })
> = v.union([
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(0), body, key32, key32, addsShape, name, bytesOf(64)]),
    v.transform(([, , begin, device, box, adds, called, signature]) => ({
      kind: 'ware' as const,
      body: begin,
      device,
      box,
      adds,
      name: called,
      signature
    }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(1), key32, key32, name, bytesOf(64)]),
    v.transform(([, , device, box, called, signature]) => ({ kind: 'device' as const, device, box, name: called, signature }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(6), key32, addressesShape, bytesOf(64)]),
    v.transform(([, , key, addresses, signature]) => ({ kind: 'carrier' as const, key, addresses, signature }))
  )
])

const answerShape: Shape<
  | { kind: 'ware'; worlds: WorldPass[] }
  | { kind: 'device'; body: Uint8Array; adds: DeviceAdd[]; worlds: WorldPass[]; recovery?: Uint8Array }
  | { kind: 'carrier'; handle: Uint8Array; halves: Half[]; addresses: string[] }
  | { kind: 'no'; fault: AnsweredFault }
> = v.union([
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(2), worlds]),
    v.transform(([, , list]) => ({ kind: 'ware' as const, worlds: list }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(3), body, addsShape, worlds]),
    v.transform(([, , begin, adds, list]) => ({ kind: 'device' as const, body: begin, adds, worlds: list }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(4), v.picklist(answeredFaults)]),
    v.transform(([, , fault]) => ({ kind: 'no' as const, fault }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(5), body, addsShape, worlds, bytesOf(recoverySecretBytes)]),
    v.transform(([, , begin, adds, list, recovery]) => ({ kind: 'device' as const, body: begin, adds, worlds: list, recovery }))
  ),
  v.pipe(
    v.strictTuple([v.literal(messageForm), v.literal(7), key32, listOf(halfShape, halvesMax), addressesShape]),
    v.transform(([, , handle, halves, addresses]) => ({ kind: 'carrier' as const, handle, halves, addresses }))
  )
])

function answerWords(answer: Answer): Value {
  switch (answer.kind) {
    case 'ware':
      return [messageForm, 2, answer.worlds.map(writePass)]
    case 'device': {
      const words = [answer.begin.body, answer.adds.map(writeAdd), answer.worlds.map(writePass)]
      return answer.recovery ? [messageForm, 5, ...words, answer.recovery] : [messageForm, 3, ...words]
    }
    case 'carrier':
      return [messageForm, 7, answer.handle, answer.halves.map(writeHalf), [...answer.addresses]]
    case 'no':
      return [messageForm, 4, answer.fault]
  }
}

function askBytes(words: readonly Value[], session: Session, by: 'us' | 'them'): Uint8Array {
  return concat(domain('invitation ask'), sideBytes(session, by), encodeValue(words))
}

function messageKey(key: Uint8Array, session: Session): Uint8Array {
  return derive('invitation message', [session.id], key)
}

function close(words: Value, key: Uint8Array, session: Session, random: Random): Uint8Array {
  const nonce = random.bytes(nonceBytes)
  return concat(nonce, encrypt(pad(encodeValue(words), step), sideBytes(session, 'us'), nonce, messageKey(key, session)))
}

function open(message: Uint8Array, key: Uint8Array, session: Session): Result<Value, string> {
  if (message.length > limits.messageBytesMax) return no(`a message is longer than ${limits.messageBytesMax} bytes`)
  if (message.length < nonceBytes) return no('a message about an invitation is too short')
  const padded = decrypt(
    message.subarray(nonceBytes),
    sideBytes(session, 'them'),
    message.subarray(0, nonceBytes),
    messageKey(key, session)
  )
  if (!padded) return no('a message about an invitation does not open')
  const plain = unpad(padded, step)
  return plain ? decodeValue(plain) : no('a message about an invitation is padded in a wrong way')
}
