/** Wires that break and peers that lose power at every possible moment of a conversation. */
import { envelopeId, type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, type Resident } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }

/** Ids of all that this peer says a browser keeps; bo is the only one here. */
async function saidToBeKept(resident: Resident, world: IdText): Promise<string[]> {
  const ids: string[] = []
  for await (const placed of resident.held(world).hosted.world.scan(0)) {
    const kept = placed.filter(({ place }) => resident.peer.inside.sync.keptBy(world, place).browsers > 0)
    ids.push(...kept.map(({ bytes }) => toText(envelopeId(bytes))))
  }
  return ids
}

async function held(resident: Resident, world: IdText): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const placed of resident.held(world).hosted.world.scan(0)) {
    for (const { bytes } of placed) ids.add(toText(envelopeId(bytes)))
  }
  return ids
}

/** Two members that know one another's address, and what either says while they are apart. */
async function apartOnce(): Promise<{ house: House; anna: Resident; bo: Resident; world: IdText }> {
  const house = await House.build(settle)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo', { mayForget: true })]
  const world = await house.worldOf('Linden Yard', anna, bo)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  return { house, anna, bo, world }
}

test('[S2][S5][S6] a wire that breaks at any message, from either side, loses nothing once there is another', patient, async () => {
  const { house, anna, bo, world } = await apartOnce()
  let needs = 0
  for (let breakAt = 1, whole = false; !whole; breakAt++) {
    house.network.partition([[anna.address], [bo.address]])
    for (const one of [anna, bo]) for (let i = 0; i < 3; i++, needs++) await one.need(world, `${one.name} ${breakAt} ${i}`)
    let passed = 0
    house.meddle = () => (++passed === breakAt ? 'cut' : undefined)
    house.network.heal()
    expect(await house.agree(world, [anna, bo], 300_000)).toBe(true)
    await house.clock.pass(5_000)
    whole = passed < breakAt
    house.meddle = undefined
    expect(anna.things(world)).toHaveLength(needs)
    const kept = await saidToBeKept(anna, world)
    expect(kept.toSorted()).toEqual([...(await held(anna, world))].toSorted())
    expect(kept.toSorted()).toEqual([...(await held(bo, world))].toSorted())
  }
  expect(needs).toBeGreaterThan(60)
})

test('[S5] what is said to be kept is there after the keeper lost power at any message', patient, async () => {
  const { house, anna, bo, world } = await apartOnce()
  // From a third, bo gets the same at the same time: what waits for the disk must not be compared as if it were on it.
  const cleo = await house.resident('cleo')
  await house.invite(world, anna, cleo)
  await house.acquaint(anna, bo, cleo)
  bo.disk.faults.delayMs = 20
  let claims = 0
  for (let crashAt = 1, whole = false; !whole; crashAt++) {
    const parted = [[anna.address, cleo.address], [bo.address]]
    house.network.partition(parted)
    for (const one of [anna, cleo, bo]) for (let i = 0; i < 2; i++) await one.need(world, `${one.name} ${crashAt} ${i}`)
    expect(await house.agree(world, [anna, cleo])).toBe(true)
    const before = await Promise.all([anna, cleo].map((one) => saidToBeKept(one, world)))
    let passed = 0
    house.meddle = () => {
      if (++passed !== crashAt) return undefined
      bo.crash(0)
      return 'cut'
    }
    house.network.heal()
    await house.clock.until(() => passed >= crashAt, 20_000)
    whole = passed < crashAt
    house.meddle = undefined
    if (whole) break
    const kept = await Promise.all([anna, cleo].map((one) => saidToBeKept(one, world)))
    claims += kept.flat().length - before.flat().length
    house.network.partition(parted)
    await bo.wake()
    const there = await house.clock.wait(held(bo, world))
    for (const id of kept.flat()) expect(there).toContain(id)
    house.network.heal()
    await house.acquaint(anna, bo, cleo)
    expect(await house.agree(world, [anna, bo, cleo], 300_000)).toBe(true)
  }
  expect(claims).toBeGreaterThan(0)
})

test('[S5] what is still on its way to the disk is not compared as if it were there', patient, async () => {
  const { house, anna, bo, world } = await apartOnce()
  const cleo = await house.resident('cleo')
  await house.invite(world, anna, cleo)
  await house.acquaint(anna, bo, cleo)
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  await house.clock.pass(10_000)
  const before = (await saidToBeKept(cleo, world)).length
  expect(before).toBe(cleo.held(world).hosted.world.set.count)
  // From anna it comes to bo, whose disk takes its time; meanwhile cleo's wire breaks, and the two compare anew.
  bo.disk.faults.delayMs = 30_000
  house.meddle = ({ from, to }) => ([from, to].includes('cleo') && `${from}${to}`.includes('bo') ? 'cut' : undefined)
  await anna.need(world, 'bread')
  await house.clock.pass(5_000)
  house.meddle = undefined
  await house.clock.pass(15_000)
  expect(cleo.peer.inside.sync.connections()).toHaveLength(2)
  expect((await saidToBeKept(cleo, world)).length).toBe(before)
  bo.disk.faults.delayMs = 0
  bo.crash(0)
  await bo.wake()
  expect(bo.things(world)).toEqual([])
  expect(await house.agree(world, [anna, bo, cleo], 120_000)).toBe(true)
})
