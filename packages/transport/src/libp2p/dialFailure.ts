/** Turns what libp2p, Node or a browser throws while dialling into one of the reasons of `DialError`. */
import type { DialFailure } from '../wire/dialError.ts'

const byCode: Readonly<Record<string, DialFailure>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'turned-away',
  EPIPE: 'turned-away'
}

const byName: Readonly<Record<string, DialFailure>> = {
  TimeoutError: 'timed-out',
  AbortError: 'timed-out',
  NoValidAddressesError: 'bad-address',
  InvalidMultiaddrError: 'bad-address',
  ValidationError: 'bad-address',
  InvalidPeerIdError: 'self',
  UnsupportedProtocolError: 'other-program',
  MuxerUnavailableError: 'other-program',
  StreamResetError: 'turned-away',
  StreamClosedError: 'turned-away',
  ConnectionClosedError: 'turned-away',
  MuxerClosedError: 'turned-away',
  NotStartedError: 'closed'
}

/** The first cause that says something; `failed` when none does. */
export function dialFailureOf(error: unknown): DialFailure {
  if (typeof error !== 'object' || error === null) return 'failed'
  const { code, name, message, errors, cause } = error as Record<string, unknown>
  for (const inner of Array.isArray(errors) ? errors : []) {
    const reason = dialFailureOf(inner)
    if (reason !== 'failed') return reason
  }
  if (typeof code === 'string' && byCode[code] !== undefined) return byCode[code]
  if (typeof name === 'string' && byName[name] !== undefined) return byName[name]
  const said = typeof message === 'string' ? message : ''
  if (/dial self/i.test(said)) return 'self'
  if (/via relay with status/.test(said)) return 'no-relay'
  if (name === 'EncryptionFailedError') return handshakeFailureOf(said)
  // A web socket that does not open says no more than that, on purpose.
  if ((error as { type?: unknown }).type === 'error') return 'unreachable'
  return cause === undefined ? 'failed' : dialFailureOf(cause)
}

/** The engine tells what went wrong in the handshake in words alone. */
function handshakeFailureOf(said: string): DialFailure {
  if (/abort|timeout|timed out/i.test(said)) return 'timed-out'
  return /reading [1-9]|newline/i.test(said) ? 'other-program' : 'turned-away'
}

/** The other side is not the one whose id stands in the address: it has started anew. */
export function isOtherPeer(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { message, errors } = error as Record<string, unknown>
  if (Array.isArray(errors)) return errors.some(isOtherPeer)
  return typeof message === 'string' && message.includes('does not match expected remote identity')
}

/** One line for the log of what the engine said, which may run over many with stacks in them. */
export function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return 'a web socket that did not open'
  const lines = error.message.split('\n').map(line => line.trim())
  const telling = lines.find(line => /Error: /.test(line)) ?? lines[0] ?? ''
  return `${error.name}: ${telling}`.slice(0, 300)
}
