/**
 * One turn of reconciliation: a parsed message in, a message and what was learned out (S2).
 *
 * Why it stays bounded: what does not fit into the answer, or would make us hold too much at once, is told as our own
 * fingerprint of that range, or of all that is left; the other side cuts it and work goes on with its next message. The first
 * range always fits, so each turn settles or narrows at least one. The set may grow meanwhile: then a fingerprint is out of
 * date and costs some needless comparing, never a wrong list.
 */
import { type Bound, compareBounds, boundBetween, endBound, idBytes, idText, type Item, keyOf } from './address.ts'
import type { ReconcileLimits } from './limits.ts'
import { MessageWriter, type Range } from './message.ts'
import type { AddressSet, Cut } from './set.ts'
import { cutEvenly, isListed, piecesOf } from './split.ts'
import { between, fingerprintOf, type Sha256, type Tally } from './sum.ts'

/** Ids that only the other side has, and between which bounds: id lists carry no lamports, so asking takes both. */
export interface Need {
  readonly lower: Bound
  readonly upper: Bound
  readonly ids: readonly Uint8Array[]
}

/** What one message led to. Only the initiator learns. */
export interface Turn {
  /** What to send back; undefined when the initiator has nothing left to ask. */
  readonly message: Uint8Array | undefined
  /** Items that only we have, dead ones too. When messages were full, what was told may be told again, here and in `need`. */
  readonly have: readonly Item[]
  readonly need: readonly Need[]
}

/** What does not change during a session. */
export interface Session {
  readonly set: AddressSet
  readonly initiator: boolean
  readonly sha256: Sha256
  readonly limits: ReconcileLimits
}

/**
 * What to do about a range: pass it by, tell our ids, tell fingerprints of its pieces, tell our own fingerprint and let the
 * other side go on, settle a list (initiator), answer a list (responder).
 */
type Act = 'skip' | 'list' | 'cut' | 'defer' | 'learn' | 'answer'

interface Step {
  readonly range: Range
  readonly act: Act
  /** What we have below the range's bounds. */
  readonly lower: Tally
  readonly upper: Tally
}

/** Smallest cost of a piece in the answer, bytes: to not look up more cuts than can be told. */
const pieceBytes = 19

/** Ids of a range, in order. */
export async function idsOf(set: AddressSet, lower: Bound, upper: Bound): Promise<Uint8Array[]> {
  const ids: Uint8Array[] = []
  await set.iterate(lower, upper, (item) => void ids.push(item.id))
  return ids
}

/** Answers the ranges of a message. */
export function takeTurn(session: Session, message: Uint8Array, ranges: readonly Range[]): Promise<Turn> {
  return new Answer(session, message).to(ranges)
}

class Answer {
  readonly #session: Session
  readonly #message: Uint8Array
  readonly #writer: MessageWriter
  readonly #have: Item[] = []
  readonly #need: Need[] = []

  constructor(session: Session, message: Uint8Array) {
    this.#session = session
    this.#message = message
    this.#writer = new MessageWriter(session.limits.frameBytesMax, session.limits.rangesMax)
  }

