import { expect, test } from 'vitest'
import { openLock } from '../testing/index.ts'
import { Keepers } from './keepers.ts'

test('[S5][E5] what was acknowledged by a key that said two things at one place of its chain counts for nobody', () => {
  const keepers = new Keepers('w1/', openLock)
  keepers.note('copied', 100, false)
  keepers.note('other', 100, false)
  keepers.note('phone', 50, true)
  const nobody = new Set<string>()
  expect(keepers.of(40, 'mine', nobody)).toEqual({ others: 2, browsers: 1, carriers: 0 })
  expect(keepers.of(60, 'mine', nobody)).toEqual({ others: 2, browsers: 0, carriers: 0 })
  expect(keepers.of(40, 'mine', new Set(['copied']))).toEqual({ others: 1, browsers: 1, carriers: 0 })
})
