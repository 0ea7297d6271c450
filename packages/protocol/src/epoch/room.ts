/**
 * What was said in one world about epochs and about with whom one shares (K1 to K4), filed as it was said (T1).
 *
 * - `epoch.mint {seed, audience, devices?}`   inside the new epoch, by the device that minted it; holds only for the epoch
 *   that follows from the device and the seed, so that nobody speaks for the minter. `audience` are ware ids, ascending;
 *   `devices` the first 8 bytes of each device it was sealed to, ascending, in one.
 * - `epoch.give {wares}`           inside an epoch: I gave this epoch to these as well (history for a newcomer).
 * - `epoch.ring {key, season?}`    inside an epoch: the ring key of my ware in this season (ristretto255).
 * - `ring.share {season, secret, boxes}`   what ring keys of my ware come from, from this season on, sealed for its devices.
 * - `fork.say {boxes}`             I opened a world that goes on from this one; a pass to it, sealed for each device that is
 *   asked to come along.
 * - `dissociate.say {ware, at?}`, `dissociate.end {ware, at?}`   I share no more with this ware; I share with it again. Said
 *   again in a new epoch it stands where it was said first: at this lamport.
 */
import * as v from 'valibot'
import { compareBytes, fromText, sameBytes, toText } from '../bytes/bytes.ts'
import { devicesMax } from '../identity/ware.ts'
import { bytesOf, key32, keys32, listOf, readShape, type Shape } from '../statement/shape.ts'
import {
  Facts,
  type IdText,
  type Origin,
  originOf,
  type RawStatement,
  type Refusal,
  type Room,
  type RoomState,
  type Said
} from '../statement/statement.ts'
import { epochIdOf, epochSecret } from './epoch.ts'
import { deviceMarkBytes, markedDevicesMax, marksAscend, marksOf } from './marks.ts'
import { Rings } from './rings.ts'

/** Wares in one audience. */
export const audienceWaresMax = 1_024

export interface MintFact {
  readonly epoch: IdText
  readonly audience: readonly IdText[]
  /** `deviceMark` of each device that it was sealed to, one behind the other; null: not told. */
  readonly devices: Uint8Array | null
  readonly origin: Origin
}

export interface GiveFact {
  readonly epoch: IdText
  readonly wares: readonly IdText[]
  readonly origin: Origin
}

export interface RingFact {
  readonly epoch: IdText
  readonly key: IdText
  /** Seasons since 1970; null where it was not told. */
  readonly season: number | null
  readonly origin: Origin
}

/** A ring secret on its way to the devices of a ware. */
export interface ShareFact {
  /** From which season on it counts. */
  readonly season: number
  /** `ringSecretId` of what is in the boxes. */
  readonly secret: IdText
  readonly boxes: readonly { readonly device: IdText; readonly sealed: Uint8Array }[]
  readonly origin: Origin
}

export interface DissociationFact {
  readonly ware: IdText
  /** False: shared with again. */
  readonly apart: boolean
  /** Lamport where this was said first. */
  readonly at: number
  /** Under which epoch this was said. */
  readonly epoch: IdText
  readonly origin: Origin
}

export interface ForkFact {
  readonly boxes: readonly Uint8Array[]
  readonly origin: Origin
}

export interface EpochsState extends RoomState {
  readonly mints: Facts<MintFact>
  readonly gives: Facts<GiveFact>
  readonly rings: Rings
  readonly shares: Facts<ShareFact>
  readonly dissociations: Facts<DissociationFact>
  readonly forks: Facts<ForkFact>
}

export interface EpochShapes {
  readonly 'epoch.mint': Shape<{ seed: Uint8Array; audience: Uint8Array[]; devices?: Uint8Array }>
  readonly 'epoch.give': Shape<{ wares: Uint8Array[] }>
  readonly 'epoch.ring': Shape<{ key: Uint8Array; season?: number }>
  readonly 'ring.share': Shape<{ season: number; secret: Uint8Array; boxes: { device: Uint8Array; sealed: Uint8Array }[] }>
  readonly 'fork.say': Shape<{ boxes: Uint8Array[] }>
  readonly 'dissociate.say': Shape<{ ware: Uint8Array; at?: number }>
  readonly 'dissociate.end': Shape<{ ware: Uint8Array; at?: number }>
}

const season16: Shape<number> = v.pipe(v.number(), v.integer(), v.minValue(0, 'is before 1970'), v.maxValue(0xffff, 'is too far away'))
const lamport48: Shape<number> = v.pipe(v.number(), v.integer(), v.minValue(1, 'is no lamport'), v.maxValue(2 ** 48 - 1, 'is no lamport'))
const marks: Shape<Uint8Array> = v.pipe(
  v.instance(Uint8Array, 'is not bytes'),
  v.check((all) => all.length <= deviceMarkBytes * markedDevicesMax && all.length % deviceMarkBytes === 0, 'has not 8 bytes for each device'),
  v.check((all) => marksAscend(all), 'is not in ascending order, each once')
)
const ringBox: Shape<{ device: Uint8Array; sealed: Uint8Array }> = v.pipe(
  v.strictTuple([key32, bytesOf(80)]),
  v.transform(([device, sealed]) => ({ device, sealed }))
)

