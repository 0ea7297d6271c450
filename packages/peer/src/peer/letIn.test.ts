/** Invitations into a world, when several use one, when it is taken back, and when it has lapsed (K5). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, readLink, toText, writeLink } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const patient = { timeout: 60_000 }
const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const hourMs = 3_600_000

const inviteBy = async (house: House, one: Resident, world: IdText, history = false, untilMs = house.clock.nowMs() + hourMs) =>
  must(await house.clock.wait(one.peer.act('invite', { world, kind: 'ware', history, untilMs })))
/** What comes of opening a link: ok, or the key of the sentence why not. */
const open = async (one: Resident, link: string): Promise<string> => {
  const joined = await one.peer.act('join', { link })
  return joined.ok ? 'ok' : joined.error.key
}
/** The same invitation, to be opened at another member. */
const at = (link: string, member: Resident): string => {
  const invitation = readLink(link, 0)
  if (!invitation.ok) throw new Error(invitation.error)
  return writeLink('http://commune/', { ...invitation.value, addresses: [member.address] })
}
const mintsOf = (one: Resident, world: IdText): number => one.held(world).hosted.epochs.mints.size

test('[K5] of two who open one link at one member at the same moment, one comes in and the other is told that it was used', patient, async () => {
  const house = await build(101)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna)
  const { link } = await inviteBy(house, anna, world)
  const came = await house.clock.wait(Promise.all([open(bo, link), open(cleo, link)]))
  expect(came.toSorted()).toEqual(['ok', 'peer.link-used'])
  expect(must(await anna.peer.ask('invitations', { world })).map((row) => [row.state, row.alsoUsedBy])).toEqual([['used', undefined]])
})

test('[K5] [P3] of two who open one link at two members that cannot hear one another, both are in, and both are named to all', patient, async () => {
  const house = await build(102)
  const [anna, bo, cleo, dora] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo'), await house.resident('dora')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.acquaint(anna, bo)
  const { link } = await inviteBy(house, anna, world)
  await house.agree(world, [anna, bo])
  house.network.partition([[anna.address, cleo.address], [bo.address, dora.address]])
  expect(await house.clock.wait(Promise.all([open(cleo, link), open(dora, at(link, bo))]))).toEqual(['ok', 'ok'])
  await cleo.need(world, 'bread')
  await dora.need(world, 'soup')
  house.network.heal()
  await house.acquaint(anna, bo, cleo, dora)
  const all = [anna, bo, cleo, dora]
  // What was said while they were parted is read by those who were there; what is said from now on by all.
  await house.clock.pass(60_000)
  for (const one of [cleo, dora]) await one.need(world, `now by ${one.name}`)
  expect(await house.clock.until(() => all.every((one) => one.things(world).filter((thing) => thing.startsWith('now by')).length === 2), 60_000)).toBe(true)
  expect([anna.things(world), bo.things(world)]).toEqual([anna, bo].map(() => ['bread', 'now by cleo', 'now by dora', 'soup']))
  for (const one of [anna, bo]) {
    const [row] = must(await one.peer.ask('invitations', { world }))
    expect([row?.state, [row?.usedBy, ...(row?.alsoUsedBy ?? [])].toSorted()]).toEqual(['used', [wareOf(cleo), wareOf(dora)].toSorted()])
  }
  const eve = await house.resident('eve')
  expect(await house.clock.wait(open(eve, link))).toBe('peer.link-used')
})

test('[K5] one whose answer was lost opens the same link again and comes in, without another epoch for it', patient, async () => {
  const house = await build(103)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna)
  const { link } = await inviteBy(house, anna, world)
  house.meddle = ({ bytes }) => (bytes[0] === 12 ? 'cut' : undefined)
  expect(await house.clock.wait(open(bo, link))).toBe('peer.unreachable')
  house.meddle = undefined
  const before = mintsOf(anna, world)
  expect(await house.clock.wait(open(bo, link))).toBe('ok')
  expect(mintsOf(anna, world)).toBe(before)
  await bo.need(world, 'bread')
  expect(await house.clock.until(() => anna.things(world).includes('bread'), 60_000)).toBe(true)
})

test('[K5] an invitation that was taken back or has lapsed lets nobody in, at any member, and says so', patient, async () => {
  const house = await build(104)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.acquaint(anna, bo)
  const back = await inviteBy(house, anna, world)
  const brief = await inviteBy(house, anna, world, true, house.clock.nowMs() + 60_000)
  await house.agree(world, [anna, bo])
  must(await house.clock.wait(anna.peer.act('closeInvite', { world, key: back.key })))
  await house.agree(world, [anna, bo])
  await anna.sleep()
  const before = mintsOf(bo, world)
  expect(await house.clock.wait(open(cleo, at(back.link, bo)))).toBe('peer.link-closed')
  await house.clock.pass(120_000)
  expect(await house.clock.wait(open(cleo, at(brief.link, bo)))).toBe('peer.link-old')
  expect([mintsOf(bo, world), cleo.peer.inside.find(world)]).toEqual([before, undefined])
})

test('[K5] [I3] a device that was let go is not let in again in the name of its ware', patient, async () => {
  const house = await build(105)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  must(await house.clock.wait(bo.peer.act('endDevice', { device: toText(phone.peer.inside.me().device.sign.publicKey) })))
  await house.clock.pass(20_000)
  const before = mintsOf(anna, world)
  expect(await house.clock.wait(open(phone, (await inviteBy(house, anna, world)).link))).toBe('peer.link-closed')
  await house.clock.pass(20_000)
  expect(mintsOf(anna, world)).toBe(before)
})

test('[K5] the secret of an invitation is noted nowhere, whatever comes of it', patient, async () => {
  const house = await build(106)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna)
  const invited = await inviteBy(house, anna, world)
  anna.disk.faults.readOnly = true
  await house.clock.wait(open(bo, invited.link))
  anna.disk.faults.readOnly = false
  await house.clock.wait(open(bo, invited.link))
  await house.clock.wait(open(cleo, invited.link))
  await anna.sleep()
  await house.clock.wait(open(cleo, invited.link))
  expect(house.notes.length).toBeGreaterThan(0)
  const [, fragment] = invited.link.split('#') as [string, string]
  for (const secret of [fragment.slice(8, 40), fragment.slice(20, 52), invited.key]) expect(house.notes.join('\n')).not.toContain(secret)
})
