/** The post with its pegs, and the board beside it: who decides over an act point. Then why. */
import type { ActRow, AgreementRow, PointId, ThingRow } from '@commune/commune'
import type { StandRow, WhyRow } from '@commune/peer'
import { createMemo, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { pegPost, pegPostHeight } from '../../drawing/agreements/pegs.ts'
import { creature } from '../../drawing/creatures/creature.ts'
import type { Points } from '../../telling/points.ts'
import { deedOf, doesMessage, valueMessage } from '../../telling/sensed.ts'
import { Guards } from '../senses/guards.tsx'
import { lookAtStands } from '../senses/looking.ts'
import { actsNow, portrayedThing } from '../senses/portrayed.ts'
import { Slots } from '../senses/slots.tsx'
import { WhyTree } from './why.tsx'

export function Beside(props: { readonly row: AgreementRow; readonly thing: ThingRow; readonly act: ActRow; readonly address: PointId; readonly points: Points; readonly named: (agreement: string) => string }): JSX.Element {
  const commune = useCommune()
  const { t, words, watch } = commune
  const stands = lookAtStands(commune, () => [props.address])
  const whyAnswer = watch('why', () => ({ act: props.address }))
  const why = createMemo<WhyRow | undefined>(() => (valueOf(whyAnswer()) ?? []).find((each) => each.agreement === props.row.id))
  const stand = (): StandRow | undefined => stands()?.get(props.address)
  const holds = (): boolean => props.row.state === 'holds'
  const would = (): string | undefined => (holds() || why()?.value === undefined ? undefined : words.say(valueMessage(why()!.value!, props.act, true)))
  const higher = (): string | undefined => {
    const slot = stand()?.slots.find(({ slot: name, value }) => ['safety', 'device', 'person'].includes(name) && value !== undefined)
    if (slot) return t('web.why.higher-no', { slot: t(slot.slot === 'device' ? 'web.stand.device-it' : `web.stand.${slot.slot}`) })
    return stand() ? t('web.why.higher') : undefined
  }
  const isOver = (): boolean => !holds() && props.row.state !== 'asked'
  const whyNone = (): string => (!whyAnswer() ? t('web.replay.waiting') : isOver() ? t('web.why.over', { thing: words.say(props.thing.called) }) : t('web.why.none'))
  const asks = (): boolean => why()?.value !== undefined && why()?.why.truth === true
  const title = (): string => {
    const does = words.say(doesMessage(why()?.value ?? true, props.act, false))
    if (isOver() && !why()) return t('web.why.over-title')
    if (!asks()) return t(holds() ? 'web.why.rests' : 'web.why.would-rest')
    return t(holds() ? 'web.why.now' : 'web.why.would', { does: deedOf(props.act) === 'shine' ? t('web.rule.shine-on') : does })
  }
  return (
    <>
      <Show when={stand()} fallback={<section class="board board-away"><h2>{t('web.why.away-title')}</h2><p>{t(stands() ? 'web.stand.away' : 'web.replay.waiting')}</p></section>}>
        {(found) => <Board {...props} stand={found()} would={would()} />}
      </Show>
      <Show when={stand() || why() || isOver()}><section class="beside-why">
        <h2>{title()}</h2>
        <Show when={why()} fallback={<p>{whyNone()}</p>} keyed={false}>
          {(row) => <WhyTree row={row()} points={props.points} higher={higher()} />}
        </Show>
        <Show when={asks()}><p class="why-ends">{t('web.why.ends')}</p></Show>
        <Guards thing={props.thing} stand={stand()} />
      </section></Show>
    </>
  )
}

const postWide = 150

function Board(props: Parameters<typeof Beside>[0] & { readonly stand: StandRow; readonly would: string | undefined }): JSX.Element {
  const { t } = useCommune()
  const decides = (): number => (props.would === undefined ? props.stand.slots.findIndex((slot) => slot.decides) : props.stand.slots.findIndex(({ slot }) => slot === 'agreement'))
  const acts = (): boolean => (props.would === undefined ? actsNow(props.stand.asked) : true)
  const markup = createMemo(() => pegPost(props.stand.slots.length, decides(), acts(), deedOf(props.act) === 'shine' ? undefined : creature(portrayedThing(props.thing))))
  return (
    <section class="post">
      <svg class="drawn post-drawn" aria-hidden="true" width={postWide} height={pegPostHeight(props.stand.slots.length)} viewBox={`-18 0 ${postWide} ${pegPostHeight(props.stand.slots.length)}`} innerHTML={markup()} />
      <div class="board">
        <h2>{t('web.stand.first')}</h2>
        <Slots thing={props.thing} act={props.act} stand={props.stand} agreement={props.row.id} would={props.would} named={props.named} />
      </div>
    </section>
  )
}
