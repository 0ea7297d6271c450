/**
 * Standing: which statements hold, and for whom. It joins who a device belongs to (`Speaks`, from the identity part of the
 * protocol) with what has been undone, so that every view asks one question: whose is this, if it holds at all?
 */
import type { IdText, Origin, StatementId } from '@commune/protocol'
import { Follower, originAt } from '../facts/index.ts'
import type { UndoState } from './types.ts'

/**
 * Who a statement speaks for, as far as is known now; `undefined` when it speaks for no ware (never joined, or said after
 * its device was ended). `version` must change whenever an answer may have changed.
 */
export interface Speaks {
  wareOf(origin: Origin): IdText | undefined
  readonly version?: number
}

/** An undo of an undo of an undo … counts up to here; a longer chain is somebody's game. */
export const chainMax = 64

export class Standing {
  readonly #undo: UndoState
  readonly #follower: Follower<unknown>
  readonly #undosOf = new Map<StatementId, StatementId[]>()
  /** Targets of undos in the order they came; followers keep a place in it. */
  readonly #targets: StatementId[] = []
  #speaks: Speaks
  #speaksVersion: number | undefined
  #era = 0

  constructor(undo: UndoState, speaks: Speaks) {
    this.#undo = undo
    this.#follower = new Follower(undo.undos)
    this.#speaks = speaks
    this.#speaksVersion = speaks.version
  }

  /** Takes another resolver; all views are worked out again. */
  speakWith(speaks: Speaks): void {
    this.#speaks = speaks
    this.#speaksVersion = speaks.version
    this.#era++
  }

  /** Changes when anything at all may have changed about who speaks for whom. */
  get era(): number {
    if (this.#speaks.version !== this.#speaksVersion) {
      this.#speaksVersion = this.#speaks.version
      this.#era++
    }
    return this.#era
  }

  /** The ware this statement speaks for, if it holds: said by a device of a ware and not undone by that ware. */
  wareOf(origin: Origin): IdText | undefined {
    const ware = this.#speaks.wareOf(origin)
    return ware !== undefined && this.#undoneBy(origin, (by) => this.#speaks.wareOf(by) === ware) ? undefined : ware
  }

  /** The ware this statement speaks for, whether or not it was undone. */
  saidBy(origin: Origin): IdText | undefined {
    return this.#speaks.wareOf(origin)
  }

  /** Whether this ware undid what was said there, wherever that can be read. */
  isUndoneBy(origin: Origin, ware: IdText): boolean {
    return this.#undoneBy(origin, (by) => this.#speaks.wareOf(by) === ware)
  }

  /** Like `wareOf`, but only the very device that said it can undo it (T7). */
  holderOf(origin: Origin): IdText | undefined {
    const ware = this.#speaks.wareOf(origin)
    if (ware === undefined) return undefined
    return this.#undoneBy(origin, (by) => by.device === origin.device && this.#speaks.wareOf(by) === ware) ? undefined : ware
  }

  /** Place in the list of targets, for `targetsSince`. */
  get undoVersion(): number {
    this.#read()
    return this.#targets.length
  }

  /** Statements whose standing an undo may have changed after `version`. */
  targetsSince(version: number): readonly StatementId[] {
    this.#read()
    return this.#targets.slice(version)
  }

  #undoneBy(origin: Origin, bySame: (by: Origin) => boolean, depth = 0): boolean {
    if (depth === chainMax) return false
    this.#read()
    const undos = this.#undosOf.get(origin.id)
    if (undos === undefined) return false
    return undos.some((id) => {
      const filed = this.#undo.undos.get(id)
      if (filed === undefined || filed.lamport <= origin.lamport) return false
      const by = originAt(id, filed)
      return bySame(by) && !this.#undoneBy(by, bySame, depth + 1)
    })
  }

  #read(): void {
    if (!this.#follower.behind) return
    for (const id of this.#follower.next() ?? this.#follower.all()) {
      const target = this.#undo.undos.get(id)?.says.target
      if (target === undefined) continue
      const undos = this.#undosOf.get(target)
      if (undos?.includes(id)) continue
      if (undos) undos.push(id)
      else this.#undosOf.set(target, [id])
      // An undo of an undo changes what the first one aimed at, however long the chain.
      for (let at: StatementId | undefined = target, steps = 0; at !== undefined && steps < chainMax; steps++) {
        this.#targets.push(at)
        at = this.#undo.undos.get(at)?.says.target
      }
    }
  }
}
