import { type RawStatement, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { nonceOf, TestCommune, type TestWare, update } from '../testing/index.ts'
import { clientOf, textChanges } from './index.ts'

beforeAll(() => sodiumReady)

const place = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const begin = (fields: object = {}) => commune.wish(ada, { wish: 'begin', title: 'Soup', text: 'Water.\nSalt.\n', ...fields })
  const text = (id: string) => commune.views.ideas.page(id)?.text
  return { commune, ada, bo, cy, begin, text }
}

describe('writing at once', () => {
  test('[T5] three who write at the same time on what they saw keep all their words', () => {
    const { commune, ada, bo, cy, begin, text } = place()
    const id = begin({ text: 'One.\nTwo.\nThree.\n' })
    const seen = { text: 'One.\nTwo.\nThree.\n' }
    commune.wish(ada, { wish: 'edit', idea: id, text: 'Zero.\nOne.\nTwo.\nThree.\n', seen })
    commune.wish(bo, { wish: 'edit', idea: id, text: 'One.\nTwo and a half.\nThree.\n', seen })
    commune.wish(cy, { wish: 'edit', idea: id, text: 'One.\nTwo.\n', seen })
    expect(text(id)).toBe('Zero.\nOne.\nTwo and a half.\n')
  })

  test('[T5] the same edits in any order and any number of times make the same page', () => {
    const write = fc.record({
      who: fc.nat(2),
      at: fc.nat(40),
      words: fc.constantFrom('bread ', '\n', 'né ', '🍞', ''),
      cut: fc.nat(6),
      back: fc.nat(3)
    })
    fc.assert(
      fc.property(fc.array(write, { minLength: 2, maxLength: 10 }), fc.infiniteStream(fc.nat()), (writes, chance) => {
        const { commune, ada, bo, cy, begin } = place()
        const id = begin()
        for (const { who, at, words, cut, back } of writes) {
          // Everybody writes on some version that was there not long ago.
          const { rows } = commune.views.ideas.versions(id)
          const seen = (rows[Math.min(back, rows.length - 1)] as { text: string }).text
          const letters = [...seen]
          letters.splice(at % (letters.length + 1), cut, words)
          const decided = commune.decide([ada, bo, cy][who] as TestWare, {
            wish: 'edit',
            idea: id,
            text: letters.join(''),
            seen: { text: seen }
          })
          if (decided.ok) commune.say(([ada, bo, cy][who] as TestWare).device, ...decided.value)
        }
        const expected = commune.views.ideas.texts(id)
        const mixed = [...commune.said, ...commune.said]
          .map((said) => ({ said, by: chance.next().value as number }))
          .sort((a, b) => a.by - b.by)
        const other = new TestCommune()
        for (const { said } of mixed) {
          other.sayAs(said)
          if (said.lamport % 2) other.views.ideas.page(id)
        }
        expect(other.views.ideas.texts(id)).toEqual(expected)
        expect(other.views.ideas.versions(id).rows.map(({ text }) => text)).toEqual(
          commune.views.ideas.versions(id).rows.map(({ text }) => text)
        )
      }),
      { numRuns: 100 }
    )
  })

  test('[T5] an edit waits for what it builds on and comes in when that has come', () => {
    const { commune, ada, bo, begin } = place()
    const id = begin()
    commune.wish(ada, { wish: 'edit', idea: id, text: 'Water.\nBeans.\nSalt.\n' })
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBrown beans.\nSalt.\n' })
    const [begun, beans, brown] = commune.said as [(typeof commune.said)[0], (typeof commune.said)[0], (typeof commune.said)[0]]
    const other = new TestCommune()
    other.sayAs(begun)
    other.sayAs(brown)
    expect(other.views.ideas.page(id)).toMatchObject({ text: 'Water.\nSalt.\n', waiting: 1 })
    other.sayAs(beans)
    expect(other.views.ideas.page(id)).toMatchObject({ text: 'Water.\nBrown beans.\nSalt.\n', waiting: 0 })
  })

  test('edits that come before the page show when the page has come', () => {
    const { commune, ada, begin } = place()
    const id = begin()
    commune.wish(ada, { wish: 'edit', idea: id, text: 'Later.' })
    const other = new TestCommune()
    for (const said of commune.said.toReversed()) {
      other.sayAs(said)
      other.views.ideas.page(id)
    }
    expect(other.views.ideas.page(id)?.text).toBe('Later.')
  })

  test('[T5] of two edits under one client id the smaller statement id counts, whichever came first', () => {
    const { commune, ada, begin } = place()
    const id = begin()
    const client = clientOf(ada.device, nonceOf(5))
    const says = (words: string): RawStatement => ({
      type: 'idea.edit',
      idea: id,
      nonce: nonceOf(5),
      update: update(client, (doc) => doc.getText('text').insert(0, words))
    })
    const said = (letter: string, words: string) => ({
      id: `${letter.repeat(42)}A.0`,
      entry: `${letter.repeat(42)}A`,
      device: ada.device,
      lamport: 9,
      epoch: '',
      statement: says(words)
    })
    const first = [said('B', 'small '), said('C', 'large ')]
    for (const order of [first, first.toReversed()]) {
      const other = new TestCommune()
      for (const one of [...commune.said, ...order]) {
        other.sayAs(one)
        other.views.ideas.page(id)
      }
      expect(other.views.ideas.page(id)?.text).toContain('small')
      expect(other.views.ideas.page(id)?.text).not.toContain('large')
    }
  })
})

test('changes between two texts, one after the other, make the second of the first', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(fc.constantFrom('a line\n', 'b\n', 'one two ', '🍞', '\n', 'é'), { maxLength: 30 }).map((all) => all.join(''))
  )
  fc.assert(
    fc.property(text, text, (before, after) => {
      let now = before
      for (const { index, remove, insert } of textChanges(before, after))
        now = now.slice(0, index) + insert + now.slice(index + remove)
      expect(now).toBe(after)
    }),
    { numRuns: 1_000 }
  )
  expect(textChanges('One.\nTwo.\nThree.\n', 'One!\nTwo.\nThree, four.\n')).toHaveLength(2)
})
