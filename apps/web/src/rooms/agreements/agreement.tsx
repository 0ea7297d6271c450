/** One agreement: its sentence, who says what, what it would have done, who decides, and why it acts or rests now. */
import '../senses/senses.css'
import './agreements.css'
import { takeThingWords } from '../../words-later/things.ts'
import type { AgreementRow, PointId, Rule, SideRow } from '@commune/commune'
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { linkTo } from '../../app/route.ts'
import { valueOf } from '../../app/watching.ts'
import { AskFirst } from '../../parts/ask.tsx'
import { Field } from '../../parts/field.tsx'
import { Unfold } from '../../parts/unfold.tsx'
import { Until } from '../../parts/when.tsx'
import type { FoundPoint, Points } from '../../telling/points.ts'
import { withPart } from '../../telling/rule.ts'
import { Bypassable } from '../senses/bypass.tsx'
import { lookAtThings } from '../senses/looking.ts'
import { AgreementFrame } from './frame.tsx'
import { Beside } from './post.tsx'
import { Replay } from './replay.tsx'
import { RuleSentence } from './sentence.tsx'
import { Sides } from './sides.tsx'

takeThingWords()

export default function OneAgreement(props: { readonly id: string }): JSX.Element {
  const commune = useCommune()
  const { t, words, watch } = commune
  const { answer: thingsAnswer, points } = lookAtThings(commune, true)
  const answer = watch('agreements', () => ({}))
  const all = createMemo(() => valueOf(answer()) ?? [])
  const row = createMemo(() => all().find(({ id }) => id === props.id))
  const named = (id: string): string => all().find((each) => each.id === id)?.name ?? t('web.replay.another')
  const act = createMemo(() => {
    const first = row()?.rules[0]?.act
    const found = first === undefined ? undefined : points().find(first)
    return found?.kind === 'act' ? found : undefined
  })
  /** What it is about. */
  const about = (): string => {
    const found = row()
    if (!found) return t('web.nav.agreements')
    const names = [...new Set(found.rules.map((rule) => words.say(points().find(rule.act)?.thing.called ?? { key: 'web.rule.something' })))]
    return found.name === undefined ? t('web.agreement.about', { things: names }) : t('web.agreement.named', { name: found.name, things: names })
  }
  return (
    <AgreementFrame
      about={about()} stands={row() ? words.say(row()!.words) : ''}
      beside={<Show when={act()}>{(found) => <BesideOf row={row()!} found={found() as Extract<FoundPoint, { kind: 'act' }>} points={points()} named={named} />}</Show>}
    >
      <Show when={answer() && thingsAnswer()}>
        <Show when={row()} fallback={<><h1 tabIndex={-1}>{t('web.nav.agreements')}</h1><p class="reading">{t('web.agreement.not-there')}</p></>}>
          {(found) => <Whole row={found()} all={all()} points={points()} named={named} />}
        </Show>
      </Show>
    </AgreementFrame>
  )
}

function BesideOf(props: { readonly row: AgreementRow; readonly found: Extract<FoundPoint, { kind: 'act' }>; readonly points: Points; readonly named: (id: string) => string }): JSX.Element {
  return <Beside row={props.row} thing={props.found.thing} act={props.found.point} address={`${props.found.thing.id}/${props.found.point.key}` as PointId} points={props.points} named={props.named} />
}

function Whole(props: { readonly row: AgreementRow; readonly all: readonly AgreementRow[]; readonly points: Points; readonly named: (id: string) => string }): JSX.Element {
  const { t, say, self, words, wares, called } = useCommune()
  const [why, setWhy] = createSignal<string>()
  /** What it acts on. */
  const moved = createMemo(() => {
    const found = props.row.rules.flatMap((rule) => props.points.find(rule.act)?.thing ?? [])
    return found.filter((thing, at) => found.findIndex(({ id }) => id === thing.id) === at)
  })
  const replaced = (): boolean => props.row.state === 'replaced'
  /** Devices that may act on because they have not heard of it, by what they bring in, or by whose they are. */
  const notYet = (): readonly string[] => [...new Set((props.row.notYetSeenBy ?? []).map((device) => {
    const things = props.points.things.filter((thing) => thing.device === device && props.row.rules.some(({ act }) => act.startsWith(`${thing.id}/`)))
    const owner = wares().find(({ deviceRows }) => deviceRows.some((each) => each.device === device))
    return things.length > 0 ? words.say(things[0]!.called) : owner ? called(owner.ware) : t('web.somebody')
  }))]
  /** Other words are another agreement: it is asked for, and this one goes on until it holds. */
  const change = async (index: number, rule: Rule): Promise<void> => {
    const asked = props.row.sides.flatMap(({ thing, ware }) => (thing === undefined && ware !== self()?.ware ? [ware] : []))
    const { name, note } = props.row
    const done = await say([{
      wish: 'propose', rules: withPart(props.row.rules, [index], rule), instead: props.row.id,
      ...(name !== undefined && { name }), ...(note !== undefined && { note }), ...(asked.length > 0 && { with: asked })
    }], t('web.agree.said'))
    if (!done.ok) return void setWhy(done.why)
    const [id] = done.value.ids
    if (id !== undefined) location.hash = linkTo({ room: 'agreement', id })
  }
  return (
    <>
      <For each={props.row.rules}>
        {(rule, i) => <RuleSentence rule={rule} points={props.points} heading={i() === 0} onRule={replaced() ? undefined : (next) => void change(i(), next)} note={t('web.clause.all-sides')} />}
      </For>
      <Show when={why()}>{(reason) => <p class="why" role="alert">{reason()}</p>}</Show>
      <Show when={props.row.note}>{(note) => <p class="reading quoted">{note()}</p>}</Show>
      <p class="second agreement-facts">
        <Show when={props.row.version > 1}><span>{t('web.agreement.version', { n: props.row.version })}</span></Show>
        <Show when={props.row.instead}>{(id) => <a class="word-link" href={linkTo({ room: 'agreement', id: id() })}>{t('web.agreement.earlier')}</a>}</Show>
        <Show when={props.row.replacedBy}>{(id) => <a class="word-link" href={linkTo({ room: 'agreement', id: id() })}>{t('web.agreement.replaced-by')}</a>}</Show>
        <Show when={props.row.state === 'holds' && props.row.untilMs}>{(until) => <span>{t('web.agreement.lapses')} <Until ms={until()} /></span>}</Show>
      </p>
      <Show when={notYet().length > 0}><p class="not-yet" role="status">{t('web.agreement.not-yet', { n: notYet().length, who: notYet() })}</p></Show>
      <Bypassable things={moved()} />
      <Sides row={props.row} points={props.points} />
      <Replay rules={props.row.rules} points={props.points} named={props.named} instead={props.row.instead} all={props.all} />
      <Show when={!replaced()}><Answers row={props.row} all={props.all} points={props.points} /></Show>
    </>
  )
}

