/** The door of the commune: rooms, wishes, views, words. */
export {
  type CommuneStates,
  emptyStates,
  foldAll,
  foldOne,
  knownTypes,
  rooms,
  type UnknownFact,
  unknownRoom,
  type UnknownState
} from './commune.ts'
export { type Filed, isIdText, isStatementId, Tracked } from './facts/index.ts'
export type {
  ChangeWish,
  CommitmentRow,
  CommitmentState,
  CountWish,
  FlowsState,
  FlowsWish,
  HandedWish,
  IntentDetail,
  IntentKind,
  IntentQuery,
  IntentRow,
  IntentState,
  IntentsView,
  IntentWish,
  Match,
  MoveWish,
  Page,
  PortionRow,
  StockLine,
  StockPlace,
  StockQuery,
  StockView,
  StockWish,
  TakeWish,
  Told,
  WithdrawWish,
  YesWish
} from './flows/index.ts'
export { whatWords } from './flows/index.ts'
export {
  beginPage,
  checkUpdate,
  clientOf,
  editsTo,
  linksIn,
  LivePage,
  nonceBytes,
  pageCharsMax,
  tagsMax,
  startOf,
  textChanges,
  titleCharsMax,
  titleKey
} from './ideas/index.ts'
export type {
  BeginWish,
  EditWish,
  FileRow,
  FileWish,
  IdeaPage,
  IdeaQuery,
  IdeaRow,
  IdeasState,
  IdeasView,
  IdeasWish,
  Link,
  CheckedEdit,
  MadeEdit,
  PageTexts,
  Texts,
  PageField,
  PageWish,
  RestoreWish,
  TextChange,
  VersionRow
} from './ideas/index.ts'
export {
  type AgreementRow,
  type AgreementsState,
  type AgreementState,
  type AgreementsView,
  type AgreementsWish,
  type AgreeWish,
  type Amount,
  answersByItself,
  asksKeeper,
  type Comparison,
  type Condition,
  type DisagreeWish,
  isRole,
  type Known,
  leastHoldMsDefault,
  type Measured,
  type PointRef,
  pointsOf,
  type ProposeWish,
  type Rule,
  ruleLimits,
  ruleSchema,
  type SideRow,
  thingOf,
  type Truth,
  whyUnwilling
} from './agreements/index.ts'
export {
  type ActPoint,
  type ActRow,
  type CallThingWish,
  type KeeperWish,
  type PointId,
  type PointOf,
  type Points,
  pointsSchema,
  type PulsePoint,
  type ReadingPoint,
  type SensesState,
  type SensesWish,
  type Shape,
  shapeSchema,
  type Thing,
  type ThingGoneWish,
  type ThingId,
  thingLimits,
  type ThingRow,
  type ThingSource,
  type ThingsView,
  type ThingWish,
  type Value,
  valueSchema,
  type Will,
  type WillWish
} from './senses/index.ts'
export type { PlaceRow } from './places.ts'
export {
  add,
  compare,
  convert,
  decodeQuantity,
  encodeQuantity,
  isNothing,
  makeQuantity,
  measures,
  openQuantity,
  parseQuantity,
  type Quantity,
  type QuantityCode,
  readAmountAndMeasure,
  sameKind,
  scale,
  shown,
  subtract
} from './quantity/index.ts'
export { type Speaks, Standing, type UndoState } from './undo/index.ts'
export { type FoundStatement, type SaidRow, Views } from './views.ts'
export {
  type KindWord,
  type Member,
  type MeWish,
  type TieKind,
  type TieRow,
  type TieWish,
  wareKinds,
  type WareKind,
  type WareRow,
  type WaresState,
  type WaresView
} from './wares/index.ts'
export { decide, type UndoWish, type Wish, type Wisher } from './wish.ts'
export {
  type Catalogue,
  english,
  englishFiles,
  englishFirstFiles,
  englishLaterFiles,
  type Entry,
  type Message,
  type MessageMaker,
  messagesOf,
  mqttMessage,
  type Param,
  type Words,
  wordsOf
} from './words/index.ts'
export type {
  CloseInviteWish,
  InviteKind,
  InviteRow,
  InviteState,
  InviteUsedWish,
  InviteWish,
  WorldRow,
  WorldsState,
  WorldsView,
  WorldWish
} from './worlds/index.ts'
export { type Guess, type GuessKind, type LineScene, readDay, readLine, readWhen, type When } from './say/index.ts'
export {
  decodeText,
  exportFormat,
  exportVersion,
  exportWorld,
  importCsv,
  importJson,
  importPage,
  importWorld,
  type ImportStep,
  pageToMarkdown,
  readPage,
  type PlainFile,
  slugOf,
  type TableKind,
  titleIn,
  worldDigest
} from './import-export/index.ts'
export { Search, type SearchHit, type SearchKind, type SearchQuery, type SearchSources } from './search/index.ts'
export { cleanPicture, type CleanedPicture, type PictureFault } from './pictures/index.ts'
export { discoveryMessage } from './words/index.ts'
