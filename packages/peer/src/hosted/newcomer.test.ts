/** One who has just come in: what it writes under, whom it knows, and to whom it seals (K2, K4). */
import { setImmediate } from 'node:timers/promises'
import { type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { decodeSync, encodeSync } from '../sync/message.ts'
import { House, must, type Passing, type Resident, wareOf } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const patient = { timeout: 60_000 }

const mintsOf = (one: Resident, world: IdText): number => one.held(world).hosted.epochs.mints.size
const deviceOf = (one: Resident): IdText => toText(one.peer.inside.me().device.sign.publicKey)
/** Text of the tag of the epoch that the last entry of a device was said under. */
const writesUnder = (one: Resident, world: IdText): IdText => toText((one.held(world).hosted.writing() as { tag: Uint8Array }).tag)

/** Lets only those envelopes through to somebody that are under these epochs; grants pass. No comparison comes to an end. */
const only = (to: Resident, tags: ReadonlySet<IdText>) => (passing: Passing) => {
  const message = decodeSync(passing.bytes)
  if (passing.to !== to.address || !message.ok) return undefined
  if (message.value.type === 'served' || message.value.type === 'even') return []
  if (message.value.type !== 'envelopes') return undefined
  const envelopes = message.value.envelopes.filter((bytes) => bytes[0] === 2 || tags.has(toText(bytes.slice(1, 17))))
  return [encodeSync({ ...message.value, envelopes })]
}
test('[K2] a newcomer that has seen but a part writes under what it was given, mints nothing, and is not split off', patient, async () => {
  const house = await build(41)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna)
  const first = writesUnder(anna, world)
  await house.invite(world, anna, bo, false)
  await house.agree(world, [anna, bo])
  const given = writesUnder(anna, world)
  expect(given).not.toBe(first)
  // The mint of the epoch that leaves bo out is all that comes.
  house.meddle = only(cleo, new Set([first]))
  await house.invite(world, anna, cleo)
  const before = mintsOf(anna, world)
  await cleo.need(world, 'bread')
  expect(cleo.held(world).hosted.epochs.mints.size).toBeGreaterThan(0)
  expect([writesUnder(cleo, world), cleo.held(world).hosted.informed]).toEqual([given, false])
  house.meddle = undefined
  await house.acquaint(cleo, anna, bo)
  expect(await house.clock.until(() => bo.things(world).includes('bread'), 300_000), 'bo reads what was said at once').toBe(true)
  await house.clock.pass(120_000)
  expect(mintsOf(anna, world), 'no epoch was needed for it').toBe(before)
})

test('[K2] a newcomer with an ended device waits for its first comparison before it mints, and then leaves nobody out', patient, async () => {
  const house = await build(42)
  const [anna, bo, lost] = [await house.resident('anna'), await house.resident('bo'), await house.resident('lost')]
  const world = await house.withSecondDevice(anna, bo, lost)
  const backup = must(await bo.peer.act('backup', { passphrase: 'four words in a row' }))
  await anna.sleep()
  must(await house.clock.wait(bo.peer.act('endDevice', { device: deviceOf(lost) })))
  const bundle = must(await bo.peer.act('writeBundle', { world }))
  await bo.sleep()
  const phone = await house.resident('phone')
  must(await house.clock.wait(phone.peer.act('restore', { bytes: backup.bytes, passphrase: 'four words in a row' })))
  must(await house.clock.wait(phone.peer.act('takeBundle', { bytes: bundle.bytes })))
  const before = mintsOf(phone, world)
  await phone.need(world, 'a charger')
  await house.clock.pass(20_000)
  expect(mintsOf(phone, world)).toBe(before)
  await anna.wake()
  await bo.wake()
  await house.acquaint(phone, anna, bo)
  expect(await house.clock.until(() => [anna, bo].every((one) => one.things(world).includes('a charger')), 300_000)).toBe(true)
  expect(await house.agree(world, [anna, bo, phone], 300_000)).toBe(true)
})

