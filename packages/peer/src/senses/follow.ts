/**
 * Following points that another device senses: it is asked again and again, answers when something has changed, and what it tells is
 * put beside what is sensed here. Where it is not connected, or ends the conversation, what it told goes stale by itself. Passings do not:
 * that nobody is near is known of what is heard, and of nothing else.
 */
import type { PointId, ThingsView } from '@commune/commune'
import type { Cancel, Clock, IdText } from '@commune/protocol'
import { Fading } from './fading.ts'
import type { Now } from './now.ts'
import { hereAgain, nowAnswerSchema, pointsAskedMax, type Question, readAnswer } from './questions.ts'

/** After a question that nobody answered. */
const againMs = 5_000
/** Between two questions at the least: what changes a thousand times a second is told a few times. */
const pauseMs = 100
/** Questions under way at once: whoever looks at something else does not wait for what was asked before. */
const underWayMax = 4

export interface FollowPorts {
  readonly clock: Clock
  readonly now: Now
  /** Asks a device; undefined when it does not answer. */
  ask(world: IdText, device: IdText, question: Question): Promise<unknown>
  things(world: IdText): ThingsView | undefined
  changed(world: IdText): void
}

interface Following {
  readonly world: IdText
  readonly device: IdText
  readonly points: Map<PointId, number>
  since: number
  /** The newest question is under way; and how many older ones are. */
  running: boolean
  older: number
  turn: number
  /** Nobody answered the last question. */
  lost: boolean
  cancel: Cancel | undefined
  asked: string
}

export class Follow {
  readonly #ports: FollowPorts
  readonly #following = new Map<string, Following>()
  /** Points that were asked for and are not told. */
  readonly #kept = new Set<PointId>()

  readonly #fading: Fading

  constructor(ports: FollowPorts) {
    this.#ports = ports
    this.#fading = new Fading(ports.clock)
  }

  /** Follows these points, as far as others sense them, until the answer is called. */
  begin(world: IdText, mine: IdText, points: readonly PointId[]): Cancel {
    const begun: [Following, PointId][] = []
    const fresh = new Set<Following>()
    for (const point of new Set(points)) {
      const device = this.#ports.things(world)?.point(point)?.thing.device
      if (device === undefined || device === mine) continue
      const following = this.#of(world, device)
      if (following.points.size >= pointsAskedMax && !following.points.has(point)) continue
      if (!following.points.has(point)) {
        fresh.add(following)
        this.#unheard(world, [point])
      }
      following.points.set(point, (following.points.get(point) ?? 0) + 1)
      begun.push([following, point])
    }
    for (const following of new Set(begun.map(([each]) => each))) this.#run(following, fresh.has(following))
    return () => {
      for (const [following, point] of begun.splice(0)) {
        const count = (following.points.get(point) ?? 1) - 1
        if (count > 0) following.points.set(point, count)
        else if (following.points.delete(point)) this.#unheard(world, [point])
        if (following.points.size === 0) this.#end(following)
      }
    }
  }

  /** Whether whoever senses this point does not tell it to this device. */
  isKept(point: PointId): boolean {
    return this.#kept.has(point)
  }

  /** Whether whoever senses this point was asked for it and does not answer. */
  isLost(point: PointId): boolean {
    for (const following of this.#following.values()) if (following.lost && following.points.has(point)) return true
    return false
  }

  /** Somebody came or went: who was not there is asked at once. */
  lookAgain(): void {
    for (const following of this.#following.values()) if (following.lost && following.cancel) this.#run(following)
  }

  close(): void {
    for (const following of [...this.#following.values()]) this.#end(following)
    this.#fading.end()
  }

  #of(world: IdText, device: IdText): Following {
    const key = `${world} ${device}`
    const known = this.#following.get(key)
    if (known) return known
    const following: Following = { world, device, points: new Map(), since: 0, running: false, older: 0, turn: 0, lost: false, cancel: undefined, asked: '' }
    this.#following.set(key, following)
    return following
  }

  #end(following: Following): void {
    following.cancel?.()
    following.points.clear()
    this.#following.delete(`${following.world} ${following.device}`)
  }

  /** `fresh`: for points that no question under way asks for. */
  #run(following: Following, fresh = false): void {
    if (following.points.size === 0) return
    if (following.running) {
      if (!fresh || following.older >= underWayMax - 1) return
      following.older++
    }
    following.cancel?.()
    following.cancel = undefined
    following.running = true
    const turn = ++following.turn
    void this.#ask(following, turn).then((waitMs) => {
      if (turn !== following.turn) {
        following.older--
        return
      }
      following.running = false
      if (following.points.size > 0) following.cancel = this.#ports.clock.after(waitMs, () => this.#run(following))
    })
  }

  /** Asks once; how long to wait before asking again. */
  async #ask(following: Following, turn: number): Promise<number> {
    const points = [...following.points.keys()]
    const asked = points.join()
    // Other points than last time: all of them are told anew.
    if (asked !== following.asked) following.since = 0
    following.asked = asked
    const isAnew = following.since === 0
    const answer = readAnswer(await this.#ports.ask(following.world, following.device, { ask: 'now', points, since: following.since }), nowAnswerSchema)
    if (turn === following.turn && following.lost !== !answer) {
      following.lost = !answer
      this.#ports.changed(following.world)
    }
    if (!answer || 'no' in answer) {
      if (turn === following.turn) {
        following.since = 0
        this.#unheard(following.world, [...following.points.keys()])
      }
      return againMs
    }
    const { version, told, kept } = answer.ok
    // Only what was asked for is taken: nobody tells what another senses.
    const wanted = new Set(points.filter((point) => following.points.has(point)))
    for (const point of points) this.#kept.delete(point)
    for (const point of kept) if (wanted.has(point)) this.#kept.add(point)
    const nowMs = this.#ports.clock.nowMs()
    for (const one of told) {
      if (!wanted.has(one.point)) continue
      if ('nearMs' in one) {
        this.#ports.now.pulse(one.point, nowMs + one.nearMs)
        this.#fading.note(one.point, one.nearMs, () => this.#ports.changed(following.world))
      } else if ('value' in one) this.#ports.now.note(one.point, { known: { value: one.value, atMs: Math.min(one.atMs, nowMs) }, ...(one.beside && { beside: one.beside }) })
      else if (one.unknown === hereAgain) this.#ports.now.here(one.point)
      else this.#ports.now.note(one.point, { unknown: 'unavailable', atMs: Math.min(one.atMs, nowMs) })
    }
    if (turn === following.turn) {
      following.since = version
      // All is told anew: where nothing is told, nothing keeps whoever passes from being told.
      const silent = new Set([...kept, ...told.map(({ point }) => point)])
      if (isAnew) for (const point of wanted) if (!silent.has(point) && this.#isOfPassings(following.world, point)) this.#ports.now.here(point)
    }
    if (told.length > 0 || isAnew) this.#ports.changed(following.world)
    return pauseMs
  }

  #isOfPassings(world: IdText, point: PointId): boolean {
    return this.#ports.things(world)?.point(point)?.kind === 'pulse'
  }

  #unheard(world: IdText, points: readonly PointId[]): void {
    for (const point of points) if (this.#isOfPassings(world, point)) this.#ports.now.unheard(point)
  }
}
