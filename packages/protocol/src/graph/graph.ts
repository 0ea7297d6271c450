/**
 * The graph of a world: which entries count, in whatever order they come (E4, E5).
 *
 * An entry goes through at most three states. It *waits* while something it refers to has not come; that something waits in
 * its turn, or cannot be read, holds up nothing, or one that withholds an entry would hold up all who saw what follows it.
 * Only one that leaves its author to be known from `prev` waits while that does. It is *pending* while
 * no valid signature at or after it on its author's chain is known. Then it is *settled*, for good, and folded.
 * The verdict depends on the set of entries alone, not on their order.
 *
 * Signatures are checked late and as few as possible: `settle` tries the last signed entry of each run of pending entries
 * first, and one that holds settles all of that run before it. So a whole history is taken in with about one check an
 * author. A wrong signature settles nothing and condemns nothing: the entry stays pending, bounded and charged to whoever
 * sent it (S6).
 *
 * Pure and in memory: it holds the ends of chains, the heads, and what waits or is pending; never the settled history.
 */
import { fromText, toText } from '../bytes/bytes.ts'
import type { Entry, Setting } from '../entry/entry.ts'
import { signatureHolds } from '../entry/entry.ts'
import { type Address, idTextOf } from '../envelope/envelope.ts'
import type { IdText } from '../statement/statement.ts'

/** An entry with where it stands; `settled` ones are what rooms fold. */
export interface Node {
  readonly address: Address
  /** Text of `address.id`. */
  readonly id: IdText
  /** Texts of the ids that the entry refers to: made once, looked up often. */
  readonly prev: IdText | null
  readonly parents: readonly IdText[]
  readonly entry: Entry
  readonly setting: Setting
  /** Envelope bytes, for bounds. */
  readonly bytes: number
  /** Text of the author's key; set when known. */
  device: IdText | null
  /** Is not kept for ever (V4): stands beside the chains, is no head and no end of one, and nothing counts that refers to it. */
  readonly lapses?: boolean
}

const noParents: readonly IdText[] = []

/** A node as it comes: its author is known when the entry names it. */
export const makeNode = (address: Address, id: IdText, entry: Entry, setting: Setting, bytes: number, lapses = false): Node => ({
  address,
  id,
  prev: entry.prev && idTextOf(entry.prev),
  parents: entry.parents.length === 0 ? noParents : entry.parents.map(idTextOf),
  entry,
  setting,
  bytes,
  device: entry.author && toText(entry.author),
  lapses
})

export interface Fork {
  readonly device: IdText
  /** The entry that two follow, or null when the device began twice. */
  readonly prev: IdText | null
}

interface Pending {
  readonly node: Node
  readonly prevAuthor: IdText | undefined
  /** The one that `prev` names, when it was here before this and both are pending. */
  before: Pending | undefined
  checked: boolean
  settled: boolean
  /** A settled entry refers to it, so it will be no head. */
  seen: boolean
}

interface Waiting {
  readonly node: Node
  readonly missing: Set<IdText>
  prevAuthor: IdText | undefined
  /** A settled entry refers to it, so it will be no head. */
  seen: boolean
}

export interface GraphSnapshot {
  readonly heads: readonly Address[]
  readonly tips: readonly (readonly [device: IdText, tips: readonly Address[]])[]
  readonly forks: readonly Fork[]
  /** What each device's runs follow that cannot be read here; null is the beginning of its chain. */
  readonly starts: readonly (readonly [device: IdText, prevs: readonly (IdText | null)[]])[]
}

/** What the graph needs to know of an entry's references: looked up by the caller, who has the index. */
export interface References {
  /** Referred to and not in the set, as text ids; and what `waitsForAuthor` names. */
  readonly missing: readonly IdText[]
  /** Author of prev when prev is a settled entry that is no tip; text of the key, or undefined when unknown or unreadable. */
  readonly prevAuthor: IdText | undefined
}

