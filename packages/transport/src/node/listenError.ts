/** Why listening failed, as data: what was to listen where, and what stood in the way. */
export type ListenFailure =
  /** Another program (or another copy of this one) listens there. */
  | 'port-in-use'
  /** This user may not listen at that port. */
  | 'not-allowed'
  /** This machine does not have that address. */
  | 'no-such-address'
  | 'failed'

export interface ListenPlace {
  readonly kind: 'tcp' | 'ws'
  readonly host: string
  readonly port: number
}

const sentences: Readonly<Record<ListenFailure, string>> = {
  'port-in-use': 'Another program listens there already. Stop it or choose another port',
  'not-allowed': 'This user may not listen there. Choose a port above 1023',
  'no-such-address': 'This machine does not have that address. Choose one of its own, or 0.0.0.0 for all',
  failed: 'Listening failed'
}

/** Rejected with by `openNodeTransport`. */
export class ListenError extends Error {
  readonly reason: ListenFailure
  readonly place: ListenPlace

  constructor(reason: ListenFailure, place: ListenPlace) {
    super(`${place.host} port ${place.port} (${place.kind}): ${sentences[reason]}`)
    this.name = 'ListenError'
    this.reason = reason
    this.place = place
  }
}

/** Finds the system's code in whatever was thrown: Node gives it as `code`, libp2p only in its text. */
export function listenFailureOf(error: unknown): ListenFailure {
  const said = error instanceof Error ? `${(error as { code?: string }).code ?? ''} ${error.message}` : ''
  if (said.includes('EADDRINUSE')) return 'port-in-use'
  if (said.includes('EACCES') || said.includes('EPERM')) return 'not-allowed'
  if (said.includes('EADDRNOTAVAIL') || said.includes('ENOTFOUND')) return 'no-such-address'
  return 'failed'
}
