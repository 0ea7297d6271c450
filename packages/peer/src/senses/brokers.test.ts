/** The broker of a box, asked from other devices: who is told what, who may let devices in, and that a secret is for one alone. */
import { setImmediate } from 'node:timers/promises'
import { type IdText, no, ok, type SeriesStore } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { BrokerRow } from '../api/brokers.ts'
import { deviceOf, wareOf as wareIn } from '../me/me.ts'
import { House, must, type Resident } from '../testing/index.ts'
import { brokerAnswerSchema } from './brokerQuestions.ts'
import { engineParts } from './engineParts.ts'
import { readAnswer } from './questions.ts'
import type { BrokerPort } from './ports.ts'

const secret = 'k7x2-9abc-defg-hjkm-npqr-stvw'
const idOf = (one: Resident): IdText => deviceOf(one.peer.inside.me())

/** A box with a broker, a phone of the same ware, and Juno who lives there too. */
const yard = async (seed: number) => {
  const house = await House.build(() => setImmediate(), seed)
  const acted: string[] = []
  let world: IdText = ''
  const port: BrokerPort = {
    get world() {
      return world
    },
    look: () => ({
      ...{ address: 'mqtt://10.0.0.4:1883', bypassable: false, builtIn: true },
      access: [{ id: 'mast-abcd', name: 'Mast', says: ['mast'], hears: [], asked: [], here: true }],
      refused: [{ kind: 'refused', words: { key: 'mqtt.refused.publish', params: { who: 'Mast', what: 'lamp/set' } }, times: 3 }]
    }),
    admit: (name, { says }) => {
      if (name === '') return no({ key: 'mqtt.credential.name' })
      acted.push(`admit ${name} ${says.join()}`)
      return ok({ id: 'lamp-1234', secret })
    },
    renew: (id) => ok({ id, secret }),
    regrant: (id, name, { says }) => {
      if (id !== 'mast-abcd') return no({ key: 'mqtt.credential.unknown' })
      acted.push(`regrant ${id} ${name} ${says.join()}`)
      return ok(null)
    },
    withdraw: (id) => {
      acted.push(`withdraw ${id}`)
      return ok(null)
    }
  }
  const series = { append() {}, close: async () => {}, flush: async () => {} } as unknown as SeriesStore
  const juno = await house.resident('juno')
  const box = await house.resident('box', { senses: { series, engine: engineParts, broker: () => port } })
  const phone = await house.resident('phone', { mayForget: true })
  world = await house.withSecondDevice(juno, box, phone)
  await house.clock.pass(2_000)
  const brokers = async (one: Resident): Promise<readonly BrokerRow[]> => must(await house.clock.wait(one.peer.ask('brokers', { world })))
  return { house, box, phone, juno, world, brokers, acted }
}

const lamp = { name: 'Lamp', says: ['lamp', 'homeassistant'], hears: [], asked: [] }

test('[P5] a device of the box’s own ware lets devices in and out, and is given the secret once, sealed for it alone', async () => {
  const { house, box, phone, world, brokers, acted } = await yard(321)
  const [row] = await brokers(phone)
  expect(row).toMatchObject({ device: idOf(box), me: false, view: { builtIn: true, mayLetIn: true, access: [{ id: 'mast-abcd', here: true }], refused: [{ times: 3 }] } })
  expect(await brokers(box)).toMatchObject([{ me: true, view: { mayLetIn: true } }])
  const about = { world, device: idOf(box) }
  expect(must(await house.clock.wait(phone.peer.act('admitDevice', { ...about, ...lamp })))).toEqual({ id: 'lamp-1234', secret })
  expect(must(await house.clock.wait(phone.peer.act('regrantDevice', { ...about, ...lamp, id: 'mast-abcd' })))).toEqual({})
  expect(must(await house.clock.wait(box.peer.act('regrantDevice', { ...about, ...lamp, id: 'mast-abcd', name: 'Mast' })))).toEqual({})
  expect(await house.clock.wait(phone.peer.act('regrantDevice', { ...about, ...lamp, id: 'nobody-abcd' }))).toMatchObject({ ok: false, error: { key: 'mqtt.credential.unknown' } })
  expect(must(await house.clock.wait(phone.peer.act('renewDevice', { ...about, id: 'mast-abcd' })))).toEqual({ id: 'mast-abcd', secret })
  expect(must(await house.clock.wait(phone.peer.act('withdrawDevice', { ...about, id: 'lamp-1234' })))).toEqual({})
  expect(acted).toEqual(['admit Lamp lamp,homeassistant', 'regrant mast-abcd Lamp lamp,homeassistant', 'regrant mast-abcd Mast lamp,homeassistant', 'withdraw lamp-1234'])
  expect(await house.clock.wait(phone.peer.act('admitDevice', { ...about, ...lamp, name: '' }))).toEqual(no({ key: 'mqtt.credential.name' }))
  // Whoever holds the keys of the world opens the answer, and finds the secret closed.
  const who = { device: idOf(phone), ware: wareIn(phone.peer.inside.me()) }
  const answered = JSON.stringify(box.peer.senses.brokers.answer(box.held(world), who, { ask: 'admit', ...lamp }))
  expect([answered.includes('lamp-1234'), answered.includes('k7x2')]).toEqual([true, false])
  const said = [...house.notes, ...house.passed.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))].join()
  expect(said.includes('k7x2')).toBe(false)
})

