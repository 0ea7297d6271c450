/**
 * Brokers of a world, asked of the boxes that have one: here, and of every device that is connected.
 *
 * Any member of the world is told how a broker stands. To let devices in, and to let them in no more, is for devices of the box's own
 * ware: whoever a box lets in speaks through that ware, and each ware speaks only for itself (P2). The box answers, and may decline.
 *
 * Nothing of it is kept here; a secret is passed on once and is sealed to who asked for it. Bounds: 24 devices asked at a time, each once
 * at a time and with `answerMs` to answer, and for `keepMs` what it told last stands for it; one that has no broker is not asked again for a minute; 20 acts a minute of all who ask.
 */
import type { Message } from '@commune/commune'
import { type Cancel, type Clock, decodeText, fromText, type IdText, type KeyPair, no, ok, type Random, type Result, seal, toText, unseal, utf8 } from '@commune/protocol'
import type { Acts, Asks, Outcome } from '../api/api.ts'
import type { BrokerRow, BrokerView, LetIn } from '../api/brokers.ts'
import type { Held } from '../peer/inside.ts'
import { peerMessage } from '../words/index.ts'
import { admittedAnswerSchema, brokerAnswerSchema, type BrokerQuestion, doneSchema, refusedMax, secretSchema } from './brokerQuestions.ts'
import type { BrokerPort } from './ports.ts'
import { parse } from './reading.ts'
import { readAnswer } from './questions.ts'

const answerMs = 4_000
/** While somebody looks, it is looked again so often. */
export const lookEveryMs = 3_000
const withoutMs = 60_000
/** A box that is busy for a moment is not said to be away. */
const keepMs = 20_000
const askedMax = 24
const actsMax = 20
const actsEveryMs = 60_000

export const brokersTopic = (world: IdText): string => `brokers ${world}`

export interface BrokersPorts {
  readonly clock: Clock
  readonly random: Random
  me(): { readonly device: IdText; readonly ware: IdText; readonly box: KeyPair }
  broker(): BrokerPort | undefined
  find(world: IdText): Held | undefined
  present(world: IdText): readonly { readonly device: IdText; readonly ware: IdText }[]
  /** Asks a device; undefined when it does not answer. */
  ask(world: IdText, device: IdText, question: BrokerQuestion): Promise<unknown>
  /** Whoever watches a world's brokers looks again. */
  changed(world: IdText): void
}

type Answered<T> = { readonly ok: T } | { readonly no: Message }
/** `silent`: not in time, or not to be read. */
type Heard = BrokerView | null | 'silent'

export class Brokers {
  readonly #ports: BrokersPorts
  readonly #asking = new Map<string, Promise<Heard>>()
  /** Devices that said that they have none, and until when they are believed. */
  readonly #without = new Map<string, number>()
  readonly #last = new Map<string, { readonly view: BrokerView; readonly atMs: number }>()
  readonly #again = new Map<IdText, Cancel>()
  #acted: number[] = []

  constructor(ports: BrokersPorts) {
    this.#ports = ports
  }

