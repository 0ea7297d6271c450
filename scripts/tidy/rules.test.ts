import { expect, test } from 'vitest'
import { checkRules, ruleIds, shrunk, uncoveredFile } from './rules.ts'
import { treeOf } from './tree.ts'

const tree = (uncovered: readonly string[], tests: string) =>
  treeOf({ [uncoveredFile]: JSON.stringify(uncovered), 'packages/protocol/src/a.test.ts': tests })
const messages = (uncovered: readonly string[], tests: string) => checkRules(tree(uncovered, tests)).map(({ message }) => message)
const without = (...ids: string[]) => ruleIds.filter((id) => !ids.includes(id))

test('a rule without a test is on the list, a rule with one is not', () => {
  expect(messages(ruleIds, '')).toEqual([])
  expect(messages(without('S2'), "test('[S2] both sides end alike', run)")).toEqual([])
  expect(messages(without('S2'), '')).toEqual([expect.stringContaining('S2 has lost its test')])
  expect(messages(ruleIds, "test('[S2] both sides end alike', run)")).toEqual([expect.stringContaining('S2 has a test now')])
})

test('several ids may stand in front of one title, nowhere else', () => {
  expect(messages(without('S2', 'S5', 'T1'), "test('[S2][S5] a', run)\nit('[T1, S2] b', run)")).toEqual([])
  expect(messages(ruleIds, "test('as in [S2]', run)\ndescribe('[S2] all', run)")).toEqual([])
})

test('an id that is no rule is a complaint', () => {
  expect(messages(ruleIds, "test('[S9] a', run)")).toEqual([expect.stringContaining('no rule is called S9')])
  expect(messages([...ruleIds, 'S9'], '')).toEqual([expect.stringContaining('no rule is called S9')])
  expect(messages(ruleIds, "test('[X9] a', run)")).toEqual([])
})

test('mending the list only shortens it', () => {
  const list = JSON.parse(shrunk(tree(['S1', 'S2'], "test('[S2] a', run)"))) as string[]
  expect(list).toEqual(['S1'])
})
