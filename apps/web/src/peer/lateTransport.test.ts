import type { Transport, Wire } from '@commune/protocol'
import { expect, test } from 'vitest'
import { lateTransport } from './lateTransport.ts'

const toy = (): Transport & { closed: boolean; handlers: number } => {
  const self = {
    closed: false, handlers: 0,
    addresses: () => ['/here'],
    dial: async (address: string) => ({ remoteAddress: address }) as Wire,
    onWire: () => { self.handlers++; return () => void self.handlers-- },
    onNearby: () => () => {},
    onAddresses: () => () => {},
    close: async () => void (self.closed = true)
  }
  return self
}

test('[P7] before the network has come everything else works, and who dials waits for it', async () => {
  const transport = toy()
  let bring: (transport: Transport) => void = () => {}
  const late = lateTransport(() => new Promise((resolve) => (bring = resolve)))
  expect(late.addresses()).toEqual([])
  const cancel = late.onWire(() => {})
  let told = 0
  late.onAddresses(() => told++)
  const dialled = late.dial('/there')
  bring(transport)
  expect((await dialled).remoteAddress).toBe('/there')
  expect(late.addresses()).toEqual(['/here'])
  expect([transport.handlers, told]).toEqual([1, 1])
  cancel()
  expect(transport.handlers).toBe(0)
})

test('[P7] a network that does not come is told to whoever dials, and one that comes too late is closed', async () => {
  const without = lateTransport(() => Promise.reject(new Error('offline')))
  await expect(without.dial('/there')).rejects.toThrow('offline')
  await without.close()
  const transport = toy()
  let bring: (transport: Transport) => void = () => {}
  const late = lateTransport(() => new Promise((resolve) => (bring = resolve)))
  await late.close()
  bring(transport)
  await new Promise((resolve) => setImmediate(resolve))
  expect(transport.closed).toBe(true)
})
