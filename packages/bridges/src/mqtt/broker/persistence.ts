/**
 * What aedes asks its persistence for, answered in bounded memory.
 *
 * Every session here ends with its connection (the broker makes each CONNECT a clean one), so there is nothing to queue for those who
 * are away. Retained messages are kept by the broker itself (`retained.ts`) and only found through here; they are given at QoS 0. Of
 * a message at QoS 2 only the number is kept until its second half comes, which is all that telling a repetition takes.
 */
import { Readable } from 'node:stream'
import type { RetainedMessages } from './retained.ts'

interface Named {
  readonly id: string
}

interface Numbered {
  readonly messageId?: number
}

export class BoundedPersistence {
  readonly #retained: RetainedMessages
  readonly #halfSent = new Map<string, Set<number>>()

  constructor(retained: RetainedMessages) {
    this.#retained = retained
  }

  // aedes looks whether this one is an async function.
  async setup(): Promise<void> {}

  async storeRetained(): Promise<void> {}

  createRetainedStream(filter: string): Readable {
    return this.createRetainedStreamCombi([filter])
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(packetsOf(this.#retained, filters))
  }

  async addSubscriptions(): Promise<void> {}
  async removeSubscriptions(): Promise<void> {}
  async cleanSubscriptions(): Promise<void> {}

  async subscriptionsByClient(): Promise<[]> {
    return []
  }

  async subscriptionsByTopic(): Promise<[]> {
    return []
  }

  async outgoingEnqueue(): Promise<void> {}
  async outgoingEnqueueCombi(): Promise<void> {}
  async outgoingUpdate(): Promise<void> {}
  async outgoingClearMessageId(): Promise<void> {}

  outgoingStream(): Readable {
    return Readable.from([])
  }

  async incomingStorePacket({ id }: Named, { messageId }: Numbered): Promise<void> {
    if (messageId === undefined) return
    const numbers = this.#halfSent.get(id)
    if (numbers === undefined) this.#halfSent.set(id, new Set([messageId]))
    else numbers.add(messageId)
  }

  /** Rejects when there is none: aedes asks so whether it has come before. */
  async incomingGetPacket({ id }: Named, { messageId }: Numbered): Promise<Numbered> {
    if (messageId === undefined || this.#halfSent.get(id)?.has(messageId) !== true) throw new Error('no such packet')
    return { messageId }
  }

  async incomingDelPacket({ id }: Named, { messageId }: Numbered): Promise<void> {
    const numbers = this.#halfSent.get(id)
    if (messageId === undefined || numbers?.delete(messageId) !== true) throw new Error('no such packet')
    if (numbers.size === 0) this.#halfSent.delete(id)
  }

  async cleanIncoming({ id }: Named): Promise<void> {
    this.#halfSent.delete(id)
  }

  // The last will of a connection lies with the connection.
  async putWill(): Promise<void> {}
  async getWill(): Promise<undefined> {}
  async delWill(): Promise<undefined> {}

  streamWill(): Readable {
    return Readable.from([])
  }

  getClientList(): Readable {
    return Readable.from([])
  }

  async destroy(): Promise<void> {
    this.#halfSent.clear()
  }
}

function* packetsOf(retained: RetainedMessages, filters: readonly string[]): Generator<object> {
  for (const filter of filters) {
    for (const { topic, payload } of retained.matching(filter)) yield { cmd: 'publish', qos: 0, topic, payload, retain: true }
  }
}
