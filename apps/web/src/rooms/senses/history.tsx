/** How it was: one reading over time, to be seen from near and far by wheel, fingers, keys and buttons, and as rows. */
import type { PointId, ReadingPoint, ThingRow } from '@commune/commune'
import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js'
import { useCommune } from '../../app/commune.tsx'
import { later } from '../../app/later.ts'
import { valueOf } from '../../app/watching.ts'
import { amountMessage, pointName, spanMessage, yesWord } from '../../telling/sensed.ts'
import { exactly } from '../../telling/when.ts'
import type { Chart, ChartLook } from './chart.ts'
import { barsOf, type Lined, linedOf, tableOf } from './lined.ts'
import { dayMs, lastSpan, moved, type Span, stepFor, usedStepFor, zoomed } from './spans.ts'
import { capital } from './things.tsx'

const lengths = [['day', dayMs], ['week', 7 * dayMs], ['weeks', 28 * dayMs], ['year', 366 * dayMs]] as const
/** A move of the wheel is many: only the last of them is asked for. */
const askMs = 120
/** What was odd about a meter, the last of it. */
const notesMax = 3

export function History(props: { readonly thing: ThingRow }): JSX.Element {
  const { t, words } = useCommune()
  const kept = (): readonly ReadingPoint[] => props.thing.readings.filter(({ shape }) => shape.is !== 'text')
  const [key, setKey] = createSignal<string>()
  const point = createMemo(() => kept().find((each) => each.key === key()) ?? kept()[0])
  return (
    <section>
      <h2>{t('web.history.title')}</h2>
      <Show when={point()} fallback={<p class="quiet">{t('web.history.text')}</p>} keyed>
        {(reading) => (
          <>
            <Show when={kept().length > 1}>
              <div class="tabs" role="group" aria-label={t('web.history.which')}>
                <For each={kept()}>{(each) => <button type="button" class="tab" aria-pressed={each.key === reading.key} onClick={() => setKey(each.key)}>{capital(words.say(pointName(each, words.has)))}</button>}</For>
              </div>
            </Show>
            <Days thing={props.thing} point={reading} />
          </>
        )}
      </Show>
    </section>
  )
}

