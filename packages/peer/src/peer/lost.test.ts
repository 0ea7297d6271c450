/** "I lost my phone": end it, close what is said from now on to it, and put in a new one. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const passphrase = 'four words in a row'
const deviceOf = async (one: Resident): Promise<string> => must(await one.peer.ask('self', {})).device

test('[I3][K2] a lost device reads nothing of what is said after its end, and the walk says so before and after', async () => {
  const house = await build(81)
  const [anna, laptop, phone] = [await house.resident('anna'), await house.resident('laptop'), await house.resident('phone')]
  const world = await house.worldOf('Yard', anna, laptop)
  await house.addDevice(world, laptop, phone)
  await laptop.need(world, 'bread')
  expect(await house.agree(world, [anna, laptop, phone])).toBe(true)
  const device = await deviceOf(phone)
  const before = must(await laptop.peer.ask('lost', { device }))
  expect(before.worlds).toMatchObject([{ name: 'Yard', ended: false, closed: false }])
  must(await house.clock.wait(laptop.peer.act('endDevice', { device })))
  expect(must(await laptop.peer.ask('lost', { device })).worlds).toMatchObject([{ ended: true, closed: true }])
  await laptop.need(world, 'a lock')
  expect(await house.agree(world, [anna, laptop])).toBe(true)
  await anna.need(world, 'a bell')
  await house.agree(world, [anna, laptop])
  await house.clock.pass(30_000)
  expect(phone.things(world)).toEqual(['bread'])
  expect(must(await laptop.peer.ask('lost', { device })).worlds[0]?.kept.others).toBeGreaterThan(0)
  const fresh = await house.resident('fresh')
  await house.addDevice(world, laptop, fresh)
  expect(await house.clock.until(() => fresh.things(world).length === 3, 60_000)).toBe(true)
  expect(fresh.things(world)).toEqual(['a bell', 'a lock', 'bread'])
})

test('[I3] a thief with the lost device ends the others: the recovery key of the backup ends it, and what it ended counts again', async () => {
  const house = await build(82)
  const [anna, laptop, phone] = [await house.resident('anna'), await house.resident('laptop'), await house.resident('phone')]
  const world = await house.worldOf('Yard', anna, laptop)
  await house.addDevice(world, laptop, phone)
  const backup = must(await laptop.peer.act('backup', { passphrase }))
  const device = await deviceOf(phone)
  must(await house.clock.wait(phone.peer.act('endDevice', { device: await deviceOf(laptop) })))
  await phone.need(world, 'a fence')
  expect(await house.clock.until(() => laptop.held(world).hosted.ended && anna.things(world).length === 1, 60_000)).toBe(true)
  const fresh = await house.resident('fresh')
  must(await house.clock.wait(fresh.peer.act('restore', { bytes: backup.bytes, passphrase })))
  expect(await house.clock.until(() => fresh.held(world).hosted.identities.devices(wareOf(fresh)).some((each) => each.device === device), 60_000)).toBe(true)
  must(await house.clock.wait(fresh.peer.act('endDevice', { device })))
  const seen = (): string => anna.held(world).hosted.identities.devices(wareOf(fresh)).map((each) => `${each.device === device} ${each.ended}`).toSorted().join()
  expect(await house.clock.until(() => seen() === 'false false,false false,true true', 60_000)).toBe(true)
  await fresh.need(world, 'a bell')
  // What the thief said after it ended another does not count as said by its ware.
  expect(await house.clock.until(() => anna.things(world).join() === 'a bell', 60_000)).toBe(true)
})

test('[I3] what is no device of mine cannot be lost by me', async () => {
  const house = await build(83)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  await house.worldOf('Yard', anna, bo)
  const refused = await anna.peer.ask('lost', { device: await deviceOf(bo) })
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.device-unknown')
})
