/** What rules would have done over what is kept: a strip of nights, the same in a sentence, and each time exactly. */
import type { AgreementRow, PointRef, Rule, Value } from '@commune/commune'
import type { ReplayRow } from '@commune/peer'
import type { StatementId } from '@commune/protocol'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { valueOf } from '../../app/watching.ts'
import { replay } from '../../drawing/agreements/replay.ts'
import type { Points } from '../../telling/points.ts'
import { asValue } from '../../telling/rule.ts'
import { spanMessage } from '../../telling/sensed.ts'
import { daysAgo, exactly } from '../../telling/when.ts'
import { linkTo } from '../../app/route.ts'
import { columnsFor, cut, nameOn, nightsOf, type TimeSpan, total } from './nights.ts'

const daysBack = 14
const dayMs = 86_400_000
const rowsMax = 60
const stripView = { width: 850, height: 150 }

/** More whom it fights are not told one by one. */
const foughtMax = 4

export interface Fought {
  readonly agreement: string
  readonly times: number
  readonly ms: number
  readonly lastMs: number
}

/** Whom it fights, how often, for how long in all and when last; the most fought first. */
export const foughtIn = (row: ReplayRow): readonly Fought[] => {
  const byAgreement = new Map<string, Fought>()
  for (const { agreement, fromMs, toMs } of row.fights) {
    const { times = 0, ms = 0, lastMs = fromMs } = byAgreement.get(agreement) ?? {}
    byAgreement.set(agreement, { agreement, times: times + 1, ms: ms + toMs - fromMs, lastMs: Math.max(lastMs, fromMs) })
  }
  return [...byAgreement.values()].toSorted((a, b) => b.ms - a.ms)
}

/** What it asks while its condition is not so is no deed of it: a pump that is told to stand still does not run. */
const isOtherwise = (value: Value, rule: Rule | undefined): boolean =>
  typeof rule?.otherwise === 'object' && value === asValue(rule.otherwise.to) && value !== asValue(rule.to)

const actedIn = (row: ReplayRow, rules: readonly Rule[]): readonly TimeSpan[] =>
  row.rules.flatMap(({ acted }, i) => acted.filter(({ value }) => !isOtherwise(value, rules[i])))

