import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concat, utf8 } from '@commune/protocol'
import { type Quantity, shown } from '../quantity/index.ts'
import { TestCommune } from '../testing/index.ts'
import { english } from '../words/index.ts'
import { decodeText, importCsv, importJson, type ImportStep, importWorld } from './index.ts'

const { views } = new TestCommune()
const said = (steps: Iterable<ImportStep>): string[] =>
  [...steps].map((step) => (step.outcome === 'refused' ? english.say(step.reason) : `${step.outcome}: ${JSON.stringify((step.wishes[0] as { thing?: string } | undefined)?.thing)}`))
const csv = (text: string): string[] => said(importCsv(text, views, { path: 'our.csv', kind: 'need' }))
const json = (text: string): string[] => said(importJson(text, views, { path: 'our.json', kind: 'need' }))

test('a quotation mark that nothing closes: the lines it swallowed are named, and none of them comes in as something else', () => {
  expect(csv('thing,note\nbread,"open\nbutter,x\nmilk,"y"\nsalt,z\n')).toEqual([
    'new: "salt"',
    'Lines 2 to 4: a quotation mark opens a text and nothing closes it, so that all of these lines were left out. Close it, or write a mark within a text twice ("").'
  ])
  expect(csv('thing,note\nbread,"a "b" c"\nbutter,x\n')).toEqual([
    'new: "butter"',
    'Line 2: where the text behind a quotation mark ends cannot be told. Write a mark within a text twice (""), or leave the marks out.'
  ])
  expect(csv('thing,note\npot,"5"" wide"\n')).toEqual(['new: "pot"'])
})

test('a row with more fields than the first, and two columns that say the same, are refused: what stands there would be passed over', () => {
  expect(csv('thing,note\nbread, dark, rye\nbutter,x,\n')).toEqual([
    'Row 2: it has 3 fields, and the first row names 2. Put a text with a comma in it between quotation marks ("").',
    'new: "butter"'
  ])
  expect(csv('name,item,quantity\nx,y,2\n')).toEqual(['The columns “name” and “item” say the same. Leave one of them out, or name it otherwise.'])
  expect(json('[{"thing":"a","item":"b"},{"thing":"c"}]')).toEqual(['Row 1: its thing is said twice. Leave one out.', 'new: "c"'])
})

test.each([',', ';', '\t', '|'])('a short table of two columns parted by %j is one', (sign) => {
  expect(csv(`"thing"${sign}note\nbread${sign}"a, b; c"\n`)).toEqual(['new: "bread"'])
  expect(csv(`\n\nthing${sign}note\nbread${sign}x\n`)).toEqual(['new: "bread"'])
})

test('a first line that names the delimiter, and the unit in both columns', () => {
  expect(csv('sep=;\r\nthing;quantity;unit\r\nflour;2,5 kg;kg\r\nmilk;1 l;kg\r\n')).toEqual([
    'new: "flour"',
    'Row 4: Behind 1 l stands “kg”, which is no part of an amount. Say the amount alone, as in “3 kg”.'
  ])
})

test('more rows than are taken at once are said to be left', () => {
  const rows = Array.from({ length: 100_002 }, () => 'a').join('\n')
  const whole = utf8(JSON.stringify(rows.split('\n').map((thing) => ({ thing }))))
  expect([...importWorld([{ path: 'needs.json', bytes: whole }], views, 'me')].filter(({ outcome }) => outcome === 'new'), 'of an export all are').toHaveLength(100_002)
  expect(csv(`thing\n${rows}\n`).at(-1)).toBe('our.csv: only the first 100,000 rows were brought in; 2 more are left. Part it into several files.')
})

test.each([
  ['[1, 2,]', 'our.json, line 1: this is not JSON that can be read from “]” on.'],
  ['[\n {"thing": "a"}\n {"thing": "b"}\n]', 'our.json, line 3: this is not JSON that can be read from “{"thing": "b"}” on.'],
  ["[\n\n{'thing': 'a'}]", "our.json, line 3: this is not JSON that can be read from “'thing': 'a'}]” on."],
  ['[{"thing": NaN}]', 'our.json, line 1: this is not JSON that can be read from “NaN}]” on.'],
  ['[{"thing": 01}]', 'our.json, line 1: this is not JSON that can be read from “01}]” on.'],
  ['[]]', 'our.json, line 1: this is not JSON that can be read from “]” on.'],
  ['[{"thing": "a"},\n{"thing":\n\n', 'our.json, line 2: the file ends in the middle.'],
  ['', 'our.json, line 1: the file ends in the middle.']
])('JSON that is none says where: %j', (text, words) => {
  expect(json(text)[0]?.startsWith(words)).toBe(true)
})

