import { expect, test } from 'vitest'
import type { JoinFact } from './room.ts'
import { Joins } from './joins.ts'

/** A join that `by` said under an epoch; `lamport` says when. */
const said = (lamport: number, epoch: string, by = 'phone', device = 'phone'): JoinFact =>
  ({ ware: 'anna', device, box: 'box', signature: null, epoch, origin: { id: `entry ${lamport}.0`, device: by, lamport } }) as unknown as JoinFact

test('[I2] of joins that say the same, the one said first is at hand, whatever order they come in', () => {
  for (const order of [[1, 2, 3], [3, 1, 2], [2, 3, 1]]) {
    const joins = new Joins()
    for (const lamport of order) joins.put(`key ${lamport}`, said(lamport, 'spring'))
    expect([...joins.first()]).toEqual([said(1, 'spring')])
    expect(joins.size).toBe(3)
  }
})

test('[I2] joins of other devices stand beside it, and what a snapshot holds counts like what is said', () => {
  const joins = new Joins()
  joins.put('key 2', said(2, 'spring'))
  joins.load('key 1', said(1, 'spring'))
  joins.load('key 3', said(3, 'spring', 'laptop', 'laptop'))
  expect([...joins.first()].map(({ device, origin }) => [device, origin.lamport])).toEqual([['phone', 1], ['laptop', 3]])
})

test('[K1] a device is under the epochs in which it said so itself; who asked before has what was so then', () => {
  const joins = new Joins()
  joins.put('key 1', said(1, 'spring'))
  joins.put('key 2', said(2, 'summer', 'laptop'))
  const before = joins.under('phone' as never)
  joins.put('key 3', said(3, 'autumn'))
  joins.put('key 4', said(4, 'autumn'))
  expect([...before]).toEqual(['spring'])
  expect([...joins.under('phone' as never)]).toEqual(['spring', 'autumn'])
  expect([...joins.under('laptop' as never)]).toEqual([])
})

test('[I2] it is news when something is said first, or under another epoch, and none when it is said again', () => {
  const joins = new Joins()
  const newsAfter = (key: string, join: JoinFact): number => {
    joins.put(key, join)
    return joins.news
  }
  const first = newsAfter('key 2', said(2, 'spring'))
  expect(newsAfter('key 3', said(3, 'spring'))).toBe(first)
  expect(newsAfter('key 4', said(4, 'summer', 'laptop'))).toBe(first)
  const later = newsAfter('key 5', said(5, 'summer'))
  expect(later).toBeGreaterThan(first)
  expect(newsAfter('key 1', said(1, 'spring'))).toBeGreaterThan(later)
})
