/** A way back and a way on from a portion, and the recalls that concern somebody. */
import type { IdText, StatementId } from '@commune/protocol'
import { inOrder, originAt } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import { type Message, traceMessage } from '../../words/index.ts'
import type { PortionRow } from '../rows.ts'
import type { StockView } from '../stock.ts'
import type { FlowsState } from '../types.ts'
import type { IntentsView } from '../views.ts'
import { type Made, type Path, Paths } from './paths.ts'
import type { RecallSay, TraceState } from './types.ts'

/** A way is followed this far; what lies beyond is said to be there. */
export const stepsMax = 2_000
const deepMax = 64

export interface TraceStep extends Path {
  /** The portion it leads from. */
  readonly from: StatementId
  readonly depth: number
  /** As it is now, where it can be read. */
  readonly row?: PortionRow
  readonly words: Message
}

export interface Trace {
  /** The nearest first. */
  readonly steps: readonly TraceStep[]
  /** There is more than is shown. */
  readonly more: boolean
}

export interface RecallRow {
  readonly id: StatementId
  readonly ware: IdText
  readonly thing: string
  readonly batch?: string
  readonly portion?: StatementId
  readonly why: string
  /** What of it is with whoever asks. */
  readonly here: readonly PortionRow[]
  /** It was handed to them, and they said no more of it. */
  readonly handed: boolean
  readonly words: Message
  readonly lamport: number
}

interface Reached {
  readonly recall: Omit<RecallRow, 'here' | 'handed' | 'words'>
  readonly portions: ReadonlyMap<IdText, readonly PortionRow[]>
  readonly handed: ReadonlySet<IdText>
}

export class TraceView {
  readonly #state: TraceState
  readonly #standing: Standing
  readonly #stock: StockView
  readonly #intents: IntentsView
  readonly #paths: Paths
  #reached: { readonly key: string; readonly all: readonly Reached[] } | undefined

  constructor(flows: FlowsState, state: TraceState, standing: Standing, stock: StockView, intents: IntentsView) {
    this.#state = state
    this.#standing = standing
    this.#stock = stock
    this.#intents = intents
    this.#paths = new Paths(flows, standing, stock, intents)
  }

  /** What a make took and gave. */
  made(id: StatementId): Made | undefined {
    return this.#paths.made(id)
  }

  /** Where it came from. */
  back(portion: StatementId): Trace {
    return this.#walk([portion], (id) => this.#paths.backward(id))
  }

  /** Where it went. */
  onward(portion: StatementId): Trace {
    return this.#walk([portion], (id) => this.#paths.onward(id))
  }

  /** Every recall that holds, the last first, and whom it concerns. */
  recalls(): { readonly id: StatementId; readonly ware: IdText; readonly thing: string; readonly batch?: string; readonly why: string; readonly concerns: readonly IdText[] }[] {
    return this.#all().map(({ recall, portions, handed }) => ({ ...recall, concerns: [...new Set([...portions.keys(), ...handed])].sort() }))
  }

  /** Those that concern this ware. */
  recallsFor(ware: IdText): RecallRow[] {
    return this.#all().flatMap(({ recall, portions, handed }) => {
      const here = portions.get(ware) ?? []
      const got = handed.has(ware)
      if (here.length === 0 && !got) return []
      return [{ ...recall, here, handed: got, words: traceMessage(here.length > 0 ? 'trace.recall-here' : 'trace.recall-handed', { thing: recall.thing }) }]
    })
  }

  #all(): readonly Reached[] {
    const { era, undoVersion } = this.#standing
    const key = [era, undoVersion, this.#stock.version, this.#intents.version, this.#state.recalls.version].join(' ')
    if (this.#reached?.key !== key) {
      const all = [...this.#state.recalls.keys()].flatMap((id) => this.#reach(id) ?? [])
      this.#reached = { key, all: all.sort((a, b) => inOrder(b.recall, a.recall)) }
    }
    return this.#reached.all
  }

  /** Everybody who has what came of it; who recalls is told of what they made of it, and not of what they named. */
  #reach(id: StatementId): Reached | undefined {
    const filed = this.#state.recalls.get(id)
    const ware = filed && this.#standing.wareOf(originAt(id, filed))
    if (!filed || ware === undefined) return undefined
    const { says, lamport } = filed
    const roots = this.#roots(says)
    // Each speaks of what it has, or had.
    if (!roots.some((row) => row.ware === ware)) return undefined
    const portions = new Map<IdText, PortionRow[]>()
    const handed = new Set<IdText>()
    const note = (row: PortionRow): void => {
      const known = portions.get(row.ware)
      if (known) known.push(row)
      else portions.set(row.ware, [row])
    }
    for (const row of roots) if (row.ware !== ware) note(row)
    const walk = this.#walk(
      roots.map((row) => row.id),
      (from) => this.#paths.onward(from)
    )
    for (const step of walk.steps) {
      if (step.row) note(step.row)
      else if (step.ware !== undefined) handed.add(step.ware)
    }
    const thing = says.thing ?? (roots[0] as PortionRow).thing
    const recall = { id, ware, thing, ...(says.batch !== undefined && { batch: says.batch }), ...(says.portion !== undefined && { portion: says.portion }), why: says.why, lamport }
    return { recall, portions, handed }
  }

  #roots({ portion, thing, batch }: RecallSay): PortionRow[] {
    if (portion !== undefined) {
      const row = this.#stock.one(portion)
      return row ? [row] : []
    }
    return this.#stock.ofThing(thing ?? '', true).filter((row) => row.batch?.toLowerCase() === batch?.toLowerCase())
  }

  #walk(starts: readonly StatementId[], paths: (id: StatementId) => Iterable<Path>): Trace {
    const seen = new Set(starts)
    const steps: TraceStep[] = []
    const queue = starts.map((id) => ({ id, depth: 0 }))
    let more = false
    for (const { id, depth } of queue) {
      for (const path of paths(id)) {
        if (path.portion !== undefined && seen.has(path.portion)) continue
        if (depth === deepMax || steps.length === stepsMax) {
          more = true
          break
        }
        const row = path.portion === undefined ? undefined : this.#stock.one(path.portion)
        steps.push({ ...path, from: id, depth: depth + 1, ...(row && { row }), words: traceMessage(`trace.${path.by}`) })
        if (path.portion === undefined) continue
        seen.add(path.portion)
        queue.push({ id: path.portion, depth: depth + 1 })
      }
    }
    return { steps, more }
  }
}
