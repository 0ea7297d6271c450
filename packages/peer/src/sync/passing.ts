/**
 * Asking on (K5): a device that cannot be dialled, as a browser, lets a newcomer in through a peer that both reach.
 *
 * Who holds open invitations for devices says their handles to the members it is connected with (*waits*). A newcomer names the
 * handle of its invitation like that of a world. What it asks, and no invitation here opens, goes on as it came to those who wait
 * for a handle that it named (*asked*), with the session it is bound to; their answer goes back (*told*). Whoever passes on holds
 * neither the link nor the key: it opens nothing, cannot answer, and what it keeps serves nobody else.
 *
 * Bounds: 16 handles on a channel, 65,536 bytes of a question, 4 questions under way here and 4 on a channel, 10 s for an answer.
 */
import { type Clock, type Session as Ground, toText } from '@commune/protocol'
import type { Channel } from './channel.ts'
import { askedBytesMax, type BesideMessage, waitsMax } from './message.ts'
import type { Session } from './session.ts'

const underWayMax = 4
const answerMs = 10_000

export interface PassingPorts {
  readonly clock: Clock
  sessions(): Iterable<Session>
  /** Handles of invitations that this device answers itself. */
  handles(): readonly Uint8Array[]
  answer(message: Uint8Array, ground: Ground): Promise<Uint8Array | undefined>
}

type PassingMessage = Extract<BesideMessage, { type: 'waits' | 'asked' | 'told' }>

export class Passing {
  readonly #ports: PassingPorts
  readonly #waits = new WeakMap<Channel, readonly Uint8Array[]>()
  readonly #told = new WeakMap<Channel, string>()
  readonly #answering = new WeakMap<Channel, number>()
  readonly #asked = new Map<number, { readonly of: Channel; readonly resolve: (answer: Uint8Array | undefined) => void }>()
  #number = 0
  /** Some handle was told of since this peer started. */
  #anyTold = false

  constructor(ports: PassingPorts) {
    this.#ports = ports
  }

  /** Tells those who may pass questions on which ones are answered here; once, until there are others. */
  async tell(): Promise<void> {
    const handles = this.#ports.handles().slice(-waitsMax)
    const words = handles.map(toText).join()
    // Asked whenever anything changes in any conversation: mostly there is none, and never was.
    if (words === '' && !this.#anyTold) return
    this.#anyTold = true
    for (const channel of this.#channels()) {
      if (!channel.remote?.beside || !channel.allowed || (this.#told.get(channel) ?? '') === words) continue
      this.#told.set(channel, words)
      await channel.sayBeside({ type: 'waits', handles })
    }
  }

  /** Asks on what no invitation here opens; undefined when nobody who waits for it is there, or none of them answers in time. */
  async ask(from: Session, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const ground = from.ground
    if (!ground || bytes.length > askedBytesMax) return undefined
    const others = new Set<Session>()
    for (const session of this.#ports.sessions()) {
      if (session === from || others.has(session)) continue
      const channel = [...session.channels()].map(([, each]) => each).find((each) => each.allowed && from.named(this.#waits.get(each) ?? []).length > 0)
      if (!channel || this.#asked.size >= underWayMax) continue
      others.add(session)
      const answer = await this.#askOne(channel, ground, bytes)
      if (answer) return answer
    }
    return undefined
  }

  receive(message: PassingMessage, channel: Channel): void {
    switch (message.type) {
      case 'waits':
        return void this.#waits.set(channel, message.handles.map((handle) => handle.slice()))
      case 'told': {
        const asked = this.#asked.get(message.number)
        return asked?.of === channel ? asked.resolve(message.bytes.length > 0 ? message.bytes.slice() : undefined) : undefined
      }
      case 'asked':
        void this.#answer(message, channel)
    }
  }

  *#channels(): Iterable<Channel> {
    for (const session of this.#ports.sessions()) for (const [, channel] of session.channels()) yield channel
  }

  #askOne(of: Channel, { id, side }: Ground, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const number = (this.#number = (this.#number + 1) % 2 ** 32)
    return new Promise((resolve) => {
      const end = (answer: Uint8Array | undefined): void => {
        cancel()
        this.#asked.delete(number)
        resolve(answer)
      }
      const cancel = this.#ports.clock.after(answerMs, () => end(undefined))
      this.#asked.set(number, { of, resolve: end })
      of.sayBeside({ type: 'asked', number, session: id, side, bytes }).catch(() => end(undefined))
    })
  }

  async #answer({ number, session, side, bytes }: Extract<PassingMessage, { type: 'asked' }>, channel: Channel): Promise<void> {
    const underWay = this.#answering.get(channel) ?? 0
    if (underWay >= underWayMax) return
    this.#answering.set(channel, underWay + 1)
    const ground = { id: session.slice(), side }
    const answer = await this.#ports.answer(bytes.slice(), ground).catch(() => undefined)
    this.#answering.set(channel, (this.#answering.get(channel) ?? 1) - 1)
    await channel.sayBeside({ type: 'told', number, bytes: answer ?? new Uint8Array(0) }).catch(() => undefined)
  }
}
