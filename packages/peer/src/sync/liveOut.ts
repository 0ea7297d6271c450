/** Sends live messages (T5). One that is too slow misses some of them, and gets the whole part a little later. */
import type { Channel } from './channel.ts'

/** Live messages that are on their way to one peer. */
const underWayMax = 64

export class LiveOut {
  readonly #underWay = new WeakMap<Channel, number>()

  async send(channel: Channel, sealed: Uint8Array): Promise<void> {
    const underWay = this.#underWay.get(channel) ?? 0
    if (underWay >= underWayMax) return
    this.#underWay.set(channel, underWay + 1)
    try {
      await channel.sayBeside({ type: 'live', sealed })
    } finally {
      this.#underWay.set(channel, (this.#underWay.get(channel) ?? 1) - 1)
    }
  }
}
