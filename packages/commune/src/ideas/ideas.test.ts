import { type RawStatement, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { sequence, TestCommune, type TestWare } from '../testing/index.ts'
import { english } from '../words/index.ts'
import { clientOf, textChanges } from './index.ts'

beforeAll(() => sodiumReady)

const place = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const begin = (fields: object = {}) => commune.wish(ada, { wish: 'begin', title: 'Soup', text: 'Water.\nSalt.\n', ...fields })
  const text = (id: string) => commune.views.ideas.page(id)?.text
  return { commune, ada, bo, cy, begin, text }
}
const nonce = (seed: number) => sequence(seed).bytes(16)

/** An update written by hand under any client id. */
const update = (client: number, write: (doc: Y.Doc) => void, before: readonly Uint8Array[] = []): Uint8Array => {
  const doc = new Y.Doc({ gc: false })
  for (const one of before) Y.applyUpdate(doc, one)
  doc.clientID = client
  let made = new Uint8Array(0)
  doc.on('update', (bytes: Uint8Array) => {
    made = new Uint8Array(bytes)
  })
  doc.transact(() => write(doc))
  return made
}

describe('pages', () => {
  test('a page is begun, written on by anybody, and has no author', () => {
    const { commune, bo, begin } = place()
    const id = begin({ tags: ['warm', 'quick'] })
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBeans.\nSalt.\n', title: 'Bean soup' })
    const page = commune.views.ideas.page(id)
    expect(page).toMatchObject({ title: 'Bean soup', text: 'Water.\nBeans.\nSalt.\n', tags: ['warm', 'quick'], edits: 2, signed: [], blank: false })
    expect(JSON.stringify(page)).not.toContain(bo.device)
  })

  test('who wants to be named signs, and takes the name away again', () => {
    const { commune, ada, bo, begin } = place()
    const id = begin()
    commune.wish(bo, { wish: 'sign', idea: id })
    commune.wish(ada, { wish: 'sign', idea: id })
    expect(commune.refused(bo, { wish: 'sign', idea: id })).toBe('You have signed that page already.')
    expect(commune.views.ideas.page(id)?.signed).toEqual([bo.ware, ada.ware])
    commune.wish(bo, { wish: 'unsign', idea: id })
    expect(commune.views.ideas.page(id)?.signed).toEqual([ada.ware])
    expect(commune.refused(bo, { wish: 'unsign', idea: id })).toBe('You have not signed that page.')
  })

  test('[T5] blanking loses nothing: every earlier version can be read and comes back', () => {
    const { commune, ada, bo, begin } = place()
    const id = begin()
    const second = commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBeans.\nSalt.\n' })
    commune.wish(ada, { wish: 'blank', idea: id })
    expect(commune.views.ideas.page(id)).toMatchObject({ title: '', text: '', blank: true })
    expect(commune.views.ideas.list().total).toBe(0)
    expect(commune.views.ideas.list({ blank: true }).total).toBe(1)
    const { rows } = commune.views.ideas.versions(id)
    expect(rows.map(({ text, words }) => [text, english.say(words)])).toEqual([
      ['', 'The page was blanked.'],
      ['Water.\nBeans.\nSalt.\n', '7 characters came.'],
      ['Water.\nSalt.\n', 'The page was begun.']
    ])
    commune.wish(bo, { wish: 'restore', idea: id, edit: second })
    expect(commune.views.ideas.page(id)).toMatchObject({ title: 'Soup', text: 'Water.\nBeans.\nSalt.\n' })
    expect(commune.views.ideas.versions(id, { offset: 1, limit: 1 }).rows.map(({ text }) => text)).toEqual([''])
  })

  test('one takes back one’s own edit, and what others wrote since stays', () => {
    const { commune, ada, bo, begin, text } = place()
    const id = begin()
    const beans = commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBeans.\n' })
    commune.wish(ada, { wish: 'edit', idea: id, text: 'Hot water.\nBeans.\nBread.\n' })
    expect(commune.refused(ada, { wish: 'undo', target: beans })).toBe('Another ware said that. Only they can take it back.')
    const undo = commune.wish(bo, { wish: 'undo', target: beans })
    expect(text(id)).toBe('Hot water.\nSalt.\nBread.\n')
    commune.wish(bo, { wish: 'undo', target: undo })
    expect(text(id)).toBe('Hot water.\nBeans.\nBread.\n')
  })

  test('a page too long for one envelope is begun, then goes on', () => {
    const { commune, ada } = place()
    const text = 'A long line of words.\n'.repeat(4_000)
    expect(commune.refused(ada, { wish: 'begin', title: 'Long', text })).toBe('That page is too long to begin in one go. Begin with its first part, then add the rest.')
    const id = commune.wish(ada, { wish: 'begin', title: 'Long' })
    const edits = commune.decide(ada, { wish: 'edit', idea: id, text })
    expect(edits.ok && edits.value.length).toBeGreaterThan(3)
    for (const edit of edits.ok ? edits.value : []) {
      expect((edit['update'] as Uint8Array).length).toBeLessThan(60_000)
      commune.say(ada.device, edit)
    }
    expect(commune.views.ideas.page(id)?.text).toBe(text)
    expect(commune.refused(ada, { wish: 'edit', idea: id, text: 'x'.repeat(200_001) })).toBe('A page holds 200000 characters at most. Make two of it and link them.'.replace('200000', '200,000'))
  })

  test('twenty edits in one entry keep their order', () => {
    const { commune, ada, begin, text } = place()
    const id = begin({ text: '' })
    const all = Array.from({ length: 20 }, (_, i) => `word ${i}. `.repeat(1_100)).join('')
    const edits = commune.decide(ada, { wish: 'edit', idea: id, text: all })
    expect(edits.ok && edits.value.length).toBeGreaterThan(11)
    commune.say(ada.device, ...(edits.ok ? edits.value : []))
    expect(text(id)).toBe(all)
  })

  test('pages link by title and by id, and show who links to them', () => {
    const { commune, ada, begin } = place()
    const soup = begin()
    const bread = commune.wish(ada, { wish: 'begin', title: 'Bread', text: `With [[ soup ]], [this](idea:${soup}), [[Nothing|nowhere]].\n\`\`\`\n[[Soup]]\n\`\`\`` })
    expect(commune.views.ideas.page(bread)?.links).toEqual([{ words: ' soup ', idea: soup }, { words: 'this', idea: soup }, { words: 'nowhere' }])
    expect(commune.views.ideas.page(soup)?.backlinks.map(({ title }) => title)).toEqual(['Bread'])
    commune.wish(ada, { wish: 'edit', idea: bread, text: 'Alone.' })
    expect(commune.views.ideas.page(soup)?.backlinks).toEqual([])
    const nothing = commune.wish(ada, { wish: 'begin', title: 'nothing' })
    expect(commune.views.ideas.titled('NOTHING')?.id).toBe(nothing)
  })

  test('the first words of a page are shown without its marks', () => {
    const { commune, begin } = place()
    const id = begin({ text: '# Head\n\n![pic](x.png)\n- *some* [words](http://x) and [[Page|link]] `code`\n' })
    expect(commune.views.ideas.row(id)?.start).toBe('Head some words and link code')
  })

  test('lists by last change, by title and by least touched', () => {
    const { commune, ada, begin } = place()
    const b = begin({ title: 'B' })
    begin({ title: 'a' })
    begin({ title: 'C', tags: ['x'] })
    commune.wish(ada, { wish: 'edit', idea: b, text: 'more' })
    const titles = (query: object) => commune.views.ideas.list(query).rows.map(({ title }) => title)
    expect([titles({}), titles({ order: 'title' }), titles({ order: 'quiet' })]).toEqual([['B', 'C', 'a'], ['a', 'B', 'C'], ['a', 'C', 'B']])
    expect([titles({ tag: 'x' }), titles({ text: 'b' }), titles({ limit: 1, offset: 1 })]).toEqual([['C'], ['B'], ['C']])
  })

  test.each([
    [{ wish: 'begin' }, 'A page needs a title or a text.'],
    [{ wish: 'begin', title: 'x'.repeat(500) }, 'What stands under “title” is too long: 200 characters are the most.'],
    [{ wish: 'begin', title: 'x', tags: Array.from({ length: 60 }, (_, i) => `t${i}`) }, 'There are too many under “tags”: 50 are the most.'],
    [{ wish: 'edit', idea: 'nothing', text: '' }, 'There is no page of that name here.'],
    [{ wish: 'restore', idea: 'nothing', edit: 'x' }, 'There is no page of that name here.']
  ] as const)('%#: what cannot stand is refused in words', (wish, words) => {
    const { commune, ada } = place()
    expect(commune.refused(ada, wish)).toBe(words)
  })

  test('files are kept with their page, without their bytes', () => {
    const { commune, ada, begin } = place()
    const id = begin()
    const file = { wish: 'file', file: 'A'.repeat(43), name: 'soup.webp', media: 'image/webp', sizeBytes: 9, key: new Uint8Array(32), chunks: new Uint8Array(32), idea: id } as const
    commune.wish(ada, file)
    expect(commune.views.ideas.page(id)?.files).toMatchObject([{ name: 'soup.webp', sizeBytes: 9, idea: id }])
    expect(commune.refused(ada, { ...file, key: new Uint8Array(3) })).toBe('What stands under “key” has not the right length.')
    expect(commune.refused(ada, { ...file, sizeBytes: 1e12 })).toBe('A file can have 100 MB at most.')
  })
})

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
    const write = fc.record({ who: fc.nat(2), at: fc.nat(40), words: fc.constantFrom('bread ', '\n', 'né ', '🍞', ''), cut: fc.nat(6), back: fc.nat(3) })
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
          const decided = commune.decide([ada, bo, cy][who] as TestWare, { wish: 'edit', idea: id, text: letters.join(''), seen: { text: seen } })
          if (decided.ok) commune.say(([ada, bo, cy][who] as TestWare).device, ...decided.value)
        }
        const expected = commune.views.ideas.texts(id)
        const mixed = [...commune.said, ...commune.said].map((said) => ({ said, by: chance.next().value as number })).sort((a, b) => a.by - b.by)
        const other = new TestCommune()
        for (const { said } of mixed) {
          other.sayAs(said)
          if (said.lamport % 2) other.views.ideas.page(id)
        }
        expect(other.views.ideas.texts(id)).toEqual(expected)
        expect(other.views.ideas.versions(id).rows.map(({ text }) => text)).toEqual(commune.views.ideas.versions(id).rows.map(({ text }) => text))
      }),
      { numRuns: 100 }
    )
  })

  test('[T5] an edit waits for what it builds on and comes in when that has come', () => {
    const { commune, ada, bo, begin } = place()
    const id = begin()
    commune.wish(ada, { wish: 'edit', idea: id, text: 'Water.\nBeans.\nSalt.\n' })
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBrown beans.\nSalt.\n' })
    const [begun, beans, brown] = commune.said as [typeof commune.said[0], typeof commune.said[0], typeof commune.said[0]]
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
    const client = clientOf(ada.device, nonce(5))
    const says = (words: string): RawStatement => ({ type: 'idea.edit', idea: id, nonce: nonce(5), update: update(client, (doc) => doc.getText('text').insert(0, words)) })
    const said = (letter: string, words: string) => ({ id: `${letter.repeat(42)}A.0`, entry: `${letter.repeat(42)}A`, device: ada.device, lamport: 9, epoch: '', statement: says(words) })
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

describe('hostile edits', () => {
  const attack = (make: (client: number, before: Uint8Array) => Uint8Array) => {
    const { commune, bo, begin, text } = place()
    const id = begin()
    const before = commune.said[0]?.statement['update'] as Uint8Array
    const refused = commune.sayRaw(bo.device, { type: 'idea.edit', idea: id, nonce: nonce(7), update: make(clientOf(bo.device, nonce(7)), before) })
    // Whatever it was, the page lives and is written on.
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Still here.\n' })
    expect(text(id)).toBe('Still here.\n')
    return refused?.reason ?? 'taken'
  }

  test.each<[string, (client: number, before: Uint8Array) => Uint8Array, string]>([
    ['a client id that is not its own', (client) => update(client + 1, (doc) => doc.getText('text').insert(0, 'x')), 'speaks under a name that is not its own'],
    ['a client id of somebody else', (_, before) => before, 'speaks under a name that is not its own'],
    ['two clients at once', (client) => Y.mergeUpdates([update(client, (doc) => doc.getText('text').insert(0, 'x')), update(3, (doc) => doc.getText('text').insert(0, 'y'))]), 'speaks under a name that is not its own'],
    ['clocks that do not start at 0', (client) => {
      const first = update(client, (doc) => doc.getText('text').insert(0, 'x'))
      return update(client, (doc) => doc.getText('text').insert(1, 'y'), [first])
    }, 'has gaps'],
    ['a map', (client) => update(client, (doc) => doc.getMap('text').set('a', 1)), 'holds something other than text'],
    ['a text of another name', (client) => update(client, (doc) => doc.getText('other').insert(0, 'x')), 'writes where no page has text'],
    ['a string hidden in a map', (client) => update(client, (doc) => doc.getMap('m').set('a', new Y.Text('x'))), 'holds something other than text'],
    ['letters in bold', (client) => update(client, (doc) => doc.getText('text').insert(0, 'x', { bold: true })), 'holds something other than text'],
    ['an embedded picture', (client) => update(client, (doc) => doc.getText('text').insertEmbed(0, { image: 'x' })), 'holds something other than text'],
    ['bytes that are nothing', () => new Uint8Array([1, 200, 200, 200, 200, 200]), 'cannot be read'],
    ['a claim of a billion structs', () => new Uint8Array([1, 255, 255, 255, 255, 15, 1, 0]), 'cannot be read'],
    ['a deleted run of a billion letters', (client) => deletedRun(client, 2 ** 30), 'is longer than one change may be'],
    ['deletions without end', (client) => deletions(client, 12_000), 'is longer than one change may be']
  ])('[T5] %s is refused with a reason and the page lives', (_, make, reason) => {
    expect(attack(make)).toContain(reason)
  })

  test('[T5] deletions of what never was, and origins that never come, wait and harm nobody', () => {
    expect(attack((client) => deletions(client, 100))).toBe('taken')
    const stranger = update(99, (doc) => doc.getText('text').insert(0, 'ghost'))
    expect(attack((client) => update(client, (doc) => doc.getText('text').insert(2, 'x'), [stranger]))).toBe('taken')
  })

  test('[T5] an edit that ties two texts of a page together is left out', () => {
    const { commune, bo, begin } = place()
    const id = begin()
    const before = commune.said[0]?.statement['update'] as Uint8Array
    const client = clientOf(bo.device, nonce(7))
    const owner = Y.decodeUpdate(before).structs[0]?.id.client as number
    // After the first letter of the title, before the first letter of the text.
    const crossed = tied(client, { client: owner, clock: 0 }, { client: owner, clock: 4 })
    expect(commune.sayRaw(bo.device, { type: 'idea.edit', idea: id, nonce: nonce(7), update: crossed })).toBeUndefined()
    expect(commune.views.ideas.page(id)).toMatchObject({ title: 'Soup', text: 'Water.\nSalt.\n', waiting: 1 })
  })

  test('[T3] any bytes are taken or refused with a reason, and the page lives', () => {
    const { commune, bo, ada, begin } = place()
    const id = begin()
    const good = commune.decide(ada, { wish: 'edit', idea: id, text: 'Water and bread.\n' })
    const bytes = (good.ok ? good.value[0]?.['update'] : undefined) as Uint8Array
    const bent = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ minLength: 2, maxLength: 80 }), bent), (wild) => {
        const refused = commune.sayRaw(bo.device, { type: 'idea.edit', idea: id, nonce: nonce(7), update: wild })
        if (refused) expect(refused.reason).toMatch(/^the change to the page /)
      }),
      { numRuns: 3_000 }
    )
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Still here.\n' })
    expect(commune.views.ideas.page(id)?.text).toBe('Still here.\n')
  })

  test('[T5] who copies the chance of another device still gets a client id of their own', () => {
    const { ada, bo } = place()
    expect(clientOf(ada.device, nonce(1))).not.toBe(clientOf(bo.device, nonce(1)))
    expect(clientOf(null, nonce(1))).toBe(clientOf(null, nonce(1)))
    expect(clientOf(ada.device, nonce(1))).toBeLessThan(2 ** 48)
  })

  test('[E6] a page may be begun and written on by nobody', () => {
    const { commune } = place()
    const client = clientOf(null, nonce(2))
    const id = commune.say(null, { type: 'idea.begin', nonce: nonce(2), update: update(client, (doc) => doc.getText('title').insert(0, 'From nobody')) })
    expect(commune.views.ideas.page(id)).toMatchObject({ title: 'From nobody', signed: [] })
    expect(commune.sayRaw(null, { type: 'idea.sign', idea: id })?.reason).toContain('needs somebody who says it')
  })
})

