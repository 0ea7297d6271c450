/** Who is on the other side of the conversations, as they have shown it. */
import type { IdText } from '@commune/protocol'
import type { ConnectionRow } from '../api/api.ts'
import { Carried } from '../carried/carried.ts'
import type { Hosted } from '../hosted/hosted.ts'
import type { PresentDevice } from '../hosted/ports.ts'
import type { Session } from './session.ts'

/** Devices of a world that are connected, each once. */
export const presentIn = (sessions: Iterable<Session>, { world, identities }: Hosted): PresentDevice[] => {
  const found = new Map<IdText, PresentDevice>()
  for (const session of sessions) {
    const channel = session.channel(world.name)
    const device = channel?.remote?.device
    const ware = device !== undefined ? identities.wareOfDevice(device) : undefined
    if (channel && device !== undefined && ware !== undefined) found.set(device, { ware, device, holds: new Set([...channel.epochs, ...(found.get(device)?.holds ?? [])]) })
  }
  return [...found.values()]
}

export const connectionRow = (session: Session, incoming: boolean): ConnectionRow => {
  const worlds = [...session.channels()].filter(([, channel]) => channel.allowed)
  const device = worlds.map(([, channel]) => channel.remote?.device).find((found) => found !== undefined)
  const ware = worlds
    .map(([, { hosted }]) => (device !== undefined && !(hosted instanceof Carried) ? hosted.identities.wareOfDevice(device) : undefined))
    .find((found) => found !== undefined)
  return {
    address: session.wire.remoteAddress,
    incoming,
    worlds: worlds.map(([world]) => world),
    ...(device !== undefined && { device }),
    ...(ware !== undefined && { ware })
  }
}
