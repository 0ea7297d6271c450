/**
 * The first rows of a list that is all here, and the rest when asked for. What is new is drawn a few rows a frame, those on top
 * first, so that no frame is long; what stands there already stays.
 */
import { createEffect, createMemo, createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'

/** About as many as one sees at once on a phone. */
const frameRows = 8

export function More<Row>(props: { readonly each: readonly Row[]; readonly step: number; readonly children: (row: Row) => JSX.Element }): JSX.Element {
  const { t } = useCommune()
  const [most, setMost] = createSignal(props.step)
  const wanted = createMemo(() => props.each.slice(0, most()))
  const shown = fewAFrame(wanted)
  return (
    <>
      <ul class="rows"><For each={shown()}>{(row) => props.children(row)}</For></ul>
      <Show when={props.each.length > most()}>
        <p class="more-rows"><button type="button" class="word-link" onClick={() => setMost(most() + props.step)}>{t('web.place.more', { n: props.each.length - most() })}</button></p>
      </Show>
    </>
  )
}

/** All rows that were there before, and of the new ones more with each frame. */
function fewAFrame<Row>(wanted: () => readonly Row[]): () => readonly Row[] {
  const drawn = new Set<Row>()
  const [turn, nextTurn] = createSignal(0)
  let frame = 0
  const shown = createMemo(() => {
    turn()
    let room = frameRows
    return wanted().filter((row) => drawn.has(row) || room-- > 0)
  })
  createEffect(() => {
    const rows = shown()
    drawn.clear()
    for (const row of rows) drawn.add(row)
    cancelAnimationFrame(frame)
    if (rows.length < wanted().length) frame = requestAnimationFrame(() => nextTurn((turns) => turns + 1))
  })
  onCleanup(() => cancelAnimationFrame(frame))
  return shown
}
