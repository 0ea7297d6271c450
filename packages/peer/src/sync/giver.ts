/** Finds what another peer lacks and hands it to the sender, a run at a time, so that memory stays bounded. */
import type { Bound, Item, Place } from '@commune/protocol'
import type { World } from '../world/world.ts'
import type { Sender } from './sender.ts'

const readAtOnce = 2_000
const grantVersion = 2

export class Giver {
  readonly #world: World
  readonly #sender: Sender
  readonly #allowed: () => boolean
  #grantedTo: Place = 0

  /** `allowed` says whether the other side may have more than grants, now. */
  constructor(world: World, sender: Sender, allowed: () => boolean) {
    this.#world = world
    this.#sender = sender
    this.#allowed = allowed
  }

  /** The envelopes of these; what is dead is passed over. False when one that should be here could not be read, or may not go. */
  async give(items: readonly Item[]): Promise<boolean> {
    let all = true
    for (let at = 0; at < items.length; at += readAtOnce) {
      const some = items.slice(at, at + readAtOnce)
      const envelopes = await this.#world.readItems(some)
      all &&= some.every((item, index) => item.place === 0 || envelopes[index] !== undefined)
      all = (await this.#sender.send(envelopes.filter((bytes) => bytes !== undefined), this.#allowed)) && all
    }
    return all
  }

  /** All of a span, as far as it can be read. False like `give`. */
  async giveAll(lower: Bound, upper: Bound): Promise<boolean> {
    let all = true
    for (let from: Bound | undefined = lower; from; ) {
      const items: Item[] = []
      let next: Item | undefined
      await this.#world.set.iterate(from, upper, (item) => {
        if (items.length < readAtOnce) items.push(item)
        else next = item
        return next === undefined
      })
      all = (await this.give(items)) && all
      from = next && { lamport: next.lamport, prefix: next.id }
    }
    return all
  }

  /**
   * The grants alone, those that came since the last time: one that was away while we went on without somebody, or while we
   * came, finds its way by them (K3, K4). With a bound, only the newest.
   */
  async giveGrants(bytesMax: number = Number.POSITIVE_INFINITY): Promise<void> {
    const from = this.#grantedTo
    this.#grantedTo = this.#world.end
    const newest: Uint8Array[] = []
    let bytes = 0
    for await (const placed of this.#world.scan(from)) {
      const grants = placed.map((item) => item.bytes).filter((envelope) => envelope[0] === grantVersion)
      if (bytesMax === Number.POSITIVE_INFINITY) await this.#sender.send(grants)
      else {
        newest.push(...grants)
        bytes += grants.reduce((sum, grant) => sum + grant.length, 0)
        while (bytes > bytesMax) bytes -= newest.shift()?.length ?? bytes
      }
    }
    if (newest.length > 0) await this.#sender.send(newest)
  }
}
