/**
 * The band of a window: as long as all values lie in it, no end of a part changes what any rule asks of the window, so nothing has to be
 * worked out. This is what makes a reading of an averaged point nearly as cheap as any other.
 *
 * What is settled is known exactly: at the k-th end of a part from now, so much of it is still in the window, and the rest of the window is
 * filled by values of the band. From the two amounts between which the answer has to stay follows how far such values may go, for each k.
 * The further ahead, the narrower; so a window remembers how far ahead it paid off (`reach`): twice as far when the time ran out, half as
 * far when a value left the band. Beyond the length of the window nothing changes any more, and the band holds until a value leaves it.
 *
 * It says only when nothing can change, never what the answer is. Amounts are kept off by more than rounding can make.
 */
import { at, hourMs, placeOf, type Windows } from './window.ts'

/** No sum is off by more than this share of what it is made of. */
const rounding = 1e-9

/**
 * When a window has to be looked at again that was looked at now. While its answer lies between `low` and `high`, no rule sees a change; both
 * are left out of that. Values in the band that this makes move nothing.
 */
export function bandUntil(windows: Windows, window: number, low: number, high: number, nowMs: number): number {
  const answer = windows.at(window, nowMs)
  const [numbers, from] = windows.of(window)
  numbers[from + at.low] = Number.POSITIVE_INFINITY
  numbers[from + at.high] = Number.NEGATIVE_INFINITY
  numbers[from + at.bandEndMs] = Number.NEGATIVE_INFINITY
  const [share, untilMs] = [numbers[from + at.share] as number, numbers[from + at.untilMs] as number]
  if (share === 0 && !(nowMs < untilMs)) return Number.POSITIVE_INFINITY
  const nextMs = windows.nextMs(window, nowMs)
  if (share < 1 || nowMs >= untilMs || !(low < answer && answer < high)) return nextMs
  const parts = makeBand(numbers, from, low, high)
  if (parts === 0) return nextMs
  const partMs = numbers[from + at.partMs] as number
  numbers[from + at.bandEndMs] = nextMs + (parts - 1) * partMs
  return bandDueMs(numbers, from)
}

/** When a window is due: whether its band still holds then, so that there is nothing to look at; and when it is due again. */
export function bandGoesOn(windows: Windows, window: number, nowMs: number): number | undefined {
  const [numbers, from] = windows.of(window)
  if (nowMs < (numbers[from + at.bandEndMs] as number)) {
    const dueMs = bandDueMs(numbers, from)
    return dueMs > nowMs ? dueMs : undefined
  }
  if ((numbers[from + at.bandEndMs] as number) > 0) numbers[from + at.reach] = Math.min(128, 2 * (numbers[from + at.reach] as number))
  return undefined
}

/** A value left it, and will again. */
export function bandLeft(windows: Windows, window: number): void {
  const [numbers, from] = windows.of(window)
  numbers[from + at.reach] = Math.max(1, Math.floor((numbers[from + at.reach] as number) / 2))
}

function bandDueMs(numbers: Float64Array, from: number): number {
  const partMs = numbers[from + at.partMs] as number
  const staleMs = (Math.floor((numbers[from + at.untilMs] as number) / partMs) + 1) * partMs
  return Math.min(numbers[from + at.bandEndMs] as number, staleMs)
}

/** Makes the band that holds for as many parts as it can, and says for how many; 0: there is none. */
function makeBand(numbers: Float64Array, from: number, lowest: number, highest: number): number {
  const [partMs, parts, head] = [numbers[from + at.partMs] as number, numbers[from + at.parts] as number, numbers[from + at.head] as number]
  const [value, fromMs, base] = [numbers[from + at.value] as number, numbers[from + at.fromMs] as number, numbers[from + at.base] as number]
  const [part, kind, reach] = [numbers[from + at.asked] as number, numbers[from + at.kind] as number, numbers[from + at.reach] as number]
  // After a gap the next change is not counted, and what slipped is counted from before: no band says what comes then.
  if (kind !== 0 && base !== value) return 0
  const wholeMs = parts * partMs
  const headSum = numbers[from + at.headSum] as number
  let sum = part - parts <= head ? headSum : 0
  let size = Math.abs(sum)
  for (let each = part - parts; each < head; each++) {
    const held = numbers[placeOf(numbers, from, head - each)] as number
    sum += held
    size += Math.abs(held)
  }
  const scale = kind === 0 ? wholeMs : wholeMs / hourMs
  const top = highest * scale - (Number.isFinite(highest) ? rounding * (size + Math.abs(highest * scale)) : 0)
  const bottom = lowest * scale + (Number.isFinite(lowest) ? rounding * (size + Math.abs(lowest * scale)) : 0)
  let [low, high, found] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let ahead = 0; ahead <= parts + 1 && ahead <= reach; ahead++) {
    const first = part + ahead - parts
    // The part before the first one is in the window no more.
    const gone = first - 1
    if (ahead > 0 && gone === head) sum -= headSum
    else if (ahead > 0 && gone < head) sum -= numbers[placeOf(numbers, from, head - gone)] as number
    const openMs = (part + ahead) * partMs - Math.max(fromMs, first * partMs)
    if (openMs <= 0) continue
    let [nextLow, nextHigh] = [low, high]
    if (kind === 0) {
      nextHigh = Math.min(high, (top - sum) / openMs)
      nextLow = Math.max(low, (bottom - sum) / openMs)
    } else if (kind === 1) {
      // A change from before the window would have to be known as well.
      if (first * partMs > fromMs) break
      nextHigh = Math.min(high, value + (top - sum))
      nextLow = Math.max(low, value + (bottom - sum))
    } else {
      if (!(sum > bottom)) break
      nextHigh = Math.min(high, value + (top - sum))
      // A counter that shows less leaves the band by that.
    }
    if (!(nextLow < value && value < nextHigh)) break
    ;[low, high] = [nextLow, nextHigh]
    found = ahead > parts ? Number.POSITIVE_INFINITY : ahead
  }
  if (found === 0) return 0
  numbers[from + at.low] = low
  numbers[from + at.high] = high
  return found
}
