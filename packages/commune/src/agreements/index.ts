/** Agreements: what devices and people do for one another. */
export { leastHoldMsDefault, ruleLimits } from './rule.ts'
export type { Amount, Comparison, Condition, Known, Measured, PointRef, Rule, Truth } from './rule.ts'
