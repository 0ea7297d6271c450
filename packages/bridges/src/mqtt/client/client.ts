/**
 * A broker of one's own, such as Debian's mosquitto: the commune is one client of it among others.
 *
 * Whoever that broker lets in may command any device, so `bypassable` is true. The connection is made anew for each attempt: nothing
 * that was under way when the broker went is said again when it comes back, and an old command is never carried out late.
 *
 * It speaks MQTT 5 where the broker does, so that the broker holds back what is too large and does not send our own words back to us;
 * else 3.1.1, where a message that is too large ends the connection.
 */
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { mqttMessage } from '@commune/commune'
import { type Cancel, type Clock, type Log, no, ok, type Random, type Result } from '@commune/protocol'
import { MqttClient } from 'mqtt'
import { Handlers } from '../handlers.ts'
import { PacketSizes } from '../packets.ts'
import {
  type Mqtt,
  mqttLimits,
  type MqttMessage,
  type MqttStatus,
  type PublishFault,
  type PublishOptions,
  type SubscribeFault
} from '../port.ts'
import { isTopic, PrefixSet } from '../topics.ts'
import { Outbox } from './outbox.ts'
import type { BrokerAddress } from './url.ts'
import { type AwayError, awayWords, speaksOlder } from './why.ts'

export interface ClientOptions {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly address: BrokerAddress
  /** Over the user and password of the address. */
  readonly user?: string
  readonly password?: string
  /** Certificates (PEM) that vouch for the broker, where its own authority signed it. */
  readonly ca?: string
}

const connectMs = 10_000
const keepaliveS = 30
/** How long closing waits for a broker that does not answer. */
const lingerMs = 1_000
const pauseMinMs = 500
const pauseMaxMs = 30_000
/** What may wait to be sent, and how many messages at QoS 1 may be unanswered. Beyond: `busy`. */
const unsentBytesMax = 1_048_576
const unansweredMax = 1_000
const packetBytesMax = mqttLimits.payloadBytesMax + mqttLimits.topicBytesMax + 256

/** Begins to connect, and goes on trying until it is closed. */
export function connectMqtt(options: ClientOptions): Mqtt {
  return new OwnBroker(options)
}

class OwnBroker implements Mqtt {
  readonly bypassable = true
  readonly #options: ClientOptions
  readonly #prefixes = new PrefixSet()
  /** What the broker of this connection was asked for and has said yes to. */
  #atBroker = new Set<string>()
  readonly #messages: Handlers<MqttMessage>
  readonly #statuses: Handlers<MqttStatus>
  #client: MqttClient | undefined
  #outbox: Outbox | undefined
  #status: MqttStatus
  #version: 4 | 5 = 5
  #pauseMs = pauseMinMs
  #retry: Cancel | undefined
  #unanswered = 0
  #agreeing: Promise<Result<ReadonlySet<string>, 'away'>> | undefined

  constructor(options: ClientOptions) {
    this.#options = options
    this.#messages = new Handlers(options.log, 'mqtt message handler')
    this.#statuses = new Handlers(options.log, 'mqtt status handler')
    const why = mqttMessage('mqtt.away.connecting', { address: options.address.shown })
    this.#status = { is: 'away', sinceMs: options.clock.nowMs(), why }
    this.#connect()
  }

