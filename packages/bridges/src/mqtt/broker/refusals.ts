/**
 * What the broker refused, for the person who looks after the box: each thing once, with how often and when, in bounded memory.
 *
 * Whoever is refused often is not heard more: the same refusal only counts up, and when the list is full the one that was quiet for
 * longest makes way. Counts by kind are never lost. Text of others is shortened, and shown as text.
 */
import type { Clock } from '@commune/protocol'

export type RefusalKind =
  /** It published to a topic that it was not granted. */
  | 'publish'
  /** It subscribed to something beyond what it was granted. */
  | 'subscribe'
  /** Its last will goes to a topic that it was not granted. */
  | 'will'
  /** A topic that is none: too long, too deep, with control characters, or the broker's own. */
  | 'topic'
  | 'too-large'
  /** It has as many retained messages as it may; this one was passed on, and not kept. */
  | 'retained-full'
  /** What lies at this topic was left by another. */
  | 'retained-of-another'
  | 'subscriptions-full'
  /** It sends quicker than it may, and is read more slowly. */
  | 'slowed'
  /** It does not read what it asked for: messages pass it by. */
  | 'unread'
  /** It named an id under which another credential is connected. */
  | 'client-id'
  /** It gave no credential, an unknown one, or a wrong secret. */
  | 'no-credential'
  | 'unknown-credential'
  | 'wrong-secret'
  | 'connections-full'
  /** It took too long to say who it is, or too many did at once. */
  | 'waiting'
  /** It speaks MQTT 5, or something older than 3.1. */
  | 'version'
  /** It broke the rules of MQTT. */
  | 'broken'

export interface Refusal {
  readonly kind: RefusalKind
  /** The credential, or what was given as one; undefined before any was. */
  readonly who: string | undefined
  readonly address: string | undefined
  /** A topic, a filter, a client id, a reason: what it was about. */
  readonly what: string | undefined
  readonly count: number
  readonly firstMs: number
  readonly lastMs: number
}

/** Whom and what it was about, as far as it is known; in any length. */
export type RefusalAbout = { readonly [part in 'who' | 'address' | 'what']?: string | undefined }

export const refusalsMax = 200
/** Of one kind and speaker: beyond it they are counted together, so that a flood of many topics takes no place of others. */
const placesMax = 20
const charsMax = 128

export class Refusals {
  readonly #clock: Clock
  readonly #onNew: (refusal: Refusal) => void
  /** In the order in which they were last repeated. */
  readonly #held = new Map<string, Refusal>()
  readonly #counts = new Map<RefusalKind, number>()
  /** How many are told apart, by kind and speaker. */
  readonly #places = new Map<string, number>()

  /** `onNew` is told of each refusal that is not in the list yet. */
  constructor(clock: Clock, onNew: (refusal: Refusal) => void) {
    this.#clock = clock
    this.#onNew = onNew
  }

  note(kind: RefusalKind, about: RefusalAbout): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1)
    const [who, address, what] = [shown(about.who), shown(about.address), shown(about.what)]
    const speaker = [kind, who ?? `\n${address}`].join('\n')
    const nowMs = this.#clock.nowMs()
    const place = `${speaker}\n${what}`
    const isMore = !this.#held.has(place) && (this.#places.get(speaker) ?? 0) >= placesMax
    const key = isMore ? speaker : place
    const before = this.#held.get(key)
    if (before === undefined) this.#places.set(speaker, (this.#places.get(speaker) ?? 0) + 1)
    this.#held.delete(key)
    const refusal = { kind, who, address, what: isMore ? undefined : what, count: (before?.count ?? 0) + 1, firstMs: before?.firstMs ?? nowMs, lastMs: nowMs }
    this.#held.set(key, refusal)
    if (this.#held.size > refusalsMax) this.#forgetOldest()
    if (before === undefined) this.#onNew(refusal)
  }

  #forgetOldest(): void {
    const [key, { kind, who, address }] = this.#held.entries().next().value as [string, Refusal]
    this.#held.delete(key)
    const speaker = [kind, who ?? `\n${address}`].join('\n')
    const places = (this.#places.get(speaker) ?? 1) - 1
    if (places > 0) this.#places.set(speaker, places)
    else this.#places.delete(speaker)
  }

  /** The latest first. */
  list(): readonly Refusal[] {
    return [...this.#held.values()].toReversed()
  }

  /** How often each kind of thing was refused since the start. */
  counts(): ReadonlyMap<RefusalKind, number> {
    return this.#counts
  }
}

function shown(text: string | undefined): string | undefined {
  const plain = text?.slice(0, charsMax).replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd').toWellFormed()
  return plain !== undefined && text !== undefined && text.length > charsMax ? `${plain}…` : plain
}
