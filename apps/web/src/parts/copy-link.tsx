/** A line to copy: by itself where the browser lets it, else marked for the hand. A link is a secret, so it goes nowhere else. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'

export function CopyLink(props: { readonly link: string; readonly children?: JSX.Element }): JSX.Element {
  const { t } = useCommune()
  return (
    <CopyLine line={props.link} label={t('web.gate.no-camera')} act={t('web.copy')} copied={t('web.copied-link')} byHand={t('web.copy-by-hand')} main>{props.children}</CopyLine>
  )
}

export function CopyLine(props: {
  readonly line: string
  readonly label: string
  readonly act: string
  readonly copied: string
  readonly byHand: string
  /** Copying is the main act of the screen. */
  readonly main?: true
  readonly children?: JSX.Element
}): JSX.Element {
  const [told, setTold] = createSignal<string>()
  let field!: HTMLInputElement
  const copy = async (): Promise<void> => {
    field.select()
    const copied = await (navigator.clipboard?.writeText(props.line).then(() => true, () => false) ?? Promise.resolve(document.execCommand('copy')))
    setTold(copied ? props.copied : props.byHand)
  }
  return (
    <>
      <input ref={field} class="field link-field" readOnly value={props.line} aria-label={props.label} onFocus={() => field.select()} />
      <p class="acts"><button type="button" class="act" classList={{ 'act-main': props.main === true }} onClick={() => void copy()}>{props.act}</button>{props.children}</p>
      <Show when={told()}>{(words) => <p class="second" role="status">{words()}</p>}</Show>
    </>
  )
}
