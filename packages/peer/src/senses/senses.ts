/**
 * What this device senses and what it is told of what others sense. Readings stay here; a member of the world that asks is told what
 * the keeper of the thing lets it be told, and nothing of that is kept on the way.
 */
import type { BroughtRow, SensedRow } from '../api/senses.ts'
import { type Message, type PointId, type PointOf, pointsOf, type Sun, type ThingId, type ThingSource, type Value } from '@commune/commune'
import { type Cancel, type Epoch, type IdText, no, ok, toText } from '@commune/protocol'
import type { Asks, Outcome } from '../api/api.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { sayWishes, usable } from '../peer/acts.ts'
import { peerMessage } from '../words/index.ts'
import type { Acting } from './acting.ts'
import type { Actings } from './actings.ts'
import { AskedOfThings } from './asked.ts'
import { AskedOfReadings } from './askedOfReadings.ts'
import type { Bridged } from './bridged.ts'
import { isBrokerQuestion } from './brokerQuestions.ts'
import { Brokers, brokersTopic } from './brokers.ts'
import { Follow } from './follow.ts'
import { mayHear, maySee } from './hearing.ts'
import { Now } from './now.ts'
import { actingParts, type SensesPorts, type ThingBridge } from './ports.ts'
import { SayingAgain } from './sayingAgain.ts'
import { openTree, sealTree } from './sealed.ts'
import type { Tellings } from './tellings.ts'
import { followsPassings } from './unkept.ts'
import { type Question, readAnswer, readQuestion, replayAnswerSchema } from './questions.ts'
import { TellingNow } from './tellingNow.ts'

/** Watches of what is sensed are asked again at most so often. */
const tellMs = 500
/** How things of others stand is asked anew so often, while somebody looks. */
const lookAgainMs = 2_000

export const sensedTopic = (world: IdText): string => `sensed ${world}`

/** Where nothing is sensed nothing acts. */
const noActings: Pick<Actings, 'of' | 'open' | 'close'> = { of: () => undefined, open: async () => {}, close: () => {} }

export class Senses {
  readonly #inside: Inside
  readonly #now: Now
  readonly #tellingNow: TellingNow
  readonly #bridged = new Map<string, { readonly world: IdText; readonly bridged: Bridged }>()
  readonly #follow: Follow
  readonly #sayingAgain: SayingAgain
  /** Watches that are told soon. */
  readonly #telling = new Map<IdText, Cancel>()
  #closed = false
  #actings: Pick<Actings, 'of' | 'open' | 'close'> = noActings
  #tellings: Tellings | undefined
  #loading: Promise<SensesPorts | undefined> | undefined
  readonly #waitingForOwn = new Map<IdText, () => void>()
  /** What is asked of act points. */
  readonly acts: AskedOfThings
  /** What is asked of readings. */
  readonly readings: AskedOfReadings
  /** Where devices that are no peers come in. */
  readonly brokers: Brokers

