/** A way back: left with a box, renewed by itself, used once for each coming back, closed for good. */
import { setImmediate } from 'node:timers/promises'
import { fromText, type IdText } from '@commune/protocol'
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
  expect(must(await fresh.peer.ask('worlds', {})).map((each) => each.world).toSorted()).toEqual([world, own].toSorted())
  const row = must(await anna.peer.ask('wares', { world })).find(({ name }) => name === 'Mira')
  expect(row?.deviceRows).toHaveLength(2)
})

/** The browser begins a place in which nobody else is, and says there what it needs. */
const diaryOf = async ({ house, browser }: Awaited<ReturnType<typeof homeOf>>, ...things: readonly string[]): Promise<IdText> => {
  const { world } = must(await house.clock.wait(browser.peer.act('beginWorld', { name: 'Diary' })))
  for (const thing of things) await browser.need(world, thing)
  await house.clock.pass(10_000)
  return world
}
const carriedAt = async (box: Resident) => must(await box.peer.ask('carried', {}))

test('[I4][V2] a place that only the browser is in lies with the way back, and comes back whole; the box shows nothing of it', async () => {
  const home = await homeOf(77)
  const { house, box, browser, leave, open } = home
  must(await leave())
  const own = await diaryOf(home, 'quiet', 'sleep')
  expect(browser.peer.inside.sync.keptBy(own, await browser.lastPlace(own))).toEqual({ others: 1, browsers: 0, carriers: 0 })
  expect(must(await box.peer.ask('worlds', {})).map(({ name }) => name)).toEqual(['Yard'])
  expect(await carriedAt(box)).toMatchObject([{ envelopes: browser.held(own).hosted.world.set.count }])
  // Over a restart of the box as well, and what is said after it.
  await box.sleep()
  await box.wake()
  await house.clock.pass(70_000)
  await browser.need(own, 'tea')
  await house.clock.pass(5_000)
  await browser.sleep()
  const { store } = box.peer.inside.ports
  for (const key of await store.keys('c', { limit: 1_000 })) expect(new TextDecoder().decode(await store.get(key))).not.toMatch(/quiet|sleep|Diary/)
  const fresh = await house.resident('fresh', { mayForget: true })
  must(await join(house, fresh, await open()))
  expect(await house.clock.until(() => fresh.things(own).length === 3, 60_000)).toBe(true)
  expect(fresh.things(own)).toEqual(['quiet', 'sleep', 'tea'])
  // Who comes back leaves its own way, and goes on there.
  must(await house.clock.wait(fresh.peer.act('leaveWayBack', { device: home.boxDevice })))
  await fresh.need(own, 'salt')
  await house.clock.pass(5_000)
  expect(fresh.peer.inside.sync.keptBy(own, await fresh.lastPlace(own)).others).toBe(1)
})

test('[I4][V2] what was said to nobody lies at the box no more once the way is taken back there, or forgotten', async () => {
  for (const [seed, end] of [[78, 'take'], [79, 'forget']] as const) {
    const home = await homeOf(seed)
    const { house, box, browser, boxDevice, leave } = home
    must(await leave())
    await diaryOf(home, 'quiet')
    expect(await carriedAt(box)).toHaveLength(1)
    const { device } = must(await browser.peer.ask('self', {}))
    if (end === 'take') must(await house.clock.wait(browser.peer.act('takeWayBack', { device: boxDevice })))
    else must(await house.clock.wait(box.peer.act('forgetWayBack', { device })))
    await house.clock.pass(10_000)
    expect(await carriedAt(box)).toEqual([])
  }
})

test('[I4][V2] what the box will carry no more does not come back with the next renewal of the way, over a restart either', async () => {
  const home = await homeOf(81)
  const { house, box, browser, leave, boxDevice } = home
  must(await leave())
  await diaryOf(home, 'quiet')
  const [diary] = await carriedAt(box)
  must(await house.clock.wait(box.peer.act('carryNoMore', { handle: diary?.handle ?? '' })))
  expect(await carriedAt(box)).toEqual([])
  // Another place renews the way, which names both.
  await diaryOf(home, 'tea')
  const others = (rows: readonly { handle: IdText }[]): IdText[] => rows.map(({ handle }) => handle)
  expect(others(await carriedAt(box))).toHaveLength(1)
  expect(others(await carriedAt(box))).not.toContain(diary?.handle)
  await box.sleep()
  await box.wake()
  await house.clock.pass(70_000)
  expect(others(await carriedAt(box))).toHaveLength(1)
  // Once no way names it any more, that is over: a new way is a new request.
  must(await house.clock.wait(browser.peer.act('takeWayBack', { device: boxDevice })))
  await house.clock.pass(10_000)
  must(await leave())
  await house.clock.pass(10_000)
  expect(others(await carriedAt(box))).toContain(diary?.handle)
})

test('[I4][E7] of one way a box keeps few places, and one that has no room left keeps nobody from going on', async () => {
  const home = await homeOf(80)
  const { house, box, anna, browser, world, leave } = home
  must(await leave())
  for (let i = 0; i < 10; i++) must(await house.clock.wait(browser.peer.act('beginWorld', { name: `Diary ${i}` })))
  await house.clock.pass(10_000)
  expect(await carriedAt(box)).toHaveLength(8)
  const small = await house.resident('small', { carriedBytesMax: 20_000 })
  await house.invite(world, box, small)
  await house.agree(world, [box, anna, browser, small])
  must(await house.clock.wait(browser.peer.act('connect', { address: small.address })))
  await house.clock.pass(2_000)
  must(await house.clock.wait(browser.peer.act('leaveWayBack', { device: must(await small.peer.ask('self', {})).device })))
  const own = must(await browser.peer.ask('worlds', {})).find(({ name }) => name === 'Diary 0')
  for (let i = 0; i < 10; i++) await browser.say(own?.world ?? '', { wish: 'begin', title: `page ${i}`, text: 'x'.repeat(4_000) })
  await house.clock.pass(120_000)
  const sessions = small.peer.inside.sync.connections().length
  expect(sessions).toBeGreaterThan(0)
  house.notes.splice(0)
  const before = house.passed.filter(({ bytes }) => bytes[0] === 1).length
  await house.clock.pass(120_000)
  expect(house.passed.filter(({ bytes }) => bytes[0] === 1).length).toBe(before)
  await browser.need(world, 'bread')
  expect(await house.agree(world, [box, anna, browser, small])).toBe(true)
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
