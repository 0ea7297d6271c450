/**
 * Worlds that nobody has lived in yet. An app begins one by itself when it is opened for the first time; whoever then turns out
 * to be somebody else, by a backup or as a further device, leaves it behind. As soon as anything but the name of a world was
 * said in one, or anybody came in, a device stays who it is.
 */
import { toText } from '@commune/protocol'
import { deviceOf, wareOf } from '../me/me.ts'
import type { Held, Inside } from './inside.ts'

/** What a device says by itself when it is opened for the first time. */
const begun: ReadonlySet<string> = new Set(['world.say', 'ware.say', 'invite.open'])

/** The worlds of this peer, if nobody has lived in any of them; undefined otherwise. */
export const untouchedWorlds = (inside: Inside): readonly Held[] | undefined => {
  const me = inside.me()
  const ware = wareOf(me)
  // One that this device came into has epochs by others, though nothing else of it may have come yet.
  const isBegunHere = ({ hosted }: Held): boolean => {
    const mints = [...hosted.epochs.mints.values()]
    return hosted.world.keyring.all().every(({ id }) => mints.some((mint) => mint.epoch === toText(id) && mint.origin.device === deviceOf(me)))
  }
  const isUntouched = (of: Held): boolean => isBegunHere(of) && isUnlived(of)
  const isUnlived = ({ hosted, views }: Held): boolean =>
    hosted.identities.wares().every((each) => each === ware) && views().lastSaid(ware, 20).every(({ type }) => begun.has(type))
  const held = inside.held()
  return held.length === inside.registry.all().length && held.every(isUntouched) ? held : undefined
}

/** Says nothing more there: the device that would is about to be another. */
export const quiet = (worlds: readonly Held[]): void => {
  for (const { hosted } of worlds) hosted.stop()
}

/** Forgets worlds for good. Called last, so that an app is never without any. */
export const leaveBehind = async (inside: Inside, worlds: readonly Held[]): Promise<void> => {
  for (const { hosted } of worlds) {
    await inside.drop(hosted.world.name)
    await inside.registry.forget(hosted.world.name)
  }
}
