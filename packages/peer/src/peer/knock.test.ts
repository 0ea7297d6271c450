/** Going to an address, and why that came to nothing: told apart, and never without end. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makeInvitation, writeLink } from '@commune/protocol'
import { House, must, type Resident } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const linkTo = (house: House, ...addresses: readonly string[]): string => writeLink('http://commune/', makeInvitation('ware', 0, addresses, house.random))
const open = async (house: House, one: Resident, link: string): Promise<string> => {
  const joined = await house.clock.wait(one.peer.act('join', { link }))
  return joined.ok ? 'ok' : joined.error.key
}
/** A transport that says why a dial failed, as those of a real network do. */
const refuseDials = (one: Resident, reason: string): void => {
  const { sync } = one.peer.inside
  const fault = Object.assign(new Error(reason), { reason })
  sync.connect = () => Promise.reject(fault)
  sync.join = () => Promise.reject(fault)
}

test('[K5] an invitation that nobody there knows is said to be unknown; it was asked for twice', async () => {
  const house = await build(301)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  await house.worldOf('Yard', anna)
  const asks = (): number => house.passed.filter(({ to, bytes }) => to === anna.address && bytes[0] === 11).length
  expect(await open(house, bo, linkTo(house, anna.address))).toBe('peer.link-unknown')
  expect(asks()).toBe(2)
})

test('[K5] a peer that stops over the question has not said that it does not know the invitation', async () => {
  const house = await build(302)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna)
  const untilMs = house.clock.nowMs() + 3_600_000
  const { link } = must(await anna.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))
  let sleeping: Promise<void> | undefined
  house.meddle = ({ to, bytes }) => {
    if (to === anna.address && bytes[0] === 11) sleeping ??= anna.sleep()
    return to === anna.address && bytes[0] === 11 ? [] : undefined
  }
  expect(await open(house, bo, link)).toBe('peer.unreachable')
  house.meddle = undefined
  await sleeping
  await anna.wake()
  expect(await open(house, bo, link)).toBe('ok')
})

test('[K5] a peer that falls silent over the question could not let anybody in just now', async () => {
  const house = await build(303)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  await house.worldOf('Yard', anna)
  house.meddle = ({ to, bytes }) => (to === anna.address && bytes[0] === 11 ? [] : undefined)
  expect(await open(house, bo, linkTo(house, anna.address))).toBe('peer.join-not-now')
})

test('[K5] what a member says of an invitation stands: no further address is asked', async () => {
  const house = await build(304)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna)
  const untilMs = house.clock.nowMs() + 3_600_000
  const { link, key } = must(await anna.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))
  must(await anna.peer.act('closeInvite', { world, key }))
  const asks = (): number => house.passed.filter(({ bytes }) => bytes[0] === 11).length
  expect(await open(house, bo, link)).toBe('peer.link-closed')
  expect(asks()).toBe(1)
})

test('who opens the link of a world one is in already, is in it', async () => {
  const house = await build(305)
  const anna = await house.resident('anna')
  const world = await house.worldOf('Yard', anna)
  const untilMs = house.clock.nowMs() + 3_600_000
  const { link } = must(await anna.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))
  expect(must(await anna.peer.act('join', { link }))).toEqual({ world })
})

test('an address that never answers is given up, however the transport waits', async () => {
  const house = await build(306)
  const anna = await house.resident('anna')
  house.silent.add('memory:nobody')
  const beganMs = house.clock.nowMs()
  const connected = await house.clock.wait(anna.peer.act('connect', { address: 'memory:nobody' }))
  expect(connected).toMatchObject({ ok: false, error: { key: 'peer.unreachable' } })
  expect(house.clock.nowMs() - beganMs).toBeLessThanOrEqual(21_000)
})

test.each([
  ['bad-address', 'peer.address-wrong'],
  ['self', 'peer.address-self'],
  ['other-program', 'peer.other-program'],
  ['timed-out', 'peer.unreachable'],
  ['refused', 'peer.unreachable']
])('why a dial failed is said: %s', async (reason, key) => {
  const house = await build(307)
  const anna = await house.resident('anna')
  refuseDials(anna, reason)
  expect(await anna.peer.act('connect', { address: 'somewhere' })).toMatchObject({ ok: false, error: { key } })
  expect(await open(house, anna, linkTo(house, 'somewhere'))).toBe(key)
})
