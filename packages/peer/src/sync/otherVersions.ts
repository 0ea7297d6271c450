/** Addresses where another version of the protocol spoke when they were tried last, to be said to those who look (S1). */
import type { Message } from '@commune/commune'
import { peerMessage } from '../words/index.ts'
import type { Session } from './session.ts'

/** Addresses remembered. */
const addressesMax = 16

export class OtherVersions {
  /** Whether the version there is the older one. */
  readonly #older = new Map<string, boolean>()

  /** Looks at a conversation that came to be, or did not. */
  note({ wire: { remoteAddress }, ground, otherVersion }: Session): void {
    if (otherVersion && this.#older.size < addressesMax) this.#older.set(remoteAddress, otherVersion.older)
    else if (ground) this.#older.delete(remoteAddress)
  }

  problems(): Message[] {
    return [...this.#older].map(([address, older]) => peerMessage(older ? 'peer.other-older' : 'peer.other-newer', { address }))
  }
}
