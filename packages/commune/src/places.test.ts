import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { TestCommune } from './testing/index.ts'

beforeAll(() => sodiumReady)

test('places stand in the order they were first named, and stay when what stood there is over', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const need = commune.wish(ada, { wish: 'need', thing: 'soap', place: 'Wash house' })
  commune.wish(bo, { wish: 'stock', thing: 'flour', quantity: '1 kg', place: 'Cellar' })
  commune.wish(bo, { wish: 'offer', thing: 'rope', place: 'cellar' })
  commune.wish(ada, { wish: 'me', place: 'Garden' })
  commune.wish(ada, { wish: 'withdraw', target: need })
  const members = [ada, bo].map(({ ware, device }) => ({ ware, devices: [device] }))
  expect(commune.views.places(members, commune.nowMs)).toEqual([
    { place: 'Wash house', needs: 0, offers: 0, portions: 0, wares: [] },
    { place: 'Cellar', needs: 0, offers: 1, portions: 1, wares: [] },
    { place: 'Garden', needs: 0, offers: 0, portions: 0, wares: [ada.ware] }
  ])
})
