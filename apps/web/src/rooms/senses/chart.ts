/**
 * A chart of one reading over time, drawn by uPlot in the colours of the page. It is loaded when somebody looks at days, and never
 * before. All ways to move in it (wheel, two fingers, pulling across, keys) end in one call: which span to look at next.
 */
import 'uplot/dist/uPlot.min.css'
import uPlot from 'uplot'
import { chosen, moved, type Span, zoomed } from './spans.ts'

export interface Line {
  /** Milliseconds. */
  readonly times: readonly number[]
  /** One for each time; null: nothing is known. */
  readonly middle: readonly (number | null)[]
  readonly least?: readonly (number | null)[]
  readonly most?: readonly (number | null)[]
}

export interface ChartLook {
  readonly span: Span
  readonly line: Line
  /** `bars`: amounts of spans. `steps`: it holds until it changes. */
  readonly draws: 'line' | 'bars' | 'steps'
  readonly unit: string
  /** Words of whole numbers, where a reading is words or yes and no. */
  readonly names?: readonly string[]
  /** How numbers are written, and how dates. */
  readonly language: string
  readonly locale: string
}

export interface Chart {
  show(look: ChartLook): void
  resize(width: number): void
  /** The colours of the page have changed. */
  repaint(): void
  end(): void
}

const heightPx = 250
const wheelStep = 1.18
/** Room at the right for half of a word of the axis. */
const rightPx = 26
const letterPx = 7
/** So many bars have an edge of ink. */
const edgedMax = 40

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'CanvasText'
const font = (px: number): string => `${px}px 'Atkinson Hyperlegible Next', Verdana, sans-serif`

/** Draws within `box`; `onSpan` is asked to look at another span. */
export const drawChart = (box: HTMLElement, first: ChartLook, nowMs: () => number, onSpan: (span: Span) => void): Chart => {
  let look = first
  let plot: uPlot
  const make = (): void => {
    plot?.destroy()
    plot = new uPlot(optionsFor(look, box.clientWidth, () => look, (span) => onSpan(span), nowMs), rowsOf(look.line), box)
    plot.root.setAttribute('aria-hidden', 'true')
  }
  make()
  const onWheel = (event: WheelEvent): void => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault()
      return onSpan(moved(look.span, Math.sign(event.deltaX) * 0.08, nowMs()))
    }
    event.preventDefault()
    onSpan(zoomed(look.span, event.deltaY > 0 ? wheelStep : 1 / wheelStep, timeAt(plot, event.clientX), nowMs()))
  }
  box.addEventListener('wheel', onWheel, { passive: false })
  const endPinch = pinching(box, () => look.span, (clientX) => timeAt(plot, clientX), nowMs, (span) => onSpan(span))
  return {
    show: (next) => {
      const isOther = areMany(next) !== areMany(look) || next.draws !== look.draws || next.unit !== look.unit || String(next.names) !== String(look.names) || (next.line.least === undefined) !== (look.line.least === undefined)
      look = next
      if (isOther) return make()
      plot.batch(() => {
        plot.setData(rowsOf(look.line), false)
        plot.setScale('x', { min: look.span.fromMs / 1_000, max: look.span.toMs / 1_000 })
      })
    },
    resize: (width) => plot.setSize({ width, height: heightPx }),
    repaint: make,
    end: () => {
      box.removeEventListener('wheel', onWheel)
      endPinch()
      plot.destroy()
    }
  }
}

const areMany = ({ draws, line }: ChartLook): boolean => draws === 'bars' && line.times.length > edgedMax

const timeAt = (plot: uPlot, clientX: number): number => plot.posToVal(clientX - plot.over.getBoundingClientRect().left, 'x') * 1_000

const rowsOf = ({ times, middle, least, most }: Line): uPlot.AlignedData => {
  const seconds = times.map((ms) => ms / 1_000)
  return least && most ? [seconds, [...middle], [...least], [...most]] : [seconds, [...middle]]
}

