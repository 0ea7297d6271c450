import { expect, test } from 'vitest'
import { fileLinesMax, lengthsCheck, lineCharactersMax } from './lengths.ts'
import { treeOf } from './tree.ts'

const lines = (count: number) => 'export {}\n'.repeat(count)
const messages = (texts: Record<string, string>, reasons = {}) => lengthsCheck(reasons)(treeOf(texts)).map(({ message }) => message)

test('a file has its lines or a reason', () => {
  expect(messages({ 'a.ts': lines(fileLinesMax) })).toEqual([])
  expect(messages({ 'a.ts': lines(fileLinesMax + 1) })).toEqual([expect.stringContaining('split it')])
  expect(messages({ 'a.ts': lines(fileLinesMax + 1) }, { 'a.ts': 'one table' })).toEqual([])
  expect(messages({ 'a.md': lines(fileLinesMax + 1) })).toEqual([])
})

test('a reason that is no longer needed has to go', () => {
  expect(messages({ 'a.ts': lines(1) }, { 'a.ts': 'one table' })).toEqual([expect.stringContaining('no longer long')])
  expect(messages({}, { 'a.ts': 'one table' })).toEqual([expect.stringContaining('is gone')])
})

test('a line can be read, unless a word in it cannot be broken', () => {
  expect(messages({ 'a.ts': `// ${'word '.repeat(lineCharactersMax / 5)}` })).toEqual([expect.stringContaining('break it')])
  expect(messages({ 'a.ts': `// ${'f'.repeat(lineCharactersMax)}` })).toEqual([])
})
