/** What it means to share no more with somebody: before, and after (K3). */
import { dissociationPreview, type IdText, whoFollowed } from '@commune/protocol'
import type { DissociationView } from '../api/api.ts'
import type { Hosted } from '../hosted/hosted.ts'

export const dissociationOf = (hosted: Hosted, ware: IdText): DissociationView => {
  const members = hosted.identities.wares()
  const { epochs, identities } = hosted
  const preview = dissociationPreview({ me: hosted.me, without: [ware], members, epochs, identities })
  const followed = whoFollowed(ware, members, epochs, identities)
  return {
    ware,
    apart: hosted.apart().has(ware),
    iReach: preview.reaches,
    followed: followed.apart.filter((other) => other !== hosted.me),
    stillShare: followed.sharing.filter((other) => other !== hosted.me)
  }
}
