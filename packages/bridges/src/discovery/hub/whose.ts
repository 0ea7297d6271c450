/**
 * Which credential brought a thing in, kept over restarts: what a broker and discovery know of it they know only since they began, and who
 * announces first after a power cut is not whose lamp it is. Without it a device that is quicker could take over another's thing, with all
 * that is agreed about it.
 *
 * A thing is its credential's until that one takes it away and an hour has passed, or is withdrawn. The hour is for those that take away
 * and announce anew, as gateways do when a device is called something else.
 *
 *     whose.json    [[key of the thing, credential, taken away at (ms) or 0], …]
 */
import * as v from 'valibot'

const holdMs = 3_600_000
/** Of one credential, and of all; a source has 500 things at a time, all have 2,000. */
const ofOneMax = 600
const allMax = 5_000

const storedSchema = v.pipe(
  v.array(v.tuple([v.pipe(v.string(), v.minLength(1), v.maxLength(400)), v.pipe(v.string(), v.minLength(1), v.maxLength(64)), v.pipe(v.number(), v.integer(), v.minValue(0))])),
  v.maxLength(allMax)
)

interface Owned {
  readonly by: string
  /** 0: it is there. */
  readonly goneMs: number
}

export class Whose {
  readonly #all = new Map<string, Owned>()
  readonly #counts = new Map<string, number>()

  /** What cannot be read is taken for nothing: then the first to announce has it, as at the very first start. */
  static read(stored: unknown): Whose {
    const whose = new Whose()
    const parsed = v.safeParse(storedSchema, stored)
    if (parsed.success) for (const [thing, by, goneMs] of parsed.output) whose.#keep(thing, { by, goneMs })
    return whose
  }

  /** Who alone may announce it now; undefined: anybody. */
  of(thing: string, nowMs: number): string | undefined {
    const owned = this.#all.get(thing)
    return owned === undefined || (owned.goneMs > 0 && Math.abs(nowMs - owned.goneMs) > holdMs) ? undefined : owned.by
  }

  /** It is there, by this one. True: that is to be stored. */
  brought(thing: string, by: string): boolean {
    const before = this.#all.get(thing)
    if (before?.by === by && before.goneMs === 0) return false
    this.#forget(thing)
    if ((this.#counts.get(by) ?? 0) >= ofOneMax) this.#makeRoom((owned) => owned.by === by)
    if (this.#all.size >= allMax) this.#makeRoom(() => true)
    this.#keep(thing, { by, goneMs: 0 })
    return true
  }

  /** Whose it is took it away. */
  gone(thing: string, nowMs: number): boolean {
    const owned = this.#all.get(thing)
    if (owned === undefined || owned.goneMs > 0) return false
    // At the end, so that what has been gone for longest makes room first.
    this.#forget(thing)
    this.#keep(thing, { by: owned.by, goneMs: Math.max(1, nowMs) })
    return true
  }

  /** It was withdrawn: what it brought in is anybody's. */
  release(by: string): void {
    for (const [thing, owned] of this.#all) if (owned.by === by) this.#forget(thing)
  }

  stored(): v.InferOutput<typeof storedSchema> {
    return [...this.#all].map(([thing, { by, goneMs }]) => [thing, by, goneMs])
  }

  #keep(thing: string, owned: Owned): void {
    this.#forget(thing)
    this.#all.set(thing, owned)
    this.#counts.set(owned.by, (this.#counts.get(owned.by) ?? 0) + 1)
  }

  #forget(thing: string): void {
    const owned = this.#all.get(thing)
    if (owned === undefined) return
    this.#all.delete(thing)
    const left = (this.#counts.get(owned.by) ?? 1) - 1
    if (left > 0) this.#counts.set(owned.by, left)
    else this.#counts.delete(owned.by)
  }

  /** What has been gone for longest makes room, or else what came first. */
  #makeRoom(of: (owned: Owned) => boolean): void {
    let first: string | undefined
    for (const [thing, owned] of this.#all) {
      if (!of(owned)) continue
      if (owned.goneMs > 0) return this.#forget(thing)
      first ??= thing
    }
    if (first !== undefined) this.#forget(first)
  }
}
