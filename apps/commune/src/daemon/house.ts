/** Where this box stands in the house: its addresses there, and what it may call itself. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { hostname, networkInterfaces, type NetworkInterfaceInfo } from 'node:os'

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>

/** Names of interfaces that lead to machines inside this machine. */
const inside = /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|utun|tun|tap|wg|zt|tailscale)/

/**
 * IPv4 addresses of this machine as others in the house see it, best first. Empty when there is no network, or when
 * `listenHost` is heard by this machine alone.
 */
export const houseAddresses = (listenHost: string, interfaces: Interfaces = networkInterfaces()): string[] => {
  if (isLoopback(listenHost)) return []
  if (listenHost !== '0.0.0.0' && listenHost !== '::') return [listenHost]
  const found = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter((each) => each.family === 'IPv4' && !each.internal && !each.address.startsWith('169.254.'))
      .map((each) => ({ address: each.address, rank: rankOf(name, each.address) }))
  )
  return found.toSorted((a, b) => a.rank - b.rank).map((each) => each.address)
}

/** The address behind a name of this machine; undefined when nobody knows the name. */
export const addressOf = async (host: string): Promise<string | undefined> => {
  if (isIP(host) !== 0) return host
  return (await lookup(host, { order: 'ipv4first' }).catch(() => undefined))?.address
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/** As it stands in a link. */
export const urlOf = (host: string, port: number): string => `http://${placeOf(host, port)}/`

/** Host and port as one text, also where the host has colons in it. */
export const placeOf = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

function rankOf(name: string, address: string): number {
  const away = inside.test(name) ? 10 : 0
  if (/^(192\.168\.|10\.)/.test(address)) return away
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return away + 1
  return away + 2
}

/** Names that machines get by themselves and that say nothing to a person. */
const nameless =
  /^(localhost|localhost-.*|ip-\d.*|[0-9a-f]{8,}|vm|host|computer|debian|ubuntu|raspberrypi|linux|desktop-\w{7}|macbook.*|\d.*)$/i

/** What this box is called after its host name; undefined when that says nothing. */
export const boxName = (host: string = hostname()): string | undefined => {
  const [first = ''] = host.split('.')
  const name = first
    .replaceAll(/[-_]+/g, ' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .trim()
  return name === '' || name.length > 40 || nameless.test(first) ? undefined : name
}
