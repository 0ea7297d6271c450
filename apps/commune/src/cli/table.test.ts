import { expect, test } from 'vitest'
import { clean, tableLines, widthOf, wrap } from './table.ts'

test('columns stand below one another, wide letters counted as two', () => {
  expect(
    tableLines(
      [
        ['a', 'bread', 'x'],
        ['bbb', '面包', 'y']
      ],
      80
    )
  ).toEqual(['a    bread  x', 'bbb  面包   y'])
  expect(widthOf('e\u0301')).toBe(1)
})

test('a long last column is broken at words and stays in its column', () => {
  expect(tableLines([['id', 'one two three four five six seven']], 28)).toEqual(['id  one two three four five', '    six seven'])
  expect(wrap('http://a.very.long/link#that-must-stay-whole and more', 10)).toEqual([
    'http://a.very.long/link#that-must-stay-whole',
    'and more'
  ])
})

test('nothing is cut where nobody looks', () => {
  const long = 'x'.repeat(300)
  expect(tableLines([[long, 'y']], 10_000)).toEqual([`${long}  y`])
  expect(tableLines([[long, 'y']], 80)[0]).toContain('…')
})

test('what others said cannot move the cursor, colour the terminal or turn the line around', () => {
  expect(clean('a\u001b[31mred\u0007\r\nb\u009bc')).toBe('a [31mred b c')
  expect(clean('abc\u202edef\u2066')).toBe('abcdef')
})
