/**
 * Going to an address and asking there to be let in, and why that came to nothing.
 *
 * That nobody there knows the invitation is told by how the conversation ends, and one may also end because the other side
 * stops, or falls silent over the question. So it is asked a second time before anybody is sent for a new invitation: who does
 * not know it says so again at once.
 */
import type { Message } from '@commune/commune'
import { invitationHandle, no, ok, type Result, type Session } from '@commune/protocol'
import { NobodyKnowsError } from '../sync/nobodyKnows.ts'
import { OtherVersionError } from '../sync/session.ts'
import { peerMessage } from '../words/index.ts'
import type { Inside } from './inside.ts'

/** From here on it was not answered at all. */
const silentMs = 15_000

export interface Knock {
  readonly address: string
  /** Of the invitation. */
  readonly key: Uint8Array
  /** What is asked, once it is known in which conversation. */
  readonly ask: (session: Session) => Uint8Array
  /** What it means that nobody there knows it. */
  readonly unknown: Message
}

export const knock = async (inside: Inside, wish: Knock): Promise<Result<{ reply: Uint8Array; session: Session }, Message>> => {
  const first = await knockOnce(inside, wish)
  return first.ok || first.error.key !== wish.unknown.key ? first : knockOnce(inside, wish)
}

async function knockOnce(inside: Inside, { address, key, ask, unknown }: Knock): ReturnType<typeof knock> {
  const { clock, log } = inside.ports
  let askedMs = clock.nowMs()
  try {
    const answered = await inside.sync.join(address, invitationHandle(key), (session) => {
      askedMs = clock.nowMs()
      return ask(session)
    })
    return ok(answered)
  } catch (fault) {
    log.note('join-failed', { fault: String(fault) })
    if (fault instanceof OtherVersionError) return no(peerMessage(fault.older ? 'peer.other-older' : 'peer.other-newer', { address }))
    if (fault instanceof NobodyKnowsError) return no(clock.nowMs() - askedMs < silentMs ? unknown : peerMessage('peer.join-not-now'))
    return no(unreached(fault, address))
  }
}

/** Opens a conversation at an address, or says why not. */
export const connectTo = async (inside: Inside, address: string): Promise<Result<undefined, Message>> => {
  try {
    await inside.sync.connect(address)
    return ok(undefined)
  } catch (fault) {
    return no(unreached(fault, address))
  }
}

/** A transport may say why as data (`reason`); whatever does not is silence. */
function unreached(fault: unknown, address: string): Message {
  switch ((fault as { reason?: unknown } | undefined)?.reason) {
    case 'bad-address':
      return peerMessage('peer.address-wrong', { address: address.slice(0, 80) })
    case 'self':
      return peerMessage('peer.address-self')
    case 'other-program':
      return peerMessage('peer.other-program', { address })
    default:
      return peerMessage('peer.unreachable', { address })
  }
}
