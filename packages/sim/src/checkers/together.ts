/**
 * Nobody splits itself off (K2): who came in by an invitation, and shares with all, mints no epoch for itself alone. What it
 * would say there nobody else could ever read. Where nobody else has a device left that could read it, it is alone.
 */
import type { Checker } from './checker.ts'

export const together: Checker = {
  name: 'together',
  async check({ commune }) {
    const broken: string[] = []
    for (const world of commune.worlds) {
      for (const peer of commune.honest) {
        const hosted = peer.peer?.inside.find(world)?.hosted
        if (!hosted || hosted.me === commune.founder) continue
        const { epochs, identities } = hosted
        const parted = [...epochs.dissociations.values()].some((said) => said.apart && said.origin.device === peer.device)
        const alone = [...epochs.mints.values()].filter((mint) => mint.origin.device === peer.device && mint.audience.every((ware) => ware === hosted.me))
        const others = identities.wares().some((ware) => ware !== hosted.me && identities.devices(ware).some((device) => !device.ended))
        if (!parted && alone.length > 0 && others) broken.push(`${peer.name} minted an epoch for itself alone`)
      }
    }
    return broken
  }
}
