/**
 * What is wrong with what this browser keeps, in words: a part that was damaged, a disk that is full, a place that does not open. It
 * stands where everybody looks, for a place that is simply not there any more says nothing of why.
 */
import type { Message } from '@commune/commune'
import { type Accessor, createEffect, createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { type Commune, useCommune } from './commune.tsx'
import { painted } from './painted.ts'
import { valueOf } from './watching.ts'

/** Where a browser keeps things, some of it is said in its own words. */
const inBrowser: Readonly<Record<string, string>> = {
  'peer.store-full': 'web.store.full', 'peer.store-read-only': 'web.store.read-only', 'peer.store-torn': 'web.store.torn', 'peer.world-mended': 'web.problem.mended',
  'peer.world-locked': 'web.problem.locked'
}
const shownMax = 4

/** Looked at once the page is painted, by the minute, and when there are more or fewer places. */
const lookAtProblems = ({ api, nowMs, worlds }: Commune): Accessor<readonly Message[]> => {
  const [found, setFound] = createSignal<readonly Message[]>([], { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  const many = createMemo(() => worlds()?.length)
  createEffect(() => {
    nowMs()
    many()
    if (painted()) api.ask('status', {}).then((answer) => setFound(valueOf(answer)?.problems ?? []), () => {})
  })
  return found
}

export function Problems(): JSX.Element {
  const commune = useCommune()
  const { t, words } = commune
  const problems = lookAtProblems(commune)
  const [read, setRead] = createSignal<ReadonlySet<string>>(new Set())
  const told = createMemo(() => [...new Set(problems().flatMap(({ key, params }) => {
    const own = inBrowser[key]
    return own === undefined ? [] : [words.say({ key: own, ...(params && { params }) })]
  }))].filter((each) => !read().has(each)).slice(0, shownMax))
  const close = (sentence: string): void => {
    setRead(new Set([...read(), sentence]))
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }
  return (
    <Show when={told().length > 0}>
      <section class="notice notice-wrong" role="status" aria-label={t('web.problem.label')}>
        <For each={told()}>
          {(sentence) => (
            <div>
              <p>{sentence}</p>
              <p class="row-acts"><button type="button" class="word-link" aria-label={`${t('web.tells.heard')}: ${sentence}`} onClick={() => close(sentence)}>{t('web.tells.heard')}</button></p>
            </div>
          )}
        </For>
      </section>
    </Show>
  )
}
