import fc from 'fast-check'
import { expect, test } from 'vitest'
import { narrowSeating, wideSeating } from './seats.ts'
import { brokenWords, stripLines, widthOfWords } from './words.ts'

test.each(
  [['wide', wideSeating], ['narrow', narrowSeating]] as const
)('[G5] on a %s page every seat has a cell of its own, never the fire\'s or the path\'s', (_, seating) => {
  const cells = Array.from({ length: seating.count }, (__, seat) => seating.cell(seat).join())
  expect(new Set(cells).size).toBe(seating.count)
  expect(seating.count).toBeGreaterThan(40)
  for (let down = 0; down < 9; down++) expect(cells).not.toContain(`0,${down}`)
})

test.each(
  [['wide', wideSeating], ['narrow', narrowSeating]] as const
)('[G5] on a %s page the field only grows, and shows every seat so far', (_, seating) => {
  for (let seat = 1; seat < seating.count; seat++) {
    const [before, after] = [seating.field(seat - 1), seating.field(seat)]
    expect(
      after.left <= before.left && after.right >= before.right && after.top <= before.top && after.bottom >= before.bottom
    ).toBe(true)
    const [across, down] = seating.cell(seat)
    expect(across >= after.left && across <= after.right && down >= after.top && down <= after.bottom).toBe(true)
  }
})

test('[G5] the first four seats turn by the golden angle and fill no side first', () => {
  const first = Array.from({ length: 4 }, (_, seat) => wideSeating.cell(seat))
  expect(first).toEqual([[-1, -1], [1, 0], [-1, 1], [0, -1]])
})

test('[G5] words break into lines that fit, whatever they are', () => {
  fc.assert(fc.property(fc.string(
    { unit: 'grapheme', maxLength: 90 }
  ), fc.integer({ min: 40, max: 300 }), fc.integer({ min: 1, max: 3 }), (text, maxPx, lines) => {
    const broken = brokenWords(text, 'wareName', maxPx, lines)
    expect(broken.length).toBeLessThanOrEqual(lines)
    for (const line of broken) expect([...line].length <= 2 || widthOfWords(line, 'wareName') <= maxPx).toBe(true)
  }))
  expect(brokenWords('Dig the potatoes', 'placeName', 400)).toEqual(['Dig the potatoes'])
  expect(brokenWords('The very long table under the walnut tree', 'wareName', 110)).toEqual(['The very long', 'table under…'])
})

test('[G5] on a strip a name of two words stands whole, and only one that is too long for two lines is cut', () => {
  expect(stripLines('Garden pump', 'wareName', 100)[0]).toEqual(['Garden pump'])
  expect(stripLines('Hall thermometer', 'wareName', 84)).toEqual([['Hall', 'thermometer']])
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
    const ways = stripLines(text, 'wareName', 100)
    expect(ways.length).toBeGreaterThan(0)
    if (ways.length > 1) for (const lines of ways) expect(lines.join(' ').includes('…') && !text.includes('…')).toBe(false)
  }))
})
