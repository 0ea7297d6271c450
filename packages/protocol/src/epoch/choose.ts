/**
 * Under which epoch I write, and when a new one is due (K2, K3). Nobody approves an epoch; each member chooses for itself
 * from what it has seen.
 *
 * Of the epochs that I hold, whose minter speaks for a ware and whose audience is within the wares I share with, I write
 * under the one that leaves out the fewest of those I want to reach; among these under one that no ended device can read;
 * among these under the newest (largest mint lamport, then id). That fewest are left out comes first so that nobody can
 * cut others off from me by minting a small epoch.
 */
import type { ChainOracle, DeviceView, Identities } from '../identity/identities.ts'
import { entryOf } from '../identity/identities.ts'
import { type IdText, laterThan, type Origin } from '../statement/statement.ts'
import { isMarked } from './marks.ts'
import type { DissociationFact, EpochsState, MintFact } from './room.ts'

export interface EpochView {
  readonly epoch: IdText
  readonly mintedBy: IdText
  readonly audience: ReadonlySet<IdText>
  /** Marks of the devices it was sealed to (`isMarked`); null: not told. */
  readonly devices: Uint8Array | null
  readonly origin: Origin
}

/** Epochs whose mint I have seen, with all wares they were given to; in the order they were minted. */
export const epochViews = (epochs: EpochsState, identities: Identities): EpochView[] => {
  const views = new Map<IdText, { epoch: IdText; mintedBy: IdText; audience: ReadonlySet<IdText>; devices: Uint8Array | null; origin: Origin }>()
  for (const mint of epochs.mints.values()) {
    const mintedBy = identities.wareOf(mint.origin)
    if (mintedBy === undefined) continue
    const known = views.get(mint.epoch)
    if (!known) views.set(mint.epoch, { epoch: mint.epoch, mintedBy, audience: audienceOf(mint), devices: mint.devices, origin: mint.origin })
    else {
      known.audience = new Set([...known.audience, ...mint.audience])
      if (!laterThan(known.origin, mint.origin)) continue
      known.origin = mint.origin
      known.devices = mint.devices
    }
  }
  for (const give of epochs.gives.values()) {
    if (identities.wareOf(give.origin) === undefined) continue
    const known = views.get(give.epoch)
    if (known && give.wares.some((ware) => !known.audience.has(ware))) known.audience = new Set([...known.audience, ...give.wares])
  }
  return [...views.values()].sort((a, b) => (newerThan(a, b) ? 1 : -1))
}

/** Of a mint as it was said: what follows from it is worked out far more often than anything is minted. */
const audiences = new WeakMap<MintFact, ReadonlySet<IdText>>()

function audienceOf(mint: MintFact): ReadonlySet<IdText> {
  const known = audiences.get(mint) ?? new Set(mint.audience)
  audiences.set(mint, known)
  return known
}

const newerThan = (a: EpochView, b: EpochView): boolean =>
  a.origin.lamport !== b.origin.lamport ? a.origin.lamport > b.origin.lamport : a.epoch > b.epoch

export interface ChoiceInput {
  /** Ids of the epochs whose secret I hold. */
  readonly held: Iterable<IdText>
  readonly epochs: EpochsState
  readonly identities: Identities
  /** What `epochViews` says of these, where it is known already. */
  readonly views?: readonly EpochView[]
  readonly chain: ChainOracle
  /** My own ware. */
  readonly me: IdText
  /** Whether I share with this ware; never asked about my own. */
  readonly shares: (ware: IdText) => boolean
  /** Wares that should be able to read me: those I share with that are in this world and have not left. */
  readonly wanted: Iterable<IdText>
}

export interface EpochChoice {
  readonly epoch: IdText
  readonly audience: ReadonlySet<IdText>
  /** Wares I want to reach that cannot read it, in the order of their ids. */
  readonly leftOut: readonly IdText[]
  /** Wares with an ended device that can read it still, because its minter did not know of the end. */
  readonly stale: readonly IdText[]
  /** Devices of its audience that it was not sealed to, because its minter did not know of them. */
  readonly lacking: readonly AudienceDevice[]
}

const viewsOf = ({ views, epochs, identities }: Pick<ChoiceInput, 'views' | 'epochs' | 'identities'>): readonly EpochView[] => views ?? epochViews(epochs, identities)