  async to(ranges: readonly Range[]): Promise<Turn> {
    const writer = this.#writer
    const [steps, all] = await this.#steps(ranges)
    const cuts = await this.#cuts(steps, all)
    // What lies behind the last range is settled: to speak of it again would be to list it twice.
    const last = steps.findLast(({ act }) => act !== 'skip')
    for (const step of steps) {
      if (step.act === 'skip') {
        writer.skip(step.range.upper)
        continue
      }
      const mark = writer.mark()
      if (this.#hasRoom() && (await this.#write(step, cuts))) continue
      writer.rewind(mark)
      if (writer.fingerprint(step.range.upper, this.#fingerprint(step.lower, step.upper))) continue
      const end = last ?? step
      writer.rest(end.range.upper, this.#fingerprint(step.lower, end.upper))
      break
    }
    const reply = writer.finish()
    const done = this.#session.initiator && reply.length === 1
    return { message: done ? undefined : reply, have: this.#have, need: this.#need }
  }

  #hasRoom(): boolean {
    const { frameBytesMax, haveItemsMax } = this.#session.limits
    return this.#writer.length < frameBytesMax * 0.75 && this.#have.length < haveItemsMax
  }

  #fingerprint(lower: Tally, upper: Tally): Uint8Array {
    return fingerprintOf(between(lower, upper), this.#session.sha256)
  }

  /** Looks up what we have in each range and decides what to do about it. */
  async #steps(ranges: readonly Range[]): Promise<[steps: Step[], all: Tally]> {
    const bounds: Bound[] = [endBound]
    const places = new Map<Bound, number>([[endBound, 0]])
    for (const range of ranges) {
      if (range.mode === 'skip') continue
      for (const bound of [range.lower, range.upper]) if (!places.has(bound)) places.set(bound, bounds.push(bound) - 1)
    }
    const tallies = await this.#session.set.below(bounds)
    const all = tallies[0] as Tally
    const tallyOf = (bound: Bound): Tally => tallies[places.get(bound) ?? 0] as Tally
    let told = 0
    const steps = ranges.map((range): Step => {
      const lower = tallyOf(range.lower)
      const upper = tallyOf(range.upper)
      const wanted = this.#act(range, lower, upper)
      if (wanted === 'cut') told += pieceBytes * piecesOf(upper.count - lower.count, all.count)
      return { range, act: wanted === 'cut' && told > this.#session.limits.frameBytesMax ? 'defer' : wanted, lower, upper }
    })
    return [steps, all]
  }

  #act(range: Range, lower: Tally, upper: Tally): Act {
    const { initiator, limits } = this.#session
    const items = upper.count - lower.count
    if (range.mode === 'skip') return 'skip'
    if (range.mode === 'list') {
      if (!initiator) return 'answer'
      return items > limits.haveItemsMax ? 'cut' : 'learn'
    }
    const own = this.#fingerprint(lower, upper)
    if (own.every((byte, i) => byte === this.#message[range.at + i])) return 'skip'
    return isListed(items, initiator) ? 'list' : 'cut'
  }

  /** The inner cuts of all ranges to be cut, in order. */
  async #cuts(steps: readonly Step[], all: Tally): Promise<Cut[]> {
    const ranks = steps.flatMap(({ act, lower, upper }) => {
      if (act !== 'cut') return []
      return cutEvenly({ from: lower.count, to: upper.count }, piecesOf(upper.count - lower.count, all.count))
    })
    return ranks.length > 0 ? this.#session.set.cuts(ranks) : []
  }

  /** Writes what a step asks for; false when it does not fit, and then something may be left half written. */
  async #write(step: Step, cuts: Cut[]): Promise<boolean> {
    const { range } = step
    switch (step.act) {
      case 'list':
        return this.#writer.list(range.upper, await idsOf(this.#session.set, range.lower, range.upper))
      case 'cut':
        return this.#cut(step, cuts)
      case 'learn':
        return this.#learn(range)
      case 'answer':
        return this.#answer(step)
      default:
        return false
    }
  }

  #cut({ range, lower, upper }: Step, cuts: Cut[]): boolean {
    let below: Cut = { bound: range.lower, ...lower }
    const inner = cuts.slice(...ranksWithin(cuts, lower.count, upper.count))
    for (const cut of inner) {
      // Only when the set grew meanwhile can a cut lie outside of its range.
      if (compareBounds(cut.bound, below.bound) <= 0 || compareBounds(cut.bound, range.upper) >= 0) continue
      if (!this.#writer.fingerprint(cut.bound, this.#fingerprint(below, cut))) return false
      below = cut
    }
    return this.#writer.fingerprint(range.upper, this.#fingerprint(below, upper))
  }

  /** Settles a list of the responder: what it lacks we have, what we lack it has. */
  async #learn(range: Range): Promise<boolean> {
    const theirs = new Map<string, Uint8Array>()
    for (let i = 0, at = range.at; i < range.ids; i++, at += idBytes) {
      theirs.set(idText(this.#message, at), this.#message.slice(at, at + idBytes))
    }
    await this.#session.set.iterate(range.lower, range.upper, (item) => {
      if (!theirs.delete(idText(item.id))) this.#have.push(item)
    })
    if (theirs.size > 0) this.#need.push({ lower: range.lower, upper: range.upper, ids: [...theirs.values()] })
    this.#writer.skip(range.upper)
    return true
  }

  /** Answers a list of the initiator with our own, as much of it as fits; the same list needs no answer. */
  async #answer({ range, upper }: Step): Promise<boolean> {
    const { set } = this.#session
    const items: Item[] = []
    const room = this.#writer.roomIds
    let next: Item | undefined
    await set.iterate(range.lower, range.upper, (item) => {
      if (items.length < room) items.push(item)
      else next = item
      return next === undefined
    })
    if (!next && this.#isSame(range, items)) {
      this.#writer.skip(range.upper)
      return true
    }
    const ids = items.map((item) => item.id)
    const last = items.at(-1)
    if (!next) return this.#writer.list(range.upper, ids)
    if (!last) return false
    const bound = boundBetween(keyOf(last), 0, keyOf(next), 0)
    const [cut] = (await set.below([bound])) as [Tally]
    return this.#writer.list(bound, ids) && this.#writer.fingerprint(range.upper, this.#fingerprint(cut, upper))
  }

  #isSame(range: Range, items: readonly Item[]): boolean {
    if (items.length !== range.ids) return false
    return items.every(({ id }, i) => id.every((byte, j) => byte === this.#message[range.at + i * idBytes + j]))
  }
}

/** Where among ascending cuts those begin and end that lie strictly between two counts. */
function ranksWithin(cuts: readonly Cut[], lower: number, upper: number): [from: number, to: number] {
  const firstAbove = (count: number): number => {
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((cuts[middle] as Cut).count <= count) low = middle + 1
      else high = middle
    }
    return low
  }
  return [firstAbove(lower), Math.max(firstAbove(lower), firstAbove(upper - 1))]
}