export const epochShapes: EpochShapes = {
  'epoch.mint': v.object({ seed: key32, audience: keys32(audienceWaresMax), devices: v.exactOptional(marks) }),
  'epoch.give': v.object({ wares: keys32(audienceWaresMax) }),
  'epoch.ring': v.object({ key: key32, season: v.exactOptional(season16) }),
  'ring.share': v.object({ season: season16, secret: key32, boxes: listOf(ringBox, devicesMax) }),
  'fork.say': v.object({ boxes: listOf(v.pipe(v.instance(Uint8Array, 'is not bytes'), v.check((box) => box.length <= 32_768, 'is too long')), 64) }),
  'dissociate.say': v.object({ ware: key32, at: v.exactOptional(lamport48) }),
  'dissociate.end': v.object({ ware: key32, at: v.exactOptional(lamport48) })
}

type EpochType = keyof EpochShapes

/** The room of one world. */
export const epochsRoom = (world: Uint8Array): Room<EpochsState> => ({
  name: 'epochs',
  types: Object.keys(epochShapes),
  empty: () => ({
    mints: new Facts<MintFact>('mints'),
    gives: new Facts<GiveFact>('gives'),
    rings: new Rings(),
    shares: new Facts<ShareFact>('shares'),
    dissociations: new Facts<DissociationFact>('dissociations'),
    forks: new Facts<ForkFact>('forks')
  }),
  fold(state, said) {
    const { statement, device, epoch, id } = said
    if (device === null) return { reason: `${statement.type}: it is said without a device` }
    switch (statement.type as EpochType) {
      case 'epoch.mint':
        return foldMint(state, said, world, device)
      case 'epoch.give': {
        const shape = readShape(epochShapes['epoch.give'], statement)
        if (!shape.ok) return { reason: shape.error }
        state.gives.put(id, { epoch, wares: shape.value.wares.map(toText), origin: originOf(said) })
        return undefined
      }
      case 'epoch.ring': {
        const shape = readShape(epochShapes['epoch.ring'], statement)
        if (!shape.ok) return { reason: shape.error }
        state.rings.put(id, { epoch, key: toText(shape.value.key), season: shape.value.season ?? null, origin: originOf(said) })
        return undefined
      }
      case 'ring.share': {
        const shape = readShape(epochShapes['ring.share'], statement)
        if (!shape.ok) return { reason: shape.error }
        const boxes = shape.value.boxes.map((box) => ({ device: toText(box.device), sealed: box.sealed.slice() }))
        state.shares.put(id, { season: shape.value.season, secret: toText(shape.value.secret), boxes, origin: originOf(said) })
        return undefined
      }
      case 'fork.say': {
        const shape = readShape(epochShapes['fork.say'], statement)
        if (!shape.ok) return { reason: shape.error }
        state.forks.put(id, { boxes: shape.value.boxes.map((box) => box.slice()), origin: originOf(said) })
        return undefined
      }
      case 'dissociate.say':
      case 'dissociate.end': {
        const shape = readShape(epochShapes['dissociate.say'], statement)
        if (!shape.ok) return { reason: shape.error }
        const { ware, at = said.lamport } = shape.value
        if (at > said.lamport) return { reason: `${statement.type}: at lies after where it is said` }
        state.dissociations.put(id, { ware: toText(ware), apart: statement.type === 'dissociate.say', at, epoch, origin: originOf(said) })
        return undefined
      }
      default:
        return { reason: `${statement.type}: is not known here` }
    }
  }
})

function foldMint(state: EpochsState, said: Said, world: Uint8Array, device: IdText): Refusal | undefined {
  const shape = readShape(epochShapes['epoch.mint'], said.statement)
  if (!shape.ok) return { reason: shape.error }
  const key = fromText(device)
  const minted = key && epochIdOf(world, epochSecret(key, shape.value.seed))
  if (!minted || !sameBytes(minted, fromText(said.epoch) ?? new Uint8Array()))
    return { reason: 'epoch.mint: this device did not mint this epoch from this seed' }
  const { audience, devices } = shape.value
  state.mints.put(said.id, { epoch: said.epoch, audience: audience.map(toText), devices: devices ? devices.slice() : null, origin: originOf(said) })
  return undefined
}

/**
 * Said by the minter inside the new epoch. `audience` are texts of ware ids, the minter's own among them; `devices` the keys
 * of the devices it was sealed to. They are left out where they are too many to be told.
 */
export const sayMint = (seed: Uint8Array, audience: Iterable<IdText>, devices?: Iterable<IdText>): RawStatement => {
  const marked = devices ? marksOf(devices) : undefined
  return { type: 'epoch.mint', seed, audience: sortedIds(audience), ...(marked && { devices: marked }) }
}
export const sayGive = (wares: Iterable<IdText>): RawStatement => ({ type: 'epoch.give', wares: sortedIds(wares) })
export const sayRing = (key: Uint8Array, season: number): RawStatement => ({ type: 'epoch.ring', key, season })
export const sayFork = (boxes: readonly Uint8Array[]): RawStatement => ({ type: 'fork.say', boxes })
/** `at` is the lamport where it was said first, when it is said again. */
export const sayDissociation = (ware: IdText, apart: boolean, at?: number): RawStatement => ({
  type: apart ? 'dissociate.say' : 'dissociate.end',
  ware: fromText(ware) as Uint8Array,
  ...(at !== undefined && { at })
})

function sortedIds(ids: Iterable<IdText>): Uint8Array[] {
  return [...new Set(ids)].map((id) => fromText(id) as Uint8Array).sort(compareBytes)
}
