/** Needs that are told to a few (few/SPEC.md). */
import { setImmediate } from 'node:timers/promises'
import type { LinkKind } from '@commune/commune'
import { encodeValue, type IdText, sameBytes, utf8 } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const patient = { timeout: 120_000 }
const secret = 'a crib, quietly'

const shyNeed = async (house: House, from: Resident, world: IdText, to: readonly Resident[]): Promise<string> => {
  const said = must(await house.clock.wait(from.peer.act('say', { world, wishes: [{ wish: 'need', thing: secret, quantity: '1 kg' }], to: to.map(wareOf) })))
  expect(said.ids).toHaveLength(1)
  return said.ids[0] as string
}

const four = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const all = [await house.resident('anna'), await house.resident('bo'), await house.resident('cleo'), await house.resident('dora')] as const
  const world = await house.worldOf('Yard', ...all)
  await house.acquaint(...all)
  await house.agree(world, all)
  return { house, world, all }
}
const needs = (one: Resident, world: IdText): boolean => one.things(world).includes(secret)

/** Whether these words lie anywhere in what a peer can read of a world, in any room. */
const knowsOf = (one: Resident, world: IdText, words: string): boolean => {
  const { states } = one.held(world).views()
  const bytes = utf8(words)
  return Object.values(states).some((room) =>
    Object.values(room as Record<string, Iterable<[string, unknown]>>).some((table) =>
      [...table].some(([, value]) => {
        const all = encodeValue(JSON.parse(JSON.stringify(value, (_, part: unknown) => (part instanceof Uint8Array ? [...part] : part))))
        return all.some((_, at) => sameBytes(all.subarray(at, at + bytes.length), bytes))
      })
    )
  )
}

test('[F1] a need told to one is seen, found and answered by that one, and all the others hold bytes', patient, async () => {
  const { house, world, all: [anna, bo, cleo, dora] } = await four(601)
  const need = await shyNeed(house, anna, world, [bo])
  expect(await house.clock.until(() => needs(bo, world), 30_000)).toBe(true)
  expect(await house.agree(world, [anna, bo, cleo, dora]), 'folded state is the same for all').toBe(true)
  expect([anna, bo, cleo, dora].map((one) => needs(one, world))).toEqual([true, true, false, false])
  expect([anna, bo, cleo, dora].map((one) => knowsOf(one, world, secret))).toEqual([true, true, false, false])
  expect(bo.held(world).views().intents.one(need, 0)).toMatchObject({ ware: wareOf(anna), few: [wareOf(anna), wareOf(bo)].toSorted() })
  for (const one of [cleo, dora]) {
    const summary = must(await house.clock.wait(one.peer.ask('world', { world })))
    expect(summary.sealed, 'nothing alarms those it was not for').toBe(0)
    expect(must(await house.clock.wait(one.peer.act('say', { world, wishes: [{ wish: 'need', thing: 'bread' }] }))).ids).toHaveLength(1)
  }
})

test('[F2] what is said about it goes to the same few: change, answer, handover, withdrawal; what leaves a stock goes to all', patient, async () => {
  const { house, world, all: [anna, bo, cleo, dora] } = await four(602)
  const need = await shyNeed(house, anna, world, [bo])
  expect(await house.clock.until(() => needs(bo, world), 30_000)).toBe(true)
  await bo.say(world, { wish: 'stock', thing: 'crib', quantity: '2 kg' })
  await anna.say(world, { wish: 'change', target: need, note: 'before the baby comes' })
  await bo.say(world, { wish: 'yes', need, note: 'mine from the attic' })
  const asked = () => anna.held(world).views().intents.waitingFor(wareOf(anna), house.clock.nowMs())
  expect(await house.clock.until(() => asked().length === 1, 30_000)).toBe(true)
  await anna.say(world, { wish: 'yes', need, with: wareOf(bo) })
  const agreed = () => bo.held(world).views().intents.commitmentsOf(wareOf(bo), house.clock.nowMs())[0]
  expect(await house.clock.until(() => agreed()?.state === 'agreed', 30_000)).toBe(true)
  const [portion] = [...bo.held(world).views().stock.portions()]
  await bo.say(world, { wish: 'handed', yes: agreed()!.id, portion: portion!.id })
  await anna.say(world, { wish: 'handed', yes: agreed()!.id })
  expect(await house.clock.until(() => agreed()?.state === 'handed', 30_000)).toBe(true)
  await house.agree(world, [anna, bo, cleo, dora])
  for (const one of [cleo, dora]) {
    expect([...one.held(world).views().stock.portions()][0]?.quantity.n, 'what is left is known to all').toBe(1n)
    for (const words of ['baby', 'attic', need, 'flow.yes']) expect(knowsOf(one, world, words), words).toBe(false)
    expect([...one.held(world).views().states.flows.takes.values()].map(({ says }) => says.yes), 'nobody is told what it was for').toEqual([undefined])
  }
})

