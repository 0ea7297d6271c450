import { describe, expect, test } from 'vitest'
import { fetchDescription } from './http.ts'
import { targetsOf, whereIs } from './reach.ts'
import { answer, HandClock, networkOf } from './testing/ground.ts'
import { described, lamp, opened, why } from './testing/lamp.ts'

describe('what may be reached', () => {
  test.each([
    ['127.0.0.1', 'this device'],
    ['localhost', 'this device'],
    ['[::1]', 'this device'],
    ['0.0.0.0', 'this device'],
    ['169.254.169.254', 'this cable'],
    ['[fe80::1]', 'this cable'],
    ['[::ffff:127.0.0.1]', 'this device'],
    ['192.168.1.4', 'this network'],
    ['lamp.local', 'this network'],
    ['lamp', 'this network'],
    ['93.184.216.34', 'beyond'],
    ['example.org', 'beyond']
  ])('%s lies on %s', (host, where) => {
    expect(whereIs(new URL(`http://${host}/`).hostname)).toBe(where)
  })

  test('everywhere a description leads is said beforehand, and whether secrets would go there in clear', () => {
    const description = described({
      properties: {
        a: { type: 'boolean', forms: [{ href: 'a', security: 'basic' }] },
        b: { type: 'boolean', forms: [{ href: 'https://cloud.example/b' }] },
        c: { type: 'boolean', forms: [{ href: 'mqtt://box:1883/c' }] }
      }
    })
    expect(targetsOf(description)).toEqual([
      { origin: 'http://lamp.local', where: 'this network', inClear: true },
      { origin: 'https://cloud.example', where: 'beyond', inClear: false },
      { origin: 'mqtt://box:1883', where: 'this network', inClear: false }
    ])
  })

  test('an origin the person did not say yes to is not asked, nor one that hides where it leads', async () => {
    const no = opened(lamp, { 'lamp.local': () => answer(200, '1') }, { reach: { origins: new Set() } })
    expect(why(await no.thing.read('level'))).toBe('wot.reach-new')
    const hidden = opened(
      lamp,
      { 'lamp.local': () => answer(200, '1') },
      { reach: { origins: new Set(['http://lamp.local']), resolve: async () => ['192.168.1.4', '127.0.0.1'] } }
    )
    expect(why(await hidden.thing.read('level'))).toBe('wot.reach-hidden')
    expect([...no.asked, ...hidden.asked]).toEqual([])
  })
})

describe('fetching a description', () => {
  const portsOf = (hosts: Parameters<typeof networkOf>[0]) => ({
    ...networkOf(hosts),
    clock: new HandClock(),
    reach: { origins: new Set(['http://lamp.local']) }
  })

  test('it comes with the address it came from in the end, whatever it says that it is', async () => {
    const ports = portsOf({
      'lamp.local': ({ url }) =>
        url.pathname === '/' ? answer(302, '', { location: '/td/1' }) : answer(200, '{"a":1}', { 'content-type': 'text/html' })
    })
    expect(await fetchDescription(ports, 'http://lamp.local/')).toEqual({
      ok: true,
      value: { text: '{"a":1}', base: 'http://lamp.local/td/1' }
    })
  })

  test('bytes that are no text, an address that is none and one that was not said yes to are refused', async () => {
    const ports = portsOf({
      'lamp.local': () => ({ ...answer(200), body: ReadableStream.from([new Uint8Array([0xff, 0xfe, 0x00])]) })
    })
    expect(why(await fetchDescription(ports, 'http://lamp.local/'))).toBe('wot.http-garbled')
    expect(why(await fetchDescription(ports, 'lamp'))).toBe('wot.http-address')
    expect(why(await fetchDescription(ports, 'http://127.0.0.1:9/'))).toBe('wot.reach-new')
    expect(why(await fetchDescription(ports, 'file:///etc/passwd'))).toBe('wot.reach-new')
  })
})
