import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved, rebase, spanOf } from './rebase.ts'

const apply = (text: string, { at, remove, insert }: ReturnType<typeof spanOf>): string => text.slice(0, at) + insert + text.slice(at + remove)

test('[T5] a span turns the one text into the other', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => void expect(apply(before, spanOf(before, after))).toBe(after)))
})

test('[T5] what is typed here and what came from others are both there, whoever was where', () => {
  const typed = fc.record({ at: fc.nat(40), insert: fc.constantFrom('ada', 'bo ', '🎵', '') })
  fc.assert(
    fc.property(fc.constantFrom('', 'la la.', 'x'.repeat(30)), typed, typed, (base, own, other) => {
      const change = ({ at, insert }: typeof own, mark: string): string => base.slice(0, at) + (insert === '' ? '' : mark + insert) + base.slice(at)
      const [mine, theirs] = [change(own, 'M'), change(other, 'T')]
      const both = rebase(base, mine, theirs)
      expect(both.length).toBe(mine.length + theirs.length - base.length - (mine === theirs ? mine.length - base.length : 0))
      if (own.insert !== '') expect(both).toContain(`M${own.insert}`)
      if (other.insert !== '') expect(both).toContain(`T${other.insert}`)
    })
  )
})

test('[T5] what both took away is gone once, and what either wrote stays', () => {
  expect(rebase('one two three', 'two three', 'one two four')).toBe('two four')
  expect(rebase('one two three', 'one 2 three', 'one TWO three')).toBe('one 2TWO three')
  expect(rebase('abc', 'abc', 'abd')).toBe('abd')
  expect(rebase('abc', 'abx', 'abx')).toBe('abx')
})

test('[T5] the caret stays at the letter where it was', () => {
  const span = spanOf('la la.', 'la, la.')
  expect([0, 2, 3, 6].map((caret) => moved(caret, span))).toEqual([0, 2, 4, 7])
  expect(moved(4, spanOf('one two', 'one'))).toBe(3)
})
