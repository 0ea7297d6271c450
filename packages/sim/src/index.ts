/** The door of the simulator. */
export { type LinkingOptions, type LinkingReport, runLinking } from './scenario/linking.ts'
export { type FightingOptions, type FightingReport, runFighting } from './scenario/fighting.ts'
export { allFaults, neverHit, seedsForAll } from './run/faults.ts'
export { type Crash, crashesOf, type CrashingOptions, type CrashingReport, type Difference, runCrashing } from './scenario/crashing.ts'
export { type DayOptions, type DayReport, runDay } from './scenario/day.ts'
export { runSeed, safetyCheckers, type RunReport, type Violation } from './run/run.ts'
export type { Plan, RunOptions } from './scenario/plan.ts'
export type { Settle } from './time/virtualTime.ts'