  async subscribe(prefix: string): Promise<Result<undefined, SubscribeFault>> {
    if (this.#status.is === 'closed') return no('closed')
    if (prefix !== '' && !isTopic(prefix)) return no('topic')
    if (!this.#prefixes.has(prefix) && this.#prefixes.size >= mqttLimits.prefixesMax) return no('many')
    this.#prefixes.add(prefix)
    const agreed = this.#client !== undefined && this.#status.is === 'here' ? await this.#agreeSoon(this.#client) : no('away' as const)
    return !agreed.ok ? agreed : agreed.value.has(prefix) ? no('refused') : ok(undefined)
  }

  async unsubscribe(prefix: string): Promise<void> {
    this.#prefixes.delete(prefix)
    if (this.#status.is === 'here' && this.#client !== undefined) await this.#agreeSoon(this.#client)
  }

  publish(topic: string, payload: Uint8Array | string, { qos = 0, retain = false }: PublishOptions = {}): Result<undefined, PublishFault> {
    const [client, outbox] = [this.#client, this.#outbox]
    if (this.#status.is === 'closed') return no('closed')
    if (!isTopic(topic)) return no('topic')
    if (isTooLarge(payload)) return no('too-large')
    if (this.#status.is !== 'here' || client === undefined || outbox === undefined) return no('away')
    const isBusy = socketOf(client).writableLength + outbox.bytes > unsentBytesMax || (qos === 1 && this.#unanswered >= unansweredMax)
    if (isBusy) return no('busy')
    if (qos === 0) {
      outbox.put(topic, payload, retain)
      return ok(undefined)
    }
    outbox.flush()
    this.#unanswered += 1
    const bytes = typeof payload === 'string' ? payload : Buffer.from(payload)
    client.publish(topic, bytes, { qos, retain }, () => {
      if (client === this.#client) this.#unanswered -= 1
    })
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
    this.#setStatus({ is: 'closed', sinceMs: this.#options.clock.nowMs() })
    this.#retry?.()
    this.#messages.clear()
    this.#statuses.clear()
    const client = this.#client
    this.#client = undefined
    this.#outbox?.flush()
    if (client !== undefined) await new Promise<void>((resolve) => leave(client, this.#options.clock, resolve))
  }

  #connect(): void {
    const { address, user, password, random } = this.#options
    this.#retry = undefined
    const [name, secret] = [user ?? address.user, password ?? address.password]
    let why: AwayError | undefined
    const client = new MqttClient(() => this.#open(client, (error) => (why ??= error)), {
      protocolVersion: this.#version,
      clientId: `commune-${Buffer.from(random.bytes(6)).toString('hex')}`,
      clean: true,
      keepalive: keepaliveS,
      connectTimeout: connectMs,
      reconnectPeriod: 0,
      queueQoSZero: false,
      resubscribe: false,
      manualConnect: true,
      ...(name !== undefined && { username: name }),
      ...(secret !== undefined && { password: secret }),
      ...(this.#version === 5 && { properties: { maximumPacketSize: packetBytesMax } })
    })
    this.#client = client
    this.#outbox = new Outbox(this.#version, (bytes) => void socketOf(client).write(bytes))
    this.#atBroker = new Set()
    this.#unanswered = 0
    client.on('connect', () => void this.#arrived(client))
    client.on('message', (topic, payload, packet) => {
      if (client === this.#client && this.#prefixes.holds(topic)) this.#messages.tell({ topic, payload, retained: packet.retain })
    })
    client.on('error', (error) => (why ??= error))
    client.on('disconnect', ({ reasonCode }) => (why ??= { code: reasonCode ?? 0 }))
    client.on('close', () => {
      if (client === this.#client) this.#gone(why)
    })
    client.connect()
  }

  #open(client: MqttClient, failed: (error: AwayError) => void): MqttClient['stream'] {
    const { address, ca } = this.#options
    const { host, port } = address
    // An address in numbers is no name that a server could be asked for.
    const servername = isIP(host) === 0 ? host : ''
    const socket = address.tls ? connectTls({ host, port, servername, ...(ca !== undefined && { ca }) }) : connectPlain({ host, port })
    socket.setNoDelay(true)
    const sizes = new PacketSizes(packetBytesMax)
    socket.on('data', (chunk: Buffer) => {
      if (sizes.allows(chunk)) return
      failed({ code: 'too-large' })
      socket.destroy()
      // What the chunk held is not for the handlers any more.
      client.removeAllListeners('message')
    })
    return socket as unknown as MqttClient['stream']
  }

  async #arrived(client: MqttClient): Promise<void> {
    const agreed = await this.#agree(client)
    if (client !== this.#client || this.#status.is === 'closed') return
    if (!agreed.ok) return
    this.#pauseMs = pauseMinMs
    this.#setStatus({ is: 'here', sinceMs: this.#options.clock.nowMs() })
    // What was subscribed to meanwhile.
    await this.#agree(client)
  }

  #gone(why: AwayError | undefined): void {
    this.#client = undefined
    this.#outbox?.drop()
    const { clock, address } = this.#options
    if (speaksOlder(why, this.#version)) {
      this.#version = 4
      this.#pauseMs = pauseMinMs
    }
    const words = awayWords(why, address.shown)
    const isNews = this.#status.is === 'here' || (this.#status.is === 'away' && this.#status.why.key !== words.key)
    if (isNews) this.#setStatus({ is: 'away', sinceMs: this.#status.is === 'away' ? this.#status.sinceMs : clock.nowMs(), why: words })
    if (this.#status.is === 'closed') return
    this.#retry = clock.after(this.#pauseMs, () => this.#connect())
    this.#pauseMs = Math.min(this.#pauseMs * 2, pauseMaxMs)
  }

  /** What is asked for in one turn is agreed on at once: a house that announces itself asks for thousands. */
  #agreeSoon(client: MqttClient): Promise<Result<ReadonlySet<string>, 'away'>> {
    this.#agreeing ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#agreeing = undefined
        resolve(this.#agree(client))
      })
    })
    return this.#agreeing
  }

  /** Makes what the broker sends what was asked for: first what is new, then without what is not wanted any more. Gives what it refused. */
  async #agree(client: MqttClient): Promise<Result<ReadonlySet<string>, 'away'>> {
    const wanted = new Set(this.#prefixes.roots())
    const more = [...wanted].filter((prefix) => !this.#atBroker.has(prefix))
    const less = [...this.#atBroker].filter((prefix) => !wanted.has(prefix))
    for (const prefix of more) this.#atBroker.add(prefix)
    for (const prefix of less) this.#atBroker.delete(prefix)
    const refused: string[] = []
    for (const some of inParts(more, filtersAtOnce)) {
      const answers = await subscribeTo(client, some.map(filterOf), this.#version)
      if (answers === undefined) return no('away')
      refused.push(...some.filter((_, index) => (answers[index] ?? 128) >= 128))
    }
    for (const prefix of refused) this.#atBroker.delete(prefix)
    if (less.length > 0) await new Promise<void>((resolve) => client.unsubscribe(less.map(filterOf), () => resolve()))
    return ok(new Set(refused))
  }

  #setStatus(status: MqttStatus): void {
    this.#status = status
    this.#statuses.tell(status)
  }
}

const filtersAtOnce = 50

function socketOf(client: MqttClient): Socket {
  return client.stream as unknown as Socket
}

function isTooLarge(payload: Uint8Array | string): boolean {
  const max = mqttLimits.payloadBytesMax
  if (typeof payload !== 'string') return payload.length > max
  // A character takes three bytes at most: only what may be too large is counted out.
  return payload.length > max || (payload.length * 3 > max && Buffer.byteLength(payload) > max)
}

function filterOf(prefix: string): string {
  return prefix === '' ? '#' : `${prefix}/#`
}

function* inParts<One>(all: readonly One[], size: number): Generator<readonly One[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

/** The broker's answers, 128 and above for no; undefined when it went before it answered. */
function subscribeTo(client: MqttClient, filters: readonly string[], version: 4 | 5): Promise<readonly number[] | undefined> {
  return new Promise((resolve) => {
    client.subscribe([...filters], { qos: 0, ...(version === 5 && { nl: true }) }, (error, granted, packet) => {
      if (packet !== undefined) resolve(packet.granted.map(Number))
      else resolve(error === null ? granted?.map(({ qos }) => qos) : undefined)
    })
  })
}

/** Says goodbye, and does not wait long for an answer. */
function leave(client: MqttClient, clock: Clock, done: () => void): void {
  const force = clock.after(lingerMs, () => {
    socketOf(client).destroy()
    done()
  })
  client.on('error', ignore)
  client.end(!client.connected, {}, () => {
    force()
    done()
  })
}

function ignore(): void {}
