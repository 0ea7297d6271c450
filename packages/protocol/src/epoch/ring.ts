/**
 * Ring keys (K1): what a ware is counted by without being known (E6). Published in each epoch from the first day, so that
 * rings can be drawn later; used by ring signatures only.
 *
 * All devices of a ware have one ring key, the same in all epochs of a season, so that neither a second device nor a new
 * epoch gives a ware a second voice. It comes from a secret that its devices share in the world, sealed for each of them.
 * When a device was ended, a new secret follows with the next season; at once only where no device that goes on has the old
 * one. At once for all would give a second voice for each end; and what an ended device could still sign goes under no epoch
 * that others write under, as it is given none.
 */
import { fromText, sameBytes } from '../bytes/bytes.ts'
import type { Identities } from '../identity/identities.ts'
import type { Random } from '../ports/ports.ts'
import { derive, type KeyPair, ringPair, seal, unseal } from '../sodium/sodium.ts'
import { type IdText, laterThan, type Origin, type RawStatement } from '../statement/statement.ts'
import type { EpochsState, RingFact, ShareFact } from './room.ts'

export const ringSecretBytes = 32

/** The ring key pair of a ware in this world and season: a ristretto255 point (32 bytes) and its scalar. `season` counts since 1970. */
export const ringPairOf = (secret: Uint8Array, world: Uint8Array, season: number): { publicKey: Uint8Array; secretKey: Uint8Array } =>
  ringPair(derive('ring', [world, Uint8Array.of(season >> 8, season & 0xff)], secret))

/** Names a ring secret without giving it away. */
export const ringSecretId = (secret: Uint8Array): Uint8Array => derive('ring secret id', [], secret)

/** A device with the key that is sealed to. */
export interface RingDevice {
  readonly device: IdText
  readonly box: IdText
}

/** Gives the ring secret of a ware to these of its devices, from this season on. */
export const sayRingShare = (season: number, secret: Uint8Array, devices: readonly RingDevice[], random: Random): RawStatement => ({
  type: 'ring.share',
  season,
  secret: ringSecretId(secret),
  boxes: devices.flatMap(({ device, box }) => {
    const sealed = seal(secret, fromText(box) as Uint8Array, random.bytes(32))
    return sealed ? [[fromText(device) as Uint8Array, sealed]] : []
  })
})

interface Said {
  readonly origin: Origin
}

/** The ring key of each ware that said one in this epoch for this season, in the order of the wares: a ring. */
export const ringOf = (epoch: IdText, season: number, epochs: EpochsState, identities: Identities): { ware: IdText; key: IdText }[] => {
  const inside = new Set<IdText>()
  for (const ring of epochs.rings.values()) {
    const ware = ring.epoch === epoch && ring.season === season ? identities.wareOf(ring.origin) : undefined
    if (ware !== undefined) inside.add(ware)
  }
  return [...inside].sort().flatMap((ware) => {
    const key = ringKeyOf(ware, season, epochs, identities)
    return key === undefined ? [] : [{ ware, key }]
  })
}

/**
 * The one ring key of a ware in a season: the first that a device said which was not ended; where none did, the first that
 * any device of it said. In whatever epoch: saying another one in a new epoch changes nothing.
 */
export const ringKeyOf = (ware: IdText, season: number, epochs: EpochsState, identities: Identities): IdText | undefined => {
  const { going, ended } = saidBy(ware, season, epochs, identities)
  return (going ?? ended)?.key
}

/** The secret that a ware's ring keys of a season come from: of the latest season shared for, not sealed to an ended device, the first. */
export const ringSecretOf = (ware: IdText, season: number, epochs: EpochsState, identities: Identities): ShareFact | undefined => {
  const shares = sharesOf(ware, epochs, identities).filter((share) => share.season <= season)
  const latest = Math.max(...shares.map((share) => share.season))
  const candidates = shares.filter((share) => share.season === latest)
  const safe = candidates.filter((share) => !sealedToEnded(share.secret, shares, ware, identities))
  return firstOf(safe.length > 0 ? safe : candidates)
}

export interface RingInput {
  /** My ware and this device, with its box. */
  readonly me: IdText
  readonly device: IdText
  readonly box: KeyPair
  readonly season: number
  readonly epochs: EpochsState
  readonly identities: Identities
}

