/**
 * Range-based set reconciliation (S2): two peers find out what either lacks at a cost that follows the difference.
 *
 * How it goes: the initiator cuts its whole set into ranges and tells their fingerprints. Whoever gets a fingerprint that is
 * not its own cuts the range further, or lists its ids when they are few. A list is answered with a list by the responder and
 * settled by the initiator, who thus learns what only it has and what only the other has. The wire is Negentropy V1
 * (message.ts), so either role also works against any other implementation of it.
 *
 * Invariants: nothing is kept between messages but the count of rounds. Messages are bounded in bytes and ranges both ways.
 * What the other side says can cost work in proportion to its message, or end the session without the true difference, and
 * nothing else: ids it names are asked for and checked like any other.
 */
import type { Random } from '../ports/ports.ts'
import { no, ok, type Result } from '../statement/statement.ts'
import { endBound, startBound } from './address.ts'
import { type ReconcileLimits, reconcileLimits } from './limits.ts'
import { decodeMessage, frameBytesMin, type MessageRefusal, MessageWriter, protocolVersion } from './message.ts'
import type { AddressSet, Cut } from './set.ts'
import { openingListMax, openingOf } from './split.ts'
import { between, emptySum, fingerprintOf, type Sha256, type Tally } from './sum.ts'
import { idsOf, type Session, takeTurn, type Turn } from './turn.ts'

/** One session with one other peer, in one role. Messages are taken one after another, never two at once. */
export class Reconciler {
  readonly #session: Session
  #rounds = 0

  constructor(set: AddressSet, role: 'initiator' | 'responder', sha256: Sha256, bounds: Partial<ReconcileLimits> = {}) {
    const limits = { ...reconcileLimits, ...bounds }
    if (limits.frameBytesMax < frameBytesMin || limits.rangesMax < 128) throw new RangeError('limits are too narrow')
    this.#session = { set, initiator: role === 'initiator', sha256, limits }
  }

  /** Messages taken so far. */
  get rounds(): number {
    return this.#rounds
  }

  /** The initiator's first message. With `random` it lists one random range in full (S3). */
  async start(random?: Random): Promise<Uint8Array> {
    const { set, sha256, limits } = this.#session
    const writer = new MessageWriter(limits.frameBytesMax, limits.rangesMax)
    const total = set.count
    if (total <= openingListMax) {
      writer.list(endBound, await idsOf(set, startBound, endBound))
      return writer.finish()
    }
    const opening = openingOf(total, limits.listedIdsMax, random)
    const cuts = await set.cuts(opening.ranks)
    const [all] = (await set.below([endBound])) as [Tally]
    const ends: readonly Cut[] = [...cuts, { bound: endBound, ...all }]
    let lower: Cut = { bound: startBound, count: 0, sum: emptySum() }
    for (const upper of ends) {
      const written =
        lower.count === opening.listed?.from
          ? writer.list(upper.bound, await idsOf(set, lower.bound, upper.bound))
          : writer.fingerprint(upper.bound, fingerprintOf(between(lower, upper), sha256))
      if (!written) {
        writer.rest(endBound, fingerprintOf(between(lower, all), sha256))
        break
      }
      lower = upper
    }
    return writer.finish()
  }

  /** Takes a message of the other side. After a refusal the session is over. */
  async receive(message: Uint8Array): Promise<Result<Turn, MessageRefusal>> {
    if (++this.#rounds > this.#session.limits.roundsMax) return no({ reason: 'too-many-rounds', at: 0 })
    const ranges = decodeMessage(message, this.#session.limits)
    if (!ranges.ok) {
      const asksOtherVersion = ranges.error.reason === 'version' && (message[0] as number) >> 4 === protocolVersion >> 4
      // The specification has a responder answer with the version it speaks, so that the other side can come back with it.
      if (asksOtherVersion && !this.#session.initiator) return ok({ message: Uint8Array.of(protocolVersion), have: [], need: [] })
      return ranges
    }
    return ok(await takeTurn(this.#session, message, ranges.value))
  }
}
