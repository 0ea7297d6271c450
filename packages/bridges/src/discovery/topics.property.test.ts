import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf } from './text.ts'
import { isFilter, isTopic, isWithin, meets } from './topics.ts'

const level = fc.constantFrom('a', 'b', 'ab', '')
const topic = fc
  .array(level, { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'))
  .filter((one) => one !== '')
const filter = fc
  .tuple(fc.array(fc.oneof(level, fc.constant('+')), { maxLength: 3 }), fc.constantFrom('', '#'))
  .map(([levels, end]) => [...levels, ...(end === '' ? [] : [end])].join('/'))
  .filter(isFilter)

describe('topics', () => {
  it('a wildcard stands for one level, or for all that follow', () => {
    expect([
      isFilter('a/+/#'),
      isFilter('#'),
      isFilter('a#'),
      isFilter('a/#/b'),
      isFilter('+a'),
      isFilter('$SYS/#'),
      isTopic('a/+')
    ]).toEqual([true, true, false, false, false, false, false])
    expect([
      meets('a/+', 'a/b'),
      meets('a/+', 'a/b/c'),
      meets('a/#', 'a'),
      meets('a/#', 'a/b/c'),
      meets('+', 'a/b'),
      meets('#', 'a/b')
    ]).toEqual([true, false, true, true, false, true])
  })

  it('a filter within a prefix meets nothing outside of it', () => {
    fc.assert(
      fc.property(filter, topic, fc.constantFrom('a', 'a/b', 'b/'), (wanted, heard, prefix) => {
        if (isWithin(wanted, prefix) && meets(wanted, heard)) expect(isWithin(heard, prefix)).toBe(true)
      })
    )
  })

  it('a topic without wildcards meets itself alone', () => {
    fc.assert(
      fc.property(topic, topic, (a, b) => {
        expect(meets(a, b)).toBe(a === b)
      })
    )
  })

  it('no two ids make one key, and a key has letters that are safe anywhere', () => {
    const id = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', '~', ';', '2', 'f', '/', '.', ' ', 'é') })
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(keyOf(a)).toMatch(/^[\w~;-]+$/)
        expect(keyOf(a) === keyOf(b)).toBe(a === b)
      })
    )
  })
})
