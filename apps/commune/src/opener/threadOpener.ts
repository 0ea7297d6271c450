/**
 * Opens envelopes on another core. Few at a time are opened in place, since the way there and back costs more, and so is what
 * comes before the thread stands: it starts with the first large batch, and ends when it has had nothing to do for a while.
 */
import { Worker } from 'node:worker_threads'
import { type ContentKeys, type Opener, type Opening, openingsOf, plainOpener } from '@commune/peer'
import { makeRun } from '@commune/protocol'
import { type Answer, handedWith, type Request } from './packing.ts'

const inPlaceMax = 64
const idleMs = 30_000

interface Waiting {
  readonly envelopes: readonly Uint8Array[]
  readonly keys: ContentKeys
  readonly resolve: (openings: Opening[] | Promise<Opening[]>) => void
}

export class ThreadOpener implements Opener {
  #thread: Worker | undefined
  #ready = false
  #waiting = new Map<number, Waiting>()
  #number = 0
  #sentKeys = ''
  #idle: NodeJS.Timeout | undefined

  open(envelopes: readonly Uint8Array[], keys: ContentKeys): Promise<Opening[]> {
    if (envelopes.length <= inPlaceMax) return plainOpener.open(envelopes, keys)
    const thread = (this.#thread ??= this.#start())
    if (!this.#ready) return plainOpener.open(envelopes, keys)
    clearTimeout(this.#idle)
    const number = ++this.#number
    const tags = [...keys.keys()].join()
    const request: Request = { number, run: makeRun(envelopes), keys: tags === this.#sentKeys ? undefined : [...keys] }
    this.#sentKeys = tags
    return new Promise((resolve) => {
      this.#waiting.set(number, { envelopes, keys, resolve })
      thread.postMessage(request, handedWith(request))
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const thread = this.#thread
    this.#thread = undefined
    this.#ready = false
    this.#sentKeys = ''
    await thread?.terminate()
  }

  #start(): Worker {
    const thread = new Worker(new URL('./thread.ts', import.meta.url))
    thread.unref()
    thread.on('message', (answer: Answer | 'ready') => {
      if (answer === 'ready') {
        this.#ready = this.#thread === thread
        return
      }
      const waiting = this.#waiting.get(answer.number)
      this.#waiting.delete(answer.number)
      waiting?.resolve(openingsOf(waiting.envelopes, answer.found))
      if (this.#waiting.size === 0) this.#rest()
    })
    thread.on('error', () => this.#fail(thread))
    thread.on('exit', () => this.#fail(thread))
    return thread
  }

  #rest(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), idleMs)
    this.#idle.unref()
  }

  /** What was under way is opened in place: a thread that dies loses nothing. */
  #fail(thread: Worker): void {
    if (this.#thread === thread) {
      this.#thread = undefined
      this.#ready = false
      this.#sentKeys = ''
    }
    for (const waiting of this.#waiting.values()) waiting.resolve(plainOpener.open(waiting.envelopes, waiting.keys))
    this.#waiting.clear()
  }
}
