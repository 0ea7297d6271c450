/** Damage that is met while a peer runs, and what lacks after a store was carried over with losses: named, and healed by others. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type IdText, toText } from '@commune/protocol'
import { House, must, type Resident } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const patient = { timeout: 60_000 }

/** Pages long enough that the log of a world has several pieces; all were written to the disk, with a snapshot behind them. */
const manyPages = async (house: House, anna: Resident, world: IdText): Promise<void> => {
  for (let number = 0; number < 14; number++) {
    const text = Array.from({ length: 800 }, (_, at) => `${number} and ${at * 7919}`).join(' ')
    await anna.say(world, { wish: 'begin', title: `Page ${number}`, text })
  }
  await house.clock.pass(10_000)
}
const problemsOf = async (one: Resident): Promise<string[]> => must(await one.peer.ask('status', {})).problems.map(({ key }) => key)
const piecesOf = (one: Resident, prefix: string): string[] => one.disk.contents(prefix).map(([key]) => key)
const deviceOf = (one: Resident): IdText => toText(one.peer.inside.me().device.sign.publicKey)
const remove = async (one: Resident, change: readonly (readonly [string, Uint8Array | undefined])[]): Promise<void> => {
  const store = await one.disk.open()
  await store.commit(change)
  await store.close()
}

/** A world with many pages by one of the two, that both hold alike and have written down. */
const paged = async (seed: number, author: 'anna' | 'bo'): Promise<{ house: House; anna: Resident; bo: Resident; world: IdText }> => {
  const house = await build(seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await manyPages(house, author === 'anna' ? anna : bo, world)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  await house.clock.pass(10_000)
  return { house, anna, bo, world }
}

test('[S6] damage in what was said long ago is met when somebody asks for it: it is named, and others bring it back', patient, async () => {
  const { house, anna, bo, world } = await paged(401, 'anna')
  const device = deviceOf(bo)
  await bo.sleep()
  const [first] = piecesOf(bo, 'w1/l/')
  bo.disk.damage(first as string)
  await bo.wake()
  expect(await problemsOf(bo)).toEqual([])
  // As for a bundle, or for a newcomer.
  await expect(bo.lastPlace(world)).rejects.toThrow('damaged')
  await house.clock.wait(bo.peer.act('connect', { address: anna.address }))
  expect(await house.clock.until(() => bo.held(world).hosted.world.set.count === anna.held(world).hosted.world.set.count, 120_000)).toBe(true)
  await bo.lastPlace(world)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  expect(await problemsOf(bo)).toEqual(['peer.world-mended'])
  expect(await house.clock.until(() => !bo.peer.inside.lacks(world), 5_000)).toBe(true)
  await bo.need(world, 'salt')
  expect(await house.agree(world, [anna, bo])).toBe(true)
  expect([await problemsOf(bo), deviceOf(bo)]).toEqual([['peer.world-mended'], device])
})

test('[S6] whoever asks while a world is closed to be mended waits for it, and is not told that it is not there', patient, async () => {
  const { house, bo, world } = await paged(402, 'anna')
  await bo.sleep()
  bo.disk.damage(piecesOf(bo, 'w1/l/')[0] as string)
  await bo.wake()
  await expect(bo.lastPlace(world)).rejects.toThrow('damaged')
  const { peer } = bo
  const asked: ReturnType<typeof peer.ask<'worlds'>>[] = []
  const isOpen = (): boolean => peer.inside.find(world) !== undefined
  await house.clock.until(() => {
    if (!isOpen()) asked.push(peer.ask('worlds', {}))
    return asked.length > 0 && isOpen()
  }, 20_000)
  expect(asked.length).toBeGreaterThan(0)
  for (const answer of await Promise.all(asked)) expect(must(answer).map((row) => row.world)).toEqual([world])
})

test('[S6][I4] when nobody is there to bring it back, it goes on as a new device of its ware, and contradicts nothing it said', patient, async () => {
  const { house, anna, bo, world } = await paged(406, 'bo')
  await anna.sleep()
  const device = deviceOf(bo)
  await bo.sleep()
  await remove(bo, [[piecesOf(bo, 'w1/l/')[0] as string, undefined], ['salvaged', Uint8Array.of(2)]])
  await bo.wake()
  await house.clock.pass(65_000)
  expect(await house.clock.until(() => deviceOf(bo) !== device, 10_000)).toBe(true)
  await bo.need(world, 'salt')
  await anna.wake()
  await house.clock.wait(bo.peer.act('connect', { address: anna.address }))
  expect(await house.agree(world, [anna, bo], 180_000)).toBe(true)
  expect(anna.things(world)).toEqual(['salt'])
  expect(anna.held(world).hosted.world.graph.forks).toEqual([])
})

test('[S6] after a store was carried over with losses, pieces that nobody can name come back too', patient, async () => {
  const { house, anna, bo, world } = await paged(402, 'anna')
  await bo.sleep()
  const [first, second] = piecesOf(bo, 'w1/l/')
  bo.disk.damage(second as string)
  await remove(bo, [[first as string, undefined], ['salvaged', Uint8Array.of(2)]])
  await bo.wake()
  expect(bo.held(world).hosted.world.set.count).toBeLessThan(anna.held(world).hosted.world.set.count)
  expect(await house.clock.wait(bo.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'salt' }] }))).toMatchObject({ ok: false, error: { key: 'peer.world-mending' } })
  await house.clock.wait(bo.peer.act('connect', { address: anna.address }))
  expect(await house.agree(world, [anna, bo], 120_000)).toBe(true)
  await bo.lastPlace(world)
  expect(await house.clock.until(() => piecesOf(bo, 'salvaged').length === 0, 5_000)).toBe(true)
  await bo.need(world, 'salt')
  expect(await house.agree(world, [anna, bo], 120_000)).toBe(true)
  expect(await problemsOf(bo)).toEqual(['peer.world-mended'])
})

