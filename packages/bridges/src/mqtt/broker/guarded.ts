/**
 * aedes with the commune's rules in it: who is let in, what each may say and hear, what is kept.
 *
 * aedes asks `authorizePublish` before it takes a message, and ends the connection when the answer is no. A gateway that says one thing
 * too many would then come and go for ever and take two hundred devices with it. So everything is let through there and judged in
 * `publish`, through which messages and last wills pass alike: what is refused is acknowledged, dropped and named.
 */
import { Aedes, type AedesOptions, type AedesPublishPacket, type Client, type PublishPacket, type Subscription } from 'aedes'
import type { Clock } from '@commune/protocol'
import { mqttLimits } from '../port.ts'
import { isFilter, isTopic, levelsOf } from '../topics.ts'
import { mayHear, maySay } from './grants.ts'
import type { Guest, Guests } from './guests.ts'
import type { BrokerLimits } from './limits.ts'
import type { Line } from './line.ts'
import { BoundedPersistence } from './persistence.ts'
import type { Refusals } from './refusals.ts'
import { type Retained, RetainedMessages } from './retained.ts'
import { Routes } from './routes.ts'

export interface GuardedParts {
  readonly clock: Clock
  readonly limits: BrokerLimits
  readonly guests: Guests
  readonly refusals: Refusals
  /** Topics below which only the commune speaks, whatever was granted. */
  readonly reserved: (topic: string) => boolean
  /** Topics below which several may speak. */
  readonly shared: (topic: string) => boolean
  /** What a device said, allowed and in order. */
  readonly onSaid: (packet: PublishPacket, guest: Guest) => void
}

type Done = (error?: Error) => void

export class GuardedBroker extends Aedes {
  readonly #parts: GuardedParts
  readonly retained: RetainedMessages

  constructor(parts: GuardedParts) {
    const { limits, guests } = parts
    const retained = new RetainedMessages(limits)
    const options: AedesOptions & Readonly<Record<string, unknown>> = {
      mq: new Routes(),
      persistence: new BoundedPersistence(retained),
      connectTimeout: limits.waitingMs,
      drainTimeout: limits.stalledMs,
      maxInflightInbound: limits.halfSentMax,
      maxTopicLevels: mqttLimits.topicLevelsMax,
      maxClientsIdLength: limits.clientIdCharsMax,
      preConnect: (client, packet, done) => {
        const fine = guests.greet(client.conn as Line, packet)
        // A session ends with its connection: what was asked of a device that was away is said anew, and not carried out late.
        packet.clean = true
        done(null, fine)
        // aedes leaves whom it turns away here with an open connection.
        if (!fine) client.conn.destroy()
      },
      authenticate: (client, username, password, done) => {
        const verdict = guests.letIn(client.conn as Line, client.id, username, password)
        if (verdict === 'in') done(null, true)
        else done(Object.assign(new Error(verdict.why), { returnCode: verdict.code }) as never, false)
      },
      authorizePublish: (_client, _packet, done) => done(null),
      authorizeSubscribe: (client, subscription, done) => done(null, this.#mayHear(client, subscription) ? subscription : null),
      authorizeForward: (client, packet) => this.#passesBy(client, packet) ? null : packet
    }
    super(options)
    this.#parts = parts
    this.retained = retained
  }

  /** Everything that goes out passes here: what devices say, their last wills, and what aedes tells itself. */
  override publish(packet: PublishPacket, from: Client | Done | null, done?: Done): void {
    const [client, then] = typeof from === 'function' ? [null, from] : [from, done]
    // What aedes says under $SYS is for brokers in a group; here nobody may hear it.
    if (client === null || client === undefined) return void then?.()
    const guest = this.#parts.guests.of(client.conn as Line)
    if (guest === undefined || !this.#maySay(guest, packet.topic)) return void then?.()
    if (this.#isOfAnother(packet.topic, guest)) return void then?.()
    if (packet.retain) this.#keep(packet, guest)
    this.#parts.onSaid(packet, guest)
    this.#send(packet, client, then)
  }

  /** What the commune says. */
  say(topic: string, payload: Buffer, qos: 0 | 1, retain: boolean): void {
    const packet: PublishPacket = { cmd: 'publish', topic, payload, qos, retain, dup: false }
    if (retain) this.#keep(packet, undefined)
    this.#send(packet, null, undefined)
  }

  #send(packet: PublishPacket, client: Client | null, then: Done | undefined): void {
    // Kept above: without the mark aedes goes the short way. Who hears it now is not told it anyway (MQTT 3.1.1, section 3.3.1.3).
    const said = packet.retain ? { ...packet, retain: false } : packet
    // Its types leave the middle out: who says it.
    const publish = super.publish as unknown as (packet: PublishPacket, client: Client | null, done?: Done) => void
    publish.call(this, said, client, then)
  }

  #maySay(guest: Guest, topic: string): boolean {
    const known = guest.said.get(topic)
    if (known !== undefined) return known
    const { refusals, reserved } = this.#parts
    const fault = !isTopic(topic) ? 'topic' : reserved(topic) || !maySay(guest.rights, levelsOf(topic)) ? 'publish' : undefined
    if (fault !== undefined) {
      refusals.note(fault, { who: guest.credential, address: guest.address, what: topic })
      return false
    }
    if (guest.said.size >= saidMax) guest.said.clear()
    guest.said.set(topic, true)
    return true
  }

  #mayHear(client: Client, { topic }: Subscription): boolean {
    const { guests, limits, refusals } = this.#parts
    const guest = guests.of(client.conn as Line)
    if (guest === undefined) return false
    const about = { who: guest.credential, address: guest.address, what: topic }
    ;(client.conn as Line).charge(limits.packetsPerFilter)
    if (!isFilter(topic)) {
      refusals.note('topic', about)
      return false
    }
    if (!mayHear(guest.rights, levelsOf(topic))) {
      refusals.note('subscribe', about)
      return false
    }
    const held = (client as unknown as { readonly subscriptions: Readonly<Record<string, unknown>> }).subscriptions
    if (held[topic] === undefined && Object.keys(held).length >= limits.subscriptionsMax) {
      refusals.note('subscriptions-full', about)
      return false
    }
    return true
  }

  /** A device that does not read what it asked for is passed by: the next message may be the one it can use. */
  #passesBy(client: Client, packet: AedesPublishPacket): boolean {
    const line = client.conn as Line
    // What was retained is given no faster than it is read.
    if (packet.retain || line.unread <= this.#parts.limits.unreadBytesMax) return false
    const guest = this.#parts.guests.of(line)
    this.#parts.refusals.note('unread', { who: guest?.credential, address: line.address })
    return true
  }

  /** Where several may announce themselves, nobody speaks where another has left something. */
  #isOfAnother(topic: string, guest: Guest): boolean {
    if (!this.#parts.shared(topic)) return false
    const left = this.retained.at(topic)
    if (left === undefined || left.by === guest.credential) return false
    this.#parts.refusals.note('retained-of-another', { who: guest.credential, address: guest.address, what: topic })
    return true
  }

  #keep({ topic, payload, qos }: PublishPacket, guest: Guest | undefined): void {
    const message: Retained = { topic, payload: payload as Buffer, qos, by: guest?.credential }
    const verdict = this.retained.put(message)
    if (guest === undefined || verdict === 'kept' || verdict === 'removed') return
    const kind = verdict === 'full' ? 'retained-full' : 'retained-of-another'
    this.#parts.refusals.note(kind, { who: guest.credential, address: guest.address, what: topic })
  }
}

/** Topics that a connection is known to be allowed: most say the same few again and again. */
const saidMax = 200
