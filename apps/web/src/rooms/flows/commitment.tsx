/** What two have said to one another: each yes, each handover, and what is mine to say next. */
import { type CommitmentRow, type IntentDetail, shown } from '@commune/commune'
import { createMemo, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { AskFirst } from '../../parts/ask.tsx'
import { Sentence } from '../../parts/sentence.tsx'
import { strong } from '../../telling/strong.ts'
import { portrayed } from '../place/scene.ts'

export function Commitment(props: { readonly one: CommitmentRow; readonly detail: IntentDetail }): JSX.Element {
  const { t, words, called, self, wares, say, watch } = useCommune()
  const me = (): string | undefined => self()?.ware
  const gives = (): boolean => props.one.giver === me()
  const mine = (): boolean => gives() || props.one.receiver === me()
  const other = (): string => (gives() ? props.one.receiver : props.one.giver)
  const myYes = () => (gives() ? props.one.giverYes : props.one.receiverYes)
  const saidHanded = (): number => (gives() ? props.one.giverSaid : props.one.receiverSaid)
  const portrait = createMemo(() => wares().find(({ ware }) => ware === (mine() ? other() : props.detail.ware === props.one.giver ? props.one.receiver : props.one.giver)))
  const amount = (): string => {
    const quantity = props.one.quantity ?? props.one.giverQuantity ?? props.one.receiverQuantity
    return quantity ? t('web.need.amount', { amount: words.say(shown(quantity)) }) : ''
  }
  const stock = watch('stock', () => (mine() && gives() && props.one.state === 'agreed' ? { text: props.one.thing } : undefined))
  /** A portion of it that this very device holds: only it may say what leaves. */
  const portion = createMemo(() => (valueOf(stock()) ?? []).flatMap((place) => place.lines.flatMap((line) => line.portions)).find(({ device }) => device === self()?.device))
  const sayYes = (): void => void say([{
    wish: 'yes', ...(props.one.need !== undefined && { need: props.one.need }), ...(props.one.offer !== undefined && { offer: props.one.offer }), with: other(),
    ...(props.one.giverQuantity ?? props.one.receiverQuantity ? { quantity: (props.one.giverQuantity ?? props.one.receiverQuantity)! } : {})
  }], t('web.need.said-yes'))
  const handed = (): void => void say([{
    wish: 'handed', yes: props.one.id, ...(gives() && portion() && props.one.quantity && { portion: portion()!.id })
  }], t('web.need.said-handed'))
  const takeBack = (): void => {
    const target = myYes()
    if (target !== undefined) void say([{ wish: 'withdraw', target }], t('web.need.said-withdrawn'))
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
            <Show when={(props.one.state === 'agreed' || props.one.state === 'part-handed') && saidHanded() === 0}>
              <button type="button" class="act act-main" onClick={handed}>{t(gives() ? 'web.need.handed' : 'web.need.received')}</button>
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

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
