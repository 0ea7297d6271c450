/**
 * What was said in one world about epochs and about with whom one shares (K1 to K4), filed as it was said (T1).
 *
 * - `epoch.mint {seed, audience}`  inside the new epoch, by the device that minted it; holds only for the epoch that follows
 *   from the device and the seed, so that nobody speaks for the minter. `audience` are ware ids, ascending.
 * - `epoch.give {wares}`           inside an epoch: I gave this epoch to these as well (history for a newcomer).
 * - `epoch.ring {key}`             inside an epoch: my ring key in it (ristretto255), the same within a season.
 * - `fork.say {boxes}`             I opened a world that goes on from this one; a pass to it, sealed for each device that is
 *   asked to come along.
 * - `dissociate.say {ware}`, `dissociate.end {ware}`   I share no more with this ware; I share with it again.
 */
import * as v from 'valibot'
import { compareBytes, fromText, sameBytes, toText } from '../bytes/bytes.ts'
import { key32, keys32, listOf, readShape, type Shape } from '../statement/shape.ts'
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

/** Wares in one audience. */
export const audienceWaresMax = 1_024

export interface MintFact {
  readonly epoch: IdText
  readonly audience: readonly IdText[]
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
  readonly origin: Origin
}

export interface DissociationFact {
  readonly ware: IdText
  /** False: shared with again. */
  readonly apart: boolean
  readonly origin: Origin
}

export interface ForkFact {
  readonly boxes: readonly Uint8Array[]
  readonly origin: Origin
}

export interface EpochsState extends RoomState {
  readonly mints: Facts<MintFact>
  readonly gives: Facts<GiveFact>
  readonly rings: Facts<RingFact>
  readonly dissociations: Facts<DissociationFact>
  readonly forks: Facts<ForkFact>
}

export interface EpochShapes {
  readonly 'epoch.mint': Shape<{ seed: Uint8Array; audience: Uint8Array[] }>
  readonly 'epoch.give': Shape<{ wares: Uint8Array[] }>
  readonly 'epoch.ring': Shape<{ key: Uint8Array }>
  readonly 'fork.say': Shape<{ boxes: Uint8Array[] }>
  readonly 'dissociate.say': Shape<{ ware: Uint8Array }>
  readonly 'dissociate.end': Shape<{ ware: Uint8Array }>
}

export const epochShapes: EpochShapes = {
  'epoch.mint': v.object({ seed: key32, audience: keys32(audienceWaresMax) }),
  'epoch.give': v.object({ wares: keys32(audienceWaresMax) }),
  'epoch.ring': v.object({ key: key32 }),
  'fork.say': v.object({ boxes: listOf(v.pipe(v.instance(Uint8Array, 'is not bytes'), v.check((box) => box.length <= 32_768, 'is too long')), 64) }),
  'dissociate.say': v.object({ ware: key32 }),
  'dissociate.end': v.object({ ware: key32 })
}

type EpochType = keyof EpochShapes

/** The room of one world. */
export const epochsRoom = (world: Uint8Array): Room<EpochsState> => ({
  name: 'epochs',
  types: Object.keys(epochShapes),
  empty: () => ({
    mints: new Facts<MintFact>('mints'),
    gives: new Facts<GiveFact>('gives'),
    rings: new Facts<RingFact>('rings'),
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
        state.rings.put(id, { epoch, key: toText(shape.value.key), origin: originOf(said) })
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
        state.dissociations.put(id, {
          ware: toText(shape.value.ware),
          apart: statement.type === 'dissociate.say',
          origin: originOf(said)
        })
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
  state.mints.put(said.id, { epoch: said.epoch, audience: shape.value.audience.map(toText), origin: originOf(said) })
  return undefined
}

/** Said by the minter, first of all inside the new epoch. `audience` are texts of ware ids, the minter's own among them. */
export const sayMint = (seed: Uint8Array, audience: Iterable<IdText>): RawStatement => ({
  type: 'epoch.mint',
  seed,
  audience: sortedIds(audience)
})
export const sayGive = (wares: Iterable<IdText>): RawStatement => ({ type: 'epoch.give', wares: sortedIds(wares) })
export const sayRing = (key: Uint8Array): RawStatement => ({ type: 'epoch.ring', key })
export const sayFork = (boxes: readonly Uint8Array[]): RawStatement => ({ type: 'fork.say', boxes })
export const sayDissociation = (ware: IdText, apart: boolean): RawStatement => ({
  type: apart ? 'dissociate.say' : 'dissociate.end',
  ware: fromText(ware) as Uint8Array
})

function sortedIds(ids: Iterable<IdText>): Uint8Array[] {
  return [...new Set(ids)].map((id) => fromText(id) as Uint8Array).sort(compareBytes)
}