  readonly list = async ({ world }: Asks['brokers'][0]): Promise<Outcome<Asks['brokers'][1]>> => {
    const held = this.#ports.find(world)
    if (!held) return no(peerMessage('peer.world-unknown'))
    const me = this.#ports.me()
    const port = this.#portOf(world)
    const own: BrokerRow[] = port ? [{ device: me.device, ware: me.ware, me: true, view: viewOf(port, true) }] : []
    const bridges = new Map(held.views().things.list({}).flatMap(({ source, device, bridge }) => (source === 'mqtt' && device !== me.device ? [[device, bridge] as const] : [])))
    const present = held.left ? [] : this.#ports.present(world).filter(({ device }) => device !== me.device)
    const nowMs = this.#ports.clock.nowMs()
    const asked = present
      .filter(({ device }) => bridges.has(device) || (this.#without.get(`${world} ${device}`) ?? 0) <= nowMs)
      .sort((one, other) => rank(other, bridges, me.ware) - rank(one, bridges, me.ware))
      .slice(0, askedMax)
    const rows = await Promise.all(
      asked.map(async ({ device, ware }): Promise<BrokerRow[]> => {
        const heard = await this.#hear(world, device)
        if (heard === null) return []
        if (heard === 'silent') return bridges.has(device) ? [{ device, ware, me: false }] : []
        return [{ device, ware, me: false, view: heard }]
      })
    )
    const away = [...bridges].filter(([device]) => !asked.some((each) => each.device === device)).map(([device, ware]): BrokerRow => ({ device, ware, me: false }))
    this.#lookAgain(world)
    return ok([...own, ...rows.flat(), ...away])
  }

  readonly admit = ({ world, device, name, says, hears, asked }: Acts['admitDevice'][0]): Promise<Outcome<LetIn>> =>
    this.#letIn(world, device, { ask: 'admit', name, says, hears, asked }, (port) => port.admit(name, { says, hears, asked }))

  readonly renew = ({ world, device, id }: Acts['renewDevice'][0]): Promise<Outcome<LetIn>> =>
    this.#letIn(world, device, { ask: 'renew', id }, (port) => port.renew(id))

  readonly regrant = async ({ world, device, id, name, says, hears, asked }: Acts['regrantDevice'][0]): Promise<Outcome<Record<never, never>>> => {
    const grant = { says, hears, asked }
    const done = device === this.#ports.me().device ? this.#here(world, (port) => port.regrant(id, name, grant)) : await this.#there(world, device, { ask: 'regrant', id, name, ...grant }, doneSchema)
    return done.ok ? ok({}) : done
  }

  readonly withdraw = async ({ world, device, id }: Acts['withdrawDevice'][0]): Promise<Outcome<Record<never, never>>> => {
    const done = device === this.#ports.me().device ? this.#here(world, (port) => port.withdraw(id)) : await this.#there(world, device, { ask: 'withdraw', id }, doneSchema)
    return done.ok ? ok({}) : done
  }

  /** What another device of this world is answered. */
  answer(held: Held, { device, ware }: { readonly device: IdText; readonly ware: IdText }, question: BrokerQuestion): Answered<unknown> {
    const port = this.#portOf(held.hosted.world.name)
    const isMine = ware === this.#ports.me().ware
    if (question.ask === 'broker') return { ok: port ? viewOf(port, isMine) : null }
    if (!port) return { no: peerMessage('peer.broker-none') }
    if (!isMine) return { no: peerMessage('peer.broker-not-yours') }
    const nowMs = this.#ports.clock.nowMs()
    this.#acted = this.#acted.filter((atMs) => atMs > nowMs - actsEveryMs && atMs <= nowMs)
    if (this.#acted.length >= actsMax) return { no: peerMessage('peer.broker-slowly') }
    this.#acted.push(nowMs)
    if (question.ask === 'withdraw' || question.ask === 'regrant') {
      const done = question.ask === 'regrant' ? port.regrant(question.id, question.name, question) : port.withdraw(question.id)
      return done.ok ? { ok: {} } : { no: done.error }
    }
    const box = held.hosted.identities.devices(ware).find((each) => each.device === device && !each.ended)?.box
    const key = box === undefined ? undefined : fromText(box)
    if (!key) return { no: peerMessage('peer.broker-not-yours') }
    const made = question.ask === 'admit' ? port.admit(question.name, question) : port.renew(question.id)
    if (!made.ok) return { no: made.error }
    const sealed = seal(utf8(JSON.stringify({ secret: made.value.secret })), key, this.#ports.random.bytes(32))
    return sealed ? { ok: { id: made.value.id, sealed: toText(sealed) } } : { no: peerMessage('peer.broker-not-yours') }
  }

  close(): void {
    for (const cancel of this.#again.values()) cancel()
  }

  async #letIn(world: IdText, device: IdText, question: BrokerQuestion, here: (port: BrokerPort) => Result<LetIn, Message>): Promise<Outcome<LetIn>> {
    if (device === this.#ports.me().device) return this.#here(world, here)
    const made = await this.#there(world, device, question, admittedAnswerSchema)
    if (!made.ok) return made
    const { id, sealed } = made.value
    const bytes = fromText(sealed)
    const plain = bytes && unseal(bytes, this.#ports.me().box)
    const said = plain && parse(secretSchema, jsonOf(decodeText(plain, 0, plain.length)))
    return said ? ok({ id, secret: said.secret }) : no(peerMessage('peer.broker-away'))
  }

  #here<T>(world: IdText, act: (port: BrokerPort) => Result<T, Message>): Outcome<T> {
    const port = this.#portOf(world)
    const done = port ? act(port) : no(peerMessage('peer.broker-none'))
    if (done.ok) this.#ports.changed(world)
    return done
  }

  async #there<T>(world: IdText, device: IdText, question: BrokerQuestion, schema: Parameters<typeof readAnswer<T>>[1]): Promise<Outcome<T>> {
    if (!this.#ports.find(world)) return no(peerMessage('peer.world-unknown'))
    const answer = readAnswer(await this.#ports.ask(world, device, question), schema)
    this.#ports.changed(world)
    if (!answer) return no(peerMessage('peer.broker-away'))
    return 'no' in answer ? no(answer.no) : ok(answer.ok)
  }

  #portOf(world: IdText): BrokerPort | undefined {
    const port = this.#ports.broker()
    return port?.world === world ? port : undefined
  }

  /** One device is asked once at a time, however slow it is; who waits for it waits `answerMs`. */
  #hear(world: IdText, device: IdText): Promise<Heard> {
    const { clock } = this.#ports
    const of = `${world} ${device}`
    const asking =
      this.#asking.get(of) ??
      this.#ports
        .ask(world, device, { ask: 'broker' })
        .then((tree): Heard => {
          const answer = readAnswer(tree, brokerAnswerSchema)
          if (!answer || 'no' in answer) return 'silent'
          if (answer.ok === null) this.#without.set(of, clock.nowMs() + withoutMs)
          else this.#without.delete(of)
          this.#keep(of, answer.ok)
          return answer.ok
        })
        .catch((): Heard => 'silent')
        .finally(() => this.#asking.delete(of))
    this.#asking.set(of, asking)
    return new Promise((resolve) => {
      const before = (): Heard => {
        const last = this.#last.get(of)
        return last !== undefined && clock.nowMs() - last.atMs < keepMs ? last.view : 'silent'
      }
      const cancel = clock.after(answerMs, () => resolve(before()))
      void asking.then((heard) => {
        cancel()
        resolve(heard === 'silent' ? before() : heard)
      })
    })
  }

  #keep(of: string, view: BrokerView | null): void {
    this.#last.delete(of)
    if (view === null) return
    const [oldest] = this.#last.keys()
    if (this.#last.size >= askedMax && oldest !== undefined) this.#last.delete(oldest)
    this.#last.set(of, { view, atMs: this.#ports.clock.nowMs() })
  }

  #lookAgain(world: IdText): void {
    if (this.#again.has(world)) return
    this.#again.set(world, this.#ports.clock.after(lookEveryMs, () => {
      this.#again.delete(world)
      this.#ports.changed(world)
    }))
  }
}

/** Devices that brought things in first, then one's own. */
const rank = ({ device, ware }: { device: IdText; ware: IdText }, bridges: ReadonlyMap<IdText, IdText>, mine: IdText): number => (bridges.has(device) ? 2 : 0) + (ware === mine ? 1 : 0)

/** When a device is at home may tell of whoever carries it: that is for its own people. */
function viewOf(port: BrokerPort, isMine: boolean): BrokerView {
  const { access, refused, ...rest } = port.look()
  const shown = isMine ? access : access.map(({ id, name, says, hears, asked }) => ({ id, name, says, hears, asked }))
  return { ...rest, mayLetIn: isMine && rest.builtIn, access: shown, refused: refused.slice(0, refusedMax) }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