function Days(props: { readonly thing: ThingRow; readonly point: ReadingPoint }): JSX.Element {
  const { t, words, locale, watch, nowMs } = useCommune()
  const { point } = props
  const begun = nowMs()
  const [span, setSpan] = createSignal<Span>(lastSpan(begun, 7 * dayMs))
  const [asked, setAsked] = createSignal(span())
  // Whoever looks at the end of it goes on with the time.
  createEffect(on(nowMs, (now, before) => {
    const { fromMs, toMs } = span()
    if (before !== undefined && toMs >= before - 1) setSpan({ fromMs: fromMs + now - toMs, toMs: now })
  }))
  createEffect(on(span, (next) => {
    const timer = setTimeout(() => setAsked(next), askMs)
    onCleanup(() => clearTimeout(timer))
  }, { defer: true }))
  const step = (): number => (point.counter ? usedStepFor(asked()) : stepFor(asked()))
  const address: PointId = `${props.thing.id}/${point.key}`
  const isMeter = point.counter === true
  const history = watch('history', () => (isMeter ? undefined : { point: address, fromMs: asked().fromMs - step(), toMs: asked().toMs + step(), stepMs: step() }))
  const used = watch('used', () => (isMeter ? { points: [address], fromMs: asked().fromMs, toMs: asked().toMs, stepMs: step() } : undefined))
  const answer = (): { readonly ok: boolean } | undefined => (isMeter ? used() : history())
  const meter = createMemo(() => valueOf(used())?.[0])
  // The line stays until the next one has come.
  const lined = createMemo<Lined | undefined>((before) => {
    if (answer() === undefined) return before
    const row = valueOf(history())
    return isMeter ? meter() && barsOf(meter()!, asked()) : row ? linedOf(row, point, asked()) : undefined
  })
  const names = (): readonly string[] | undefined =>
    point.shape.is === 'yes-no' ? [false, true].map((yes) => words.say(yesWord(yes, point.about, false))) : point.shape.is === 'words' ? point.shape.of : undefined
  const noLine = (): string => {
    if (meter()?.why) return words.say(meter()!.why!)
    if (answer()?.ok === false) return t('web.history.away')
    return t(answer() ? (props.thing.pulses.length > 0 ? 'web.history.none-beside' : 'web.history.none') : 'web.history.waiting')
  }
  const unit = (): string => (point.shape.is === 'number' ? (point.shape.unit ?? '') : '')
  const length = (): number => span().toMs - span().fromMs
  const onKey = (event: KeyboardEvent): void => {
    const next = keyed(event.key, span(), nowMs())
    if (!next) return
    event.preventDefault()
    setSpan(next)
  }
  return (
    <>
      <div class="tools chart-tools">
        <div class="tabs" role="group" aria-label={t('web.history.how-far')}>
          <For each={lengths}>{([name, ms]) => <button type="button" class="tab" aria-pressed={Math.abs(length() - ms) < 60_000} onClick={() => setSpan(lastSpan(nowMs(), ms))}>{capital(t(`web.history.${name}`))}</button>}</For>
        </div>
        <p class="row-acts">
          <button type="button" class="word-link" onClick={() => setSpan(moved(span(), -0.5, nowMs()))}>{t('web.history.earlier')}</button>
          <button type="button" class="word-link" onClick={() => setSpan(moved(span(), 0.5, nowMs()))}>{t('web.history.later')}</button>
          <button type="button" class="word-link" onClick={() => setSpan(zoomed(span(), 0.5, middleOf(span()), nowMs()))}>{t('web.history.nearer')}</button>
          <button type="button" class="word-link" onClick={() => setSpan(zoomed(span(), 2, middleOf(span()), nowMs()))}>{t('web.history.further')}</button>
        </p>
      </div>
      <Show when={point.counter}><p class="label">{t(step() >= dayMs ? 'web.history.per-day' : 'web.history.per-hour')}</p></Show>
      <Show when={lined()} fallback={<p class="quiet chart-none">{noLine()}</p>}>
        {(line) => (
          <>
            <div class="chart" tabIndex={0} role="group" aria-label={t('web.history.chart', { point: capital(words.say(pointName(point, words.has))), thing: words.say(props.thing.called) })} onKeyDown={onKey}>
              <Plot look={{ span: span(), line: line().line, draws: line().draws, unit: unit(), language: words.language, locale, ...(names() && { names: names()! }) }} onSpan={setSpan} />
            </div>
            <p class="reading" aria-live="polite"><Summary line={line()} point={point} span={asked()} step={step()} /></p>
            <Show when={valueOf(history())?.told ?? meter()?.told}><p class="second">{t('web.history.told')}</p></Show>
            <For each={meter()?.notes.slice(-notesMax) ?? []}>{(note) => <p class="second">{words.say(note.words)} {exactly(note.atMs, locale)}.</p>}</For>
            <p class="second">{t('web.history.keys')}</p>
            <Rows line={line()} point={point} names={names()} />
          </>
        )}
      </Show>
    </>
  )
}

const middleOf = ({ fromMs, toMs }: Span): number => (fromMs + toMs) / 2

const keyed = (key: string, span: Span, nowMs: number): Span | undefined => {
  switch (key) {
    case 'ArrowLeft': return moved(span, -0.15, nowMs)
    case 'ArrowRight': return moved(span, 0.15, nowMs)
    case 'PageUp': return moved(span, -1, nowMs)
    case 'PageDown': return moved(span, 1, nowMs)
    case '+':
    case '=': return zoomed(span, 0.7, middleOf(span), nowMs)
    case '-': return zoomed(span, 1 / 0.7, middleOf(span), nowMs)
    case 'Home': return lastSpan(nowMs, 7 * dayMs)
    default: return undefined
  }
}