  constructor(inside: Inside) {
    this.#inside = inside
    this.#sayingAgain = new SayingAgain(inside)
    this.#now = new Now(() => inside.ports.clock.nowMs())
    this.#tellingNow = new TellingNow(this.#now, inside.ports.clock)
    this.#follow = new Follow({
      clock: inside.ports.clock,
      now: this.#now,
      ask: (world, device, question) => this.#ask(world, device, question),
      things: (world) => inside.find(world)?.views().things,
      changed: (world) => this.#changed(world)
    })
    if (inside.ports.senses) this.#begin(inside.ports.senses)
    this.readings = new AskedOfReadings({
      inside,
      now: this.#now,
      senses: () => this.#senses(),
      tellings: () => this.#tellings,
      ask: (world, device, question) => this.#ask(world, device, question),
      changed: (world) => this.#changed(world)
    })
    this.acts = new AskedOfThings({
      actings: { of: (world) => this.#actings.of(world) },
      now: this.#now,
      nowMs: () => inside.ports.clock.nowMs(),
      me: () => ({ device: this.#me, ware: wareOf(inside.me()) }),
      find: (world) => inside.find(world),
      ask: (world, device, question) => this.#ask(world, device, question)
    })
    this.brokers = new Brokers({
      clock: inside.ports.clock,
      random: inside.ports.random,
      me: () => ({ device: this.#me, ware: wareOf(inside.me()), box: inside.me().device.box }),
      broker: () => inside.ports.senses?.broker?.(),
      find: (world) => inside.find(world),
      present: (world) => inside.sync.present(world),
      ask: (world, device, question) => this.#ask(world, device, question),
      changed: (world) => inside.watches.changed(brokersTopic(world))
    })
  }

  /** Readings that were kept elsewhere before; of one time one is kept. `signal`: stops after what is under way. */
  import(
    world: IdText,
    thing: ThingId,
    point: string,
    readings: Iterable<readonly [atMs: number, value: Value]> | AsyncIterable<readonly [atMs: number, value: Value]>,
    onProgress?: (sofar: BroughtRow) => void,
    signal?: { readonly aborted: boolean }
  ): Promise<Outcome<BroughtRow>> {
    return this.readings.bring(world, `${thing}/${point}`, readings, onProgress, signal)
  }

  /** What is wrong with the readings that are kept here, in words. */
  problems(): readonly Message[] {
    return (this.#inside.ports.senses?.damaged?.() ?? []).map(({ month, why }) => peerMessage('peer.series-damaged', { month, why }))
  }

  /** What acts in a world, for whoever checks that; undefined where nothing does. */
  actingOf(world: IdText): Acting | undefined {
    return this.#actings.of(world)
  }

  /** A world was opened: what is agreed on in it about things of this device is done from now on. */
  async opened(held: Held): Promise<void> {
    const world = held.hosted.world.name
    // What a box tells people is shown where they look: nothing has to be passed on.
    if (!this.#bridged.has(`${world} box`)) this.bridge(world, 'box', { act: () => Promise.resolve(ok(null)) })
    this.#sayingAgain.open(held)
    // What is brought in from elsewhere is heard of once that says so.
    for (const { id, device, source, pulses } of held.views().things.list()) {
      if (device !== this.#me || source === 'hand' || source === 'box') continue
      for (const { key } of pulses) if (!this.#now.isFelt(`${id}/${key}`)) this.#now.unheard(`${id}/${key}`)
    }
    await this.#actings.open(held)
    await this.#tellings?.open(held)
    this.#waitForOwn(held)
  }

  /** A world is forgotten: so is what this device sensed for it. */
  async forget({ views }: Held): Promise<void> {
    const { senses } = this.#inside.ports
    const mine = senses ? views().things.list({ gone: true }).filter(({ device }) => device === this.#me) : []
    for (const { id, readings } of mine) for (const { key } of readings) await senses?.series.drop(`${id}/${key}`)
  }

  /** A world is closed, or all are. */
  closed(world?: IdText): void {
    this.#sayingAgain.close(world)
    this.#actings.close(world)
    this.#tellings?.close(world)
    for (const [each, stop] of this.#waitingForOwn) {
      if (world !== undefined && each !== world) continue
      stop()
      this.#waitingForOwn.delete(each)
    }
  }

  #begin(senses: SensesPorts): void {
    const acting = actingParts(senses)
    if (acting) this.#actings = new acting.Actings(this.#inside, {
      now: this.#now,
      bridgeOf: (world, { source }) => this.#bridged.get(`${world} ${source}`)?.bridged.bridge,
      follow: (world, points) => this.follow(world, points),
      changed: (world) => this.#changed(world)
    })
    this.#tellings = new senses.engine.Tellings(this.#inside, senses, this.#now)
  }

  /** Where loading is put off, what senses is loaded when a thing of this device is there. */
  #waitForOwn(held: Held): void {
    const { senses, sensesLater } = this.#inside.ports
    const world = held.hosted.world.name
    if (senses || !sensesLater || held.left || this.#waitingForOwn.has(world)) return
    const look = (): void => {
      if (held.views().things.list().some(({ device }) => device === this.#me)) void this.#senses()
    }
    this.#waitingForOwn.set(world, held.hosted.world.listen({ folded: (rooms) => (rooms.has('senses') ? look() : undefined) }))
    look()
  }

  /** Brings things of one source into a world. Undefined where this app keeps no readings. */
  bridge(world: IdText, source: ThingSource, bridge: ThingBridge): Bridged | undefined {
    const { senses } = this.#inside.ports
    const engine = actingParts(senses)
    if (!senses || !engine) return undefined
    const { series } = senses
    const { clock, log } = this.#inside.ports
    const bridged = new engine.Bridged({
      ...{ source, clock, log, series, bridge, now: this.#now },
      say: async (wishes) => {
        const held = usable(this.#inside, world)
        return held.ok ? sayWishes(this.#inside, held.value, wishes) : held
      },
      known: (key) => this.#inside.find(world)?.views().things.known(this.#me, source, key),
      keeps: (point) => ![this.#inside.find(world)].some((held) => held !== undefined && followsPassings(held.views(), point, this.#inside.ports.clock.nowMs(), this.#now.besides)),
      here: (thing) => this.#actings.of(world)?.again(thing),
      changed: () => this.#changed(world)
    })
    this.#bridged.set(`${world} ${source}`, { world, bridged })
    return bridged
  }

  /** What these points were told last. Those of others are followed by whoever watches. */
  sensed({ views }: Held, points: readonly PointId[]): SensedRow[] {
    const nowMs = this.#inside.ports.clock.nowMs()
    const { things } = views()
    return points.slice(0, 500).flatMap((address) => {
      const of = things.point(address)
      return of && of.kind !== 'act' ? [this.#rowOf(address, of, nowMs)] : []
    })
  }

  /** What rules would have done: asked of the device that brings in what they move, for it keeps what it listened to. */
  readonly replay = async ({ world, rules, fromMs, toMs, instead }: Asks['replay'][0]): Promise<Outcome<Asks['replay'][1]>> => {
    const held = this.#inside.find(world)
    const [first] = rules
    const of = first && held?.views().things.point(first.act)
    if (!held || !of) return no(peerMessage('peer.nothing-found'))
    const question: Extract<Question, { ask: 'replay' }> = { ask: 'replay', rules, from: Math.floor(fromMs), to: Math.ceil(toMs), ...(instead !== undefined && { instead }) }
    if (of.thing.device === this.#me) return this.#replayHere(held, question)
    const answer = readAnswer(await this.#ask(world, of.thing.device, question), replayAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? no(answer.no) : ok(answer.ok)
  }

  async #replayHere(held: Held, { rules, from, to, instead }: Extract<Question, { ask: 'replay' }>, may?: (point: PointId) => boolean): Promise<Outcome<Asks['replay'][1]>> {
    const { senses, clock } = this.#inside.ports
    const engine = actingParts(senses)
    if (!senses || !engine) return no(peerMessage('peer.nothing-found'))
    const views = held.views()
    const { latitude, longitude } = views.worlds.world()
    const sun: Sun = (nowMs) => (latitude === undefined || longitude === undefined ? undefined : senses.sunAt?.(latitude, longitude, nowMs))
    const agreements = views.agreements.list(clock.nowMs()).filter(({ id }) => id !== instead)
    return engine.replayHere(rules, from, to, { series: senses.series, sun, things: views.things, agreements, me: this.#me, ...(may && { may }) })
  }

  /** Follows what others sense, while somebody looks at it here. */
  follow(world: IdText, points: readonly PointId[]): Cancel {
    return this.#follow.begin(world, this.#me, points)
  }

  /** How things of others stand is asked of them now and then, while somebody looks at it here: `again` is called when it is time. */
  lookAt(world: IdText, acts: readonly PointId[], again: () => void): Cancel {
    const { clock } = this.#inside.ports
    let due: Cancel | undefined
    const soon = (): void => {
      due = clock.after(lookAgainMs, () => {
        const things = this.#inside.find(world)?.views().things
        if (acts.some((act) => (things?.point(act)?.thing.device ?? this.#me) !== this.#me)) again()
        soon()
      })
    }
    soon()
    return () => due?.()
  }

  /** Somebody came into a conversation: who senses for us may be here now. */
  lookAgain(): void {
    this.#follow.lookAgain()
  }

  /** What a device of a world is answered. */
  async answer(world: IdText, device: IdText, bytes: Uint8Array): Promise<Uint8Array | undefined> {
    const held = this.#inside.find(world)
    const ware = held?.hosted.identities.wareOfDevice(device)
    if (!held || held.left || ware === undefined || held.hosted.apart().has(ware)) return undefined
    const question = readQuestion(openTree(bytes, 'question', epochsOf(held)))
    const epoch = held.hosted.writing()
    if (!question || !epoch) return undefined
    return sealTree(await this.#answerTo(held, { device, ware }, question), 'reply', epoch, this.#inside.ports.random)
  }

  async #answerTo(held: Held, who: { readonly device: IdText; readonly ware: IdText }, question: Question): Promise<unknown> {
    const { ware } = who
    if (question.ask === 'now') {
      const open = (): PointId[] => question.points.filter((point) => mayHear(held.views(), ware, point, this.#me, this.#inside.ports.clock.nowMs()))
      return { ok: await this.#tellingNow.tell(`${held.hosted.world.id} ${who.device}`, question, open) }
    }
    if (question.ask === 'replay') {
      // What rules would have done tells what was sensed: it is told to those who may ask for that.
      const views = held.views()
      const nowMs = this.#inside.ports.clock.nowMs()
      const may = (point: string): boolean => maySee(views, ware, point as PointId, nowMs)
      const open = question.rules.every((rule) => pointsOf(rule).senses.every(may))
      const replayed = open ? await this.#replayHere(held, question, may) : no(peerMessage('peer.not-told'))
      return replayed.ok ? { ok: replayed.value } : { no: replayed.error }
    }
    if (isBrokerQuestion(question)) return this.brokers.answer(held, who, question)
    const isOfReadings = question.ask === 'history' || question.ask === 'leaving' || question.ask === 'used' || question.ask === 'sense'
    return isOfReadings ? this.readings.answer(held, ware, question) : this.acts.answer(held, ware, question)
  }

  /** Readings and what goes with them, loaded where that was put off; undefined where nothing is sensed. */
  #senses(): Promise<SensesPorts | undefined> {
    const { senses, sensesLater, log } = this.#inside.ports
    if (senses || !sensesLater) return Promise.resolve(senses)
    this.#loading ??= this.#load(sensesLater).catch((fault: unknown) => {
      // Without a network a page may lack it: the next one who needs it tries again.
      this.#loading = undefined
      log.note('senses-not-loaded', { fault: String(fault).slice(0, 100) })
      return undefined
    })
    return this.#loading
  }

  async #load(later: () => Promise<SensesPorts>): Promise<SensesPorts> {
    const senses = await later()
    ;(this.#inside.ports as { senses?: SensesPorts }).senses = senses
    if (this.#closed) return senses
    this.#begin(senses)
    for (const stop of this.#waitingForOwn.values()) stop()
    this.#waitingForOwn.clear()
    for (const held of this.#inside.held()) await this.opened(held)
    return senses
  }

  close(): void {
    this.#closed = true
    this.closed()
    this.brokers.close()
    this.#follow.close()
    for (const { bridged } of this.#bridged.values()) bridged.end()
    for (const cancel of this.#telling.values()) cancel()
  }

  /** What a device answers, as it came; undefined when it does not. */
  async #ask(world: IdText, device: IdText, question: Question): Promise<unknown> {
    const held = this.#inside.find(world)
    const epoch = held?.hosted.writing()
    if (!held || held.left || !epoch) return undefined
    const reply = await this.#inside.sync.question(world, device, sealTree(question, 'question', epoch, this.#inside.ports.random))
    return reply && openTree(reply, 'reply', epochsOf(held))
  }

  get #me(): IdText {
    return deviceOf(this.#inside.me())
  }

  #rowOf(point: PointId, of: PointOf, nowMs: number): SensedRow {
    if (of.kind === 'pulse') {
      const near = this.#now.isNear(point, nowMs)
      // That nobody is near is not known of what cannot be asked.
      const isKept = this.#follow.isKept(point)
      if (!near && !isKept && (this.#follow.isLost(point) || this.#now.last(point) !== undefined)) return { point, unknown: 'unavailable' }
      return { point, near, ...(isKept && { notTold: true }) }
    }
    const last = this.#now.last(point)
    if (!last) return { point, ...(this.#follow.isKept(point) && { notTold: true }) }
    if ('unknown' in last) return { point, unknown: last.unknown, atMs: last.atMs }
    const { value, atMs } = last.known
    const staleMs = of.kind === 'reading' ? of.point.staleMs : undefined
    return { point, value, atMs, ...(staleMs !== undefined && nowMs - atMs > staleMs && { stale: true as const }) }
  }

  /** What is shown may have changed; a house that senses a hundred times a second is looked at twice. */
  #changed(world: IdText): void {
    if (this.#telling.has(world)) return
    this.#telling.set(
      world,
      this.#inside.ports.clock.after(tellMs, () => {
        this.#telling.delete(world)
        this.#inside.watches.changed(sensedTopic(world))
      })
    )
  }
}

/** Epochs in use here, by their tags. */
const epochsOf = ({ hosted }: Held): ((tag: Uint8Array) => Epoch | undefined) => {
  const inUse = hosted.usable()
  return (tag: Uint8Array): Epoch | undefined => {
    const epoch = hosted.world.keyring.byTag(tag)
    return epoch && inUse.has(toText(epoch.id)) ? epoch : undefined
  }
}
