/**
 * One conversation of two peers, as both know it: what proofs, tags and messages are bound to (K6, S1, K5), so that nothing
 * said in it serves anywhere else, or for the other side.
 */
import { compareBytes, concat } from '../bytes/bytes.ts'
import { derive } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'

export const sessionNonceBytes = 32

export interface Session {
  /** 32 bytes, the same on both sides. */
  readonly id: Uint8Array
  /** 0 on the side with the lower network id, 1 on the other. */
  readonly side: 0 | 1
}

export interface Ends {
  /** Network ids of the connection, and the nonces (32 fresh bytes) of the two hellos. */
  readonly localId: Uint8Array
  readonly remoteId: Uint8Array
  readonly localNonce: Uint8Array
  readonly remoteNonce: Uint8Array
}

/** The session between these ends. Refused when both are the same: a peer that talks to itself, or is echoed. */
export const sessionOf = (ends: Ends): Result<Session, string> => {
  const order = compareBytes(ends.localId, ends.remoteId)
  if (order === 0) return no('both ends of the connection have one network id')
  if (ends.localId.length > 255 || ends.remoteId.length > 255) return no('a network id is longer than 255 bytes')
  if (ends.localNonce.length !== sessionNonceBytes || ends.remoteNonce.length !== sessionNonceBytes)
    return no(`the nonce of a hello has ${sessionNonceBytes} bytes`)
  const local = endBytes(ends.localId, ends.localNonce)
  const remote = endBytes(ends.remoteId, ends.remoteNonce)
  return ok({ id: derive('session', order < 0 ? [local, remote] : [remote, local]), side: order < 0 ? 0 : 1 })
}

/** Binds something to a session and to the side that says it. */
export const sideBytes = (session: Session, by: 'us' | 'them'): Uint8Array =>
  concat(session.id, Uint8Array.of(by === 'us' ? session.side : 1 - session.side))

function endBytes(id: Uint8Array, nonce: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(id.length), id, nonce)
}
