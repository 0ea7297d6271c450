/** What is carried between worlds by wares that live in both (worlds/links). */
import { setImmediate } from 'node:timers/promises'
import type { IntentRow, LinkKind, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { Acts } from '../api/api.ts'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const patient = { timeout: 120_000 }
const settle = () => setImmediate()
const kinds: readonly LinkKind[] = ['need', 'offer', 'surplus', 'answer']
const dayMs = 86_400_000

type Terms = Partial<Omit<Acts['link'][0], 'world' | 'to'>>

const link = async (house: House, carrier: Resident, world: IdText, to: IdText, terms: Terms = {}): Promise<void> => {
  const untilMs = house.clock.nowMs() + 30 * dayMs
  must(await house.clock.wait(carrier.peer.act('link', { world, to, kinds, place: 'as it is', names: true, untilMs, ...terms })))
}
const shown = (house: House, one: Resident, world: IdText): readonly IntentRow[] =>
  one.held(world).views().intents.list({ limit: 1_000 }, house.clock.nowMs()).rows
const thingsIn = (house: House, one: Resident, world: IdText): string[] => shown(house, one, world).map(({ thing }) => thing).toSorted()
const rowOf = (house: House, one: Resident, world: IdText, thing: string): IntentRow => {
  const found = shown(house, one, world).filter((row) => row.thing === thing)
  if (found.length !== 1) throw new Error(`${thing} is there ${found.length} times`)
  return found[0] as IntentRow
}

/** Two worlds, each with one ware of its own, and carriers that live in both. */
const twoWorlds = async (seed: number, carriers: number) => {
  const house = await House.build(settle, seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const both: Resident[] = []
  for (let number = 0; number < carriers; number++) both.push(await house.resident(`carrier${number}`))
  const garden = await house.worldOf('Garden', anna, ...both)
  const yard = await house.worldOf('Yard', bo, ...both)
  await house.acquaint(anna, ...both)
  await house.acquaint(bo, ...both)
  await house.agree(garden, [anna, ...both])
  await house.agree(yard, [bo, ...both])
  return { house, anna, bo, both, garden, yard }
}

test('[L1] [L4] a need is carried when both worlds were told of the link, and its change and withdrawal follow', patient, async () => {
  const { house, anna, bo, both, garden, yard } = await twoWorlds(501, 1)
  const [carrier] = both as [Resident]
  await anna.say(garden, { wish: 'me', name: 'Anna' }, { wish: 'need', thing: 'ladder', place: 'Shed', note: 'two metres' })
  await house.clock.pass(30_000)
  expect(thingsIn(house, bo, yard)).toEqual([])
  await link(house, carrier, garden, yard)
  expect(await house.clock.until(() => thingsIn(house, bo, yard).includes('ladder'), 30_000)).toBe(true)
  const row = rowOf(house, bo, yard, 'ladder')
  expect(row).toMatchObject({ kind: 'need', place: 'Shed', told: { ware: wareOf(anna), name: 'Anna' }, ware: wareOf(carrier) })
  expect(row.note, 'what was written beside it is not told unless it is pledged').toBeUndefined()
  expect(anna.held(garden).views().links.list(house.clock.nowMs())).toMatchObject([{ ware: wareOf(carrier), way: 'out', state: 'live' }])
  expect(bo.held(yard).views().links.list(house.clock.nowMs())).toMatchObject([{ ware: wareOf(carrier), way: 'in', state: 'live' }])
  const [need] = shown(house, anna, garden)
  await anna.say(garden, { wish: 'change', target: need!.id, thing: 'long ladder' })
  expect(await house.clock.until(() => thingsIn(house, bo, yard).join() === 'long ladder', 30_000)).toBe(true)
  expect(rowOf(house, bo, yard, 'long ladder').id, 'the same, changed').toBe(row.id)
  await anna.say(garden, { wish: 'withdraw', target: need!.id })
  expect(await house.clock.until(() => thingsIn(house, bo, yard).length === 0, 30_000)).toBe(true)
})

test('[L5] two carriers say a thing once, and one goes on for the other that sleeps', patient, async () => {
  const { house, anna, bo, both, garden, yard } = await twoWorlds(502, 2)
  const [first, second] = both as [Resident, Resident]
  for (const carrier of both) await link(house, carrier, garden, yard)
  await anna.need(garden, 'saw')
  await anna.need(garden, 'rope')
  expect(await house.clock.until(() => thingsIn(house, bo, yard).join() === 'rope,saw', 60_000)).toBe(true)
  await house.clock.pass(60_000)
  const said = [...bo.held(yard).views().states.flows.intents]
  expect(said.length, 'nobody said it again').toBe(2)
  const carrier = both.find((one) => wareOf(one) === rowOf(house, bo, yard, 'saw').ware) as Resident
  await carrier.sleep()
  const needs = shown(house, anna, garden)
  await anna.say(garden, { wish: 'withdraw', target: needs.find(({ thing }) => thing === 'saw')!.id })
  await anna.say(garden, { wish: 'change', target: needs.find(({ thing }) => thing === 'rope')!.id, quantity: '3' })
  const follows = (): boolean => thingsIn(house, bo, yard).join() === 'rope' && rowOf(house, bo, yard, 'rope').quantity?.n === 3n
  expect(await house.clock.until(follows, 60_000)).toBe(true)
  await carrier.wake()
  await house.acquaint(carrier, anna, carrier === first ? second : first)
  await house.acquaint(carrier, bo)
  await house.clock.pass(120_000)
  expect(follows(), 'who was asleep puts nothing back').toBe(true)
})

test('[L3] who does not want to be carried is not, and what lapsed or ended is taken back', patient, async () => {
  const { house, anna, bo, both, garden, yard } = await twoWorlds(503, 1)
  const [carrier] = both as [Resident]
  await link(house, carrier, garden, yard)
  await anna.need(garden, 'drill')
  expect(await house.clock.until(() => thingsIn(house, bo, yard).includes('drill'), 30_000)).toBe(true)
  await anna.say(garden, { wish: 'mine-not' })
  expect(await house.clock.until(() => thingsIn(house, bo, yard).length === 0, 30_000)).toBe(true)
  const [not] = [...anna.held(garden).views().states.links.mineNot.keys()]
  await anna.say(garden, { wish: 'undo', target: not! })
  expect(await house.clock.until(() => thingsIn(house, bo, yard).includes('drill'), 60_000)).toBe(true)
  must(await house.clock.wait(carrier.peer.act('endLink', { world: garden, to: yard })))
  expect(await house.clock.until(() => thingsIn(house, bo, yard).length === 0, 30_000)).toBe(true)
  expect(thingsIn(house, anna, garden)).toEqual(['drill'])
})

test('[L2] [P4] what was carried lapses with the link', patient, async () => {
  const { house, anna, bo, both, garden, yard } = await twoWorlds(504, 1)
  const untilMs = house.clock.nowMs() + 3_600_000
  await link(house, (both as [Resident])[0], garden, yard, { untilMs })
  await anna.need(garden, 'drill')
  expect(await house.clock.until(() => thingsIn(house, bo, yard).includes('drill'), 30_000)).toBe(true)
  expect(rowOf(house, bo, yard, 'drill').untilMs).toBe(untilMs)
  await house.clock.pass(3_600_000)
  expect(thingsIn(house, bo, yard)).toEqual([])
})

test('[L6] an answer goes back the way of what it answers, and is told there as an offer', patient, async () => {
  const { house, anna, bo, both, garden, yard } = await twoWorlds(505, 1)
  const [carrier] = both as [Resident]
  await link(house, carrier, garden, yard)
  await link(house, carrier, yard, garden)
  await anna.need(garden, 'bread')
  expect(await house.clock.until(() => thingsIn(house, bo, yard).includes('bread'), 30_000)).toBe(true)
  await bo.say(yard, { wish: 'yes', need: rowOf(house, bo, yard, 'bread').id, quantity: '2 kg' } as Wish)
  const answered = (): boolean => shown(house, anna, garden).some(({ kind }) => kind === 'offer')
  expect(await house.clock.until(answered, 30_000)).toBe(true)
  const need = shown(house, anna, garden).find(({ kind }) => kind === 'need')
  const offer = shown(house, anna, garden).find(({ kind }) => kind === 'offer')
  expect(offer).toMatchObject({ thing: 'bread', ware: wareOf(carrier), told: { ware: wareOf(bo) }, carried: { to: need!.id } })
  expect(carrier.held(yard).views().intents.waitingFor(wareOf(carrier), house.clock.nowMs()), 'nobody asks the carrier').toEqual([])
  const yes = bo.held(yard).views().intents.commitmentsOf(wareOf(bo), house.clock.nowMs())[0]!
  await bo.say(yard, { wish: 'withdraw', target: yes.id })
  expect(await house.clock.until(() => !answered(), 30_000)).toBe(true)
})