export class Graph {
  readonly #heads = new Map<IdText, Address>()
  readonly #tips = new Map<IdText, Map<IdText, Address>>()
  readonly #tipOwner = new Map<IdText, IdText>()
  /** Where runs of a chain begin: at the beginning of all, or behind an entry that cannot be read here. */
  readonly #starts = new Map<IdText, Set<IdText | null>>()
  readonly #pending = new Map<IdText, Pending>()
  readonly #waiting = new Map<IdText, Waiting>()
  readonly #awaited = new Map<IdText, Set<IdText>>()
  #fresh: Pending[] = []
  readonly #forks = new Map<string, Fork>()
  #pendingBytes = 0
  #checks = 0

  /** Heads seen: what the next entry names as parents (E1). */
  get heads(): readonly Address[] {
    return [...this.#heads.values()]
  }
  get forks(): readonly Fork[] {
    return [...this.#forks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fork]) => fork)
  }
  /** Signature checks done since the start, for the books. */
  get signatureChecks(): number {
    return this.#checks
  }
  /** Bytes of envelopes that wait or are pending. */
  get heldBytes(): number {
    return this.#pendingBytes
  }
  get heldEntries(): number {
    return this.#pending.size + this.#waiting.size
  }
  isWaiting(id: IdText): boolean {
    return this.#waiting.has(id)
  }
  isPending(id: IdText): boolean {
    return this.#pending.has(id)
  }
  /** Pending, or the end of a chain: it has come, and its author is known without looking it up. */
  holds(id: IdText): boolean {
    const pending = this.#pending.get(id)
    return (pending !== undefined && pending.node.lapses !== true) || this.#tipOwner.has(id)
  }
  /** Addresses of all that waits or is pending: read again after a start. */
  held(): Address[] {
    return [...this.#waiting.values()].map((waiting) => waiting.node.address).concat([...this.#pending.values()].map((pending) => pending.node.address))
  }
  /** What entries here refer to and nobody has given yet, so that it can be asked for by its address (S3). */
  lacking(most: number): Address[] {
    const lacking = new Map<IdText, Address>()
    for (const { node, missing } of this.#waiting.values()) {
      for (const reference of node.entry.prev ? [node.entry.prev, ...node.entry.parents] : node.entry.parents) {
        const id = idTextOf(reference)
        if (missing.has(id) && !this.#waiting.has(id) && lacking.size < most) lacking.set(id, reference)
      }
      if (lacking.size >= most) break
    }
    return [...lacking.values()]
  }
  /** Ends of a device's chain: one, or more after a fork or where entries in between cannot be read here. */
  tips(device: IdText): readonly Address[] {
    return [...(this.#tips.get(device)?.values() ?? [])]
  }
  devices(): IterableIterator<IdText> {
    return this.#tips.keys()
  }
  /** Author of an entry that is pending or the end of a chain; others the caller has to look up. */
  authorOf(id: IdText): IdText | null | undefined {
    return this.#pending.get(id)?.node.device ?? this.#tipOwner.get(id) ?? this.#waiting.get(id)?.node.device
  }

  /** The entry before this one, when this one does not name its author and that one waits. */
  waitsForAuthor({ entry, prev }: Node): IdText | undefined {
    return entry.author === null && prev !== null && this.#waiting.has(prev) ? prev : undefined
  }

  /** Takes in an entry that is new here. What becomes settled by it is told by the next `settle`. */
  add(node: Node, references: References): void {
    this.#pendingBytes += node.bytes
    if (references.missing.length === 0) return this.#place(node, references.prevAuthor, false)
    const missing = new Set(references.missing)
    this.#waiting.set(node.id, { node, missing, prevAuthor: references.prevAuthor, seen: false })
    for (const id of missing) this.#await(id, node.id)
  }

  /** Tells that an envelope has come to the set, readable or not, so that what waited for it may go on. */
  arrived(id: IdText): void {
    if (this.#awaited.size === 0) return
    const arrivals = [id]
    for (let next = arrivals.pop(); next !== undefined; next = arrivals.pop()) {
      const dependents = this.#awaited.get(next)
      if (!dependents) continue
      for (const dependent of [...dependents]) {
        const waiting = this.#waiting.get(dependent)
        if (waiting && this.waitsForAuthor(waiting.node) === next) continue
        dependents.delete(dependent)
        if (!waiting?.missing.delete(next)) continue
        if (waiting.node.prev === next) waiting.prevAuthor = this.#ownerOf(next)
        if (waiting.missing.size > 0) continue
        this.#waiting.delete(dependent)
        this.#place(waiting.node, waiting.prevAuthor, waiting.seen)
        if (!waiting.node.lapses) arrivals.push(dependent)
      }
      if (dependents.size === 0) this.#awaited.delete(next)
    }
  }

  /** Settles what can be: entries that count from now on, those of one chain in the order of the chain. */
  settle(): Node[] {
    const settled: Node[] = []
    const fresh = this.#fresh.sort((a, b) => a.node.address.lamport - b.node.address.lamport)
    this.#fresh = []
    for (let i = fresh.length - 1; i >= 0; i--) {
      const pending = fresh[i] as Pending
      if (pending.settled || pending.checked) continue
      pending.checked = true
      const { node } = pending
      if (node.entry.form === 'authorless') this.#settleRun([pending], settled)
      else if (this.#isFollowed(node) || (node.entry.form === 'signed' && this.#holds(node))) this.#settleRun(this.#runTo(pending), settled)
    }
    return settled.sort((a, b) => a.address.lamport - b.address.lamport)
  }

  snapshot(): GraphSnapshot {
    const byId = (a: Address, b: Address): number => (toText(a.id) < toText(b.id) ? -1 : 1)
    return {
      heads: [...this.#heads.values()].sort(byId),
      tips: [...this.#tips].map(([device, tips]) => [device, [...tips.values()].sort(byId)] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1)),
      forks: this.forks,
      starts: [...this.#starts].map(([device, prevs]) => [device, [...prevs].sort(startOrder)] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1))
    }
  }

  /** A graph as it was when the snapshot was made; what was held has to be added again. */
  static from(snapshot: GraphSnapshot): Graph {
    const graph = new Graph()
    for (const head of snapshot.heads) graph.#heads.set(toText(head.id), head)
    for (const [device, tips] of snapshot.tips) for (const tip of tips) graph.#addTip(device, toText(tip.id), tip)
    for (const fork of snapshot.forks) graph.#fileFork(fork)
    for (const [device, prevs] of snapshot.starts) graph.#starts.set(device, new Set(prevs))
    return graph
  }

  /** A settled entry of the same author goes on behind it, and vouches for it (E4). */
  #isFollowed({ device, id }: Node): boolean {
    return device !== null && this.#starts.get(device)?.has(id) === true
  }

  #place(node: Node, lookedUp: IdText | undefined, seen: boolean): void {
    const { entry, prev } = node
    const before = prev === null ? undefined : this.#pending.get(prev)
    const prevAuthor = prev === null ? undefined : (before?.node.device ?? this.#tipOwner.get(prev) ?? lookedUp)
    if (node.device === null && entry.form !== 'authorless') node.device = prevAuthor ?? null
    const pending: Pending = { node, prevAuthor, before, checked: false, settled: false, seen }
    this.#pending.set(node.id, pending)
    this.#fresh.push(pending)
  }

  /** Author of an entry that is pending or the end of a chain. */
  #ownerOf(id: IdText): IdText | undefined {
    return this.#pending.get(id)?.node.device ?? this.#tipOwner.get(id)
  }

  #await(id: IdText, dependent: IdText): void {
    const dependents = this.#awaited.get(id)
    if (dependents) dependents.add(dependent)
    else this.#awaited.set(id, new Set([dependent]))
  }

  #holds(node: Node): boolean {
    if (node.device === null) return false
    this.#checks++
    return signatureHolds(node.entry, node.entry.author ?? (fromText(node.device) as Uint8Array), node.setting)
  }

  /** An entry and all pending ones before it on its chain, last to first. */
  #runTo(last: Pending): Pending[] {
    const run = [last]
    for (let at = this.#before(last); at && !at.settled; at = this.#before(at)) {
      if (at.node.device !== last.node.device || at.node.entry.form === 'authorless') break
      at.checked = true
      run.push(at)
    }
    return run
  }

  /** Also when it came later: what is taken in again from the log may follow what lies behind it there. */
  #before({ node, before }: Pending): Pending | undefined {
    return before ?? (node.prev === null ? undefined : this.#pending.get(node.prev))
  }

  /**
   * Settles a run, first to last. What lies inside a run is followed in it, so it is neither a head nor, but for a fork, the
   * end of a chain: only how the run begins and where it ends is filed.
   */
  #settleRun(run: readonly Pending[], settled: Node[]): void {
    let isEnd = false
    for (let i = run.length - 1; i >= 0; i--) {
      const pending = run[i] as Pending
      const { node } = pending
      pending.settled = true
      // Or the last one would keep all that was ever before it in memory.
      pending.before = undefined
      this.#pending.delete(node.id)
      this.#pendingBytes -= node.bytes
      settled.push(node)
      if (node.lapses) return
      for (const parent of node.parents) this.#leaveHeads(parent)
      if (node.device === null) continue
      if (!isEnd) this.#extend(pending, node.device)
      isEnd = this.#isEnd(node, node.device)
    }
    const first = run[run.length - 1] as Pending
    const { node, seen } = run[0] as Pending
    if (first.node.prev !== null) this.#leaveHeads(first.node.prev)
    if (!seen && node.entry.form !== 'authorless') this.#heads.set(node.id, node.address)
    if (isEnd && node.device !== null) this.#addTip(node.device, node.id, node.address)
  }

  #leaveHeads(id: IdText): void {
    this.#heads.delete(id)
    const held = this.#pending.get(id) ?? this.#waiting.get(id)
    if (held) held.seen = true
  }

  /**
   * Moves the end of the chain, or files a fork: two settled entries with one prev (E5). Behind a prev that cannot be read
   * here, or waits, a run of its own begins; so each end stays until what follows it has come, in whatever order runs are
   * settled. One that such a run begins behind is no end when it settles.
   */
  #extend({ node, prevAuthor }: Pending, device: IdText): void {
    const { prev } = node
    if (prev !== null && this.#tips.get(device)?.delete(prev)) this.#tipOwner.delete(prev)
    else if ((prev !== null && prevAuthor === device && !this.#waiting.has(prev)) || !this.#begins(device, prev)) this.#fileFork({ device, prev })
  }

  /** Whether an entry that settles is the end of its chain: it is not when a run begins behind it already. */
  #isEnd({ id }: Node, device: IdText): boolean {
    const starts = this.#starts.get(device)
    if (!starts?.delete(id)) return true
    if (starts.size === 0) this.#starts.delete(device)
    return false
  }

  /** Files where a run begins; false when another run of this device begins there. */
  #begins(device: IdText, prev: IdText | null): boolean {
    const starts = this.#starts.get(device)
    if (!starts) this.#starts.set(device, new Set([prev]))
    else if (starts.has(prev)) return false
    else starts.add(prev)
    return true
  }

  #fileFork(fork: Fork): void {
    this.#forks.set(`${fork.device}/${fork.prev ?? ''}`, fork)
  }

  #addTip(device: IdText, id: IdText, address: Address): void {
    const tips = this.#tips.get(device)
    if (tips) tips.set(id, address)
    else this.#tips.set(device, new Map([[id, address]]))
    this.#tipOwner.set(id, device)
  }
}

const startOrder = (a: IdText | null, b: IdText | null): number => ((a ?? '') < (b ?? '') ? -1 : 1)
