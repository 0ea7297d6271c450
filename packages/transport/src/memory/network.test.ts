import { connect, take } from '@commune/protocol/testing'
import type { Wire } from '@commune/protocol'
import { expect, test } from 'vitest'
import { seededChance, seededRandom, StepClock } from '../testing/clocks.ts'
import { MemoryNetwork, type MemoryNetworkOptions, type MemoryTransport } from './index.ts'

function lay(options: Partial<MemoryNetworkOptions> = {}, seed = 1): { network: MemoryNetwork; clock: StepClock } {
  const clock = new StepClock()
  return { network: new MemoryNetwork({ clock, random: seededRandom(seed), chance: seededChance(seed), ...options }), clock }
}

async function wired(
  clock: StepClock,
  a: MemoryTransport,
  b: MemoryTransport
): Promise<{ near: Wire; far: Wire }> {
  const connecting = connect(a, b)
  await clock.pass(1_000)
  return connecting
}

/** Collects what comes, until the wire ends. */
function listen(wire: Wire): Uint8Array[] {
  const got: Uint8Array[] = []
  void (async () => {
    for await (const message of wire.messages()) got.push(message)
  })()
  return got
}

const hostile = { dropChance: 0.2, duplicateChance: 0.2, reorderChance: 0.2, corruptChance: 0.2, jitterMs: 30, delayMs: 5 }

async function hostileRun(seed: number): Promise<string> {
  const { network, clock } = lay({}, seed)
  const { near, far } = await wired(clock, network.open(), network.open())
  network.setFaults(hostile)
  const got = listen(far)
  for (let at = 0; at < 100; at++) {
    await near.send(Uint8Array.of(at, at, at, at))
    await clock.pass(7)
  }
  await clock.pass(5_000)
  return got.map(message => message.join('.')).join(' ')
}

test('[S6] the same seed gives the same faults, another seed others', async () => {
  const first = await hostileRun(7)
  expect(await hostileRun(7)).toBe(first)
  expect(await hostileRun(8)).not.toBe(first)
})

test('[S6] hostile mode drops, repeats, reorders and corrupts whole messages', async () => {
  const got = (await hostileRun(3)).split(' ')
  const intact = got.filter(message => new Set(message.split('.')).size === 1)
  const numbers = intact.map(message => Number(message.split('.')[0]))
  expect(new Set(numbers).size).toBeLessThan(100)
  expect(new Set(numbers).size).toBeLessThan(numbers.length)
  expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b))
  expect(intact.length).toBeLessThan(got.length)
})

test('[S6] delay and jitter keep the order and nothing is lost', async () => {
  const { network, clock } = lay({ faults: { delayMs: 20, jitterMs: 200 } })
  const { near, far } = await wired(clock, network.open(), network.open())
  for (let at = 0; at < 50; at++) await near.send(Uint8Array.of(at))
  const got = listen(far)
  expect(got).toEqual([])
  await clock.pass(19)
  expect(got).toEqual([])
  await clock.pass(300)
  expect(got.map(message => message[0])).toEqual(Array.from({ length: 50 }, (_, at) => at))
})

test('[S6] a lost message breaks the wire on both sides', async () => {
  const { network, clock } = lay()
  const { near, far } = await wired(clock, network.open(), network.open())
  network.setFaults({ breakChance: 1 })
  await expect(near.send(new Uint8Array(1))).rejects.toThrow('connection lost')
  expect(await near.closed).toBe('connection lost')
  expect(await far.closed).toBe('connection lost')
  expect(network.wireCount).toBe(0)
})

test('[S6] a partition breaks wires and dials across it, and heals', async () => {
  const { network, clock } = lay()
  const [a, b, c] = [network.open({ name: 'a' }), network.open({ name: 'b' }), network.open({ name: 'c' })]
  const { near } = await wired(clock, a, b)
  const kept = await wired(clock, b, c)
  network.partition([['memory:a']])
  expect(await near.closed).toBe('connection lost')
  const got = listen(kept.far)
  await kept.near.send(Uint8Array.of(1))
  await clock.pass(1)
  expect(got.length).toBe(1)
  const dialling = a.dial('memory:b').catch((error: unknown) => error)
  await clock.pass(20_000)
  expect(await dialling).toMatchObject({ reason: 'timed-out' })
  network.heal()
  await wired(clock, a, b)
})

