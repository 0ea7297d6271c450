import type { Connection } from '@libp2p/interface'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/clocks.ts'
import { syncProtocol } from './framing.ts'
import { IdleConnections } from './idleConnections.ts'

function pretend(protocols: string[]): { connection: Connection; isOpen: () => boolean } {
  let open = true
  const connection = {
    streams: protocols.map(protocol => ({ protocol })),
    close: async () => {
      open = false
    }
  } as unknown as Connection
  return { connection, isOpen: () => open }
}

test('[S6] connections on which nothing goes on are ended, those in use or kept are not', async () => {
  const clock = new StepClock()
  const [silent, pinging, inUse, kept] = [pretend([]), pretend(['/ipfs/ping/1.0.0']), pretend([syncProtocol]), pretend([])]
  const all = [silent, pinging, inUse, kept]
  const idle = new IdleConnections({
    clock,
    idleMs: 1_000,
    connections: () => all.filter(one => one.isOpen()).map(one => one.connection),
    isKept: connection => connection === kept.connection
  })
  idle.woken()
  await clock.pass(1_000)
  expect(all.map(one => one.isOpen())).toEqual([true, true, true, true])
  await clock.pass(1_000)
  expect(all.map(one => one.isOpen())).toEqual([false, false, true, true])
  idle.stop()
})
