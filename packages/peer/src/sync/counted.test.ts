/** Who counts as a keeper when a folder was brought back, copied, or let go: never one store twice, and none that is gone (S5, I4). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, type Place, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const patient = { timeout: 60_000 }
const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const deviceOf = (one: Resident): IdText => toText(one.peer.inside.me().device.sign.publicKey)
const kept = (at: Resident, world: IdText, place: Place): number => at.peer.inside.sync.keptBy(world, place).others

type Contents = ReturnType<Resident['disk']['contents']>

/** Puts what lay on a disk in an older day in the place of what lies there now. */
async function putBack(one: Resident, older: Contents): Promise<void> {
  const store = await one.disk.open()
  await store.commit((await store.keys('', { limit: 1_000 })).map((key) => [key, undefined] as const))
  await store.commit(older)
  await store.close()
}

interface Shared {
  readonly house: House
  readonly anna: Resident
  readonly bo: Resident
  readonly world: IdText
  /** Places at anna: one from before the copy was made, one from after. */
  readonly before: Place
  readonly since: Place
  readonly older: Contents
}

/** Anna and bo share a world, a copy of bo's folder is made, and both go on for a while. */
async function shared(seed: number, boSpeaks: boolean): Promise<Shared> {
  const house = await build(seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await anna.need(world, 'early')
  // Enough that the two compare, and none just asks for all there is.
  for (let i = 0; i < 300; i++) await anna.need(world, `thing ${i}`)
  await house.agree(world, [anna, bo])
  const before = await anna.lastPlace(world)
  await bo.sleep()
  const older = bo.disk.contents('')
  await bo.wake()
  await house.acquaint(anna, bo)
  if (boSpeaks) await bo.need(world, 'said by bo')
  await anna.need(world, 'said by anna')
  await house.agree(world, [anna, bo])
  await house.clock.pass(5_000)
  const since = await anna.lastPlace(world)
  expect([kept(anna, world, before), kept(anna, world, since)]).toEqual([1, 1])
  return { house, anna, bo, world, before, since, older }
}

test('[S5][I4] an old copy of a folder that was put back and became a new device counts once, over a restart too', patient, async () => {
  const { house, anna, bo, world, before, since, older } = await shared(301, true)
  const old = deviceOf(bo)
  await bo.sleep()
  await putBack(bo, older)
  await bo.wake()
  await house.acquaint(anna, bo)
  expect(await house.clock.until(() => deviceOf(bo) !== old && bo.peer.inside.find(world) !== undefined, 60_000)).toBe(true)
  expect(await house.agree(world, [anna, bo], 120_000)).toBe(true)
  await house.clock.pass(60_000)
  expect([kept(anna, world, before), kept(anna, world, since)]).toEqual([1, 1])
  await bo.sleep()
  await anna.sleep()
  await anna.wake()
  await house.clock.pass(5_000)
  expect([kept(anna, world, before), kept(anna, world, since)]).toEqual([1, 1])
})

test('[S5][I4] the folder that was copied counts beside its copy from when it is heard again', patient, async () => {
  const { house, anna, bo, world, before, older } = await shared(302, true)
  const old = deviceOf(bo)
  await bo.sleep()
  const copy = await house.resident('copy')
  await copy.sleep()
  await putBack(copy, older)
  await copy.wake()
  await house.acquaint(anna, copy)
  expect(await house.clock.until(() => deviceOf(copy) !== old && copy.peer.inside.find(world) !== undefined, 60_000)).toBe(true)
  expect(await house.agree(world, [anna, copy], 120_000)).toBe(true)
  await house.clock.pass(60_000)
  expect(kept(anna, world, before)).toBe(1)
  await bo.wake()
  await house.acquaint(anna, bo)
  expect(await house.agree(world, [anna, bo, copy], 120_000)).toBe(true)
  await house.clock.pass(5_000)
  expect([deviceOf(bo), kept(anna, world, before)]).toEqual([old, 2])
})

test('[S5] a device that shows it has lost what it once kept does not count for that any more, until it has it again', patient, async () => {
  const { house, anna, bo, world, before, since, older } = await shared(303, false)
  await bo.sleep()
  await putBack(bo, older)
  await bo.wake()
  // It has no room: what it lost cannot come back to it yet.
  const { world: there } = bo.held(world).hosted
  const { take } = there
  there.take = () => Promise.reject(new Error('no room'))
  await house.acquaint(anna, bo)
  await house.clock.pass(20_000)
  expect([kept(anna, world, before), kept(anna, world, since)]).toEqual([1, 0])
  there.take = take
  expect(await house.clock.until(() => kept(anna, world, since) === 1, 120_000)).toBe(true)
})

test('[S5][I3] a device that was let go counts for nobody, and so does one whose backup came back as another, until it is heard', patient, async () => {
  const house = await build(304)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  await house.acquaint(anna, bo, phone)
  await anna.need(world, 'bread')
  await house.agree(world, [anna, bo, phone])
  await house.clock.pass(5_000)
  const place = await anna.lastPlace(world)
  expect(kept(anna, world, place)).toBe(2)
  const lost = deviceOf(phone)
  const { bytes } = must(await house.clock.wait(bo.peer.act('backup', { passphrase: 'seven beans in a jar' })))
  await phone.sleep()
  must(await house.clock.wait(bo.peer.act('endDevice', { device: lost })))
  await house.agree(world, [anna, bo])
  expect(kept(anna, world, place)).toBe(1)
  // All is lost, and comes back from the backup on something new.
  await bo.sleep()
  const again = await house.resident('again')
  must(await house.clock.wait(again.peer.act('restore', { bytes, passphrase: 'seven beans in a jar' })))
  await house.acquaint(anna, again)
  expect(await house.agree(world, [anna, again], 120_000)).toBe(true)
  await house.clock.pass(5_000)
  expect(kept(anna, world, place)).toBe(1)
})
