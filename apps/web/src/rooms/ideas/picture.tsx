/**
 * A picture beside a page, from the pieces this browser holds: shown when all of it is here, fetched from others when somebody
 * asks. Only kinds that hold nothing but a picture are drawn; any other file can be kept, and is never opened.
 */
import type { FileRow } from '@commune/commune'
import { createEffect, createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { saveFile } from '../../parts/save-file.ts'

const drawn = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])

export function Picture(props: { readonly file: FileRow; readonly words?: string }): JSX.Element {
  const { t, watch, act, world } = useCommune()
  const answer = watch('file', () => ({ id: props.file.id }))
  const bytes = createMemo(() => valueOf(answer())?.bytes)
  const [address, setAddress] = createSignal<string>()
  const [why, setWhy] = createSignal<string>()
  createEffect(() => {
    const whole = bytes()
    if (!whole || !drawn.has(props.file.media)) return void setAddress(undefined)
    const made = URL.createObjectURL(new Blob([whole as Uint8Array<ArrayBuffer>], { type: props.file.media }))
    setAddress(made)
    onCleanup(() => URL.revokeObjectURL(made))
  })
  const fetchIt = async (): Promise<void> => {
    const here = world()
    if (here === undefined) return
    const done = await act('fetchFile', { world: here, id: props.file.id })
    setWhy(done.ok ? undefined : done.why)
  }
  const name = (): string => props.words || props.file.name
  return (
    <Switch fallback={
      <span class="picture">
        {t('web.idea.picture', { words: name() })} <button type="button" class="word-link" onClick={() => void fetchIt()}>{t('web.idea.fetch')}</button>
        <Show when={why()}>{(reason) => <span role="alert" class="why"> {reason()}</span>}</Show>
      </span>
    }>
      <Match when={address()}>{(from) => <img class="picture-drawn" src={from()} alt={name()} />}</Match>
      <Match when={bytes()}>{(whole) => <button type="button" class="word-link" onClick={() => saveFile(whole(), props.file.name)}>{t('web.idea.save-file', { name: props.file.name })}</button>}</Match>
    </Switch>
  )
}