/** The epoch I write under; undefined when I hold none that I may write under. */
export const chooseEpoch = (input: ChoiceInput): EpochChoice | undefined => {
  const held = new Set(input.held)
  const wanted = [...new Set(input.wanted)].sort()
  let best: (EpochChoice & { readonly view: EpochView }) | undefined
  for (const view of viewsOf(input)) {
    if (!held.has(view.epoch) || !within(view, input)) continue
    const leftOut = wanted.filter((ware) => ware !== input.me && !view.audience.has(ware))
    const stale = [...view.audience].filter((ware) => readByEnded(view, ware, input)).sort()
    if (
      best &&
      (leftOut.length > best.leftOut.length ||
        (leftOut.length === best.leftOut.length && stale.length > 0 && best.stale.length === 0))
    )
      continue
    best = { epoch: view.epoch, audience: view.audience, leftOut, stale, lacking: [], view }
  }
  if (!best) return undefined
  const { view, ...choice } = best
  return { ...choice, lacking: lackingIn(view, input.identities) }
}

/** Epochs I still use: those whose audience I share with, and those whose audience I have not been told yet. */
export const usableEpochs = (input: Omit<ChoiceInput, 'wanted' | 'chain'>): Set<IdText> => {
  const usable = new Set(input.held)
  for (const view of viewsOf(input)) if (!within(view, input)) usable.delete(view.epoch)
  return usable
}

/**
 * What I sync with a connection that proved these epochs (K3): everything, when I still use one of them; grants alone when
 * it is an epoch of this world that I use no more, so that one who was away for long finds its way back; else nothing.
 */
export const syncAllowed = (proven: Iterable<IdText>, usable: ReadonlySet<IdText>): 'everything' | 'grants' | 'nothing' => {
  let any = false
  for (const epoch of proven) {
    if (usable.has(epoch)) return 'everything'
    any = true
  }
  return any ? 'grants' : 'nothing'
}

/** Wares that this one shares no more with, by its own latest word. */
export const apartFrom = (ware: IdText, epochs: EpochsState, identities: Identities): Set<IdText> =>
  new Set([...wordsApart(ware, epochs, identities)].filter(([, said]) => said.apart).map(([other]) => other))

/** The latest word of a ware about each other one, of those that `counts`. What is said again stands where it was said first. */
export const wordsApart = (
  ware: IdText,
  epochs: EpochsState,
  identities: Identities,
  counts: (said: DissociationFact) => boolean = () => true
): Map<IdText, DissociationFact> => {
  const latest = new Map<IdText, DissociationFact>()
  for (const said of epochs.dissociations.values()) {
    if (said.ware === ware || !counts(said) || identities.wareOf(said.origin) !== ware) continue
    const known = latest.get(said.ware)
    if (!known || said.at > known.at || (said.at === known.at && laterThan(said.origin, known.origin))) latest.set(said.ware, said)
  }
  return latest
}

/** One device of an audience, to be sealed to. */
export interface AudienceDevice {
  readonly ware: IdText
  readonly device: IdText
  readonly box: IdText
}

/** All devices of these wares that count and were not ended. */
export const audienceDevices = (audience: Iterable<IdText>, identities: Identities): AudienceDevice[] =>
  livingDevices(audience, identities).map(audienceDeviceOf)

interface Living {
  readonly ware: IdText
  readonly view: DeviceView
}

const livingDevices = (audience: Iterable<IdText>, identities: Identities): Living[] =>
  [...new Set(audience)].sort().flatMap((ware) => identities.devices(ware).flatMap((view) => (view.ended ? [] : [{ ware, view }])))

const audienceDeviceOf = ({ ware, view }: Living): AudienceDevice => ({ ware, device: view.device, box: view.box })

function within(view: EpochView, input: Pick<ChoiceInput, 'me' | 'shares'>): boolean {
  for (const ware of view.audience) if (ware !== input.me && !input.shares(ware)) return false
  return true
}

/** Devices of the audience that its minter did not seal it to, and that did not join under it: those were given it otherwise. */
export function lackingIn({ audience, devices, epoch }: EpochView, identities: Identities): AudienceDevice[] {
  if (!devices) return []
  return livingDevices(audience, identities)
    .filter(({ view }) => !isMarked(view.device, devices) && !view.joinedUnder.has(epoch))
    .map(audienceDeviceOf)
}

/** Whether a device of this ware was ended and the minter knew of none of its ends. Saying an end again changes nothing. */
function readByEnded(view: EpochView, ware: IdText, input: ChoiceInput): boolean {
  const ends = input.identities.ends(ware)
  if (ends.length === 0) return false
  const minted = entryOf(view.origin)
  const known = new Set(
    ends.filter((end) => entryOf(end.origin) === minted || input.chain.sees(minted, entryOf(end.origin))).map((end) => end.device)
  )
  return ends.some((end) => !known.has(end.device))
}
