/** Flows: needs, offers, stock, and the yes of both sides. */
export { type Carriage, carriedHopsMax } from './carriage.ts'
export { decideFlow } from './decide.ts'
export { flowsRoom } from './fold.ts'
export { thingWords } from './matching.ts'
export { decideName, namesRoom, NamesView, plainKey, plainNaming } from './names/index.ts'
export type {
  Converted,
  Factor,
  Knowledge,
  NameAmountWish,
  NamePairWish,
  NameQuestion,
  NamesState,
  NamesWish,
  Naming,
  PairRow,
  SameRow,
  SameWord,
  Suggestion
} from './names/index.ts'
export {
  decidePlan,
  lettingGo,
  PlanGround,
  planHash,
  planLimits,
  plansByItself,
  plansRoom,
  PlansView,
  recipeRead,
  roundTrips,
  SplitsView
} from './plans/index.ts'
export type {
  Doing,
  LevelSplit,
  PartSays,
  PlanContent,
  PlanHand,
  PlanHandedWish,
  PlanHandRow,
  PlanLess,
  PlanLessWish,
  PlanNeed,
  PlanNeedRow,
  Planned,
  PlanNo,
  PlanNoWish,
  PlanOver,
  PlanPropose,
  PlanQuery,
  PlanRow,
  PlansScene,
  PlansState,
  PlanState,
  PlansWish,
  PlanYes,
  PlanYesWish,
  RecipesPort,
  ProposePlanWish,
  ShareRow,
  SplitWish,
  Trip,
  TripLeg
} from './plans/index.ts'
export { namesByKind } from './names-by-kind.ts'
export type { FrozenSpan } from './portion.ts'
export { type IntentRecord, whatWords } from './records.ts'
export { durationMs, type Freshness, freshness, type FreshState, spanWords } from './shelf-life.ts'
export { placeKey, thingKey } from './thing-key.ts'
export { goneWhys, takeWhys } from './stock-types.ts'
export type { MakeDid, PlaceIn, StockCount, StockFacts, StockHave, StockMove, StockSeen, StockState, StockTake } from './stock-types.ts'
export type { CountWish, FactsWish, MakeWish, MoveWish, NewPortion, PlaceInWish, StateWish, StocktakeWish, StockWish, StockWishes, TakeWish, Typed } from './stock-wishes.ts'
export type {
  CommitmentRow,
  CommitmentState,
  IntentDetail,
  IntentQuery,
  IntentRow,
  IntentState,
  Match,
  Page,
  PortionRow,
  StockLine,
  StockPlace,
  StockQuery
} from './rows.ts'
export type { FlowsScene } from './scene.ts'
export { StockView, type ThingNames } from './stock.ts'
export { OwnStock } from './there.ts'
export { codedMore, type More, readMoreFields, type SaidMore, type Urgency } from './saying-more.ts'
export type { FlowChange, FlowHanded, FlowsState, FlowWithdraw, FlowYes, Intent, IntentKind, Told } from './types.ts'
export { IntentsView } from './views.ts'
export type { ChangeWish, FlowsWish, HandedWish, IntentWish, WithdrawWish, YesWish } from './wishes.ts'
export {
  type Bookable,
  type BookableRow,
  type BookGoneWish,
  type Booking,
  type BookingQuery,
  type BookingRow,
  type BookingState,
  type BookPlaceWish,
  type BookWish,
  decideLending,
  type LendableRow,
  lendingRoom,
  type LendingState,
  LendingView,
  type LendingWish,
  type LendWish,
  type LentWish,
  type LoanQuery,
  type LoanRow,
  type LoanState,
  type Schedule,
  type Season,
  seasons,
  type Settled,
  type Span,
  type UpkeepDidWish,
  type UpkeepRow,
  type UpkeepState,
  type UpkeepWish
} from './lending/index.ts'
export { decideRecall, type Made, type PathKind, type RecallRow, type RecallWish, type Trace, traceRoom, type TraceState, type TraceStep, TraceView } from './trace/index.ts'
export { decideRecipe, MakingView, plainNames, recipeLimits, recipesRoom, RecipesView, scaled, timesOf } from './recipes/index.ts'
export type {
  CanMake,
  CanMakeQuery,
  CanMakeRow,
  FirstRow,
  HandsRow,
  HandsWish,
  HolderRow,
  LackRow,
  MadeRow,
  MadeWish,
  MakeState,
  MissingAnswer,
  Nearness,
  NeedRow,
  RecipeContent,
  RecipeDetail,
  RecipeDraft,
  RecipeGone,
  RecipeGoneWish,
  RecipeQuery,
  RecipeRecord,
  RecipeRow,
  RecipeSay,
  RecipesState,
  RecipesWish,
  RecipeWish,
  TakenRow,
  TakenWish,
  Times,
  ToolWish,
  Wanted
} from './recipes/index.ts'