/** The drawing itself, as wide as there is room. */
function Plot(props: { readonly look: ChartLook; readonly onSpan: (span: Span) => void }): JSX.Element {
  const { nowMs } = useCommune()
  const drawing = later(() => import('./chart.ts'), () => true)
  let box!: HTMLDivElement
  let chart: Chart | undefined
  const watch = new ResizeObserver(() => chart?.resize(box.clientWidth))
  createEffect(() => {
    const there = drawing()
    const { look } = props
    if (!there) return
    if (chart) return chart.show(look)
    chart = there.drawChart(box, look, nowMs, (span) => props.onSpan(span))
    watch.observe(box)
  })
  // A light comes over a minute: the page wears it only at the end of that, and until then its colours are those before.
  let worn = document.documentElement.dataset['light']
  const lit = new MutationObserver(() => {
    const now = document.documentElement.dataset['light']
    if (now !== worn) chart?.repaint()
    worn = now
  })
  lit.observe(document.documentElement, { attributeFilter: ['data-light'] })
  onCleanup(() => {
    watch.disconnect()
    lit.disconnect()
    chart?.end()
  })
  return <div ref={box} class="chart-box" />
}

function Summary(props: { readonly line: Lined; readonly point: ReadingPoint; readonly span: Span; readonly step: number }): JSX.Element {
  const { t, words, locale, nowMs } = useCommune()
  const amount = (value: number): string => {
    const { shape } = props.point
    return words.say(shape.is === 'number' ? amountMessage(value, shape.unit, shape.step) : amountMessage(value))
  }
  const said = (): string => {
    const { line, point, span } = props
    const isLast = nowMs() - span.toMs < 3 * 60_000
    const when = { when: isLast ? t('web.history.last', { time: spanMessage(span.toMs - span.fromMs) }) : t('web.history.from-to', { from: exactly(span.fromMs, locale), to: exactly(span.toMs, locale) }) }
    if (line.used) return t('web.history.sum-used', { ...when, used: amount(line.used.sum), most: amount(Math.max(0, line.most)), step: t(props.step >= dayMs ? 'web.history.one-day' : 'web.history.hour') })
    if (point.shape.is === 'yes-no') return t('web.history.sum-yes', { ...when, share: t('web.history.percent', { n: Math.round(line.mean * 100) }), yes: yesWord(true, point.about, false) })
    if (point.shape.is === 'words') return ''
    return t('web.history.sum', { ...when, least: amount(line.least), most: amount(line.most), mean: amount(line.mean) })
  }
  return <>{said()}<Show when={props.line.gaps}> {t('web.history.gap')}</Show></>
}

/** The same for those who read rows. */
function Rows(props: { readonly line: Lined; readonly point: ReadingPoint; readonly names: readonly string[] | undefined }): JSX.Element {
  const { t, words, locale } = useCommune()
  const rows = createMemo(() => tableOf(props.line))
  const amount = (value: number | undefined): string => {
    if (value === undefined) return ''
    const { shape } = props.point
    if (props.names) return props.names[Math.round(value)] ?? ''
    return words.say(shape.is === 'number' ? amountMessage(value, shape.unit, shape.step) : amountMessage(value))
  }
  const spread = (): boolean => rows().some(({ least }) => least !== undefined)
  return (
    <details class="as-rows">
      <summary>{t('web.history.rows')}</summary>
      <div class="table-box" tabIndex={0} role="region" aria-label={t('web.history.rows')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('web.history.when')}</th>
              <th scope="col">{t(props.point.counter ? 'web.history.used' : 'web.history.mean')}</th>
              <Show when={spread()}><th scope="col">{t('web.history.least')}</th><th scope="col">{t('web.history.most')}</th></Show>
            </tr>
          </thead>
          <tbody>
            <For each={rows()}>
              {(row) => (
                <tr>
                  <th scope="row">{exactly(row.atMs, locale)}</th>
                  <td>{amount(row.middle)}</td>
                  <Show when={spread()}><td>{amount(row.least)}</td><td>{amount(row.most)}</td></Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </details>
  )
}
