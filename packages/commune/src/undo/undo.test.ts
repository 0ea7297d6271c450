import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'

beforeAll(() => sodiumReady)

const named = (commune: TestCommune, ware: string): string | undefined => commune.views.wares.one(ware).name

test('what was taken back does not show, undoing the undo restores it, and so on', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'me', name: 'Ada' })
  const second = commune.wish(ada, { wish: 'me', name: 'Adele' })
  const undo = commune.wish(ada, { wish: 'undo', target: second })
  expect(named(commune, ada.ware)).toBe('Ada')
  const again = commune.wish(ada, { wish: 'undo', target: undo })
  expect(named(commune, ada.ware)).toBe('Adele')
  commune.wish(ada, { wish: 'undo', target: again })
  expect(named(commune, ada.ware)).toBe('Ada')
  expect(commune.refused(ada, { wish: 'undo', target: second })).toBe('That is taken back already.')
})

test('any device of a ware takes back what another one said; another ware does not', () => {
  const commune = new TestCommune()
  const phone = commune.ware()
  const laptop = commune.ware(phone)
  const bo = commune.ware()
  const need = commune.wish(phone, { wish: 'need', thing: 'soap' })
  expect(commune.refused(bo, { wish: 'undo', target: need })).toBe('Another ware said that. Only they can take it back.')
  commune.say(bo.device, { type: 'undo', target: need })
  expect(commune.views.intents.one(need, 0)?.state).toBe('open')
  commune.wish(laptop, { wish: 'undo', target: need })
  expect(commune.views.intents.one(need, 0)).toBeUndefined()
})

test('[T7] what left a portion is taken back by the device that holds it alone', () => {
  const commune = new TestCommune()
  const box = commune.ware()
  const phone = commune.ware(box)
  const flour = commune.wish(box, { wish: 'stock', thing: 'flour', quantity: '10 kg' })
  const take = commune.wish(box, { wish: 'take', portion: flour, quantity: '4 kg' })
  expect(commune.refused(phone, { wish: 'undo', target: take })).toBe(
    'Only the device that holds this portion can take that back.'
  )
  commune.say(phone.device, { type: 'undo', target: take })
  expect(commune.views.stock.one(flour)?.quantity.n).toBe(6n)
  commune.wish(box, { wish: 'undo', target: take })
  expect(commune.views.stock.one(flour)?.quantity.n).toBe(10n)
})

test('nothing is undone before it was said, and a ring of undos has no hold', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  const first = commune.say(ada.device, { type: 'undo', target: `${'A'.repeat(43)}.0` })
  commune.say(ada.device, { type: 'undo', target: first })
  const need = commune.wish(ada, { wish: 'need', thing: 'soap' })
  // Aimed at what comes later than itself.
  commune.states.undo.undos.put(`${'B'.repeat(42)}A.0`, { device: ada.device, lamport: 0, says: { type: 'undo', target: need } })
  expect(commune.views.intents.one(need, 0)).toBeDefined()
  const unknown = `${'C'.repeat(42)}A.0`
  expect(commune.refused(ada, { wish: 'undo', target: unknown })).toContain('I do not know what to take back')
  expect(commune.refused(ada, { wish: 'undo', target: 'x' })).toBe('“x” names nothing here. Copy the name whole.')
})

test('a long chain of undos ends in a bounded walk', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  const need = commune.wish(ada, { wish: 'need', thing: 'soap' })
  let last = need
  for (let i = 0; i < 5_000; i++) last = commune.say(ada.device, { type: 'undo', target: last })
  expect(() => commune.views.intents.list({}, 0)).not.toThrow()
  expect(commune.views.lastSaid(ada.ware, 3)).toHaveLength(3)
})

test('[K4] what was only said again, for those who came later, is none of the last things said', () => {
  const commune = new TestCommune()
  const box = commune.ware()
  const thing = commune.wish(box, { wish: 'thing', source: 'hand', thing: { key: 'lamp', name: 'Lamp', readings: [], pulses: [], acts: [{ key: 'level', name: 'level', shape: { is: 'yes-no' } }] } })
  const rule = { act: `${thing}/level`, to: true, while: { is: 'sun', state: 'down' }, otherwise: 'rest', unsure: 'rest' } as const
  const agreement = commune.wish(box, { wish: 'propose', rules: [rule] })
  commune.say(box.device, ...commune.views.things.words(thing).map(({ statement }) => statement))
  commune.say(box.device, ...commune.views.agreements.words(commune.nowMs).map(({ statement }) => statement))
  expect(commune.views.lastSaid(box.ware).map(({ id }) => id)).toEqual([agreement, thing])
})

test('when a device no longer speaks for its ware, what it says is left out of every view', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  commune.wish(ada, { wish: 'me', name: 'Ada' })
  const need = commune.wish(ada, { wish: 'need', thing: 'soap' })
  expect(commune.views.intents.list({}, 0).total).toBe(1)
  commune.views.speakWith({ wareOf: () => undefined })
  expect(commune.views.intents.list({}, 0).total).toBe(0)
  expect(commune.views.intents.one(need, 0)).toBeUndefined()
  expect(named(commune, ada.ware)).toBeUndefined()
})

test('the last things said stand newest first, and what was taken back is marked', () => {
  const commune = new TestCommune()
  const ada = commune.ware()
  const need = commune.wish(ada, { wish: 'need', thing: 'soap' })
  const undo = commune.wish(ada, { wish: 'undo', target: need })
  expect(commune.views.lastSaid(ada.ware).map(({ id, type, undone }) => [id, type, undone])).toEqual([
    [undo, 'undo', false],
    [need, 'flow.need', true]
  ])
})
