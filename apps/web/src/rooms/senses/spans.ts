/** Which span of time one looks at, and in which steps it is asked for. Pure: every way to zoom ends here. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

const minuteMs = 60_000
const hourMs = 3_600_000
export const dayMs = 86_400_000

/** Nobody sees less than ten minutes or more than four years at once. */
export const spanMinMs = 10 * minuteMs
export const spanMaxMs = 4 * 366 * dayMs

/** Steps that people know; a span is cut into 120 to 500 of them. */
const steps = [10_000, 30_000, minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs, 20 * minuteMs, 30 * minuteMs, hourMs, 2 * hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, dayMs, 2 * dayMs, 7 * dayMs]
const binsMax = 480

export const stepFor = ({ fromMs, toMs }: Span): number => steps.find((step) => (toMs - fromMs) / step <= binsMax) ?? steps.at(-1)!

/** What was used is gathered by the hour up to eight days, by the day above. */
export const usedStepFor = ({ fromMs, toMs }: Span): number => (toMs - fromMs <= 8 * dayMs ? hourMs : dayMs)

export const lastSpan = (nowMs: number, lengthMs: number): Span => ({ fromMs: nowMs - lengthMs, toMs: nowMs })

/** Seen from nearer (below 1) or further, with the moment `atMs` staying where it is. Never beyond now. */
export const zoomed = (span: Span, factor: number, atMs: number, nowMs: number): Span => {
  const length = span.toMs - span.fromMs
  const next = Math.min(spanMaxMs, Math.max(spanMinMs, length * factor))
  const share = length === 0 ? 0.5 : (atMs - span.fromMs) / length
  return within({ fromMs: atMs - share * next, toMs: atMs + (1 - share) * next }, nowMs)
}

/** Earlier (below 0) or later by a share of what is seen. */
export const moved = (span: Span, share: number, nowMs: number): Span => {
  const by = (span.toMs - span.fromMs) * share
  return within({ fromMs: span.fromMs + by, toMs: span.toMs + by }, nowMs)
}

/** What was pulled across, not shorter than the least. */
export const chosen = (aMs: number, bMs: number, nowMs: number): Span => {
  const [fromMs, toMs] = aMs < bMs ? [aMs, bMs] : [bMs, aMs]
  const short = Math.max(0, spanMinMs - (toMs - fromMs)) / 2
  return within({ fromMs: fromMs - short, toMs: toMs + short }, nowMs)
}

function within({ fromMs, toMs }: Span, nowMs: number): Span {
  const over = Math.max(0, toMs - nowMs)
  return { fromMs: Math.max(0, Math.round(fromMs - over)), toMs: Math.round(toMs - over) }
}
