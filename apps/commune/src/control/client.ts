/** The command line's side of the control interface: a `PeerApi` that lives in the daemon. */
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { type ActName, type Acts, type AskName, type Asks, fromJson, type Outcome, type PeerApi, toJson } from '@commune/peer'

export interface ControlAddress {
  readonly port: number
  readonly token: string
}

/** Something answers there that is no daemon: the one that left its address has ended, and its port is another program's now. */
export class OtherProgramError extends Error {
  constructor() {
    super('another program answers at the address of the daemon')
    this.name = 'OtherProgramError'
  }
}

export class ControlClient implements PeerApi {
  readonly #address: ControlAddress

  constructor(address: ControlAddress) {
    this.#address = address
  }

  /** Whether a daemon answers there within so long. */
  look(waitMs: number): Promise<'there' | 'silent' | 'gone'> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve('silent'), waitMs)
      this.#call('/ask', 'self', {}, (call) => setTimeout(() => call.destroy(), waitMs).unref())
        .then(() => resolve('there'), () => resolve('gone'))
        .finally(() => clearTimeout(timer))
    })
  }
  ask<K extends AskName>(name: K, params: Asks[K][0]): Promise<Outcome<Asks[K][1]>> {
    return this.#call('/ask', name, params) as Promise<Outcome<Asks[K][1]>>
  }
  act<K extends ActName>(name: K, params: Acts[K][0]): Promise<Outcome<Acts[K][1]>> {
    return this.#call('/act', name, params) as Promise<Outcome<Acts[K][1]>>
  }
  /** Something the daemon does beside the peer. */
  own(name: string, params: object): Promise<Outcome<unknown>> {
    return this.#call('/act', name, params) as Promise<Outcome<unknown>>
  }
  watch<K extends AskName>(name: K, params: Asks[K][0], onAnswer: (answer: Outcome<Asks[K][1]>) => void): () => void {
    let text = ''
    const call = this.#request('/watch', (response) => {
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        const lines = text.split('\n')
        text = lines.pop() ?? ''
        for (const line of lines) onAnswer(fromJson(line) as Outcome<Asks[K][1]>)
      })
    })
    call.on('error', () => onAnswer({ ok: false, error: { key: 'control.gone' } }))
    call.end(toJson({ name, params }))
    return () => void call.destroy()
  }

  #call(path: string, name: string, params: unknown, onCall?: (call: ClientRequest) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = this.#request(path, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const outcome = fromJson(Buffer.concat(parts).toString('utf8')) as { ok?: unknown } | undefined
          if (typeof outcome?.ok === 'boolean') resolve(outcome)
          else reject(new OtherProgramError())
        })
        response.on('error', reject)
      })
      call.on('error', reject)
      onCall?.(call)
      call.end(toJson({ name, params }))
    })
  }

  #request(path: string, onResponse: (response: IncomingMessage) => void): ClientRequest {
    const { port, token } = this.#address
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, onResponse)
  }
}
