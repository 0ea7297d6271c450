/** Agreements: what devices and people do for one another. */
export { answersByItself } from './byItself.ts'
export { decideAgreement } from './decide.ts'
export type { AgreementsWish, AgreementsWisher, AgreeWish, DisagreeWish, ProposeWish } from './decide.ts'
export { agreementsRoom } from './fold.ts'
export { isRole, pointsOf, thingOf } from './points.ts'
export type { PointsOfRule } from './points.ts'
export type { AgreementRow, AgreementState, SideRow, UnreadAgreements } from './rows.ts'
export { leastHoldMsDefault, ruleLimits } from './rule.ts'
export type { Amount, Comparison, Condition, Known, Measured, PointRef, Rule, Truth } from './rule.ts'
export { ruleSchema } from './shape.ts'
export type { AgreementsState } from './types.ts'
export type { AgreementWord } from './again.ts'
export { AgreementsView } from './views.ts'
export { asksKeeper, whyUnwilling } from './willing.ts'
export {
  Acts, Engine, engineLimits, fit, Keeper, leaseMsDefault, leaseMsMax, longestMs, replay, replayLimits, sameUnit, slotClasses, Slots, standsInTheWay
} from './engine/index.ts'
export type {
  Agreed, Asked, Asking, Claim, Convert, Declined, EngineOptions, EngineState, Fight, FindPoint, Fitted, Found, Freshness, Holding, Lost, Measuring, Replayed,
  ReplayOptions, RuleFault, SlotClass, SlotsShown, SlotsState, Spanned, Sun, SunState, Told, Why, WhyActed, WhyNow, Willing
} from './engine/index.ts'
