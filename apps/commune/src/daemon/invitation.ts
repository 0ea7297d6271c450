/** The invitation a box shows at its door: an open one is used again, so that not every start says a new one. */
import type { PeerApi } from '@commune/peer'
import { type IdText, writeLink } from '@commune/protocol'
import { talk } from '../cli/talk.ts'

const dayMs = 86_400_000
/** How long the invitation at the door is good, and how much of that must be left to show it again. */
const doorMs = 2 * dayMs
const leftMsMin = dayMs / 2

export interface DoorLink {
  readonly link: string
  readonly untilMs: number
}

export interface Door {
  readonly world: IdText
  /** The page the link opens. */
  readonly base: string
  /** Where this peer can be reached, best first. */
  readonly addresses: readonly string[]
  readonly nowMs: number
}

/** A link that lets one ware into this world, with what was said before. */
export const doorLink = async (api: PeerApi, { world, base, addresses, nowMs }: Door): Promise<DoorLink> => {
  const { ask, act } = talk(api)
  const [self, rows] = await Promise.all([ask('self', {}), ask('invitations', { world })])
  const open = rows.find(
    (row) =>
      row.ware === self.ware && row.state === 'open' && row.kind === 'ware' && row.history && row.untilMs - nowMs > leftMsMin
  )
  if (open) {
    const untilS = Math.floor(open.untilMs / 1_000)
    return {
      link: writeLink(base, { kind: 'ware', secret: open.secret, untilS, addresses: addresses.slice(0, 16) }),
      untilMs: open.untilMs
    }
  }
  const { link, untilMs } = await act('invite', { world, kind: 'ware', history: true, untilMs: nowMs + doorMs, base })
  return { link, untilMs }
}
