/** A folder that was copied, or brought back from an older day: it becomes a device of its own, by itself (I4). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const patient = { timeout: 60_000 }
const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const deviceOf = (one: Resident): IdText => toText(one.peer.inside.me().device.sign.publicKey)

/** Another resident with what lies on the disk of one that sleeps. */
async function copyOf(house: House, one: Resident, name: string): Promise<Resident> {
  const copy = await house.resident(name)
  await copy.sleep()
  const store = await copy.disk.open()
  await store.commit((await store.keys('', { limit: 1_000 })).map((key) => [key, undefined] as const))
  await store.commit(one.disk.contents(''))
  await store.close()
  return copy
}
const livingOf = (one: Resident, world: IdText, ware: IdText): IdText[] =>
  one.held(world).hosted.identities.devices(ware).flatMap((view) => (view.ended ? [] : [view.device])).toSorted()

test('[I4] two copies that both wrote become two new devices of the ware, and all that either said is kept', patient, async () => {
  const house = await build(91)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await bo.need(world, 'before')
  await house.agree(world, [anna, bo])
  const old = deviceOf(bo)
  const { ware } = must(await bo.peer.ask('self', {}))
  await bo.sleep()
  const twin = await copyOf(house, bo, 'twin')
  house.network.partition([[anna.address, bo.address], [twin.address]])
  await bo.wake()
  await twin.wake()
  expect([deviceOf(bo), deviceOf(twin)]).toEqual([old, old])
  await bo.need(world, 'said by one')
  await twin.need(world, 'said by the other')
  house.network.heal()
  await house.acquaint(anna, bo, twin)
  const all = ['before', 'said by one', 'said by the other']
  const heard = (one: Resident): boolean => one.peer.inside.find(world) !== undefined && all.every((thing) => one.things(world).includes(thing))
  expect(await house.clock.until(() => [anna, bo, twin].every(heard), 120_000)).toBe(true)
  expect(await house.clock.until(() => ![bo, twin].map(deviceOf).includes(old), 60_000)).toBe(true)
  expect(deviceOf(bo)).not.toBe(deviceOf(twin))
  expect(await house.agree(world, [anna, bo, twin], 120_000)).toBe(true)
  expect(livingOf(anna, world, ware)).toEqual([old, deviceOf(bo), deviceOf(twin)].toSorted())
  await bo.need(world, 'one goes on')
  await twin.need(world, 'the other goes on')
  expect(await house.clock.until(() => anna.things(world).length === 5, 60_000)).toBe(true)
  expect(must(await anna.peer.ask('wares', { world })).find((row) => row.ware === ware)?.forked).toBe(true)

  expect(must(await bo.peer.ask('status', {})).problems.map(({ key }) => key)).toEqual(['peer.copy-spoke'])
  must(await house.clock.wait(bo.peer.act('endDevice', { device: old })))
  expect(await house.clock.until(() => livingOf(twin, world, ware).length === 2, 60_000)).toBe(true)
  expect(must(await twin.peer.ask('status', {})).problems).toEqual([])
  await twin.sleep()
  await twin.wake()
  await twin.need(world, 'after a restart too')
  await house.acquaint(anna, twin)
  expect(await house.clock.until(() => anna.things(world).includes('after a restart too'), 60_000)).toBe(true)
  const branches = ['said by one', 'said by the other'].filter((thing) => anna.things(world).includes(thing))
  expect(branches, 'an end names one last entry: the other branch speaks for nobody any more').toHaveLength(1)
})

test('[I4] a folder of an older day becomes a new device when it meets what was said since; the one that went on stays who it is', patient, async () => {
  const house = await build(92)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.agree(world, [anna, bo])
  const old = deviceOf(bo)
  await bo.sleep()
  const older = await copyOf(house, bo, 'older')
  await bo.wake()
  await house.acquaint(anna, bo)
  await bo.need(world, 'since then')
  await house.agree(world, [anna, bo])
  await older.wake()
  await house.acquaint(anna, older)
  expect(await house.clock.until(() => deviceOf(older) !== old && older.peer.inside.find(world) !== undefined, 60_000)).toBe(true)
  await house.clock.pass(10_000)
  await older.need(world, 'from the older one')
  expect(await house.agree(world, [anna, bo, older], 120_000)).toBe(true)
  expect(deviceOf(bo)).toBe(old)
  expect([anna, bo, older].map((one) => one.things(world))).toEqual([anna, bo, older].map(() => ['from the older one', 'since then']))
  expect(anna.held(world).hosted.world.graph.forks, 'nothing was said twice').toEqual([])
})

test('[I4] [I3] a copy of a device that was let go does not come back as a new one', patient, async () => {
  const house = await build(93)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  const lost = deviceOf(phone)
  await phone.sleep()
  const stolen = await copyOf(house, phone, 'stolen')
  await phone.wake()
  await house.acquaint(anna, bo, phone)
  await phone.need(world, 'said before it was lost')
  await house.agree(world, [anna, bo, phone])
  must(await house.clock.wait(bo.peer.act('endDevice', { device: lost })))
  await house.clock.pass(20_000)
  await stolen.wake()
  await house.acquaint(anna, stolen)
  await house.clock.pass(60_000)
  const { ware } = must(await bo.peer.ask('self', {}))
  expect(livingOf(anna, world, ware)).toEqual([deviceOf(bo)])
  await anna.need(world, 'not for it')
  await house.clock.pass(60_000)
  expect(stolen.peer.inside.find(world) === undefined || !stolen.things(world).includes('not for it')).toBe(true)
})
