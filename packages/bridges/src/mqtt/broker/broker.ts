/**
 * The built-in broker: MQTT 3.1.1 for the devices of a place, on a port of its own, with the commune inside it.
 *
 * The commune says and hears in this process, with no socket between; a device's message reaches the agreements in the turn in which it
 * was read. There is no other way to a device than through here, so what is agreed holds: `bypassable` is false.
 *
 * Passwords and messages of devices cross the network in clear, as small devices speak; with `tls` they do not.
 */
import { createServer as createPlain, type Server, type Socket } from 'node:net'
import { createServer as createTls, type SecureContextOptions } from 'node:tls'
import { type Cancel, type Clock, type Log, no, ok, type Result } from '@commune/protocol'
import type { Client, PublishPacket } from 'aedes'
import { Handlers } from '../handlers.ts'
import {
  type Mqtt,
  mqttLimits,
  type MqttMessage,
  type MqttStatus,
  type PublishFault,
  type PublishOptions,
  type SubscribeFault
} from '../port.ts'
import { isTopic, levelsOf, PrefixSet } from '../topics.ts'
import type { Credential, CredentialBook, CredentialFault, NewCredential } from './credentials.ts'
import { type Grant, maySay } from './grants.ts'
import { GuardedBroker } from './guarded.ts'
import { type Guest, Guests } from './guests.ts'
import { type BrokerLimits, brokerLimits } from './limits.ts'
import { type BrokenWhy, Line } from './line.ts'
import { type Refusal, type RefusalKind, Refusals } from './refusals.ts'
import type { Retained } from './retained.ts'
import { Turns } from './turns.ts'

export interface BrokerOptions {
  readonly clock: Clock
  readonly log: Log
  readonly book: CredentialBook
  /** 0: any free one. */
  readonly port: number
  /** Where to listen; all addresses of this box when left out. */
  readonly host?: string
  readonly tls?: Pick<SecureContextOptions, 'key' | 'cert'>
  readonly limits?: Partial<BrokerLimits>
  /** Topics below which only the commune speaks. Home Assistant's sign that it is there makes devices announce themselves anew. */
  readonly reserved?: readonly string[]
  /** Something was refused that was not refused before. */
  readonly onRefusal?: (refusal: Refusal) => void
}

export interface Presence {
  readonly credential: string
  readonly isHere: boolean
}

/** What the broker holds now. */
export interface BrokerLoad {
  readonly connections: number
  readonly waiting: number
  readonly retained: number
  readonly retainedBytes: number
  readonly unreadBytes: number
}

export interface Broker {
  readonly mqtt: Mqtt
  readonly port: number
  credentials(): readonly Credential[]
  /** The caller stores `book.stored()` after it, and shows the secret once. */
  admit(name: string, grant: Grant): Result<NewCredential, CredentialFault>
  /** Another secret for it; who is connected with the old one is sent away. The caller stores `book.stored()` after it. */
  renew(id: string): NewCredential | undefined
  /**
   * Another grant for it, and another name where one is given. Who is connected with it stays, and what is not granted ends at once:
   * subscriptions, and what it left, of which each topic is told to `onMessage` with an empty payload. What it left elsewhere is told again,
   * for what was refused there may be right now. The caller stores `book.stored()` after it.
   */
  regrant(id: string, grant: Grant, name?: string): Result<Credential, CredentialFault>
  /** Sends it away, and removes all it left: each retained topic is told to `onMessage` with an empty payload. */
  withdraw(id: string): boolean
  /** Ids of credentials that are connected now. */
  present(): ReadonlySet<string>
  /** A credential has its first connection, or has lost its last: then what it senses is not known any more. */
  onPresence(handler: (presence: Presence) => void): Cancel
  refusals(): readonly Refusal[]
  refusalCounts(): ReadonlyMap<RefusalKind, number>
  load(): BrokerLoad
  close(): Promise<void>
}

/** `in-use`: another program listens there. `not-allowed`: this box does not let us. `failed`: the reason of the system, as it gives it. */
export type BrokerFault = { readonly type: 'in-use' | 'not-allowed' | 'failed'; readonly reason: string }

/** Errors of a connection that say no more than that it is gone. */
const goneCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'])

export async function startBroker(options: BrokerOptions): Promise<Result<Broker, BrokerFault>> {
  const running = new RunningBroker(options)
  const fault = await running.listen(options.port, options.host)
  return fault === undefined ? ok(running) : no(fault)
}

class RunningBroker implements Broker {
  readonly mqtt: InProcess
  readonly #options: BrokerOptions
  readonly #limits: BrokerLimits
  readonly #refusals: Refusals
  readonly #guests: Guests
  readonly #turns: Turns
  readonly #presences: Handlers<Presence>
  readonly #guarded: GuardedBroker
  readonly #server: Server

