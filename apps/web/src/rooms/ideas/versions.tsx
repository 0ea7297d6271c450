/** Every earlier version of a page: what changed, how it read, and one tap to bring it back. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { Sign } from '../../drawing/map/Sign.tsx'

export function Versions(props: { readonly id: string }): JSX.Element {
  const { watch, t, words, say, openly } = useCommune()
  const answer = watch('versions', () => ({ id: props.id }))
  const newest = createMemo(() => [...(valueOf(answer()) ?? [])].sort((a, b) => b.lamport - a.lamport))
  const [read, setRead] = createSignal<string>()
  const back = (edit: string): void => void openly(say([{ wish: 'restore', idea: props.id, edit }], t('web.versions.brought')))
  return (
    <>
      <h2 class="page-title">{t('web.versions.title')}</h2>
      <p><a class="word-link" href={linkTo({ room: 'idea', id: props.id })}>{t('web.versions.to-page')}</a></p>
      <Show when={answer() && newest().length === 0}><p class="reading">{t('web.nothing-there')}</p></Show>
      <ul class="rows">
        <For each={newest()}>
          {(version, index) => (
            <li class="row">
              <Sign name={index() === 0 ? 'flower' : 'leaf'} />
              <div class="row-words">
                <p><b>{version.title || t('ideas.untitled')}</b></p>
                <p class="second">{index() === 0 ? `${t('web.versions.now')}. ` : ''}{words.say(version.words)}</p>
                <p class="row-acts">
                  <button type="button" class="word-link" aria-expanded={read() === version.edit} onClick={() => setRead(read() === version.edit ? undefined : version.edit)}>{t('web.versions.read')}</button>
                  <Show when={index() > 0}><button type="button" class="word-link" onClick={() => back(version.edit)}>{t('web.versions.back')}</button></Show>
                </p>
                <Show when={read() === version.edit}><pre class="version-text">{version.text}</pre></Show>
              </div>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
