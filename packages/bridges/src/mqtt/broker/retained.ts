/**
 * What the broker keeps for those who come later, within bounds, and whose it is.
 *
 * A retained message belongs to the credential that left it: nobody but that one and the commune replaces or removes it. So a device
 * cannot withdraw another's announcement, or speak under it, where several may announce themselves.
 *
 * Topics lie in a tree of their levels: finding what a filter matches costs as much as it finds, not as much as there is.
 */
import { levelsOf } from '../topics.ts'
import type { BrokerLimits } from './limits.ts'

export interface Retained {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1 | 2
  /** The credential that left it; undefined: the commune. */
  readonly by: string | undefined
}

interface Level {
  readonly below: Map<string, Level>
  message?: Retained
}

/** `full`: what this credential, or all of them, may leave here is used up. `of-another`: somebody else's lies there. */
export type RetainVerdict = 'kept' | 'removed' | 'full' | 'of-another'

interface Load {
  count: number
  bytes: number
}

export class RetainedMessages {
  readonly #limits: BrokerLimits
  readonly #root: Level = { below: new Map() }
  readonly #loads = new Map<string | undefined, Load>()
  readonly #all: Load = { count: 0, bytes: 0 }

  constructor(limits: BrokerLimits) {
    this.#limits = limits
  }

  get count(): number {
    return this.#all.count
  }

  get bytes(): number {
    return this.#all.bytes
  }

  /** Keeps a message, or removes what lies at its topic when its payload is empty. The payload is copied. */
  put(message: Retained): RetainVerdict {
    const levels = levelsOf(message.topic)
    const before = this.#find(levels)
    if (before !== undefined && before.by !== message.by && message.by !== undefined) return 'of-another'
    if (message.payload.length === 0) {
      if (before !== undefined) this.#remove(levels, before)
      return 'removed'
    }
    const grown = sizeOf(message) - (before === undefined ? 0 : sizeOf(before))
    if (this.#isFull(message.by, before === undefined ? 1 : 0, grown)) return 'full'
    if (before !== undefined) this.#count(before, -1)
    let level = this.#root
    for (const name of levels) {
      let next = level.below.get(name)
      if (next === undefined) level.below.set(name, (next = { below: new Map() }))
      level = next
    }
    // A copy: the payload is a piece of what was read from the network, all of which it would keep.
    level.message = { ...message, payload: Uint8Array.from(message.payload) }
    this.#count(message, 1)
    return 'kept'
  }

  at(topic: string): Retained | undefined {
    return this.#find(levelsOf(topic))
  }

  /** What a filter matches, found as it is asked for. */
  *matching(filter: string): Generator<Retained> {
    yield* below(this.#root, filter.split('/'), 0)
  }

  /** What a credential left, all of it or what `isIn` says of its topic. */
  of(by: string, isIn: (topic: string) => boolean = () => true): readonly Retained[] {
    return this.#loads.has(by) ? [...below(this.#root, ['#'], 0)].filter((message) => message.by === by && isIn(message.topic)) : []
  }

  /** All that a credential left is gone with it, or what `isIn` says of its topic; gives these topics. */
  dropOf(by: string, isIn?: (topic: string) => boolean): readonly string[] {
    const theirs = this.of(by, isIn)
    for (const message of theirs) this.#remove(levelsOf(message.topic), message)
    return theirs.map(({ topic }) => topic)
  }

  #find(levels: readonly string[]): Retained | undefined {
    let level: Level | undefined = this.#root
    for (const name of levels) {
      level = level.below.get(name)
      if (level === undefined) return undefined
    }
    return level.message
  }

  #remove(levels: readonly string[], message: Retained): void {
    const path: Level[] = [this.#root]
    for (const name of levels) {
      const next = path.at(-1)?.below.get(name)
      if (next === undefined) return
      path.push(next)
    }
    const last = path.at(-1)
    if (last !== undefined) delete last.message
    // Levels that hold nothing any more go as well: topics that come and go leave nothing behind.
    for (let depth = path.length - 1; depth > 0; depth--) {
      const level = path[depth]
      if (level === undefined || level.message !== undefined || level.below.size > 0) break
      path[depth - 1]?.below.delete(levels[depth - 1] as string)
    }
    this.#count(message, -1)
  }

  /** What the commune itself leaves is not hindered by what devices have left. */
  #isFull(by: string | undefined, more: number, bytes: number): boolean {
    if (by === undefined) return false
    const { retainedMax, retainedBytesMax, retainedAllMax, retainedAllBytesMax } = this.#limits
    if (this.#all.count + more > retainedAllMax || this.#all.bytes + bytes > retainedAllBytesMax) return true
    const load = this.#loads.get(by) ?? { count: 0, bytes: 0 }
    return load.count + more > retainedMax || load.bytes + bytes > retainedBytesMax
  }

  #count(message: Retained, sign: 1 | -1): void {
    const load = this.#loads.get(message.by) ?? { count: 0, bytes: 0 }
    for (const one of [load, this.#all]) {
      one.count += sign
      one.bytes += sign * sizeOf(message)
    }
    if (load.count === 0) this.#loads.delete(message.by)
    else this.#loads.set(message.by, load)
  }
}

function sizeOf({ topic, payload }: Retained): number {
  return topic.length + payload.length
}

/** Whatever lies at or under `level` and fits the filter from `at` on. No topic here begins with `$`, so wildcards reach all. */
function* below(level: Level, filter: readonly string[], at: number): Generator<Retained> {
  const name = filter[at]
  if (name === undefined || name === '#') {
    if (level.message !== undefined) yield level.message
  }
  if (name === undefined) return
  if (name !== '#' && name !== '+') {
    const next = level.below.get(name)
    if (next !== undefined) yield* below(next, filter, at + 1)
    return
  }
  for (const next of level.below.values()) yield* below(next, filter, name === '#' ? at : at + 1)
}
