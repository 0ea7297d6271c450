/** A way back: left with a box, renewed by itself, used once for each coming back, closed for good. */
import { setImmediate } from 'node:timers/promises'
import { fromText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const hourMs = 3_600_000
const passphrase = 'four words in a row'

const homeOf = async (seed: number) => {
  const house = await build(seed)
  const [box, anna, browser] = [await house.resident('box'), await house.resident('anna'), await house.resident('browser', { mayForget: true })]
  const world = await house.worldOf('Yard', box, anna, browser)
  await browser.say(world, { wish: 'me', name: 'Mira' })
  await house.agree(world, [box, anna, browser])
  house.undialled.add(browser.address)
  const boxDevice = must(await box.peer.ask('self', {})).device
  const leave = () => house.clock.wait(browser.peer.act('leaveWayBack', { device: boxDevice }))
  const kept = async () => must(await box.peer.ask('waysBack', {})).kept
  const open = async (base = 'http://192.168.1.9:7000/'): Promise<string> => {
    const [way] = await kept()
    return must(await house.clock.wait(box.peer.act('openWayBack', { device: way?.device ?? '', untilMs: house.clock.nowMs() + hourMs, base }))).link
  }
  return { house, box, anna, browser, world, boxDevice, leave, kept, open }
}
const join = (house: House, one: Resident, link: string) => house.clock.wait(one.peer.act('join', { link }))
const refusal = async (house: House, one: Resident, link: string): Promise<string | undefined> => {
  const outcome = await join(house, one, link)
  return outcome.ok ? undefined : outcome.error.key
}

test('[I4] a browser whose store is out of reach comes back with one link, as a new device of the same ware, in all its worlds', async () => {
  const { house, box, anna, browser, world, leave, kept, open } = await homeOf(71)
  must(await leave())
  const { world: own } = must(await house.clock.wait(browser.peer.act('beginWorld', { name: 'Diary' })))
  await browser.need(own, 'quiet')
  await browser.need(world, 'bread')
  await house.agree(world, [box, anna, browser])
  await house.clock.pass(5_000)
  // The diary came after the way was left: it was renewed by itself.
  expect(await kept()).toMatchObject([{ ware: wareOf(browser), name: 'Mira', worlds: ['Yard', 'Diary'] }])
  const { device: before, ware } = must(await browser.peer.ask('self', {}))
  await browser.sleep()
  const link = await open()
  expect(link.startsWith('http://192.168.1.9:7000/#')).toBe(true)
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await house.clock.wait(fresh.peer.act('beginWorld', { name: 'My place' })))
  must(await join(house, fresh, link))
  expect(wareOf(fresh)).toBe(ware)
  expect(must(await fresh.peer.ask('self', {})).device).not.toBe(before)
  await fresh.need(world, 'wax')
  expect(await house.agree(world, [box, anna, fresh])).toBe(true)
  expect(fresh.things(world)).toEqual(['bread', 'wax'])
  // Of a place that nobody else keeps the keys come back, and what was said there does not.
  expect(must(await fresh.peer.ask('worlds', {})).map((each) => each.world).toSorted()).toEqual([world, own].toSorted())
  const row = must(await anna.peer.ask('wares', { world })).find(({ name }) => name === 'Mira')
  expect(row?.deviceRows).toHaveLength(2)
})

test('[I4] what was said while the browser was away is read by who comes back, though a new epoch was minted meanwhile', async () => {
  const { house, box, anna, browser, world, leave, open } = await homeOf(72)
  must(await leave())
  await house.clock.pass(2_000)
  await browser.sleep()
  const cleo = await house.resident('cleo')
  await house.invite(world, box, cleo, false)
  await cleo.need(world, 'milk')
  await house.agree(world, [box, anna, cleo])
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await join(house, fresh, await open()))
  expect(await house.agree(world, [box, anna, fresh])).toBe(true)
  expect(fresh.things(world)).toEqual(['milk'])
})

test('[I4][I3] the recovery key goes along only while it lies in no backup; who comes back with it can make one, and end the old device', async () => {
  const { house, box, anna, browser, world, leave, open } = await homeOf(73)
  must(await leave())
  const old = must(await browser.peer.ask('self', {})).device
  await browser.sleep()
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await join(house, fresh, await open()))
  expect(must(await fresh.peer.ask('self', {})).backedUp).toBe(false)
  expect((await house.clock.wait(fresh.peer.act('backup', { passphrase }))).ok).toBe(true)
  must(await house.clock.wait(fresh.peer.act('endDevice', { device: old })))
  await fresh.need(world, 'wax')
  expect(await house.agree(world, [box, anna, fresh])).toBe(true)
  expect(anna.things(world)).toEqual(['wax'])
})