test('[P2] who lives there too sees how the broker stands, not who is at home, and is declined in words', async () => {
  const { house, box, juno, world, brokers, acted } = await yard(322)
  const [row] = await brokers(juno)
  expect(row?.view).toMatchObject({ mayLetIn: false, access: [{ name: 'Mast', says: ['mast'] }] })
  expect(row?.view?.access[0]).not.toHaveProperty('here')
  const about = { world, device: idOf(box) }
  for (const act of [juno.peer.act('admitDevice', { ...about, ...lamp }), juno.peer.act('renewDevice', { ...about, id: 'mast-abcd' }), juno.peer.act('withdrawDevice', { ...about, id: 'mast-abcd' })])
    expect(await house.clock.wait(act)).toEqual(no({ key: 'peer.broker-not-yours' }))
  expect(await house.clock.wait(juno.peer.act('regrantDevice', { ...about, ...lamp, id: 'mast-abcd' }))).toEqual(no({ key: 'peer.broker-not-yours' }))
  expect(acted).toEqual([])
})

test('a broker is told of in its own world alone; many acts are slowed down, in words; a box that went away is said to be away', async () => {
  const { house, box, phone, world, acted } = await yard(323)
  const other = await house.worldOf('Elsewhere', phone, box)
  await house.agree(other, [box, phone])
  expect(must(await house.clock.wait(phone.peer.ask('brokers', { world: other })))).toEqual([])
  expect(await house.clock.wait(phone.peer.act('admitDevice', { world: other, device: idOf(box), ...lamp }))).toEqual(no({ key: 'peer.broker-none' }))
  const many = Array.from({ length: 30 }, () => ({ world, device: idOf(box), ...lamp }))
  const last = []
  for (const each of many) last.push(await house.clock.wait(phone.peer.act('admitDevice', each)))
  expect([acted.length, last.at(-1)]).toEqual([20, no({ key: 'peer.broker-slowly' })])
  await house.clock.pass(61_000)
  must(await house.clock.wait(phone.peer.act('admitDevice', { world, device: idOf(box), ...lamp })))
  const device = idOf(box)
  await box.sleep()
  await house.clock.pass(1_000)
  expect(await house.clock.wait(phone.peer.act('admitDevice', { world, device, ...lamp }))).toEqual(no({ key: 'peer.broker-away' }))
})

test('what a box answers is read whole or not at all', () => {
  const view = { address: 'mqtt://a:1', bypassable: false, builtIn: true, mayLetIn: true, access: [], refused: [] }
  const words = (params: unknown) => readAnswer({ ok: { ...view, refused: [{ kind: 'refused', words: { key: 'k', params }, times: 1 }] } }, brokerAnswerSchema)
  expect(words({ who: 'x', n: 2, what: [{ key: 'y' }] })).toBeDefined()
  let deep: unknown = 'x'
  for (let depth = 0; depth < 400; depth++) deep = [deep]
  for (const wrong of [{ who: null }, { who: { key: 3 } }, { who: true }, { who: deep }, [], 'x', { who: 'x'.repeat(5_000) }]) expect(words(wrong)).toBeUndefined()
  const most = JSON.parse('{"__proto__": {"x": 1}, "ok": {"address": 1}}') as unknown
  const many = Array.from({ length: 400 }, () => ({ kind: 'refused', words: { key: 'k' }, times: 1 }))
  for (const wrong of [most, null, 3, { ok: { ...view, access: [{ id: 'a' }] } }, { ok: { ...view, refused: many } }, { no: { key: 'k', params: { who: null } } }])
    expect(readAnswer(wrong, brokerAnswerSchema)).toBeUndefined()
})
