/** The one torn sheet of a page, as the ground of what stands on it: measured, drawn, and behind its words. */
import { createMemo, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { type TornEdge, tornSheet } from '../paper/torn.ts'

/** Lays a torn sheet behind its children. Give the element its place and padding with `class`. */
export function TornPaper(
  props: { readonly edge: TornEdge; readonly seed?: string; readonly class?: string; readonly children?: JSX.Element }
): JSX.Element {
  const [size, setSize] = createSignal<readonly [number, number]>([0, 0])
  const [element, setElement] = createSignal<HTMLDivElement>()
  onMount(() => {
    const watched = element()!
    const watch = new ResizeObserver(() => { setSize([watched.offsetWidth, watched.offsetHeight]) })
    watch.observe(watched)
    onCleanup(() => watch.disconnect())
  })
  const sheet = createMemo(() => tornSheet(size()[0], size()[1], props.edge, props.seed))
  return (
    <div class={`torn-paper ${props.class ?? ''}`} ref={setElement}>
      <Show when={size()[0] > 0}><svg class="torn-paper-sheet" aria-hidden="true" width={size()[0]} height={size()[1]} innerHTML={sheet()} /></Show>
      {props.children}
    </div>
  )
}
