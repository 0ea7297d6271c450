/**
 * Words: every sentence the program says to a person is a `Message` (a key and what fills it), and one catalogue turns
 * it into a language. Reasons stay data on their way up; only the edge renders them, so the same refusal reads the same
 * in the command line and in the web app, and another language is one more file with the same keys.
 *
 * A catalogue is several files merged: each room and each app brings its own, and a maker typed by that file
 * (`messagesOf<typeof file>()`) lets the compiler check the key and the names of what fills it.
 * Refuses: a key that two files claim (a bug, so it throws when the catalogue is put together).
 */

/** What may stand in a gap of a sentence. A list is joined as the language joins lists. */
export type Param = string | number | Message | readonly Param[]

/** A sentence before it is put in a language. A plain tree: it can be sent, stored and compared. */
export interface Message {
  readonly key: string
  readonly params?: Readonly<Record<string, Param>>
}

/** One sentence with gaps `{name}`, or one for each plural class of the language, chosen by the gap `n`. */
export type Entry = string | ({ readonly [rule in Intl.LDMLPluralRule]?: string } & { readonly other: string })

export type Catalogue = { readonly [key: string]: Entry }

type GapsIn<T> = T extends `${string}{${infer Gap}}${infer Rest}` ? Gap | GapsIn<Rest> : never
type GapsOf<E> = E extends string ? GapsIn<E> : 'n' | GapsIn<E[keyof E]>
type Filling<E> = [GapsOf<E>] extends [never] ? [] : [params: { readonly [gap in GapsOf<E>]: Param }]

/** Makes messages of one catalogue file; key and gaps are checked by the compiler. */
export type MessageMaker<C> = <K extends keyof C & string>(key: K, ...filling: Filling<C[K]>) => Message

export const messagesOf =
  <C>(): MessageMaker<C> =>
  (key, ...filling) =>
    filling.length === 0 ? { key } : { key, params: filling[0] as Readonly<Record<string, Param>> }

/** Renders messages in one language. */
export interface Words {
  /** BCP 47 tag, as `en`. */
  readonly language: string
  say(message: Message): string
  has(key: string): boolean
}

/** Puts the files of one language together. Throws when two of them claim one key. */
export const wordsOf = (language: string, ...files: readonly Catalogue[]): Words => {
  const entries = new Map<string, Entry>()
  for (const file of files) {
    for (const [key, entry] of Object.entries(file)) {
      if (entries.has(key)) throw new Error(`two catalogue files claim the key ${key}`)
      entries.set(key, entry)
    }
  }
  // Made when they are first asked for: reading the rules of a language takes the platform longer than drawing a page does.
  const plural = once(() => new Intl.PluralRules(language))
  const number = once(() => new Intl.NumberFormat(language, { maximumFractionDigits: 3 }))
  // What nearly every sentence counts needs no rules in English.
  const isPlain = (n: number): boolean => language === 'en' && Number.isInteger(n) && n >= 0 && n < 1_000
  const numeral = (n: number): string => (isPlain(n) ? String(n) : number().format(n))
  const ruleOf = (n: number): Intl.LDMLPluralRule => (isPlain(n) ? (n === 1 ? 'one' : 'other') : plural().select(n))
  const list = once(() => new Intl.ListFormat(language, { type: 'conjunction' }))
  const fill = (param: Param): string => {
    if (typeof param === 'string') return param
    if (typeof param === 'number') return numeral(param)
    if (isList(param)) return list().format(param.map(fill))
    return say(param)
  }
  const say = (message: Message): string => {
    const entry = entries.get(message.key)
    // A message of a newer peer: its key is better than nothing.
    if (entry === undefined) return message.key
    const count = message.params?.['n']
    const sentence =
      typeof entry === 'string' ? entry : ((typeof count === 'number' ? entry[ruleOf(count)] : undefined) ?? entry.other)
    return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => {
      const param = message.params?.[name]
      return param === undefined ? gap : fill(param)
    })
  }
  return { language, say, has: (key) => entries.has(key) }
}

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

const isList = (param: Param): param is readonly Param[] => Array.isArray(param)
