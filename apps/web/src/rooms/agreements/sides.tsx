/** Who says what: each side with its creature, its pledge in its own words or in those of the rule, and its yes or what is there instead. */
import { type AgreementRow, pointsOf, type SideRow } from '@commune/commune'
import { For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import type { Points } from '../../telling/points.ts'
import { doesMessage, pointName } from '../../telling/sensed.ts'
import { asValue } from '../../telling/rule.ts'
import { portrayed } from '../place/scene.ts'
import { portrayedThing } from '../senses/portrayed.ts'
import { capital } from '../senses/things.tsx'

export function Sides(props: { readonly row: AgreementRow; readonly points: Points }): JSX.Element {
  const { t } = useCommune()
  return (
    <section>
      <h2>{t('web.agreement.sides')}</h2>
      <ul class="sides"><For each={props.row.sides}>{(side) => <Side side={side} row={props.row} points={props.points} />}</For></ul>
    </section>
  )
}

function Side(props: { readonly side: SideRow; readonly row: AgreementRow; readonly points: Points }): JSX.Element {
  const { t, words, wares, called, self } = useCommune()
  const thing = () => props.points.things.find(({ id }) => id === props.side.thing)
  const ware = () => wares().find((each) => each.ware === props.side.ware)
  const isMe = (): boolean => props.side.thing === undefined && props.side.ware === self()?.ware
  const name = (): string => {
    const found = thing()
    if (found) return t('web.agreement.side-kind', { name: capital(words.say(found.called)), kind: t(found.acts.length > 0 ? 'web.things.machine' : 'web.things.sensor') })
    if (props.side.thing !== undefined) return capital(t('web.rule.something'))
    const own = ware()?.name
    return isMe() && own !== undefined ? t('web.agreement.side-you', { name: own }) : capital(own ?? called(props.side.ware))
  }
  const pledge = (): string => {
    const { side, row } = props
    if (side.says === 'no' && side.why !== undefined) return t('web.agreement.why-not', { why: side.why })
    if (side.pledge !== undefined) return side.pledge
    const parts = [...(side.does.includes('acts') ? acts() : []), ...(side.does.includes('tells') ? tells() : [])]
    return parts.length > 0 ? parts.join(' ') : t(row.by === side.ware ? 'web.agreement.proposed' : 'web.agreement.asked')
  }
  const acts = (): readonly string[] => props.row.rules.flatMap((rule) => {
    const found = props.points.find(rule.act)
    if (found?.kind !== 'act' || found.thing.id !== props.side.thing) return []
    const rests = typeof rule.otherwise === 'object' ? doesMessage(asValue(rule.otherwise.to), found.point, false) : { key: 'web.rule.rest' }
    return [t('web.agreement.acts', { does: doesMessage(asValue(rule.to), found.point, false), rests })]
  })
  const tells = (): readonly string[] => {
    const found = [...new Set(props.row.rules.flatMap((rule) => pointsOf(rule).senses))].flatMap((address) => props.points.find(address) ?? []).filter((each) => each.thing.id === props.side.thing)
    const readings = found.filter(({ kind }) => kind === 'reading').map(({ point }) => words.say(pointName(point, words.has)))
    return [...(readings.length > 0 ? [t('web.agreement.tells', { what: readings.map((each) => `${t('web.agreement.the')} ${each}`) })] : []), ...(found.some(({ kind }) => kind === 'pulse') ? [t('web.agreement.tells-near')] : [])]
  }
  const state = (): string => (props.side.lapsed ? 'lapsed' : props.side.tookBack ? 'took-back' : props.side.says === 'yes' ? 'says-yes' : props.side.says === 'no' ? 'says-no' : 'says-nothing')
  const href = (): string => (props.side.thing === undefined ? linkTo({ room: 'ware', id: props.side.ware }) : linkTo({ room: 'thing', id: props.side.thing }))
  return (
    <li class="side">
      <Show when={thing()} fallback={<Show when={ware()} fallback={<span class="side-nobody" />}>{(row) => <Portrait ware={portrayed(row())} px={64} />}</Show>}>{(row) => <Portrait ware={portrayedThing(row())} px={64} />}</Show>
      <div class="side-words">
        <p><a class="side-name" href={href()}>{name()}</a></p>
        <p>{pledge()}</p>
        <Show when={props.side.thing !== undefined && props.side.says === 'nothing' && props.side.ware !== ''}><p class="second">{props.side.ware === self()?.ware ?
          t('web.agreement.answers-you') : capital(t('web.agreement.answers', { who: called(props.side.ware) }))}</p></Show>
      </div>
      <span class={`says says-${state()}`}>{t(`web.agreement.${state()}`)}</span>
    </li>
  )
}