export function Replay(props: {
  readonly rules: readonly Rule[]
  readonly points: Points
  readonly named: (agreement: string) => string
  /** The agreement they are of, or would take the place of: it is none that they fight. */
  readonly instead?: StatementId | undefined
  /** Those it may fight: when the other acted is played back as well. */
  readonly all: readonly AgreementRow[]
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
  // What the one it fights most would have done in the same time, so that one sees where the two lie over one another.
  const other = createMemo(() => {
    const most = row() && foughtIn(row()!)[0]
    const acts = new Set(props.rules.map(({ act }) => act))
    return most && props.all.find(({ id }) => id === most.agreement)?.rules.filter(({ act }) => acts.has(act))
  })
  const otherAnswer = watch('replay', () => (other() === undefined || other()!.length === 0 ? undefined : { rules: other()!, fromMs: fromMs(), toMs: toMs() }))
  const otherActed = createMemo<readonly TimeSpan[] | undefined>(() => {
    const found = valueOf(otherAnswer())
    return found && actedIn(found, other() ?? [])
  })
  return (
    <section class="replay">
      <h2>{t('web.replay.title')}</h2>
      <Show when={row()} fallback={<p class="quiet">{whyNot() ?? t('web.replay.waiting')}</p>}>
        {(found) => <Told row={found()} rules={props.rules} points={props.points} named={props.named} words={words} other={otherActed()} t={t} />}
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
  /** When the one it fights most acted; undefined: not known yet. */
  readonly other: readonly TimeSpan[] | undefined
}): JSX.Element {
  const { t, words } = props
  const { summary, locale } = useCommune()
  const place = createMemo(() => {
    const { latitude, longitude } = summary() ?? {}
    return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
  })
  const acted = createMemo(() => actedIn(props.row, props.rules))
  const fights = createMemo<readonly TimeSpan[]>(() => props.row.fights)
  const columns = createMemo(() => columnsFor(acted(), place()))
  const cutIn = createMemo(() => cut(columns(), props.row.fromMs, props.row.toMs, place()))
  const nights = createMemo(() => nightsOf(acted(), props.other ?? fights(), cutIn(), fights()))
  const name = createMemo(() => nameOn(nights()))
  const isPulse = (point: PointRef): boolean => props.points.find(point)?.kind === 'pulse'
  const lacksPulse = (): boolean => props.row.lacks.some(isPulse)
  /** Nothing of it can be played back: what passes leaves no trace, and all hangs on it. */
  const hangsOnPulse = (): boolean => lacksPulse() && acted().length === 0
  const markup = createMemo(() => replay(nights(), [], stripView.width, stripView.height))
  const fought = createMemo(() => foughtIn(props.row))
  const unknownMs = (): number => Math.max(0, ...props.row.rules.map((rule) => rule.unknownMs))
  const what = (): string => {
    if (acted().length === 0) return t(unknownMs() > 0 ? 'web.replay.not-known' : 'web.replay.never')
    const times = t('web.replay.times', { n: acted().length, time: spanMessage(total(acted())) })
    const [most] = fought()
    return most ? t('web.replay.together', { times, time: spanMessage(most.ms), other: props.named(most.agreement) }) : times
  }
  /** What both would move. */
  const moved = (): readonly string[] => [...new Set(props.rules.map((rule) => words.say(props.points.find(rule.act)?.thing.called ?? { key: 'web.rule.something' })))]
  const lacking = (): readonly string[] => props.row.lacks.filter((point) => !isPulse(point)).map((point) => words.say(props.points.find(point)?.thing.called ?? { key: 'web.rule.something' }))
  return (
    <>
      <p class="second-line">
        {hangsOnPulse() ? '' : t(`web.replay.${columns()}`, { n: Math.max(1, nights().length), what: what() })}
      </p>
      <Show when={lacksPulse() && !hangsOnPulse()}><p class="second">{t('web.replay.lacks-pulse')}</p></Show>
      <Show when={lacking().length > 0}><p class="second">{t('web.replay.lacks', { points: lacking() })}</p></Show>
      <Show when={unknownMs() > 0 && !hangsOnPulse()}><p class="second">{t('web.replay.unknown', { time: spanMessage(unknownMs()) })}</p></Show>
      <Show when={!hangsOnPulse()} fallback={<p class="replay-strip replay-kept-not">{t('web.replay.passes')}</p>}>
        <div class="replay-box" aria-hidden="true">
          <svg class="replay-strip" viewBox={`-2 -2 ${stripView.width + 4} ${stripView.height + 4}`} preserveAspectRatio="none" innerHTML={markup()} />
          <Show when={fought()[0] && name()}>
            {(at) => (
              <span class="replay-name" style={{ left: `${at().across * 100}%`, top: `${at().down * 100}%`, 'max-width': `${(1 - at().across) * 100}%` }}>
                {props.named(fought()[0]!.agreement)}
              </span>
            )}
          </Show>
        </div>
        <p class="replay-key second">
          <span>{t(columns() === 'days' ? 'web.replay.day' : cutIn().by === 'sun' ? 'web.replay.dusk' : place() ? 'web.replay.dusk-polar' : 'web.replay.dusk-clock')}</span>
          <Show when={fought()[0]}>{(most) => <><span>{t('web.replay.hatched', { other: props.named(most().agreement) })}</span><b>{t('web.replay.ringed')}</b></>}</Show>
        </p>
        <For each={fought().slice(0, foughtMax)}>{(each) => <Fight fought={each} named={props.named} />}</For>
        <Show when={fought().length > 0}><p class="second">{t('web.replay.holds-on', { things: moved() })}</p></Show>
      </Show>
      <Show when={acted().length > 0}>
        <details class="as-rows">
          <summary>{t('web.replay.rows')}</summary>
          <ul class="plain-list">
            <For each={acted().slice(0, rowsMax)}>
              {({ fromMs, toMs }) => <li>{t('web.replay.row', { from: exactly(fromMs, locale), to: exactly(toMs, locale), what: spanMessage(toMs - fromMs) })}</li>}
            </For>
          </ul>
          <Show when={fights().length > 0}>
            <p class="label">{t('web.replay.both-rows')}</p>
            <ul class="plain-list">
              <For each={props.row.fights.slice(0, rowsMax)}>
                {({ agreement, fromMs, toMs }) => <li>{props.named(agreement)}: {t('web.replay.row', { from: exactly(fromMs, locale), to: exactly(toMs, locale), what: spanMessage(toMs - fromMs) })}</li>}
              </For>
            </ul>
          </Show>
          <Show when={acted().length > rowsMax}><p class="second">{t('web.place.more', { n: acted().length - rowsMax })}</p></Show>
        </details>
      </Show>
    </>
  )
}

/** Who else would have moved it at the same time, how often, for how long and when last, and the way there. */
function Fight(props: { readonly fought: Fought; readonly named: (agreement: string) => string }): JSX.Element {
  const { t, locale, nowMs } = useCommune()
  const other = (): string => props.named(props.fought.agreement)
  return (
    <p class="replay-fight">
      {t('web.replay.fight', { n: props.fought.times, other: other(), time: spanMessage(props.fought.ms), last: daysAgo(props.fought.lastMs, nowMs(), locale) })}{' '}
      <a class="word-link" href={linkTo({ room: 'agreement', id: props.fought.agreement })}>{t('web.agreement.ask-first', { other: other() })}</a>
    </p>
  )
}
