/**
 * What of the engine survives a restart, as plain JSON: the last reading of each point with the parts of its windows, and what the parts of
 * each rule remember. Neither pulses nor anything that a pulse had a part in is written; such an agreement begins anew.
 *
 * What is read back is not trusted: an entry that does not fit is left out, and what it was about begins anew.
 */
import * as v from 'valibot'
import type { Value } from '../../senses/index.ts'
import { engineLimits } from './limits.ts'
import type { Running } from './running.ts'
import { type Felt, Sensed } from './sensed.ts'
import type { Timing } from './timing.ts'
import { loadWindow, saveWindow, type SavedWindow } from './savedWindow.ts'
import type { WindowKind, Windows } from './window.ts'

const finite = v.pipe(v.number(), v.finite())
const time = v.pipe(finite, v.minValue(0))
const value = v.union([finite, v.boolean(), v.pipe(v.string(), v.maxLength(engineLimits.charsMax))])
const id = v.pipe(v.string(), v.maxLength(engineLimits.idCharsMax))

export interface SavedPoint {
  id: string
  /** What the numbers mean: they do not go with a point that changed its unit. */
  shape: string
  number: number | null
  text: string | null
  atMs: number
  gone: boolean
  timing: { doubtMs: number | null; doubtAtMs: number; clock: Timing['clock'] }
  windows: (SavedWindow & { kind: WindowKind; ms: number })[]
}

export interface SavedRule {
  id: string
  version: string
  asked: Value | null
  changedMs: number | null
  parts: number[][]
}

const window = v.object({
  kind: v.picklist(['average', 'rate', 'used']),
  ms: finite,
  head: finite,
  sums: v.pipe(v.array(finite), v.maxLength(128)),
  knowns: v.pipe(v.array(finite), v.maxLength(128)),
  fromMs: time,
  untilMs: v.nullable(time),
  value: v.nullable(finite),
  base: v.nullable(finite)
})

const point: v.GenericSchema<unknown, SavedPoint> = v.object({
  id,
  shape: v.string(),
  number: v.nullable(finite),
  text: v.nullable(v.pipe(v.string(), v.maxLength(engineLimits.charsMax))),
  atMs: time,
  gone: v.boolean(),
  timing: v.object({ doubtMs: v.nullable(time), doubtAtMs: finite, clock: v.picklist(['right', 'ahead', 'behind']) }),
  windows: v.pipe(v.array(window), v.maxLength(engineLimits.rulesMax))
})

const rule: v.GenericSchema<unknown, SavedRule> = v.object({
  id,
  version: v.pipe(v.string(), v.maxLength(engineLimits.idCharsMax)),
  asked: v.nullable(value),
  changedMs: v.nullable(time),
  parts: v.pipe(v.array(v.pipe(v.array(finite), v.maxLength(8))), v.maxLength(128))
})

const state = v.object({ format: v.literal(1), atMs: time, points: v.array(v.unknown()), rules: v.array(v.unknown()) })

export interface EngineState {
  readonly format: 1
  readonly atMs: number
  readonly points: readonly SavedPoint[]
  readonly rules: readonly SavedRule[]
}

export function saveEngine(nowMs: number, points: Iterable<Sensed | Felt>, rules: Iterable<Running>, windows: Windows): EngineState {
  const sensed = [...points].filter((each) => each instanceof Sensed && each.atMs >= 0) as Sensed[]
  const kept = [...rules].filter(({ compiled }) => !compiled.isPassing)
  return { format: 1, atMs: nowMs, points: sensed.map((each) => savePoint(each, windows)), rules: kept.map(saveRule) }
}

/** What can be read of it; undefined when it is no state at all. */
export function parseState(from: unknown): EngineState | undefined {
  const whole = v.safeParse(state, from)
  if (!whole.success) return undefined
  const { format, atMs, points, rules } = whole.output
  return { format, atMs, points: fitting(point, points), rules: fitting(rule, rules) }
}

function fitting<Saved>(schema: v.GenericSchema<unknown, Saved>, list: readonly unknown[]): Saved[] {
  return list.flatMap((each) => {
    const parsed = v.safeParse(schema, each)
    return parsed.success ? [parsed.output] : []
  })
}

function savePoint(sensed: Sensed, windows: Windows): SavedPoint {
  const { timing, number, text = null, atMs, gone } = sensed
  return {
    id: sensed.id,
    shape: shapeText(sensed),
    number: Number.isNaN(number) ? null : number,
    text,
    atMs,
    gone,
    timing: { ...timing, doubtMs: timing.doubtMs ?? null },
    windows: sensed.windows.map(({ window: each }) => ({ kind: windows.kind(each), ms: windows.ms(each), ...saveWindow(windows, each) }))
  }
}

function saveRule(running: Running): SavedRule {
  const { agreed, asked = null, changedMs } = running
  const parts = running.save().map((numbers) => [...numbers])
  return { id: agreed.id, version: agreed.version, asked, changedMs: Number.isFinite(changedMs) ? changedMs : null, parts }
}

function shapeText({ point: { shape, counter } }: Sensed): string {
  const kind = shape.is === 'number' ? `number ${shape.unit ?? ''}` : shape.is === 'words' ? JSON.stringify(shape.of) : shape.is
  return counter ? `${kind} counter` : kind
}

/** A point takes what was saved of it as of `nowMs`. What is said to be told later is forgotten. */
export function loadPoint(sensed: Sensed, saved: SavedPoint, nowMs: number, windows: Windows): void {
  if (saved.shape !== shapeText(sensed) || saved.atMs > nowMs) return
  sensed.load(saved.number ?? Number.NaN, saved.text ?? undefined, saved.atMs, saved.gone)
  const { doubtMs, doubtAtMs, clock } = saved.timing
  Object.assign(sensed.timing, { doubtMs: doubtMs ?? undefined, doubtAtMs, clock })
  for (const { window: each } of sensed.windows) {
    const those = saved.windows.find(({ kind, ms }) => kind === windows.kind(each) && ms === windows.ms(each))
    if (those && loadWindow(windows, each, those, nowMs)) continue
    windows.clear(each)
    sensed.stand(each)
  }
}

export function loadRule(running: Running, saved: SavedRule, nowMs: number): void {
  const { version, asked, changedMs, parts } = saved
  if (version !== running.agreed.version || parts.length !== running.compiled.parts.length) return
  const { whenYes, whenNo, whenUnsure } = running.compiled
  const isItsOwn = asked === null || asked === whenYes || asked === whenNo || asked === whenUnsure
  if (isItsOwn) running.load(asked ?? undefined, changedMs ?? Number.NEGATIVE_INFINITY, parts, nowMs)
}
