import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glyphs, type GlyphName } from '../glyphs/glyph.ts'
import { elementCount, join, nothing } from '../ink/markup.ts'
import { flawsOf } from '../testing/wellFormed.ts'
import { plant, plantHeight } from '../plants/plant.ts'
import { doorStand, meterStand, pumpStand } from './devices.ts'
import { bench, doorway, feastTable, hamlet, logSeat, nearRings, pathLamp, tapPost } from './furniture.ts'
import { place, placeExtents, placeKind, type PlaceKind } from './place.ts'
import { shelf, singlesMax } from './shelf.ts'

const kinds = Object.keys(placeExtents) as PlaceKind[]

test('[G5] a place is drawn by its word, else as a shed', () => {
  expect(['Kitchen', 'Stone oven', 'The shelf', 'Back garden', 'Workshop', 'Water', 'Guest room', 'Ideas', 'Rose house', 'Mill house', 'Werkstatt',
    'Küche', 'Jardin', 'Zed'].map(placeKind)).toEqual(
    [
      'kitchen', 'kitchen', 'shelf', 'garden', 'workshop', 'water', 'guest', 'ideas', 'house', 'mill', 'workshop', 'kitchen',
      'garden', 'shed'
    ])
})

test('[G5] every place is well formed, with any stock', () => {
  const names = Object.keys(glyphs) as GlyphName[]
  fc.assert(fc.property(
    fc.constantFrom(...kinds),
    fc.array(fc.record({ glyph: fc.constantFrom(...names), count: fc.nat(5000) }), { maxLength: 12 }),
    fc.option(fc.double(), { nil: undefined }),
    (kind, stock, level) => {
      const drawing = place(kind, { stock, ...(level === undefined ? {} : { level }) })
      expect(flawsOf(drawing)).toEqual([])
      expect(elementCount(drawing)).toBeLessThan(460)
    }))
})

test('[G5] up to twenty things are drawn one by one, above that as heaps', () => {
  const loaves = (count: number): number => shelf([{ glyph: 'loaf', count }]).split(glyphs.loaf).length - 1
  expect([0, 1, 14, singlesMax].map(loaves)).toEqual([0, 1, 14, 20])
  expect(loaves(21)).toBe(loaves(5000))
  expect(loaves(21)).toBeLessThan(singlesMax)
})

test('[G5] a lamp and a tap at rest differ from those that act in more than colour', () => {
  const shape = (drawing: string): string => drawing.replaceAll(/var\([^)]*\)/g, '')
  expect(shape(pathLamp(true))).not.toBe(shape(pathLamp(false)))
  expect(shape(tapPost(true))).not.toBe(shape(tapPost(false)))
})

test('[G5] furniture is well formed', () => {
  const all = join(pathLamp(true), pathLamp(false), tapPost(true), tapPost(false), bench(), bench(300), doorway, nearRings, logSeat,
    hamlet('a', 3, 90), hamlet('b', 300, 90), feastTable(
      glyphs.loaf, glyphs.hollowLoaf, 31, 40
    ), feastTable(nothing, nothing, 900, 1000))
  expect(flawsOf(all)).toEqual([])
})

test('[G5] a feast table shows what would be there and what would not', () => {
  const table = feastTable(glyphs.loaf, glyphs.hollowLoaf, 31, 40)
  expect(table.split(glyphs.loaf).length - 1).toBe(31)
  expect(table.split(glyphs.hollowLoaf).length - 1).toBe(9)
})

test('[G5] a page grows with its length, between 58 and 150, and is a seed while it has no title', () => {
  expect(plantHeight(0)).toBe(58)
  expect(plantHeight(12_000)).toBeCloseTo(150)
  expect(plantHeight(1e9)).toBe(150)
  fc.assert(
    fc.property(
      fc.nat(20_000), fc.nat(20_000),
      (a, b) => { expect(plantHeight(a) <= plantHeight(b)).toBe(a <= b || plantHeight(a) === plantHeight(b)) }
    )
  )
  const seed = plant({ key: 'a', length: 900, titled: false })
  expect(plant({ key: 'b', length: 9, titled: false })).toBe(seed)
  fc.assert(fc.property(fc.string(), fc.nat(9999), fc.nat(9), (key, length, grafts) => {
    expect(flawsOf(plant({ key, length, titled: true, grafts }))).toEqual([])
  }))
})

test('[G5] a pump, a door and a meter are well formed, and differ in shape by what they do', () => {
  const shape = (drawing: string): string => drawing.replaceAll(/var\([^)]*\)/g, '')
  for (const draw of [pumpStand, doorStand, meterStand]) {
    for (const acts of [true, false]) expect(flawsOf(draw(acts))).toEqual([])
    expect(shape(draw(true))).not.toBe(shape(draw(false)))
  }
})