test('[S6] a partition that stalls holds messages and delivers them when it heals', async () => {
  const { network, clock } = lay()
  const { near, far } = await wired(clock, network.open({ name: 'a' }), network.open({ name: 'b' }))
  network.partition([['memory:a']], 'stall')
  const got = listen(far)
  await near.send(Uint8Array.of(1))
  near.close('later')
  await clock.pass(60_000)
  expect(got).toEqual([])
  network.heal()
  await clock.pass(10)
  expect(got).toEqual([Uint8Array.of(1)])
  expect(await far.closed).toBe('later')
})

test('[S6] bandwidth bounds how much comes through in a while', async () => {
  const { network, clock } = lay({ faults: { bytesPerS: 10_000 } })
  const { near, far } = await wired(clock, network.open(), network.open())
  for (let at = 0; at < 50; at++) void near.send(new Uint8Array(1_000))
  const got = listen(far)
  await clock.pass(1_000)
  expect(got.length).toBe(10)
  await clock.pass(4_000)
  expect(got.length).toBe(50)
})

test('[S6] faults can be given for one direction alone', async () => {
  const { network, clock } = lay({ faults: from => (from === 'memory:a' ? { delayMs: 100 } : {}) })
  const { near, far } = await wired(clock, network.open({ name: 'a' }), network.open({ name: 'b' }))
  const [there, back] = [listen(far), listen(near)]
  await near.send(new Uint8Array(1))
  await far.send(new Uint8Array(1))
  await clock.pass(50)
  expect([there.length, back.length]).toEqual([0, 1])
  await clock.pass(50)
  expect(there.length).toBe(1)
})

test('[P7] a transport that crashes loses what was on the way, and its name can be taken again', async () => {
  const { network, clock } = lay({ faults: { delayMs: 10 } })
  const b = network.open({ name: 'b' })
  const { near, far } = await wired(clock, network.open(), b)
  const got = listen(near)
  await far.send(new Uint8Array(1))
  b.crash()
  await clock.pass(1_000)
  expect(got).toEqual([])
  expect(await near.closed).toBe('connection lost')
  expect(network.open({ name: 'b' }).id).not.toEqual(b.id)
})

test('[S6] transports in the same house hear of one another', async () => {
  const { network, clock } = lay()
  const heard: string[] = []
  network.open({ name: 'a', house: 'h' }).onNearby(address => heard.push(address))
  network.open({ name: 'b', house: 'other' })
  network.open({ name: 'c', house: 'h' }).onNearby(address => heard.push(address))
  await clock.pass(0)
  expect(heard.toSorted()).toEqual(['memory:a', 'memory:c'])
})

test('[S6] those of a house who are cut off from one another when they come hear of one another after it', async () => {
  const { network, clock } = lay()
  const heard: string[] = []
  network.partition([['memory:a'], ['memory:b']])
  for (const name of ['a', 'b']) network.open({ name, house: 'h' }).onNearby(address => heard.push(address))
  await clock.pass(0)
  expect(heard).toEqual([])
  network.heal()
  await clock.pass(0)
  expect(heard.toSorted()).toEqual(['memory:a', 'memory:b'])
})

test('[S6] nobody who listens means refused', async () => {
  const { network, clock } = lay()
  const [a] = [network.open(), network.open({ name: 'deaf' })]
  const dialling = a.dial('memory:deaf').catch((error: unknown) => error)
  await clock.pass(10)
  expect(await dialling).toMatchObject({ reason: 'refused' })
})

test('[S6] messages are copies: turning a byte afterwards changes nothing', async () => {
  const { network, clock } = lay()
  const { near, far } = await wired(clock, network.open(), network.open())
  const bytes = Uint8Array.of(1, 2)
  await near.send(bytes)
  bytes[0] = 9
  await clock.pass(1)
  expect((await take(far, 1))[0]).toEqual(Uint8Array.of(1, 2))
})