function optionsFor(look: ChartLook, width: number, now: () => ChartLook, onSpan: (span: Span) => void, nowMs: () => number): uPlot.Options {
  const { draws, unit, names, language, locale } = look
  const [ink, ink2, rule] = [colour('ink'), colour('ink-2'), colour('rule')]
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 })
  const axis = { stroke: ink2, font: font(14), grid: { stroke: rule, width: 1, dash: [2, 6] }, ticks: { stroke: rule, width: 1, size: 5 } }
  const paths = draws === 'bars' ? uPlot.paths.bars!({ size: [0.72, 40], align: 1 }) : draws === 'steps' ? uPlot.paths.stepped!({ align: 1 }) : undefined
  // Many bars stand so close that their edges would be all that is seen.
  const edged = !areMany(look)
  const fill = draws === 'bars' ? colour(edged ? 'straw' : 'water-ink') : undefined
  const edge = { stroke: 'transparent', width: 0, points: { show: false } }
  return {
    width, height: heightPx, legend: { show: false }, padding: [12, rightPx, 0, 0],
    cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 9, fill: colour('ember'), stroke: ink }, y: false },
    scales: {
      x: { time: true, min: look.span.fromMs / 1_000, max: look.span.toMs / 1_000, auto: false },
      y: names ? { range: [-0.25, names.length - 0.75] } : { range: (_self, least, most) => spread(least, most, draws === 'bars') }
    },
    series: [
      {},
      { stroke: draws === 'bars' && edged ? ink : colour('water-ink'), width: draws === 'bars' ? (edged ? 1.6 : 0.5) : 2.4, spanGaps: false, points: { show: false }, ...(paths && { paths }), ...(fill && { fill }) },
      ...(look.line.least ? [edge, edge] : [])
    ],
    ...(look.line.least && { bands: [{ series: [3, 2] as uPlot.Band.Bounds, fill: `${colour('water')}66` }] }),
    axes: [
      { ...axis, size: 34, values: (self, splits, _axis, _space, incr) => splits.map((at) => wholeWord(self, at, timeWord(at * 1_000, incr, locale))), space: 90 },
      {
        ...axis, size: (_self, values) => Math.max(44, ...(values ?? []).map((each) => each.length * 8 + 14)),
        values: (_self, splits) => splits.map((at) => (names ? (Number.isInteger(at) ? (names[at] ?? '') : '') : `${number.format(at)}${unit === '' ? '' : ` ${unit}`}`)),
        ...(names && { splits: names.map((_, i) => i) })
      }
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select
          if (wide < 8) return
          const span = chosen(plot.posToVal(left, 'x') * 1_000, plot.posToVal(left + wide, 'x') * 1_000, nowMs())
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          if (now() !== undefined) onSpan(span)
        }
      ]
    }
  }
}

/** Room above and below; what is used begins at nothing. */
function spread(least: number | null, most: number | null, fromNothing: boolean): [number, number] {
  if (least === null || most === null || !Number.isFinite(least) || !Number.isFinite(most)) return [0, 1]
  if (fromNothing) return [0, most > 0 ? most * 1.12 : 1]
  const room = (most - least) * 0.12 || Math.abs(most) * 0.05 || 1
  return [least - room, most + room]
}

/** Days by name where steps are days, hours where they are not; the first of a day says which. */
function timeWord(ms: number, incrS: number, locale: string): string {
  const date = new Date(ms)
  const day: Intl.DateTimeFormatOptions = incrS >= 28 * 86_400 ? { month: 'short', year: 'numeric' } : { weekday: 'short', day: 'numeric', month: 'short' }
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0
  return new Intl.DateTimeFormat(locale, incrS >= 86_400 || isMidnight ? day : { hour: '2-digit', minute: '2-digit' }).format(date)
}

/** A word that would reach out of the picture is left out: half a date is another date. */
const wholeWord = (plot: uPlot, at: number, word: string): string => {
  const half = (word.length * letterPx) / 2
  return plot.valToPos(at, 'x') + half > plot.bbox.width / devicePixelRatio + rightPx ? '' : word
}

/** Two fingers: apart is nearer, together is further, and both move what lies between them. */
function pinching(box: HTMLElement, span: () => Span, timeOf: (clientX: number) => number, nowMs: () => number, onSpan: (span: Span) => void): () => void {
  const down = new Map<number, number>()
  const apart = (): number => {
    const [a = 0, b = 0] = down.values()
    return Math.max(24, Math.abs(a - b))
  }
  const onDown = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') down.set(event.pointerId, event.clientX)
  }
  const onMove = (event: PointerEvent): void => {
    if (!down.has(event.pointerId)) return
    const before = apart()
    down.set(event.pointerId, event.clientX)
    if (down.size !== 2) return
    event.preventDefault()
    const [a = 0, b = 0] = down.values()
    onSpan(zoomed(span(), before / apart(), timeOf((a + b) / 2), nowMs()))
  }
  const onUp = (event: PointerEvent): void => void down.delete(event.pointerId)
  box.addEventListener('pointerdown', onDown)
  box.addEventListener('pointermove', onMove)
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) box.addEventListener(name, onUp)
  return () => {
    box.removeEventListener('pointerdown', onDown)
    box.removeEventListener('pointermove', onMove)
    for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const) box.removeEventListener(name, onUp)
  }
}
