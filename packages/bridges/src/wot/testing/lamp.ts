/** A lamp that is described in whatever way a test needs, and opened on a network in memory. */
import { type OpenPorts, openThing, type OpenThing } from '../open.ts'
import { type Description, readThing } from '../read.ts'
import { type Asked, HandClock, type Host, networkOf } from './ground.ts'

export const described = (parts: object): Description => {
  const read = readThing(
    JSON.stringify({
      '@context': 'https://www.w3.org/2022/wot/td/v1.1',
      title: 'Lamp',
      base: 'http://lamp.local/',
      securityDefinitions: {
        none: { scheme: 'nosec' },
        basic: { scheme: 'basic' },
        token: { scheme: 'bearer' },
        query: { scheme: 'apikey', name: 'k' },
        header: { scheme: 'apikey', in: 'header', name: 'X-Key' },
        uri: { scheme: 'apikey', in: 'uri', name: 'u' },
        body: { scheme: 'apikey', in: 'body', name: '/auth/key' },
        digest: { scheme: 'digest' },
        either: { scheme: 'combo', oneOf: ['digest', 'token'] }
      },
      security: 'none',
      ...parts
    })
  )
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return read.value
}

export const lamp: Description = described({
  properties: {
    level: { type: 'integer', minimum: 0, maximum: 100, forms: [{ href: 'level' }] },
    mode: { type: 'string', enum: ['day', 'night'], forms: [{ href: 'mode', contentType: 'text/plain' }] },
    goal: { type: 'object', properties: { at: { type: 'number' } }, forms: [{ href: 'goal', 'htv:methodName': 'POST' }] }
  },
  actions: { toggle: { forms: [{ href: 'toggle' }] } }
})

export interface Opened {
  readonly clock: HandClock
  readonly asked: readonly Asked[]
  readonly thing: OpenThing
}

export const opened = (description: Description, hosts: Record<string, Host>, more: Partial<OpenPorts> = {}): Opened => {
  const clock = new HandClock()
  const network = networkOf(hosts)
  const origins = new Set(['http://lamp.local'])
  return {
    clock,
    asked: network.asked,
    thing: openThing(description, { fetch: network.fetch, clock, reach: { origins }, ...more })
  }
}
/** Why not, or `ok`. */
export const why = (result: { ok: boolean; error?: unknown }): string =>
  result.ok ? 'ok' : (result.error as { key: string }).key
