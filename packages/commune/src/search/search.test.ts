import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune } from '../testing/index.ts'
import { Search } from './index.ts'

beforeAll(() => sodiumReady)

const place = () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const search = new Search(commune.views)
  const find = (text: string, query = {}) => {
    while (search.waiting > 0) search.step()
    return search.find(text, query).map(({ kind, title }) => `${kind}: ${title}`)
  }
  return { commune, ada, bo, search, find }
}

test('everything that is said is found, by beginnings, with a slip and without accents', () => {
  const { commune, ada, search, find } = place()
  commune.wish(ada, { wish: 'me', name: 'Ada', skills: ['grafting'] })
  search.withMembers([{ ware: ada.ware, devices: [] }])
  commune.wish(ada, { wish: 'need', thing: 'bread', note: 'for the harvest' })
  commune.wish(ada, { wish: 'stock', thing: 'crème fraîche', quantity: '1 l', place: 'Cellar' })
  commune.wish(ada, { wish: 'begin', title: 'Apple strudel', text: 'Roll out the pastry.', tags: ['dessert'] })
  expect(find('brea')).toEqual(['flow: bread'])
  expect(find('harvset')).toEqual(['flow: bread'])
  expect(find('creme')).toEqual(['stock: crème fraîche'])
  expect(find('cellar')).toEqual(['stock: crème fraîche'])
  expect(find('strudle pastry')).toEqual(['idea: Apple strudel'])
  expect(find('dessert')).toEqual(['idea: Apple strudel'])
  expect(find('graft')).toEqual(['ware: Ada'])
  expect(find('strudel', { kinds: ['flow'] })).toEqual([])
  expect(find('  ')).toEqual([])
})

test('what changes is found as it is now, and what was taken back is not found', () => {
  const { commune, ada, find } = place()
  const need = commune.wish(ada, { wish: 'need', thing: 'bread' })
  const page = commune.wish(ada, { wish: 'begin', title: 'Soup', text: 'beans' })
  expect(find('bread')).toHaveLength(1)
  commune.wish(ada, { wish: 'change', target: need, thing: 'flour' })
  commune.wish(ada, { wish: 'edit', idea: page, text: 'lentils' })
  expect([find('bread'), find('flour'), find('beans'), find('lentils')]).toEqual([[], ['flow: flour'], [], ['idea: Soup']])
  commune.wish(ada, { wish: 'undo', target: need })
  commune.wish(ada, { wish: 'blank', idea: page })
  expect([find('flour'), find('lentils')]).toEqual([[], []])
})

test('the index is built in steps, and says how much waits', () => {
  const { commune, ada, search } = place()
  for (let i = 0; i < 120; i++) commune.wish(ada, { wish: 'need', thing: `thing ${i}` })
  expect(search.waiting).toBe(120)
  expect(search.step(50)).toBe(70)
  expect(search.find('thing', { limit: 500 })).toHaveLength(50)
  expect([search.step(50), search.step(50), search.waiting]).toEqual([20, 0, 0])
})

test('an index full of what was there before is built again while it still answers', () => {
  const { commune, ada, search } = place()
  const needs = Array.from({ length: 60 }, (_, i) => commune.wish(ada, { wish: 'need', thing: `rope ${i}` }))
  for (let round = 0; round < 20; round++) {
    for (const target of needs) commune.say(ada.device, { type: 'flow.change', target, thing: `cord ${round}` })
    while (search.step(20) > 0)
      expect(search.find(round === 0 ? 'rope cord' : 'cord', { limit: 500 }).length).toBeGreaterThanOrEqual(0)
  }
  expect(search.find('cord', { limit: 500 })).toHaveLength(60)
  expect(search.find('rope', { limit: 500 })).toHaveLength(0)
})

test('when somebody no longer speaks here, what they said is no longer found', () => {
  const { commune, ada, search, find } = place()
  commune.wish(ada, { wish: 'need', thing: 'bread' })
  expect(find('bread')).toHaveLength(1)
  commune.views.speakWith({ wareOf: () => undefined })
  expect(search.find('bread')).toEqual([])
  expect(find('bread')).toEqual([])
})
