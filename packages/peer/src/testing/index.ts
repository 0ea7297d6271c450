/** The door of what tests of peers stand on. */
export { Box, gate, lamp } from './box.ts'
export { House, must, openLock, Resident, wareOf } from './house.ts'
export type { Meddle, Passing, ResidentOptions } from './house.ts'
export { Stranger } from './stranger.ts'
export { Teller } from './teller.ts'
export { type Settle, StepClock } from './stepClock.ts'