test('changes between two texts, one after the other, make the second of the first', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.array(fc.constantFrom('a line\n', 'b\n', 'one two ', '🍞', '\n', 'é'), { maxLength: 30 }).map((all) => all.join('')))
  fc.assert(
    fc.property(text, text, (before, after) => {
      let now = before
      for (const { index, remove, insert } of textChanges(before, after)) now = now.slice(0, index) + insert + now.slice(index + remove)
      expect(now).toBe(after)
    }),
    { numRuns: 1_000 }
  )
  expect(textChanges('One.\nTwo.\nThree.\n', 'One!\nTwo.\nThree, four.\n')).toHaveLength(2)
})

/** One struct of letters that are gone already, however many it claims. */
function deletedRun(client: number, length: number): Uint8Array {
  return Uint8Array.from([1, 1, ...varint(client), 0, 1, 1, 4, ...new TextEncoder().encode('text'), ...varint(length), 0])
}

/** A delete set of many ranges of a client nobody knows. */
function deletions(_: number, count: number): Uint8Array {
  return Uint8Array.from([0, 1, ...varint(77), ...varint(count), ...Array.from({ length: count }, (_unused, i) => [...varint(i * 2), 1]).flat()])
}

/** One letter between two others. */
function tied(client: number, left: { client: number; clock: number }, right: { client: number; clock: number }): Uint8Array {
  return Uint8Array.from([1, 1, ...varint(client), 0, 4 | 128 | 64, ...varint(left.client), ...varint(left.clock), ...varint(right.client), ...varint(right.clock), 1, 120, 0])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}
