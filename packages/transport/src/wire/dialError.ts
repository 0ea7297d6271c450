/**
 * Why a dial failed, as data. An app turns `reason` into a sentence in the person's language; `message` is the plain
 * English one. Nothing here carries a stack of the network engine: what it said goes to the log.
 */

/** What stood in the way. The list is closed, so that an app can answer each. */
export type DialFailure =
  /** The text is no address, or of a kind this transport cannot dial. */
  | 'bad-address'
  /** A machine is there and nothing listens at that port. */
  | 'refused'
  /** No way leads there (no route, no network, or a browser that does not say why). */
  | 'unreachable'
  /** The name in the address is not known to the name service. */
  | 'unknown-host'
  | 'timed-out'
  /** The address leads back to this very transport. */
  | 'self'
  /** Something answers that does not speak this protocol. */
  | 'other-program'
  /** The other side hung up while hands were shaken: too many connections, or it is closing. */
  | 'turned-away'
  /** The box in between does not hold a place for that peer. */
  | 'no-relay'
  /** This transport is closed. */
  | 'closed'
  | 'failed'

const sentences: Readonly<Record<DialFailure, string>> = {
  'bad-address': 'This is not an address that can be dialled from here',
  refused: 'Nothing listens at that address',
  unreachable: 'That address cannot be reached from here',
  'unknown-host': 'Nobody knows a machine of that name',
  'timed-out': 'Nobody answered in time',
  self: 'That address is this very device',
  'other-program': 'Another program answers at that address',
  'turned-away': 'The other side hung up',
  'no-relay': 'The box in between does not know that peer (any more)',
  closed: 'This device has stopped connecting',
  failed: 'Connecting failed'
}

/** What `dial` rejects with. */
export class DialError extends Error {
  readonly reason: DialFailure
  readonly address: string

  constructor(reason: DialFailure, address: string) {
    super(`${sentences[reason]}: ${address}`)
    this.name = 'DialError'
    this.reason = reason
    this.address = address
  }
}
