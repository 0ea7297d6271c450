/** A sentence with its subject in bold. */
import { For, type JSX } from 'solid-js'
import { partsOf } from '../telling/strong.ts'

export function Sentence(props: { readonly words: string }): JSX.Element {
  return <For each={partsOf(props.words)}>{(part) => (part.strong ? <b>{part.words}</b> : <>{part.words}</>)}</For>
}
