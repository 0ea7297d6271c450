import { readdirSync, readFileSync } from 'node:fs'
import { sodiumReady, utf8 } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeQuantity, openQuantity, type Quantity } from '../quantity/index.ts'
import { TestCommune, type TestWare } from '../testing/index.ts'
import { english } from '../words/index.ts'
import {
  decodeText,
  exportWorld,
  importCsv,
  importJson,
  importPage,
  type ImportStep,
  importWorld,
  type PlainFile,
  isoTime,
  pageToMarkdown,
  readPage,
  readTime,
  slugOf,
  titleIn,
  worldDigest
} from './index.ts'

beforeAll(() => sodiumReady)

const folder = new URL('./fixtures/', import.meta.url)
const recipes = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }))

/** Says what the steps ask for; how many of each outcome there were, and the reasons. */
const take = (
  commune: TestCommune,
  who: TestWare,
  steps: Iterable<ImportStep>
): { outcomes: Record<string, number>; reasons: string[] } => {
  const outcomes: Record<string, number> = {}
  const reasons: string[] = []
  for (const step of steps) {
    outcomes[step.outcome] = (outcomes[step.outcome] ?? 0) + 1
    if (step.outcome === 'refused') reasons.push(english.say(step.reason))
    for (const wish of step.wishes) commune.wish(who, wish)
  }
  return { outcomes, reasons }
}
const bringIn = (commune: TestCommune, who: TestWare) =>
  take(
    commune,
    who,
    recipes.map(({ path, text }) => importPage(path, text, commune.views.ideas))
  )

describe('Markdown pages', () => {
  test('a recipe becomes a page with its title, tags, other lines and text', () => {
    const { path, text } = recipes.find((one) => one.path === 'aelplermagronen.markdown') as (typeof recipes)[number]
    const page = readPage(path, text)
    expect(page.ok && page.value).toMatchObject({
      title: 'Älplermagronen (Alpine macaroni)',
      tags: ['swiss', 'pork', 'potato', 'pasta'],
      front: 'date: 2021-03-11\nauthor: alexander-bocken',
      pictures: ['/pix/aelplermagronen.webp']
    })
    expect(page.ok && page.value.text.startsWith('![Älplermagronen]')).toBe(true)
  })

  test('a folder comes once, however often it is brought in', () => {
    const commune = new TestCommune()
    const me = commune.ware()
    expect(bringIn(commune, me).outcomes).toEqual({ new: recipes.length })
    expect(bringIn(commune, me).outcomes).toEqual({ same: recipes.length })
    expect(commune.views.ideas.list().total).toBe(recipes.length)
  })

  test('what was written here stays when the file comes again, and only the change of a file comes in', () => {
    const commune = new TestCommune()
    const me = commune.ware()
    take(commune, me, [importPage('soup.md', '# Soup\n\nWater.\n\nSalt.\n', commune.views.ideas)])
    const id = commune.views.ideas.titled('Soup')?.id as string
    commune.wish(me, { wish: 'edit', idea: id, text: '# Soup\n\nWater and beans.\n\nSalt.\n' })
    expect(importPage('soup.md', '# Soup\n\nWater.\n\nSalt.\n', commune.views.ideas).outcome).toBe('same')
    expect(
      take(commune, me, [importPage('soup.md', '# Soup\n\nWater.\n\nSalt and pepper.\n', commune.views.ideas)]).outcomes
    ).toEqual({ changed: 1 })
    expect(commune.views.ideas.page(id)?.text).toBe('# Soup\n\nWater and beans.\n\nSalt and pepper.\n')
  })

  test('links between files become links between pages', () => {
    const titles = new Map([['rice', titleIn('rice.md', '---\ntitle: Plain rice\n---\n') as string]])
    const page = readPage(
      'curry.md',
      'Serve with [rice](/rice), [plain rice](rice.md) or [bread](/bread). ![rice](/rice)',
      titles
    )
    expect(page.ok && page.value.text).toBe('Serve with [[Plain rice|rice]], [[plain rice]] or [bread](/bread). ![rice](/rice)')
    expect(slugOf('a/b/Rice.HTML')).toBe('rice')
  })

  test.each([
    ['empty.md', '  \n', 'empty.md: there is nothing in it.'],
    ['bin.md', 'a\u0000b', 'bin.md: this is not readable text. Save it as UTF-8, then try again.'],
    ['odd.md', '---\ntitle: [a\n---\ntext', 'odd.md, line 2: the lines above the page cannot be read there. Write each as a name, a colon and a value'],
    ['list.md', '---\n- a\n---\ntext', 'they are not a list of names and values'],
    ['huge.md', 'x'.repeat(1_000_001), 'huge.md: this is too long for one page.']
  ])('%s is refused in plain words', (path, text, reason) => {
    const page = readPage(path, text)
    expect(page.ok ? '' : english.say(page.error)).toContain(reason)
  })

  test('a page written out reads back as the same page, whatever stands in it', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '---',
        '---\ntitle: no\n---\n',
        'title: x',
        'a: 1\nb: [2, 3] # so\n# end',
        'tags: [a]',
        '\n\n# Head\n',
        ': : :',
        '"',
        'lines-above: x'
      )
    )
    const clean = (text: string) => text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g, '')
    fc.assert(
      fc.property(odd, odd, fc.array(odd, { maxLength: 3 }), odd, (title, text, tags, front) => {
        const page = {
          title: clean(title).replace(/\s+/g, ' ').trim() || 'T',
          text: clean(text),
          tags: [...new Set(tags.map((tag) => clean(tag).replace(/\s+/g, ' ').trim()).filter((tag) => tag !== ''))],
          front: clean(front).trim()
        }
        const back = readPage('x.md', pageToMarkdown(`${'A'.repeat(43)}.0`, page))
        expect(
          back.ok && { title: back.value.title, text: back.value.text, tags: back.value.tags, front: back.value.front }
        ).toEqual(page)
      }),
      { numRuns: 500 }
    )
  })
})

