/** Words in which a number and its unit stay on one line: a sheet that breaks "60 %" in two is read twice. */
import { For, type JSX } from 'solid-js'

/** A number, a space, and a unit: a sign, or up to three letters that are all of a word. */
const amount = /(\d[\d.,]*[ \u00a0](?:[%°]\S{0,3}|[\p{L}²³/µ]{1,3}(?![\p{L}\d])))/u

export function Units(props: { readonly children: string }): JSX.Element {
  return <For each={props.children.split(amount)}>{(part, i) => (i() % 2 === 1 ? <span class="unbroken">{part}</span> : part)}</For>
}
