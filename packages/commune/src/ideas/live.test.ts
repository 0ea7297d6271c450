import { sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { sequence, TestCommune, type TestWare, update } from '../testing/index.ts'
import { LivePage } from './index.ts'

beforeAll(() => sodiumReady)

const session = (writers: number) => {
  const commune = new TestCommune()
  const wares = Array.from({ length: writers }, () => commune.ware())
  const id = commune.wish(wares[0] as TestWare, { wish: 'begin', title: 'Song', text: 'La la.' })
  const edits = () => commune.views.ideas.edits(id).applied
  const pages = wares.map(({ device }, index) => {
    const random = sequence(index + 100)
    return new LivePage(edits(), device, () => random.bytes(16))
  })
  const store = (index: number) => {
    const own = pages[index]?.own()
    if (own) commune.say((wares[index] as TestWare).device, { type: 'idea.edit', idea: id, ...own })
    pages[index]?.stored()
  }
  return { commune, wares, id, edits, pages, store }
}
type Pages = readonly LivePage[]
const [first, second] = [(pages: Pages) => pages[0] as LivePage, (pages: Pages) => pages[1] as LivePage]

test('[T5] those who write together see one another write, and what is stored reads the same', () => {
  const { commune, id, edits, pages, store } = session(2)
  first(pages).onOwn((bytes) => second(pages).takeIn(bytes))
  second(pages).onOwn((bytes) => first(pages).takeIn(bytes))
  first(pages).text('text').insert(6, ' Hey!')
  second(pages).text('text').insert(11, ' Ho.')
  expect([first(pages), second(pages)].map((page) => page.texts().text)).toEqual(['La la. Hey! Ho.', 'La la. Hey! Ho.'])
  // The second stands on letters of the first: it waits until those are stored.
  expect(second(pages).waitsFor(edits())).toHaveLength(1)
  store(0)
  expect(second(pages).waitsFor(edits())).toEqual([])
  store(1)
  expect(commune.views.ideas.page(id)).toMatchObject({ text: 'La la. Hey! Ho.', waiting: 0 })
  first(pages).text('text').delete(0, 7)
  store(0)
  expect(commune.views.ideas.page(id)?.text).toBe('Hey! Ho.')
})

test('[T5] when somebody leaves without storing, the others write the page as it reads', () => {
  const { commune, wares, id, edits, pages } = session(2)
  first(pages).onOwn((bytes) => second(pages).takeIn(bytes))
  first(pages).text('text').insert(6, ' Hey!')
  second(pages).text('text').insert(11, ' Ho.')
  for (const edit of second(pages).alone(edits()))
    commune.say((wares[1] as TestWare).device, { type: 'idea.edit', idea: id, ...edit })
  expect(commune.views.ideas.page(id)).toMatchObject({ text: 'La la. Hey! Ho.', waiting: 0 })
})

test('[T5] whoever types what and stores when, all end with the same page', () => {
  const act = fc.record({
    who: fc.nat(2),
    at: fc.nat(30),
    cut: fc.nat(3),
    words: fc.constantFrom('do ', 're ', '', '🎵'),
    store: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
      const { commune, id, pages, store } = session(3)
      for (const [index, page] of pages.entries()) {
        page.onOwn((bytes) => {
          for (const [other, to] of pages.entries()) if (other !== index) expect(to.takeIn(bytes).ok).toBe(true)
        })
      }
      for (const { who, at, cut, words, store: pause } of acts) {
        const text = (pages[who] as LivePage).text('text')
        const index = at % (text.length + 1)
        if (words !== '') text.insert(index, words)
        text.delete(index, Math.min(cut, text.length - index))
        if (pause) store(who)
      }
      for (const index of pages.keys()) store(index)
      const [one, two, three] = pages.map((page) => page.texts())
      expect([two, three]).toEqual([one, one])
      expect(commune.views.ideas.page(id)).toMatchObject({ text: one?.text, waiting: 0 })
    }),
    { numRuns: 100 }
  )
})

test('[T5] a live change under one’s own name, or that is no text, is refused', () => {
  const { pages } = session(1)
  const page = first(pages)
  page.text('text').insert(0, 'x')
  expect(page.takeIn(page.own()?.update as Uint8Array).ok).toBe(false)
  expect(page.takeIn(update(9, (doc) => doc.getMap('m').set('a', 1))).ok).toBe(false)
  expect(page.takeIn(Uint8Array.of(1, 2, 3)).ok).toBe(false)
  expect(page.texts().text).toBe('xLa la.')
})

test('[T5] a long text that is pasted becomes several edits, each of which fits, and reads the same', () => {
  const { commune, wares, id, edits, pages } = session(2)
  const long = 'To be sung slowly, and twice. ✿\n'.repeat(2_000)
  first(pages).onOwn((bytes) => expect(second(pages).takeIn(bytes).ok).toBe(true))
  first(pages).write({ ...first(pages).texts(), text: `La la. ${long}La la.` })
  expect(first(pages).waitsFor(edits())).toEqual([])
  const parts = first(pages).takeOwn()
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts) {
    expect(part.update.length).toBeLessThan(60_000)
    commune.say((wares[0] as TestWare).device, { type: 'idea.edit', idea: id, ...part })
  }
  expect(first(pages).takeOwn()).toEqual([])
  expect(commune.views.ideas.page(id)).toMatchObject({ text: `La la. ${long}La la.`, waiting: 0 })
  expect(second(pages).texts()).toEqual(first(pages).texts())
})

test('[T5] what is written while a part is on its way to the store is the next part', () => {
  const { commune, wares, id, pages } = session(1)
  const page = first(pages)
  page.write({ ...page.texts(), text: 'La la. One.' })
  const [part] = page.takeOwn()
  page.write({ ...page.texts(), text: 'La la. One. Two.' })
  const [next] = page.takeOwn()
  for (const each of [part, next]) if (each) commune.say((wares[0] as TestWare).device, { type: 'idea.edit', idea: id, ...each })
  expect(commune.views.ideas.page(id)).toMatchObject({ text: 'La la. One. Two.', waiting: 0 })
})
