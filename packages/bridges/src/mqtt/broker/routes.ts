/**
 * Which connection a message goes to: what aedes subscribed for it, found by the matcher of its own emitter, without its waiting.
 *
 * aedes goes on with a publisher when all who hear it have read the message. One device that does not read would hold up every other,
 * and what the commune itself says would queue without bound behind it. So here nobody waits for anybody; what one device has not
 * read is bounded by its line.
 */
import mqemitter, { type MQEmitter } from 'mqemitter'

type Listener = (message: object, done: () => void) => void
type Done = () => void

/** What aedes has in an emitter, though its types do not name it: which listeners a topic meets. */
interface Matching {
  readonly _matcher: { match(topic: string): readonly Listener[] }
}

export class Routes<Known extends object = object> {
  readonly #emitter: MQEmitter = mqemitter({ concurrency: 0, matchEmptyLevels: true })
  /** Whose a listener is, once it was seen. */
  readonly #whose = new WeakMap<Listener, Known>()
  #calling: Listener | undefined

  on(filter: string, listener: Listener, done?: Done): this {
    this.#emitter.on(filter, listener as never, done)
    return this
  }

  removeListener(filter: string, listener: Listener, done?: Done): this {
    this.#emitter.removeListener(filter, listener as never, done)
    return this
  }

  /** Tells everybody who listens. Of those known already `send` is asked first: true when it has sent it. */
  emit(message: { readonly topic: string }, send?: (to: Known) => boolean): this {
    for (const listener of (this.#emitter as unknown as Matching)['_matcher'].match(message.topic)) {
      const whose = send && this.#whose.get(listener)
      if (whose !== undefined && send?.(whose)) continue
      this.#calling = listener
      listener(message, doNothing)
    }
    this.#calling = undefined
    return this
  }

  /** Whoever is being told is this one. */
  isOf(known: Known): void {
    if (this.#calling !== undefined) this.#whose.set(this.#calling, known)
  }

  close(done: Done): void {
    this.#emitter.close(done)
  }
}

function doNothing(): void {}
