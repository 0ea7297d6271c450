/** Ring keys of wares with several devices, as whole peers publish them (K1). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, openRingSecrets, ringOf, ringPairOf, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'
import { seasonOf } from '../world/season.ts'

const patient = { timeout: 60_000 }
const seasonMs = 7_889_400_000

/** The ring of the epoch that this one writes under. */
const ringAt = (house: House, one: Resident, world: IdText) => {
  const { hosted } = one.held(world)
  return ringOf(hosted.choice()?.epoch as IdText, seasonOf(house.clock.nowMs()), hosted.epochs, hosted.identities)
}
/** Public keys that the secrets of this device give in this season. */
const keysOf = (house: House, one: Resident, world: IdText): IdText[] => {
  const { hosted } = one.held(world)
  const me = one.peer.inside.me()
  const season = seasonOf(house.clock.nowMs())
  const input = { me: wareOf(one), device: toText(me.device.sign.publicKey), box: me.device.box, season, epochs: hosted.epochs, identities: hosted.identities }
  return [...openRingSecrets(input).values()].map((secret) => toText(ringPairOf(secret, hosted.world.id, season).publicKey))
}

test('[K1] each ware is in the ring of each epoch once, with one key for all its devices, whoever of them is there', patient, async () => {
  const house = await House.build(() => setImmediate(), 81)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  await house.clock.pass(10_000)
  const ring = ringAt(house, anna, world)
  expect(ring.map(({ ware }) => ware)).toEqual([wareOf(anna), wareOf(bo)].toSorted())
  const key = ring.find(({ ware }) => ware === wareOf(bo))?.key
  expect([keysOf(house, bo, world), keysOf(house, phone, world)], 'both can speak by it').toEqual([[key], [key]])
  await bo.sleep()
  await house.invite(world, anna, await house.resident('cleo'), false)
  await house.clock.pass(20_000)
  expect(ringAt(house, anna, world)).toHaveLength(3)
  expect(ringAt(house, anna, world), 'the same in the new epoch').toEqual(expect.arrayContaining(ring))
})

test('[K1] [I3] a device that was ended has no part in the key of the next season', patient, async () => {
  const house = await House.build(() => setImmediate(), 82)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  const device = toText(phone.peer.inside.me().device.sign.publicKey)
  must(await house.clock.wait(bo.peer.act('endDevice', { device })))
  await house.clock.pass(30_000)
  const now = ringAt(house, anna, world).find(({ ware }) => ware === wareOf(bo))?.key
  expect(keysOf(house, bo, world)).toContain(now)
  for (const one of [anna, bo, phone]) await one.sleep()
  house.clock.skip(seasonMs)
  for (const one of [anna, bo, phone]) await one.wake()
  await house.acquaint(anna, bo)
  await house.clock.pass(30_000)
  const next = ringAt(house, anna, world).find(({ ware }) => ware === wareOf(bo))?.key
  expect(next).not.toBe(now)
  expect([keysOf(house, bo, world).includes(next as IdText), keysOf(house, phone, world).includes(next as IdText)]).toEqual([true, false])
})
