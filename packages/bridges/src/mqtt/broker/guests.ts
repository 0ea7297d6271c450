/**
 * Who is connected to the built-in broker: waiting at the door, or let in with a credential.
 *
 * The door is bounded by itself: whoever waits there takes no place of those inside, and makes way for those who come later. A client
 * id belongs to the credential under which it is connected; another that names it is refused, so that nobody throws another out.
 */
import type { ConnectPacket } from 'aedes'
import { isTopic, levelsOf } from '../topics.ts'
import type { CredentialBook } from './credentials.ts'
import { maySay, type Rights } from './grants.ts'
import type { BrokerLimits } from './limits.ts'
import type { Line } from './line.ts'
import type { RefusalKind, Refusals } from './refusals.ts'

/** A connection that was let in. */
export interface Guest {
  /** The id of its credential. */
  readonly credential: string
  readonly clientId: string
  readonly address: string
  rights: Rights
  /** It had other rights before: what it subscribed to may have been granted by those. */
  isJudged?: true
  /** Topics it was found to be allowed to say. */
  readonly said: Set<string>
}

/** `code`: as in CONNACK (MQTT 3.1.1, section 3.2.2.3). */
export type LetIn = 'in' | { readonly why: string; readonly code: 2 | 3 | 4 | 5 }

/** CONNACK of MQTT 5: unsupported protocol version. Whoever speaks only that understands it, and none of ours. */
const version5Refused = Buffer.from([0x20, 0x03, 0x00, 0x84, 0x00])

export class Guests {
  readonly #book: CredentialBook
  readonly #limits: BrokerLimits
  readonly #refusals: Refusals
  readonly #reserved: (topic: string) => boolean
  readonly #waiting = new Set<Line>()
  readonly #inside = new Map<Line, Guest>()
  /** Whose a line is or was: its last will is said after it has closed, with the rights it had. */
  readonly #whose = new WeakMap<Line, Guest>()
  readonly #wills = new WeakMap<Line, string>()
  readonly #byClientId = new Map<string, Line>()

  readonly #onPresence: (credential: string, isHere: boolean) => void

  /** `onPresence`: a credential has its first connection, or has lost its last. */
  constructor(
    book: CredentialBook,
    limits: BrokerLimits,
    refusals: Refusals,
    reserved: (topic: string) => boolean,
    onPresence: (credential: string, isHere: boolean) => void
  ) {
    this.#book = book
    this.#limits = limits
    this.#refusals = refusals
    this.#reserved = reserved
    this.#onPresence = onPresence
  }

  get count(): number {
    return this.#inside.size
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Credentials that are connected now. */
  present(): ReadonlySet<string> {
    return new Set([...this.#inside.values()].map(({ credential }) => credential))
  }

  lines(): readonly Line[] {
    return [...this.#waiting, ...this.#inside.keys()]
  }

  of(line: Line): Guest | undefined {
    return this.#whose.get(line)
  }

  /** A connection came. Whoever has waited longest makes way when there are too many. */
  arrive(line: Line): void {
    this.#waiting.add(line)
    line.once('close', () => this.#leave(line))
    const neighbours = [...this.#waiting].filter(({ address }) => address === line.address)
    const isCrowded = neighbours.length > this.#limits.waitingPerAddressMax
    const [oldest] = isCrowded ? neighbours : this.#waiting
    if (oldest === undefined || (!isCrowded && this.#waiting.size <= this.#limits.waitingMax)) return
    this.#refusals.note('waiting', { address: oldest.address })
    oldest.destroy()
  }

  /** Reads the CONNECT: false when the other side cannot be spoken to. */
  greet(line: Line, packet: ConnectPacket): boolean {
    if (packet.protocolVersion === 5) {
      this.#refusals.note('version', { address: line.address, what: packet.username })
      line.write(version5Refused)
      return false
    }
    if (packet.will) this.#wills.set(line, packet.will.topic)
    return true
  }

  letIn(line: Line, clientId: string, username: string | undefined, password: Buffer | undefined): LetIn {
    const refuse = (kind: RefusalKind, code: 2 | 3 | 4 | 5, what?: string): LetIn => {
      this.#refusals.note(kind, { who: username, address: line.address, what })
      return { why: kind, code }
    }
    if (username === undefined || password === undefined) return refuse('no-credential', 4)
    const check = this.#book.check(username, password)
    const rights = this.#book.rightsOf(username)
    if (check === 'wrong') return refuse('wrong-secret', 4)
    if (check === 'unknown' || rights === undefined) return refuse('unknown-credential', 4)
    if (clientId.length > this.#limits.clientIdCharsMax) return refuse('client-id', 2, clientId)
    const other = this.#byClientId.get(clientId)
    const holder = other && this.#inside.get(other)
    if (holder !== undefined && holder.credential !== username) return refuse('client-id', 2, clientId)
    const own = [...this.#inside.values()].filter(({ credential }) => credential === username)
    const isAnew = holder !== undefined
    const isFull = this.#inside.size >= this.#limits.connectionsMax || own.length >= this.#limits.connectionsPerCredentialMax
    if (isFull && !isAnew) return refuse('connections-full', 3)
    const will = this.#wills.get(line)
    const mayLeave = will === undefined || (isTopic(will) && !this.#reserved(will) && maySay(rights, levelsOf(will)))
    if (!mayLeave) return refuse('will', 5, will)
    if (line.destroyed) return { why: 'gone', code: 3 }
    this.#waiting.delete(line)
    const guest = { credential: username, clientId, address: line.address, rights, said: new Set<string>() }
    this.#inside.set(line, guest)
    this.#whose.set(line, guest)
    this.#byClientId.set(clientId, line)
    if (own.length === 0) this.#onPresence(username, true)
    return 'in'
  }

  /** Ends every connection of a credential, its last will unsaid: it was withdrawn, or has another secret. */
  turnOut(credential: string): void {
    for (const [line, guest] of this.#inside) {
      if (guest.credential !== credential) continue
      this.#whose.delete(line)
      line.destroy()
    }
  }

  /** Who is connected with a credential has these rights from now on. */
  judge(credential: string, rights: Rights): readonly Line[] {
    const lines: Line[] = []
    for (const [line, guest] of this.#inside) {
      if (guest.credential !== credential) continue
      guest.rights = rights
      guest.isJudged = true
      guest.said.clear()
      lines.push(line)
    }
    return lines
  }

  #leave(line: Line): void {
    this.#waiting.delete(line)
    const guest = this.#inside.get(line)
    if (guest === undefined) return
    if (this.#byClientId.get(guest.clientId) === line) this.#byClientId.delete(guest.clientId)
    this.#inside.delete(line)
    if (![...this.#inside.values()].some(({ credential }) => credential === guest.credential)) this.#onPresence(guest.credential, false)
  }
}
