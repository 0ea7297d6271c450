/** Flows: needs, offers, stock, and the yes of both sides. */
export { decideFlow } from './decide.ts'
export { flowsRoom } from './fold.ts'
export { thingWords } from './matching.ts'
export { whatWords } from './records.ts'
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
export { StockView } from './stock.ts'
export type {
  FlowChange,
  FlowHanded,
  FlowsState,
  FlowWithdraw,
  FlowYes,
  Intent,
  IntentKind,
  StockCount,
  StockHave,
  StockMove,
  StockTake,
  Told
} from './types.ts'
export { IntentsView } from './views.ts'
export type {
  ChangeWish,
  CountWish,
  FlowsWish,
  HandedWish,
  IntentWish,
  MoveWish,
  StockWish,
  TakeWish,
  WithdrawWish,
  YesWish
} from './wishes.ts'
export { decideRecipe, MakingView, plainNames, recipeLimits, recipesRoom, RecipesView, scaled, thingKey, timesOf } from './recipes/index.ts'
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
  ThingNames,
  Times,
  ToolWish,
  Wanted
} from './recipes/index.ts'
