/**
 * What this device senses and what it is told of what others sense. Readings stay here; a member of the world that asks is told what
 * the keeper of the thing lets it be told, and nothing of that is kept on the way.
 */
import type { HistoryRow, SensedRow } from '../api/senses.ts'
import { type Message, type PointId, type PointOf, pointsOf, type Published, type Rule, type Sun, thingOf, type ThingSource, type Views } from '@commune/commune'
import { type Bins, type Cancel, type Epoch, type IdText, no, ok, toText } from '@commune/protocol'
import type { Asks, Outcome } from '../api/api.ts'
import { deviceOf, wareOf } from '../me/me.ts'
import type { Held, Inside } from '../peer/inside.ts'
import { sayWishes, usable } from '../peer/acts.ts'
import { peerMessage } from '../words/index.ts'
import type { Acting } from './acting.ts'
import type { Actings } from './actings.ts'
import { AskedOfThings } from './asked.ts'
import type { Bridged } from './bridged.ts'
import { Follow } from './follow.ts'
import { Now } from './now.ts'
import type { ThingBridge } from './ports.ts'
import { openTree, sealTree } from './sealed.ts'
import { type HistoryAnswer, historyAnswerSchema, type NowAnswer, type Question, readAnswer, readQuestion, replayAnswerSchema, spansMax, type Told } from './questions.ts'

/** Watches of what is sensed are asked again at most so often. */
const tellMs = 500
/** A question for a change waits so long for one. */
const waitMs = 20_000

export const sensedTopic = (world: IdText): string => `sensed ${world}`

/** Where nothing is sensed nothing acts. */
const noActings: Pick<Actings, 'of' | 'open' | 'close'> = { of: () => undefined, open: async () => {}, close: () => {} }

export class Senses {
  readonly #inside: Inside
  readonly #now: Now
  readonly #bridged = new Map<string, { readonly world: IdText; readonly bridged: Bridged }>()
  readonly #follow: Follow
  readonly #telling = new Map<IdText, Cancel>()
  readonly #actings: Pick<Actings, 'of' | 'open' | 'close'>
  /** What is asked of act points. */
  readonly acts: AskedOfThings

