/** What rules would have done over what is kept: a strip of nights, the same in a sentence, and each time exactly. */
import type { PointRef, Rule, Value } from '@commune/commune'
import type { ReplayRow } from '@commune/peer'
import type { StatementId } from '@commune/protocol'
import { createEffect, createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { replay } from '../../drawing/agreements/replay.ts'
import type { Points } from '../../telling/points.ts'
import { asValue } from '../../telling/rule.ts'
import { spanMessage } from '../../telling/sensed.ts'
import { exactly } from '../../telling/when.ts'
import { linkTo } from '../../app/route.ts'
import { columnsFor, cut, nightsOf, type TimeSpan, total } from './nights.ts'

const daysBack = 14
const dayMs = 86_400_000
const rowsMax = 60
const stripView = { width: 850, height: 150 }

export interface Fought {
  readonly agreement: string
  readonly ms: number
}

/** Whom it fights most, and for how long in all. */
export const mostFought = (row: ReplayRow): Fought | undefined => {
  const byAgreement = new Map<string, number>()
  for (const { agreement, fromMs, toMs } of row.fights) byAgreement.set(agreement, (byAgreement.get(agreement) ?? 0) + toMs - fromMs)
  const [most] = [...byAgreement].sort(([, a], [, b]) => b - a)
  return most && { agreement: most[0], ms: most[1] }
}

/** What it asks while its condition is not so is no deed of it: a pump that is told to stand still does not run. */
const isOtherwise = (value: Value, rule: Rule | undefined): boolean =>
  typeof rule?.otherwise === 'object' && value === asValue(rule.otherwise.to) && value !== asValue(rule.to)

export function Replay(props: {
  readonly rules: readonly Rule[]
  readonly points: Points
  readonly named: (agreement: string) => string
  /** The agreement they are of, or would take the place of: it is none that they fight. */
  readonly instead?: StatementId | undefined
  /** Hears whom it fights, so that a way there can be offered. */
  readonly onFought?: (fought: Fought | undefined) => void
}): JSX.Element {
  const { t, words, watch, nowMs } = useCommune()
  // Of whole hours, so that it is not asked each minute anew; as many nights lie in it at any hour.
  const toMs = createMemo(() => nowMs() - (nowMs() % 3_600_000))
  const fromMs = (): number => toMs() - daysBack * dayMs
  const answer = watch('replay', () => (props.rules.length === 0 ? undefined : { rules: props.rules, fromMs: fromMs(), toMs: toMs(), ...(props.instead !== undefined && { instead: props.instead }) }))
  const row = createMemo<ReplayRow | undefined>((before) => {
    const now = answer()
    return now === undefined ? before : valueOf(now)
  })
  const whyNot = (): string | undefined => {
    const now = answer()
    return now?.ok === false ? words.say(now.error) : undefined
  }
  createEffect(() => props.onFought?.(row() && mostFought(row()!)))
  return (
    <section class="replay">
      <h2>{t('web.replay.title')}</h2>
      <Show when={row()} fallback={<p class="quiet">{whyNot() ?? t('web.replay.waiting')}</p>}>
        {(found) => <Told row={found()} rules={props.rules} points={props.points} named={props.named} words={words} fromMs={fromMs()} t={t} />}
      </Show>
    </section>
  )
}

function Told(props: {
  readonly row: ReplayRow
  readonly rules: readonly Rule[]
  readonly points: Points
  readonly named: (agreement: string) => string
  readonly words: ReturnType<typeof useCommune>['words']
  readonly t: ReturnType<typeof useCommune>['t']
  readonly fromMs: number
}): JSX.Element {
  const { t, words } = props
  const { summary } = useCommune()
  const place = createMemo(() => {
    const { latitude, longitude } = summary() ?? {}
    return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
  })
  const acted = createMemo<readonly TimeSpan[]>(() => props.row.rules.flatMap(({ acted: all }, i) => all.filter(({ value }) => !isOtherwise(value, props.rules[i]))))
  const fights = createMemo<readonly TimeSpan[]>(() => props.row.fights)
  const columns = createMemo(() => columnsFor(acted(), place()))
  const cutIn = createMemo(() => cut(columns(), props.row.fromMs, props.row.toMs, place()))
  const nights = createMemo(() => nightsOf(acted(), fights(), cutIn()))
  const isPulse = (point: PointRef): boolean => props.points.find(point)?.kind === 'pulse'
  const lacksPulse = (): boolean => props.row.lacks.some(isPulse)
  /** Nothing of it can be played back: what passes leaves no trace, and all hangs on it. */
  const hangsOnPulse = (): boolean => lacksPulse() && acted().length === 0
  const markup = createMemo(() => replay(nights(), [], stripView.width, stripView.height))
  const fought = createMemo(() => mostFought(props.row))
  const unknownMs = (): number => Math.max(0, ...props.row.rules.map((rule) => rule.unknownMs))
  const what = (): string => {
    if (acted().length === 0) return t(unknownMs() > 0 ? 'web.replay.not-known' : 'web.replay.never')
    const times = t('web.replay.times', { n: acted().length, time: spanMessage(total(acted())) })
    const most = fought()
    return most ? t('web.replay.together', { times, time: spanMessage(most.ms), other: props.named(most.agreement) }) : times
  }
  const lacking = (): readonly string[] => props.row.lacks.filter((point) => !isPulse(point)).map((point) => words.say(props.points.find(point)?.thing.called ?? { key: 'web.rule.something' }))
  return (
    <>
      <p class="second-line">
        {hangsOnPulse() ? '' : t(`web.replay.${columns()}`, { n: Math.max(1, nights().length), what: what() })}
        <Show when={fought()}>{(most) => <> <a class="word-link" href={linkTo({ room: 'agreement', id: most().agreement })}>{t('web.agreement.ask-first', { other: props.named(most().agreement) })}</a></>}</Show>
      </p>
      <Show when={lacksPulse() && !hangsOnPulse()}><p class="second">{t('web.replay.lacks-pulse')}</p></Show>
      <Show when={lacking().length > 0}><p class="second">{t('web.replay.lacks', { points: lacking() })}</p></Show>
      <Show when={unknownMs() > 0 && !hangsOnPulse()}><p class="second">{t('web.replay.unknown', { time: spanMessage(unknownMs()) })}</p></Show>
      <Show when={!hangsOnPulse()} fallback={<p class="replay-strip replay-kept-not">{t('web.replay.passes')}</p>}>
        <svg class="replay-strip" aria-hidden="true" viewBox={`-2 -2 ${stripView.width + 4} ${stripView.height + 4}`} preserveAspectRatio="none" innerHTML={markup()} />
        <p class="replay-key second">
          <span>{t(columns() === 'days' ? 'web.replay.day' : cutIn().by === 'sun' ? 'web.replay.dusk' : place() ? 'web.replay.dusk-polar' : 'web.replay.dusk-clock')}</span>
          <Show when={fights().length > 0}><b>{t('web.replay.ringed')}</b></Show>
        </p>
      </Show>
      <Show when={acted().length > 0}>
        <details class="as-rows">
          <summary>{t('web.replay.rows')}</summary>
          <ul class="plain-list">
            <For each={acted().slice(0, rowsMax)}>
              {({ fromMs, toMs }) => <li>{t('web.replay.row', { from: exactly(fromMs, words.language), to: exactly(toMs, words.language), what: spanMessage(toMs - fromMs) })}</li>}
            </For>
          </ul>
          <Show when={acted().length > rowsMax}><p class="second">{t('web.place.more', { n: acted().length - rowsMax })}</p></Show>
        </details>
      </Show>
    </>
  )
}