test('[K4] a newcomer without history knows every member and device though they are away, and what it says reaches them later', patient, async () => {
  const house = await build(43)
  const [anna, bo, phone, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna, bo, cleo)
  await house.addDevice(world, bo, phone)
  await house.acquaint(anna, bo, cleo, phone)
  await anna.need(world, 'said before')
  await house.agree(world, [anna, bo, cleo, phone])
  for (const one of [bo, phone, cleo]) await one.sleep()
  const dora = await house.resident('dora')
  await house.invite(world, anna, dora, false)
  await house.clock.pass(10_000)
  const { identities } = dora.held(world).hosted
  expect(identities.wares()).toEqual(anna.held(world).hosted.identities.wares())
  expect(identities.wares().map((ware) => identities.devices(ware).length).toSorted()).toEqual([1, 1, 1, 2])
  expect(dora.things(world), 'no history').toEqual([])
  expect(must(await dora.peer.ask('world', { world })).name).toBe('Yard')
  await anna.sleep()
  // Dora mints alone, for all whom she was told of.
  const eve = await house.resident('eve')
  await house.invite(world, dora, eve, false)
  await dora.need(world, 'said by one who came late')
  for (const one of [bo, phone, cleo]) await one.wake()
  for (const one of [bo, phone, cleo]) await house.acquaint(dora, one)
  expect(await house.clock.until(() => [bo, phone, cleo].every((one) => one.things(world).includes('said by one who came late')), 120_000)).toBe(true)
  expect(await house.agree(world, [bo, phone, cleo])).toBe(true)
})

test('[K4] [I3] a newcomer without history seals to no device that was ended, though its ware is away', patient, async () => {
  const house = await build(44)
  const [anna, bo, phone] = [await house.resident('anna'), await house.resident('bo'), await house.resident('phone')]
  const world = await house.withSecondDevice(anna, bo, phone)
  const bosWare = wareOf(bo)
  must(await house.clock.wait(bo.peer.act('endDevice', { device: deviceOf(phone) })))
  await house.agree(world, [anna, bo])
  await bo.sleep()
  const dora = await house.resident('dora')
  await house.invite(world, anna, dora, false)
  await house.clock.pass(10_000)
  const seen = dora.held(world).hosted.identities
  expect(seen.devices(bosWare).filter((view) => !view.ended).map((view) => view.device)).toEqual([goingOn(anna, world, bosWare)])
  expect(seen.ends(bosWare).map((end) => end.device), 'the end was said again').toEqual([deviceOf(phone)])
  await house.acquaint(phone, dora)
  const eve = await house.resident('eve')
  await house.invite(world, dora, eve, false)
  await dora.need(world, 'not for a lost phone')
  await house.clock.pass(60_000)
  expect(phone.things(world)).toEqual([])
})

/** The one device of a ware that goes on, as somebody who saw all knows it. */
const goingOn = (one: Resident, world: IdText, ware: IdText): IdText | undefined => one.held(world).hosted.identities.devices(ware).find((view) => !view.ended)?.device

test('[K4] [K3] who shares with whom is said again in a new epoch, and stands where it was said first', patient, async () => {
  const house = await build(45)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  await house.agree(world, [anna, bo, cleo])
  must(await house.clock.wait(anna.peer.act('dissociate', { world, ware: wareOf(cleo), apart: true })))
  await house.clock.pass(20_000)
  const dora = await house.resident('dora')
  await house.invite(world, anna, dora, false)
  await house.clock.pass(10_000)
  const row = must(await dora.peer.ask('dissociation', { world, ware: wareOf(cleo) }))
  expect([row.followed, row.apart]).toEqual([[wareOf(anna)], false])
  must(await house.clock.wait(anna.peer.act('dissociate', { world, ware: wareOf(cleo), apart: false })))
  await house.clock.pass(60_000)
  expect(must(await dora.peer.ask('dissociation', { world, ware: wareOf(cleo) })).followed).toEqual([])
  expect(must(await bo.peer.ask('dissociation', { world, ware: wareOf(cleo) })).followed).toEqual([])
})

test('[I4] [K1] a device from an older backup is given what its ware was given since, and reads all of it', patient, async () => {
  const house = await build(46)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.agree(world, [anna, bo])
  const backup = must(await bo.peer.act('backup', { passphrase: 'four words in a row' }))
  for (const name of ['cleo', 'dora']) await house.invite(world, anna, await house.resident(name), false)
  await house.acquaint(anna, bo)
  await anna.need(world, 'said since')
  expect(await house.clock.until(() => bo.things(world).includes('said since'), 60_000)).toBe(true)
  await bo.sleep()
  const phone = await house.resident('phone')
  must(await house.clock.wait(phone.peer.act('restore', { bytes: backup.bytes, passphrase: 'four words in a row' })))
  await house.acquaint(phone, anna)
  expect(await house.clock.until(() => phone.things(world).includes('said since'), 120_000)).toBe(true)
  // One more epoch is due, that is sealed to it as well.
  await house.clock.pass(20_000)
  const before = mintsOf(anna, world)
  await anna.need(world, 'said now')
  expect(await house.clock.until(() => phone.things(world).includes('said now'), 10_000)).toBe(true)
  await house.clock.pass(120_000)
  expect(mintsOf(anna, world), 'and that is all').toBe(before)
})