describe('tables', () => {
  const commune = () => {
    const one = new TestCommune()
    return { one, me: one.ware() }
  }
  const said = (one: TestCommune) =>
    one.views.stock.byPlace().flatMap(({ lines }) => lines.map(({ words }) => english.say(words)))

  test('a table with semicolons and decimal commas, wrong rows named by their numbers', () => {
    const { one, me } = commune()
    const csv = [
      '\ufeffThing;Amount;Unit;Where;Best before;Note',
      'Flour;2,5;kg;Shelf;31.12.2026;',
      '',
      'Milk;1.000;ml;Fridge;2026-11-30;"fresh; cold"',
      'Salt;much;kg;;;',
      ';3;kg;;;',
      'Eggs;12;;Fridge;someday;',
      'Jam;-1;jar;;;',
      'Rope;;;;;'
    ].join('\n')
    const { outcomes, reasons } = take(one, me, importCsv(csv, one.views, { path: 'stock.csv', kind: 'stock' }))
    expect(outcomes).toEqual({ new: 2, refused: 5 })
    expect(reasons).toEqual([
      'Row 5: I cannot read “much kg” as an amount. Write it as in “3 loaves”, “1 1/2 kg” or “2.5 l”.',
      'Row 6: no thing is named; say what it is about',
      'Row 7: “someday” is not a day. Write it as 2026-08-31.',
      'Row 8: An amount cannot be less than nothing.',
      'Row 9: no amount is named; say how much, as in 3 kg'
    ])
    expect(said(one)).toEqual(['Milk: 1,000 ml at Fridge.', 'Flour: 2.5 kg at Shelf.'])
  })

  test('rows come once; the same row twice in one file is two', () => {
    const { one, me } = commune()
    const csv = 'kind,thing,quantity\nneed,bread,3 loaves\nneed,bread,3 loaves\noffer,ladder,\nstock,flour,"1,5 kg"\n'
    expect(take(one, me, importCsv(csv, one.views, { path: 'a.csv' })).outcomes).toEqual({ new: 4 })
    expect(take(one, me, importCsv(csv, one.views, { path: 'a.csv' })).outcomes).toEqual({ same: 4 })
    expect(one.views.intents.list({}, one.nowMs).total).toBe(3)
    expect(said(one)).toEqual(['flour: 1.5 kg.'])
  })

  test('a table without a thing, and JSON that is none, are refused whole', () => {
    const { one } = commune()
    const reason = (steps: Iterable<ImportStep>) =>
      [...steps].map((step) => (step.outcome === 'refused' ? english.say(step.reason) : step.outcome))
    expect(reason(importCsv('a,b\n1,2\n', one.views, { path: 'x.csv', kind: 'need' }))).toEqual([
      'There is no column for thing. The first row names the columns, as thing, quantity, unit, place, until, note.'
    ])
    expect(reason(importJson('{', one.views, { path: 'x.json', kind: 'need' }))).toEqual([
      'x.json, line 1: the file ends in the middle. Close what is open, or fetch the file again.'
    ])
    expect(reason(importJson('{"a":1}', one.views, { path: 'x.json', kind: 'need' }))).toEqual([
      'x.json: there is no list of rows in it. Put the rows between [ and ].'
    ])
    expect(
      reason(importJson('[{"thing":"rope","quantity":2},{"thing":3},null]', one.views, { path: 'x.json', kind: 'need' }))
    ).toEqual(['new', 'new', 'Row 3: no thing is named; say what it is about'])
  })

  test('any text is taken row by row without a stumble', () => {
    const { one } = commune()
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^thing,quantity\n([a-z",;\n0-9 ]){0,40}$/), fc.json()),
        (text) => {
          for (const steps of [
            importCsv(text, one.views, { path: 'x' }),
            importJson(text, one.views, { path: 'x', kind: 'stock' })
          ]) {
            for (const step of steps) if (step.outcome === 'refused') expect(english.say(step.reason).length).toBeGreaterThan(10)
          }
        }
      ),
      { numRuns: 500 }
    )
  })
})

