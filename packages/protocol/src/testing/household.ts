/** A laptop that began a ware and added a phone, both speaking; for tests of who speaks for whom. Needs `sodiumReady`. */
import { fromText, toText } from '../bytes/bytes.ts'
import { type DeviceKeys, makeDevice, type RecoveryKey } from '../identity/device.ts'
import { type Identities, identitiesOf } from '../identity/identities.ts'
import { identityRoom } from '../identity/room.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayJoin, type WareBegin } from '../identity/ware.ts'
import type { Random } from '../ports/ports.ts'
import type { IdText } from '../statement/statement.ts'
import { seededRandom } from './seeded.ts'
import { ToyGraph } from './toyGraph.ts'

export const toyWorld: Uint8Array = new Uint8Array(32).fill(7)
export const textOf = (device: DeviceKeys): IdText => toText(device.sign.publicKey)
export const idBytes = (id: IdText): Uint8Array => fromText(id) as Uint8Array

export interface Household {
  readonly graph: ToyGraph
  readonly chance: Random
  readonly begin: WareBegin
  readonly ware: IdText
  readonly laptop: DeviceKeys
  readonly phone: DeviceKeys
  readonly recovery: RecoveryKey
}

export const household = (): Household => {
  const graph = new ToyGraph()
  const chance = seededRandom(1)
  const { begin, device: laptop, recovery } = beginWare(chance)
  const phone = makeDevice(chance)
  const add = sayAdd(addDevice(begin.ware, publicOf(phone), laptop.sign))
  graph.say({ device: textOf(laptop), statements: [sayBegin(begin), add] })
  graph.say({ device: textOf(phone), statements: [sayJoin(begin.ware, phone.box.publicKey)] })
  return { graph, chance, begin, ware: toText(begin.ware), laptop, phone, recovery }
}

export const resolve = (graph: ToyGraph): Identities => identitiesOf(graph.fold(identityRoom(toyWorld)).state, graph)

/** Devices of a ware that count and were not ended. */
export const devicesOf = (identities: Identities, ware: IdText): IdText[] =>
  identities
    .devices(ware)
    .filter((view) => !view.ended)
    .map((view) => view.device)
