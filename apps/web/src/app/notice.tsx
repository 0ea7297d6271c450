/**
 * Something said once, with the ways to answer it. It stands at the head of what is read, in its own place: nothing that somebody
 * may want lies under it. When it is answered it goes, and the focus goes to the name of where one is.
 */
import { type Accessor, createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js'

export interface Answer {
  readonly words: string
  /** Where it leads; without, it is done here. */
  readonly href?: string
  readonly onDo: () => void
}

const [px, setPx] = createSignal(0)
/** How high the one that is shown is; 0 while there is none. Where it stands over open land, the land makes room. */
export const noticePx: Accessor<number> = px

export function Notice(props: { readonly words: string; readonly label: string; readonly answers: readonly Answer[] }): JSX.Element {
  const answered = (answer: Answer): void => {
    answer.onDo()
    if (answer.href === undefined) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }
  let box!: HTMLElement
  onMount(() => {
    const watch = new ResizeObserver(() => setPx(box.offsetHeight))
    watch.observe(box)
    onCleanup(() => {
      watch.disconnect()
      setPx(0)
    })
  })
  return (
    <section ref={box} class="notice" aria-label={props.label}>
      <p>{props.words}</p>
      <p class="row-acts">
        {props.answers.map((answer) => (
          <Show when={answer.href} fallback={<button type="button" class="word-link" onClick={() => answered(answer)}>{answer.words}</button>}>
            {(href) => <a class="word-link" href={href()} onClick={() => answered(answer)}>{answer.words}</a>}
          </Show>
        ))}
      </p>
    </section>
  )
}
