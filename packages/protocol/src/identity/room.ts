/**
 * What was said about wares and their devices in one world, filed as it was said (T1). Nothing is decided here: which
 * device counts is worked out by `identitiesOf`, because it depends on all of it.
 */
import * as v from 'valibot'
import { toText } from '../bytes/bytes.ts'
import { bytesOf, key32, keys32, readShape, type Shape } from '../statement/shape.ts'
import {
  Facts,
  type IdText,
  type Origin,
  originOf,
  type Refusal,
  type Room,
  type RoomState,
  type Said
} from '../statement/statement.ts'
import { Joins } from './joins.ts'
import { addHolds, type DeviceAdd, type DeviceEnd, devicesMax, endHolds, joinHolds, readBegin } from './ware.ts'

/** A ware by its begin body; filed under the ware's id. */
export interface BeginFact {
  readonly body: Uint8Array
  readonly device: IdText
  readonly box: IdText
  readonly recovery: IdText
}

/** A device says for itself that it belongs to a ware, or somebody says again what it signed. */
export interface JoinFact {
  readonly ware: IdText
  readonly device: IdText
  readonly box: IdText
  /** The device's own, checked; null: nobody can say this again for it. */
  readonly signature: Uint8Array | null
  /** Under which epoch this was said. */
  readonly epoch: IdText
  readonly origin: Origin
}

/** A certificate whose signature holds; whether its signer may add is not known here. */
export interface AddFact {
  readonly ware: IdText
  readonly device: IdText
  readonly box: IdText
  readonly by: IdText
  readonly signature: Uint8Array
  readonly origin: Origin
}

export interface EndFact {
  readonly ware: IdText
  readonly device: IdText
  readonly last: IdText | null
  readonly keeps: readonly IdText[]
  /** Key whose signature is under it, checked; null: the word of the device that said it. */
  readonly by: IdText | null
  readonly signature: Uint8Array | null
  /** Under which epoch this was said. */
  readonly epoch: IdText
  readonly origin: Origin
}

export interface IdentityState extends RoomState {
  readonly begins: Facts<BeginFact>
  readonly joins: Joins
  readonly adds: Facts<AddFact>
  readonly ends: Facts<EndFact>
}

export interface IdentityShapes {
  readonly 'ware.begin': Shape<{ body: Uint8Array }>
  readonly 'device.add': Shape<DeviceAdd>
  readonly 'device.join': Shape<{ ware: Uint8Array; box: Uint8Array; device?: Uint8Array; signature?: Uint8Array }>
  readonly 'device.end': Shape<DeviceEnd & { by?: Uint8Array; signature?: Uint8Array }>
}

export const identityShapes: IdentityShapes = {
  'ware.begin': v.object({ body: v.instance(Uint8Array, 'is not bytes') }),
  'device.add': v.object({ ware: key32, device: key32, box: key32, by: key32, signature: bytesOf(64) }),
  'device.join': v.object({ ware: key32, box: key32, device: v.exactOptional(key32), signature: v.exactOptional(bytesOf(64)) }),
  'device.end': v.object({
    ware: key32,
    device: key32,
    last: v.nullable(key32),
    keeps: keys32(devicesMax),
    by: v.exactOptional(key32),
    signature: v.exactOptional(bytesOf(64))
  })
}

type IdentityType = keyof IdentityShapes

/** The room of one world. */
export const identityRoom = (world: Uint8Array): Room<IdentityState> => ({
  name: 'identity',
  types: Object.keys(identityShapes),
  empty: () => ({
    begins: new Facts<BeginFact>('begins'),
    joins: new Joins(),
    adds: new Facts<AddFact>('adds'),
    ends: new Facts<EndFact>('ends')
  }),
  fold(state, said) {
    if (said.device === null) return { reason: `${said.statement.type}: it is said without a device` }
    switch (said.statement.type as IdentityType) {
      case 'ware.begin':
        return foldBegin(state, said, said.device)
      case 'device.add':
        return foldAdd(state, said)
      case 'device.join':
        return foldJoin(state, said, world, said.device)
      case 'device.end':
        return foldEnd(state, said, world)
      default:
        return { reason: `${said.statement.type}: is not known here` }
    }
  }
})

function foldBegin(state: IdentityState, said: Said, device: IdText): Refusal | undefined {
  const shape = readShape(identityShapes['ware.begin'], said.statement)
  if (!shape.ok) return { reason: shape.error }
  const begin = readBegin(shape.value.body)
  if (!begin.ok) return { reason: `ware.begin: ${begin.error}` }
  const ware = toText(begin.value.ware)
  const fact: BeginFact = {
    body: begin.value.body.slice(),
    device: toText(begin.value.device),
    box: toText(begin.value.box),
    recovery: toText(begin.value.recovery)
  }
  if (!state.begins.has(ware)) state.begins.put(ware, fact)
  if (device === fact.device) state.joins.put(said.id, { ware, device, box: fact.box, signature: null, epoch: said.epoch, origin: originOf(said) })
  return undefined
}

function foldAdd(state: IdentityState, said: Said): Refusal | undefined {
  const shape = readShape(identityShapes['device.add'], said.statement)
  if (!shape.ok) return { reason: shape.error }
  if (!addHolds(shape.value)) return { reason: 'device.add: the signature does not hold' }
  const { ware, device, box, by, signature } = shape.value
  state.adds.put(said.id, {
    ware: toText(ware),
    device: toText(device),
    box: toText(box),
    by: toText(by),
    signature: signature.slice(),
    origin: originOf(said)
  })
  return undefined
}

function foldJoin(state: IdentityState, said: Said, world: Uint8Array, speaker: IdText): Refusal | undefined {
  const shape = readShape(identityShapes['device.join'], said.statement)
  if (!shape.ok) return { reason: shape.error }
  const { ware, box, device, signature } = shape.value
  if ((device === undefined) !== (signature === undefined)) return { reason: 'device.join: a device and its signature come together' }
  if (device && signature && !joinHolds(said.world ?? world, { ware, box, device, signature }))
    return { reason: 'device.join: the signature does not hold in this world' }
  state.joins.put(said.id, {
    ware: toText(ware),
    device: device ? toText(device) : speaker,
    box: toText(box),
    signature: signature ? signature.slice() : null,
    epoch: said.epoch,
    origin: originOf(said)
  })
  return undefined
}

function foldEnd(state: IdentityState, said: Said, world: Uint8Array): Refusal | undefined {
  const shape = readShape(identityShapes['device.end'], said.statement)
  if (!shape.ok) return { reason: shape.error }
  const { by, signature, ...end } = shape.value
  if ((by === undefined) !== (signature === undefined)) return { reason: 'device.end: a key and its signature come together' }
  if (by && signature && !endHolds(said.world ?? world, end, by, signature))
    return { reason: 'device.end: the signature does not hold in this world' }
  state.ends.put(said.id, {
    ware: toText(end.ware),
    device: toText(end.device),
    last: end.last && toText(end.last),
    keeps: end.keeps.map(toText),
    by: by ? toText(by) : null,
    signature: signature ? signature.slice() : null,
    epoch: said.epoch,
    origin: originOf(said)
  })
  return undefined
}