  constructor(options: BrokerOptions) {
    const { clock, log, book } = options
    this.#options = options
    this.#limits = { ...brokerLimits, ...options.limits }
    this.#turns = new Turns(clock)
    const told = new Handlers<Refusal>(log, 'mqtt refusal handler')
    if (options.onRefusal !== undefined) told.add(options.onRefusal)
    this.#refusals = new Refusals(clock, (refusal) => told.tell(refusal))
    const reserved = prefixesOf(options.reserved ?? ['homeassistant/status'])
    const shared = prefixesOf(book.shared)
    this.#presences = new Handlers(log, 'mqtt presence handler')
    this.#guests = new Guests(book, this.#limits, this.#refusals, (topic) => reserved.holds(topic), (credential, isHere) =>
      this.#presences.tell({ credential, isHere })
    )
    this.#guarded = new GuardedBroker({
      clock,
      limits: this.#limits,
      guests: this.#guests,
      refusals: this.#refusals,
      reserved: (topic) => reserved.holds(topic),
      shared: (topic) => shared.holds(topic),
      onSaid: (packet, guest) => this.mqtt.hear(packet, guest)
    })
    this.mqtt = new InProcess(this.#guarded, clock, log)
    const arrive = (socket: Socket): void => this.#arrive(socket)
    this.#server = options.tls === undefined ? createPlain({ noDelay: true }, arrive) : this.#encrypted(options.tls, arrive)
    this.#watch()
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  async listen(port: number, host: string | undefined): Promise<BrokerFault | undefined> {
    await this.#guarded.listen()
    const fault = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      this.#server.once('error', resolve)
      this.#server.listen({ port, ...(host !== undefined && { host }) }, () => resolve(undefined))
    })
    if (fault === undefined) return undefined
    await this.close()
    const type = fault.code === 'EADDRINUSE' ? 'in-use' : fault.code === 'EACCES' ? 'not-allowed' : 'failed'
    return { type, reason: fault.message }
  }

  credentials(): readonly Credential[] {
    return this.#options.book.list()
  }

  admit(name: string, grant: Grant): Result<NewCredential, CredentialFault> {
    return this.#options.book.admit(name, grant)
  }

  renew(id: string): NewCredential | undefined {
    const renewed = this.#options.book.renew(id)
    if (renewed) this.#guests.turnOut(id)
    return renewed
  }

  regrant(id: string, grant: Grant, name?: string): Result<Credential, CredentialFault> {
    const granted = this.#options.book.regrant(id, grant, name)
    const rights = granted.ok ? this.#options.book.rightsOf(id) : undefined
    if (rights === undefined) return granted
    this.#guarded.judge(id, rights)
    for (const topic of this.#guarded.retained.dropOf(id, (each) => !maySay(rights, levelsOf(each)))) this.mqtt.hearGone(topic, id)
    for (const message of this.#guarded.retained.of(id)) this.mqtt.hearKept(message, id)
    return granted
  }

  withdraw(id: string): boolean {
    if (!this.#options.book.withdraw(id)) return false
    this.#guests.turnOut(id)
    for (const topic of this.#guarded.retained.dropOf(id)) this.mqtt.hearGone(topic, id)
    return true
  }

  present(): ReadonlySet<string> {
    return this.#guests.present()
  }

  onPresence(handler: (presence: Presence) => void): Cancel {
    return this.#presences.add(handler)
  }

  refusals(): readonly Refusal[] {
    return this.#refusals.list()
  }

  refusalCounts(): ReadonlyMap<RefusalKind, number> {
    return this.#refusals.counts()
  }

  load(): BrokerLoad {
    return {
      connections: this.#guests.count,
      waiting: this.#guests.waiting,
      retained: this.#guarded.retained.count,
      retainedBytes: this.#guarded.retained.bytes,
      unreadBytes: this.#guests.lines().reduce((sum, line) => sum + line.unread, 0)
    }
  }

  async close(): Promise<void> {
    await this.mqtt.close()
    const stopped = new Promise<void>((resolve) => (this.#server.listening ? this.#server.close(() => resolve()) : resolve()))
    await new Promise<void>((resolve) => this.#guarded.close(() => resolve()))
    for (const line of this.#guests.lines()) line.destroy()
    await stopped
  }

  /** Whoever does not finish to agree on a key waits at the door like others, and makes way for those who come later. */
  #encrypted(tls: NonNullable<BrokerOptions['tls']>, arrive: (socket: Socket) => void): Server {
    const { waitingMax, waitingMs } = this.#limits
    const server = createTls({ ...tls, noDelay: true, handshakeTimeout: waitingMs }, arrive)
    const beginning = new Set<Socket>()
    server.on('connection', (socket) => {
      beginning.add(socket)
      socket.once('close', () => beginning.delete(socket))
      const [oldest] = beginning
      if (beginning.size > waitingMax) oldest?.destroy()
    })
    server.on('secureConnection', (secured) => {
      for (const socket of beginning) {
        if (socket.remotePort === secured.remotePort && socket.remoteAddress === secured.remoteAddress) beginning.delete(socket)
      }
    })
    return server
  }

  #arrive(socket: Socket): void {
    const about = (from: Line): { who: string | undefined; address: string } => ({
      who: this.#guests.of(from)?.credential,
      address: from.address
    })
    socket.setKeepAlive(true, 60_000)
    const line = new Line(socket, this.#options.clock, this.#limits, this.#turns, {
      said: (message) => this.#guarded.sayAtOnce(line, message),
      tooLarge: (topic) => this.#refusals.note('too-large', { ...about(line), what: topic }),
      slowed: () => this.#refusals.note('slowed', about(line)),
      broken: (why: BrokenWhy) => this.#refusals.note('broken', { ...about(line), what: why })
    })
    this.#guests.arrive(line)
    if (!line.destroyed) this.#guarded.handle(line)
  }

  #watch(): void {
    const { log } = this.#options
    const named = (client: Client, error: Error & { readonly code?: string; readonly errorCode?: number }): void => {
      // Whoever was turned away at the door is named there.
      if (error.errorCode !== undefined || goneCodes.has(error.code ?? '')) return
      const line = client.conn as Line
      const [kind, what]: [RefusalKind, string | undefined] =
        error.message === 'drain timeout' ? ['unread', undefined]
        : error.message === 'connect did not arrive in time' ? ['waiting', undefined]
        : error.message === 'keep alive timeout' || error.message === 'connection closed' ? ['broken', 'silence']
        : ['broken', error.message]
      if (what !== 'silence') this.#refusals.note(kind, { who: this.#guests.of(line)?.credential, address: line.address, what })
    }
    this.#guarded.on('clientError', named).on('connectionError', named)
    this.#guarded.on('clientReady', (client) => (client.conn as Line).letIn())
    const broken = (error: Error): void => log.note('mqtt broker', { fault: error.message.slice(0, 200) })
    // Its types do not name this event; without a listener it would end the process.
    ;(this.#guarded as NodeJS.EventEmitter).on('error', broken)
    this.#server.on('error', broken)
  }
}

/** The commune's own side of the built-in broker. */
class InProcess implements Mqtt {
  readonly bypassable = false
  readonly #guarded: GuardedBroker
  readonly #clock: Clock
  readonly #prefixes = new PrefixSet()
  readonly #messages: Handlers<MqttMessage>
  readonly #statuses: Handlers<MqttStatus>
  #status: MqttStatus

  constructor(guarded: GuardedBroker, clock: Clock, log: Log) {
    this.#guarded = guarded
    this.#clock = clock
    this.#messages = new Handlers(log, 'mqtt message handler')
    this.#statuses = new Handlers(log, 'mqtt status handler')
    this.#status = { is: 'here', sinceMs: clock.nowMs() }
  }

  async subscribe(prefix: string): Promise<Result<undefined, SubscribeFault>> {
    if (this.#status.is === 'closed') return no('closed')
    if (prefix !== '' && !isTopic(prefix)) return no('topic')
    if (this.#prefixes.has(prefix)) return ok(undefined)
    if (this.#prefixes.size >= mqttLimits.prefixesMax) return no('many')
    this.#prefixes.add(prefix)
    for (const { topic, payload, by } of this.#guarded.retained.matching(prefix === '' ? '#' : `${prefix}/#`)) {
      if (by !== undefined) this.#messages.tell({ topic, payload, retained: true, from: by })
    }
    return ok(undefined)
  }

  async unsubscribe(prefix: string): Promise<void> {
    this.#prefixes.delete(prefix)
  }

  publish(topic: string, payload: Uint8Array | string, { qos = 0, retain = false }: PublishOptions = {}): Result<undefined, PublishFault> {
    if (this.#status.is === 'closed') return no('closed')
    if (!isTopic(topic)) return no('topic')
    const isText = typeof payload === 'string'
    const bytes = isText ? Buffer.from(payload) : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
    if (bytes.length > mqttLimits.payloadBytesMax) return no('too-large')
    this.#guarded.say(topic, bytes, qos, retain)
    return ok(undefined)
  }

  onMessage(handler: (message: MqttMessage) => void): Cancel {
    return this.#messages.add(handler)
  }

  onStatus(handler: (status: MqttStatus) => void): Cancel {
    return this.#statuses.add(handler)
  }

  status(): MqttStatus {
    return this.#status
  }

  async close(): Promise<void> {
    if (this.#status.is === 'closed') return
    this.#status = { is: 'closed', sinceMs: this.#clock.nowMs() }
    this.#statuses.tell(this.#status)
    this.#messages.clear()
    this.#statuses.clear()
  }

  hear({ topic, payload }: PublishPacket, { credential }: Guest): void {
    if (this.#prefixes.holds(topic)) this.#messages.tell({ topic, payload: payload as Buffer, retained: false, from: credential })
  }

  hearKept({ topic, payload }: Retained, from: string): void {
    if (this.#prefixes.holds(topic)) this.#messages.tell({ topic, payload, retained: true, from })
  }

  hearGone(topic: string, from: string): void {
    if (this.#prefixes.holds(topic)) this.#messages.tell({ topic, payload: new Uint8Array(), retained: false, from })
  }
}

function prefixesOf(topics: readonly string[]): PrefixSet {
  const prefixes = new PrefixSet()
  for (const topic of topics) prefixes.add(topic)
  return prefixes
}
