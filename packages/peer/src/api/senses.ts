/** What is sensed, as apps show it. */
import type { Condition, CounterNote, GuardKind, LeavingChoice, Message, PointId, Published, UnreadAgreements, Value } from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'

/** What one point was told last. With none of `value`, `unknown` and `near` nothing was ever told here. */
export interface SensedRow {
  readonly point: PointId
  readonly value?: Value
  readonly atMs?: number
  /** It was told too long ago to hold still. */
  readonly stale?: true
  /** Why it is not known now. */
  readonly unknown?: string
  /** Somebody is near now: of a pulse. */
  readonly near?: boolean
  /** Whoever senses it does not tell it to this device. */
  readonly notTold?: true
}

/** Readings gathered in equal spans, side by side; spans without a reading are left out. Yes and no are 1 and 0, words their place. */
export interface HistoryRow {
  readonly point: PointId
  /** Milliseconds. */
  readonly step: number
  readonly starts: readonly number[]
  readonly counts: readonly number[]
  readonly means: readonly number[]
  readonly mins: readonly number[]
  readonly maxs: readonly number[]
  readonly lasts: readonly number[]
  /** These are not the readings but what left of them, in this form: of who may not see them as they are. */
  readonly told?: Published['is']
  /** Of counts: the beginnings of spans in which there were fewer than are told. */
  readonly fewer?: readonly number[]
}

/** What leaves of one point, or would leave if that were chosen: for whoever may see it as it is. */
export interface LeavingRow {
  readonly point: PointId
  readonly choice: LeavingChoice
  /** It was chosen and is not only what is usual; left out for a choice that was only tried. */
  readonly chosen?: true
  /** What that shows of people. */
  readonly reveals: Message
  /** Why it cannot leave so. Nothing is previewed then. */
  readonly wrong?: Message
  /**
   * In the order of time, the newest `leavingShownMax`: exactly what others would get of the kept readings. Of passings, which nothing is kept of:
   * what they got. Of counts of readings: an example, for the noise is drawn when it goes out.
   */
  readonly published: readonly Published[]
  /** How many there are in all. */
  readonly count: number
  /** What is kept here over the same time; null: of passings nothing is. */
  readonly here: HistoryRow | null
  /** How many readings are kept, and from when to when. */
  readonly kept: { readonly count: number; readonly firstMs?: number; readonly lastMs?: number }
  /** Of what is counted: what today may give away of the same people, in thousandths of epsilon, and what is left of it. */
  readonly budget?: { readonly wholeMilli: number; readonly leftMilli: number; readonly words: Message }
}

/** Of what others would get, so many are shown. */
export const leavingShownMax = 500

/** What was used, from what a counter showed, in equal spans side by side; of spans of which nothing is known there is none. */
export interface UsedRow {
  readonly point: PointId
  /** Milliseconds. */
  readonly step: number
  readonly starts: readonly number[]
  readonly used: readonly number[]
  /** How much of that was used at a time that nobody knows, within a longer one. */
  readonly spread: readonly number[]
  /** For how many milliseconds of each span it is known what was used. */
  readonly knownMs: readonly number[]
  readonly sum: number
  /** What was odd about the counter: it began anew, jumped back, changed its unit. The last `notesMax`, in the order of time. */
  readonly notes: readonly { readonly is: CounterNote['is']; readonly atMs: number; readonly words: Message }[]
  /** How often it began anew. */
  readonly resets: number
  /** These are sums that left, of who may not see more. */
  readonly told?: true
  /** Why there is nothing: it is not told, or who senses it is away. */
  readonly why?: Message
}

/** What became of readings that were brought in. */
export interface BroughtRow {
  /** Readings that were looked at. */
  readonly read: number
  /** Of these, new ones that are kept. */
  readonly kept: number
  /** There was one at that time already, with this value: nothing changed. */
  readonly known: number
  /** There was another one at that time: the one that came now stands. */
  readonly changed: number
  /** No value of this point, no time, or a time that is still to come. */
  readonly refused: number
}

/** A number in a unit, or a value as its point takes it. */
export type Amounted = Value | { readonly value: number; readonly unit: string }

