import { sodiumReady } from '@commune/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { TestCommune, type TestWare } from '../testing/index.ts'
import { english } from '../words/index.ts'

beforeAll(() => sodiumReady)

const place = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const begin = (fields: object = {}) => commune.wish(ada, { wish: 'begin', title: 'Soup', text: 'Water.\nSalt.\n', ...fields })
  const text = (id: string) => commune.views.ideas.page(id)?.text
  return { commune, ada, bo, cy, begin, text }
}

describe('pages', () => {
  test('a page is begun, written on by anybody, and has no author', () => {
    const { commune, bo, begin } = place()
    const id = begin({ tags: ['warm', 'quick'] })
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Water.\nBeans.\nSalt.\n', title: 'Bean soup' })
    const page = commune.views.ideas.page(id)
    expect(page).toMatchObject({
      title: 'Bean soup',
      text: 'Water.\nBeans.\nSalt.\n',
      tags: ['warm', 'quick'],
      edits: 2,
      signed: [],
      blank: false
    })
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
    expect(commune.refused(ada, { wish: 'begin', title: 'Long', text })).toBe(
      'That page is too long to begin in one go. Begin with its first part, then add the rest.'
    )
    const id = commune.wish(ada, { wish: 'begin', title: 'Long' })
    const edits = commune.decide(ada, { wish: 'edit', idea: id, text })
    expect(edits.ok && edits.value.length).toBeGreaterThan(3)
    for (const edit of edits.ok ? edits.value : []) {
      expect((edit['update'] as Uint8Array).length).toBeLessThan(60_000)
      commune.say(ada.device, edit)
    }
    expect(commune.views.ideas.page(id)?.text).toBe(text)
    expect(commune.refused(ada, { wish: 'edit', idea: id, text: 'x'.repeat(200_001) })).toBe(
      'A page holds 200000 characters at most. Make two of it and link them.'.replace('200000', '200,000')
    )
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
    const bread = commune.wish(ada, {
      wish: 'begin',
      title: 'Bread',
      text: `With [[ soup ]], [this](idea:${soup}), [[Nothing|nowhere]].\n\`\`\`\n[[Soup]]\n\`\`\``
    })
    expect(commune.views.ideas.page(bread)?.links).toEqual([
      { words: ' soup ', idea: soup },
      { words: 'this', idea: soup },
      { words: 'nowhere' }
    ])
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
    expect([titles({}), titles({ order: 'title' }), titles({ order: 'quiet' })]).toEqual([
      ['B', 'C', 'a'],
      ['a', 'B', 'C'],
      ['a', 'C', 'B']
    ])
    expect([titles({ tag: 'x' }), titles({ text: 'b' }), titles({ limit: 1, offset: 1 })]).toEqual([['C'], ['B'], ['C']])
  })

  test.each([
    [{ wish: 'begin' }, 'A page needs a title or a text.'],
    [{ wish: 'begin', title: 'x'.repeat(500) }, 'What stands under “title” is too long: 200 characters are the most.'],
    [
      { wish: 'begin', title: 'x', tags: Array.from({ length: 60 }, (_, i) => `t${i}`) },
      'There are too many under “tags”: 50 are the most.'
    ],
    [{ wish: 'edit', idea: 'nothing', text: '' }, 'There is no page of that name here.'],
    [{ wish: 'restore', idea: 'nothing', edit: 'x' }, 'There is no page of that name here.']
  ] as const)('%#: what cannot stand is refused in words', (wish, words) => {
    const { commune, ada } = place()
    expect(commune.refused(ada, wish)).toBe(words)
  })

  test('files are kept with their page, without their bytes', () => {
    const { commune, ada, begin } = place()
    const id = begin()
    const file = {
      wish: 'file',
      file: 'A'.repeat(43),
      name: 'soup.webp',
      media: 'image/webp',
      sizeBytes: 9,
      key: new Uint8Array(32),
      chunks: new Uint8Array(32),
      idea: id
    } as const
    commune.wish(ada, file)
    expect(commune.views.ideas.page(id)?.files).toMatchObject([{ name: 'soup.webp', sizeBytes: 9, idea: id }])
    expect(commune.refused(ada, { ...file, key: new Uint8Array(3) })).toBe('What stands under “key” has not the right length.')
    expect(commune.refused(ada, { ...file, sizeBytes: 1e12 })).toBe('A file can have 100 MB at most.')
  })
})
