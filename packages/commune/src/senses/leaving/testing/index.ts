/** For tests, and for whoever wants to know what published series give away: an adversary, and a room to try it on. */
export { askAdversary, type Outcome, type Presence, type PublishedRun, type Split } from './adversary.ts'
export { officeRoom, type Room, type RoomOptions } from './office.ts'
export { cutAt, dayHalves, halves, knowsTheHours, spanHalves } from './splits.ts'
export { dayMeanOff, publishedAs } from './published.ts'
export { verdictOf, type Verdict } from './verdict.ts'
