/** What is kept here and what others would get of it, side by side: drawn over the same days, in a sentence, and as rows. */
import type { LeavingChoice, Message, PulsePoint, ReadingPoint, ThingRow } from '@commune/commune'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import type { Markup } from '../../drawing/ink/markup.ts'
import { record, type RecordPart } from '../../drawing/senses/record.ts'
import { amountMessage, spanMessage, yesWord } from '../../telling/sensed.ts'
import { exactly } from '../../telling/when.ts'
import { partsOf, reachOf, spanFor, startOf, valueOf } from './leaving-forms.ts'
import { type LeavingLook, lookOut } from './looking-out.ts'

const view = { width: 420, height: 120 }
const rowsMax = 24

/** Of passings nothing is kept, so there is one side alone: what of them has left. */
export function TwoSides(props: { readonly thing: ThingRow; readonly point: ReadingPoint | PulsePoint; readonly choice: LeavingChoice }): JSX.Element {
  const commune = useCommune()
  const { t, words, nowMs } = commune
  const begun = nowMs()
  const span = createMemo(() => spanFor(props.choice, begun), undefined, { equals: (a, b) => a.fromMs === b.fromMs && a.toMs === b.toMs })
  const reading = 'shape' in props.point ? props.point : undefined
  const look = lookOut(commune, `${props.thing.id}/${props.point.key}`, reading, () => props.choice, span)
  const found = createMemo(() => { const now = look(); return now?.ok ? now.value : undefined })
  const trouble = (): string => { const now = look(); return now?.ok === false ? words.say(now.error) : t('web.history.waiting') }
  return <Show when={found()} fallback={<p class="quiet" aria-live="polite">{trouble()}</p>}>{(shown) => <Sides reading={reading} choice={props.choice} look={shown()} span={span()} />}</Show>
}

function Sides(props: { readonly reading: ReadingPoint | undefined; readonly choice: LeavingChoice; readonly look: LeavingLook; readonly span: { readonly fromMs: number; readonly toMs: number } }): JSX.Element {
  const { t, words } = useCommune()
  const isSum = (): boolean => props.reading?.counter === true
  const isCount = (): boolean => props.choice.transform.is === 'counted' || (props.choice.transform.is === 'binned' && props.choice.transform.of.join() === 'sum')
  const kept = createMemo((): readonly RecordPart[] => {
    const { times, values, stepMs } = props.look.kept
    return times.map((atMs, i): RecordPart => (isSum() ? { is: 'span', fromMs: atMs, toMs: atMs + stepMs, value: values[i]! } : { is: 'moment', atMs, value: values[i]! }))
  })
  const out = createMemo(() => partsOf(props.look.published))
  // The same height means the same where both are the same sort of number.
  const reach = createMemo(() => reachOf(isCount() || isSum() ? kept() : [...kept(), ...out()], isSum()))
  const reachOut = createMemo(() => (isCount() || isSum() ? reachOf(out(), isCount() || isSum()) : reach()))
  const drawn = (parts: readonly RecordPart[], { least, most }: { readonly least: number; readonly most: number }) =>
    record(parts, { ...props.span, least, most, breakMs: props.look.kept.stepMs * 2.5 }, view.width, view.height)
  const amount = (value: number | undefined): string => {
    if (value === undefined) return props.choice.transform.is === 'counted' ? t('web.leaves.fewer', { n: props.choice.transform.floor }) : ''
    if (!props.reading) return words.say(amountMessage(value))
    const { shape, about } = props.reading
    if (shape.is === 'yes-no' && (value === 0 || value === 1) && !isCount()) return words.say(yesWord(value === 1, about, false))
    if (shape.is === 'words' && !isCount()) return shape.of[Math.round(value)] ?? ''
    return words.say(shape.is === 'number' && props.choice.transform.is !== 'counted' ? amountMessage(value, shape.unit) : amountMessage(value))
  }
  const keptRows = () => props.look.kept.times.map((atMs, i) => ({ atMs, said: keptAmount(props.look.kept.values[i]!) }))
  const keptAmount = (value: number): string => {
    const { shape, about } = props.reading ?? { shape: { is: 'text' as const } }
    if (shape.is === 'words' && Number.isInteger(value)) return shape.of[value] ?? ''
    if (shape.is === 'yes-no' && (value === 0 || value === 1)) return words.say(yesWord(value === 1, about, false))
    return words.say(shape.is === 'number' ? amountMessage(value, shape.unit, shape.step) : amountMessage(value))
  }
  const outRows = () => props.look.published.map((one) => ({ atMs: startOf(one), said: one.is === 'bin' && one.min !== undefined && one.max !== undefined
    ? t('web.leaves.spread', { least: amount(one.min), mean: amount(one.mean), most: amount(one.max) })
    : amount(valueOf(one)) }))
  const time = (): Message => spanMessage(props.span.toMs - props.span.fromMs)
  return (
    <div class="two-sides">
      <Show when={props.reading} fallback={<section class="two-side"><h4>{t('web.leaves.kept')}</h4><p class="two-side-none quiet">{t('web.leaves.kept-never')}</p></section>}>
        <Side title={t('web.leaves.kept')} said={t(isSum() ? 'web.leaves.kept-used' : 'web.leaves.kept-said', { n: props.look.kept.count, time: time() })} markup={drawn(kept(), reach())} rows={keptRows()} none={t('web.history.none')} />
      </Show>
      <Side
        title={t('web.leaves.out')} said={t('web.leaves.out-said', { n: props.look.published.length })} markup={drawn(out(), reachOut())} rows={outRows()}
        none={t(props.choice.transform.is === 'averaged' ? 'web.leaves.alone' : props.choice.transform.is === 'stays' || (props.reading && props.look.kept.count === 0) ? 'web.leaves.out-none' : 'web.leaves.not-yet')}
      />
      <Show when={props.look.budget}>
        {(budget) => (
          <p class="two-side-budget">
            <span class="budget-bar" aria-hidden="true"><span style={{ width: `${budget().wholeMilli === 0 ? 0 : (budget().leftMilli / budget().wholeMilli) * 100}%` }} /></span>
            {t('web.leaves.left', { day: budget().wholeMilli / 1_000, left: budget().leftMilli / 1_000 })}
          </p>
        )}
      </Show>
    </div>
  )
}

function Side(props: { readonly title: string; readonly said: string; readonly markup: Markup; readonly rows: readonly { readonly atMs: number; readonly said: string }[]; readonly none: string }): JSX.Element {
  const { t, locale } = useCommune()
  return (
    <section class="two-side">
      <h4>{props.title}</h4>
      <Show when={props.rows.length > 0} fallback={<p class="two-side-none quiet">{props.none}</p>}>
        <svg class="two-side-drawn" role="img" aria-label={`${props.title}: ${props.said}`} viewBox={`0 0 ${view.width} ${view.height}`} preserveAspectRatio="none" innerHTML={props.markup} />
        <p class="second">{props.said}</p>
        <details class="as-rows">
          <summary>{t('web.leaves.newest')}</summary>
          <div class="table-box" tabIndex={0} role="region" aria-label={`${props.title}: ${t('web.leaves.newest')}`}>
            <table>
              <thead><tr><th scope="col">{t('web.history.when')}</th><th scope="col">{t('web.leaves.told')}</th></tr></thead>
              <tbody><For each={props.rows.slice(-rowsMax).toReversed()}>{(row) => <tr><th scope="row">{exactly(row.atMs, locale)}</th><td>{row.said}</td></tr>}</For></tbody>
            </table>
          </div>
        </details>
      </Show>
    </section>
  )
}
