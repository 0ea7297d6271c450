/** What its keeper says of a thing: what it is called, where it stands, and that it is gone. */
import type { ThingRow } from '@commune/commune'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { AskFirst } from '../../parts/ask.tsx'
import { Field } from '../../parts/field.tsx'
import { Unfold } from '../../parts/unfold.tsx'

export function Keeping(props: { readonly thing: ThingRow }): JSX.Element {
  const { t, self, say, openly } = useCommune()
  const mine = (): boolean => [props.thing.keeper, props.thing.bridge].includes(self()?.ware ?? '')
  return (
    <Show when={mine() && !props.thing.gone}>
      <div class="acts section-rule">
        <Unfold act={t('web.call.title')} label={t('web.call.title')}>{(close) => <CallForm thing={props.thing} onDone={close} />}</Unfold>
        <AskFirst
          act={t('web.gone.act')} consequence={t('web.gone.if')} agree={t('web.gone.agree')} leave={t('web.leave-it')}
          onDo={() => void openly(say([{ wish: 'thing-gone', thing: props.thing.id }], t('web.gone.said')))}
        />
      </div>
    </Show>
  )
}

function CallForm(props: { readonly thing: ThingRow; readonly onDone: () => void }): JSX.Element {
  const { t, say, wares } = useCommune()
  const [name, setName] = createSignal(props.thing.name ?? '')
  const [place, setPlace] = createSignal(props.thing.place ?? '')
  const [why, setWhy] = createSignal<string>()
  const places = (): readonly string[] => [...new Set(wares().flatMap((row) => row.place ?? []))]
  const send = async (): Promise<void> => {
    const done = await say([{ wish: 'call-thing', thing: props.thing.id, name: name().trim() || null, place: place().trim() || null }], t('web.call.said'))
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Field label={t('web.call.name')} value={name()} onInput={setName} maxLength={80} />
      <Field label={t('web.call.place')} value={place()} onInput={setPlace} maxLength={80} list={places()} />
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main">{t('web.call.act')}</button>
        <button type="button" class="word-link" onClick={() => props.onDone()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
