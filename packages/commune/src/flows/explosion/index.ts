/** How a need unfolds through recipes: `explode`, and the indexes of recipes and stock that it reads. */
export { Cookbook } from './cookbook.ts'
export { explode } from './explode.ts'
export { strainMax } from './outlook.ts'
export { type Carried, type Economy, type Maker, type Part, Rounds, strainEnd, wrongIn } from './strain/index.ts'
export { Stores } from './stores.ts'
export { Things } from './things.ts'
export { plainNaming } from './naming.ts'
export type { Because, Exploded, ExplodeOptions, Line, Lot, Makes, Making, Missing, Naming, Need, Recipe, Takes, Want } from './types.ts'