  constructor(inside: Inside) {
    this.#inside = inside
    this.#now = new Now(() => inside.ports.clock.nowMs())
    this.#follow = new Follow({
      clock: inside.ports.clock,
      now: this.#now,
      ask: (world, device, question) => this.#ask(world, device, question),
      things: (world) => inside.find(world)?.views().things,
      changed: (world) => this.#changed(world)
    })
    const engine = inside.ports.senses?.engine
    this.#actings = engine === undefined ? noActings : new engine.Actings(inside, {
      now: this.#now,
      bridgeOf: (world, { source }) => this.#bridged.get(`${world} ${source}`)?.bridged.bridge,
      follow: (world, points) => this.follow(world, points),
      changed: (world) => this.#changed(world)
    })
    this.acts = new AskedOfThings({
      actings: this.#actings,
      now: this.#now,
      nowMs: () => inside.ports.clock.nowMs(),
      me: () => ({ device: this.#me, ware: wareOf(inside.me()) }),
      mayHear: (held, ware, point) => mayHear(held.views(), ware, point, this.#me, inside.ports.clock.nowMs()),
      find: (world) => inside.find(world),
      ask: (world, device, question) => this.#ask(world, device, question)
    })
  }

  /** What acts in a world, for whoever checks that; undefined where nothing does. */
  actingOf(world: IdText): Acting | undefined {
    return this.#actings.of(world)
  }

  /** A world was opened: what is agreed on in it about things of this device is done from now on. */
  opened(held: Held): Promise<void> {
    return this.#actings.open(held)
  }

  /** A world is closed, or all are. */
  closed(world?: IdText): void {
    this.#actings.close(world)
  }

  /** Brings things of one source into a world. Undefined where this app keeps no readings. */
  bridge(world: IdText, source: ThingSource, bridge: ThingBridge): Bridged | undefined {
    const { senses } = this.#inside.ports
    if (!senses) return undefined
    const { series, engine } = senses
    const { clock, log } = this.#inside.ports
    const bridged = new engine.Bridged({
      ...{ source, clock, log, series, bridge, now: this.#now },
      say: async (wishes) => {
        const held = usable(this.#inside, world)
        return held.ok ? sayWishes(this.#inside, held.value, wishes) : held
      },
      known: (key) => this.#inside.find(world)?.views().things.known(this.#me, source, key),
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

  async history(held: Held, { point, fromMs, toMs, stepMs }: { point: PointId; fromMs: number; toMs: number; stepMs: number }): Promise<Outcome<HistoryRow | null>> {
    const of = held.views().things.point(point)
    if (of?.kind !== 'reading') return ok(null)
    const step = Math.max(Math.round(stepMs), Math.ceil((toMs - fromMs) / spansMax), 1_000)
    const { device } = of.thing
    if (device === this.#me) return ok({ point, ...(await this.#bins(point, fromMs, toMs, step)) })
    const world = held.hosted.world.name
    const question: Question = { ask: 'history', point, from: Math.floor(fromMs), to: Math.ceil(toMs), step }
    const answer = readAnswer(await this.#ask(world, device, question), historyAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    if (!('no' in answer)) return ok({ point, ...answer.ok })
    // What is not told as it is may have left in another form.
    const told = historyOf(held.views().things.told(point), fromMs, toMs)
    return told ? ok({ point, ...told }) : no(answer.no)
  }

  /** What rules would have done: asked of the device that brings in what they move, for it keeps what it listened to. */
  readonly replay = async ({ world, rules, fromMs, toMs }: Asks['replay'][0]): Promise<Outcome<Asks['replay'][1]>> => {
    const held = this.#inside.find(world)
    const [first] = rules
    const of = first && held?.views().things.point(first.act)
    if (!held || !of) return no(peerMessage('peer.nothing-found'))
    if (of.thing.device === this.#me) return this.#replayHere(held, rules, fromMs, toMs)
    const answer = readAnswer(await this.#ask(world, of.thing.device, { ask: 'replay', rules, from: Math.floor(fromMs), to: Math.ceil(toMs) }), replayAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? no(answer.no) : ok(answer.ok)
  }

  async #replayHere(held: Held, rules: readonly Rule[], fromMs: number, toMs: number): Promise<Outcome<Asks['replay'][1]>> {
    const { senses, clock } = this.#inside.ports
    if (!senses) return no(peerMessage('peer.nothing-found'))
    const views = held.views()
    const { latitude, longitude } = views.worlds.world()
    const sun: Sun = (nowMs) => (latitude === undefined || longitude === undefined ? undefined : senses.sunAt?.(latitude, longitude, nowMs))
    return senses.engine.replayHere(rules, fromMs, toMs, { series: senses.series, sun, things: views.things, agreements: views.agreements.list(clock.nowMs()), me: this.#me })
  }


  /** Follows what others sense, while somebody looks at it here. */
  follow(world: IdText, points: readonly PointId[]): Cancel {
    return this.#follow.begin(world, this.#me, points)
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
    return sealTree(await this.#answerTo(held, ware, question), 'reply', epoch, this.#inside.ports.random)
  }

  async #answerTo(held: Held, ware: IdText, question: Question): Promise<unknown> {
    if (question.ask === 'now') return { ok: await this.#tellNow(held, ware, question) }
    if (question.ask === 'replay') {
      // What rules would have done tells what was sensed: it is told to those who may ask for that.
      const { things } = held.views()
      const open = question.rules.every((rule) => pointsOf(rule).senses.every((point) => things.mayAsk(point as PointId, ware)))
      const replayed = open ? await this.#replayHere(held, question.rules, question.from, question.to) : no(peerMessage('peer.not-told'))
      return replayed.ok ? { ok: replayed.value } : { no: replayed.error }
    }
    if (question.ask !== 'history') return this.acts.answer(held, ware, question)
    const told = await this.#tellHistory(held, ware, question)
    return 'key' in told ? { no: told } : { ok: told }
  }

  close(): void {
    this.#actings.close()
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

  /** Told at once when something has changed since, and else with the next change, or after a while. */
  async #tellNow({ views }: Held, ware: IdText, { points, since }: Extract<Question, { ask: 'now' }>): Promise<NowAnswer> {
    const { clock } = this.#inside.ports
    const kept = points.filter((point) => !mayHear(views(), ware, point, this.#me, clock.nowMs()))
    const open = points.filter((point) => !kept.includes(point))
    if (since !== undefined && since > 0 && since <= this.#now.version(open) && this.#now.since(open, since).length === 0) await this.#nextChange(open, since)
    const nowMs = clock.nowMs()
    // A number that was never told here is of an earlier start: all is told anew.
    const version = this.#now.version(open)
    const changed = since === undefined || since > version ? open : this.#now.since(open, since)
    return { version, told: changed.flatMap((point) => this.#toldOf(point, nowMs)), kept }
  }

  #nextChange(points: readonly PointId[], since: number): Promise<void> {
    return new Promise((resolve) => {
      let stop: () => void = () => undefined
      const end = (): void => {
        cancel()
        stop()
        resolve()
      }
      const cancel = this.#inside.ports.clock.after(waitMs, end)
      const wait = (): void => {
        stop = this.#now.once(() => (this.#now.since(points, since).length > 0 ? end() : wait()))
      }
      wait()
    })
  }

  async #tellHistory({ views }: Held, ware: IdText, { point, from, to, step }: Extract<Question, { ask: 'history' }>): Promise<HistoryAnswer | Message> {
    if (!mayHear(views(), ware, point, this.#me, this.#inside.ports.clock.nowMs())) return peerMessage('peer.not-told')
    return this.#bins(point, from, to, step)
  }

  async #bins(point: PointId, fromMs: number, toMs: number, stepMs: number): Promise<HistoryAnswer> {
    const bins = await this.#inside.ports.senses?.series.bins(point, fromMs, toMs, stepMs)
    return bins ? plain(bins) : { step: stepMs, starts: [], counts: [], means: [], mins: [], maxs: [], lasts: [] }
  }

  #toldOf(point: PointId, nowMs: number): Told[] {
    const nearMs = this.#now.nearMs(point, nowMs)
    if (nearMs > 0) return [{ point, nearMs }]
    const last = this.#now.last(point)
    if (!last) return []
    return 'known' in last ? [{ point, value: last.known.value, atMs: last.known.atMs }] : [{ point, unknown: last.unknown, atMs: last.atMs }]
  }

  #rowOf(point: PointId, of: PointOf, nowMs: number): SensedRow {
    if (of.kind === 'pulse') return { point, near: this.#now.isNear(point, nowMs), ...(this.#follow.isKept(point) && { notTold: true }) }
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

/** Whether a ware may be told what this point senses: only of things that this device brings in. */
function mayHear(views: Views, ware: IdText, point: PointId, me: IdText, nowMs: number): boolean {
  const of = views.things.point(point)
  if (!of || of.kind === 'act' || of.thing.device !== me || of.thing.gone) return false
  return views.things.mayAsk(point, ware) || isPledged(views, ware, point, nowMs)
}

/** An agreement that holds has this point told to whoever brings in what acts on it. */
const isPledged = ({ things, agreements }: Views, ware: IdText, point: PointId, nowMs: number): boolean =>
  agreements.list(nowMs).some(
    (row) => row.state === 'holds' && row.rules.some((rule) => things.one(thingOf(rule.act))?.bridge === ware && pointsOf(rule).senses.includes(point))
  )

const plain = ({ stepMs, starts, counts, means, mins, maxs, lasts }: Bins): HistoryAnswer => ({
  step: stepMs,
  ...{ starts: [...starts], counts: [...counts], means: [...means], mins: [...mins], maxs: [...maxs], lasts: [...lasts] }
})


/** What left, as history: undefined when nothing did. A count that was held back is none. */
function historyOf(told: readonly Published[], fromMs: number, toMs: number): HistoryAnswer | undefined {
  const spans = told.flatMap((one) => {
    const value = one.is === 'reading' ? one.value : one.is === 'bin' ? (one.mean ?? one.sum ?? one.last ?? one.max ?? one.min) : one.is === 'average' ? one.mean : one.count
    const startMs = one.is === 'reading' ? one.atMs : one.startMs
    return value === undefined || startMs < fromMs || startMs >= toMs ? [] : [{ startMs, value, step: one.is === 'reading' ? 1_000 : one.stepMs }]
  })
  if (spans.length === 0) return undefined
  const values = spans.map(({ value }) => value)
  return { step: Math.max(...spans.map(({ step }) => step)), starts: spans.map(({ startMs }) => startMs), counts: spans.map(() => 1), means: values, mins: values, maxs: values, lasts: values }
}
