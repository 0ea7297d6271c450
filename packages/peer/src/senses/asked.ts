/**
 * What is asked of act points, here and of the device that brings them in: who holds them, why, and holding one for a while. Whoever
 * brings a thing in answers for it; everybody else asks that one.
 */
import type { Declined, Fitted, Message, PointId, PointOf, Value, Views } from '@commune/commune'
import { type IdText, no, ok } from '@commune/protocol'
import type { Acts, Asks, Outcome } from '../api/api.ts'
import type { StandRow, WhyRow } from '../api/senses.ts'
import type { Held } from '../peer/inside.ts'
import { peerMessage } from '../words/index.ts'
import type { Actings } from './actings.ts'
import { maySee } from './hearing.ts'
import type { Now } from './now.ts'
import { heldAnswerSchema, holdMsMax, type Question, readAnswer, standsAnswerSchema, whyAnswerSchema } from './questions.ts'
import { redacted, standFor } from './redacting.ts'
import { claimant, standOf, whyOf } from './stands.ts'

type ActOf = Extract<PointOf, { kind: 'act' }>
type Answered<T> = { readonly ok: T } | { readonly no: Message }

export interface AskedPorts {
  readonly actings: Pick<Actings, 'of'>
  readonly now: Now
  nowMs(): number
  me(): { readonly device: IdText; readonly ware: IdText }
  find(world: IdText): Held | undefined
  /** Asks a device; undefined when it does not answer. */
  ask(world: IdText, device: IdText, question: Question): Promise<unknown>
}

export class AskedOfThings {
  readonly #ports: AskedPorts

  constructor(ports: AskedPorts) {
    this.#ports = ports
  }

