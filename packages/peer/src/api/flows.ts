/** What can be asked about plans, names and amounts, and recipes. */
import type {
  CanMake,
  CanMakeQuery,
  Converted,
  Factor,
  MissingAnswer,
  NameQuestion,
  Nearness,
  Page,
  PlanQuery,
  PlanRow,
  Planned,
  Quantity,
  RecipeDetail,
  RecipeQuery,
  RecipeRow,
  SameRow,
  ShareRow,
  Suggestion,
  Trip,
  Wanted
} from '@commune/commune'
import type { IdText, StatementId } from '@commune/protocol'

/** name: [params, answer] */
export interface FlowAsks {
  /** Plans of many hands, page by page, the last first. */
  plans: [{ world: IdText } & PlanQuery, Page<PlanRow>]
  plan: [{ world: IdText; id: IdText }, PlanRow | null]
  /** A plan for a need, made from what is known here; `instead` heeds what was said to that one. Nothing is said by asking. */
  planFor: [{ world: IdText; need: StatementId; instead?: IdText; untilMs?: number; byMs?: number; name?: string }, Planned | null]
  /** What this ware is to carry in plans that are open or hold, as round trips. */
  roundTrips: [{ world: IdText }, readonly Trip[]]
  /** What givers would give to a need as things stand. */
  shares: [{ world: IdText; need: StatementId }, readonly ShareRow[]]
  /** Names used here that mean the same as this one or may, the likeliest first. */
  suggest: [{ world: IdText; name: string; limit?: number }, readonly Suggestion[]]
  /** Whether two names mean one thing, and why. */
  sameAs: [{ world: IdText; a: string; b: string }, SameRow]
  /** What is said and known of how amounts of a thing measure. */
  amounts: [{ world: IdText; thing: string }, readonly Factor[]]
  /** An amount in another unit, with what it went by; `of` is what comes out of the thing. */
  converted: [{ world: IdText; quantity: Quantity | string; unit: string; thing: string; of?: string }, Converted]
  /** What is said of names and amounts that does not fit together. */
  nameQuestions: [{ world: IdText }, readonly NameQuestion[]]
  recipes: [{ world: IdText } & RecipeQuery, Page<RecipeRow>]
  /** One recipe, for so many batches or as much of one thing when that is asked for. */
  recipe: [{ world: IdText; id: StatementId } & Wanted, RecipeDetail | null]
  /** Every recipe with how it stands: what can be made with what is there, and what lacks least of the others. */
  canMake: [{ world: IdText } & CanMakeQuery, CanMake]
  /** What so much of a recipe needs, who near has it, what is short, and what to make first. */
  missing: [{ world: IdText; id: StatementId; near?: Nearness } & Wanted, MissingAnswer | null]
}
