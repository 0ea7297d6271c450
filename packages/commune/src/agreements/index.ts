/** Agreements: what devices and people do for one another. */
export { leastHoldMsDefault, ruleLimits } from './rule.ts'
export type { Amount, Comparison, Condition, Known, Measured, PointRef, Rule, Truth } from './rule.ts'
export { Acts, Engine, engineLimits, sameUnit, standsInTheWay } from './engine/index.ts'
export type {
  Agreed, Asked, Convert, EngineOptions, EngineState, FindPoint, Found, Freshness, Measuring, RuleFault, Sun, SunState, Why, WhyActed, WhyNow
} from './engine/index.ts'
