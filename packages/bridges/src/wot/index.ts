/** Web of Things: descriptions in and out, and talking to what they describe. */
export type { Checked } from './check.ts'
export { checkThing } from './check.ts'
export type { Credential, Credentials } from './credentials.ts'
export { type DescribeOptions, tdOf } from './describe.ts'
export type { Fault } from './fault.ts'
export { type Fetch, fetchDescription, type FetchResponse, type HttpPorts } from './http.ts'
export type { Json, JsonObject } from './json.ts'
export { wotLimits } from './limits.ts'
export {
  checkModel,
  type FetchModel,
  fillModel,
  type Filling,
  holdAgainstModel,
  type Model,
  readModel,
  type ResolvedModel,
  resolveModel
} from './model.ts'
export { heardOver, type MqttMessage, publishFor, type Subscription, subscriptionsOf } from './mqtt.ts'
export { askedAt, type AskedAt, type Need, needsOf } from './needs.ts'
export { type MqttDoor, type OpenPorts, openThing, type OpenThing, type Sensed } from './open.ts'
export { type Reach, type Target, targetsOf, type Where, whereIs } from './reach.ts'
export { type Description, type ReadOptions, readThing } from './read.ts'
export {
  type Grant,
  type ServedThing,
  type ServePorts,
  type ServeRequest,
  type ServeResponse,
  serveThings,
  type ServeThings
} from './serve.ts'
export { type Brought, type Door, thingOf } from './thing.ts'
export { unitFrom } from './units.ts'
