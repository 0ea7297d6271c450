/** The one sheet of torn paper: its wandering edge is drawn for its size, and casts the only shadow there is. */
import { createSignal, type JSX, onCleanup, onMount } from 'solid-js'
import { isWide } from '../app/size.ts'
import { tornAcross, tornDown } from './tear.ts'

/** Below the land the page itself is paper: of the sheet only the torn edge is drawn, however long the list on it is. */
const acrossPx = 64

export function Paper(props: { readonly children: JSX.Element; readonly class?: string; readonly label?: string }): JSX.Element {
  const [box, setBox] = createSignal({ width: 0, height: 0 }, { equals: (a, b) => a.width === b.width && a.height === b.height })
  let sheet!: HTMLElement
  onMount(() => {
    const watch = new ResizeObserver(() => setBox({ width: sheet.offsetWidth, height: isWide() ? sheet.offsetHeight : acrossPx }))
    watch.observe(sheet)
    onCleanup(() => watch.disconnect())
  })
  const edge = (): { readonly sheet: string; readonly line: string; readonly top: string } =>
    isWide() ? tornDown(box().width, box().height) : tornAcross(box().width, box().height)
  return (
    <section ref={sheet} class={`paper ${props.class ?? ''}`} aria-label={props.label}>
      <svg class="paper-sheet" aria-hidden="true" width={box().width} height={box().height}>
        <path class="paper-shade" d={edge().sheet} transform={isWide() ? 'translate(-7 5)' : 'translate(0 -4)'} />
        <path class="paper-fill" d={edge().sheet} />
        <path class="paper-line" d={edge().line} />
        <path class="paper-line" d={edge().top} />
      </svg>
      <div class="paper-words">{props.children}</div>
    </section>
  )
}
