import type { Peer, ThingBridge } from '@commune/peer'
import type { Clock } from '@commune/protocol'
import { expect, test } from 'vitest'
import { demoThings } from './demoThings.ts'
import { openDemoHouse } from './demoHouse.ts'

test('once it is over nothing of the demo tells anything, whatever was asked of it just before', async () => {
  const timers: (() => void)[] = []
  const after = (_ms: number, run: () => void): (() => void) => {
    timers.push(run)
    return () => undefined
  }
  const clock = { nowMs: () => 1_800_000_000_000, after } as unknown as Clock
  const told: string[] = []
  let bridge: ThingBridge | undefined
  const bridged = { bring: () => true, pulse: () => undefined, reading: (key: string) => void told.push(key) }
  const open = (_world: string, _source: string, given: ThingBridge): typeof bridged => {
    bridge = given
    return bridged
  }
  const peer = { senses: { bridge: open } } as unknown as Peer
  const end = openDemoHouse(peer, 'world', clock)
  const lamp = demoThings.find(({ acts }) => acts.some(({ toldBy }) => toldBy !== undefined))
  await bridge?.act(lamp?.key ?? '', lamp?.acts[0]?.key ?? '', true)
  const begun = timers.splice(0)
  expect(begun.length).toBeGreaterThanOrEqual(3)
  end()
  // A timer of a house that is over finds nothing to do: those of the two rounds were called off.
  for (const run of begun.slice(2)) run()
  expect(told).toEqual([])
})
