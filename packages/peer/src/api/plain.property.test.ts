import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromJson, toJson } from './plain.ts'

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
