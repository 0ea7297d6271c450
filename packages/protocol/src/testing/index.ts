/** The door of the contract suites, for the tests of adapters. */
export { storeCases, type StoreCase, type StoreUnderTest } from './storeCases.ts'
export { storeContract } from './storeContract.ts'
export { connect, take, transportContract, type TransportGround } from './transportContract.ts'
export { seededRandom } from './seeded.ts'
export { factsOf, ToyGraph, type ToyWords } from './toyGraph.ts'
export { devicesOf, household, type Household, idBytes, resolve, textOf, toyWorld } from './household.ts'
export { fuzzInputs, fuzzPatienceMs, fuzzSeed, hammer, type Hammered, type Verdict } from './fuzz/hammer.ts'
export { mutator, type Mutator } from './fuzz/mutator.ts'
