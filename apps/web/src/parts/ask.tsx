/** An act that shows first what it would undo, in place and without a window over the page. */
import { createSignal, type JSX, Show } from 'solid-js'

export function AskFirst(props: {
  readonly act: string
  readonly consequence: string
  readonly agree: string
  readonly leave: string
  readonly onDo: () => void
}): JSX.Element {
  const [asked, setAsked] = createSignal(false)
  let leave: HTMLButtonElement | undefined
  return (
    <Show when={asked()} fallback={<button type="button" class="act" onClick={() => { setAsked(true); queueMicrotask(() => leave?.focus()) }}>{props.act}</button>}>
      <div class="ask-first" role="group" aria-label={props.act}>
        <p role="alert">{props.consequence}</p>
        <p class="acts">
          <button type="button" class="act act-second" onClick={() => { setAsked(false); props.onDo() }}>{props.agree}</button>
          <button ref={leave} type="button" class="act" onClick={() => setAsked(false)}>{props.leave}</button>
        </p>
      </div>
    </Show>
  )
}
