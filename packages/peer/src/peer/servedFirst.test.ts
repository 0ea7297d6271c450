import { setImmediate } from 'node:timers/promises'
import { readLink, writeLink } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must } from '../testing/index.ts'
import { servedFirst } from './servedFirst.ts'

test('[K5] where the page of a link was served from is tried first', () => {
  const [vpn, house, house2, six, named] = ['/ip4/10.8.0.1/tcp/7000/ws', '/ip4/192.168.1.9/tcp/7000/ws', '/ip4/192.168.1.9/tcp/7000', '/ip6/fd00::1/tcp/7000/ws', '/dns4/box.local/tcp/7000/ws'] as const
  const all = [vpn, house, house2, six, named]
  expect(servedFirst('http://192.168.1.9:7000/#abc', all)).toEqual([house, house2, vpn, six, named])
  expect(servedFirst('http://[fd00::1]:7000/#abc', all)).toEqual([six, vpn, house, house2, named])
  expect(servedFirst('http://BOX.local/#abc', all)).toEqual([named, vpn, house, house2, six])
  for (const link of ['http://192.168.1.90/#abc', 'http://commune/#abc', '', 'nonsense', 'http:///#']) expect(servedFirst(link, all)).toEqual(all)
})

test('[K5] an address that swallows what is sent there is not waited for by one who was served from another', async () => {
  const house = await House.build(() => setImmediate(), 91)
  // The host of an address stands in its third part.
  const [box, bo] = [await house.resident('in/the/box'), await house.resident('bo')]
  const { world } = must(await house.clock.wait(box.peer.act('beginWorld', { name: 'Yard' })))
  const untilMs = house.clock.nowMs() + 600_000
  const read = readLink(must(await house.clock.wait(box.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))).link, 0)
  if (!read.ok) throw new Error(read.error)
  house.silent.add('memory:silent')
  const dialled = house.clock.nowMs()
  must(await house.clock.wait(bo.peer.act('join', { link: writeLink('http://box:7000/', { ...read.value, addresses: ['memory:silent', box.address] }) })))
  expect(house.clock.nowMs() - dialled).toBeLessThan(10_000)
})
