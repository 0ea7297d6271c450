/** All agreements: those that wait for one's own word first, then those in force, then the rest. */
import '../senses/senses.css'
import './agreements.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { AgreementRow, ThingRow } from '@commune/commune'
import type { AgreementsBefore } from '@commune/peer'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { Room } from '../../app/room.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { More } from '../../parts/more.tsx'
import { Units } from '../../parts/units.tsx'
import { Portrait } from '../../drawing/map/Drawn.tsx'
import { sentenceOf } from '../../telling/rule.ts'
import { lookAtThings } from '../senses/looking.ts'
import { portrayedThing } from '../senses/portrayed.ts'
import { postOnLand } from './scenery.ts'

takeThingWords()

const shownStep = 40
const groups = ['waits', 'holds', 'asked', 'over', 'replaced'] as const

export default function Agreements(): JSX.Element {
  const commune = useCommune()
  const { t, watch, self } = commune
  const { points, answer: thingsAnswer } = lookAtThings(commune, true)
  const answer = watch('agreements', () => ({}))
  const rows = createMemo(() => valueOf(answer()) ?? [])
  const beforeAnswer = watch('agreementsBefore', () => ({}))
  const before = createMemo(() => valueOf(beforeAnswer()))
  const groupOf = (row: AgreementRow): (typeof groups)[number] => {
    if (row.state === 'holds' || row.state === 'replaced') return row.state
    const keeps = (thing: ThingRow | undefined): boolean => [thing?.keeper, thing?.bridge].includes(self()?.ware ?? '')
    const waits = row.state === 'asked' && row.sides.some((side) => side.says === 'nothing' && (side.thing === undefined ? side.ware === self()?.ware : keeps(points().things.find(({ id }) => id === side.thing))))
    return waits ? 'waits' : row.state === 'asked' ? 'asked' : 'over'
  }
  return (
    <Room title={t('web.nav.agreements')} second={t('web.agreements.second')} room="agreements" scenery={postOnLand}>
      <p class="acts"><a class="act act-main" href="#/agree">{t('web.agreements.new')}</a></p>
      <Show when={answer() && thingsAnswer()}>
        <Show when={before()}>{(row) => <Before row={row()} />}</Show>
        <Show when={rows().length > 0} fallback={<p class="reading quiet">{t(before()?.mayBe ? 'web.agreements.none-read' : 'web.agreements.none')}</p>}>
          <For each={groups}>
            {(group) => (
              <Show when={rows().filter((row) => groupOf(row) === group)}>
                {(some) => (
                  <Show when={some().length > 0}>
                    <h2 class="title-group">{t(`web.agreements.${group}`)}</h2>
                    <div class="agreement-list"><More each={some()} step={shownStep}>{(row) => <Line row={row} />}</More></div>
                  </Show>
                )}
              </Show>
            )}
          </For>
        </Show>
      </Show>
    </Room>
  )

  /** What somebody who came in without history cannot see yet: the page must not look as if there were none. */
  function Before(props: { readonly row: AgreementsBefore }): JSX.Element {
    const { called } = commune
    return (
      <Show when={props.row.pledges > 0 || props.row.mayBe}>
        <p class="second agreements-before" role="status">
          <Show when={props.row.pledges > 0}>{t('web.agreements.before-heard', { n: props.row.pledges, who: props.row.by.map((ware) => called(ware)) })} </Show>
          <Show when={props.row.mayBe}>{t('web.agreements.before')}</Show>
        </p>
      </Show>
    )
  }

  function Line(props: { readonly row: AgreementRow }): JSX.Element {
    const { words } = commune
    const sentence = (): string => sentenceOf(props.row.rules[0]!, points(), words)
    const thing = () => points().find(props.row.rules[0]!.act)?.thing
    return (
      <li class="row agreement-row" classList={{ 'agreement-resting': props.row.state !== 'holds' && props.row.state !== 'asked' }}>
        <Show when={thing()} fallback={<span class="side-nobody" />}>{(row) => <Portrait ware={portrayedThing(row())} px={58} />}</Show>
        <div class="row-words">
          <Show when={props.row.name}>{(name) => <p class="second">{name()}</p>}</Show>
          <p class="agreement-sentence"><a href={linkTo({ room: 'agreement', id: props.row.id })}><Units>{sentence()}</Units></a></p>
          <p class="second"><b>{words.say(props.row.words)}</b></p>
        </div>
      </li>
    )
  }
}