/** Ring secrets that this device was given, by their ids. */
export const openRingSecrets = (input: RingInput): Map<IdText, Uint8Array> => {
  const shares = sharesOf(input.me, input.epochs, input.identities)
  const opened = [...new Set(shares.map((share) => share.secret))].map((id) => [id, openRingSecret(id, shares, input)] as const)
  return new Map(opened.flatMap(([id, secret]) => (secret ? [[id, secret]] : [])))
}

function openRingSecret(id: IdText, shares: readonly ShareFact[], { device, box }: RingInput): Uint8Array | undefined {
  for (const share of shares) {
    for (const each of share.secret === id ? share.boxes : []) {
      const secret = each.device === device ? unseal(each.sealed, box) : undefined
      if (secret?.length === ringSecretBytes && sameBytes(ringSecretId(secret), fromText(id) as Uint8Array)) return secret
    }
  }
  return undefined
}

/** The key that this device says for its ware: the one that is said already, or that follows from the secret it was given. */
export const ringKeyToSay = (input: RingInput, world: Uint8Array): Uint8Array | undefined => {
  const { me, season, epochs, identities } = input
  const { going, ended } = saidBy(me, season, epochs, identities)
  if (going) return fromText(going.key)
  const share = ringSecretOf(me, season, epochs, identities)
  const secret = share && openRingSecret(share.secret, sharesOf(me, epochs, identities), input)
  if (secret) return ringPairOf(secret, world, season).publicKey
  return ended && fromText(ended.key)
}

/** What is to be done about the ring secret of my ware. */
export type RingPlan =
  | { readonly do: 'nothing' }
  /** A new secret, for all devices that go on. */
  | { readonly do: 'renew'; readonly season: number; readonly devices: readonly RingDevice[] }
  /** The same secret, for devices that have not got it. */
  | { readonly do: 'pass-on'; readonly season: number; readonly secret: Uint8Array; readonly devices: readonly RingDevice[] }

export const planRing = (input: RingInput): RingPlan => {
  const { me, device, season, epochs, identities } = input
  const devices = identities.devices(me).filter((view) => !view.ended)
  if (!devices.some((view) => view.device === device)) return { do: 'nothing' }
  const shares = sharesOf(me, epochs, identities)
  const now = ringSecretOf(me, season, epochs, identities)
  if (!now || !devices.some((view) => holds(view.device, now.secret, shares))) return { do: 'renew', season, devices }
  const next = ringSecretOf(me, season + 1, epochs, identities) ?? now
  if (sealedToEnded(next.secret, shares, me, identities)) return { do: 'renew', season: season + 1, devices }
  for (const share of [now, next]) {
    const without = devices.filter((view) => !holds(view.device, share.secret, shares))
    const secret = without.length > 0 ? openRingSecret(share.secret, shares, input) : undefined
    if (secret) return { do: 'pass-on', season: share.season, secret, devices: without }
  }
  return { do: 'nothing' }
}

/** The first key that a device said which goes on, and the first that an ended one said. */
function saidBy(ware: IdText, season: number, epochs: EpochsState, identities: Identities): { going: RingFact | undefined; ended: RingFact | undefined } {
  const said = [...epochs.rings.values()].filter((ring) => ring.season === season && identities.wareOf(ring.origin) === ware)
  const goesOn = ({ origin }: RingFact): boolean => origin.device !== null && identities.wareOfDevice(origin.device) === ware
  return { going: firstOf(said.filter(goesOn)), ended: firstOf(said.filter((ring) => !goesOn(ring))) }
}

const sharesOf = (ware: IdText, epochs: EpochsState, identities: Identities): ShareFact[] =>
  [...epochs.shares.values()].filter((share) => identities.wareOf(share.origin) === ware)

const holds = (device: IdText, secret: IdText, shares: readonly ShareFact[]): boolean =>
  shares.some((share) => share.secret === secret && share.boxes.some((box) => box.device === device))

const sealedToEnded = (secret: IdText, shares: readonly ShareFact[], ware: IdText, identities: Identities): boolean =>
  identities.devices(ware).some((view) => view.ended && holds(view.device, secret, shares))

function firstOf<T extends Said>(said: readonly T[]): T | undefined {
  let first: T | undefined
  for (const one of said) if (!first || laterThan(first.origin, one.origin)) first = one
  return first
}
