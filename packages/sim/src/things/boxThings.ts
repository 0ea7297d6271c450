/**
 * The things of one box over all its lives: they go on while the process is down, keep their own time, and tell what they sense as things
 * do: late, twice, in another order than it was, by a clock that is wrong. What is asked of them they do, later, or not at all, and
 * somebody may turn them by hand.
 *
 * What was sensed and what was asked is remembered for checkers. Every number of a `marked` point is another one, so that it is known
 * wherever it turns up. Pulses come at moments of their own: no reading is told at a millisecond that ends as theirs do.
 */
import type { PointId, Thing, Value } from '@commune/commune'
import { type Bridged, peerMessage, type Senses, type SlotName, type ThingBridge } from '@commune/peer'
import { type Cancel, type IdText, no, ok } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { VirtualTime } from '../time/virtualTime.ts'
import { marked, things } from './kinds.ts'

/** What was asked of an act point of a thing. */
export interface Command {
  readonly world: IdText
  readonly point: PointId
  readonly value: Value | 'press'
  /** Virtual time. */
  readonly atMs: number
  /** Which life of the box it was in. */
  readonly life: number
  /** Who held the point then; undefined: nobody. */
  readonly slot: SlotName | undefined
  /** Changes of agreements wait so long for one another. */
  readonly leastMs: number
  /** The agreement that held it had a rule that asked for this value just then. */
  readonly hasWhy: boolean
}

export interface BoxThingsOptions {
  readonly name: string
  readonly chance: Chance
  readonly time: VirtualTime
  /** The box's own clock. */
  nowMs(): number
  /** Between two readings of a point, on average. */
  readonly paceMs: number
  /** Between two passings, on average; 0: nobody passes. */
  readonly passingMs: number
  /** Nothing is late, lost or wrong, and everything does what it is asked at once. */
  readonly obedient: boolean
  count(what: string): void
}

/** What a life of the box offers its things. */
export interface Plugged {
  readonly senses: Senses
  readonly life: number
  worlds(): Iterable<IdText>
  /** `heard` is called when something came that its agreements may follow from. */
  listen(world: IdText, heard: () => void): void
  /** The thing that this device brought in under a key, and what is asked of a point of it. */
  seen(world: IdText, key: string, point: string): Pick<Command, 'point' | 'slot' | 'leastMs' | 'hasWhy'> | undefined
}

export const source = 'mqtt'
const readingsMax = 40_000
const commandsMax = 200_000
const pulsesMax = 100_000
/** Milliseconds of a second at which pulses come, and readings do not. */
const pulseMs = 617
/** What came is looked at so long afterwards, together with what comes meanwhile: rules that begin then remember when. */
const lookedAtMs = 100

/** How far off a clock is, or a moment more: passings come at no whole second of it, at which the steps of a history begin. */
export const clockOffset = (ms: number): number => ((pulseMs + ms) % 1_000 === 0 ? ms + 1 : ms)

export class BoxThings {
  readonly #options: BoxThingsOptions
  readonly #bridged = new Map<IdText, Bridged>()
  readonly #state = new Map<string, Value>()
  readonly #away = new Set<string>()
  readonly #stops: Cancel[] = []
  #plugged: Plugged | undefined
  #marks = 0
  #used = 1_000
  readonly commands: Command[] = []
  /** Numbers of marked points, with the point: thing, slash, key. */
  readonly sensed: Map<number, string> = new Map()
  /** When somebody passed, by the box's clock. */
  readonly passed: Set<number> = new Set()
  /** When anything else was told or known no more, by the box's clock. */
  readonly #told = new Set<number>()
  /** When readings came, by virtual time: the last of each point. */
  readonly heardMs: Map<string, number> = new Map()
  /** Nothing is wrong with them from now on. */
  well = false

  constructor(options: BoxThingsOptions) {
    this.#options = options
    for (const { key, readings, pulses } of things) {
      for (const { key: point } of readings) if (point !== 'level' && point !== 'runs') this.#every(`${key}/${point}`, options.paceMs, (draw) => this.#sense(key, point, draw))
      for (const { key: point } of pulses) if (options.passingMs > 0) this.#every(`${key}/${point}`, options.passingMs, () => this.#pass(key, point), true)
    }
  }

