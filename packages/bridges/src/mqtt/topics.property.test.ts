import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayHear, rightsOf } from './broker/grants.ts'
import { RetainedMessages } from './broker/retained.ts'
import { brokerLimits } from './broker/limits.ts'
import { covers, isFilter, isPrefix, isTopic, levelsOf, matches, overlap, PrefixSet } from './topics.ts'

const names = ['a', 'b', '']
const some = (of: readonly string[], min: number): fc.Arbitrary<string> => fc.array(fc.constantFrom(...of), { minLength: min, maxLength: 3 }).map((levels) => levels.join('/'))
const prefix = some(['a', 'b', '+'], 1)
const filter = fc.oneof(some(['a', 'b', '+', ''], 1).filter(isFilter), some(['a', 'b', '+'], 0).map((begin) => (begin === '' ? '#' : `${begin}/#`)))
/** Every topic of up to four levels of few names: what a filter means can be listed. */
const topics: readonly string[] = [1, 2, 3, 4].flatMap((depth) => product(depth)).map((levels) => levels.join('/')).filter(isTopic)
function product(depth: number): string[][] {
  return depth === 0 ? [[]] : product(depth - 1).flatMap((before) => names.map((name) => [...before, name]))
}
const under = (one: string): string[] => topics.filter((topic) => matches([...levelsOf(one), '#'], levelsOf(topic)))

test('[B3] a filter is never granted more than was granted, and what lies under a prefix is', () => {
  fc.assert(
    fc.property(fc.array(prefix, { maxLength: 3 }), filter, (hears, asked) => {
      const granted = new Set(hears.flatMap(under))
      const rights = rightsOf({ says: [], hears, asked: [] })
      const meant = topics.filter((topic) => matches(levelsOf(asked), levelsOf(topic)))
      if (mayHear(rights, levelsOf(asked))) expect(meant.every((topic) => granted.has(topic))).toBe(true)
      else expect(hears.some((one) => asked === one || asked === `${one}/#` || under(one).includes(asked))).toBe(false)
    })
  )
})

test('prefixes overlap exactly when there is a topic under both, and one covers the other when all of it lies there', () => {
  fc.assert(
    fc.property(prefix, prefix, (one, other) => {
      const [left, right] = [under(one), new Set(under(other))]
      expect(overlap(levelsOf(one), levelsOf(other))).toBe(left.some((topic) => right.has(topic)))
      if (covers(levelsOf(other), levelsOf(one))) expect(left.every((topic) => right.has(topic))).toBe(true)
    })
  )
})

test('a set of prefixes holds what its members stand for, and its roots hold the same', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant(''), some(['a', 'b'], 1)), { maxLength: 6 }), (members) => {
      const [all, roots] = [new PrefixSet(), new PrefixSet()]
      for (const member of members) all.add(member)
      for (const root of all.roots()) roots.add(root)
      for (const topic of topics) {
        const is = members.some((member) => member === '' || topic === member || topic.startsWith(`${member}/`))
        expect([all.holds(topic), roots.holds(topic)]).toEqual([is, is])
        expect(all.roots().filter((root) => root === '' || topic === root || topic.startsWith(`${root}/`)).length).toBe(is ? 1 : 0)
      }
    })
  )
})

test('what is retained is found by a filter exactly when it matches, and counts come back to nothing', () => {
  const change = fc.record({ topic: fc.constantFrom(...topics), by: fc.constantFrom('one', 'two', undefined), payload: fc.constantFrom('', 'x', 'long') })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), filter, (changes, asked) => {
      const retained = new RetainedMessages(brokerLimits)
      const model = new Map<string, { by: string | undefined; payload: string }>()
      for (const { topic, by, payload } of changes) {
        const before = model.get(topic)
        const mayNot = before !== undefined && by !== undefined && before.by !== by
        const verdict = retained.put({ topic, by, qos: 0, payload: new TextEncoder().encode(payload) })
        expect(verdict).toBe(mayNot ? 'of-another' : payload === '' ? 'removed' : 'kept')
        if (mayNot) continue
        if (payload === '') model.delete(topic)
        else model.set(topic, { by, payload })
      }
      const expected = [...model.keys()].filter((topic) => matches(levelsOf(asked), levelsOf(topic)))
      expect([...retained.matching(asked)].map(({ topic }) => topic).toSorted()).toEqual(expected.toSorted())
      expect(retained.count).toBe(model.size)
      retained.dropOf('one')
      retained.dropOf('two')
      for (const [topic, { by }] of model) if (by === undefined) retained.put({ topic, by, qos: 0, payload: new Uint8Array() })
      expect([retained.count, retained.bytes, [...retained.matching('#')]]).toEqual([0, 0, []])
    })
  )
})

test('any text is a topic, a filter, a prefix or none of them, and asking never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '/', '/', '+', '#', '$', '\u0000', '\u0085', '\ud800', 'é', '😀', ' '), maxLength: 300 }), (text) => {
      if (isTopic(text)) expect([isFilter(text), text.includes('#'), text.startsWith('$')]).toEqual([true, false, false])
      if (isPrefix(text) && text !== '') expect(isFilter(text)).toBe(true)
    })
  )
})
