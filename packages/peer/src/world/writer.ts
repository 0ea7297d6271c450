/** Builds the next entry of this device (E1, E4). */
import { type Address, closeEnvelope, decodeEntry, encodeEntry, envelopeId, type Epoch, type KeyPair, limits, makeNode, type Node, type Random, type RawStatement, toText } from '@commune/protocol'
import type { Standing } from './standing.ts'

/** A busy ware signs each hundredth entry. */
const signEvery = 100
/** Heads named by one entry; what is left over is named by the next. */
const headsMax = 60

export class Writer {
  readonly #world: Uint8Array
  readonly #pair: KeyPair
  readonly #random: Random
  #unsigned = 0

  constructor(world: Uint8Array, pair: KeyPair, random: Random) {
    this.#world = world
    this.#pair = pair
    this.#random = random
  }

  /**
   * An entry that follows all that is seen. Throws RangeError when the statements do not fit in one envelope. One with a keep
   * class stands beside the chain, signed by itself: so chains stand when it is forgotten (V4).
   */
  write(statements: readonly RawStatement[], epoch: Epoch, standing: Standing, busy: boolean, keepClass = 0): { node: Node; envelope: Uint8Array } {
    const lapses = keepClass > 0
    const sign = lapses || !busy || this.#unsigned >= signEvery - 1
    const prev = lapses ? null : standing.tip
    const tip = prev && toText(prev.id)
    const parents = standing.graph.heads.filter((head) => toText(head.id) !== tip).slice(0, headsMax)
    const sameEpoch = prev !== null && standing.tipEpoch === toText(epoch.id)
    const setting = { world: this.#world, epochId: epoch.id, nonce: this.#random.bytes(24) }
    const words = { author: sameEpoch ? null : this.#pair.publicKey, prev, parents, statements }
    const { plain, lamport } = encodeEntry(words, setting, sign ? this.#pair.secretKey : undefined)
    const closed = closeEnvelope({ tag: epoch.tag, lamport, keepClass, nonce: setting.nonce }, plain, epoch.contentKey)
    const entry = decodeEntry(plain, lamport)
    if (!closed.ok) throw new RangeError(`what was said is too long for one envelope of ${limits.envelopeBytesMax} bytes`)
    if (!entry.ok) throw new RangeError(entry.error)
    if (!lapses) this.#unsigned = sign ? 0 : this.#unsigned + 1
    const address: Address = { lamport, id: envelopeId(closed.value) }
    const node = makeNode(address, toText(address.id), entry.value, setting, closed.value.length, lapses)
    node.device = toText(this.#pair.publicKey)
    return { node, envelope: closed.value }
  }
}
