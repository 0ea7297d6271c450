/** What the place tells its people now: words that agreements ask of a box, for as long as they ask. Each can be laid aside where it was read. */
import type { PointId } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'

const shownMax = 3
const charsMax = 500

export default function PlaceTells(props: { readonly points: readonly PointId[] }): JSX.Element {
  const { t, watch } = useCommune()
  const answer = watch('stands', () => (props.points.length === 0 ? undefined : { acts: props.points }))
  const [heard, setHeard] = createSignal<ReadonlySet<string>>(new Set())
  const told = createMemo(() => (valueOf(answer()) ?? []).flatMap(({ point, asked, slots }) => {
    if (typeof asked !== 'string' || asked.trim() === '') return []
    const agreement = slots.find(({ decides }) => decides)?.agreement
    return [{ key: `${point} ${asked}`, words: asked.slice(0, charsMax), thing: point.slice(0, point.indexOf('/')), agreement }]
  }).filter(({ key }) => !heard().has(key)).slice(0, shownMax), [], { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  return (
    <Show when={told().length > 0}>
      <section class="notice" role="status" aria-label={t('web.tells.label')}>
        <For each={told()}>
          {({ key, words, thing, agreement }) => (
            <div class="place-tells">
              <p dir="auto"><b>{words}</b></p>
              <p class="row-acts">
                <a class="word-link" href={linkTo(agreement === undefined ? { room: 'thing', id: thing } : { room: 'agreement', id: agreement })} aria-label={`${t('web.tells.why')}: ${words}`}>{t('web.tells.why')}</a>
                <button type="button" class="word-link"
                  aria-label={`${t('web.tells.heard')}: ${words}`}
                  onClick={() => { setHeard(new Set([...heard(), key].slice(-100))); document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true }) }}>{t('web.tells.heard')}</button>
              </p>
            </div>
          )}
        </For>
      </section>
    </Show>
  )
}