  readonly stands = async ({ world, acts }: Asks['stands'][0]): Promise<Outcome<Asks['stands'][1]>> => {
    const held = this.#ports.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    const byDevice = new Map<IdText, PointId[]>()
    for (const act of acts.slice(0, 500)) {
      const device = actOf(held.views(), act)?.thing.device
      if (device !== undefined) byDevice.set(device, [...(byDevice.get(device) ?? []), act])
    }
    const all = await Promise.all([...byDevice].map(([device, points]) => this.#standsAt(held, device, points)))
    return ok(all.flat())
  }

  readonly why = async ({ world, act }: Asks['why'][0]): Promise<Outcome<Asks['why'][1]>> => {
    const held = this.#ports.find(world)
    const of = held && actOf(held.views(), act)
    if (!held || !of) return no(peerMessage('peer.nothing-found'))
    if (of.thing.device === this.#ports.me().device) return ok(this.#whyHere(held, act))
    const answer = readAnswer(await this.#ports.ask(world, of.thing.device, { ask: 'why', act }), whyAnswerSchema)
    return answer ? outcomeOf<readonly WhyRow[]>(answer) : no(peerMessage('peer.senser-away', { thing: of.thing.called }))
  }

  readonly hold = async ({ world, act, value, forMs }: Acts['hold'][0]): Promise<Outcome<Acts['hold'][1]>> => {
    const held = this.#ports.find(world)
    const of = held && actOf(held.views(), act)
    if (!held || !of) return no(peerMessage('peer.nothing-found'))
    const lasts = Math.min(Math.max(1, Math.round(forMs)), holdMsMax)
    const { device, ware } = this.#ports.me()
    if (of.thing.device === device) return outcomeOf(this.#holdHere(held, ware, act, value, lasts))
    const answer = readAnswer(await this.#ports.ask(world, of.thing.device, { ask: 'hold', act, value, for: lasts }), heldAnswerSchema)
    return answer ? outcomeOf(answer) : no(peerMessage('peer.senser-away', { thing: of.thing.called }))
  }

  readonly release = async ({ world, act }: Acts['release'][0]): Promise<Outcome<Acts['release'][1]>> => {
    const held = this.#ports.find(world)
    const of = held && actOf(held.views(), act)
    if (!held || !of) return no(peerMessage('peer.nothing-found'))
    const { device, ware } = this.#ports.me()
    if (of.thing.device === device) {
      this.#releaseHere(held, ware, act)
      return ok({})
    }
    const answer = readAnswer(await this.#ports.ask(world, of.thing.device, { ask: 'release', act }), heldAnswerSchema)
    if (!answer) return no(peerMessage('peer.senser-away', { thing: of.thing.called }))
    return 'no' in answer ? no(answer.no) : ok({})
  }

  /**
   * Holds an act point of this device for a while in the name of its ware, as a program asked that was granted this. It is a claim of its
   * own: it ends with the grant (`releaseFor`), and what the person asks by hand goes on.
   */
  holdFor(program: string, { world, act, value, forMs }: Acts['hold'][0]): Outcome<Acts['hold'][1]> {
    const held = this.#ports.find(world)
    const { device, ware } = this.#ports.me()
    if (!held || actOf(held.views(), act)?.thing.device !== device) return no(peerMessage('peer.nothing-found'))
    return outcomeOf(this.#holdHere(held, claimant(ware, program), act, value, Math.min(Math.max(1, Math.round(forMs)), holdMsMax)))
  }

  /** What a program asks in a world it asks no more, also what it asked before this device started. */
  releaseFor(program: string, world: IdText): void {
    const held = this.#ports.find(world)
    const { device, ware } = this.#ports.me()
    for (const thing of held?.views().things.list() ?? []) {
      if (held && thing.device === device) for (const { key } of thing.acts) this.#releaseHere(held, claimant(ware, program), `${thing.id}/${key}`)
    }
  }

  /** What another device of this world is answered. */
  answer(held: Held, ware: IdText, question: Extract<Question, { ask: 'stands' | 'why' | 'hold' | 'release' }>): Answered<unknown> {
    const { device } = this.#ports.me()
    const views = held.views()
    const may = (point: PointId): boolean => maySee(views, ware, point, this.#ports.nowMs())
    const isMine = (act: PointId): boolean => actOf(held.views(), act)?.thing.device === device
    switch (question.ask) {
      case 'stands':
        return { ok: this.#standsFor(held, question.acts.filter(isMine), may) }
      case 'why':
        return isMine(question.act) ? { ok: redacted(this.#whyHere(held, question.act), may) } : { no: peerMessage('peer.nothing-found') }
      case 'hold':
        return isMine(question.act) ? this.#holdHere(held, ware, question.act, question.value, question.for) : { no: peerMessage('peer.nothing-found') }
      case 'release':
        this.#releaseHere(held, ware, question.act)
        return { ok: { untilMs: this.#ports.nowMs() } }
    }
  }

  async #standsAt(held: Held, device: IdText, acts: readonly PointId[]): Promise<readonly StandRow[]> {
    if (device === this.#ports.me().device) return acts.flatMap((act) => this.#standHere(held, act))
    const answer = readAnswer(await this.#ports.ask(held.hosted.world.name, device, { ask: 'stands', acts }), standsAnswerSchema)
    return answer && 'ok' in answer ? answer.ok.filter(({ point }) => acts.includes(point)) : []
  }

  /** Of what rules look at that another may not see, that one learns nothing by what they ask. What a box tells in words is for all its people. */
  #standsFor(held: Held, acts: readonly PointId[], may: (point: PointId) => boolean): readonly StandRow[] {
    const { agreements } = held.views()
    const rules = agreements.list(this.#ports.nowMs()).flatMap((row) => (row.state === 'holds' ? row.rules : []))
    return acts.flatMap((act) => {
      const told = toldBy(held.views(), act)
      const maySeeIt = (told !== undefined && may(told)) || actOf(held.views(), act)?.thing.source === 'box'
      return this.#standHere(held, act, may).map((stand) => standFor(stand, rules.filter((rule) => rule.act === act), may, maySeeIt))
    })
  }

  #standHere(held: Held, act: PointId, may: (point: PointId) => boolean = () => true): StandRow[] {
    const acting = this.#ports.actings.of(held.hosted.world.name)
    const of = actOf(held.views(), act)
    if (!acting || !of) return []
    return standOf(acting, this.#ports.now, of, may, held.views().agreements.list(this.#ports.nowMs()))
  }

  #whyHere(held: Held, act: PointId): WhyRow[] {
    const acting = this.#ports.actings.of(held.hosted.world.name)
    acting?.look()
    return acting ? whyOf(acting, held.views().agreements.list(this.#ports.nowMs()), act) : []
  }

  /** Whoever lets go lets go of what programs asked in its name as well. */
  #releaseHere(held: Held, by: string, act: PointId): void {
    const acting = this.#ports.actings.of(held.hosted.world.name)
    const claims = acting?.keeper.show(act)?.claims ?? []
    for (const { slot, by: asking } of claims) if (slot === 'person' && (asking === by || asking.startsWith(claimant(by, '')))) acting?.release(act, asking)
  }

  #holdHere(held: Held, by: string, act: PointId, value: Value, forMs: number): Answered<{ untilMs: number }> {
    const of = actOf(held.views(), act)
    const acting = this.#ports.actings.of(held.hosted.world.name)
    if (!of || !acting) return { no: peerMessage('peer.nothing-found') }
    const fitted: Fitted | undefined = acting.hold(act, by, value, forMs)
    if (!fitted) return { no: peerMessage('peer.nothing-found') }
    return fitted.is === 'taken' ? { ok: { untilMs: this.#ports.nowMs() + forMs } } : { no: peerMessage(whyNot[fitted.reason], { thing: of.thing.called }) }
  }
}

const whyNot = {
  'not-willing': 'peer.not-willing',
  'wrong-kind': 'peer.not-taken',
  'not-a-word-of-it': 'peer.not-taken',
  'no-lease': 'peer.not-taken',
  'too-many': 'peer.too-many-ask'
} as const satisfies Readonly<Record<Declined, string>>

function actOf(views: Views, address: PointId): ActOf | undefined {
  const of = views.things.point(address)
  return of?.kind === 'act' && !of.thing.gone ? of : undefined
}

/** The reading that tells how it stands. */
function toldBy(views: Views, act: PointId): PointId | undefined {
  const of = actOf(views, act)
  return of?.point.toldBy === undefined ? undefined : `${of.thing.id}/${of.point.toldBy}`
}

const outcomeOf = <T>(answered: Answered<T>): Outcome<T> => ('no' in answered ? no(answered.no) : ok(answered.ok))
