/** Writes down what is there: for those who would rather fill in fields than say a line. */
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { Unfold } from '../../parts/unfold.tsx'

export function StockForm(): JSX.Element {
  const { t, say, wares } = useCommune()
  const [thing, setThing] = createSignal('')
  const [amount, setAmount] = createSignal('')
  const [place, setPlace] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const write = async (event: SubmitEvent, close: () => void): Promise<void> => {
    event.preventDefault()
    const done = await say([{ wish: 'stock', thing: thing(), quantity: amount(), ...(place().trim() !== '' && { place: place() }) }], t('web.said.stock'))
    setWhy(done.ok ? undefined : done.why)
    if (!done.ok) return
    setThing('')
    setAmount('')
    close()
  }
  return (
    <Unfold act={t('web.stock.add')} class="act act-second">
      {(close) => (
        <form class="form" onSubmit={(event) => void write(event, close)}>
          <Field label={t('web.need.thing')} value={thing()} onInput={setThing} maxLength={200} />
          <Field label={t('web.need.how-much')} hint={t('web.need.how-much-hint').replace(/;.*$/, '')} value={amount()} onInput={setAmount} />
          <Field label={t('web.need.place')} value={place()} onInput={setPlace} list={[...new Set(wares().flatMap((row) => row.place ?? []))]} />
          <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
          <p class="acts">
            <button type="submit" class="act act-main">{t('web.stock.add-say')}</button>
            <button type="button" class="act" onClick={close}>{t('web.cancel')}</button>
          </p>
        </form>
      )}
    </Unfold>
  )
}
