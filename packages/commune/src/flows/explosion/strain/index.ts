/** Many makers, each acting on what it alone can see: orders, strain, and ends that give way. */
export type { Carried } from './carry.ts'
export type { Economy, Maker, Part } from './economy.ts'
export { wrongIn } from './feasible.ts'
export { Rounds } from './rounds.ts'
export { strainEnd } from './strains.ts'
