/** Wires that break and peers that lose power at every possible moment of a conversation. */
import { envelopeId, type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, type Resident } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }

/** Ids of all that this peer says others keep durably. */
async function saidToBeKept(resident: Resident, world: IdText): Promise<string[]> {
  const ids: string[] = []
  const { set } = resident.held(world).hosted.world
  const end = { lamport: Infinity, prefix: new Uint8Array() }
  await set.iterate({ lamport: 0, prefix: new Uint8Array() }, end, ({ id, place }) => {
    const { others, browsers } = resident.peer.inside.sync.keptBy(world, place)
    if (others + browsers > 0) ids.push(toText(id))
  })
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
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
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
    for (const [one, other] of [[anna, bo], [bo, anna]] as const) {
      const kept = await saidToBeKept(one, world)
      expect(kept.length).toBe(one.held(world).hosted.world.set.count)
      expect([...(await held(other, world))]).toEqual(expect.arrayContaining(kept))
    }
  }
  expect(needs).toBeGreaterThan(60)
})

test('[S5] what is said to be kept is there after the keeper lost power at any message', patient, async () => {
  const { house, anna, bo, world } = await apartOnce()
  bo.disk.faults.delayMs = 7
  let claims = 0
  for (let crashAt = 1, whole = false; !whole; crashAt++) {
    house.network.partition([[anna.address], [bo.address]])
    for (const one of [anna, bo]) for (let i = 0; i < 3; i++) await one.need(world, `${one.name} ${crashAt} ${i}`)
    const before = (await saidToBeKept(anna, world)).length
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
    const kept = await saidToBeKept(anna, world)
    claims += kept.length - before
    house.network.partition([[anna.address], [bo.address]])
    await bo.wake()
    expect([...(await house.clock.wait(held(bo, world)))]).toEqual(expect.arrayContaining(kept))
    house.network.heal()
    expect(await house.agree(world, [anna, bo], 300_000)).toBe(true)
  }
  expect(claims).toBeGreaterThan(0)
})
