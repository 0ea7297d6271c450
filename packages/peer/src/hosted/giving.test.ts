/** What is given to a device that came without an epoch is given once, and a start writes nothing where nothing changed (K1, K4). */
import { setImmediate } from 'node:timers/promises'
import type { IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const patient = { timeout: 120_000 }
const endOf = (one: Resident, world: IdText): number => one.held(world).hosted.world.end

test('[K1][K4] a minter that starts again gives nothing again to a device that holds it, and writes nothing', patient, async () => {
  const house = await House.build(() => setImmediate(), 461)
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
  await house.clock.pass(60_000)
  const end = endOf(anna, world)
  for (let start = 0; start < 2; start++) {
    await anna.sleep()
    await anna.wake()
    await house.acquaint(phone, anna)
    await house.clock.pass(30_000)
    expect(anna.peer.inside.sync.present(world).length).toBeGreaterThan(0)
  }
  expect(endOf(anna, world), 'nothing was written').toBe(end)
})
