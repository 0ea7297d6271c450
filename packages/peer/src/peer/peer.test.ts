/** What people do with whole peers: come in, part, come back, carry things by hand. */
import { setImmediate } from 'node:timers/promises'
import type { StatementId } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const selfOf = async (one: Resident): Promise<{ ware: string; device: string }> => must(await one.peer.ask('self', {}))

test('[P3] anybody forks with those who come along: the history goes with them, and what is said after does not come back', async () => {
  const house = await build(11)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  await anna.need(world, 'bread')
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  const { ware } = await selfOf(anna)
  const { world: fork } = must(await house.clock.wait(bo.peer.act('fork', { world, name: 'Yard Two', wares: [ware] })))
  await house.agree(world, [anna, bo, cleo])
  const asked = must(await anna.peer.ask('forks', { world }))
  expect(asked.map((row) => [row.world, row.name, row.here])).toEqual([[fork, 'Yard Two', false]])
  expect(must(await cleo.peer.ask('forks', { world }))).toEqual([])
  must(await house.clock.wait(anna.peer.act('comeAlong', { world, fork })))
  await bo.need(fork, 'songs')
  expect(await house.agree(fork, [anna, bo])).toBe(true)
  expect(anna.things(fork)).toEqual(['bread', 'songs'])
  expect(cleo.things(world)).toEqual(['bread'])
  expect(cleo.peer.inside.find(fork)).toBeUndefined()
  await anna.need(world, 'and still here')
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
})

test('[P3] who leaves keeps everything, and the others go on', async () => {
  const house = await build(12)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await anna.need(world, 'bread')
  await house.agree(world, [anna, bo])
  must(await house.clock.wait(anna.peer.act('leave', { world, forget: false })))
  expect(anna.things(world)).toEqual(['bread'])
  const refused = await anna.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'more' }] })
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.world-left')
  await bo.need(world, 'soup')
  await house.clock.pass(5_000)
  expect([bo.things(world), anna.things(world)]).toEqual([['bread', 'soup'], ['bread']])
})

test('[K3] who stops sharing with somebody says so, and what it says later does not reach them', async () => {
  const house = await build(13)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  await anna.need(world, 'bread')
  await house.agree(world, [anna, bo, cleo])
  const { ware } = await selfOf(cleo)
  const before = must(await anna.peer.ask('dissociation', { world, ware }))
  expect([before.apart, before.iReach.includes(ware)]).toEqual([false, false])
  must(await house.clock.wait(anna.peer.act('dissociate', { world, ware, apart: true })))
  await anna.need(world, 'jam')
  await house.clock.pass(30_000)
  expect([bo.things(world), cleo.things(world)]).toEqual([['bread', 'jam'], ['bread']])
  expect(must(await anna.peer.ask('dissociation', { world, ware })).apart).toBe(true)
})

test('[I4] a restored backup is one more device of the same ware, and can let the lost one go', async () => {
  const house = await build(14)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await bo.say(world, { wish: 'me', name: 'Bo' })
  await house.agree(world, [anna, bo])
  const passphrase = 'four words in a row'
  const backup = must(await bo.peer.act('backup', { passphrase }))
  const lost = await selfOf(bo)
  await bo.sleep()
  const phone = await house.resident('phone')
  expect(must(await house.clock.wait(phone.peer.act('restore', { bytes: backup.bytes, passphrase }))).ware).toBe(lost.ware)
  await house.acquaint(anna, phone)
  expect(await house.agree(world, [anna, phone])).toBe(true)
  await phone.need(world, 'a charger')
  must(await house.clock.wait(phone.peer.act('endDevice', { device: lost.device })))
  expect(await house.agree(world, [anna, phone])).toBe(true)
  const row = must(await anna.peer.ask('wares', { world })).find((one) => one.ware === lost.ware)
  expect(row?.name).toBe('Bo')
  expect(row?.deviceRows.map((device) => [device.device === lost.device, device.ended]).toSorted()).toEqual([[false, false], [true, true]])
  expect(anna.things(world)).toEqual(['a charger'])
})

