/** Grants, and devices that came without an epoch that their ware was given: they were not known yet when it was minted (I4). */
import { type AudienceDevice, type EpochView, fromText, type IdText, type Identities, type KeyPair, lackingIn, openGrant, parseEnvelope } from '@commune/protocol'
import type { World } from '../world/world.ts'
import type { PresentDevice } from './ports.ts'

/** What a device minted, and gives to those that came without it. */
export class Giving {
  /** By epoch and device: each is given once since this peer started. */
  readonly #given = new Set<string>()
  /** Of a view as it was worked out: one that is worked out anew is another. */
  readonly #lacking = new WeakMap<EpochView, readonly AudienceDevice[]>()

  /**
   * Box keys of the devices that are here now and lack this epoch. None when somebody it is for is apart by now: that is
   * no epoch to give on. One that proved it holds it: what is known of it otherwise is only how it came by its first one.
   */
  due(view: EpochView, identities: Identities, here: () => readonly PresentDevice[], apart: ReadonlySet<IdText>): Uint8Array[] {
    const all = this.#lacking.get(view) ?? lackingIn(view, identities)
    this.#lacking.set(view, all)
    // Mostly none lacks it any more: who is here is asked only when one does.
    const open = all.filter(({ device }) => !this.#given.has(`${view.epoch}/${device}`))
    if (open.length === 0 || [...view.audience].some((ware) => apart.has(ware))) return []
    const without = new Set(here().flatMap(({ device, holds }) => (holds.has(view.epoch) ? [] : [device])))
    const lacking = open.filter(({ device }) => without.has(device))
    for (const { device } of lacking) this.#given.add(`${view.epoch}/${device}`)
    return lacking.map(boxOf)
  }
}

/** Works something out when it is asked for, and answers the same from then on. */
export const once = <T>(work: () => T): (() => T) => {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: work() }).value
}

/** Box keys of those of these devices whose ware this epoch is for. */
export const boxesIn = (view: EpochView | undefined, devices: readonly AudienceDevice[]): Uint8Array[] =>
  devices.filter(({ ware }) => view?.audience.has(ware)).map(boxOf)

const boxOf = ({ box }: AudienceDevice): Uint8Array => fromText(box) as Uint8Array

/** Whether these bytes give the one with this box an epoch that is not held in a world. */
export const isNewGrant = (bytes: Uint8Array, world: World, box: KeyPair): boolean => {
  const grant = bytes[0] === 2 ? parseEnvelope(bytes) : undefined
  return grant?.ok === true && !world.keyring.byTag(grant.value.tag) && openGrant(grant.value, box, world.id) !== undefined
}
