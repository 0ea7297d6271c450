/** Sharing no more with somebody, as it looks on the wire, and coming back after one was away (K3). */
import { type IdText, toText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Passing, type Resident, wareOf } from '../testing/index.ts'
import { decodeSync, type SyncMessage } from './message.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 60_000 }

/** Envelopes in what passed, with the tag of the epoch that each says it is under. */
function envelopesIn(passed: readonly Passing[]): { tag: string; entry: boolean }[] {
  return passed.flatMap(({ bytes }) => {
    const message = decodeSync(bytes)
    if (!message.ok || message.value.type !== 'envelopes') return []
    return message.value.envelopes.map((envelope) => ({ tag: toText(envelope.slice(1, 17)), entry: envelope[0] === 1 }))
  })
}

async function dissociate(house: House, world: IdText, one: Resident, from: Resident): Promise<void> {
  must(await house.clock.wait(one.peer.act('dissociate', { world, ware: wareOf(from), apart: true })))
}

test('[K3] one that others share no more with gets no envelope of the new epoch, and reads nothing said under it', patient, async () => {
  const house = await House.build(settle)
  const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
  const world = await house.worldOf('Linden Yard', anna, bo, cleo)
  await house.acquaint(anna, bo, cleo)
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  const before = new Set(anna.held(world).hosted.world.keyring.all().map(({ tag }) => toText(tag)))
  for (const one of [anna, bo]) await dissociate(house, world, one, cleo)
  await house.clock.pass(20_000)
  house.passed.length = 0
  await anna.need(world, 'a secret between two')
  await cleo.sleep()
  await cleo.wake()
  await cleo.need(world, 'does anybody hear')
  await house.clock.pass(30_000)
  expect(bo.things(world)).toContain('a secret between two')
  const toCleo = house.passed.filter(({ from, to }) => from !== 'cleo' && to === cleo.address)
  expect(toCleo.length).toBeGreaterThan(0)
  expect(envelopesIn(toCleo).filter(({ tag, entry }) => entry && !before.has(tag))).toEqual([])
  const fresh = anna.held(world).hosted.world.keyring.all().filter(({ tag }) => !before.has(toText(tag)))
  expect(fresh.length).toBeGreaterThan(0)
  for (const { tag } of fresh) expect(cleo.held(world).hosted.world.keyring.byTag(tag)).toBeUndefined()
  expect(cleo.things(world)).not.toContain('a secret between two')
})

test('[K3] one who was away while others went on without somebody finds its way back by the grants', patient, async () => {
  for (const seed of [1, 2, 3, 4]) {
    const house = await House.build(settle, seed)
    const [anna, bo, cleo] = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo')]
    const world = await house.worldOf('Linden Yard', anna, bo, cleo)
    await house.acquaint(anna, bo, cleo)
    expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
    house.network.partition([[anna.address, cleo.address], [bo.address]])
    await bo.need(world, 'said while away')
    await dissociate(house, world, anna, cleo)
    await house.clock.pass(20_000)
    await anna.need(world, 'said without cleo')
    house.network.heal()
    const back = (): boolean => bo.things(world).includes('said without cleo') && anna.things(world).includes('said while away')
    expect(await house.clock.until(back, 120_000)).toBe(true)
    expect(cleo.things(world)).not.toContain('said without cleo')
    expect(await house.agree(world, [anna, bo])).toBe(true)
  }
})

/** The side that began hears an answer; the other is asked for what it alone has. */
const isInTheMiddle = (message: SyncMessage): boolean => message.type === 'want' || (message.type === 'compare' && message.toInitiator)

test('[S5] what was not passed on counts as kept by nobody after a comparison in the middle of which people part', patient, async () => {
  const asked = new Set<string>()
  for (const seed of [1, 2, 3, 4]) {
    const house = await House.build(settle, seed)
    const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
    const world = await house.worldOf('Linden Yard', anna, bo)
    await house.acquaint(anna, bo)
    await anna.need(world, 'said together')
    expect(await house.agree(world, [anna, bo])).toBe(true)
    await house.clock.pass(5_000)
    const othersKeep = async (): Promise<number> => anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world)).others
    expect(await othersKeep()).toBe(1)
    const { hosted } = anna.held(world)
    const { usable } = hosted
    hosted.usable = () => new Set()
    await anna.need(world, 'said apart')
    await house.clock.pass(5_000)
    hosted.usable = usable
    let parted = false
    house.meddle = ({ from, bytes }) => {
      const message = decodeSync(bytes)
      if (parted || from !== 'bo' || !message.ok || !isInTheMiddle(message.value)) return undefined
      parted = true
      asked.add(message.value.type)
      hosted.usable = () => new Set()
      return undefined
    }
    expect(await house.clock.until(() => parted, 125_000)).toBe(true)
    await house.clock.pass(5_000)
    // They share again, and what comes then moves the place, as nothing is on the way.
    hosted.usable = usable
    const place = await anna.lastPlace(world)
    await bo.need(world, 'said by bo')
    await house.clock.pass(5_000)
    expect(anna.things(world)).toEqual(['said apart', 'said by bo', 'said together'])
    expect(bo.things(world)).toEqual(['said by bo', 'said together'])
    expect(anna.peer.inside.sync.keptBy(world, place).others).toBe(0)
    await house.clock.pass(125_000)
    expect(bo.things(world)).toContain('said apart')
    expect(await othersKeep()).toBe(1)
  }
  expect([...asked].toSorted()).toEqual(['compare', 'want'])
})
