/** Partitions that part a world into epochs, and how it comes together again: with few epochs, and then with no more (K2). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const patient = { timeout: 120_000 }

const mintsIn = (residents: readonly Resident[], world: IdText): Set<IdText> =>
  new Set(residents.flatMap((one) => [...one.held(world).hosted.epochs.mints.values()].map((mint) => mint.epoch)))
/** All write under one epoch, and it leaves nobody out. */
const isOne = (residents: readonly Resident[], world: IdText): boolean => {
  const choices = residents.map((one) => one.held(world).hosted.choice())
  return new Set(choices.map((choice) => choice?.epoch)).size === 1 && choices.every((choice) => choice && choice.leftOut.length + choice.stale.length + choice.lacking.length === 0)
}

test.each([3, 5, 8, 12])('[K2] parted in three, with newcomers in each part, %i peers come to one epoch, and then mint no more', patient, async (count) => {
  const house = await House.build(() => setImmediate(), 60 + count)
  const founders: Resident[] = []
  for (let number = 0; number < Math.ceil(count / 2); number++) founders.push(await house.resident(`founder${number}`))
  const world = await house.worldOf('Yard', ...(founders as [Resident, ...Resident[]]))
  await house.acquaint(...founders)
  expect(await house.agree(world, founders)).toBe(true)
  const newcomers: Resident[] = []
  for (let number = founders.length; number < count; number++) newcomers.push(await house.resident(`newcomer${number}`))
  const all = [...founders, ...newcomers]
  const parts = [0, 1, 2].map((part) => all.filter((_, index) => index % founders.length % 3 === part))
  house.network.partition(parts.map((part) => part.map((one) => one.address)))
  for (const part of parts) {
    const member = part.find((one) => founders.includes(one))
    for (const newcomer of part.filter((one) => newcomers.includes(one))) if (member) await house.invite(world, member, newcomer, false)
  }
  for (const one of all.filter((each) => each.peer.inside.find(world))) await one.need(world, `for ${one.name}`)
  await house.clock.pass(60_000)
  const inside = all.filter((one) => one.peer.inside.find(world))
  const apart = mintsIn(inside, world).size
  expect(apart).toBeLessThanOrEqual(1 + 2 * newcomers.length)
  house.network.heal()
  await house.acquaint(...inside)
  expect(await house.clock.until(() => isOne(inside, world), 300_000)).toBe(true)
  await house.clock.pass(60_000)
  const healed = mintsIn(inside, world).size
  expect(healed - apart, 'to bring them together: at most one of each').toBeLessThanOrEqual(count)
  await house.clock.pass(600_000)
  expect(mintsIn(inside, world).size, 'once all is quiet').toBe(healed)
  for (const one of inside) await one.need(world, `again for ${one.name}`)
  const heard = (one: Resident): number => one.things(world).filter((thing) => thing.startsWith('again')).length
  expect(await house.clock.until(() => inside.every((one) => heard(one) === inside.length), 60_000)).toBe(true)
})

test('[K2] the lowest that is online mints the union; where it is silent the next one does, after a while', patient, async () => {
  const house = await House.build(() => setImmediate(), 71)
  const all = [await house.resident('a'), await house.resident('b'), await house.resident('c'), await house.resident('d')]
  const [anna, bo, cleo, dora] = all as [Resident, Resident, Resident, Resident]
  const world = await house.worldOf('Yard', anna, bo)
  await house.acquaint(anna, bo)
  await house.agree(world, [anna, bo])
  house.network.partition([[anna.address, cleo.address], [bo.address, dora.address]])
  await house.invite(world, anna, cleo, false)
  await house.invite(world, bo, dora, false)
  await house.clock.pass(30_000)
  const before = mintsIn(all, world)
  house.network.heal()
  await house.acquaint(...all)
  expect(await house.clock.until(() => isOne(all, world), 120_000)).toBe(true)
  const chosen = anna.held(world).hosted.choice()
  expect(before.has(chosen?.epoch ?? '')).toBe(false)
  expect(chosen?.audience).toEqual(new Set(all.map(wareOf)))
  expect(mintsIn(all, world).size - before.size).toBe(1)
})

test('[K2] [K3] some share no more with some: each part settles on its own epochs, and nobody mints for ever', patient, async () => {
  const house = await House.build(() => setImmediate(), 72)
  const all = [await house.resident('a'), await house.resident('b'), await house.resident('c'), await house.resident('d'), await house.resident('e')]
  const [anna, bo, cleo, dora] = all as [Resident, Resident, Resident, Resident]
  const world = await house.worldOf('Yard', ...(all as [Resident, ...Resident[]]))
  await house.acquaint(...all)
  await house.agree(world, all)
  for (const [one, other] of [[anna, bo], [cleo, dora]] as const) must(await house.clock.wait(one.peer.act('dissociate', { world, ware: wareOf(other), apart: true })))
  await house.clock.pass(120_000)
  const settled = mintsIn(all, world).size
  expect(settled).toBeLessThanOrEqual(1 + all.length)
  await house.clock.pass(600_000)
  expect(mintsIn(all, world).size).toBe(settled)
  const written = anna.held(world).hosted.writing()
  expect(written && bo.held(world).hosted.world.keyring.byTag(written.tag), toText(anna.held(world).hosted.world.id)).toBeUndefined()
})
