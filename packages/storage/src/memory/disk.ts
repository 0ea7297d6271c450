/**
 * A disk in memory, for tests and the simulator: what was committed outlives the store, and every fault is chosen.
 *
 * Deterministic: it names no clock and no chance of its own. Commits take effect in the next microtask, or after
 * `faults.delayMs` on the clock that was given. A crash keeps as many of the unresolved commits as the caller says, from
 * the front, each whole: a real disk may keep any such prefix.
 */
import { StoreError, type Change, type Clock, type Store } from '@commune/protocol'
import { checkKey, copyChanges, keyRange, type KeyRange } from '../common/bounds.ts'
import { behind } from '../common/commitQueue.ts'
import { orderedBlocks, type OrderedBlocks } from './orderedBlocks.ts'

/** What is wrong with the disk; change it at any time. */
export interface DiskFaults {
  /** Keys and values together take no more than this. */
  bytesMax: number
  readOnly: boolean
  /** How long reads and commits take; needs the clock. */
  delayMs: number
}

export interface MemoryDisk {
  readonly faults: DiskFaults
  /** Commits that were called and not told yet. */
  readonly unresolved: number
  /** A store over what the disk holds. `StoreError` `in-use` while another one is open, `read-only` on such a disk. */
  open(): Promise<Store>
  /**
   * The process dies: the first `survivors` of the unresolved commits are on the disk, the others are not, and everything
   * the dead store is still asked ends with `closed`. The disk can be opened again at once.
   *
   * The next commit after the survivors may be torn: of its values, those that `torn` picks are found damaged; where there was
   * a value before that commit, `torn` has to know that it can be done without.
   */
  crash(survivors?: number, torn?: (key: string) => boolean): void
  /**
   * Keys with this prefix and their values as they are on the disk now, whoever has it open: what a restart would find whole. The
   * values are the disk's own, to be looked at alone: the same one each time, until another takes its place.
   */
  contents(prefix: string): [key: string, value: Uint8Array][]
  /** Changes a bit of a stored value; reading it then fails its check. */
  damage(key: string): void
}

interface Waiting {
  readonly changes: readonly Change[]
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** A store that is open, or was. */
interface Life {
  readonly waiting: Waiting[]
  state: 'open' | 'closing' | 'closed'
  whenWritten: (() => void)[]
}

export function memoryDisk(options: { readonly clock?: Clock, readonly faults?: Partial<DiskFaults> } = {}): MemoryDisk {
  const { clock } = options
  const faults: DiskFaults = { bytesMax: Infinity, readOnly: false, delayMs: 0, ...options.faults }
  const blocks = orderedBlocks()
  let life: Life | undefined

  /** Runs `run` when the disk has got to it. */
  function later(run: () => void): void {
    if (faults.delayMs === 0) void Promise.resolve().then(run)
    else if (clock === undefined) throw new TypeError('a slow disk needs a clock')
    else clock.after(faults.delayMs, run)
  }

  function write(changes: readonly Change[]): void {
    if (changes.length === 0) return
    if (faults.readOnly) throw new StoreError('read-only', 'the disk can only be read')
    const growth = blocks.growthBy(changes)
    if (growth > 0 && blocks.bytes() + growth > faults.bytesMax) throw new StoreError('full', 'there is no room left on the disk')
    blocks.apply(changes)
  }

  function flush(of: Life): void {
    if (of.state === 'closed') return
    const group = of.waiting.splice(0)
    for (const [index, { changes, resolve, reject }] of group.entries()) {
      try {
        write(changes)
      } catch (error) {
        reject(error)
        for (const other of group.slice(index + 1)) other.reject(behind(error))
        break
      }
      resolve()
    }
    for (const written of of.whenWritten.splice(0)) written()
  }

  function tear(changes: readonly Change[], torn: (key: string) => boolean): void {
    for (const [key, value] of changes) {
      if (value === undefined || !torn(key)) continue
      blocks.apply([[key, value]])
      blocks.damage(key)
    }
  }

  function end(of: Life): void {
    of.state = 'closed'
    if (life === of) life = undefined
  }

  return {
    faults,
    get unresolved() {
      return life?.waiting.length ?? 0
    },
    async open() {
      if (life !== undefined) throw new StoreError('in-use', 'the disk is in use')
      if (faults.readOnly) throw new StoreError('read-only', 'the disk can only be read')
      const mine: Life = { waiting: [], state: 'open', whenWritten: [] }
      life = mine
      return storeOver(blocks, mine, { later, flush: () => flush(mine), end: () => end(mine), isSlow: () => faults.delayMs > 0 })
    },
    crash(survivors = 0, torn = () => false) {
      if (life === undefined) return
      const dead = life
      end(dead)
      for (const [index, { changes, reject }] of dead.waiting.splice(0).entries()) {
        if (index < survivors) blocks.apply(changes)
        else if (index === survivors) tear(changes, torn)
        reject(closed())
      }
      for (const written of dead.whenWritten.splice(0)) written()
    },
    contents(prefix) {
      const range = keyRange(prefix, { limit: 0x7fff_ffff })
      return range === undefined ? [] : blocks.keys(range).filter(key => !blocks.isDamaged(key)).map(key => [key, blocks.lying(key)!])
    },
    damage: key => blocks.damage(key)
  }
}

interface Hands {
  later(run: () => void): void
  flush(): void
  end(): void
  isSlow(): boolean
}

function closed(): StoreError {
  return new StoreError('closed', 'the store is closed')
}

function storeOver(blocks: OrderedBlocks, life: Life, { later, flush, end, isSlow }: Hands): Store {
  function assertIn(states: readonly Life['state'][]): void {
    if (!states.includes(life.state)) throw closed()
  }

  /** What the disk says once it has got to the question. */
  async function ask<T>(answer: () => T): Promise<T> {
    assertIn(['open'])
    if (isSlow()) await new Promise<void>(resolve => later(resolve))
    assertIn(['open', 'closing'])
    return answer()
  }

  const keysIn = (range: KeyRange | undefined): string[] => (range === undefined ? [] : blocks.keys(range))

  async function get(key: string): Promise<Uint8Array | undefined> {
    checkKey(key)
    return ask(() => blocks.get(key))
  }

  return {
    get,
    async getMany(keys) {
      keys.forEach(checkKey)
      return ask(() => keys.map(key => blocks.get(key)))
    },
    async keys(prefix, options) {
      const range = keyRange(prefix, options)
      return ask(() => keysIn(range))
    },
    async list(prefix, options) {
      const range = keyRange(prefix, options)
      return ask(() => keysIn(range).map(key => [key, blocks.get(key)!]))
    },
    commit(changes) {
      return new Promise((resolve, reject) => {
        assertIn(['open'])
        life.waiting.push({ changes: copyChanges(changes), resolve, reject })
        if (life.waiting.length === 1) later(flush)
      })
    },
    size: () => ask(() => blocks.bytes()),
    async close() {
      if (life.state === 'open') {
        life.state = 'closing'
        if (life.waiting.length === 0) return end()
        life.whenWritten.push(end)
      }
      if (life.state === 'closing') await new Promise<void>(resolve => life.whenWritten.push(resolve))
    }
  }
}