test('a fault is found in every text that is refused, where one letter was lost or put in', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', '"', ',', ']', '}', 'x', '\u0001', '\\'), (text, seed, put) => {
      const at = seed % (text.length + 1)
      const damaged = text.slice(0, at) + put + text.slice(at + 1)
      let isJson = true
      try {
        JSON.parse(damaged)
      } catch {
        isJson = false
      }
      const words = json(damaged)[0] ?? ''
      // One letter may also make two names of an object the same, before any other fault.
      if (!words.includes('is said twice')) expect(/^our\.json, line \d+: /.test(words)).toBe(!isJson)
    }),
    { numRuns: 2_000 }
  )
})

test('a name that stands twice in one object is refused with its line, in two objects it is none', () => {
  expect(json('[{"thing":"a"},\n{"thing":"b","note":{"x":1},"thing":"c"}]')).toEqual(['our.json, line 2: “thing” is said twice of one thing. Leave one of them out.'])
  expect(json('[{"thing":"a","x":{"thing":1}},{"thing":"b","__proto__":{"thing":2}}]')).toEqual(['new: "a"', 'new: "b"'])
})

test('what cannot be counted by its own name is counted in pieces', () => {
  expect(json('[{"thing":"Milk (fresh)","quantity":2},{"thing":"bread \\"rye\\"","quantity":"3"}]')).toEqual(['new: "Milk (fresh)"', 'new: "bread \\"rye\\""'])
})

test('text in UTF-16 with a mark of its byte order is text; half a letter is not', () => {
  const units = [...'thing\nKäse 🧀\n'].flatMap((letter) => Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at)))
  const little = Uint8Array.from(units.flatMap((unit) => [unit & 255, unit >> 8]))
  const big = Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 255]))
  expect(decodeText(concat(Uint8Array.of(0xff, 0xfe), little))).toBe('thing\nKäse 🧀\n')
  expect(decodeText(concat(Uint8Array.of(0xfe, 0xff), big))).toBe('thing\nKäse 🧀\n')
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x3e, 0xd8))).toBeUndefined()
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x3e))).toBeUndefined()
  expect(json('\ufeff[{"thing":"a"}]')).toEqual(['new: "a"'])
  expect(csv('\ufeff"thing"\na\n')).toEqual(['new: "a"'])
  expect(csv(`t\u0000h\u0000i\u0000`)).toEqual(['our.csv: this is not readable text. Save it as UTF-8, then try again.'])
})

test('the number of a row in one file is not that of another, and in one file it stands once', () => {
  const one = new TestCommune()
  const me = one.ware()
  const bring = (path: string, text: string): string[] =>
    [...importCsv(text, one.views, { path, kind: 'need' })].map((step) => {
      for (const wish of step.wishes) one.wish(me, wish)
      return step.outcome === 'refused' ? english.say(step.reason) : step.outcome
    })
  const [garden, kitchen] = ['id,thing\n1,rake\n2,hoe\n', 'id,thing\n1,salt\n2,oil\n1,bread\n']
  expect(bring('garden.csv', garden)).toEqual(['new', 'new'])
  expect(bring('kitchen.csv', kitchen)).toEqual(['new', 'new', 'Row 4: its id “1” stands in row 2 already. Give it one of its own, or leave the id out.'])
  expect(bring('garden.csv', garden)).toEqual(['same', 'same'])
  // What an earlier version brought in keeps the id as it stood.
  one.wish(me, { wish: 'need', thing: 'nails', from: '7' })
  expect(bring('shed.csv', 'id,thing\n7,nails\n8,nails\n')).toEqual(['same', 'new'])
  expect(bring('yard.csv', 'id,thing\n7,screws\n')).toEqual(['new'])
  // However long it is.
  expect(bring('long.csv', `id,thing\nrow:${'x'.repeat(300)},a\n`)).toEqual(['new'])
  expect(bring('long.csv', `id,thing\nrow:${'x'.repeat(300)},a\n`)).toEqual(['same'])
})

test('points are decimal in a table that shows it, whatever parts its columns', () => {
  const amounts = (text: string): string[] =>
    [...importCsv(text, views, { path: 'our.csv', kind: 'need' })].map((step) => {
      const [wish] = step.wishes as readonly unknown[] as readonly { quantity?: Quantity }[]
      return wish?.quantity ? english.say(shown(wish.quantity)) : 'none'
    })
  expect(amounts('thing\tquantity\nflour\t2.500 kg\nmilk\t0.75 l\n')).toEqual(['2.5 kg', '0.75 l'])
  expect(amounts('thing;quantity\nflour;2.500 kg\nmilk;0,75 l\n')).toEqual(['2,500 kg', '0.75 l'])
  expect(amounts('thing;quantity\nflour;2.500 kg\n')).toEqual(['2,500 kg'])
})
