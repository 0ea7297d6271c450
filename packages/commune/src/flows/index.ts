/** Flows: needs, offers, stock, and the yes of both sides. */
export { type Carriage, carriedHopsMax } from './carriage.ts'
export { decideFlow } from './decide.ts'
export { flowsRoom } from './fold.ts'
export { thingWords } from './matching.ts'
export { type IntentRecord, whatWords } from './records.ts'
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