test('[S7] a bundle carried by hand leads to the same as a conversation, and taking it twice changes nothing', async () => {
  const house = await build(15)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  await house.agree(world, [anna, bo])
  house.network.partition([[anna.address], [bo.address]])
  await anna.need(world, 'bread')
  await bo.need(world, 'soup')
  const [there, back] = [must(await anna.peer.act('writeBundle', { world })), must(await bo.peer.act('writeBundle', { world }))]
  expect(must(await house.clock.wait(bo.peer.act('takeBundle', { bytes: there.bytes }))).fresh).toBeGreaterThan(0)
  must(await house.clock.wait(anna.peer.act('takeBundle', { bytes: back.bytes })))
  expect([anna.things(world), bo.things(world)]).toEqual([['bread', 'soup'], ['bread', 'soup']])
  expect(anna.digest(world)).toBe(bo.digest(world))
  const again = must(await house.clock.wait(bo.peer.act('takeBundle', { bytes: there.bytes })))
  expect([again.fresh, again.refused]).toEqual([0, 0])
  const cut = must(await house.clock.wait(bo.peer.act('takeBundle', { bytes: there.bytes.subarray(0, there.bytes.length - 9) })))
  expect(cut.damage?.key).toBe('peer.bundle-cut-off')
})

test('[V5] a file said by one is kept by a box without being asked, and brought to a browser when it wants it', async () => {
  const house = await build(16)
  const [anna, box, browser] = [await house.resident('anna'), await house.resident('box'), await house.resident('browser', { mayForget: true })]
  const world = await house.worldOf('Yard', anna, box, browser)
  await house.acquaint(anna, box, browser)
  const bytes = Uint8Array.from({ length: 150_000 }, (_, index) => index % 251)
  const { id } = must(await house.clock.wait(anna.peer.act('addFile', { world, bytes, name: 'stove.jpg', media: 'image/jpeg' })))
  await house.agree(world, [anna, box, browser])
  const fileAt = async (one: Resident, file: StatementId) => must(await one.peer.ask('file', { world, id: file }))
  await house.clock.pass(10_000)
  expect((await fileAt(box, id))?.bytes).toEqual(bytes)
  expect((await fileAt(anna, id))?.keptByOthers).toBe(1)
  expect((await fileAt(browser, id))?.bytes).toBeUndefined()
  const brought = must(await house.clock.wait(browser.peer.act('fetchFile', { world, id })))
  expect(brought.bytes).toEqual(bytes)
})

test('[P5] a machine and a person have the same verbs: who is of another kind is treated no differently', async () => {
  const shown = async (kind: string): Promise<unknown> => {
    const house = await build(17)
    const [anna, other] = [await house.resident('anna'), await house.resident('other')]
    const world = await house.worldOf('Yard', anna, other)
    await other.say(world, { wish: 'me', name: 'Other', kind })
    await other.say(world, { wish: 'need', thing: 'oil' }, { wish: 'offer', thing: 'light' }, { wish: 'begin', title: 'How I shine', text: 'Slowly.' })
    const { link } = must(await house.clock.wait(other.peer.act('invite', { world, kind: 'ware', history: true, untilMs: house.clock.nowMs() + 60_000 })))
    const third = await house.resident('third')
    must(await house.clock.wait(third.peer.act('join', { link })))
    must(await house.clock.wait(other.peer.act('fork', { world, name: 'Two', wares: [] })))
    await house.agree(world, [anna, other, third])
    const intents = must(await anna.peer.ask('intents', { world })).rows.map((row) => [row.kind, row.thing, row.state])
    return [intents, must(await third.peer.ask('ideas', { world })).total, must(await anna.peer.ask('wares', { world })).length]
  }
  expect(await shown('hardware')).toEqual(await shown('wetware'))
  expect(await shown('software')).toEqual(await shown('wetware'))
})

test('[T4] whatever part of a world is damaged on disk, the rest opens, and others bring back what was lost', async () => {
  const house = await build(18)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  for (let number = 0; number < 6; number++) await anna.need(world, `thing ${number}`)
  await house.agree(world, [anna, bo])
  await bo.sleep()
  const store = await bo.disk.open()
  const keys = (await store.keys('w1/', { limit: 1_000 })).filter((key) => !key.startsWith('w1/k') && !key.startsWith('w1/a'))
  await store.close()
  expect(keys.length).toBeGreaterThan(3)
  for (const key of keys) {
    bo.disk.damage(key)
    await bo.wake()
    await house.clock.wait(bo.peer.act('connect', { address: anna.address }))
    expect(await house.agree(world, [anna, bo])).toBe(true)
    expect(bo.things(world)).toHaveLength(6)
    await bo.sleep()
  }
})
