/**
 * A peer that may move: watches go on when the one behind it is exchanged for another, questions wait until there is one,
 * and acts that were under way when it went are answered with "gone", because nobody knows whether they were done.
 */
import type { Message } from '@commune/commune'
import type { AskName, Asks, Outcome, PeerApi } from '@commune/peer'

interface Watched {
  readonly name: AskName
  readonly params: never
  readonly onAnswer: (answer: Outcome<never>) => void
  cancel: () => void
}

const gone: Outcome<never> = { ok: false, error: { key: 'app.peer-gone' } }

export class SteadyPeer implements PeerApi {
  #api: PeerApi | undefined
  #fault: Outcome<never> | undefined
  #turn = 0
  readonly #watched = new Set<Watched>()
  readonly #waiting = new Set<() => void>()
  readonly #leaving = new Set<() => void>()

  /** Goes on with this one; `undefined`: there is none for now. */
  use(api: PeerApi | undefined): void {
    this.#api = api
    this.#fault = undefined
    this.#turn++
    for (const leave of this.#leaving) leave()
    this.#leaving.clear()
    for (const watched of this.#watched) this.#start(watched)
    if (api) this.#wake()
  }

  /** There is none and there will be none: everything is answered with the reason. */
  fail(reason: Message): void {
    this.use(undefined)
    this.#fault = { ok: false, error: reason }
    for (const { onAnswer } of this.#watched) onAnswer(this.#fault)
    this.#wake()
  }

  async ask<K extends AskName>(name: K, params: Asks[K][0]): Promise<Outcome<Asks[K][1]>> {
    for (;;) {
      const api = await this.#present()
      if (!api) return this.#fault ?? gone
      const turn = this.#turn
      const answer = await this.#unlessLeft(api.ask(name, params))
      if (answer && turn === this.#turn) return answer
    }
  }

  act: PeerApi['act'] = async (name, params) => {
    const api = await this.#present()
    if (!api) return this.#fault ?? gone
    return (await this.#unlessLeft(api.act(name, params))) ?? gone
  }

  watch: PeerApi['watch'] = (name, params, onAnswer) => {
    const watched: Watched = { name, params: params as never, onAnswer: onAnswer as never, cancel: () => {} }
    this.#watched.add(watched)
    if (this.#fault) onAnswer(this.#fault)
    this.#start(watched)
    return () => {
      this.#watched.delete(watched)
      watched.cancel()
    }
  }

  #start(watched: Watched): void {
    watched.cancel()
    watched.cancel = this.#api?.watch(watched.name, watched.params, watched.onAnswer as never) ?? (() => {})
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }

  async #present(): Promise<PeerApi | undefined> {
    while (!this.#api && !this.#fault) await new Promise<void>((resolve) => this.#waiting.add(resolve))
    return this.#api
  }

  /** The answer, or undefined when the peer it was asked of went before it came. */
  #unlessLeft<T>(answer: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const leave = (): void => resolve(undefined)
      this.#leaving.add(leave)
      answer.then(resolve, reject).finally(() => this.#leaving.delete(leave))
    })
  }
}
