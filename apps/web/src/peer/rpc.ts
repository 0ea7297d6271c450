/**
 * A `PeerApi` across a message port: the page asks, the worker that holds the peer answers. Messages are plain trees; the
 * port may be a `MessagePort`, a worker or a `BroadcastChannel` with addresses around it.
 */
import type { ActName, AskName, Outcome, PeerApi } from '@commune/peer'

/** The least a port can do. */
export interface Port {
  post(message: unknown): void
  onMessage(handler: (message: unknown) => void): void
}

/** A `MessagePort`, a worker, or the inside of one. */
export interface Talking {
  postMessage(message: unknown): void
  addEventListener(type: 'message', hear: (event: MessageEvent) => void): void
}

export const portOf = (port: Talking): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (handler) => port.addEventListener('message', (event) => handler(event.data))
})

type Call =
  | { readonly call: 'ask' | 'act' | 'watch'; readonly number: number; readonly name: string; readonly params: unknown }
  | { readonly call: 'cancel'; readonly number: number }
type Reply = { readonly reply: number; readonly answer: unknown }

const gone: Outcome<never> = { ok: false, error: { key: 'app.peer-gone' } }

/** Answers calls that come in on this port. */
export const servePort = (port: Port, api: PeerApi): (() => void) => {
  const cancels = new Map<number, () => void>()
  const reply = (number: number, answer: unknown): void => port.post({ reply: number, answer } satisfies Reply)
  port.onMessage((message) => {
    const call = message as Call
    switch (call?.call) {
      case 'ask':
        void api.ask(call.name as AskName, call.params as never).then((answer) => reply(call.number, answer), (fault: unknown) => reply(call.number, faultOf(fault)))
        return
      case 'act':
        void api.act(call.name as ActName, call.params as never).then((answer) => reply(call.number, answer), (fault: unknown) => reply(call.number, faultOf(fault)))
        return
      case 'watch':
        cancels.set(call.number, api.watch(call.name as AskName, call.params as never, (answer) => reply(call.number, answer)))
        return
      case 'cancel':
        cancels.get(call.number)?.()
        cancels.delete(call.number)
    }
  })
  return () => {
    for (const cancel of cancels.values()) cancel()
    cancels.clear()
  }
}

/** The peer behind this port. `end` answers everything open with "gone": the caller finds another port. */
export class RemotePeer implements PeerApi {
  readonly #port: Port
  readonly #waiting = new Map<number, (answer: never) => void>()
  readonly #watches = new Map<number, (answer: never) => void>()
  #number = 0

  constructor(port: Port) {
    this.#port = port
    port.onMessage((message) => {
      const { reply, answer } = message as Reply
      const once = this.#waiting.get(reply)
      this.#waiting.delete(reply)
      ;(once ?? this.#watches.get(reply))?.(answer as never)
    })
  }

  ask: PeerApi['ask'] = (name, params) => this.#call('ask', name, params)
  act: PeerApi['act'] = (name, params) => this.#call('act', name, params)
  watch: PeerApi['watch'] = (name, params, onAnswer) => {
    const number = ++this.#number
    this.#watches.set(number, onAnswer)
    this.#port.post({ call: 'watch', number, name, params } satisfies Call)
    return () => {
      if (this.#watches.delete(number)) this.#port.post({ call: 'cancel', number } satisfies Call)
    }
  }

  end(): void {
    for (const resolve of this.#waiting.values()) resolve(gone as never)
    this.#waiting.clear()
  }

  #call<T>(call: 'ask' | 'act', name: string, params: unknown): Promise<Outcome<T>> {
    const number = ++this.#number
    return new Promise((resolve) => {
      this.#waiting.set(number, resolve as (answer: never) => void)
      this.#port.post({ call, number, name, params } satisfies Call)
    })
  }
}

const faultOf = (fault: unknown): Outcome<never> => ({ ok: false, error: { key: 'app.fault', params: { fault: String(fault) } } })
