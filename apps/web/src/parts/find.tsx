/** Finds among the rows of a list while one types; the list waits for a pause. */
import { createSignal, createUniqueId, type JSX, onCleanup } from 'solid-js'

const pauseMs = 180

export function Find(props: { readonly label: string; readonly onFind: (text: string) => void; readonly value?: string }): JSX.Element {
  const id = createUniqueId()
  const [timer, setTimer] = createSignal<ReturnType<typeof setTimeout>>()
  onCleanup(() => clearTimeout(timer()))
  const later = (text: string): void => {
    clearTimeout(timer())
    setTimer(setTimeout(() => props.onFind(text.trim()), pauseMs))
  }
  return (
    <div class="find">
      <label for={id}>{props.label}</label>
      <input id={id} type="search" class="field" value={props.value ?? ''} onInput={(event) => later(event.currentTarget.value)} />
    </div>
  )
}