/** Who may hold an act point, the highest first. The first that is not empty decides. */
export const slotNames = ['safety', 'device', 'person', 'agreement', 'rest'] as const
export type SlotName = (typeof slotNames)[number]

/** One slot of an act point. `rest` is what it does when nothing else is asked of it. */
export interface SlotRow {
  readonly slot: SlotName
  /** This one decides now. */
  readonly decides: boolean
  /** What is asked in it; left out: it is empty, or not told. */
  readonly value?: Value
  /** It would tell of what this device may not see: whether it is empty is not told. */
  readonly notTold?: true
  readonly untilMs?: number
  /** Who asks it: a person for a while, or an agreement. */
  readonly ware?: IdText
  readonly agreement?: StatementId
  /** Others in the same slot that ask something else, and wait. */
  readonly waiting: readonly { readonly value: Value; readonly agreement?: StatementId; readonly ware?: IdText }[]
}

/** How an act point stands: what its device told last, what is asked of it, and by whom. */
export interface StandRow {
  readonly point: PointId
  /** What the device told last; left out: it tells nothing. */
  readonly told?: { readonly value: Value; readonly atMs: number }
  /** What is asked of it now; left out: nothing, or it is not told. */
  readonly asked?: Value
  readonly sinceMs?: number
  /** From the highest to the lowest. */
  readonly slots: readonly SlotRow[]
  /** Settings of the thing itself that guard it, as its keeper set them. */
  readonly guards?: readonly GuardRow[]
  /** Rules of safety act on it, and nothing in the thing itself is known to guard it: what keeps it safe stops with the device that brings it in. */
  readonly boxOnly?: true
}

export interface GuardRow {
  readonly point: PointId
  readonly is: GuardKind
  /** What it is to stand at. */
  readonly value: Value
  /** The thing says that it does, or something else, or nothing (to whoever asks). */
  readonly stands: (typeof guardStands)[number]
}
export const guardStands = ['kept', 'not-yet', 'untold'] as const

/** One part of a rule and what it was at a moment. Numbers are in the unit of their point. */
export interface WhyPart {
  readonly condition: Condition
  /** null: unknown, or not told. */
  readonly truth: boolean | null
  /** It hangs on what whoever senses it does not tell to this device. */
  readonly notTold?: true
  readonly of: readonly WhyPart[]
  readonly measured?: {
    readonly point: string
    readonly value?: Value
    readonly freshness: string
    readonly atMs?: number
    /** Averages and rates: which share of the time was known, 0 to 1. */
    readonly share?: number
    readonly unit?: string
    readonly against: readonly number[]
    /** How far it was from changing its answer: the value less the amount. */
    readonly distance?: number
  }
  readonly sinceMs?: number
  readonly leftMs?: number
  readonly lastMs?: number
  readonly untilMs?: number
}

/** Why one rule of an agreement asks what it asks of an act point, or asks nothing. */
export interface WhyRow {
  readonly agreement: StatementId
  readonly version: number
  /** Which of its rules, from 0. */
  readonly rule: number
  readonly value?: Value
  readonly atMs: number
  readonly why: WhyPart
  /** What stands in its way, the nearest first; none when its condition is so. */
  readonly inTheWay: readonly WhyPart[]
  /** What it asks would change, and waits for its least time until then. */
  readonly waitsUntilMs?: number
}

/** What rules would have done over the kept history. */
export interface ReplayRow {
  readonly fromMs: number
  readonly toMs: number
  readonly rules: readonly {
    readonly acted: readonly { readonly fromMs: number; readonly toMs: number; readonly value: Value }[]
    /** For how long its condition could not be known. */
    readonly unknownMs: number
  }[]
  /** When an agreement that holds asked something else of the same act point. */
  readonly fights: readonly { readonly agreement: StatementId; readonly rule: number; readonly fromMs: number; readonly toMs: number }[]
  /** Points whose history is not here, or is never kept. */
  readonly lacks: readonly PointId[]
}

/** Of a ware that came in without history: agreements from before, as far as anything is known of them. */
export interface AgreementsBefore extends UnreadAgreements {
  /** There may be some that nothing is known of. */
  readonly mayBe: boolean
}
