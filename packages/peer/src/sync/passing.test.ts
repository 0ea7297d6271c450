/** Letting a further device in through a peer that both reach, which learns nothing by it. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { House, must, type Resident, Stranger } from '../testing/index.ts'

const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const hourMs = 3_600_000

/** A phone that nobody can dial, the box of its world, and a laptop that reaches the box alone. */
const homeOf = async (seed: number) => {
  const house = await build(seed)
  const [box, phone] = [await house.resident('box'), await house.resident('phone', { mayForget: true })]
  const world = await house.worldOf('Yard', box, phone)
  await phone.say(world, { wish: 'me', name: 'Mira' })
  await house.agree(world, [box, phone])
  const laptop = await house.resident('laptop', { mayForget: true })
  house.undialled.add(phone.address)
  const invite = async (): Promise<string> => must(await house.clock.wait(phone.peer.act('invite', { world, kind: 'device', history: true, untilMs: house.clock.nowMs() + hourMs }))).link
  return { house, box, phone, laptop, world, invite }
}
const join = (house: House, one: Resident, link: string) => house.clock.wait(one.peer.act('join', { link }))
const refusal = async (house: House, one: Resident, link: string): Promise<string | undefined> => {
  const outcome = await join(house, one, link)
  return outcome.ok ? undefined : outcome.error.key
}

test('[K5][I3] a device that cannot be dialled lets another in through the box: one self on both, and all it said', async () => {
  const { house, box, phone, laptop, world, invite } = await homeOf(61)
  await phone.need(world, 'bread')
  expect(must(await join(house, laptop, await invite())).world).toBe(world)
  await laptop.need(world, 'wax')
  expect(await house.agree(world, [box, phone, laptop])).toBe(true)
  const row = must(await box.peer.ask('wares', { world })).find((one) => one.name === 'Mira')
  expect(row?.deviceRows.map(({ ended }) => ended)).toEqual([false, false])
  expect(laptop.things(world)).toEqual(['bread', 'wax'])
})

test('[K5] the box that passes it on sees no key, no secret, no id and no name of it', async () => {
  const { house, box, phone, laptop, world, invite } = await homeOf(62)
  const link = await invite()
  const before = house.passed.length
  must(await join(house, laptop, link))
  const through = house.passed.slice(before).filter(({ bytes }) => [11, 12, 24, 25].includes(bytes[0] as number))
  expect(new Set(through.map(({ bytes }) => bytes[0]))).toEqual(new Set([11, 12, 24, 25]))
  const heard = through.map(({ bytes }) => bytes.toHex()).join(' ')
  const secrets = phone.held(world).hosted.world.keyring.all().map((epoch) => epoch.secret)
  for (const secret of [...secrets, phone.peer.inside.me().begin.ware, laptop.peer.inside.me().device.sign.publicKey, new TextEncoder().encode('Mira')]) expect(heard).not.toContain(secret.toHex())
  expect(box.peer.inside.held()).toHaveLength(1)
})

test('[K5] each lets in one device: another one is told so, and the same one is answered again, also after a restart', async () => {
  const { house, phone, laptop, world, invite } = await homeOf(63)
  const link = await invite()
  await phone.sleep()
  await phone.wake()
  await house.clock.pass(3_000)
  let lost = true
  house.meddle = ({ bytes }) => (bytes[0] === 12 && lost ? ((lost = false), 'cut') : undefined)
  expect((await join(house, laptop, link)).ok).toBe(false)
  house.meddle = undefined
  expect(must(await join(house, laptop, link)).world).toBe(world)
  const thief = await house.resident('thief')
  expect(await refusal(house, thief, link)).toBe('peer.link-used')
  await phone.sleep()
  await phone.wake()
  await house.clock.pass(3_000)
  expect(await refusal(house, thief, link)).toBe('peer.link-used')
  expect(must(await phone.peer.ask('wares', { world })).find(({ me }) => me)?.deviceRows).toHaveLength(2)
})

test('[K5] an invitation that was taken back, has lapsed, or whose device is away lets nobody in, and each says so', async () => {
  const { house, phone, laptop, world, invite } = await homeOf(64)
  const { link, key } = must(await house.clock.wait(phone.peer.act('invite', { world, kind: 'device', history: true, untilMs: house.clock.nowMs() + hourMs })))
  must(await house.clock.wait(phone.peer.act('closeInvite', { world, key })))
  await house.clock.pass(100)
  expect(await refusal(house, laptop, link)).toBe('peer.device-away')
  const later = await invite()
  await phone.sleep()
  await house.clock.pass(3_000)
  expect(await refusal(house, laptop, later)).toBe('peer.device-away')
  await phone.wake()
  await house.clock.pass(hourMs)
  expect(await refusal(house, laptop, later)).toBe('peer.link-old')
  expect(must(await laptop.peer.ask('worlds', {}))).toEqual([])
})

test('[K5][S6] who asks without the link is passed on to nobody, and one who floods is cut off without the others noticing', async () => {
  const { house, box, phone, laptop, world, invite } = await homeOf(65)
  const link = await invite()
  const before = house.passed.length
  const stranger = await Stranger.visit(house, box)
  await stranger.hello()
  for (let count = 0; count < 20; count++) await stranger.say({ type: 'ask', bytes: house.random.bytes(300) })
  expect(stranger.ended).toBeDefined()
  expect(house.passed.slice(before).some(({ bytes }) => bytes[0] === 24)).toBe(false)
  expect(must(await join(house, laptop, link)).world).toBe(world)
  expect(await house.agree(world, [box, phone, laptop])).toBe(true)
})