test('[S6] whatever lies beside the worlds is damaged, the peer starts, and what can be made again is made again', patient, async () => {
  const house = await build(403)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  const untilMs = house.clock.nowMs() + 3_600_000
  must(await house.clock.wait(bo.peer.act('invite', { world, kind: 'device', history: true, untilMs })))
  const file = new Uint8Array(100_000).map((_, at) => at % 251)
  const { id } = must(await house.clock.wait(anna.peer.act('addFile', { world, bytes: file, name: 'stove.jpg', media: 'image/jpeg' })))
  await house.clock.pass(30_000)
  const held = ['invites', 'w1/a', 'w1/b', ...piecesOf(bo, 'w1/f/')]
  expect(held.length).toBeGreaterThan(4)
  for (const key of held) {
    await bo.sleep()
    bo.disk.damage(key)
    await bo.wake()
    await house.clock.wait(bo.peer.act('connect', { address: anna.address }))
    expect(await house.agree(world, [anna, bo]), key).toBe(true)
    await bo.peer.ask('file', { world, id })
    await house.clock.pass(2_000)
    must(await house.clock.wait(bo.peer.act('fetchFile', { world, id })))
    expect(must(await bo.peer.ask('file', { world, id }))?.bytes, key).toEqual(file)
  }
})

test('[S6] a world whose keys are damaged stays closed, named, and keeps no other from opening; an invitation opens it again', patient, async () => {
  const house = await build(404)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const yard = await house.worldOf('Yard', anna, bo)
  const garden = await house.worldOf('Garden', bo)
  await anna.need(yard, 'bread')
  await bo.need(garden, 'seeds')
  expect(await house.agree(yard, [anna, bo])).toBe(true)
  await bo.sleep()
  bo.disk.damage('w1/k')
  await bo.wake()
  expect(must(await bo.peer.ask('worlds', {})).map(({ name }) => name)).toEqual(['Garden'])
  expect(await problemsOf(bo)).toEqual(['peer.world-locked'])
  expect(bo.things(garden)).toEqual(['seeds'])
  await house.invite(yard, anna, bo)
  expect(await house.agree(yard, [anna, bo])).toBe(true)
  expect(bo.things(yard)).toEqual(['bread'])
  expect(await problemsOf(bo)).toEqual([])
})

test.each([['bytesMax', 'peer.store-full'], ['readOnly', 'peer.store-read-only']] as const)('[S5] a disk that takes no more (%s) is named for as long as it is so, and everything goes on after it', async (fault, key) => {
  const house = await build(405)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.agree(world, [anna, bo])
  const before = bo.disk.faults[fault]
  Object.assign(bo.disk.faults, { [fault]: fault === 'bytesMax' ? 0 : true })
  const refused = await house.clock.wait(bo.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'salt' }] }))
  expect(refused).toMatchObject({ ok: false, error: { key } })
  expect(await problemsOf(bo)).toEqual([key])
  await anna.need(world, 'bread')
  await house.clock.pass(20_000)
  expect(bo.things(world)).toEqual([])
  expect(await problemsOf(bo)).toEqual([key])
  Object.assign(bo.disk.faults, { [fault]: before })
  await bo.need(world, 'soap')
  expect(await problemsOf(bo)).toEqual([])
  expect(await house.agree(world, [anna, bo], 180_000)).toBe(true)
  expect(anna.things(world)).toEqual(['bread', 'soap'])
})
