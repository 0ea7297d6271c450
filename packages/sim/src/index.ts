/** The door of the simulator. */
export { runSeed, safetyCheckers, type RunReport, type Violation } from './run/run.ts'
export type { Plan, RunOptions } from './scenario/plan.ts'
export type { Settle } from './time/virtualTime.ts'