  /**
   * Whether this is a moment at which somebody passed, and nothing else was told, nobody asked for anything, and no agreement began, then or
   * just before. What is told apart by when it came has that moment, or one a few changes later.
   */
  isPassing(atMs: number): boolean {
    return this.passed.has(atMs) && ![0, 1, 2, 3].some((before) => this.#told.has(atMs - before))
  }

  get all(): readonly Thing[] {
    return things
  }

  /** A life of the box begins. */
  plug(plugged: Plugged): void {
    this.#plugged = plugged
    this.bring()
  }
  /** It ends: what things tell is heard by nobody. */
  unplug(): void {
    this.#plugged = undefined
    this.#bridged.clear()
  }

  /** Things are brought into each world that the box is in, unless they are already. */
  bring(): void {
    for (const world of this.#plugged?.worlds() ?? []) {
      const bridged = this.#bridged.has(world) ? undefined : this.#plugged?.senses.bridge(world, source, this.#bridge(world))
      if (!bridged) continue
      this.#bridged.set(world, bridged)
      this.#plugged?.listen(world, () => void this.#options.time.after(lookedAtMs, `things of ${this.#options.name}`, () => this.#noteTold()))
      for (const thing of things) bridged.bring(thing)
    }
  }

  /** Ends all that goes on by itself. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop()
  }

  /** Goes out of reach, or comes back. */
  away(key: string, isAway: boolean): void {
    if (isAway) this.#away.add(key)
    else this.#away.delete(key)
    this.#options.count(isAway ? 'thing out of reach' : 'thing back')
    this.#noteTold()
    for (const bridged of this.#bridged.values()) if (isAway) bridged.unknown(key, undefined, 'unavailable')
    if (!isAway) for (const bridged of this.#bridged.values()) bridged.here(key)
    if (!isAway) for (const point of ['level', 'runs']) this.#tellState(key, point)
  }

  /** Somebody turns it at the device itself. */
  byHand(key: string, value: Value): void {
    if (!this.#away.has(key)) this.#options.count('turned by hand')
    this.#become(key, value)
  }

  /** How an act point really stands. */
  stateOf(key: string): Value | undefined {
    return this.#state.get(key)
  }
  isAway(key: string): boolean {
    return this.#away.has(key)
  }

  /** A reading comes, as told by hand of a scenario. */
  tell(key: string, point: string, value: Value, atMs: number = this.#options.nowMs()): void {
    for (const bridged of this.#bridged.values()) bridged.reading(key, point, value, atMs)
  }
  /** Somebody passes. */
  pass(key = 'eye', point = 'step'): void {
    this.#pass(key, point)
  }

  #every(name: string, meanMs: number, run: (draw: Chance) => void, isPulse = false): void {
    const { time, chance, obedient, name: owner } = this.#options
    const draw = chance.branch(name)
    let stopped = false
    const next = (): void => {
      const waitMs = Math.max(1, Math.ceil(obedient && !isPulse ? meanMs : 2 * meanMs * draw.draw()))
      // To the next moment that is free for this kind.
      const dueMs = time.nowMs + waitMs
      const shiftMs = isPulse ? (pulseMs - (dueMs % 1_000) + 1_000) % 1_000 : dueMs % 1_000 === pulseMs ? 1 : 0
      time.after(waitMs + shiftMs, `things of ${owner}`, () => {
        if (stopped) return
        run(draw)
        next()
      })
    }
    next()
    this.#stops.push(() => {
      stopped = true
    })
  }

  #sense(key: string, point: string, draw: Chance): void {
    const value = this.#valueOf(point, draw)
    if (this.#away.has(key)) return
    const { time, obedient, name } = this.#options
    if (obedient || this.well) return this.#hear(key, point, value, this.#options.nowMs())
    const fate = draw.weighted({ plain: 12, late: 3, twice: 1, lost: 1, wrong: 1, odd: 0.3 })
    if (fate !== 'plain') this.#options.count(`reading ${fate}`)
    // What senses has a clock of its own, and keeps to it.
    const atMs = this.#options.nowMs()
    const arrive = (afterMs: number, toldMs: number): void => {
      time.after(this.#free(afterMs), `things of ${name}`, () => this.#hear(key, point, value, toldMs))
    }
    switch (fate) {
      case 'plain':
        return this.#hear(key, point, value, atMs)
      case 'late':
        return arrive(draw.between(1, 40_000), atMs)
      case 'twice':
        arrive(draw.between(1, 200), atMs)
        return arrive(draw.between(200, 5_000), atMs)
      case 'wrong':
        return this.#hear(key, point, value, atMs + draw.pick([-86_400_000, -3_600_000, -90_000, 30_000, 3_600_000, 86_400_000]))
      case 'odd':
        return this.#hear(key, point, draw.happens(0.5) ? value : (draw.pick(['no number', Number.NaN, Number.POSITIVE_INFINITY]) as Value), draw.pick([0, -5, 0.5, 9e15, Number.NaN, atMs]))
      case 'lost':
        break
    }
  }

  /** So long from now, or a moment longer, where pulses come just then. */
  #free(afterMs: number): number {
    return (this.#options.time.nowMs + afterMs) % 1_000 === pulseMs ? afterMs + 1 : afterMs
  }

  #hear(key: string, point: string, value: Value, atMs: number): void {
    this.#noteTold()
    if (this.#bridged.size > 0) this.heardMs.set(`${key}/${point}`, this.#options.time.nowMs)
    for (const bridged of this.#bridged.values()) bridged.reading(key, point, value, atMs)
  }

  #valueOf(point: string, draw: Chance): Value {
    switch (point) {
      case 'light':
        return this.#mark(draw.pick([2, 8, 40, 300]) + draw.draw() * 4, 'eye/light')
      case 'warm':
        return this.#mark(14 + draw.draw() * 10, 'eye/warm')
      case 'weight':
        return this.#mark(draw.happens(0.5) ? 60 + draw.draw() * 20 : draw.draw(), 'bed/weight')
      case 'used': {
        // It begins anew, or slips back a little, as meters do.
        if (!this.#options.obedient && draw.happens(0.05)) this.#used = draw.happens(0.5) ? 0 : Math.max(0, this.#used - 0.5)
        this.#used += draw.draw()
        return this.#mark(this.#used, 'meter/used')
      }
      default:
        return draw.happens(0.5)
    }
  }

  /** The same number, nearly: no other reading has it. */
  #mark(value: number, point: string): number {
    if (!marked.has(point.slice(point.indexOf('/') + 1))) return value
    const own = Math.round(value * 100) / 100 + (1 + (this.#marks++ % 99_999)) / 1e7
    this.sensed.set(own, point)
    if (this.sensed.size > readingsMax) this.sensed.delete(this.sensed.keys().next().value as number)
    return own
  }

  /** A person asks something here: that is a moment of theirs, which is kept with what they hold. */
  noteAsked(): void {
    this.#noteTold()
  }

  #noteTold(): void {
    this.#told.add(this.#options.nowMs())
    if (this.#told.size > readingsMax) this.#told.delete(this.#told.values().next().value as number)
  }

  #pass(key: string, point: string): void {
    if (this.#away.has(key)) return
    this.passed.add(this.#options.nowMs())
    if (this.passed.size > pulsesMax) this.passed.delete(this.passed.values().next().value as number)
    for (const bridged of this.#bridged.values()) bridged.pulse(key, point)
  }

  #bridge(world: IdText): ThingBridge {
    const life = this.#plugged?.life ?? 0
    return {
      feels: (key) => !this.#away.has(key),
      act: async (key, point, value) => {
        const { time, chance, obedient, count, name } = this.#options
        const seen = this.#plugged?.seen(world, key, point)
        if (seen?.slot === 'person') this.noteAsked()
        if (seen && this.commands.length < commandsMax) this.commands.push({ world, value, atMs: time.nowMs, life, ...seen })
        if (this.#away.has(key)) return no(peerMessage('peer.nothing-found'))
        const fate = obedient || this.well ? 'does' : chance.weighted({ does: 10, slow: 3, refuses: 1, ignores: 1 })
        if (fate !== 'does') count(`thing ${fate}`)
        if (fate === 'refuses') return no(peerMessage('peer.nothing-found'))
        if (fate !== 'ignores') time.after(this.#free(fate === 'slow' ? 1_500 : 20), `things of ${name}`, () => this.#become(key, value))
        return ok(null)
      }
    }
  }

  #become(key: string, value: Value): void {
    if (this.#away.has(key)) return
    this.#state.set(key, value)
    for (const point of ['level', 'runs']) this.#tellState(key, point)
  }

  #tellState(key: string, point: string): void {
    const value = this.#state.get(key)
    const has = things.find((thing) => thing.key === key)?.readings.some((reading) => reading.key === point)
    if (value === undefined || !has) return
    const { time, nowMs, name } = this.#options
    const tell = (): void => {
      if (this.#away.has(key)) return
      this.#noteTold()
      for (const bridged of this.#bridged.values()) bridged.reading(key, point, value, nowMs())
    }
    const waitMs = this.#free(0)
    if (waitMs === 0) tell()
    else time.after(waitMs, `things of ${name}`, tell)
  }
}
