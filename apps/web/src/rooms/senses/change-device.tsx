/** Changes what a device that was let in is called and where it may speak: at once, with the password that it has. */
import type { AccessRow, BrokerRow } from '@commune/peer'
import { createSignal, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Field } from '../../parts/field.tsx'
import { linesIn } from './makers.ts'

/** Thirty-two beginnings of topics. */
const listCharsMax = 9_000

export function ChangeForm(props: { readonly box: BrokerRow; readonly row: AccessRow; readonly onLeave: () => void }): JSX.Element {
  const { t, act, world, tell } = useCommune()
  const [name, setName] = createSignal(props.row.name)
  const [says, setSays] = createSignal(props.row.says.join('\n'))
  const [asked, setAsked] = createSignal(props.row.asked.join('\n'))
  const [hears, setHears] = createSignal(props.row.hears.join('\n'))
  const [why, setWhy] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const send = async (): Promise<void> => {
    const here = world()
    if (here === undefined || busy()) return
    setBusy(true)
    const grant = { says: linesIn(says()), asked: linesIn(asked()), hears: linesIn(hears()) }
    const done = await act('regrantDevice', { world: here, device: props.box.device, id: props.row.id, name: name().trim(), ...grant })
    setBusy(false)
    if (!done.ok) return void setWhy(done.why)
    tell(t('web.devices.changed', { name: name().trim() }))
    props.onLeave()
  }
  return (
    <form class="form topic-lists" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <p class="second">{t('web.devices.change-if')}</p>
      <Field label={t('web.letin.name')} value={name()} onInput={setName} maxLength={80} />
      <Field label={t('web.letin.says')} hint={t('web.devices.change-lines')} value={says()} onInput={setSays} maxLength={listCharsMax} long />
      <Field label={t('web.letin.asked')} hint={t('web.letin.asked-hint')} value={asked()} onInput={setAsked} maxLength={listCharsMax} long />
      <Field label={t('web.letin.hears')} hint={t('web.letin.hears-hint')} value={hears()} onInput={setHears} maxLength={listCharsMax} long />
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main" disabled={busy()}>{t('web.devices.change-act')}</button>
        <button type="button" class="word-link" onClick={() => props.onLeave()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}
