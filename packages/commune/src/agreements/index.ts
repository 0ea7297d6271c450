/** Agreements: what devices and people do for one another. */
export { leastHoldMsDefault, ruleLimits } from './rule.ts'
export type { Amount, Comparison, Condition, Known, Measured, PointRef, Rule, Truth } from './rule.ts'
export {
  Acts, Engine, engineLimits, fit, Keeper, leaseMsDefault, leaseMsMax, longestMs, pointsOf, replay, replayLimits, sameUnit, slotClasses, Slots, standsInTheWay
} from './engine/index.ts'
export type {
  Agreed, Asked, Asking, Claim, Convert, Declined, EngineOptions, EngineState, Fight, FindPoint, Fitted, Found, Freshness, Holding, Lost, Measuring, Replayed,
  ReplayOptions, RuleFault, SlotClass, SlotsShown, SlotsState, Spanned, Sun, SunState, Told, Why, WhyActed, WhyNow, Willing
} from './engine/index.ts'
