/**
 * Lets a device in: what it is called and who made it; then, once, what to type into it. The secret is held by this part of the page
 * alone, and is gone with it: it stands in no address, no history and no store.
 */
import type { AccessGrant, BrokerRow, BrokerView, LetIn } from '@commune/peer'
import { createMemo, createResource, createSignal, createUniqueId, For, type JSX, onMount, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Gate as GateDrawing } from '../../drawing/map/Drawn.tsx'
import { size } from '../../app/size.ts'
import { Field } from '../../parts/field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { squareOf } from '../worlds/square.ts'
import { type Maker, makers, otherSettings, placeIn, topicsIn, wordOf } from './makers.ts'

const squarePx = 300

export interface Made {
  readonly letIn: LetIn
  readonly name: string
  readonly maker?: Maker
  readonly word: string
}

export function LetInForm(props: { readonly box: BrokerRow; readonly onMade: (made: Made) => void; readonly onLeave: () => void }): JSX.Element {
  const { t, act, world } = useCommune()
  const id = createUniqueId()
  const [name, setName] = createSignal('')
  const [kind, setKind] = createSignal<string>(makers[0]!.key)
  const [typedWord, setTypedWord] = createSignal<string>()
  const [says, setSays] = createSignal('')
  const [hears, setHears] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const maker = createMemo(() => makers.find(({ key }) => key === kind()))
  const word = (): string => typedWord() ?? maker()?.word ?? wordOf(name())
  const grant = (): AccessGrant => maker()?.grant(word().trim()) ?? { says: topicsIn(says()), hears: topicsIn(hears()), asked: topicsIn(asked()) }
  const [busy, setBusy] = createSignal(false)
  const send = async (): Promise<void> => {
    const here = world()
    if (here === undefined || busy()) return
    setBusy(true)
    const done = await act('admitDevice', { world: here, device: props.box.device, name: name().trim(), ...grant() })
    setBusy(false)
    const of = maker()
    if (done.ok) props.onMade({ letIn: done.value, name: name().trim(), word: word().trim(), ...(of && { maker: of }) })
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Field label={t('web.letin.name')} hint={t('web.letin.name-hint')} value={name()} onInput={setName} maxLength={80} />
      <div class="field-box">
        <label for={`${id}-kind`}>{t('web.letin.kind')}</label>
        <select id={`${id}-kind`} class="field" onChange={(event) => { setKind(event.currentTarget.value); setTypedWord() }}>
          <For each={makers}>{({ key }) => <option value={key} selected={kind() === key}>{t(`web.letin.maker-${key}`)}</option>}</For>
          <option value="other" selected={kind() === 'other'}>{t('web.letin.maker-other')}</option>
        </select>
        <Show when={kind() === 'shelly'}><p class="second">{t('web.letin.shelly-hint')}</p></Show>
        <Show when={kind() === 'tasmota'}><p class="second">{t('web.letin.tasmota-hint')}</p></Show>
      </div>
      <Show when={maker()} fallback={
        <>
          <Field label={t('web.letin.says')} hint={t('web.letin.says-hint')} value={says()} onInput={setSays} />
          <Field label={t('web.letin.asked')} hint={t('web.letin.asked-hint')} value={asked()} onInput={setAsked} />
          <Field label={t('web.letin.hears')} hint={t('web.letin.hears-hint')} value={hears()} onInput={setHears} />
        </>
      }>
        <Field label={t('web.letin.word')} hint={t('web.letin.word-hint')} value={word()} onInput={setTypedWord} maxLength={60} />
        <p class="second granted">{t('web.letin.then')} <Granted grant={grant()} /></p>
      </Show>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-main" disabled={busy()}>{t('web.letin.act')}</button>
        <button type="button" class="word-link" onClick={() => props.onLeave()}>{t('web.leave-it')}</button>
      </p>
    </form>
  )
}

/** What a grant allows, in words with its topics. */
export function Granted(props: { readonly grant: AccessGrant }): JSX.Element {
  const { t } = useCommune()
  return (
    <For each={(['says', 'asked', 'hears'] as const).filter((each) => props.grant[each].length > 0)}>
      {(each) => <span class="grant">{t(`web.devices.${each}`)} <For each={props.grant[each]}>{(topic) => <code class="topic">{topic}</code>}</For></span>}
    </For>
  )
}

/** What to type into the device: shown until somebody says that it is in there. */
export function ShownOnce(props: { readonly made: Made; readonly view: BrokerView; readonly onDone: () => void }): JSX.Element {
  const { t } = useCommune()
  let title!: HTMLHeadingElement
  let field!: HTMLTextAreaElement
  const id = createUniqueId()
  const [told, setTold] = createSignal<string>()
  onMount(() => title.focus())
  const place = (): ReturnType<typeof placeIn> => placeIn(props.view.address)
  const settings = (): string => (props.made.maker?.settings ?? otherSettings)({ ...place(), ...props.made.letIn, word: props.made.word })
  const copy = async (): Promise<void> => {
    field.select()
    const copied = await (navigator.clipboard?.writeText(settings()).then(() => true, () => false) ?? Promise.resolve(document.execCommand('copy')))
    setTold(t(copied ? 'web.letin.copied' : 'web.copy-by-hand'))
  }
  return (
    <section class="shown-once" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} ref={title} tabIndex={-1}>{t('web.letin.made', { name: props.made.name })}</h3>
      <p>{t('web.letin.once')}</p>
      <dl class="given">
        <For each={[['host', place().host], ['port', place().port], ['id', props.made.letIn.id], ['secret', props.made.letIn.secret]] as const}>
          {([key, value]) => <div><dt>{t(`web.letin.given-${key}`)}</dt><dd><code class="topic">{value}</code></dd></div>}
        </For>
      </dl>
      <div class="field-box">
        <label for={`${id}-settings`}>{t(`web.letin.into-${props.made.maker?.key ?? 'other'}`)}</label>
        <textarea id={`${id}-settings`} ref={field} class="field settings" readOnly rows={settings().split('\n').reduce((rows, line) => rows + Math.ceil(line.length / 34), 1)} autocomplete="off" spellcheck={false} value={settings()} />
      </div>
      <p class="acts">
        <button type="button" class="act" onClick={() => void copy()}>{t('web.letin.copy')}</button>
        <Unfold act={t('web.letin.square')} class="word-link" label={t('web.letin.square')} first="button">{(close) => <Square text={settings()} onClose={close} />}</Unfold>
      </p>
      <Show when={told()}>{(words) => <p class="second" role="status">{words()}</p>}</Show>
      <p class="acts"><button type="button" class="act act-main" onClick={() => props.onDone()}>{t('web.letin.done')}</button></p>
    </section>
  )
}

function Square(props: { readonly text: string; readonly onClose: () => void }): JSX.Element {
  const { t } = useCommune()
  const [matrix] = createResource(() => props.text, squareOf)
  return (
    <>
      <figure class="gate-picture"><GateDrawing matrix={matrix()} narrow px={Math.min(squarePx, size().width - 80)} /><figcaption class="second">{t('web.letin.square-how')}</figcaption></figure>
      <p class="acts"><button type="button" class="act" onClick={() => props.onClose()}>{t('web.letin.square-away')}</button></p>
    </>
  )
}
