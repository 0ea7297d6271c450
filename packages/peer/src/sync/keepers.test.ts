import { encodeValue, type Store } from '@commune/protocol'
import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keepers, type Standing } from './keepers.ts'

const standing = (more: Partial<Standing> = {}): Standing => ({ mine: 'mine', isOut: () => false, after: () => [], ...more })
/** What is remembered of one, read by another. */
const readAgain = async (value: Uint8Array): Promise<Keepers> => {
  const again = new Keepers('w1/', openLock)
  await again.load({ get: (key: string) => Promise.resolve(key === 'w1/a' ? value : undefined) } as unknown as Store)
  return again
}

test('[S5][E5] what was acknowledged by a key that said two things at one place of its chain counts for nobody', () => {
  const keepers = new Keepers('w1/', openLock)
  keepers.note('copied', 100, false)
  keepers.note('other', 100, false)
  keepers.note('phone', 50, true)
  expect(keepers.of(40, standing())).toEqual({ others: 2, browsers: 1, carriers: 0 })
  expect(keepers.of(60, standing())).toEqual({ others: 2, browsers: 0, carriers: 0 })
  expect(keepers.of(40, standing({ isOut: (device) => device === 'copied' }))).toEqual({ others: 1, browsers: 1, carriers: 0 })
})

test('[S5][I4] a device whose store may have gone on under another key counts again when it is heard again, over a restart too', async () => {
  const keepers = new Keepers('w1/', openLock)
  const after = standing({ after: (device) => (device === 'old' ? ['new'] : []) })
  keepers.note('old', 100, false)
  expect(keepers.of(40, after).others).toBe(1)
  keepers.note('new', 100, false)
  expect(keepers.of(40, after).others).toBe(1)
  const again = await readAgain((keepers.takeChange() as [string, Uint8Array])[1])
  expect(again.of(40, after).others).toBe(1)
  again.note('old', 80, false)
  expect(again.of(40, after).others).toBe(2)
  expect(again.of(90, after).others, 'and for as much as it held').toBe(2)
  expect(again.takeChange()).toBeDefined()
  again.note('old', 100, false)
  expect(again.takeChange(), 'nothing new').toBeUndefined()
})

test('[S5] what a device shows to lack, it does not count for', () => {
  const keepers = new Keepers('w1/', openLock)
  keepers.note('other', 100, false)
  keepers.lacks('other', 60)
  keepers.lacks('nobody', 60)
  expect([50, 60, 80].map((place) => keepers.of(place, standing()).others)).toEqual([1, 0, 0])
  keepers.note('other', 120, false)
  expect(keepers.of(80, standing()).others).toBe(1)
})

test('[S5] what was remembered before the order was kept reads on', async () => {
  const old = await readAgain(openLock.lock(encodeValue([['one', 100, false, false], ['two', 100, true], ['box', 100, false, true]])))
  expect(old.of(40, standing({ after: (device) => (device === 'one' ? ['two'] : []) }))).toEqual({ others: 1, browsers: 1, carriers: 1 })
})
