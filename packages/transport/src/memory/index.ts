/** The door of the memory network, for tests and the simulator. */
export { DialError, type DialFailure } from '../wire/dialError.ts'
export type { FaultName, Faults, FaultsBetween } from './faults.ts'
export { MemoryNetwork, type MemoryNetworkOptions, type OpenOptions } from './network.ts'
export type { MemoryTransport } from './transport.ts'
