/** The door of the contract suites, for the tests of adapters. */
export { connect, take, transportContract, type TransportGround } from './transportContract.ts'