describe('a whole world', () => {
  const lived = () => {
    const one = new TestCommune()
    const [ada, bo] = [one.ware(), one.ware()]
    one.wish(ada, { wish: 'me', name: 'Ada' })
    one.wish(ada, { wish: 'world', name: 'Garden house', latitude: 52.52, longitude: -7.11 })
    bringIn(one, ada)
    const need = one.wish(ada, { wish: 'need', thing: 'bread', quantity: '1/3 kg', place: 'Kitchen', untilMs: one.nowMs + 5 })
    one.wish(bo, { wish: 'offer', thing: 'ladder', note: 'two\nlines' })
    one.wish(bo, { wish: 'yes', need })
    one.wish(ada, { wish: 'withdraw', target: one.wish(ada, { wish: 'need', thing: 'rope' }) })
    const flour = one.wish(ada, {
      wish: 'stock',
      thing: 'flour',
      quantity: '10 kg',
      place: 'Shelf',
      keepsUntilMs: 1_900_000_000_123
    })
    one.wish(ada, { wish: 'take', portion: flour, quantity: '1 1/3 kg' })
    one.wish(ada, { wish: 'blank', idea: one.wish(ada, { wish: 'begin', title: 'Gone' }) })
    return { one, ada, bo }
  }

  test('written out and brought into an empty world it is the same world, and a second time brings nothing', () => {
    const { one, ada } = lived()
    const files = [...exportWorld(one.views, [{ ware: ada.ware, devices: [ada.device] }], one.nowMs)]
    const other = new TestCommune()
    for (let i = 0; i < 5; i++) other.ware()
    const me = other.ware()
    const first = take(other, me, importWorld(files, other.views, me.ware))
    expect(first.reasons).toEqual([])
    expect(first.outcomes).toEqual({ new: 1 + recipes.length + 3 })
    expect(worldDigest(other.views, other.nowMs)).toBe(worldDigest(one.views, one.nowMs))
    expect(take(other, me, importWorld(files, other.views, me.ware)).outcomes).toEqual({ same: 1 + recipes.length + 3 })
    // And out again: the files of what is carried read the same.
    const again = [...exportWorld(other.views, [], other.nowMs)]
    const carried = (all: typeof files) =>
      all
        .filter(({ path }) => path.startsWith('pages/') || path === 'stock.json')
        .map(({ path, bytes }) => [path, decodeText(bytes)])
    expect(carried(again)).toEqual(carried(files))
  })

  test('what others said stays theirs', () => {
    const { one, bo } = lived()
    const other = new TestCommune()
    for (let i = 0; i < 5; i++) other.ware()
    const me = other.ware()
    take(other, me, importWorld(exportWorld(one.views, [], one.nowMs), other.views, me.ware))
    const ladder = other.views.intents.list({ kind: 'offer' }, other.nowMs).rows[0]
    expect(ladder).toMatchObject({ thing: 'ladder', ware: me.ware, told: { ware: bo.ware }, note: 'two\nlines' })
  })

  test('the digest sees a changed word, an amount and a page', () => {
    const { one, ada } = lived()
    const seen = new Set([worldDigest(one.views, one.nowMs)])
    one.wish(ada, { wish: 'need', thing: 'soap' })
    seen.add(worldDigest(one.views, one.nowMs))
    one.wish(ada, { wish: 'edit', idea: one.views.ideas.list().rows[0]?.id as string, title: 'Other' })
    seen.add(worldDigest(one.views, one.nowMs))
    expect(seen.size).toBe(3)
  })

  test('a newer format, and a folder of something else, are refused', () => {
    const { one, ada } = lived()
    const reason = (text: string) =>
      take(one, ada, importWorld([{ path: 'world.json', bytes: utf8(text) }], one.views, ada.ware)).reasons
    expect(reason('{"format":"smart-commune","version":2}')).toEqual([
      'This was written by a newer version of the program. Update this one first; nothing was brought in.'
    ])
    expect(reason('{}')).toEqual(['This folder was not written by an export. Name one that was.'])
    expect(
      take(one, ada, importWorld([{ path: 'pages/x.md', bytes: Uint8Array.of(0xff) }], one.views, ada.ware)).reasons
    ).toEqual(['pages/x.md: this is not readable text. Save it as UTF-8, then try again.'])
  })
})

