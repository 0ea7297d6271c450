/**
 * The settings of one entity, read key by key at the door. The first thing that is wrong is kept as the reason why the entity is
 * refused; what is merely not understood is named and left out. Keys that nobody asks for are ignored.
 */
import { discoveryMessage, type Message } from '@commune/commune'
import { type Config, listOf } from '../announcement/config.ts'
import { discoveryLimits } from '../limits.ts'
import { compileTemplate, type Template } from '../template/index.ts'
import { lineOf, quotedOf } from '../text.ts'
import { isFilter, isTopic } from '../topics.ts'

export class Settings {
  readonly config: Config
  /** Why the entity is refused. */
  fault: Message | undefined
  /** What is left out of it, and why. */
  readonly leftOut: Message[] = []
  /** Tokens of its templates that are kept. */
  tokens = 0
  /** Kinds with many values read all of them through this template where they name no other. */
  #shared: string | undefined
  readonly #templates = new Map<string, Template | 'outside'>()

  constructor(config: Config) {
    this.config = config
  }

  shareTemplate(key: string): void {
    this.#shared = key
  }

  has(key: string): boolean {
    return this.config[key] !== undefined && this.config[key] !== null
  }

  refuse(why: Message): undefined {
    this.fault ??= why
    return undefined
  }

  /** Names what is left out. */
  leave(what: Message): undefined {
    if (this.leftOut.length < 20) this.leftOut.push(what)
    return undefined
  }

  #bad(key: string): undefined {
    return this.refuse(discoveryMessage('discovery.bad-value', { key, said: quotedOf(this.config[key]) }))
  }

  /** Refuses when none of these keys is there. */
  need(...keys: readonly string[]): void {
    for (const key of keys) if (!this.has(key)) this.refuse(discoveryMessage('discovery.missing', { key }))
  }

  /** Refuses when the first key is there without the second. */
  together(key: string, other: string): void {
    if (this.has(key) && !this.has(other)) this.refuse(discoveryMessage('discovery.together', { key, other }))
  }

  /** A text as it stands: payloads may be numbers or yes and no in JSON, and are texts all the same. */
  text<T extends string | undefined>(key: string, fallback: T): string | T {
    const said = this.config[key]
    if (said === undefined) return fallback
    if (typeof said === 'string') return said.length <= 4_000 ? said : (this.#bad(key) ?? fallback)
    if (typeof said === 'number') return String(said)
    if (typeof said === 'boolean') return said ? 'True' : 'False'
    return said === null ? fallback : (this.#bad(key) ?? fallback)
  }

  /** A payload that can be taken away by saying null. */
  payload(key: string, fallback: string): string | undefined {
    return this.config[key] === null ? undefined : this.text(key, fallback)
  }

  number(key: string, fallback: number, least: number = -Infinity, most: number = Infinity): number {
    const said = this.config[key]
    if (said === undefined || said === null) return fallback
    const n = typeof said === 'string' && said.trim() !== '' ? Number(said) : said
    if (typeof n === 'number' && Number.isFinite(n) && n >= least && n <= most) return n
    this.#bad(key)
    return fallback
  }

  whole(key: string, fallback: number, least: number, most: number): number {
    const n = this.number(key, fallback, least, most)
    if (!Number.isInteger(n)) this.#bad(key)
    return n
  }

  flag(key: string, fallback: boolean): boolean {
    const said = this.config[key]
    if (said === undefined || said === null) return fallback
    if (typeof said === 'boolean') return said
    const word = String(said).toLowerCase()
    if (['1', 'true', 'yes', 'on', 'enable'].includes(word)) return true
    if (!['0', 'false', 'no', 'off', 'disable'].includes(word)) this.#bad(key)
    return false
  }

  /** A list of distinct short words. */
  words(key: string, fallback: readonly string[] = []): readonly string[] {
    const said = this.config[key]
    if (said === undefined || said === null) return fallback
    const all = listOf(said)
    const words = all.map((one) => (typeof one === 'string' || typeof one === 'number' ? String(one) : undefined))
    const isGood = words.length <= discoveryLimits.optionsMax && !words.includes(undefined)
    if (!isGood || (!Array.isArray(said) && typeof said !== 'string')) {
      this.#bad(key)
      return fallback
    }
    const shown = (words as string[]).filter((word) => lineOf(word) === word)
    if (shown.length < words.length) this.leave(discoveryMessage('discovery.bad-words', { key }))
    return [...new Set(shown)]
  }

  /** A word that says what something is about. One that is not known here is carried; one that is no word is refused. */
  about(known: ReadonlySet<string>): string | undefined {
    const said = this.config['device_class']
    if (said === undefined || said === null) return undefined
    if (typeof said !== 'string' || !/^[a-z0-9_]{1,40}$/.test(said)) return this.#bad('device_class')
    if (!known.has(said)) this.leave(discoveryMessage('discovery.unknown-class', { said }))
    return said
  }

  listenTopic(key: string): string | undefined {
    return this.#topic(key, isFilter)
  }

  sendTopic(key: string): string | undefined {
    return this.#topic(key, isTopic)
  }

  #topic(key: string, isGood: (topic: string) => boolean): string | undefined {
    const said = this.config[key]
    if (said === undefined || said === null) return undefined
    return typeof said === 'string' && isGood(said)
      ? said
      : this.refuse(discoveryMessage('discovery.bad-topic', { key, said: quotedOf(said) }))
  }

  /** `outside`: the template is there and cannot be used, so what it stands for is left out. It is read once, however often it is asked for. */
  template(key: string, names: readonly string[]): Template | undefined | 'outside' {
    const known = this.#templates.get(key)
    if (known !== undefined) return known
    const read = this.#readTemplate(key, names)
    if (read !== undefined) this.#templates.set(key, read)
    return read
  }

  #readTemplate(key: string, names: readonly string[]): Template | undefined | 'outside' {
    const own = this.config[key] ?? undefined
    const said = own === undefined && this.#shared !== undefined && names.includes('value_json') ? this.config[this.#shared] : own
    if (said === undefined || said === null) return undefined
    if (typeof said !== 'string') {
      this.#bad(key)
      return 'outside'
    }
    const compiled = compileTemplate(said, names)
    if (compiled.ok) {
      this.tokens += compiled.value.tokens
      return compiled.value
    }
    const { error } = compiled
    if (error.type === 'outside') {
      this.leave(discoveryMessage('discovery.template-outside', { key, word: lineOf(error.word, 40) ?? '', at: error.at + 1 }))
    } else if (error.type === 'too-large') this.leave(discoveryMessage('discovery.template-too-large', { key }))
    else this.leave(discoveryMessage('discovery.template-unreadable', { key }))
    return 'outside'
  }
}
