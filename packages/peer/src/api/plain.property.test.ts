import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromJson, lasting, toJson } from './plain.ts'

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 1.5, 'words', ''),
    fc.bigInt(),
    fc.uint8Array({ maxLength: 4 }),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', '$n', '$b', '$m', 'toJSON'), tie('tree'), { maxKeys: 2, noNullPrototype: true })
  )
}))

test('every tree of plain values comes back as it was, whether something in it has to be marked or not', () => {
  fc.assert(fc.property(tree, (value) => void expect(fromJson(toJson(value))).toEqual(value)))
})

test('the text of a list of trees that stay as they are is that of any list, by itself and as an answer', () => {
  const rows = fc.array(tree.filter((value): value is object => typeof value === 'object' && value !== null))
  fc.assert(fc.property(rows, rows, (before, after) => {
    const [plain, all] = [toJson([before, after]), [before, after].map((list) => list.map(lasting))]
    for (let time = 0; time < 2; time++) {
      expect(`[${all.map(toJson).join()}]`).toBe(plain)
      for (const value of all) expect(fromJson(toJson({ ok: true, value }))).toEqual({ ok: true, value })
    }
  }))
})

test('of two thousand rows the text of the one that changed is made, and of no other', () => {
  let made = 0
  const row = (number: number): object => ({
    get number() {
      made++
      return number
    }
  })
  const rows = Array.from({ length: 2_000 }, (_, number) => lasting(row(number)))
  const text = toJson({ ok: true, value: rows })
  const before = made
  expect(toJson({ ok: true, value: rows })).toBe(text)
  expect(made).toBe(before)
  rows[7] = lasting(row(7_000))
  expect(fromJson(toJson({ ok: true, value: rows }))).toMatchObject({ value: { 7: { number: 7_000 } } })
  expect(made).toBe(before + before / 2_000)
})
