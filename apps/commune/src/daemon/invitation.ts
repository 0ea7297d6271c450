/** The invitation a box shows at its door: an open one is used again, so that not every start says a new one. */
import type { InviteRow } from '@commune/commune'
import type { PeerApi } from '@commune/peer'
import { type IdText, writeLink } from '@commune/protocol'
import { talk } from '../cli/talk.ts'

const dayMs = 86_400_000
/** How long the invitation at the door is good, and how much of that must be left to show it again. */
const doorMs = 2 * dayMs
const leftMsMin = dayMs / 2
const addressesMax = 4

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
  const { ware } = await ask('self', {})
  const atTheDoor = async (): Promise<InviteRow | undefined> =>
    (await ask('invitations', { world })).find((row) => isForDoor(row, ware, nowMs))
  let row = await atTheDoor()
  if (!row) {
    const { link, untilMs } = await act('invite', { world, kind: 'ware', history: true, untilMs: nowMs + doorMs, base })
    row = await atTheDoor()
    if (!row) return { link, untilMs }
  }
  const untilS = Math.floor(row.untilMs / 1_000)
  return {
    link: writeLink(base, { kind: 'ware', secret: row.secret, untilS, addresses: outside(addresses) }),
    untilMs: row.untilMs
  }
}

const isForDoor = (row: InviteRow, ware: IdText, nowMs: number): boolean =>
  row.ware === ware && row.state === 'open' && row.kind === 'ware' && row.history && row.untilMs - nowMs > leftMsMin

/** Addresses that lead here from elsewhere, few enough for a code that fits a terminal. */
function outside(addresses: readonly string[]): string[] {
  const found = addresses.filter((address) => !/^\/(?:ip4\/127\.|ip6\/::1\/)/.test(address))
  return (found.length > 0 ? found : addresses).slice(0, addressesMax)
}
