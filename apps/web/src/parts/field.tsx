/** A named field of a form, with its hint and its reason why not below it. */
import { createUniqueId, type JSX, Show } from 'solid-js'

export function Field(props: {
  readonly label: string
  readonly value: string
  readonly onInput: (value: string) => void
  readonly hint?: string
  readonly type?: 'text' | 'date' | 'password'
  readonly long?: boolean
  readonly maxLength?: number
  readonly list?: readonly string[]
  readonly autocomplete?: string
}): JSX.Element {
  const id = createUniqueId()
  const hint = () => (props.hint ? `${id}-hint` : undefined)
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <Show when={props.long} fallback={
        <input
          id={id} class="field" type={props.type ?? 'text'} value={props.value} maxLength={props.maxLength ?? 400} aria-describedby={hint()}
          autocomplete={props.autocomplete ?? 'off'} list={props.list ? `${id}-list` : undefined}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      }>
        <textarea id={id} class="field field-long" maxLength={props.maxLength ?? 2_000} aria-describedby={hint()} value={props.value} onInput={(event) => props.onInput(event.currentTarget.value)} />
      </Show>
      <Show when={props.list}>{(list) => <datalist id={`${id}-list`}>{list().map((each) => <option value={each} />)}</datalist>}</Show>
      <Show when={props.hint}><p class="second" id={hint()}>{props.hint}</p></Show>
    </div>
  )
}