test('amounts too large for JSON numbers come back exact', () => {
  const one = new TestCommune()
  const me = one.ware()
  const quantity: Quantity = { n: 2n ** 62n + 1n, d: 2n ** 61n, unit: 'kg' }
  one.wish(me, { wish: 'stock', thing: 'sand', quantity })
  const other = new TestCommune()
  take(other, other.ware(), importWorld(exportWorld(one.views, [], one.nowMs), other.views, 'x'))
  const [sand] = [...other.views.stock.portions()]
  expect(sand && encodeQuantity(sand.quantity)).toEqual(encodeQuantity(openQuantity(encodeQuantity(quantity))))
})

test('[NO1] what a need says besides goes out and comes back as it was', () => {
  const commune = new TestCommune()
  const me = commune.ware()
  const besides = { urgency: 2, least: '1/3 kg', instead: ['rye'], whole: true, again: { every: '2 weeks' }, heads: 7, for: { name: 'Ilse', theirYes: true } } as const
  const need = commune.wish(me, { wish: 'need', thing: 'flour', quantity: '2 kg', ...besides })
  const next = new TestCommune()
  take(next, next.ware(), importWorld(exportWorld(commune.views, [], commune.nowMs), next.views, 'x'))
  const row = next.views.intents.list({ text: 'flour' }, next.nowMs).rows[0]
  const { urgency, least, instead, whole, again, heads, for: of } = commune.views.intents.one(need, commune.nowMs) ?? {}
  expect(row).toMatchObject({ urgency, least, instead, whole, again, heads, for: of })
  expect(urgency).toBe(2)
})

