/** A named field in which one of several words is picked. */
import { createUniqueId, For, type JSX } from 'solid-js'

export function SelectField<V extends string>(props: {
  readonly label: string
  readonly value: V
  readonly options: readonly (readonly [V, string])[]
  readonly onValue: (value: V) => void
  readonly hint?: string | undefined
}): JSX.Element {
  const id = createUniqueId()
  const hint = (): string | undefined => (props.hint === undefined ? undefined : `${id}-hint`)
  return (
    <div class="field-box">
      <label for={id}>{props.label}</label>
      <select id={id} class="field" aria-describedby={hint()} onChange={(event) => props.onValue(event.currentTarget.value as V)}>
        <For each={props.options}>{([value, words]) => <option value={value} selected={value === props.value}>{words}</option>}</For>
      </select>
      {props.hint && <p class="second" id={hint()}>{props.hint}</p>}
    </div>
  )
}
