/** Writing together: whole peers, a box between them, nothing kept of what passes. */
import { setImmediate } from 'node:timers/promises'
import type { IdText, StatementId } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { LiveView } from '../api/api.ts'
import { House, must, type Resident, Stranger, wareOf } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)

/** Two browsers that only reach the box, and a page that both have open. */
const homeOf = async (seed: number, named = [false, false]) => {
  const house = await build(seed)
  const [box, anna, bo] = [await house.resident('box'), await house.resident('anna', { mayForget: true }), await house.resident('bo', { mayForget: true })]
  const world = await house.worldOf('Yard', box, anna, bo)
  for (const one of [anna, bo]) house.undialled.add(one.address)
  await anna.say(world, { wish: 'begin', title: 'Song', text: 'La la.' })
  await house.agree(world, [box, anna, bo])
  const [row] = must(await anna.peer.ask('ideas', { world })).rows
  const id = row?.id as StatementId
  for (const [index, one] of [anna, bo].entries()) must(await house.clock.wait(one.peer.act('openLive', { world, id, named: named[index] ?? false })))
  await house.clock.pass(100)
  return { house, box, anna, bo, world, id }
}
const seen = async (one: Resident, world: IdText, id: StatementId): Promise<LiveView> => {
  const view = must(await one.peer.ask('live', { world, id }))
  if (!view) throw new Error(`${one.name} has not opened it`)
  return view
}
const write = async (house: House, one: Resident, world: IdText, id: StatementId, make: (text: string) => string): Promise<void> => {
  const { version, title, text, tags } = await seen(one, world, id)
  expect(must(await house.clock.wait(one.peer.act('writeLive', { world, id, version, texts: { title, text: make(text), tags } }))).taken).toBe(true)
}
const edits = (one: Resident, world: IdText, id: StatementId): number => one.held(world).views().ideas.edits(id).applied.length
const stored = async (one: Resident, world: IdText, id: StatementId): Promise<string | undefined> => must(await one.peer.ask('idea', { world, id }))?.text

test('[T5] two who only reach the box see one another write before any pause ends, and each pause stores one entry of each', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(91)
  const before = edits(box, world, id)
  await write(house, anna, world, id, (text) => `${text} Hey`)
  await house.clock.pass(50)
  expect((await seen(bo, world, id)).text).toBe('La la. Hey')
  await write(house, bo, world, id, (text) => `${text} ho`)
  await house.clock.pass(50)
  for (const letter of '!!!') await write(house, anna, world, id, (text) => `${text}${letter}`)
  await house.clock.pass(50)
  expect([await seen(anna, world, id), await seen(bo, world, id)].map(({ text }) => text)).toEqual(['La la. Hey ho!!!', 'La la. Hey ho!!!'])
  expect([edits(box, world, id), await stored(anna, world, id)]).toEqual([before, 'La la.'])
  await house.clock.pass(12_000)
  expect(await house.agree(world, [box, anna, bo])).toBe(true)
  expect(await stored(box, world, id)).toBe('La la. Hey ho!!!')
  expect(edits(box, world, id)).toBe(before + 2)
  expect((await seen(anna, world, id)).stored).toBe(true)
})

test('[T5] nothing of what passes live is kept by anybody, and nobody outside the world can read it', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(92)
  const entries = box.held(world).hosted.world.set.count
  await write(house, anna, world, id, (text) => `${text} a letter nobody keeps`)
  await house.clock.pass(500)
  await write(house, anna, world, id, () => 'La la.')
  await house.clock.pass(10)
  const live = house.passed.filter(({ bytes }) => bytes[0] === 13)
  expect(live.length).toBeGreaterThan(2)
  expect(live.map(({ bytes }) => new TextDecoder().decode(bytes)).join()).not.toMatch(/letter|nobody/)
  expect((await seen(bo, world, id)).text).toBe('La la.')
  expect(box.held(world).hosted.world.set.count).toBe(entries)
})

test('[T5] who writes under no name is shown by none; who wants to be named is, and only as itself', async () => {
  const { house, anna, bo, world, id } = await homeOf(93, [true, false])
  await house.clock.pass(100)
  expect(await seen(bo, world, id)).toMatchObject({ named: [wareOf(anna)], nameless: 0 })
  expect(await seen(anna, world, id)).toMatchObject({ named: [], nameless: 1 })
  must(await house.clock.wait(bo.peer.act('openLive', { world, id, named: true })))
  await house.clock.pass(100)
  expect(await seen(anna, world, id)).toMatchObject({ named: [wareOf(bo)], nameless: 0 })
  must(await house.clock.wait(bo.peer.act('closeLive', { world, id })))
  await house.clock.pass(100)
  expect(await seen(anna, world, id)).toMatchObject({ named: [], nameless: 0 })
  const device = must(await anna.peer.ask('self', {})).device
  const shown = house.passed.filter(({ from, bytes }) => from === 'bo' && bytes[0] === 13).map(({ bytes }) => bytes.toHex()).join()
  expect(shown).not.toContain(device)
})

