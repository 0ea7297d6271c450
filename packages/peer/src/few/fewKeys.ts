/**
 * The secrets of what is told to a few, and the bytes under them.
 *
 *     tag       first 16 bytes of derive("few tag", world, key: secret)
 *     key       derive("few content", world, key: secret)
 *     sealed    XChaCha20-Poly1305 of CBOR [wares, devices, statement or null], padded to a step of 512,
 *               bound to domain("few") ‖ world ‖ device that says it ‖ tag
 *
 * `wares` are the few, whoever says it among them; `devices` those that the key was sealed for just before, if any. Bound to the
 * device that says it, so that nobody says another's words as its own.
 */
import { fewBoxBytes } from '@commune/commune'
import { concat, decodeValue, decrypt, derive, domain, encodeValue, encrypt, fromText, type IdText, type KeyPair, pad, type Random, type RawStatement, sameBytes, sealedBoxes, toText, unpad, unseal, type Value } from '@commune/protocol'

const step = 512
const idChars = 43

export interface FewSecret {
  readonly tag: Uint8Array
  readonly secret: Uint8Array
}

/** What lies under a key. */
export interface FewWords {
  readonly wares: readonly IdText[]
  readonly devices: readonly IdText[]
  readonly statement: RawStatement | undefined
}

export const secretOf = (world: Uint8Array, secret: Uint8Array): FewSecret => ({ secret, tag: derive('few tag', [world], secret).slice(0, 16) })

/** The secret in one of these boxes, when one is for this device and holds what the tag says. */
export const openKey = (world: Uint8Array, tag: Uint8Array, boxes: Uint8Array, pair: KeyPair): FewSecret | undefined => {
  for (let at = 0; at + fewBoxBytes <= boxes.length; at += fewBoxBytes) {
    const secret = unseal(boxes.subarray(at, at + fewBoxBytes), pair)
    const found = secret?.length === 32 ? secretOf(world, secret) : undefined
    if (found && sameBytes(found.tag, tag)) return found
  }
  return undefined
}

export const keyStatement = ({ tag, secret }: FewSecret, boxKeys: readonly Uint8Array[], random: Random): RawStatement => ({
  type: 'few.key',
  tag,
  boxes: sealedBoxes(secret, boxKeys, random)
})

export const sealWords = (world: Uint8Array, device: Uint8Array, { tag, secret }: FewSecret, { wares, devices, statement }: FewWords, random: Random): RawStatement => {
  const nonce = random.bytes(24)
  const plain = encodeValue([[...wares], [...devices], (statement ?? null) as Value])
  return { type: 'few.say', tag, nonce, sealed: encrypt(pad(plain, step), boundTo(world, device, tag), nonce, contentKey(world, secret)) }
}

export const openWords = (world: Uint8Array, device: Uint8Array, { tag, secret }: FewSecret, nonce: Uint8Array, sealed: Uint8Array): FewWords | undefined => {
  const padded = decrypt(sealed, boundTo(world, device, tag), nonce, contentKey(world, secret))
  const plain = padded && unpad(padded, step)
  const decoded = plain && decodeValue(plain)
  if (!decoded?.ok || !Array.isArray(decoded.value)) return undefined
  const [wares, devices, statement] = decoded.value as readonly Value[]
  if (!areIds(wares) || !areIds(devices)) return undefined
  if (statement === null) return { wares, devices, statement: undefined }
  return isStatement(statement) ? { wares, devices, statement } : undefined
}

const contentKey = (world: Uint8Array, secret: Uint8Array): Uint8Array => derive('few content', [world], secret)
const boundTo = (world: Uint8Array, device: Uint8Array, tag: Uint8Array): Uint8Array => concat(domain('few'), world, device, tag)

const areIds = (value: unknown): value is IdText[] =>
  Array.isArray(value) && value.length <= 1_024 && value.every((id) => typeof id === 'string' && id.length === idChars && toText(fromText(id) ?? new Uint8Array(0)) === id)

const isStatement = (value: unknown): value is RawStatement =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && typeof (value as { type?: unknown }).type === 'string'
