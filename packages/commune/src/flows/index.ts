/** Flows: needs, offers, stock, and the yes of both sides. */
export { decideFlow } from './decide.ts'
export { flowsRoom } from './fold.ts'
export { thingWords } from './matching.ts'
export { whatWords } from './records.ts'
export {
  decidePlan,
  lettingGo,
  PlanGround,
  planHash,
  planLimits,
  plansByItself,
  plansRoom,
  PlansView,
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
export { OwnStock } from './there.ts'
export { codedMore, type More, readMoreFields, type SaidMore, type Urgency } from './saying-more.ts'
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
