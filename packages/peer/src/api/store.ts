/** What can be asked about stock, lending, booking, upkeep, and where things came from. */
import type {
  BookableRow,
  BookingQuery,
  BookingRow,
  Freshness,
  LendableRow,
  LoanQuery,
  LoanRow,
  Page,
  PortionRow,
  RecallRow,
  Span,
  StockPlace,
  StockQuery,
  Trace,
  UpkeepRow
} from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'

/** A portion with all that is known of it. */
export interface PortionView {
  readonly portion: PortionRow
  /** How long it keeps; null: nobody said. */
  readonly fresh: Freshness | null
  /** Where it lies, from the nearest outwards. */
  readonly path: readonly string[]
  readonly loans: readonly LoanRow[]
  readonly back: Trace
  readonly onward: Trace
}

/** name: [params, answer] */
export interface StoreAsks {
  /** A page of stock, counted in lines. */
  stockPage: [{ world: IdText; offset?: number; limit?: number } & StockQuery, Page<StockPlace>]
  portion: [{ world: IdText; id: StatementId }, PortionView | null]
  /** What does not keep for ever and is there, what is over first. */
  keeping: [{ world: IdText; place?: string; limit?: number }, readonly { readonly portion: PortionRow; readonly fresh: Freshness }[]]
  placesIn: [{ world: IdText }, readonly { readonly place: string; readonly in: string }[]]
  /** What stands at a place and was not among what was found. */
  unfound: [{ world: IdText; place: string; found: readonly StatementId[] }, readonly PortionRow[]]
  /** What others saw of portions that this device holds. */
  seen: [{ world: IdText }, readonly PortionRow[]]
  loans: [{ world: IdText } & LoanQuery, readonly LoanRow[]]
  lendable: [{ world: IdText; place?: string }, readonly LendableRow[]]
  bookables: [{ world: IdText }, readonly BookableRow[]]
  bookings: [{ world: IdText } & BookingQuery, readonly BookingRow[]]
  /** The nearest free times for so long and so many. */
  free: [{ world: IdText; of: StatementId; fromMs: number; untilMs: number; count?: number }, readonly Span[]]
  upkeep: [{ world: IdText }, readonly UpkeepRow[]]
  /** Recalls that concern this ware. */
  recalls: [{ world: IdText }, readonly RecallRow[]]
}
