/**
 * What agreements ask of the things that this device brings into one world. The engine says what they ask, the keeper of each act point
 * who holds it, and the bridge is told what to do when that changes (P5: it may decline; safety and whoever stands at it come first).
 *
 * It goes on with whatever it knows while others are away: what they told goes stale, what they asked ends with its lease.
 */
import { type ActRow, type Agreed, type Asked, type DeviceTold, Engine, type FindPoint, Keeper, type PointId, type ThingRow, type Value } from '@commune/commune'
import type { Cancel, IdText } from '@commune/protocol'
import type { ActingPorts } from './actingPorts.ts'
import { KeptSoon } from './keptSoon.ts'
import { NextLook } from './nextLook.ts'
import type { Last } from './now.ts'
import { actingStateOf, readActingState } from './actingState.ts'
import { foundIn, sensesOf, willingOf } from './actPoints.ts'
import { AtDevices } from './atDevices.ts'
import { type ActedOn, firstLapse, rulesFor } from './actingRules.ts'
import { OfPassings } from './ofPassings.ts'
import { PointsOfRules } from './pointsOfRules.ts'
import { RowsSeen } from './rowsSeen.ts'
import { SelfGuards } from './selfGuards.ts'

/** Leases of agreements are asked anew so often; they last five times as long. */
const [renewMs, leaseMs] = [60_000, 300_000]
/** So long after a start, what is shown may be what was there before. */
const resumingMs = 5_000
/** A press that waited is done as long after its time as what rules were told counts on. */
const lateMsMax = 60_000

export class Acting {
  readonly #ports: ActingPorts
  readonly engine: Engine
  readonly keeper: Keeper
  readonly #rules = new Map<string, ActedOn>()
  readonly #devices: AtDevices
  /** What the engine asked since, and as what: a rule that is gone says no more whether it was for safety. */
  readonly #asked: { readonly asked: Asked; readonly slot: 'safety' | 'agreement' }[] = []
  readonly #ends: Cancel[] = []
  /** Act points that were kept before this device started. */
  readonly #resumed = new Set<string>()
  readonly #passings: OfPassings
  /** When it was looked at last which agreements hold. */
  #refreshedMs = Number.NEGATIVE_INFINITY
  /** When the first of all yeses is over. */
  #lapsesMs = Number.POSITIVE_INFINITY
  #gathering: Map<string, DeviceTold> | undefined
  #followed: { readonly points: string; readonly end: Cancel } | undefined
  readonly #next: NextLook
  /** When what agreements ask is asked anew. */
  #renewMs = Number.POSITIVE_INFINITY
  /** Things of this device whose act points are kept. */
  readonly #seen = new RowsSeen()
  /** After something that is no passing: when a state is kept, and what stands in it, would else tell of them. */
  readonly #kept: KeptSoon
  #steadily: Cancel | undefined
  #begun = false
  readonly #points: PointsOfRules
  readonly #guards: SelfGuards
  /** Until then what is shown was there before this device started, if anything was kept of that. */
  #resumingUntilMs = Number.NEGATIVE_INFINITY

