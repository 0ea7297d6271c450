import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import { english } from '../words/index.ts'

beforeAll(() => sodiumReady)

test('each field is the last one said by the ware, from whichever of its devices; null takes it back', () => {
  const commune = new TestCommune()
  const phone = commune.ware()
  const laptop = commune.ware(phone)
  commune.wish(phone, { wish: 'me', name: ' Ada  Moss ', kind: 'wetware', skills: ['bread', 'bread', 'songs'], place: 'Garden' })
  commune.wish(laptop, { wish: 'me', name: 'Ada', about: 'Bakes.\nSings.' })
  commune.wish(laptop, { wish: 'me', place: null })
  const [row] = commune.views.wares.list([{ ware: phone.ware, devices: [phone.device, laptop.device] }])
  expect(row).toMatchObject({
    name: 'Ada',
    kind: 'wetware',
    about: 'Bakes.\nSings.',
    skills: ['bread', 'songs'],
    devices: [phone.device, laptop.device]
  })
  expect(row).not.toHaveProperty('place')
})

test('a ware without a name is called by its kind', () => {
  const commune = new TestCommune()
  const called = (kind?: string) => {
    const ware = commune.ware()
    if (kind !== undefined) commune.wish(ware, { wish: 'me', kind })
    return english.say(commune.views.wares.called(ware.ware))
  }
  expect([called(), called('software'), called('hardware'), called('tidal mill')]).toEqual([
    'a person',
    'a program',
    'a machine',
    'tidal mill'
  ])
})

test('a tie holds when both sides say it, and not when a third does', () => {
  const commune = new TestCommune()
  const [ada, dog, bo] = [commune.ware(), commune.ware(), commune.ware()]
  const tie = { wish: 'tie', tie: 'companion', from: dog.ware, to: ada.ware } as const
  expect(commune.refused(bo, tie)).toBe('You can only say ties of your own.')
  commune.say(bo.device, { type: 'ware.tie', tie: 'companion', from: dog.ware, to: ada.ware })
  expect(commune.views.wares.one(dog.ware).ties).toEqual([])
  const said = commune.wish(ada, tie)
  expect(commune.views.wares.one(dog.ware).ties).toEqual([{ tie: 'companion', from: dog.ware, to: ada.ware, both: false }])
  commune.wish(dog, tie)
  expect(commune.views.wares.one(ada.ware).ties[0]?.both).toBe(true)
  commune.wish(ada, { wish: 'undo', target: said })
  expect(commune.views.wares.one(ada.ware).ties[0]?.both).toBe(false)
})

test.each([
  [{ name: '' }, 'Say something under “name”, or leave it out.'],
  [{ name: '   ' }, 'Say something under “name”, or leave it out.'],
  [{ name: 'x'.repeat(10_000_000) }, 'What stands under “name” is too long: 80 characters are the most.'],
  [{ name: 'Ada\u202egnp' }, 'What stands under “name” has characters that cannot be shown. Type it again.'],
  [{ name: 'A\ud800' }, 'What stands under “name” has characters that cannot be shown. Type it again.'],
  [{ skills: Array.from({ length: 51 }, (_, i) => `skill ${i}`) }, 'There are too many under “skills”: 50 are the most.'],
  [{}, 'Nothing would change.']
])('%#: what cannot stand is refused in words', (fields, words) => {
  const commune = new TestCommune()
  expect(commune.refused(commune.ware(), { wish: 'me', ...fields })).toBe(words)
})
