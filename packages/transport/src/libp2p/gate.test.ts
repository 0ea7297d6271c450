import { multiaddr } from '@multiformats/multiaddr'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/clocks.ts'
import { defaultGateLimits, Gate } from './gate.ts'

const here = multiaddr('/ip4/10.0.0.1/tcp/1')
const there = multiaddr('/ip4/10.0.0.2/tcp/1')

test('[S6] a host has its share of connections, and gets places back as they end', () => {
  const gate = new Gate({ ...defaultGateLimits, connectionsPerHostMax: 2 }, new StepClock())
  const leave = gate.admitConnection(here)
  expect(gate.admitConnection(here)).toBeDefined()
  expect(gate.admitConnection(here)).toBeUndefined()
  expect(gate.admitConnection(there)).toBeDefined()
  leave!()
  leave!()
  expect(gate.admitConnection(here)).toBeDefined()
  expect(gate.admitConnection(here)).toBeUndefined()
})

test('[S6] there are only so many places in all', () => {
  const gate = new Gate({ ...defaultGateLimits, connectionsMax: 1, wiresMax: 1 }, new StepClock())
  expect(gate.admitConnection(here)).toBeDefined()
  expect(gate.admitConnection(there)).toBeUndefined()
  expect(gate.admitWire(here)).toBeDefined()
  expect(gate.admitWire(there)).toBeUndefined()
})

test('[S6] a host that comes and goes too fast waits for the next second', async () => {
  const clock = new StepClock()
  const gate = new Gate({ ...defaultGateLimits, connectionsPerHostPerS: 3 }, clock)
  const come = (): boolean => {
    const leave = gate.admitConnection(here)
    leave?.()
    return leave !== undefined
  }
  expect([come(), come(), come(), come()]).toEqual([true, true, true, false])
  expect(gate.admitConnection(there)).toBeDefined()
  await clock.pass(1_000)
  expect(come()).toBe(true)
})
