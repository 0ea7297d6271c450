/** A link to copy: by itself where the browser lets it, else marked for the hand. It is a secret, so it goes nowhere else. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../app/commune.tsx'

export function CopyLink(props: { readonly link: string; readonly children?: JSX.Element }): JSX.Element {
  const { t } = useCommune()
  const [told, setTold] = createSignal<string>()
  let field!: HTMLInputElement
  const copy = async (): Promise<void> => {
    field.select()
    const copied = await (navigator.clipboard?.writeText(props.link).then(() => true, () => false) ?? Promise.resolve(document.execCommand('copy')))
    setTold(t(copied ? 'web.copied-link' : 'web.copy-by-hand'))
  }
  return (
    <>
      <input ref={field} class="field link-field" readOnly value={props.link} aria-label={t('web.gate.no-camera')} onFocus={() => field.select()} />
      <p class="acts"><button type="button" class="act act-main" onClick={() => void copy()}>{t('web.copy')}</button>{props.children}</p>
      <Show when={told()}>{(words) => <p class="second" role="status">{words()}</p>}</Show>
    </>
  )
}
