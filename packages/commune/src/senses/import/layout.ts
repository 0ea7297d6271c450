/**
 * What the columns of a table mean: guessed first, shown, changed by the person where it is wrong, and then followed to the letter. It is
 * plain JSON, so that the same layout serves next month's file.
 */
import * as v from 'valibot'
import { importLimits } from './limits.ts'
import type { Decimal } from './numbers.ts'
import type { TimeFormat } from './stamps.ts'

/** How the cells of a series are read. */
export type SeriesKind =
  /** `missing`: numbers that stand for none. `counter`: it only grows, as a meter does. */
  | {
      readonly is: 'number'
      readonly decimal: Decimal
      readonly missing: readonly number[]
      readonly unit?: string
      readonly counter?: true
    }
  | { readonly is: 'yes-no' }
  /** A value is the place of its word in this list, counted from 0. */
  | { readonly is: 'words'; readonly of: readonly string[] }

export interface Layout {
  readonly delimiter: ',' | ';' | '\t' | '|'
  /** Rows above the first row of readings, the one with the names among them. */
  readonly skipRows: number
  readonly time: {
    readonly column: number
    readonly format: TimeFormat
    /** Where the time of day stands in a column of its own. */
    readonly clock?: number
    /** There stands an hour of the day alone: which one it is, counted from 1, of which the end counts; or the hour of the clock at which it begins. */
    readonly hours?: 'end' | 'start'
    /** What a reading counts as that names a day and no time: milliseconds after the beginning of the day. */
    readonly dayAtMs: number
  }
  /** Name of the zone for times that do not say theirs, as `Europe/Berlin`. */
  readonly zone: string
  readonly series:
    /** A column for each series. */
    | {
        readonly is: 'wide'
        /** Columns that say whose row it is: each name has a series of each column. */
        readonly by?: readonly number[]
        readonly columns: readonly { readonly column: number; readonly name: string; readonly kind: SeriesKind }[]
      }
    /** A row for each reading: whose it is stands in a column. Kinds by name; those of others are told by their first value. */
    | {
        readonly is: 'long'
        readonly names: number
        /** Other columns that belong to the name: a sensor tells several things, or one thing is told at several places. */
        readonly also?: readonly number[]
        readonly values: number
        readonly units?: number
        readonly decimal: Decimal
        readonly kinds: readonly { readonly name: string; readonly kind: SeriesKind }[]
      }
}

const column = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(importLimits.columnsMax - 1))
const name = v.pipe(v.string(), v.maxLength(importLimits.nameCharsMax))
const unit = v.pipe(v.string(), v.minLength(1), v.maxLength(40))

const kind = v.variant('is', [
  v.object({
    is: v.literal('number'),
    decimal: v.picklist(['.', ',']),
    missing: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(20)),
    unit: v.exactOptional(unit),
    counter: v.exactOptional(v.literal(true))
  }),
  v.object({ is: v.literal('yes-no') }),
  v.object({
    is: v.literal('words'),
    of: v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(importLimits.nameCharsMax))),
      v.minLength(1),
      v.maxLength(importLimits.wordsMax)
    )
  })
])

const format = v.variant('is', [
  v.object({ is: v.literal('date'), order: v.picklist(['ymd', 'dmy', 'mdy']) }),
  v.object({ is: v.literal('epoch'), unit: v.picklist(['s', 'ms', 'us', 'ns']) }),
  v.object({ is: v.literal('serial') })
])

const layoutShape: v.GenericSchema<unknown, Layout> = v.object({
  delimiter: v.picklist([',', ';', '\t', '|']),
  skipRows: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  time: v.object({
    column,
    format,
    clock: v.exactOptional(column),
    hours: v.exactOptional(v.picklist(['end', 'start'])),
    dayAtMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(86_399_999))
  }),
  zone: v.pipe(v.string(), v.maxLength(60)),
  series: v.variant('is', [
    v.object({
      is: v.literal('wide'),
      by: v.exactOptional(v.pipe(v.array(column), v.minLength(1), v.maxLength(importLimits.alsoMax))),
      columns: v.pipe(v.array(v.object({ column, name, kind })), v.maxLength(importLimits.columnsMax))
    }),
    v.object({
      is: v.literal('long'),
      names: column,
      also: v.exactOptional(v.pipe(v.array(column), v.maxLength(importLimits.alsoMax))),
      values: column,
      units: v.exactOptional(column),
      decimal: v.picklist(['.', ',']),
      kinds: v.pipe(v.array(v.object({ name, kind })), v.maxLength(importLimits.seriesMax))
    })
  ])
})

/** A layout that came in as JSON; undefined when it is none. */
export const readLayout = (json: unknown): Layout | undefined => {
  const read = v.safeParse(layoutShape, json)
  return read.success ? read.output : undefined
}
