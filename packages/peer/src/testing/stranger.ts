/**
 * One who speaks the messages of a conversation by hand: as one who knows nothing, as a member who cheats, or as one in
 * between. All it is told is kept.
 */
import { blindTags, derive, type Epoch, handleOf, proveEpoch, type Random, type Session, sessionOf, type Wire } from '@commune/protocol'
import { channelBytes, decodeSync, encodeSync, type SyncMessage, syncVersion } from '../sync/message.ts'
import type { House, Resident } from './house.ts'

export class Stranger {
  readonly wire: Wire
  readonly heard: Uint8Array[] = []
  /** Why the other side ended the conversation. */
  ended: string | undefined
  readonly #random: Random
  readonly #pass: (spanMs: number) => Promise<void>
  readonly #nonce: Uint8Array
  /** Does not read from now on. */
  #deaf = false
  #reading: (() => void) | undefined

  /** `pass` lets time go by. */
  constructor(wire: Wire, random: Random, pass: (spanMs: number) => Promise<void>) {
    this.#random = random
    this.#pass = pass
    this.wire = wire
    this.#nonce = random.bytes(32)
    void wire.closed.then((reason) => (this.ended = reason))
    void this.#listen()
  }

  /** Dials a resident. */
  static async visit(house: House, resident: Resident): Promise<Stranger> {
    const transport = house.network.open()
    return new Stranger(await house.clock.wait(transport.dial(resident.address)), house.random, (spanMs) => house.clock.pass(spanMs))
  }

  /** What was heard, as messages. */
  get messages(): SyncMessage[] {
    return this.heard.map((bytes) => {
      const decoded = decodeSync(bytes)
      if (!decoded.ok) throw new Error(decoded.error)
      return decoded.value
    })
  }
  /** Messages of this type that were heard. */
  told<T extends SyncMessage['type']>(type: T): (SyncMessage & { readonly type: T })[] {
    return this.messages.filter((message) => message.type === type) as (SyncMessage & { readonly type: T })[]
  }

  /** What both know of this conversation, once both said hello. */
  get ground(): Session {
    const [hello] = this.told('hello')
    if (!hello) throw new Error('no hello was heard')
    const { localId, remoteId } = this.wire
    const ground = sessionOf({ localId, remoteId, localNonce: this.#nonce, remoteNonce: hello.nonce })
    if (!ground.ok) throw new Error(ground.error)
    return ground.value
  }
  channelOf(world: Uint8Array): Uint8Array {
    return derive('channel', [this.ground.id, handleOf(world)]).slice(0, channelBytes)
  }

  /** Sends bytes or a message, and lets a moment pass. False when the conversation has ended. */
  async say(message: SyncMessage | Uint8Array, spanMs = 20): Promise<boolean> {
    if (this.ended !== undefined) return false
    const sent = this.wire.send(message instanceof Uint8Array ? message : encodeSync(message)).then(
      () => true,
      () => false
    )
    await this.#pass(spanMs)
    return sent
  }
  hello(): Promise<boolean> {
    return this.say({ type: 'hello', version: syncVersion, nonce: this.#nonce })
  }
  /** Says hello and names this world, as one who has its id may. */
  async find(world: Uint8Array): Promise<void> {
    await this.hello()
    await this.say({ type: 'find', tags: blindTags([handleOf(world)], this.ground, this.#random) })
  }
  /** Comes in as one who holds these epochs of a world. */
  async prove(world: Uint8Array, epochs: readonly Epoch[]): Promise<void> {
    await this.find(world)
    const proofs = epochs.map((epoch) => proveEpoch(epoch, this.ground))
    await this.say({ type: 'prove', channel: this.channelOf(world), proofs })
  }

  hearNothing(): void {
    this.#deaf = true
  }
  hearAgain(): void {
    this.#deaf = false
    this.#reading?.()
  }

  async #listen(): Promise<void> {
    try {
      for await (const bytes of this.wire.messages()) {
        this.heard.push(bytes.slice())
        while (this.#deaf && this.ended === undefined) await new Promise<void>((resolve) => (this.#reading = resolve))
      }
    } catch {
      // The wire broke: `ended` says why.
    }
  }
}
