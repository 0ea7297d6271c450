/** Changes what one said oneself: the thing, how much, where, until when. */
import { type IntentDetail, shown } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { UntilField } from '../../parts/until-field.tsx'

export function ChangeForm(props: { readonly detail: IntentDetail }): JSX.Element {
  const { t } = useCommune()
  return <Unfold act={t('web.need.change')}>{(close) => <Change detail={props.detail} onDone={close} />}</Unfold>
}

function Change(props: { readonly detail: IntentDetail; readonly onDone: () => void }): JSX.Element {
  const { t, words, say } = useCommune()
  const amountNow = (): string => (props.detail.quantity ? words.say(shown(props.detail.quantity)) : '')
  const [thing, setThing] = createSignal(props.detail.thing)
  const [amount, setAmount] = createSignal(amountNow())
  const [place, setPlace] = createSignal(props.detail.place ?? '')
  const [untilMs, setUntilMs] = createSignal(props.detail.untilMs)
  const [why, setWhy] = createSignal<string>()
  const change = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const { id, untilMs: before } = props.detail
    const done = await say([{
      wish: 'change', target: id,
      ...(thing() !== props.detail.thing && { thing: thing() }),
      ...(amount() !== amountNow() && { quantity: amount().trim() === '' ? null : amount() }),
      ...(place() !== (props.detail.place ?? '') && { place: place().trim() === '' ? null : place() }),
      ...(untilMs() !== before && { untilMs: untilMs() ?? null })
    }], t('web.need.said-changed'))
    setWhy(done.ok ? undefined : done.why)
    if (done.ok) props.onDone()
  }
  return (
    <form class="form" onSubmit={(event) => void change(event)}>
      <Field label={t('web.need.thing')} value={thing()} onInput={setThing} maxLength={200} />
      <Field label={t('web.need.how-much')} value={amount()} onInput={setAmount} />
      <Field label={t('web.need.place')} value={place()} onInput={setPlace} />
      <UntilField value={untilMs()} onChange={setUntilMs} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.need.change-say')}</button>
        <button type="button" class="act" onClick={() => props.onDone()}>{t('web.cancel')}</button>
      </p>
    </form>
  )
}