test('[F3] the same few have one key; another few, or a further device, another one; a newcomer with history reads nothing of it', patient, async () => {
  const { house, world, all: [anna, bo, cleo] } = await four(603)
  const keys = () => anna.held(world).views().states.few.keys.size
  await shyNeed(house, anna, world, [bo])
  await shyNeed(house, anna, world, [bo])
  await house.agree(world, [anna, bo])
  await shyNeed(house, bo, world, [anna])
  expect(keys()).toBe(1)
  await shyNeed(house, anna, world, [bo, cleo])
  expect(keys()).toBe(2)
  const eve = await house.resident('eve')
  await house.invite(world, cleo, eve, true)
  await house.acquaint(eve, anna)
  await house.agree(world, [anna, eve])
  expect(knowsOf(eve, world, secret)).toBe(false)
  const phone = await house.resident('phone')
  await house.addDevice(world, bo, phone)
  await house.acquaint(phone, anna)
  expect(await house.clock.until(() => anna.held(world).hosted.identities.devices(wareOf(bo)).length === 2, 60_000)).toBe(true)
  expect(await house.clock.until(() => needs(phone, world), 60_000), 'what was told before opens for a further device of one of the few').toBe(true)
  await shyNeed(house, anna, world, [bo])
  expect(await house.clock.until(() => phone.things(world).filter((thing) => thing === secret).length === 5, 60_000)).toBe(true)
})

test('[F4] [L8] nothing of it is carried to another world, nor written into files for others', patient, async () => {
  const { house, world, all: [anna, bo, cleo] } = await four(604)
  const kinds: readonly LinkKind[] = ['need', 'offer', 'answer']
  const other = await house.worldOf('Other', bo, cleo)
  await house.agree(other, [bo, cleo])
  const untilMs = house.clock.nowMs() + 86_400_000
  must(await house.clock.wait(bo.peer.act('link', { world, to: other, kinds, place: 'as it is', names: true, notes: true, untilMs })))
  await shyNeed(house, anna, world, [bo])
  await anna.need(world, 'bread')
  expect(await house.clock.until(() => cleo.things(other).includes('bread'), 60_000)).toBe(true)
  await house.clock.pass(60_000)
  expect([needs(bo, world), bo.things(other)]).toEqual([true, ['bread']])
})

test('[F5] who says another one’s sealed words again as its own says nothing', patient, async () => {
  const { house, world, all: [anna, bo, , dora] } = await four(605)
  await shyNeed(house, anna, world, [bo])
  await house.agree(world, [anna, dora])
  const says = [...dora.held(world).views().states.few.says.values()].map((filed) => filed.says)
  await house.clock.wait(dora.held(world).hosted.say(says.map((said) => ({ ...said }))))
  await house.agree(world, [anna, bo, dora])
  expect(bo.things(world)).toEqual([secret])
})

test('[F1] it is there again after a start, from the snapshot as from the log', patient, async () => {
  const { house, world, all: [anna, bo] } = await four(606)
  await shyNeed(house, anna, world, [bo])
  expect(await house.clock.until(() => needs(bo, world), 30_000)).toBe(true)
  await house.clock.pass(10_000)
  await bo.sleep()
  await bo.wake()
  expect(needs(bo, world)).toBe(true)
  bo.crash()
  await bo.wake()
  expect(needs(bo, world)).toBe(true)
})
