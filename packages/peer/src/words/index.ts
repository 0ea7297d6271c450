import { type Message, messagesOf } from '@commune/commune'
import { StoreError, type StoreFault } from '@commune/protocol'
import type { peerFirstEnglish } from './en.ts'
import type { peerLaterEnglish } from './en-later.ts'

export { peerFirstEnglish } from './en.ts'
export { peerLaterEnglish } from './en-later.ts'

type PeerEnglish = typeof peerFirstEnglish & typeof peerLaterEnglish

export const peerMessage: ReturnType<typeof messagesOf<PeerEnglish>> = messagesOf<PeerEnglish>()

const storeMessages: Readonly<Record<StoreFault, Message>> = {
  full: peerMessage('peer.store-full'),
  'read-only': peerMessage('peer.store-read-only'),
  damaged: peerMessage('peer.store-damaged'),
  closed: peerMessage('peer.store-closed'),
  'newer-format': peerMessage('peer.newer'),
  'in-use': peerMessage('peer.store-closed')
}

/** A fault as a sentence. */
export const messageOfFault = (fault: unknown): Message => {
  if (fault instanceof StoreError) return storeMessages[fault.fault]
  if (fault instanceof RangeError) return peerMessage('peer.too-long')
  return peerMessage('peer.fault', { fault: fault instanceof Error ? fault.message : String(fault) })
}
