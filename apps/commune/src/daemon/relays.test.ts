import type { PeerApi } from '@commune/peer'
import { expect, test } from 'vitest'
import { keepRelays } from './relays.ts'

const relay = (name: string): string => `/ip4/10.0.0.${name.length}/tcp/4811/p2p/${name}`

/** A clock that is turned by hand, and a network where some boxes pass on. */
const toyBox = (connections: readonly { address: string; incoming?: boolean; member?: boolean }[], passOn: readonly string[]) => {
  const held: string[] = []
  const asked: string[] = []
  let nowMs = 0
  let waiting: { atMs: number; run: () => void }[] = []
  const clock = {
    nowMs: () => nowMs,
    after: (delayMs: number, run: () => void) => {
      const one = { atMs: nowMs + delayMs, run }
      waiting.push(one)
      return () => void (waiting = waiting.filter((each) => each !== one))
    }
  }
  const rows = connections.map(({ address, incoming = false, member = true }) => ({
    address,
    incoming,
    worlds: [],
    ...(member && { ware: 'w' })
  }))
  const api = { ask: async () => ({ ok: true, value: { connections: rows } }) } as unknown as PeerApi
  const transport = {
    addresses: () => held.map((name) => `${relay(name)}/p2p-circuit/p2p/me`),
    relayThrough: async (address: string) => {
      asked.push(address)
      const name = passOn.find((each) => relay(each) === address)
      if (name === undefined) throw new Error('no-relay')
      held.push(name)
    }
  }
  const stop = keepRelays(api, { transport, clock, log: { note: () => undefined } })
  const pass = async (ms: number): Promise<void> => {
    nowMs += ms
    for (const one of waiting.filter((each) => each.atMs <= nowMs)) {
      waiting = waiting.filter((each) => each !== one)
      one.run()
    }
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  return { asked, held, pass, stop }
}

test('members that this box has reached are asked to pass on, two at most', async () => {
  const { held, pass, asked } = toyBox(
    ['a', 'bb', 'ccc'].map((name) => ({ address: relay(name) })),
    ['a', 'bb', 'ccc']
  )
  await pass(5_000)
  await pass(30_000)
  expect(held).toEqual(['a', 'bb'])
  expect(asked).toHaveLength(2)
})

test('strangers, those who came by themselves, and those reached through another are not asked', async () => {
  const through = `${relay('a')}/p2p-circuit/p2p/zzz`
  const { asked, pass } = toyBox(
    [{ address: relay('a'), member: false }, { address: relay('bb'), incoming: true }, { address: through }],
    ['a', 'bb']
  )
  await pass(5_000)
  expect(asked).toEqual([])
})

test('who says no is asked again after half an hour, and nobody after the end', async () => {
  const { asked, pass, stop } = toyBox([{ address: relay('a') }], [])
  await pass(5_000)
  for (let at = 0; at < 10; at++) await pass(30_000)
  expect(asked).toHaveLength(1)
  for (let at = 0; at < 60; at++) await pass(30_000)
  expect(asked).toHaveLength(2)
  stop()
  await pass(4_000_000)
  expect(asked).toHaveLength(2)
})
