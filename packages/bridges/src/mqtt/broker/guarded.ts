/**
 * aedes with the commune's rules in it: who is let in, what each may say and hear, what is kept.
 *
 * aedes asks `authorizePublish` before it takes a message, and ends the connection when the answer is no. A gateway that says one thing
 * too many would then come and go for ever and take two hundred devices with it. So everything is let through there and judged in
 * `publish`, through which messages and last wills pass alike: what is refused is acknowledged, dropped and named.
 */
import { Aedes, type AedesOptions, type AedesPublishPacket, type Client, type PublishPacket, type Subscription, type UnsubscribePacket } from 'aedes'
import type { Clock } from '@commune/protocol'
import { mqttLimits } from '../port.ts'
import { covers, isFilter, isTopic, levelsOf, matches } from '../topics.ts'
import { mayBeTold, mayHear, maySay, type Rights } from './grants.ts'
import type { Guest, Guests } from './guests.ts'
import type { BrokerLimits } from './limits.ts'
import type { Line } from './line.ts'
import { messageBytes, type WireMessage } from './message.ts'
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
  readonly #routes: Routes<Client & Internals>
  #count = 0
  #unread: { unread: number } | undefined
  readonly retained: RetainedMessages

  constructor(parts: GuardedParts) {
    const { limits, guests } = parts
    const [retained, routes] = [new RetainedMessages(limits), new Routes<Client & Internals>()]
    const options: AedesOptions & Readonly<Record<string, unknown>> = {
      mq: routes,
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
      authorizeForward: (client, packet) => {
        routes.isOf(client as Client & Internals)
        ;(client.conn as Line).part()
        return this.#isNotFor(client, packet) || this.#passesBy(client, packet.topic.length + packet.payload.length, packet.retain) ? null : asSubscribed(client, packet)
      }
    }
    super(options)
    this.#parts = parts
    this.#routes = routes
    this.retained = retained
  }

  /** Everything that goes out passes here: what devices say, their last wills, and what aedes tells itself. */
  override publish(packet: PublishPacket, from: Client | Done | null, done?: Done): void {
    const [client, then] = typeof from === 'function' ? [null, from] : [from, done]
    // What aedes says under $SYS is for brokers in a group; here nobody may hear it.
    if (client === null || client === undefined) return void then?.()
    const guest = this.#parts.guests.of(client.conn as Line)
    if (guest !== undefined && this.#maySay(guest, packet.topic)) this.#pass(packet, guest)
    then?.()
  }

  /** What a line read whole. False: aedes is to look at it, as at all that is not plainly right. */
  sayAtOnce(line: Line, { topic, payload, qos, retain }: WireMessage): boolean {
    const guest = this.#parts.guests.of(line)
    const client = (line as Line & { readonly client?: Client & Internals }).client
    // What aedes is about is published later: nothing overtakes it.
    if (guest === undefined || client === undefined || client.closed || client['_parsingBatch'] !== 0) return false
    if (this.#whyNotSay(guest, topic) !== undefined) return false
    // aedes ends who was silent for too long, and has not seen this one.
    client['_keepaliveTimer']?.refresh()
    this.#pass({ cmd: 'publish', topic, payload, qos, retain, dup: false }, guest)
    return true
  }

  #pass(packet: PublishPacket, guest: Guest): void {
    if (this.#isOfAnother(packet.topic, guest)) return
    if (packet.retain) this.#keep(packet, guest)
    this.#parts.onSaid(packet, guest)
    this.#send(packet, guest.credential)
  }

  /** What the commune says. */
  say(topic: string, payload: Buffer, qos: 0 | 1, retain: boolean): void {
    const packet: PublishPacket = { cmd: 'publish', topic, payload, qos, retain, dup: false }
    if (retain) this.#keep(packet, undefined)
    this.#send(packet)
  }

  /**
   * aedes queues what has a quality for those who are away, and lets what has none overtake it meanwhile: a lamp that is switched on and
   * off again would stay on. Here nobody is away, so all goes one way and in order. Who hears it now is told nothing of its being kept
   * (MQTT 3.1.1, section 3.3.1.3). `by`: the credential that says it; aedes passes it on under the one name that it lets through.
   */
  #send({ topic, payload, qos }: PublishPacket, by?: string): void {
    const [brokerId, brokerCounter] = [this.id, ++this.#count]
    const message = { cmd: 'publish' as const, topic, payload, qos, retain: false, dup: false, ...(by !== undefined && { clientId: by }), brokerId, brokerCounter }
    if (qos > 0) return void this.#routes.emit(message)
    let bytes: Buffer | undefined
    this.#routes.emit(message, (client) => {
      const line = client.conn as Line
      // Whoever has two filters for it is told once, by whichever way.
      if (client.closed || line.destroyed || (client.duplicates[brokerId] ?? 0) >= brokerCounter) return true
      client.duplicates[brokerId] = brokerCounter
      if (this.#isNotFor(client, message) || this.#passesBy(client, topic.length + payload.length, false)) return true
      bytes ??= messageBytes(topic, payload as Buffer)
      // aedes ends who has not read for too long.
      line.say(bytes, () => client.waitForDrain(() => {}))
      return true
    })
  }

  #maySay(guest: Guest, topic: string): boolean {
    const fault = this.#whyNotSay(guest, topic)
    if (fault !== undefined) this.#parts.refusals.note(fault, { who: guest.credential, address: guest.address, what: topic })
    return fault === undefined
  }

  #whyNotSay({ said, rights }: Guest, topic: string): 'topic' | 'publish' | undefined {
    if (said.has(topic)) return undefined
    if (!isTopic(topic)) return 'topic'
    if (this.#parts.reserved(topic) || !maySay(rights, levelsOf(topic))) return 'publish'
    if (said.size >= saidMax) said.clear()
    said.add(topic)
    return undefined
  }

  /** A credential has other rights: who is connected with it hears nothing more that is not granted, and is not sent away. */
  judge(credential: string, rights: Rights): void {
    for (const line of this.#parts.guests.judge(credential, rights)) {
      const { client } = line as Line & { readonly client?: Client }
      const over = client ? Object.keys(subscriptionsOf(client)).filter((filter) => !mayHear(rights, levelsOf(filter))) : []
      if (over.length > 0) client?.unsubscribe({ cmd: 'unsubscribe', unsubscriptions: over } as UnsubscribePacket, () => {})
    }
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
    const held = subscriptionsOf(client)
    if (held[topic] === undefined && Object.keys(held).length >= limits.subscriptionsMax) {
      refusals.note('subscriptions-full', about)
      return false
    }
    return true
  }

  /**
   * Where several announce themselves each hears the commune and itself: what another is called, and where it is asked, is none of its
   * business. One that was granted to hear that, as a second hub is, hears all.
   */
  #isNotFor(client: Client, packet: AedesPublishPacket): boolean {
    const guest = this.#parts.guests.of(client.conn as Line)
    // A subscription ends, and one that was just granted begins, some turns after it was judged.
    if (guest?.isJudged === true && !mayBeTold(guest.rights, levelsOf(packet.topic))) return true
    if (!this.#parts.shared(packet.topic)) return false
    const by = packet.retain ? this.retained.at(packet.topic)?.by : (packet as { readonly clientId?: string }).clientId
    if (guest === undefined || by === undefined || by === guest.credential) return false
    return !guest.rights.hears.some((prefix) => covers(prefix, levelsOf(packet.topic)))
  }

  /** A device that does not read what it asked for is passed by: the next message may be the one it can use. */
  #passesBy(client: Client, bytes: number, isRetained: boolean): boolean {
    const line = client.conn as Line
    const { guests, limits, refusals } = this.#parts
    const turn = this.#turn()
    const isBehind = line.unread > limits.unreadBytesMax || line.coming + bytes > limits.atOnceBytesMax
    const isTooMuch = turn.unread + bytes > limits.unreadAllBytesMax && line.unread + line.coming > limits.unreadFewBytes
    // What was retained is given no faster than it is read.
    if (isRetained || !(isBehind || isTooMuch)) {
      line.expect(bytes)
      turn.unread += bytes
      return false
    }
    refusals.note('unread', { who: guests.of(line)?.credential, address: line.address })
    return true
  }

  /** What all have not read, counted once in a turn of the event loop and added to in it. */
  #turn(): { unread: number } {
    if (this.#unread === undefined) {
      this.#unread = { unread: this.#parts.guests.lines().reduce((sum, line) => sum + line.unread, 0) }
      setImmediate(() => (this.#unread = undefined))
    }
    return this.#unread
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

/** What aedes does not name in its types. */
interface Internals {
  /** Packets that it took in and is not done with. */
  readonly _parsingBatch: number
  readonly _keepaliveTimer: NodeJS.Timeout | null
  /** Which message of a broker it was told last. */
  readonly duplicates: Record<string, number>
  /** Ends the connection when nothing is read for `drainTimeout`. */
  waitForDrain(done: () => void): void
}

type Subscribed = Readonly<Record<string, { readonly qos: number } | undefined>>

/** aedes does not name them in its types. */
function subscriptionsOf(client: Client): Subscribed {
  return (client as unknown as { readonly subscriptions: Subscribed }).subscriptions
}

/**
 * At the quality that was asked for, at most (MQTT-3.8.4-6): aedes looks at filters without wildcards only, and small devices do not
 * know what to do with quality 2.
 */
function asSubscribed(client: Client, packet: AedesPublishPacket): AedesPublishPacket {
  if (packet.qos === 0 || packet.retain) return packet
  const topic = levelsOf(packet.topic)
  let most = 0
  for (const [filter, subscription] of Object.entries(subscriptionsOf(client))) {
    if (subscription !== undefined && subscription.qos > most && matches(levelsOf(filter), topic)) most = subscription.qos
  }
  return most < packet.qos ? { ...packet, qos: most as 0 | 1 | 2 } : packet
}
