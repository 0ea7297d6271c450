/**
 * Which connection a message goes to: aedes' own emitter, without its waiting.
 *
 * aedes goes on with a publisher when all who hear it have read the message. One device that does not read would hold up every other,
 * and what the commune itself says would queue without bound behind it. So here nobody waits for anybody; what one device has not
 * read is bounded by its line.
 */
import mqemitter, { type MQEmitter } from 'mqemitter'

type Listener = (message: object, done: () => void) => void
type Done = () => void

export class Routes {
  readonly #emitter: MQEmitter = mqemitter({ concurrency: 0, matchEmptyLevels: true })
  readonly #patient = new WeakMap<Listener, Listener>()

  on(filter: string, listener: Listener, done?: Done): this {
    const hurried: Listener = (message, next) => {
      listener(message, doNothing)
      next()
    }
    this.#patient.set(listener, hurried)
    this.#emitter.on(filter, hurried as never, done)
    return this
  }

  removeListener(filter: string, listener: Listener, done?: Done): this {
    this.#emitter.removeListener(filter, (this.#patient.get(listener) ?? listener) as never, done)
    return this
  }

  emit(message: object, done?: (error?: Error) => void): this {
    this.#emitter.emit(message as never, done)
    return this
  }

  close(done: Done): void {
    this.#emitter.close(done)
  }
}

function doNothing(): void {}
