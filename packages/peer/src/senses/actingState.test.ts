import { Engine, Keeper } from '@commune/commune'
import { expect, test } from 'vitest'
import { actingStateOf, readActingState } from './actingState.ts'

test('of two people who hold one lamp the one who asked last holds it after a restart, too', () => {
  const keep = (): Keeper => {
    const keeper = new Keeper(() => undefined)
    keeper.keep('lamp/level', { key: 'level', name: 'level', shape: { is: 'number', unit: '%' } }, {}, 0)
    return keeper
  }
  const before = keep()
  for (const [by, value] of [['ana', 20], ['bo', 70]] as const) before.ask('lamp/level', { slot: 'person', by, value, leaseMs: 3_600_000 }, 1_000)
  const engine = new Engine({ find: () => undefined, convert: () => undefined, sun: () => undefined, asked: () => undefined }, 0)
  const saved = actingStateOf(['lamp/level'], { engine, keeper: before, told: new Map(), agreed: new Set(), hangsOnPassings: () => false, tellsOfPassings: () => false, restOf: () => undefined })
  const after = keep()
  for (const { act, by, value, untilMs } of readActingState(JSON.parse(JSON.stringify(saved))).slots) after.ask(act, { slot: 'person', by, value, leaseMs: untilMs - 2_000 }, 2_000)
  expect(after.show('lamp/level')?.holding).toMatchObject({ by: 'bo', value: 70 })
  after.release('lamp/level', 'person', 'bo', 3_000)
  expect(after.show('lamp/level')?.holding).toMatchObject({ by: 'ana', value: 20 })
})
