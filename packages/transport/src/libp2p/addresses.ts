/**
 * Addresses as multiaddrs: reading those that others give us, and ordering our own.
 *
 * A network id at the end of an address is a hint, no promise: ids are new at each start, so an address in an invitation
 * outlives the id in it. Our own direct addresses carry none; a relayed address must, since the box in between goes by it.
 */
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'

/** An address that can be tried. */
export interface Target {
  /** As it was given. */
  readonly whole: Multiaddr
  /** Without the id at its end; the same as `whole` when relayed. */
  readonly bare: Multiaddr
  /** The id at its end. */
  readonly id: string | undefined
  readonly isRelayed: boolean
}

export function parseTarget(address: string): Target | undefined {
  if (address.length > 1_000) return undefined
  try {
    const whole = multiaddr(address)
    const parts = whole.getComponents()
    // An id that is none shows only when its bytes are asked for.
    if (whole.bytes.length === 0 || parts.length < 2) return undefined
    const last = parts.at(-1)
    const id = last?.name === 'p2p' ? last.value : undefined
    const isRelayed = parts.some(part => part.name === 'p2p-circuit')
    if (isRelayed && id === undefined) return undefined
    const bare = id === undefined || isRelayed ? whole : whole.decapsulate(`/p2p/${id}`)
    return { whole, bare, id, isRelayed }
  } catch {
    return undefined
  }
}

/** The machine at the other end, for limits: an IPv4 address, the first half of an IPv6 one, or a name. */
export function hostOf(address: Multiaddr): string {
  const parts = address.getComponents()
  const host = parts[0]?.value ?? ''
  const network = parts[0]?.name === 'ip6' ? host.split(':').slice(0, 4).join(':') : host
  return parts.some(part => part.name === 'p2p-circuit') ? `${network} relayed` : network
}

/** Own addresses, best first: in the house, then public, then through a box in between, then this machine alone. */
export function sortOwn(addresses: readonly Multiaddr[], ownId: string): string[] {
  const dialable = addresses
    .map(address => ({ address, rank: rankOf(address) }))
    .filter(({ rank }) => rank < unusable)
    .toSorted((a, b) => a.rank - b.rank)
  return [...new Set(dialable.map(({ address }) => ownForm(address, ownId)))]
}

const unusable = 100

function rankOf(address: Multiaddr): number {
  const parts = address.getComponents()
  const host = parts[0]?.value ?? ''
  const isIp4 = parts[0]?.name === 'ip4'
  const webSocket = parts.some(part => part.name === 'ws' || part.name === 'wss') ? 1 : 0
  const relayed = parts.some(part => part.name === 'p2p-circuit') ? 20 : 0
  if (host === '0.0.0.0' || host === '::' || host.startsWith('fe80') || host.startsWith('169.254.')) return unusable
  if (host === '::1' || host.startsWith('127.')) return 50 + relayed + webSocket
  if (isIp4 && /^(192\.168\.|10\.)/.test(host)) return relayed + webSocket
  // Where container engines put their bridges, which lead nowhere from outside.
  if (isIp4 && /^172\.(1[6-9]|2\d|3[01])\./.test(host)) return 2 + relayed + webSocket
  return (isIp4 || parts[0]?.name.startsWith('dns') === true ? 4 : 6) + relayed + webSocket
}

function ownForm(address: Multiaddr, ownId: string): string {
  const text = address.toString()
  const suffix = `/p2p/${ownId}`
  if (text.includes('/p2p-circuit')) return text.endsWith(suffix) ? text : text + suffix
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text
}
