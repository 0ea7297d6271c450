/** A device whose adder was ended by one that did not know of it (I3). */
import { setImmediate } from 'node:timers/promises'
import { toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must } from '../testing/index.ts'

const patient = { timeout: 60_000 }

test('[I3][K2] a device that counts no more, as whoever added it was ended unawares, knows it, and does not mint for ever', patient, async () => {
  const house = await House.build(() => setImmediate(), 44)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const [laptop, phone] = [await house.resident('laptop'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, laptop)
  house.network.partition([[anna.address, bo.address], [laptop.address, phone.address]])
  await house.addDevice(world, laptop, phone)
  await house.clock.pass(20_000)
  expect(phone.held(world).hosted.ended).toBe(false)
  must(await house.clock.wait(bo.peer.act('endDevice', { device: toText(laptop.peer.inside.me().device.sign.publicKey) })))
  house.network.heal()
  await house.acquaint(anna, bo, laptop, phone)
  expect(await house.clock.until(() => phone.held(world).hosted.ended, 300_000)).toBe(true)
  expect(anna.held(world).hosted.identities.wareOfDevice(phone.held(world).hosted.world.device)).toBeUndefined()
  const minted = phone.held(world).hosted.epochs.mints.size
  await house.clock.pass(300_000)
  expect(phone.held(world).hosted.epochs.mints.size).toBe(minted)
  const said = await house.clock.wait(phone.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'a word' }] as never }))
  expect(said.ok).toBe(false)
})
