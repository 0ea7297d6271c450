import { expect, test } from 'vitest'
import { House, must } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('[S2][S4] three peers that share a world end with the same', async () => {
  const house = await House.build(settle)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Linden Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  for (const one of [anna, bo, cleo]) for (let i = 0; i < 5; i++) await one.need(world, `${one.name} ${i}`)
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  expect(anna.things(world)).toHaveLength(15)
  expect(house.notes).toEqual([])
})

test('[I4] one who comes into a world by two invitations at once opens it once, and does not fork', async () => {
  const house = await House.build(settle)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  const untilMs = house.clock.nowMs() + 3_600_000
  const invitations = [anna, bo].map((one) => one.peer.act('invite', { world, kind: 'ware', history: true, untilMs }))
  const links = (await house.clock.wait(Promise.all(invitations))).map((invited) => must(invited).link)
  cleo.disk.faults.delayMs = 30
  for (const joined of await house.clock.wait(Promise.all(links.map((link) => cleo.peer.act('join', { link }))))) must(joined)
  await cleo.need(world, 'bread')
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  expect(anna.held(world).hosted.world.graph.forks).toEqual([])
  expect(cleo.held(world).hosted.world.copied).toBe(false)
})
