/** An act that shows first what it would undo, in place and without a window over the page. */
import type { JSX } from 'solid-js'
import { Unfold } from './unfold.tsx'

export function AskFirst(props: {
  readonly act: string
  /** How its button looks. */
  readonly class?: string
  readonly consequence: string
  readonly agree: string
  readonly leave: string
  readonly onDo: () => void
}): JSX.Element {
  return (
    <Unfold act={props.act} {...(props.class !== undefined && { class: props.class })} label={props.act} first=".leave-it">
      {(close) => (
        <div class="ask-first">
          <p role="alert">{props.consequence}</p>
          <p class="acts">
            <button type="button" class="act act-second" onClick={() => { close(); props.onDo() }}>{props.agree}</button>
            <button type="button" class="act leave-it" onClick={close}>{props.leave}</button>
          </p>
        </div>
      )}
    </Unfold>
  )
}
