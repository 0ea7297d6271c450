import fc from 'fast-check'
import { expect, test } from 'vitest'
import { command } from '../testing/place.ts'
import { pick, short } from './ids.ts'
import type { Stop } from './stop.ts'

const id = fc.tuple(fc.stringMatching(/^[\w-]{43}$/), fc.nat({ max: 400 })).map(([entry, index]) => `${entry}.${index}`)

test('what is shown of an id leads back to it, and never looks like an option', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 30, selector: (one) => short(one) }), (ids) => {
      for (const one of ids) {
        expect(short(one)).not.toMatch(/^-/)
        expect(pick(short(one), ids)).toBe(one)
      }
    })
  )
})

test('statements of one entry are told apart by their number', () => {
  const ids = ['abcdefghij.0', 'abcdefghij.1', 'abcdefghij.10', 'xyz.0']
  expect(pick('abc', ids)).toBe('abcdefghij.0')
  expect(pick('abc.1', ids)).toBe('abcdefghij.1')
  expect(pick('abcdefgh.10', ids)).toBe('abcdefghij.10')
})

test('nothing, or more than one, is refused with what to do', () => {
  const said = (typed: string, ids: string[]): string => {
    try {
      return pick(typed, ids)
    } catch (error) {
      return (error as Stop).said.key
    }
  }
  expect(said('ab', ['abc', 'abd'])).toBe('cli.id-many')
  expect(said('q', ['abc', 'abd'])).toBe('cli.id-unknown')
  expect(said('', ['abc'])).toBe('cli.id-empty')
  expect(said('.', ['abc'])).toBe('cli.id-unknown')
  expect(said('abc', ['abc', 'abc'])).toBe('abc')
})

test('a whole id that begins with a minus is taken for a name, not for an option', async () => {
  const { code, err } = await command(['show', `-${'a'.repeat(42)}.0`], { folder: '/nowhere' })
  expect([code, err]).toEqual([1, expect.stringContaining('No daemon runs')])
})
