/** One need or offer: what it is, who has said what about it, and what one can say oneself. */
import { type IntentDetail, shown } from '@commune/commune'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { AskFirst } from '../../parts/ask.tsx'
import { Row } from '../../parts/row.tsx'
import { glyphFor } from '../../drawing/glyphs/glyph.ts'
import { Until } from '../../parts/when.tsx'
import { keptWords } from '../../telling/kept.ts'
import { standingOf } from '../../telling/standing.ts'
import { strong } from '../../telling/strong.ts'
import { ChangeForm } from './change-form.tsx'
import { Commitment } from './commitment.tsx'
import { table } from './scenery.ts'
import { YesForm } from './yes-form.tsx'

export default function Need(props: { readonly id: string }): JSX.Element {
  const { watch, t, words, self } = useCommune()
  const answer = watch('intent', () => ({ id: props.id }))
  const detail = createMemo(() => valueOf(answer()))
  const laid = () => { const found = detail(); return found ? [{ glyph: glyphFor(found.thing), lacking: found.kind === 'need' && found.state !== 'agreed' && found.state !== 'done' }] : [] }
  const title = (): string => {
    const what = detail() ? words.say(detail()!.what) : t('web.nav.needs')
    return what.charAt(0).toUpperCase() + what.slice(1)
  }
  return (
    <Room title={title()} second={detail() ? words.say(standingOf(detail()!, self()?.ware)) : undefined} room="needs" scenery={table(laid())}>
      <Show when={answer()}>
        <Show when={detail()} fallback={<p class="reading">{t('web.nothing-there')}</p>}>{(found) => <Whole detail={found()} />}</Show>
      </Show>
    </Room>
  )
}

function Whole(props: { readonly detail: IntentDetail }): JSX.Element {
  const { t, words, called, self, say, openly, watch } = useCommune()
  const mine = (): boolean => props.detail.ware === self()?.ware
  const over = (): boolean => ['done', 'withdrawn', 'lapsed'].includes(props.detail.state)
  const kept = watch('kept', () => ({ id: props.detail.id }))
  const myYes = (): boolean => props.detail.commitments.some((one) => (one.giver === self()?.ware ? one.giverYes : one.receiver === self()?.ware ? one.receiverYes : undefined) !== undefined)
  const withdraw = (): void => void openly(say([{ wish: 'withdraw', target: props.detail.id }], t('web.need.said-withdrawn')))
  return (
    <>
      <p class="second">{mine() ? t(`web.need.yours-${props.detail.kind}`) : t(`web.need.is-${props.detail.kind}`, { who: called(props.detail.ware) })}</p>
      <div class="facts">
        <Show when={props.detail.place}>{(place) => <p>{t('web.need.where', { place: place() })}</p>}</Show>
        <Show when={props.detail.untilMs}>{(until) => <p><Until ms={until()} /></p>}</Show>
        <Show when={props.detail.open}>{(open) => <p>{t('web.need.open', { amount: shown(open()) })}</p>}</Show>
        <Show when={props.detail.told}>{(told) => <p class="second">{t('web.need.told', { name: told().name ?? t('web.somebody') })}</p>}</Show>
      </div>
      <Show when={props.detail.note}>{(note) => <p class="reading quoted">{note()}</p>}</Show>
      <Show when={!over() && !mine() && !myYes()}><YesForm detail={props.detail} /></Show>
      <h2>{t('web.need.answers')}</h2>
      <For each={props.detail.commitments} fallback={<p class="quiet">{t('web.need.nothing-yet')}</p>}>{(one) => <Commitment one={one} detail={props.detail} />}</For>
      <Show when={!over()}><Matches detail={props.detail} mine={mine()} /></Show>
      <Show when={mine() && !over()}>
        <div class="acts section-rule">
          <ChangeForm detail={props.detail} />
          <AskFirst
            act={t('web.need.withdraw')} agree={t('web.need.withdraw')} leave={t('web.need.keep-it')} onDo={withdraw}
            consequence={props.detail.answers > 0 ? t('web.need.if-withdraw', { n: props.detail.answers }) : t('web.need.if-withdraw-none')}
          />
        </div>
      </Show>
      <Show when={valueOf(kept())}>{(copies) => <p class="second kept-one">{words.say(keptWords(copies()))}</p>}</Show>
    </>
  )
}

/** Offers that may meet this need, or the reverse: the same words in both. */
function Matches(props: { readonly detail: IntentDetail; readonly mine: boolean }): JSX.Element {
  const { watch, t, words, called } = useCommune()
  const answer = watch('matches', () => ({ id: props.detail.id, limit: 5 }))
  const rows = createMemo(() => valueOf(answer()) ?? [])
  return (
    <Show when={rows().length > 0}>
      <h2>{t('web.need.might-meet')}</h2>
      <ul class="rows">
        <For each={rows()}>
          {({ row }) => (
            <Row
              sign={glyphFor(row.thing)}
              sentence={t(row.kind === 'offer' ? 'web.need.match' : 'web.need.match-need', { what: strong(`${words.say(row.what)}:`), who: called(row.ware) })}
              acts={[{ words: t('web.place.act.look'), href: linkTo({ room: 'need', id: row.id }) }]}
            />
          )}
        </For>
      </ul>
    </Show>
  )
}
