/** What two have said to one another: each yes, each handover, and what is mine to say next. */
import { type CommitmentRow, compare, type IntentDetail, type Quantity, shown, subtract } from '@commune/commune'
import { createMemo, createSignal, type JSX, Show } from 'solid-js'
import { type Done, useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { AskFirst } from '../../parts/ask.tsx'
import { Field } from '../../parts/field.tsx'
import { Sentence } from '../../parts/sentence.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { strong } from '../../telling/strong.ts'
import { portrayed } from '../place/scene.ts'

export function Commitment(props: { readonly one: CommitmentRow; readonly detail: IntentDetail }): JSX.Element {
  const { t, words, called, self, wares, say, openly, watch } = useCommune()
  const me = (): string | undefined => self()?.ware
  const gives = (): boolean => props.one.giver === me()
  const mine = (): boolean => gives() || props.one.receiver === me()
  const other = (): string => (gives() ? props.one.receiver : props.one.giver)
  const myYes = () => (gives() ? props.one.giverYes : props.one.receiverYes)
  /** Whether there is a handover for me to say: the first, or another while less than all of it was in those before. */
  const mayHand = (): boolean => {
    const { state, quantity } = props.one
    const [said, sum] = gives() ? [props.one.giverSaid, props.one.giverHanded] : [props.one.receiverSaid, props.one.receiverHanded]
    if (state !== 'agreed' && state !== 'part-handed') return false
    if (said === 0) return true
    const enough = quantity && sum ? compare(sum, quantity) : undefined
    return enough?.ok === true && enough.value < 0
  }
  const portrait = createMemo(() => wares().find(({ ware }) => ware === (mine() ? other() : props.detail.ware === props.one.giver ? props.one.receiver : props.one.giver)))
  const amount = (): string => {
    const quantity = props.one.quantity ?? props.one.giverQuantity ?? props.one.receiverQuantity
    return quantity ? t('web.need.amount', { amount: words.say(shown(quantity)) }) : ''
  }
  const stock = watch('stock', () => (mine() && gives() && props.one.state === 'agreed' ? { text: props.one.thing } : undefined))
  /** A portion of it that this very device holds: only it may say what leaves. */
  const portion = createMemo(() => (valueOf(stock()) ?? []).flatMap((place) => place.lines.flatMap((line) => line.portions)).find(({ device }) => device === self()?.device))
  const sayYes = (): void => void openly(say([{
    wish: 'yes', ...(props.one.need !== undefined && { need: props.one.need }), ...(props.one.offer !== undefined && { offer: props.one.offer }), with: other(),
    ...(props.one.giverQuantity ?? props.one.receiverQuantity ? { quantity: (props.one.giverQuantity ?? props.one.receiverQuantity)! } : {})
  }], t('web.need.said-yes')))
  /** Without an amount: all of it, or what is left of it after those said before. */
  const rest = (): Quantity | undefined => {
    const sum = gives() ? props.one.giverHanded : props.one.receiverHanded
    const left = sum && props.one.quantity ? subtract(props.one.quantity, sum) : undefined
    return left?.ok ? left.value : undefined
  }
  const handed = (quantity: Quantity | string | undefined = rest()): ReturnType<typeof say> => say([{
    wish: 'handed', yes: props.one.id, ...(quantity !== undefined && { quantity }), ...(gives() && portion() && props.one.quantity && { portion: portion()!.id })
  }], t('web.need.said-handed'))
  const takeBack = (): void => {
    const target = myYes()
    if (target !== undefined) void openly(say([{ wish: 'withdraw', target }], t('web.need.said-withdrawn')))
  }
  return (
    <div class="commitment">
      <Show when={portrait()}>{(row) => <Portrait ware={portrayed(row())} px={64} />}</Show>
      <div class="row-words">
        <p><Sentence words={t('web.need.from-to', { giver: strong(capital(called(props.one.giver))), receiver: strong(called(props.one.receiver)), amount: amount() })} />.</p>
        <p class="second">{words.say(props.one.words)}</p>
        <Show when={props.one.note}>{(note) => <p class="quoted">{note()}</p>}</Show>
        <Show when={mine()}>
          <div class="acts">
            <Show when={props.one.state === 'asked' && myYes() === undefined}><button type="button" class="act act-main" onClick={sayYes}>{t('web.need.say-yes')}</button></Show>
            <Show when={mayHand()}>
              <button type="button" class="act act-main" onClick={() => void openly(handed())}>{t(gives() ? 'web.need.handed' : 'web.need.received')}</button>
              <Show when={props.one.quantity}>
                <Unfold act={t('web.need.handed-part')} class="word-link">
                  {(close) => <PartForm act={t(gives() ? 'web.need.handed' : 'web.need.received')} onSay={handed} onDone={close} />}
                </Unfold>
              </Show>
            </Show>
            <Show when={myYes() !== undefined && (props.one.state === 'asked' || props.one.state === 'agreed')}>
              <AskFirst act={t('web.need.take-back-yes')} agree={t('web.need.take-back-yes')} leave={t('web.need.keep-it')} consequence={t('web.need.if-withdrawn', { who: called(other()) })} onDo={takeBack} />
            </Show>
          </div>
        </Show>
      </div>
    </div>
  )
}

/** Less than what was agreed on, or more: each says what it saw. */
function PartForm(props: { readonly act: string; readonly onSay: (quantity: string) => Promise<Done<unknown>>; readonly onDone: () => void }): JSX.Element {
  const { t } = useCommune()
  const [amount, setAmount] = createSignal('')
  const [why, setWhy] = createSignal<string>()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (amount().trim() === '') return void setWhy(t('web.need.handed-none'))
    const done = await props.onSay(amount())
    if (done.ok) props.onDone()
    else setWhy(done.why)
  }
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <Field label={t('web.need.handed-how-much')} value={amount()} onInput={setAmount} />
      <Show when={why()}>{(reason) => <p role="alert" class="why">{reason()}</p>}</Show>
      <p class="acts">
        <button type="submit" class="act act-second">{props.act}</button>
        <button type="button" class="act" onClick={() => props.onDone()}>{t('web.cancel')}</button>
      </p>
    </form>
  )
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
