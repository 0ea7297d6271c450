import type { Outcome, PeerApi } from '@commune/peer'
import { expect, test } from 'vitest'
import { type Port, RemotePeer, servePort } from './rpc.ts'
import { SteadyPeer } from './steadyPeer.ts'

/** Two ends that copy what they carry, as ports do. */
const ports = (): readonly [Port, Port] => {
  const hear: ((message: unknown) => void)[][] = [[], []]
  const end = (own: 0 | 1): Port => ({
    post: (message) => {
      const copy = structuredClone(message)
      queueMicrotask(() => { for (const each of hear[1 - own]!) each(copy) })
    },
    onMessage: (handler) => void hear[own]!.push(handler)
  })
  return [end(0), end(1)]
}

const peer = (answer: unknown): PeerApi & { watching: number } => {
  const self = {
    watching: 0,
    ask: async () => ({ ok: true, value: answer }) as Outcome<never>,
    act: async (name: string) => { if (name === 'connect') throw new Error('a bug'); return { ok: true, value: answer } as Outcome<never> },
    watch: (_name: string, _params: unknown, onAnswer: (answer: Outcome<never>) => void) => {
      self.watching++
      onAnswer({ ok: true, value: answer } as Outcome<never>)
      return () => void self.watching--
    }
  }
  return self as unknown as PeerApi & { watching: number }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[W2] asks, acts and watches cross a port; a bug behind it comes back as a reason', async () => {
  const [near, far] = ports()
  const behind = peer({ ware: 'x', bytes: new Uint8Array([1, 2]) })
  const end = servePort(far, behind)
  const remote = new RemotePeer(near)
  expect(await remote.ask('self', {})).toEqual({ ok: true, value: { ware: 'x', bytes: new Uint8Array([1, 2]) } })
  expect((await remote.act('connect', { address: 'x' })).ok).toBe(false)
  const heard: unknown[] = []
  const cancel = remote.watch('self', {}, (answer) => heard.push(answer))
  await pause()
  expect(heard).toHaveLength(1)
  cancel()
  await pause()
  expect(behind.watching).toBe(0)
  remote.watch('self', {}, () => {})
  await pause()
  expect(behind.watching).toBe(1)
  end()
  expect(behind.watching).toBe(0)
})

test('[W2] a question waits until there is a peer, and is asked again of the next one', async () => {
  const steady = new SteadyPeer()
  const asked = steady.ask('self', {})
  const never: PeerApi = { ...peer('never'), ask: () => new Promise(() => {}), act: () => new Promise(() => {}), watch: () => () => {} }
  steady.use(never)
  await pause()
  const acted = steady.act('connect', { address: '' })
  await pause()
  steady.use(peer('second'))
  expect(await asked).toEqual({ ok: true, value: 'second' })
  // Nobody knows whether it was done: it is not done twice.
  expect(await acted).toEqual({ ok: false, error: { key: 'app.peer-gone' } })
})

test('[W2] watches move with the peer and end when they are cancelled', async () => {
  const steady = new SteadyPeer()
  const heard: unknown[] = []
  const [first, second] = [peer('first'), peer('second')]
  const cancel = steady.watch('self', {}, (answer) => heard.push((answer as { value?: unknown }).value))
  steady.use(first)
  steady.use(second)
  expect(heard).toEqual(['first', 'second'])
  expect([first.watching, second.watching]).toEqual([0, 1])
  cancel()
  expect(second.watching).toBe(0)
})

test('[W2] when there will be no peer, everybody hears why', async () => {
  const steady = new SteadyPeer()
  const asked = steady.ask('self', {})
  const heard: unknown[] = []
  steady.watch('self', {}, (answer) => heard.push(answer))
  steady.fail({ key: 'web.store.read-only' })
  const refused = { ok: false, error: { key: 'web.store.read-only' } }
  expect(await asked).toEqual(refused)
  expect(heard).toEqual([refused])
  expect(await steady.ask('self', {})).toEqual(refused)
})
