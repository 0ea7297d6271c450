/**
 * What one member asks another about what only that one has (its readings, why its lamp shines), and the answers. Nothing of it is
 * kept: it passes between two who have shown who they are in this world, in their own conversation, and goes no further.
 *
 * Bounds: a question of 65,536 bytes and an answer of 1,000,000; from one conversation 8 questions under way at once, of ours 32; an
 * answer has 40 s, so that who asks may be told of the next change.
 */
import type { Clock, IdText } from '@commune/protocol'
import type { Channel } from './channel.ts'
import { type BesideMessage, replyBytesMax, questionBytesMax } from './message.ts'
import type { Session } from './session.ts'

const answeredMax = 8
const askedMax = 32
const answerMs = 40_000

export interface AskingPorts {
  readonly clock: Clock
  sessions(): Iterable<Session>
  /** What a device of this world is answered; nothing: it is not told. */
  answer(world: IdText, device: IdText, question: Uint8Array): Promise<Uint8Array | undefined>
}

type AskingMessage = Extract<BesideMessage, { type: 'question' | 'reply' }>

export class Asking {
  readonly #ports: AskingPorts
  readonly #answering = new WeakMap<Channel, number>()
  readonly #asked = new Map<number, { readonly of: Channel; readonly resolve: (answer: Uint8Array | undefined) => void }>()
  #number = 0

  constructor(ports: AskingPorts) {
    this.#ports = ports
  }

  /** Asks a device; undefined when it is not here, does not answer such questions, or not in time. */
  ask(world: IdText, device: IdText, question: Uint8Array): Promise<Uint8Array | undefined> {
    const of = this.#channelTo(world, device)
    if (!of || question.length > questionBytesMax || this.#asked.size >= askedMax) return Promise.resolve(undefined)
    const number = (this.#number = (this.#number + 1) % 2 ** 32)
    return new Promise((resolve) => {
      const end = (answer: Uint8Array | undefined): void => {
        cancel()
        this.#asked.delete(number)
        resolve(answer)
      }
      const cancel = this.#ports.clock.after(answerMs, () => end(undefined))
      this.#asked.set(number, { of, resolve: end })
      of.sayBeside({ type: 'question', number, bytes: question }).catch(() => end(undefined))
    })
  }

  /** A conversation ended: what was asked in it is answered by nobody. */
  ended(session: Session): void {
    const channels = new Set([...session.channels()].map(([, channel]) => channel))
    for (const { of, resolve } of [...this.#asked.values()]) if (channels.has(of)) resolve(undefined)
  }

  receive(message: AskingMessage, world: IdText, channel: Channel): void {
    if (message.type === 'question') return void this.#answer(message, world, channel)
    const asked = this.#asked.get(message.number)
    if (asked?.of === channel) asked.resolve(message.bytes.length > 0 ? message.bytes.slice() : undefined)
  }

  #channelTo(world: IdText, device: IdText): Channel | undefined {
    for (const session of this.#ports.sessions()) {
      const channel = session.channel(world)
      if (channel?.allowed && channel.remote?.device === device && channel.remote.answers) return channel
    }
    return undefined
  }

  async #answer({ number, bytes }: AskingMessage, world: IdText, channel: Channel): Promise<void> {
    const underWay = this.#answering.get(channel) ?? 0
    const device = channel.remote?.device
    if (device === undefined) return
    let answer: Uint8Array | undefined
    if (underWay < answeredMax) {
      this.#answering.set(channel, underWay + 1)
      answer = await this.#ports.answer(world, device, bytes.slice()).catch(() => undefined)
      this.#answering.set(channel, (this.#answering.get(channel) ?? 1) - 1)
    }
    const fits = answer !== undefined && answer.length <= replyBytesMax
    await channel.sayBeside({ type: 'reply', number, bytes: fits ? (answer as Uint8Array) : new Uint8Array(0) }).catch(() => undefined)
  }
}

export const isAsking = (message: BesideMessage): message is AskingMessage => message.type === 'question' || message.type === 'reply'

