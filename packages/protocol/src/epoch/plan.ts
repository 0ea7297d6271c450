/**
 * Who mints when a new epoch is due (K2), and what it means to stop sharing with somebody (K3).
 */
import type { Identities } from '../identity/identities.ts'
import type { IdText } from '../statement/statement.ts'
import { apartFrom, type EpochChoice, type EpochView, epochViews } from './choose.ts'
import type { EpochsState } from './room.ts'

/** A device that is online, with its ware. */
export interface Present {
  readonly ware: IdText
  readonly device: IdText
}

export interface MintInput {
  readonly me: Present
  /** Others that are online in this world, as far as known. */
  readonly online: Iterable<Present>
  readonly choice: EpochChoice | undefined
  /** Wares that should be able to read me, my own among them. */
  readonly wanted: Iterable<IdText>
  /** How long the same epoch has been due, milliseconds. */
  readonly dueMs: number
  /** Since this device minted last in this world, milliseconds; Infinity: never. */
  readonly sinceMintMs: number
}

export type MintPlan =
  | { readonly do: 'nothing' }
  /** Ask again after so long, or when anything has changed. */
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'mint'; readonly audience: readonly IdText[] }

export const mintStepMs = 1_500
export const mintWaitMaxMs = 15_000
/** Least time between two epochs minted by one device. */
export const mintGapMs = 5_000

/** Whether the epoch I write under is to be followed by another. */
export const isMintDue = (choice: EpochChoice | undefined): boolean =>
  !choice || choice.leftOut.length > 0 || choice.stale.length > 0 || choice.lacking.length > 0

/**
 * Whether I mint now. An epoch is due when I have none to write under, when somebody I share with is left out, when an
 * ended device reads along, or when a device of those in it was not given it. With none at all, or when it is my own device that was ended, I mint at once; else the lowest
 * (ware, device) that is online does, and the others wait a step for each one before them, at most `mintWaitMaxMs`.
 */
export const planMint = (input: MintInput): MintPlan => {
  const { me, choice } = input
  if (!isMintDue(choice)) return { do: 'nothing' }
  const audience = [...new Set([me.ware, ...input.wanted])].sort()
  const gap = mintGapMs - input.sinceMintMs
  const mine = !choice || choice.stale.includes(me.ware)
  const before = mine ? 0 : new Set([...input.online].map(placeOf).filter((place) => place < placeOf(me))).size
  const wait = Math.max(gap, Math.min(before * mintStepMs, mintWaitMaxMs) - input.dueMs)
  return wait > 0 ? { do: 'wait', ms: wait } : { do: 'mint', audience }
}

const placeOf = (present: Present): string => `${present.ware}/${present.device}`

export interface DissociationPreview {
  /** Who can read what I say from then on, without me. */
  readonly reaches: readonly IdText[]
  /** Who sees nothing new from me; what they have, they keep. */
  readonly nothingNew: readonly IdText[]
  /** Of those I still reach: who still shares with them, and so may pass on what I say. Each as [ware, with whom]. */
  readonly stillShare: readonly (readonly [ware: IdText, withWares: readonly IdText[]])[]
  /** Of those I still reach: who shares with them no more either. */
  readonly apartToo: readonly IdText[]
  /** Epochs I hold that they can read: all that was said under these stays readable for them. */
  readonly readableBefore: readonly IdText[]
}

export interface PreviewInput {
  readonly me: IdText
  readonly without: Iterable<IdText>
  /** Wares in this world that have not left, my own among them. */
  readonly members: Iterable<IdText>
  readonly epochs: EpochsState
  readonly identities: Identities
}

/** What would be so if I stopped sharing with these wares (K3). */
export const dissociationPreview = (input: PreviewInput): DissociationPreview => {
  const { me, epochs, identities } = input
  const already = apartFrom(me, epochs, identities)
  const without = new Set([...input.without].filter((ware) => ware !== me))
  const reaches = [...new Set(input.members)].filter((ware) => ware !== me && !without.has(ware) && !already.has(ware)).sort()
  const stillShare = reaches.map((ware) => {
    const apart = apartFrom(ware, epochs, identities)
    return [ware, [...without].filter((other) => !apart.has(other)).sort()] as const
  })
  return {
    reaches,
    nothingNew: [...without].sort(),
    stillShare: stillShare.filter(([, others]) => others.length > 0),
    apartToo: stillShare.filter(([, others]) => others.length === 0).map(([ware]) => ware),
    readableBefore: epochViews(epochs, identities)
      .filter((view) => overlaps(view, without))
      .map((view) => view.epoch)
  }
}

export interface Followed {
  /** Wares that said they share with it no more. */
  readonly apart: readonly IdText[]
  /** Wares that have not said so, and whose newest epoch still reaches it or is not known. */
  readonly sharing: readonly IdText[]
}

/** Who has followed in sharing no more with this ware, each by its own word (K3). */
export const whoFollowed = (
  without: IdText,
  members: Iterable<IdText>,
  epochs: EpochsState,
  identities: Identities
): Followed => {
  const apart: IdText[] = []
  const sharing: IdText[] = []
  for (const ware of [...new Set(members)].sort()) {
    if (ware === without) continue
    if (apartFrom(ware, epochs, identities).has(without)) apart.push(ware)
    else sharing.push(ware)
  }
  return { apart, sharing }
}

const overlaps = (view: EpochView, wares: ReadonlySet<IdText>): boolean => [...view.audience].some((ware) => wares.has(ware))
