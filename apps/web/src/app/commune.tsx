/** What every screen needs: the peer, the world one is in, who is in it, the words, and the time. */
import type { Message, Wish, Words } from '@commune/commune'
import type { ActName, Acts, AskName, Asks, MemberRow, Outcome, PeerApi, Self, WorldSummary } from '@commune/peer'
import type { IdText, StatementId } from '@commune/protocol'
import { type Accessor, createContext, createMemo, createSignal, useContext } from 'solid-js'
import { localeOf } from '../telling/locale.ts'
import { keep, readKept } from './keep.ts'
import { onlyOnce } from './once.ts'
import { valueOf, watching } from './watching.ts'

export interface Commune {
  readonly api: PeerApi
  readonly words: Words
  /** How dates are written here. */
  readonly locale: string
  /** The world one looks at; undefined while there is none. */
  readonly world: Accessor<IdText | undefined>
  readonly worlds: Accessor<readonly WorldSummary[] | undefined>
  /** Why there is no peer, and so no place, when there is none. */
  readonly trouble: Accessor<string | undefined>
  readonly enter: (world: IdText) => void
  readonly self: Accessor<Self | undefined>
  readonly summary: Accessor<WorldSummary | undefined>
  readonly wares: Accessor<readonly MemberRow[]>
  /** What a ware is called, in words. */
  readonly called: (ware: IdText) => string
  /** Goes on by the minute. */
  readonly nowMs: Accessor<number>
  readonly t: (key: string, params?: Message['params']) => string
  /** Tells those who listen, gathered and politely. */
  readonly tell: (sentence: string) => void
  readonly told: Accessor<string>
  /** Watches something in this world. */
  readonly watch: <K extends AskName>(name: K, params: Accessor<Omit<Asks[K][0], 'world'> | undefined>) => Accessor<Outcome<Asks[K][1]> | undefined>
  /** Does something; a refusal is told, and comes back as a sentence. The very same asked again while it is under way is done once. */
  readonly act: <K extends ActName>(name: K, params: Acts[K][0]) => Promise<Done<Acts[K][1]>>
  /** Says wishes in this world, or in the one that is named; what was said can be taken back from the line that tells of it. */
  readonly say: (wishes: readonly Wish[], told?: string, where?: IdText) => Promise<Done<{ ids: readonly StatementId[] }>>
  /** Tells of something that was said in another way, so that it can be taken back as well. */
  readonly tellSaid: (sentence: string, ids: readonly StatementId[]) => void
  /** For what has no place of its own for a refusal: it stands where what was said last does. */
  readonly openly: <T>(doing: Promise<Done<T>>) => Promise<Done<T>>
  readonly last: Accessor<LastSaid | undefined>
  readonly forgetLast: () => void
}

export type Done<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }
/** What was said last, with the way to take it back; or why it could not be said, and then there is nothing to take back. */
export interface LastSaid {
  readonly told: string
  readonly ids: readonly StatementId[]
  /** Where it was said: it is taken back there, wherever one has gone since. */
  readonly world?: IdText | undefined
  readonly refused?: true
}

const Context = createContext<Commune>()
export const CommuneProvider = Context.Provider
export const useCommune = (): Commune => useContext(Context)!

export const makeCommune = (api: PeerApi, words: Words, nowMs: Accessor<number>): Commune => {
  const [chosen, setChosen] = createSignal(readKept().world)
  const [told, setTold] = createSignal('')
  const [last, setLast] = createSignal<LastSaid>()
  const self = watching(api, 'self', () => ({}))
  const worldsAnswer = watching(api, 'worlds', () => ({}))
  const worlds = createMemo(() => valueOf(worldsAnswer()))
  const trouble = createMemo(() => {
    const answer = worldsAnswer()
    return answer?.ok === false ? words.say(answer.error) : undefined
  })
  const summary = createMemo(() => worlds()?.find(({ world }) => world === chosen()) ?? worlds()?.[0])
  const world = createMemo(() => summary()?.world)
  const waresAnswer = watching(api, 'wares', () => { const now = world(); return now === undefined ? undefined : { world: now } })
  const wares = createMemo(() => valueOf(waresAnswer()) ?? [])
  const byId = createMemo(() => new Map(wares().map((row) => [row.ware, row])))
  const t = (key: string, params?: Message['params']): string => words.say(params ? { key, params } : { key })
  const once = onlyOnce(api)
  const act: Commune['act'] = async (name, params) => {
    const outcome = await once(name, params)
    if (outcome.ok) return outcome
    const why = words.say(outcome.error)
    setTold(why)
    return { ok: false, why }
  }
  const tellSaid = (sentence: string, ids: readonly StatementId[]): void => {
    setTold(sentence)
    setLast({ told: sentence, ids, world: world() })
  }
  return {
    api, words, locale: localeOf(words.language, navigator.languages), world, worlds, trouble, self: () => valueOf(self()), summary, wares, nowMs, t, told, act, last,
    enter: (next) => {
      keep({ world: next })
      setChosen(next)
    },
    called: (ware) => {
      const row = byId().get(ware)
      if (row?.me) return t('web.you')
      return row ? words.say(row.called) : t('web.somebody')
    },
    tell: setTold,
    watch: <K extends AskName>(name: K, params: Accessor<Omit<Asks[K][0], 'world'> | undefined>) =>
      watching(api, name, () => {
        const [now, rest] = [world(), params()]
        return now === undefined || rest === undefined ? undefined : ({ ...rest, world: now } as unknown as Asks[K][0])
      }),
    say: async (wishes, sentence, now = world()) => {
      if (now === undefined) return { ok: false, why: t('web.no-world') }
      const done = await act('say', { world: now, wishes })
      if (done.ok && sentence !== undefined) tellSaid(sentence, done.value.ids)
      return done
    },
    tellSaid,
    openly: async (doing) => {
      const done = await doing
      if (!done.ok) setLast({ told: done.why, ids: [], refused: true })
      return done
    },
    forgetLast: () => setLast(undefined)
  }
}
