/**
 * What is due: by time since it was last done, by the season that has begun since, or by how often the thing was used since.
 * Uses are loans that came back and bookings whose time has passed; they are counted for the thing, and whose they were is not
 * looked at.
 */
import type { IdText, StatementId } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../../facts/index.ts'
import { openQuantity } from '../../quantity/index.ts'
import type { Standing } from '../../undo/index.ts'
import { lendingMessage, type Message } from '../../words/index.ts'
import { durationMs, spanWords } from '../shelf-life.ts'
import type { Calendar } from './calendar.ts'
import type { Loans } from './loans.ts'
import { type LendingState, type Season, seasons, type UpkeepSay } from './types.ts'

export type UpkeepState = 'due' | 'soon' | 'later'

export interface UpkeepRow {
  readonly id: StatementId
  readonly ware: IdText
  readonly of: string
  readonly what: string
  readonly note?: string
  /** When it was last done, or begun to be counted. */
  readonly sinceMs: number
  readonly doneBy?: IdText
  /** When it falls due by time or by season, if it does. */
  readonly dueMs?: number
  readonly usesLeft?: number
  readonly state: UpkeepState
  readonly words: Message
  readonly lamport: number
}

const soonMs = 7 * 86_400_000
/** About a year: where to begin to look. */
const yearMs = 365.2425 * 86_400_000
/** Months in which seasons begin in the north. */
const monthOf: Readonly<Record<Season, number>> = { spring: 2, summer: 5, autumn: 8, winter: 11 }

/** The first beginning of a season after this time, by the calendar of meteorologists. */
export const seasonAfter = (season: Season, afterMs: number, south: boolean): number => {
  const named = south ? (seasons[(seasons.indexOf(season) + 2) % 4] as Season) : season
  const year = 1970 + Math.floor(afterMs / yearMs)
  for (let each = year - 1; ; each++) {
    const begins = Date.UTC(each, monthOf[named], 1)
    if (begins > afterMs) return begins
  }
}

export class Upkeep {
  readonly #state: LendingState
  readonly #standing: Standing
  readonly #loans: Loans
  readonly #calendar: Calendar
  readonly #follower
  readonly #didOf = new Map<StatementId, Set<StatementId>>()

  constructor(state: LendingState, standing: Standing, loans: Loans, calendar: Calendar) {
    this.#state = state
    this.#standing = standing
    this.#loans = loans
    this.#calendar = calendar
    this.#follower = new Follower(state.upkeepsDone)
  }

  one(id: StatementId, nowMs: number, south = false): UpkeepRow | undefined {
    this.#refresh()
    const filed = this.#state.upkeeps.get(id)
    const ware = filed && this.#standing.wareOf(originAt(id, filed))
    if (!filed || ware === undefined) return undefined
    const { says, lamport } = filed
    const last = this.#last(id, says.sinceMs, lamport, nowMs)
    const byTime = says.every ? last.atMs + durationMs(openQuantity(says.every)) : Number.POSITIVE_INFINITY
    const bySeason = says.season ? seasonAfter(says.season, last.atMs, south) : Number.POSITIVE_INFINITY
    const dueMs = Math.min(byTime, bySeason)
    const usesLeft = says.uses === undefined ? undefined : says.uses - this.#uses(says, last.atMs, nowMs)
    const byUse = usesLeft !== undefined && usesLeft <= 0
    const state: UpkeepState = dueMs <= nowMs || byUse ? 'due' : dueMs - nowMs <= soonMs ? 'soon' : 'later'
    return {
      ...{ id, ware, of: says.of, what: says.what, ...(says.note !== undefined && { note: says.note }), sinceMs: last.atMs },
      ...(last.by !== undefined && { doneBy: last.by }),
      ...(dueMs !== Number.POSITIVE_INFINITY && { dueMs }),
      ...(usesLeft !== undefined && { usesLeft: Math.max(0, usesLeft) }),
      ...{ state, words: wordsOf(says, dueMs, usesLeft, byTime <= bySeason, nowMs), lamport }
    }
  }

  /** What is due first stands first. */
  list(nowMs: number, south = false): UpkeepRow[] {
    const order: readonly UpkeepState[] = ['due', 'soon', 'later']
    return [...this.#state.upkeeps.keys()]
      .flatMap((id) => this.one(id, nowMs, south) ?? [])
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.dueMs ?? Number.POSITIVE_INFINITY) - (b.dueMs ?? Number.POSITIVE_INFINITY) || inOrder(a, b))
  }

  #uses(says: UpkeepSay, sinceMs: number, nowMs: number): number {
    const loans = says.portion === undefined ? [] : this.#loans.of(says.portion, nowMs)
    const lent = loans.filter(({ state, atMs }) => state === 'back' && (atMs ?? 0) >= sinceMs).length
    return lent + (says.book === undefined ? 0 : this.#calendar.usesSince(says.book, sinceMs, nowMs))
  }

  /** Whoever did it, it is done: anybody may say so. What is said to be done in times to come counts when they have come. */
  #last(id: StatementId, sinceMs: number, lamport: number, nowMs: number): { readonly atMs: number; readonly by?: IdText } {
    let last: { readonly atMs: number; readonly by?: IdText } = { atMs: sinceMs }
    for (const did of this.#didOf.get(id) ?? []) {
      const filed = this.#state.upkeepsDone.get(did)
      if (!filed || filed.lamport <= lamport || filed.says.atMs > nowMs || filed.says.atMs < last.atMs) continue
      const by = this.#standing.wareOf(originAt(did, filed))
      if (by === undefined || (filed.says.atMs === last.atMs && last.by !== undefined && last.by > by)) continue
      last = { atMs: filed.says.atMs, by }
    }
    return last
  }

  #refresh(): void {
    if (!this.#follower.behind) return
    for (const id of this.#follower.next() ?? this.#follower.all()) {
      const key = this.#state.upkeepsDone.get(id)?.says.upkeep
      if (key === undefined) continue
      const ids = this.#didOf.get(key)
      if (ids) ids.add(id)
      else this.#didOf.set(key, new Set([id]))
    }
  }
}

function wordsOf(says: UpkeepSay, dueMs: number, usesLeft: number | undefined, byTime: boolean, nowMs: number): Message {
  if (usesLeft !== undefined && usesLeft <= 0) return lendingMessage('upkeep.due-uses', { n: says.uses ?? 0 })
  if (dueMs <= nowMs) return byTime ? lendingMessage('upkeep.due') : lendingMessage(`upkeep.season.${says.season as Season}`)
  if (dueMs === Number.POSITIVE_INFINITY) return lendingMessage('upkeep.uses-left', { n: usesLeft ?? 0 })
  const left = spanWords(dueMs - nowMs)
  return usesLeft === undefined ? lendingMessage('upkeep.due-in', { left }) : lendingMessage('upkeep.due-in-or', { left, n: usesLeft })
}
