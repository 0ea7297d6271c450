import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shared } from './sharing.ts'

const row = (id: string, title: string): { id: string; title: string; tags: string[] } => ({ id, title, tags: ['warm'] })

test('an answer that says the same is the same object', () => {
  const before = { ok: true, value: { rows: [row('a', 'Soup'), row('b', 'Bread')], total: 2 } }
  expect(shared(before, structuredClone(before))).toBe(before)
})

test('rows that did not change stay the same objects, wherever they moved to', () => {
  const before = [row('a', 'Soup'), row('b', 'Bread'), row('c', 'Jam')]
  const now = shared(before, [row('n', 'New'), row('b', 'Bread'), row('a', 'Soup'), row('c', 'Jams')])
  expect(now.map(({ id }) => id)).toEqual(['n', 'b', 'a', 'c'])
  expect(now[1]).toBe(before[1])
  expect(now[2]).toBe(before[0])
  expect(now[3]).not.toBe(before[2])
  expect(now[3]?.tags).toBe(before[2]?.tags)
})

test('what is no plain tree is taken as it comes', () => {
  const bytes = Uint8Array.of(1, 2)
  expect(shared({ bytes: Uint8Array.of(1, 2) }, { bytes }).bytes).toBe(bytes)
  expect(shared([1], { 0: 1 })).toEqual({ 0: 1 })
  expect(shared(undefined, null)).toBe(null)
  expect(shared({ a: undefined }, {})).toEqual({})
  expect(shared({}, { a: undefined })).toEqual({ a: undefined })
})

test('whatever was there before, what comes out says what came in, and nothing that was there is touched', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (before, now) => {
      const was = structuredCloneOr(before)
      expect(shared(before, now)).toEqual(now)
      expect(before).toEqual(was)
      expect(shared(now, now)).toBe(now)
    })
  )
})

const structuredCloneOr = (value: unknown): unknown => {
  try {
    return structuredClone(value)
  } catch {
    return value
  }
}
