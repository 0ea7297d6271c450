import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldFor, seatCell, seatsCount } from './seats.ts'
import { brokenWords, widthOfWords } from './words.ts'

test('[G5] every seat has a cell of its own, and none is the fire\'s or the path\'s', () => {
  const cells = Array.from({ length: seatsCount }, (_, seat) => seatCell(seat).join())
  expect(new Set(cells).size).toBe(seatsCount)
  expect(seatsCount).toBeGreaterThan(50)
  for (let down = 0; down < 9; down++) expect(cells).not.toContain(`0,${down}`)
})

test('[G5] the first seven seats lie around the fire, and the field only grows', () => {
  expect(fieldFor(6)).toEqual([1, 1])
  expect(fieldFor(7)).toEqual([2, 1])
  expect(fieldFor(12)).toEqual([2, 1])
  expect(fieldFor(13)).toEqual([2, 2])
  for (let seat = 1; seat < seatsCount; seat++) {
    const [[a, b], [c, d]] = [fieldFor(seat - 1), fieldFor(seat)]
    expect(c >= a && d >= b).toBe(true)
    expect(Math.abs(seatCell(seat)[0]) <= c && Math.abs(seatCell(seat)[1]) <= d).toBe(true)
  }
})

test('[G5] the first seven seats turn by the golden angle and fill no side first', () => {
  const first = Array.from({ length: 4 }, (_, seat) => seatCell(seat))
  expect(first.some(([x]) => x < 0) && first.some(([x]) => x > 0) && first.some(([, y]) => y < 0) && first.some(([, y]) => y > 0)).toBe(true)
})

test('[G5] words break into lines that fit, whatever they are', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.integer({ min: 40, max: 300 }), fc.integer({ min: 1, max: 3 }), (text, maxPx, lines) => {
    const broken = brokenWords(text, 'wareName', maxPx, lines)
    expect(broken.length).toBeLessThanOrEqual(lines)
    for (const line of broken) expect([...line].length <= 2 || widthOfWords(line, 'wareName') <= maxPx).toBe(true)
  }))
  expect(brokenWords('Dig the potatoes', 'placeName', 400)).toEqual(['Dig the potatoes'])
  expect(brokenWords('The very long table under the walnut tree', 'wareName', 110)).toEqual(['The very long', 'table under…'])
})
