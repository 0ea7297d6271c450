/** Watches of a peer as signals of the page: a watch begins and ends with what looks at it. */
import type { AskName, Asks, Outcome, PeerApi } from '@commune/peer'
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js'
import { shared } from './sharing.ts'

/** The last answer; `undefined` until the first one has come, or while `params` is undefined. */
export const watching = <K extends AskName>(api: PeerApi, name: K, params: Accessor<Asks[K][0] | undefined>): Accessor<Outcome<Asks[K][1]> | undefined> => {
  const [answer, setAnswer] = createSignal<Outcome<Asks[K][1]>>()
  /** Also across another question: what is found again stays as it is. */
  let last: Outcome<Asks[K][1]> | undefined
  const asked = createMemo(params, undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  createEffect(() => {
    const now = asked()
    setAnswer(undefined)
    if (now !== undefined) onCleanup(api.watch(name, now, (each) => setAnswer(() => (last = shared(last, each)))))
  })
  return answer
}

/** The value of an answer, or undefined while there is none or when it is a refusal. */
export const valueOf = <T>(answer: Outcome<T> | undefined): T | undefined => (answer?.ok ? answer.value : undefined)
