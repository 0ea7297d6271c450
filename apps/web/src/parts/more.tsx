/** The first rows of a list that is all here, and the rest when asked for. */
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'

export function More<Row>(props: { readonly each: readonly Row[]; readonly step: number; readonly children: (row: Row) => JSX.Element }): JSX.Element {
  const { t } = useCommune()
  const [most, setMost] = createSignal(props.step)
  const shown = createMemo(() => props.each.slice(0, most()))
  return (
    <>
      <ul class="rows"><For each={shown()}>{(row) => props.children(row)}</For></ul>
      <Show when={props.each.length > most()}>
        <p class="more-rows"><button type="button" class="word-link" onClick={() => setMost(most() + props.step)}>{t('web.place.more', { n: props.each.length - most() })}</button></p>
      </Show>
    </>
  )
}