/** What one can say oneself: for oneself and for what one looks after. */
function Answers(props: { readonly row: AgreementRow; readonly all: readonly AgreementRow[]; readonly points: Points }): JSX.Element {
  const { t, words, self, say, openly } = useCommune()
  const [pledge, setPledge] = createSignal('')
  const mine = (): readonly SideRow[] => props.row.sides.filter((side) => {
    const thing = props.points.things.find(({ id }) => id === side.thing)
    return side.thing === undefined ? side.ware === self()?.ware : [thing?.keeper, thing?.bridge].includes(self()?.ware ?? '')
  })
  const open = (): boolean => mine().some((side) => side.says !== 'yes' || side.lapsed)
  const saidYes = (): boolean => mine().some((side) => side.says === 'yes')
  const lapsed = (): boolean => mine().every((side) => side.says === 'yes')
  const person = (): boolean => mine().some((side) => side.thing === undefined)
  const agree = (close?: () => void): void => {
    const own = pledge().trim()
    void openly(say([{ wish: 'agree', agreement: props.row.id, ...(own !== '' && { pledge: own }) }], t('web.agreement.yes-said'))).then((done) => { if (done.ok) close?.() })
  }
  const disagree = (told: string): void => void openly(say([{ wish: 'disagree', agreement: props.row.id }], t(told)))
  const consequence = (): string => {
    if (props.row.state !== 'holds') return t('web.agreement.if-withdraw-not')
    const stops = props.row.rules.map((rule) => {
      const thing = words.say(props.points.find(rule.act)?.thing.called ?? { key: 'web.rule.something' })
      const other = props.all.find((each) => each.id !== props.row.id && each.state === 'holds' && each.rules.some((its) => its.act === rule.act))
      return other ? t('web.agreement.stops-other', { thing, agreement: other.name ?? t('web.replay.another') }) : t('web.agreement.stops', { thing })
    })
    return t('web.agreement.if-withdraw', { stops })
  }
  return (
    <div class="acts agreement-acts">
      <Show when={open()}>
        <Show when={person()} fallback={<button type="button" class="act act-main" onClick={() => agree()}>{t('web.agreement.yes')}</button>}>
          <Unfold act={t(lapsed() ? 'web.agreement.yes-again' : 'web.agreement.yes')} class="act act-main">
            {(close) => (
              <form class="form" onSubmit={(event) => { event.preventDefault(); agree(close) }}>
                <Field label={t('web.agreement.pledge')} value={pledge()} onInput={setPledge} maxLength={400} />
                <p class="acts">
                  <button type="submit" class="act act-main">{t('web.agreement.yes')}</button>
                  <button type="button" class="word-link" onClick={close}>{t('web.leave-it')}</button>
                </p>
              </form>
            )}
          </Unfold>
        </Show>
      </Show>
      <a class="act" href={linkTo({ room: 'agree', instead: props.row.id })}>{t('web.agreement.change')}</a>
      <Show when={open() && !lapsed()}><button type="button" class="word-link" onClick={() => disagree('web.agreement.no-said')}>{t('web.agreement.no')}</button></Show>
      <Show when={saidYes() && (!open() || lapsed())}>
        <AskFirst act={t('web.agreement.withdraw')} consequence={consequence()} agree={t('web.agreement.withdraw')} leave={t('web.agreement.keep')} onDo={() => disagree('web.agreement.withdrawn')} />
      </Show>
    </div>
  )
}
