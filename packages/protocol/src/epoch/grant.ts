/**
 * Grants: an epoch's secret on its way to the devices that may read it (K1).
 *
 * A grant needs no older epoch to be read. It holds anonymous sealed boxes, one for each device, filled up to a power of two
 * with boxes that nobody can open; all lie in the order of their bytes. So an onlooker learns no more than about how many
 * devices there are. Which secret a box holds is checked against the tag in the header: a box with another one is no grant.
 */
import { compareBytes, concat, sameBytes } from '../bytes/bytes.ts'
import { boxBytes, buildEnvelope, type Envelope } from '../envelope/envelope.ts'
import type { Random } from '../ports/ports.ts'
import { boxPair, type KeyPair, seal, unseal } from '../sodium/sodium.ts'
import { type Epoch, epochOf } from './epoch.ts'

export const grantBoxesMax = 512

/** Grant envelopes of an epoch for these X25519 keys. Keys that nobody can share a secret with are passed over. */
export const makeGrants = (
  epoch: Epoch,
  boxKeys: readonly Uint8Array[],
  lamport: number,
  random: Random,
  keepClass = 0
): Uint8Array[] => {
  const boxes = boxesOf(epoch.secret, boxKeys, random)
  const envelopes: Uint8Array[] = []
  for (let at = 0; at < boxes.length; at += grantBoxesMax) {
    const run = boxes.slice(at, at + grantBoxesMax)
    // Drawn in this order: the same chance gives the same bytes for ever.
    const filled = filledUp(run, random)
    envelopes.push(buildEnvelope(2, { tag: epoch.tag, lamport, keepClass, nonce: random.bytes(24) }, filled))
  }
  return envelopes
}

/** A secret for these X25519 keys, in boxes filled up and in order as in a grant. */
export const sealedBoxes = (secret: Uint8Array, boxKeys: readonly Uint8Array[], random: Random): Uint8Array =>
  filledUp(boxesOf(secret, boxKeys, random), random)

function boxesOf(secret: Uint8Array, boxKeys: readonly Uint8Array[], random: Random): Uint8Array[] {
  const boxes: Uint8Array[] = []
  for (const key of boxKeys) {
    const box = seal(secret, key, random.bytes(32))
    if (box) boxes.push(box)
  }
  return boxes
}

function filledUp(boxes: Uint8Array[], random: Random): Uint8Array {
  const whole = 2 ** Math.ceil(Math.log2(boxes.length))
  while (boxes.length < whole) boxes.push(emptyBox(random))
  return concat(...boxes.sort(compareBytes))
}

/** The granted epoch, when one of the boxes is for this device and holds what the header says. */
export const openGrant = (envelope: Envelope, box: KeyPair, world: Uint8Array): Epoch | undefined => {
  if (envelope.version !== 2) return undefined
  for (let at = 0; at + boxBytes <= envelope.body.length; at += boxBytes) {
    const secret = unseal(envelope.body.subarray(at, at + boxBytes), box)
    if (secret?.length !== 32) continue
    const epoch = epochOf(world, secret)
    if (sameBytes(epoch.tag, envelope.tag)) return epoch
  }
  return undefined
}

/** Looks like any other: a true ephemeral key, then chance. */
function emptyBox(random: Random): Uint8Array {
  return concat(boxPair(random.bytes(32)).publicKey, random.bytes(boxBytes - 32))
}
