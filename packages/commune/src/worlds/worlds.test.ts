import { sodiumReady } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { idOf, TestCommune } from '../testing/index.ts'

beforeAll(() => sodiumReady)

test('the name shown is the last that anyone said, and where it lies is kept to a tenth of a degree', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  expect(commune.views.worlds.world()).toEqual({})
  commune.wish(ada, { wish: 'world', name: 'House', latitude: 52.5163, longitude: -0.04 })
  const second = commune.wish(bo, { wish: 'world', name: 'Garden house' })
  expect(commune.views.worlds.world()).toEqual({ name: 'Garden house', latitude: 52.5, longitude: 0 })
  commune.wish(bo, { wish: 'undo', target: second })
  expect(commune.views.worlds.world().name).toBe('House')
  commune.wish(ada, { wish: 'world', latitude: null, longitude: null })
  expect(commune.views.worlds.world()).toEqual({ name: 'House' })
  expect(commune.refused(ada, { wish: 'world', latitude: 91, longitude: 0 })).toContain('Name both latitude and longitude')
  expect(commune.refused(ada, { wish: 'world', latitude: Number.NaN, longitude: 0 })).toContain(
    'Name both latitude and longitude'
  )
})

test('an invitation is open until its time, its ware closes it, or it was used once', () => {
  const commune = new TestCommune()
  const [ada, bo] = [commune.ware(), commune.ware()]
  const invite = (n: number) =>
    ({
      wish: 'invite',
      key: idOf(n),
      secret: new Uint8Array(32),
      untilMs: commune.nowMs + 1_000,
      history: true,
      kind: 'ware'
    }) as const
  for (const n of [1, 2, 3]) commune.wish(ada, invite(n))
  const states = (nowMs = commune.nowMs) => commune.views.worlds.invitations(nowMs).map(({ key, state }) => [key, state])
  expect(states().map(([, state]) => state)).toEqual(['open', 'open', 'open'])
  expect(commune.refused(bo, { wish: 'close-invite', key: idOf(1) })).toBe(
    'Somebody else opened that invitation. Only they can close it.'
  )
  commune.say(bo.device, { type: 'invite.close', key: idOf(1) })
  expect(states().map(([, state]) => state)).toEqual(['open', 'open', 'open'])
  commune.wish(ada, { wish: 'close-invite', key: idOf(1) })
  commune.wish(bo, { wish: 'invite-used', key: idOf(2), ware: bo.ware })
  commune.wish(bo, { wish: 'invite-used', key: idOf(2), ware: ada.ware })
  expect(states()).toEqual([
    [idOf(3), 'open'],
    [idOf(2), 'used'],
    [idOf(1), 'closed']
  ])
  expect(states(commune.nowMs + 1_000)[0]).toEqual([idOf(3), 'lapsed'])
  const used = commune.views.worlds.invitations(0).find(({ key }) => key === idOf(2))
  expect([used?.usedBy, used?.alsoUsedBy], '[K5] two came in by it at two members: both are named').toEqual([bo.ware, [ada.ware]])
  expect(commune.refused(ada, { wish: 'close-invite', key: idOf(2) })).toBe('There is no open invitation of that name.')
  expect(commune.refused(ada, { ...invite(4), untilMs: 5 })).toBe('That time has already passed. Name a later one, or none.')
})
