/**
 * Remembers what the place looked like, so that it is there at once the next time, before the peer has opened what this browser
 * keeps. As soon as the peer answers, its answer stands; when it is the same, nothing is drawn anew.
 *
 * Only what the first page watches is remembered, as it was answered last, in the browser that keeps all of it anyway. What is
 * searched for, and every act, waits for the peer.
 */
import type { AskName, Asks, Outcome, PeerApi } from '@commune/peer'
import { readAgain, written } from './written.ts'

/** Where one text lies between two visits. Neither may throw. */
export interface Shelf {
  read(): string | undefined
  write(text: string | undefined): void
}

/** What the place, its name and who is in it are made of. */
const remembered: readonly AskName[] = ['self', 'worlds', 'wares', 'intents', 'intent', 'stock', 'ideas']
const answersMax = 96
/** What is longer is not worth the time to read it. */
const charsMax = 500_000

export class RememberingPeer implements PeerApi {
  /** Resolves when the peer has answered for the first time. */
  readonly answered: Promise<void>
  readonly #api: PeerApi
  readonly #shelf: Shelf
  /** As they were at the last visit, until the peer has answered the same. */
  readonly #before: Map<string, string>
  readonly #now = new Map<string, { readonly answer: unknown; readonly world: unknown }>()
  #worlds: ReadonlySet<unknown> | undefined
  #changed = false
  #tellAnswered!: () => void

  constructor(api: PeerApi, shelf: Shelf) {
    this.#api = api
    this.#shelf = shelf
    this.#before = new Map(entriesOf(shelf.read()))
    this.answered = new Promise((resolve) => (this.#tellAnswered = resolve))
  }

  ask: PeerApi['ask'] = (name, params) => this.#api.ask(name, params)
  act: PeerApi['act'] = (name, params) => this.#api.act(name, params)

  watch: PeerApi['watch'] = <K extends AskName>(name: K, params: Asks[K][0], onAnswer: (answer: Outcome<Asks[K][1]>) => void) => {
    const key = keyOf(name, params)
    let last = key === undefined ? undefined : this.#before.get(key)
    const known = last === undefined ? undefined : readAgain(last)
    if (known !== undefined) onAnswer(known as Outcome<Asks[K][1]>)
    return this.#api.watch(name, params, (answer) => {
      this.#tellAnswered()
      if (key !== undefined) {
        this.#before.delete(key)
        this.#keep(key, answer, name, params)
      }
      const same = last !== undefined && last === written(answer)
      last = undefined
      if (!same) onAnswer(answer)
    })
  }

  /** Writes down what was answered since it was last written down. */
  save(): void {
    if (!this.#changed) return
    this.#changed = false
    const entries = [...this.#now].flatMap(([key, { answer, world }]) => {
      // Of a place that is not here any more nothing is remembered.
      const text = world !== undefined && this.#worlds?.has(world) === false ? undefined : written(answer)
      return text === undefined ? [] : [[key, text] as const]
    })
    const text = JSON.stringify(entries)
    this.#shelf.write(text.length <= charsMax ? text : undefined)
  }

  #keep(key: string, answer: Outcome<unknown>, name: AskName, params: object): void {
    if (name === 'worlds' && answer.ok) this.#worlds = new Set((answer.value as Asks['worlds'][1]).map(({ world }) => world))
    // The newest stand last; a refusal is nothing to come back to, and neither is no place at all.
    this.#now.delete(key)
    if (answer.ok && !(name === 'worlds' && this.#worlds?.size === 0)) this.#now.set(key, { answer, world: 'world' in params ? params.world : undefined })
    for (const oldest of this.#now.keys()) {
      if (this.#now.size <= answersMax) break
      this.#now.delete(oldest)
    }
    this.#changed = true
  }
}

/** Undefined for what is not remembered: other questions, parts of long lists, what is looked for. */
const keyOf = (name: AskName, params: object): string | undefined =>
  !remembered.includes(name) || 'offset' in params || 'text' in params ? undefined : `${name} ${JSON.stringify(params)}`

const entriesOf = (text: string | undefined): readonly (readonly [string, string])[] => {
  if (text === undefined || text.length > charsMax) return []
  try {
    const read: unknown = JSON.parse(text)
    if (!Array.isArray(read)) return []
    return read.filter((entry): entry is [string, string] => Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string')
  } catch {
    return []
  }
}