test('times and texts come back as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 8_000_000_000_000 }), (time) => void expect(readTime(isoTime(time))).toBe(time))
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(decodeText(utf8(text))).toBe(text.toWellFormed())))
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      let expected: string | undefined
      try {
        const form = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
        expected = new TextDecoder(form, { fatal: true, ignoreBOM: form === 'utf-8' }).decode(bytes)
      } catch {
        expected = undefined
      }
      expect(decodeText(bytes)).toBe(expected)
    }),
    { numRuns: 2_000 }
  )
})

test('titles that no file can have go out under names that every system takes, and come back as they were, round after round', () => {
  const titles = [
    ...['a/b\\c', 'a:b*c?"<>|', '..', '.hidden', 'CON', 'aux.txt', 'nul', 'Com1.md', '🍞 bread', 'same', 'same', 'Same'],
    ...['trailing dot.', '-dash', '---', '🍞', 'x'.repeat(200), '𐌰'.repeat(70), 'Ünïcödé ﬁ', '../../etc/passwd']
  ]
  let worlds = new TestCommune()
  const me = worlds.ware()
  for (const [index, title] of titles.entries()) worlds.wish(me, { wish: 'begin', title, text: `page ${index}` })
  const pagesOf = (files: readonly PlainFile[]): string[] =>
    files.filter(({ path }) => path.startsWith('page')).map(({ path, bytes }) => `${path}\n${new TextDecoder().decode(bytes)}`)
  const first = [...exportWorld(worlds.views, [], worlds.nowMs)]
  const names = first.filter(({ path }) => path.startsWith('pages/')).map(({ path }) => path)
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length)
  for (const name of names) {
    expect(name).toMatch(/^pages\/[\p{L}\p{N}][\p{L}\p{N}-]*\.md$/u)
    expect(name).not.toMatch(/^pages\/(con|prn|aux|nul|com\d|lpt\d)[-.]/)
    expect(name.isWellFormed() && new TextEncoder().encode(name.slice('pages/'.length)).length < 255).toBe(true)
  }
  for (let round = 1; round <= 3; round++) {
    const next = new TestCommune()
    // Entries of another world have other ids.
    const filler = next.ware()
    for (let entry = 0; entry < round * 50; entry++) next.wish(filler, { wish: 'need', thing: 'soap' })
    const other = next.ware()
    take(next, other, importWorld(exportWorld(worlds.views, [], worlds.nowMs), next.views, other.ware))
    expect(pagesOf([...exportWorld(next.views, [], next.nowMs)])).toEqual(pagesOf(first))
    worlds = next
  }
})

test('all that is said of a portion goes out and comes back, and so does which place lies in which', () => {
  const [one, other] = [new TestCommune(), new TestCommune()]
  const [me, you] = [one.ware(), other.ware()]
  const eggs = one.wish(me, { wish: 'stock', thing: 'eggs', quantity: '12', also: '720 g', batch: 'L7', place: 'Shelf', keep: '2', share: true, lend: true, opensFor: '3 days', madeMs: 5, keepsUntilMs: 1_900_000_000_000 })
  one.wish(me, { wish: 'stock-state', portion: eggs, openedMs: 10, frozenMs: 20 })
  one.wish(me, { wish: 'stock-state', portion: eggs, thawedMs: 30 })
  one.wish(me, { wish: 'stock-state', portion: eggs, frozenMs: 40 })
  one.wish(me, { wish: 'place-in', place: 'Shelf', in: 'Cellar' })
  const files = [...exportWorld(one.views, [], one.nowMs)]
  expect(take(other, you, importWorld(files, other.views, you.ware)).outcomes).toMatchObject({ new: 2 })
  const back = other.views.stock.one([...other.views.stock.ids()][0]!)
  const { id: _id, ware: _ware, device: _device, lamport: _lamport, from: _from, told: _told, ...facts } = back!
  const { id: _i, ware: _w, device: _d, lamport: _l, ...said } = one.views.stock.one(eggs)!
  expect(facts).toEqual(said)
  expect(facts.frozen).toEqual([[20, 30], [40]])
  expect(other.views.stock.places.path('shelf')).toEqual(['Cellar'])
  expect(take(other, you, importWorld(files, other.views, you.ware)).outcomes).toEqual({ same: 3 })
})
