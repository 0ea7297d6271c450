import { expect, test } from 'vitest'
import { readSource } from './source.ts'

test('code keeps its lines and columns while comments and the inside of strings are blank', () => {
  const text = ['const a = 1 // Date.now()', "const b = 'fetch(' + `x ${a} y`", '/* two', 'lines */ const c = /it\'s/'].join('\n')
  const { code } = readSource('a.ts', text)
  expect(code).toHaveLength(text.length)
  expect(code.split('\n')).toHaveLength(4)
  expect(code).not.toContain('Date.now')
  expect(code).not.toContain('fetch')
  expect(code).toMatch(/ a +\n/)
  expect(code.split('\n')[3]).toBe("         const c = /it's/")
})

test('imports are found in all their forms, with their lines', () => {
  const text = [
    "import { a } from './a.ts'",
    'import type {',
    '  B',
    "} from './b.ts'",
    "export { c } from './c.ts'",
    "export * from './d.ts'",
    "const e = await import('./e.ts')",
    "type F = import('./f.ts').F"
  ].join('\n')
  const { imports } = readSource('x.ts', text)
  expect(imports.map(({ specifier, line }) => `${specifier}:${line}`).toSorted()).toEqual([
    './a.ts:1',
    './b.ts:4',
    './c.ts:5',
    './d.ts:6',
    './e.ts:7',
    './f.ts:8'
  ])
})

test('titles come from test and it in all their forms, and from nothing else', () => {
  const text = [
    "test('one', run)",
    "it.each([1])('two %i', run)",
    'test(`three ${x} four`, run)',
    "describe('five', run)",
    "contest('six')"
  ].join('\n')
  expect(readSource('x.test.ts', text).titles.map((title) => title.text)).toEqual(['one', 'two %i', 'three … four'])
})

test('TSX is read as well', () => {
  const { code, strings } = readSource('x.tsx', "export const A = () => <p class='b'>it's new Date</p>")
  expect(code).not.toContain('new Date')
  expect(strings.map(({ text }) => text)).toContain('b')
})

test('a file that cannot be parsed says so', () => {
  expect(readSource('x.ts', 'const = 1').fault).toBeTypeOf('string')
})