test('[I4][I3] after a backup it stays in the backup; who comes back by the gate alone goes on when the old device ends', async () => {
  const { house, box, anna, browser, world, leave, open } = await homeOf(74)
  must(await house.clock.wait(browser.peer.act('backup', { passphrase })))
  must(await leave())
  const old = must(await browser.peer.ask('self', {})).device
  await browser.sleep()
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await join(house, fresh, await open()))
  expect((await house.clock.wait(fresh.peer.act('backup', { passphrase }))).ok).toBe(false)
  must(await house.clock.wait(fresh.peer.act('endDevice', { device: old })))
  await fresh.need(world, 'wax')
  expect(await house.agree(world, [box, anna, fresh])).toBe(true)
  expect(anna.things(world)).toEqual(['wax'])
  expect(must(await anna.peer.ask('wares', { world })).find(({ name }) => name === 'Mira')?.deviceRows.map(({ ended }) => ended).toSorted()).toEqual([false, true])
})

test('[I4][K5] each link lets one in, lapses, and is of no use once the way was taken back, whatever a keeper kept of one without the recovery key', async () => {
  const { house, box, anna, browser, world, boxDevice, leave, kept, open } = await homeOf(75)
  must(await house.clock.wait(browser.peer.act('backup', { passphrase })))
  must(await leave())
  const link = await open()
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await join(house, fresh, link))
  const thief = await house.resident('thief')
  expect(await refusal(house, thief, link)).toBe('peer.link-used')
  const late = await open()
  await house.clock.pass(hourMs + 2_000)
  expect(await refusal(house, thief, late)).toBe('peer.link-old')
  // A keeper that cheats keeps what it was told to forget.
  const cheat = box.peer.inside
  const sealed = await cheat.ports.store.get(`back/${must(await browser.peer.ask('self', {})).device}`)
  expect(sealed?.length).toBeGreaterThan(1_000)
  const open2 = await open()
  await house.clock.wait(browser.peer.act('takeWayBack', { device: boxDevice }))
  await house.agree(world, [box, anna, browser])
  await house.clock.pass(2_000)
  expect(await kept()).toEqual([])
  expect(await refusal(house, thief, open2)).toBe('peer.link-closed')
  await box.sleep()
  const store = await box.disk.open()
  await store.commit([[`back/${must(await browser.peer.ask('self', {})).device}`, sealed]])
  await store.close()
  await box.wake()
  await house.clock.pass(3_000)
  const outcome = await join(house, thief, await open())
  if (outcome.ok) {
    await house.clock.wait(thief.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'your name' }] }))
    await house.clock.pass(5_000)
  }
  expect(must(await anna.peer.ask('intents', { world })).rows.filter(({ ware }) => ware === wareOf(browser))).toEqual([])
})

test('[I4][S6] nobody leaves a way for another, a browser keeps none, and what lies at the box opens to nobody else', async () => {
  const { house, box, anna, browser, boxDevice, leave, kept } = await homeOf(76)
  const annas = must(await anna.peer.ask('self', {})).device
  must(await house.clock.wait(anna.peer.act('leaveWayBack', { device: boxDevice })))
  must(await leave())
  expect((await kept()).map(({ ware }) => ware).toSorted()).toEqual([wareOf(anna), wareOf(browser)].toSorted())
  // What anna left for the box is of no use in the name of the browser.
  const stolen = await box.peer.inside.ports.store.get(`back/${annas}`)
  house.meddle = ({ from, bytes }) => (from === 'browser' && bytes[0] === 26 && stolen ? [Uint8Array.from([...bytes.subarray(0, 9), ...stolen])] : undefined)
  must(await house.clock.wait(browser.peer.act('beginWorld', { name: 'Diary' })))
  await house.clock.pass(3_000)
  house.meddle = undefined
  expect((await kept()).find(({ ware }) => ware === wareOf(browser))?.worlds).toEqual(['Yard'])
  for (const secret of [browser.peer.inside.me().device.secret, fromText(wareOf(browser))]) expect(stolen?.toHex()).not.toContain(secret?.toHex())
  const refused = await house.clock.wait(box.peer.act('leaveWayBack', { device: must(await browser.peer.ask('self', {})).device }))
  expect(refused.ok ? undefined : refused.error.key).toBe('peer.keeper-away')
})
