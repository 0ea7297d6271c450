/**
 * Where a description may lead this program. A description comes from anybody, and the program stands inside of a house: without care a
 * description could make it ask the router, a neighbour's program, or itself, and carry passwords there.
 *
 * - Only origins the person said yes to are asked, each shown beforehand with where it lies (`targetsOf`).
 * - This very device, addresses that are valid on one cable only (among them those where clouds keep secrets), and groups are reached
 *   only when the person said yes to them as they are written. A name that leads there is refused: it hides where it goes.
 * - A redirect stays within its origin, and is followed three times at most. Secrets go to the one origin they were given for.
 *
 * What is left: between the look-up here and that of `fetch` a name may change. Whoever brings `fetch` can pin the address.
 */
import { BlockList, isIP } from 'node:net'
import { type Message, wotMessage } from '@commune/commune'
import { addressOf, waysTo } from './forms.ts'
import { member, membersOf, shown, textMember } from './json.ts'
import type { Description } from './read.ts'

export type Where = 'this device' | 'this cable' | 'this network' | 'beyond'

export interface Target {
  /** `http://lamp.local:8080`; of MQTT the broker. */
  readonly origin: string
  readonly where: Where
  /** A password or token would go there without a lock on the way. */
  readonly inClear: boolean
}

export interface Reach {
  readonly origins: ReadonlySet<string>
  /** All addresses of a name. Left out: names are trusted to be what they seem. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

const lists: Readonly<Record<Exclude<Where, 'beyond'>, readonly string[]>> = {
  'this device': ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'],
  'this cable': ['169.254.0.0/16', 'fe80::/10', '224.0.0.0/4', '255.255.255.255/32', 'ff00::/8', 'fd00:ec2::254/128'],
  'this network': ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7']
}

const blocks = Object.entries(lists).map(([where, nets]) => {
  const list = new BlockList()
  for (const net of nets) {
    const [address = '', bits = ''] = net.split('/')
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return [where as Where, list] as const
})

/** Where an address or a name lies, as far as it can be told from how it is written. */
export const whereIs = (host: string): Where => {
  const plain = host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  const family = isIP(plain)
  if (family > 0) return blocks.find(([, list]) => list.check(plain, family === 6 ? 'ipv6' : 'ipv4'))?.[0] ?? 'beyond'
  if (plain === 'localhost' || plain.endsWith('.localhost')) return 'this device'
  return !plain.includes('.') || /\.(?:local|lan|home|internal|home\.arpa|fritz\.box)$/.test(plain) ? 'this network' : 'beyond'
}

export const originOf = (url: URL): string => (url.origin !== 'null' ? url.origin : `${url.protocol}//${url.host}`)

/** Everywhere a description leads, for the person to say yes to. */
export const targetsOf = (description: Description): Target[] => {
  const targets = new Map<string, Target>()
  const locked = /^(?:https|mqtts):$/
  for (const [kind, ops] of [
    ['properties', ['readproperty', 'writeproperty', 'observeproperty']],
    ['actions', ['invokeaction']],
    ['events', ['subscribeevent']]
  ] as const) {
    for (const [name] of membersOf(member(description.root, kind))) {
      for (const way of ops.flatMap((op) => waysTo(description, kind, name, op))) {
        const url = addressOf(way, new Map(way.open.map((gap) => [gap, 'x'])))
        if (!url || !/^(?:https?|mqtts?):$/.test(url.protocol)) continue
        const secret = way.security.some(
          (one) => textMember(member(member(description.root, 'securityDefinitions'), one), 'scheme') !== 'nosec'
        )
        const origin = originOf(url)
        const inClear = secret && !locked.test(url.protocol)
        targets.set(origin, { origin, where: whereIs(url.hostname), inClear: inClear || (targets.get(origin)?.inClear ?? false) })
      }
    }
  }
  return [...targets.values()]
}

/** Why an address may not be asked; undefined when it may. */
export const barred = async (url: URL, reach: Reach): Promise<Message | undefined> => {
  if (url.username !== '' || url.password !== '') return wotMessage('wot.reach-secret')
  if (!reach.origins.has(originOf(url))) return wotMessage('wot.reach-new', { origin: shown(originOf(url)) })
  if (!reach.resolve || isIP(url.hostname.replace(/^\[|\]$/g, '')) > 0 || whereIs(url.hostname) === 'this device')
    return undefined
  let addresses: readonly string[]
  try {
    addresses = await reach.resolve(url.hostname)
  } catch {
    return wotMessage('wot.reach-name', { host: shown(url.hostname) })
  }
  const hidden = addresses.map(whereIs).find((where) => where === 'this device' || where === 'this cable')
  return hidden === undefined ? undefined : wotMessage('wot.reach-hidden', { host: shown(url.hostname), where: hidden })
}
