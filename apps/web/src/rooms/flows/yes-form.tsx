/** A yes to somebody's need or offer, for all of it or for some. */
import type { IntentDetail, YesWish } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'

export function YesForm(props: { readonly detail: IntentDetail }): JSX.Element {
  const { t, say } = useCommune()
  const [amount, setAmount] = createSignal('')
  const [note, setNote] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const yes = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { kind, id } = props.detail
    const wish: YesWish = {
      wish: 'yes', ...(kind === 'need' ? { need: id } : { offer: id }),
      ...(amount().trim() !== '' && { quantity: amount() }), ...(note().trim() !== '' && { note: note() })
    }
    const done = await say([wish], t('web.need.said-yes'))
    setWhy(done.ok ? undefined : done.why)
  }
  return (
    <form class="form" onSubmit={(event) => void yes(event)}>
      <Show when={props.detail.quantity}><Field label={t('web.need.how-much')} hint={t('web.need.how-much-hint')} value={amount()} onInput={setAmount} /></Show>
      <Field label={t('web.need.note')} value={note()} onInput={setNote} maxLength={1_000} />
      <Show when={why()}>{(words) => <p role="alert" class="why">{words()}</p>}</Show>
      <p class="acts"><button type="submit" class="act act-main">{t(props.detail.kind === 'need' ? 'web.need.yes-to-need' : 'web.need.yes-to-offer')}</button></p>
    </form>
  )
}
