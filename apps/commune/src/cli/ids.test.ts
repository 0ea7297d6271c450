import fc from 'fast-check'
import { expect, test } from 'vitest'
import { command } from '../testing/place.ts'
import { say } from '../words/index.ts'
import { pick, pickNamed, short } from './ids.ts'
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

test('a name is taken before the beginning of an id; of several that have it the ids are shown', () => {
  const rows = [
    { id: 'abcdefghij.0', name: 'Käse' },
    { id: 'kaxyzxyzxyz.0', name: 'Bench' },
    { id: 'lmnoplmnop.0', name: 'bench' },
    { id: 'qrstqrst.0' }
  ]
  expect(pickNamed('Ka\u0308se ', rows)).toBe('abcdefghij.0')
  expect(pickNamed('kax', rows)).toBe('kaxyzxyzxyz.0')
  expect(pickNamed('qr', rows)).toBe('qrstqrst.0')
  let said = ''
  try {
    pickNamed('BENCH', rows)
  } catch (error) {
    said = say((error as Stop).said)
  }
  expect(said).toBe('2 are called “BENCH”. Say which by its first letters: kaxyzxyz and lmnoplmn.')
})

test('a whole id that begins with a minus is taken for a name, not for an option', async () => {
  const { code, err } = await command(['show', `-${'a'.repeat(42)}.0`], { folder: '/nowhere' })
  expect([code, err]).toEqual([1, expect.stringContaining('No daemon runs')])
})
