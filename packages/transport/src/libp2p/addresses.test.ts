import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { hostOf, parseTarget, sortOwn } from './addresses.ts'

const id = '12D3KooWGzxzKZYveHXtpG6AsrUJBcWxHBFS2HsEoGTxrMLvKXtf'
const relay = '12D3KooWLbfC1NAFUjPdEZPJeyh6MYp7PDaxfmf5PGnefFiJT8nY'
const circuit = `/ip4/10.0.0.1/tcp/4001/p2p/${relay}/p2p-circuit`

test('[K6] the id at the end of an address is told apart from the way there', () => {
  const target = parseTarget(`/ip4/10.0.0.1/tcp/4001/p2p/${id}`)
  expect([target?.id, String(target?.bare), target?.isRelayed]).toEqual([id, '/ip4/10.0.0.1/tcp/4001', false])
  expect(parseTarget('/dns4/box.example/tcp/80/ws')?.id).toBeUndefined()
})

test('[P1] a relayed address keeps both ids', () => {
  const target = parseTarget(`${circuit}/p2p/${id}`)
  expect([target?.id, String(target?.bare), target?.isRelayed]).toEqual([id, `${circuit}/p2p/${id}`, true])
})

test('[E7] what is no address is refused without throwing', () => {
  const texts = ['', 'box', '/', '/ip4/1.2.3/tcp/1', '/ip4/1.2.3.4/tcp/70000', circuit, `/${'x'.repeat(2_000)}`]
  const ids = ['/p2p/zz', `/p2p/${id}`, '/ip4/10.0.0.1/tcp/1/p2p/zz', `/ip4/10.0.0.1/tcp/1/p2p/${id.slice(1)}`]
  for (const text of [...texts, ...ids]) expect(parseTarget(text), text).toBeUndefined()
})

test('[S6] own addresses come house first, then public, then through a box, this machine last', () => {
  const own = [
    '/ip4/127.0.0.1/tcp/1', '/ip4/127.0.0.1/tcp/2/ws', '/ip6/2001:db8::1/tcp/1', '/ip4/203.0.113.5/tcp/1', circuit,
    '/ip4/172.17.0.1/tcp/1', '/ip4/192.168.1.5/tcp/2/ws', '/ip4/192.168.1.5/tcp/1', '/ip6/fe80::1/tcp/1',
    '/ip4/169.254.3.4/tcp/1', `/ip4/192.168.1.5/tcp/1/p2p/${id}`
  ]
  expect(sortOwn(own.map(text => multiaddr(text)), id)).toEqual([
    '/ip4/192.168.1.5/tcp/1', '/ip4/192.168.1.5/tcp/2/ws', '/ip4/172.17.0.1/tcp/1', '/ip4/203.0.113.5/tcp/1',
    '/ip6/2001:db8::1/tcp/1', `${circuit}/p2p/${id}`, '/ip4/127.0.0.1/tcp/1', '/ip4/127.0.0.1/tcp/2/ws'
  ])
})

test('[S6] limits count a machine once, an IPv6 household once, and what a box brings apart', () => {
  expect(hostOf(multiaddr('/ip4/10.0.0.1/tcp/5'))).toBe(hostOf(multiaddr('/ip4/10.0.0.1/tcp/6/ws')))
  expect(hostOf(multiaddr('/ip6/2001:db8:1:2:3:4:5:6/tcp/5'))).toBe(hostOf(multiaddr('/ip6/2001:db8:1:2:9:9:9:9/tcp/5')))
  expect(hostOf(multiaddr(`${circuit}/p2p/${id}`))).not.toBe(hostOf(multiaddr('/ip4/10.0.0.1/tcp/5')))
})
