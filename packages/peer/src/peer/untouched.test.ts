/** A fresh app has begun a place by itself: that keeps nobody from becoming who they are. */
import { setImmediate } from 'node:timers/promises'
import { fromText, readLink } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const passphrase = 'four words in a row'

test('[I4] a backup brings one back where only an untouched place was begun, and that place is gone', async () => {
  const house = await build(31)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.agree(world, [anna, bo])
  const backup = must(await bo.peer.act('backup', { passphrase }))
  const { ware } = must(await bo.peer.ask('self', {}))
  await bo.sleep()
  const phone = await house.resident('phone')
  const { world: own } = must(await house.clock.wait(phone.peer.act('beginWorld', { name: 'My place' })))
  expect(must(await house.clock.wait(phone.peer.act('restore', { bytes: backup.bytes, passphrase }))).ware).toBe(ware)
  expect(must(await phone.peer.ask('worlds', {})).map((each) => each.world)).toEqual([world])
  expect(await house.agree(world, [anna, phone])).toBe(true)
  await phone.sleep()
  await phone.wake()
  expect(phone.peer.inside.find(own)).toBeUndefined()
  expect(must(await phone.peer.ask('self', {})).ware).toBe(ware)
})

test('[I4] a backup restored where it was made changes nothing: a place in which nothing was said yet is not left behind for itself', async () => {
  const house = await build(36)
  const bo = await house.resident('bo')
  const { world: own } = must(await house.clock.wait(bo.peer.act('beginWorld', { name: 'Yard' })))
  const backup = must(await bo.peer.act('backup', { passphrase }))
  const before = must(await bo.peer.ask('self', {}))
  const refused = await house.clock.wait(bo.peer.act('restore', { bytes: backup.bytes, passphrase }))
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.already-you')
  expect(must(await bo.peer.ask('worlds', {})).map(({ world }) => world)).toEqual([own])
  expect(must(await bo.peer.ask('self', {}))).toEqual(before)
})

test('[I4] where something was said, one stays who one is', async () => {
  const house = await build(32)
  const bo = await house.resident('bo')
  const { world: own } = must(await house.clock.wait(bo.peer.act('beginWorld', { name: 'Yard' })))
  const backup = must(await bo.peer.act('backup', { passphrase }))
  await bo.need(own, 'bread')
  const before = must(await bo.peer.ask('self', {})).device
  const refused = await house.clock.wait(bo.peer.act('restore', { bytes: backup.bytes, passphrase }))
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.not-fresh')
  expect(must(await bo.peer.ask('self', {})).device).toBe(before)
})

test('[I4] a place that one came into counts as lived in, though nothing of it has come yet: no device begins there twice', async () => {
  const house = await build(35)
  const [anna, cleo, bo] = [await house.resident('anna'), await house.resident('cleo'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, cleo)
  const untilMs = house.clock.nowMs() + 3_600_000
  const { link } = must(await house.clock.wait(anna.peer.act('invite', { world, kind: 'ware', history: true, untilMs })))
  const further = must(await house.clock.wait(cleo.peer.act('invite', { world, kind: 'device', history: true, untilMs })))
  house.meddle = ({ bytes }) => (bytes[0] === 3 ? [] : undefined)
  expect(must(await house.clock.wait(bo.peer.act('join', { link }))).world).toBe(world)
  expect(bo.things(world)).toEqual([])
  const refused = await house.clock.wait(bo.peer.act('join', { link: further.link }))
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.device-not-fresh')
})

test('[I3] a further device may have begun an untouched place before it was added', async () => {
  const house = await build(33)
  const anna = await house.resident('anna')
  const { world } = must(await house.clock.wait(anna.peer.act('beginWorld', { name: 'Yard' })))
  const { link } = must(await house.clock.wait(anna.peer.act('invite', { world, kind: 'device', history: true, untilMs: house.clock.nowMs() + 60_000 })))
  const phone = await house.resident('phone')
  must(await house.clock.wait(phone.peer.act('beginWorld', { name: 'My place' })))
  expect(must(await house.clock.wait(phone.peer.act('join', { link }))).world).toBe(world)
  expect(must(await phone.peer.ask('worlds', {})).map((each) => each.world)).toEqual([world])
  await phone.need(world, 'bread')
  expect(await house.agree(world, [anna, phone])).toBe(true)
  expect(must(await anna.peer.ask('wares', { world })).length).toBe(1)
})

test('[K5] who cannot be reached invites by where others of the world were reached', async () => {
  const house = await build(34)
  const [box, browser] = [await house.resident('box'), await house.resident('browser')]
  const world = await house.worldOf('Yard', box, browser)
  await house.agree(world, [box, browser])
  const { link } = must(await house.clock.wait(browser.peer.act('invite', { world, kind: 'ware', history: true, untilMs: house.clock.nowMs() + 60_000 })))
  const read = readLink(link, 0)
  expect(read.ok && read.value.addresses).toContain(box.address)
  await house.agree(world, [box, browser])
  await browser.sleep()
  const guest = await house.resident('guest')
  must(await house.clock.wait(guest.peer.act('join', { link })))
  expect(await house.agree(world, [box, guest])).toBe(true)
  expect(fromText(world)).toBeDefined()
})
