/**
 * What a device is told of the points that it follows: what changed since it was told last, at once where something did, and else with
 * the next change, or after a while.
 *
 * It asks with the number of the answer that it has. That number says how often this device was answered, and nothing else: one that came
 * of the changes themselves would tell when something changed that one may not hear, and of a passing when it was.
 */
import type { PointId } from '@commune/commune'
import type { Clock } from '@commune/protocol'
import type { Now } from './now.ts'
import { hereAgain, type NowAnswer, type Question, type Told } from './questions.ts'

/** A question for a change waits so long for one. */
const waitMs = 20_000
/** Answers to one device that are remembered; it has four questions under way at most. */
const answersMax = 8
/** Starts are told apart for eleven days. */
const beganEnd = 1_000_000_000
/** Devices whose answers are remembered. Who asked longest ago is told all anew. */
const devicesMax = 1_000

/** An answer: up to which change it tells of each of these points. */
interface Given {
  readonly number: number
  readonly mark: number
  readonly points: ReadonlySet<PointId>
}

export class TellingNow {
  readonly #now: Now
  readonly #clock: Clock
  readonly #given = new Map<string, { last: number; answers: readonly Given[] }>()
  readonly #beganAt: number

  constructor(now: Now, clock: Clock) {
    this.#now = now
    this.#clock = clock
    // So that no number of an earlier start is one of this, and none is a moment either.
    this.#beganAt = Math.max(0, Math.trunc(clock.nowMs())) % beganEnd
  }

  /** `who`: a device in a world. `open`: those of the points that may be told; asked again after the waiting, for that may have ended meanwhile. */
  async tell(who: string, { points, since = 0 }: Extract<Question, { ask: 'now' }>, open: () => readonly PointId[]): Promise<NowAnswer> {
    const given = this.#given.get(who)?.answers.find(({ number }) => number === since)
    if (given && this.#changed(open(), given).length === 0) await this.#nextChange(open(), given)
    const told = open()
    const nowMs = this.#clock.nowMs()
    const changed = given ? this.#changed(told, given) : told
    return { version: this.#note(who, told), told: changed.flatMap((point) => this.#toldOf(point, nowMs)), kept: points.filter((point) => !told.includes(point)) }
  }

  /** What was not told then is told now, whenever it changed. */
  #changed(points: readonly PointId[], given: Given): PointId[] {
    return points.filter((point) => !given.points.has(point) || this.#now.changedAt(point) > given.mark)
  }

  #note(who: string, points: readonly PointId[]): number {
    const { last, answers } = this.#given.get(who) ?? { last: this.#beganAt, answers: [] }
    const given: Given = { number: last + 1, mark: this.#now.mark, points: new Set(points) }
    // Whoever asked last stands last.
    this.#given.delete(who)
    this.#given.set(who, { last: given.number, answers: [...answers.slice(1 - answersMax), given] })
    const [oldest] = this.#given.keys()
    if (this.#given.size > devicesMax && oldest !== undefined) this.#given.delete(oldest)
    return given.number
  }

  #nextChange(points: readonly PointId[], given: Given): Promise<void> {
    return new Promise((resolve) => {
      let stop: () => void = () => undefined
      const end = (): void => {
        cancel()
        stop()
        resolve()
      }
      const cancel = this.#clock.after(waitMs, end)
      const wait = (): void => {
        stop = this.#now.once(() => (this.#changed(points, given).length > 0 ? end() : wait()))
      }
      wait()
    })
  }

  #toldOf(point: PointId, nowMs: number): Told[] {
    const nearMs = this.#now.nearMs(point, nowMs)
    if (nearMs > 0) return [{ point, nearMs }]
    const last = this.#now.last(point)
    // Others know `unknown` alone, and take what is felt for the end of it.
    if (!last) return this.#now.isFelt(point) ? [{ point, unknown: hereAgain, atMs: nowMs }] : []
    return 'known' in last ? [{ point, value: last.known.value, atMs: last.known.atMs, ...(this.#now.besides.has(point) && { beside: true as const }) }] : [{ point, unknown: last.unknown, atMs: last.atMs }]
  }
}