  constructor(ports: ActingPorts) {
    this.#ports = ports
    const { convert, sun, clock } = ports
    const tellsOfPassings = (point: string): boolean => this.#passings.tells(point as PointId)
    this.engine = new Engine({ find: this.#find, convert, sun, tellsOfPassings, asked: (asked) => void this.#asked.push({ asked, slot: this.#slotOf(asked.agreement) }) }, clock.nowMs())
    this.keeper = new Keeper((told) => this.#do(told))
    this.#devices = new AtDevices(this.keeper, (address) => [...this.#rules.values()].some(({ rule }) => rule.act === address))
    this.#passings = new OfPassings(ports, this.#rules)
    this.#next = new NextLook(clock, (asOfMs) => this.#tick(Math.max(asOfMs, this.engine.nowMs)))
    this.#kept = new KeptSoon(clock, () => ports.keep(this.#state()))
    this.#guards = new SelfGuards(ports, this.keeper, (address, value) => this.#tellDevice(address, value))
    this.#points = new PointsOfRules({ find: this.#find, version: () => ports.things().version, forget: (point) => ports.now.forget(point) })
    this.#ends.push(ports.now.listen((point, last) => this.#heard(point, last), (point) => this.#felt(point), (point) => this.#here(point)))
  }

  /** Begins where a former one stopped. */
  begin(saved: unknown): void {
    const { engine, slots, told, presses, agreed: governed } = readActingState(saved)
    const nowMs = this.#ports.clock.nowMs()
    if (saved !== undefined) this.#resumingUntilMs = nowMs + resumingMs
    const wanted = this.#wanted()
    for (const agreed of wanted) this.#rules.set(agreed.id, agreed)
    for (const { id, fault } of this.engine.start(wanted, engine, nowMs)) this.#ports.log.note('rule-refused', { rule: id.slice(0, 12), fault: fault.type })
    for (const agreed of wanted) this.#tellKnown(agreed, nowMs)
    this.#begun = true
    for (const { act, value } of told) this.#devices.tell(act, value, Number.NEGATIVE_INFINITY)
    for (const act of governed) this.#passings.agreed.add(act)
    this.#passings.note()
    this.#keepActs(nowMs)
    // What rules go on asking is no change to them; what they came to ask while nobody looked is asked from now on, and a press is done.
    for (const each of this.#asked.splice(0)) if (this.#actOf(each.asked.act)?.shape.is === 'press') this.#asked.push(each)
    this.#renew(nowMs)
    for (const { act, by, value, untilMs } of slots) if (untilMs > nowMs) this.keeper.ask(act, { slot: 'person', by, value, leaseMs: untilMs - nowMs }, nowMs)
    for (const { act, by, untilMs } of presses) if (untilMs > nowMs - lateMsMax && this.#isRuled(act, by)) this.keeper.ask(act, { slot: 'agreement', by, value: 'press', leaseMs }, nowMs)
    this.#points.remember([...this.#rules.values()].map(({ rule }) => rule))
    this.#follow()
    this.#settle()
    // That it acted here is known after the next start, however soon that comes.
    if (saved === undefined) this.#ports.keep(this.#state())
    this.#keepSteadily()
  }

  /** Things or agreements changed. */
  refresh(): void {
    if (!this.#begun) return
    const nowMs = (this.#refreshedMs = this.#unfeltMs())
    this.#keepActs(nowMs)
    const wanted = new Map(this.#wanted().map((agreed) => [agreed.id, agreed]))
    const read = this.#points.readAnew()
    for (const [id, { rule }] of [...this.#rules]) {
      if (wanted.has(id) && !read(rule)) continue
      this.engine.remove(id, nowMs)
      this.#rules.delete(id)
    }
    for (const [id, agreed] of wanted) {
      const before = this.#rules.get(id)
      if (before && before.untilMs === agreed.untilMs && before.version === agreed.version && before.safety === agreed.safety) continue
      const was = this.#slotOf(id)
      this.#rules.set(id, agreed)
      // A yes that was said anew is no beginning: the rule goes on with what it remembers.
      if (before && this.engine.extend(agreed, nowMs)) {
        this.#takeAsKind(id, before, was, nowMs)
        continue
      }
      const added = this.engine.add(agreed, nowMs, () => this.#tellKnown(agreed, nowMs))
      if (!added.ok) {
        if (before) this.#rules.set(id, before)
        else this.#rules.delete(id)
        this.#ports.log.note('rule-refused', { rule: id.slice(0, 12), fault: added.error.type })
      }
    }
    for (const { rule } of this.#rules.values()) this.#tellGone(rule, nowMs)
    // What is asked again at once was never let go of: the device does not flicker.
    const lasts = new Map(this.#asked.map((each) => [each.asked.agreement, each]))
    this.#asked.splice(0, this.#asked.length, ...lasts.values())
    for (const { asked, slot } of this.#asked) if (asked.value === undefined) this.keeper.drop(asked.act, slot, asked.agreement)
    this.#points.remember([...this.#rules.values()].map(({ rule }) => rule))
    this.#passings.note()
    this.#follow()
    this.#settle()
    this.#kept.soon()
  }

  /** Holds an act point for a while, as a person. */
  hold(point: PointId, ware: IdText, value: Value | 'press', forMs: number): ReturnType<Keeper['ask']> {
    this.#keepActs(this.#ports.clock.nowMs())
    const fitted = this.keeper.ask(point, { slot: 'person', by: ware, value, leaseMs: forMs }, this.#ports.clock.nowMs())
    this.#settle()
    this.#kept.atOnce()
    return fitted
  }

  release(point: PointId, ware: IdText): void {
    this.keeper.release(point, 'person', ware, this.#ports.clock.nowMs())
    this.#settle()
    this.#kept.atOnce()
  }

  /** A thing can be reached again: what somebody holds is told to it anew. */
  again(thing: ThingRow): void {
    for (const act of thing.acts) {
      const address: PointId = `${thing.id}/${act.key}`
      const held = this.keeper.show(address)?.holding
      if (!held || (held.slot === 'default' && !this.#goesToRest(address))) continue
      // It moves only now.
      if (this.#devices.told.get(address)?.value !== held.value) this.keeper.moved(address, this.#ports.clock.nowMs())
      this.#tellDevice(address, held.value)
    }
    this.#settle()
  }

  /**
   * What nobody here ever moved is not told to rest: whoever turned it on by hand finds it on. What an agreement about passings moves may
   * stand after a restart as that asked last, and goes to its rest: that it was moved is kept nowhere.
   */
  #goesToRest(address: PointId): boolean {
    return this.#devices.told.has(address) || (this.#resumed.has(address) && this.#passings.agreed.has(address))
  }

  end(): void {
    for (const end of this.#ends) end()
    this.#followed?.end()
    this.#kept.end()
    this.#steadily?.()
    if (this.#begun) this.#ports.keep(this.#state())
    this.#next.end()
  }

  readonly #find: FindPoint = (address) => foundIn(this.#ports.things(), address)

  #wanted(): ActedOn[] {
    const rows = this.#ports.agreements()
    this.#lapsesMs = firstLapse(rows, this.#ports.clock.nowMs())
    return rulesFor(rows, this.#ports.things(), this.#ports.me)
  }

  /** All act points of this device's things have a keeper: somebody may ask anything of them. */
  #keepActs(nowMs: number): void {
    // What a world knew before may be shown only some time after it was opened.
    const resumed = nowMs < this.#resumingUntilMs
    const { fresh, over } = this.#seen.next(this.#ports.things().list().filter(({ device }) => device === this.#ports.me))
    for (const thing of over) this.#devices.letGo(thing)
    for (const thing of fresh) {
      for (const act of thing.acts) {
        const address: PointId = `${thing.id}/${act.key}`
        if (resumed) this.#resumed.add(address)
        this.keeper.keep(address, act, willingOf(act), nowMs, resumed)
        this.#guards.keep(address, act, nowMs)
      }
      this.#devices.keep(thing)
    }
  }

  /** What its points told before this rule was there counts for it, as long as it holds. */
  #tellKnown({ rule }: Agreed, nowMs: number): void {
    this.#tellGone(rule, nowMs)
    for (const point of sensesOf(rule)) {
      const last = this.#ports.now.last(point)
      if (last && 'known' in last) this.engine.reading(point, last.known.value, last.known.atMs, nowMs)
      else if (last || this.#passings.isUnheard(point)) this.engine.gone(point, nowMs)
    }
  }

  #tellGone(rule: Agreed['rule'], nowMs: number): void {
    for (const point of sensesOf(rule)) if (this.#ports.things().point(point)?.thing.gone) this.engine.gone(point, nowMs)
  }

  /** Listens to what the rules need that others sense. */
  #follow(): void {
    const points = [...new Set([...this.#rules.values()].flatMap(({ rule }) => sensesOf(rule)))].filter((point) => this.#ports.things().point(point)?.thing.device !== this.#ports.me)
    const key = points.join()
    if (this.#followed?.points === key) return
    this.#followed?.end()
    this.#followed = { points: key, end: this.#ports.follow(points) }
  }

  #heard(point: PointId, last: Last): void {
    let isKept = true
    const tells = this.#passings.tells(point)
    const nowMs = tells ? this.#next.passingMs(this.engine.nowMs) : this.#unfeltMs()
    if ('known' in last) {
      // In this order: what it told before it was gone counts not even for a moment when it tells something else.
      const became = this.engine.reading(point, last.known.value, Math.min(last.known.atMs, nowMs), nowMs)
      this.engine.here(point, nowMs)
      this.#devices.heard(point, last.known.value, nowMs)
      // What no rule looks at, and tells of no act point, changes nothing that is kept.
      isKept = became !== 'nobody' || this.#devices.isToldBy(point)
    } else this.engine.gone(point, nowMs)
    this.#settle(nowMs)
    if (isKept && !tells) this.#kept.soon()
  }

  /** Who passes ends it as well that nobody knew: so it is no look. */
  #here(point: PointId): void {
    const nowMs = this.#next.passingMs(this.engine.nowMs)
    this.engine.here(point, nowMs)
    this.#settle(nowMs)
  }

  #felt(point: PointId): void {
    const nowMs = this.#next.passingMs(this.engine.nowMs)
    this.engine.pulse(point, nowMs)
    this.#settle(nowMs)
  }

  /**
   * The moment now, for what is no passing. Was the clock set back, by however little, nothing stands as of later from now on: else what comes
   * now would be dated by when somebody passed before (P6).
   */
  #unfeltMs(): number {
    const nowMs = this.#ports.clock.nowMs()
    this.engine.setBack(nowMs)
    return nowMs
  }

  #isRuled(act: string, rule: string): boolean {
    return this.#rules.get(rule)?.rule.act === act
  }

  #slotOf(id: string): 'safety' | 'agreement' {
    return this.#rules.get(id)?.safety === true ? 'safety' : 'agreement'
  }

  /**
   * What the engine asked since goes to the keepers; then it is known when to look again. After a sleep, or when the clock was put forwards,
   * much was due before now: of that a device is told the end alone, and that is a change of now.
   */
  #settle(nowMs: number = this.#unfeltMs()): void {
    const tells = new Map<string, DeviceTold>()
    this.#gathering = tells
    this.engine.tick(nowMs)
    for (const { asked, slot } of this.#asked.splice(0)) {
      // A lease that begins while nobody looked lasts from when somebody does.
      this.keeper.take(asked, leaseMs + Math.max(0, nowMs - asked.atMs), slot)
      this.#ports.changed()
      if (!this.hangsOnPassings(asked.act as PointId)) this.#kept.atOnce()
    }
    if (nowMs >= this.#renewMs) this.#renew(nowMs)
    this.keeper.tick(nowMs)
    this.#gathering = undefined
    const doneMs = this.#ports.clock.nowMs()
    for (const told of tells.values()) {
      if (told.atMs < doneMs) this.keeper.moved(told.act, doneMs)
      this.#do(told)
    }
    this.#renewMs = Math.min(this.#renewMs, nowMs + renewMs)
    this.#next.wait(Math.min(this.engine.nextMs, this.keeper.nextMs, this.#lapsesMs, this.#renewMs), nowMs)
  }

  /** Everything is as of now, and not of when something was felt last. */
  look(): void {
    this.#tick()
  }

  /** `asOfMs`: it is a look at what is due, and may be brought about by a passing. */
  #tick(asOfMs?: number): void {
    const nowMs = asOfMs ?? this.#unfeltMs()
    // A yes is over: that agreement holds no more, and perhaps one that it took the place of does. Or it is not over yet: the clock was set back.
    // That is not looked for where a passing is over, or it would be kept sooner when somebody passed (P6).
    if (nowMs >= this.#lapsesMs || (asOfMs === undefined && nowMs < this.#refreshedMs)) this.refresh()
    else this.#settle(nowMs)
  }

  /** What it asked as another kind of agreement it asks no more. */
  #takeAsKind(id: string, { rule }: Agreed, was: 'safety' | 'agreement', nowMs: number): void {
    if (was === this.#slotOf(id)) return
    this.#renew(nowMs)
    this.keeper.release(rule.act, was, id, nowMs)
  }

  /** What agreements ask is asked anew, well before its lease ends, however much is told meanwhile. A press is over when it is done. */
  #renew(nowMs: number): void {
    this.#renewMs = nowMs + renewMs
    this.#guards.look(nowMs)
    const asks = [...this.engine.asks()].filter(({ agreed }) => this.#actOf(agreed.rule.act)?.shape.is !== 'press')
      .map(({ agreed: { id: by, rule, version }, value }) => ({ act: rule.act, asking: { slot: this.#slotOf(by), by, version, value, leaseMs } }))
    for (const { act, asking } of asks) this.keeper.goOn(act, asking.slot, asking.by, nowMs + leaseMs)
    for (const { act, asking } of asks) this.keeper.ask(act, asking, nowMs)
  }

  /** What it rests at is told to it when what somebody asked is over, and never before anybody asked: a lamp that shines goes on shining. */
  #do(told: DeviceTold): void {
    const { act, value, holding, by } = told
    if (this.#gathering) return void this.#gathering.set(act, told)
    if (by !== undefined && !by.some((rule) => this.#isRuled(act, rule))) return
    // That it waited is kept; now that it is done, so is that.
    if (by !== undefined && !this.hangsOnPassings(act as PointId)) this.#kept.atOnce()
    if (holding?.slot === 'default' && !this.#goesToRest(act as PointId)) return
    this.#tellDevice(act as PointId, value)
    this.#ports.changed()
  }

  #tellDevice(address: PointId, value: Value): void {
    const of = this.#ports.things().point(address)
    const bridge = of?.kind === 'act' ? this.#ports.bridgeOf(of.thing) : undefined
    if (of?.kind !== 'act' || !bridge) return
    this.#devices.tell(address, value, this.#ports.clock.nowMs())
    // A line for each passing would tell of it: of what hangs on passings is noted nothing.
    const note = (why: string): void => (this.hangsOnPassings(address) ? undefined : this.#ports.log.note('not-done', { why }))
    bridge.act(of.thing.key, of.point.key, value).then((done) => (done.ok ? undefined : note(done.error.key)), (fault: unknown) => note(String(fault).slice(0, 100)))
  }

  /** Whether an agreement moves it when somebody passes, or did: when it moved last may be when somebody passed. */
  hangsOnPassings(address: PointId): boolean {
    return this.#passings.moves(address)
  }

  /** Whether when this point told something tells when somebody passed. */
  tellsOfPassings(point: PointId): boolean {
    return this.#passings.tells(point)
  }

  /** Whatever happens or does not: a clock that jumped is noticed, and after a restart it is known how long nobody looked. */
  #keepSteadily(): void {
    this.#steadily = this.#ports.clock.after(renewMs, () => {
      this.#tick()
      this.#kept.soon()
      this.#keepSteadily()
    })
  }

  /** Nothing of pulses is in it: it is what is so at the moment that it is kept, and not at that of the last passing. */
  #state(): unknown {
    this.#tick()
    this.#passings.note()
    const acts = this.#ports.things().list().filter(({ device }) => device === this.#ports.me).flatMap(({ id, acts: points }) => points.map(({ key }): PointId => `${id}/${key}`))
    return actingStateOf(acts, {
      ...{ engine: this.engine, keeper: this.keeper, told: this.#devices.told, agreed: this.#passings.agreed },
      hangsOnPassings: (act) => this.hangsOnPassings(act),
      tellsOfPassings: (point) => this.tellsOfPassings(point),
      restOf: (act) => this.#actOf(act)?.rest
    })
  }

  #actOf(address: string): ActRow | undefined {
    const of = this.#ports.things().point(address)
    return of?.kind === 'act' ? of.point : undefined
  }
}
