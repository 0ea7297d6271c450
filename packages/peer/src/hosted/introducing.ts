/**
 * What is said in an epoch so that those who read no older one know who is who and who shares with whom (K1 to K4).
 *
 * The minter says again what was signed by those it speaks of, before the mint. Each ware says for itself what nobody can say
 * for it: that it is there, its ring key, whom it shares with no more, which of its devices it ended.
 */
import {
  epochViews,
  type Epoch,
  type EpochsState,
  type Identities,
  type IdentityState,
  type IdText,
  isMarked,
  planRing,
  type Random,
  type RawStatement,
  ringKeyToSay,
  ringPairOf,
  ringSecretBytes,
  type RingInput,
  sayAgain,
  sayApartAgain,
  sayOwnEnds,
  sayRing,
  sayRingShare,
  toText
} from '@commune/protocol'
import { deviceOf, type Me, presentation, wareOf } from '../me/me.ts'

/** One world at one moment, as this device sees it. */
export interface Scene {
  readonly world: Uint8Array
  readonly me: Me
  readonly identity: IdentityState
  readonly epochs: EpochsState
  readonly identities: Identities
  readonly season: number
}

/** Who is who, as far as somebody in this audience may not have been able to read it. */
export const sayAgainTo = (audience: readonly IdText[], { identity, epochs, identities }: Scene): RawStatement[] => {
  const views = epochViews(epochs, identities).filter((view) => audience.every((ware) => view.audience.has(ware)))
  const known = new Set(views.map((view) => view.epoch))
  return sayAgain({ state: identity, identities, wares: audience, told: (epoch) => known.has(epoch) })
}

/** All that this ware says for itself in a new epoch. */
export const present = (scene: Scene, epoch: Epoch, random: Random): RawStatement[] => {
  const { world, me, epochs, identities } = scene
  const id = toText(epoch.id)
  const ware = wareOf(me)
  return [...presentation(me, world), ...ownEnds(scene, (of) => of === id), ...sayApartAgain(ware, id, epochs, identities), ...ringIn(scene, random)]
}

/** The same where it is lacking in this epoch, or what of it is; nothing where all of it is known. */
export const appear = (scene: Scene, epoch: Epoch, random: Random): RawStatement[] => {
  const { me, epochs, identities, season } = scene
  const id = toText(epoch.id)
  const [ware, device] = [wareOf(me), deviceOf(me)]
  const view = identities.devices(ware).find((one) => one.device === device)
  const known = view !== undefined && isSigned(device, scene) && (view.joinedUnder.has(id) || isSealedTo(device, id, scene))
  const rung = any(epochs.rings.under(id), (ring) => ring.season === season && identities.wareOf(ring.origin) === ware)
  if (!known || (!rung && ringIn(scene, random).length > 0)) return present(scene, epoch, random)
  return ownEnds(scene, () => true)
}

/** Ends that this device said, where they were not told, or nobody can say them again. */
const ownEnds = ({ world, me, identity, identities }: Scene, told: (epoch: IdText) => boolean): RawStatement[] =>
  sayOwnEnds({ state: identity, identities, told, me: wareOf(me), world, sign: me.device.sign })


/** What is due about the ring secret of this ware, and words that are the same when the same is due again. */
export const shareRing = (scene: Scene, random: Random): { readonly said: RawStatement; readonly words: string } | undefined => {
  const plan = planRing(ringInput(scene))
  if (plan.do === 'nothing') return undefined
  const secret = plan.do === 'renew' ? random.bytes(ringSecretBytes) : plan.secret
  const said = sayRingShare(plan.season, secret, plan.devices, random)
  if ((said['boxes'] as readonly unknown[]).length === 0) return undefined
  return { said, words: ['ring', plan.do, plan.season, ...plan.devices.map(({ device }) => device)].join(' ') }
}

/** The ring key of this ware; where its first device begins here, with the secret it comes from. */
function ringIn(scene: Scene, random: Random): RawStatement[] {
  const { me, world, season, epochs, identities } = scene
  const key = ringKeyToSay(ringInput(scene), world)
  if (key) return [sayRing(key, season)]
  const isFirst = me.adds.length === 0 && identities.devices(wareOf(me)).length === 0
  if (!isFirst || any(epochs.shares.values(), (share) => share.origin.device === deviceOf(me))) return []
  const secret = random.bytes(ringSecretBytes)
  const devices = [{ device: deviceOf(me), box: toText(me.device.box.publicKey) }]
  return [sayRingShare(season, secret, devices, random), sayRing(ringPairOf(secret, world, season).publicKey, season)]
}

/** Whether the minter of an epoch knew of this device, and so said to all who read it that it is there. */
const isSealedTo = (device: IdText, epoch: IdText, { epochs }: Scene): boolean =>
  any(epochs.mints.values(), (mint) => mint.epoch === epoch && mint.devices !== null && isMarked(device, mint.devices))

/** Whether others can say again that this device is there. */
const isSigned = (device: IdText, { identity }: Scene): boolean => any(identity.joins.values(), (join) => join.device === device && join.signature !== null)

/** What is looked through grows with each epoch, and is not copied for it. */
function any<T>(facts: Iterable<T>, holds: (fact: T) => boolean): boolean {
  for (const fact of facts) if (holds(fact)) return true
  return false
}

const ringInput = ({ me, season, epochs, identities }: Scene): RingInput => ({ me: wareOf(me), device: deviceOf(me), box: me.device.box, season, epochs, identities })
