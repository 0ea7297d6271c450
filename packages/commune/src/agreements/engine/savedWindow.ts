/** A window as JSON, and back: the newest part it has numbers for, and sum and known time of each part up to it. */
import { at, placeOf, type Windows } from './window.ts'

export interface SavedWindow {
  head: number
  sums: number[]
  knowns: number[]
  fromMs: number
  untilMs: number | null
  value: number | null
  base: number | null
}

export function saveWindow(windows: Windows, window: number): SavedWindow {
  const [numbers, from] = windows.of(window)
  const read = (which: number): number => numbers[from + which] as number
  const isEmpty = !Number.isFinite(read(at.head))
  const ring = (which: 0 | 1): number[] =>
    isEmpty ? [] : [...Array.from({ length: read(at.parts) }, (_, each) => numbers[placeOf(numbers, from, read(at.parts) - each) + which] as number), read(at.headSum + which)]
  return {
    head: isEmpty ? -1 : read(at.head),
    sums: ring(0),
    knowns: ring(1),
    fromMs: isEmpty ? 0 : read(at.fromMs),
    untilMs: finite(read(at.untilMs)),
    value: finite(read(at.value)),
    base: finite(read(at.base))
  }
}

/** Takes what was saved of a window of the same kind and length; says whether it fits. Nothing in it may lie after `nowMs`. */
export function loadWindow(windows: Windows, window: number, saved: SavedWindow, nowMs: number): boolean {
  const { head, sums, knowns, fromMs, untilMs, value, base } = saved
  windows.clear(window)
  const [numbers, from] = windows.of(window)
  const [parts, partMs] = [numbers[from + at.parts] as number, numbers[from + at.partMs] as number]
  if (sums.length === 0 && knowns.length === 0 && head === -1) return true
  if (sums.length !== parts + 1 || knowns.length !== parts + 1 || fromMs > nowMs || head !== Math.floor(fromMs / partMs)) return false
  const set = (which: number, number: number): void => {
    numbers[from + which] = number
  }
  for (let each = 0; each < parts; each++) {
    set(at.ring + 2 * each, sums[each] as number)
    set(at.ring + 2 * each + 1, knowns[each] as number)
  }
  set(at.headSum, sums[parts] as number)
  set(at.headKnown, knowns[parts] as number)
  set(at.head, head)
  set(at.headEndMs, (head + 1) * partMs)
  set(at.fromMs, fromMs)
  set(at.value, value ?? Number.NaN)
  set(at.base, base ?? Number.NaN)
  set(at.untilMs, untilMs ?? (value === null ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY))
  return true
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