test('[T5] who writes at the same place with an older page before them is told so, and nothing is lost', async () => {
  const { house, anna, bo, world, id } = await homeOf(94)
  const old = await seen(bo, world, id)
  await write(house, anna, world, id, (text) => `Do re. ${text}`)
  await house.clock.pass(50)
  const late = must(await house.clock.wait(bo.peer.act('writeLive', { world, id, version: old.version, texts: { title: 'Song', text: `${old.text} Fa.`, tags: [] } })))
  expect([late.taken, late.text]).toEqual([false, 'Do re. La la.'])
  await write(house, bo, world, id, (text) => `${text} Fa.`)
  await house.clock.pass(12_000)
  for (const one of [anna, bo]) expect(await stored(one, world, id)).toBe('Do re. La la. Fa.')
})

test('[T5] lost messages are made up for, and who comes later sees what is not stored yet', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(95)
  house.meddle = ({ from, bytes }) => (from === 'anna' && bytes[0] === 13 ? [] : undefined)
  await write(house, anna, world, id, (text) => `${text} Mi`)
  await house.clock.pass(200)
  expect((await seen(bo, world, id)).text).toBe('La la.')
  house.meddle = undefined
  await house.clock.pass(12_000)
  expect((await seen(bo, world, id)).text).toBe('La la. Mi')
  await write(house, anna, world, id, (text) => `${text} sol`)
  const late = must(await house.clock.wait(box.peer.act('openLive', { world, id, named: false })))
  expect(late.text).toBe('La la. Mi')
  await house.clock.pass(100)
  expect((await seen(box, world, id)).text).toBe('La la. Mi sol')
})

test('[T5] cut off from one another both write on, and afterwards all of it is there, once', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(96)
  house.network.partition([[box.address, anna.address], [bo.address]])
  await write(house, anna, world, id, (text) => `Hey. ${text}`)
  await write(house, bo, world, id, (text) => `${text} Ho.`)
  await house.clock.pass(30_000)
  house.network.heal()
  await house.clock.pass(120_000)
  expect(await house.agree(world, [box, anna, bo])).toBe(true)
  for (const one of [box, anna, bo]) expect(await stored(one, world, id)).toBe('Hey. La la. Ho.')
})

test('[T5] somebody goes without storing what others built on: the page is written as it reads', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(97)
  await write(house, anna, world, id, (text) => `${text} Hey!`)
  await house.clock.pass(50)
  anna.crash()
  await write(house, bo, world, id, (text) => `${text} Ho.`)
  must(await house.clock.wait(bo.peer.act('openLive', { world, id, named: false })))
  for (let passed = 0; passed < 60; passed += 10) {
    await house.clock.pass(10_000)
    await bo.peer.act('openLive', { world, id, named: false })
  }
  expect(await house.agree(world, [box, bo])).toBe(true)
  expect(await stored(box, world, id)).toBe('La la. Hey! Ho.')
  expect(must(await box.peer.ask('idea', { world, id }))?.waiting).toBe(0)
})

test('[T5] what was written is stored when the page closes, when nobody looks any more, and when the peer ends', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(98)
  await write(house, anna, world, id, (text) => `${text} Do.`)
  must(await house.clock.wait(anna.peer.act('closeLive', { world, id })))
  expect(await stored(anna, world, id)).toBe('La la. Do.')
  await house.clock.pass(1_000)
  await write(house, bo, world, id, (text) => `${text} Re.`)
  await bo.sleep()
  await bo.wake()
  await house.agree(world, [box, anna, bo])
  expect(await stored(box, world, id)).toBe('La la. Do. Re.')
  must(await house.clock.wait(anna.peer.act('openLive', { world, id, named: false })))
  await house.clock.pass(90_000)
  expect(must(await anna.peer.ask('live', { world, id }))).toBeNull()
})

test('[T5][S6] one who floods, or says what is none, changes nothing and is slowed down; one who knows nothing is not heard', async () => {
  const { house, box, anna, bo, world, id } = await homeOf(99)
  let flooding = true
  house.meddle = ({ from, bytes }) => {
    if (from !== 'bo' || bytes[0] !== 13 || !flooding) return undefined
    return Array.from({ length: 400 }, (_, index) => Uint8Array.from([...bytes.subarray(0, 25), ...house.random.bytes(24), ...bytes.subarray(49), index % 251]))
  }
  const before = house.passed.length
  await write(house, bo, world, id, (text) => `${text} Boo`)
  await house.clock.pass(200)
  flooding = false
  expect(house.passed.slice(before).filter(({ from, bytes }) => from === 'box' && bytes[0] === 13)).toEqual([])
  expect((await seen(anna, world, id)).text).toBe('La la.')
  const stranger = await Stranger.visit(house, box)
  await stranger.find(box.held(world).hosted.world.id)
  await stranger.say({ type: 'live', channel: stranger.channelOf(box.held(world).hosted.world.id), sealed: house.random.bytes(200) })
  house.meddle = undefined
  await write(house, anna, world, id, (text) => `${text} Yes.`)
  await house.clock.pass(20_000)
  expect((await seen(bo, world, id)).text).toContain('Yes.')
  expect(await house.agree(world, [box, anna, bo])).toBe(true)
})
