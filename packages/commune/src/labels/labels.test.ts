import { expect, test } from 'vitest'
import type { PortionRow } from '../flows/index.ts'
import { english } from '../words/index.ts'
import { a4Sheet, fitsPdf, type Label, layOut, type Matrix, pdfOf, placeLabel, portionLabel, rollOf, svgOf } from './index.ts'
import { wrapped } from './layout.ts'

/** Dark where a hash of the place says so: as many strokes as a real one. */
const matrix: Matrix = { size: 29, get: (x, y) => (x * 7 + y * 13) % 3 === 0 }
const label = (title: string): Label => ({ title, lines: ['3 jars'], link: 'http://house.local/#/portion/x' })
const latin1 = (bytes: Uint8Array): string => [...bytes].map((byte) => String.fromCharCode(byte)).join('')

test('twenty-five labels fill one sheet and begin another, each within its own field', () => {
  const pages = layOut(Array.from({ length: 25 }, (_, n) => label(`Honey ${n}`)), a4Sheet, () => matrix)
  expect(pages).toHaveLength(2)
  expect(pages[1]?.written.map(({ text }) => text)).toEqual(['Honey 24', '3 jars'])
  for (const { dark, written } of pages) {
    for (const { xMm, yMm, widthMm, heightMm } of dark) {
      expect(xMm % 70).toBeGreaterThan(0)
      expect((xMm % 70) + widthMm).toBeLessThan(70)
      expect(yMm + heightMm).toBeLessThan(297)
    }
    for (const { xMm, yMm } of written) expect([xMm < 210, yMm < 297]).toEqual([true, true])
  }
})

test('on a roll each label is a page, and one whose link no code can hold is left out', () => {
  const pages = layOut([label('a'), label('b')], rollOf(62, 29), () => matrix)
  expect(pages.map(({ widthMm, heightMm }) => [widthMm, heightMm])).toEqual([
    [62, 29],
    [62, 29]
  ])
  expect(layOut([label('a')], rollOf(62, 29), () => undefined)).toEqual([])
})

test('a long name is broken into lines and cut where there is no room for more', () => {
  expect(wrapped('raspberry jam of last summer', 12, 3)).toEqual(['raspberry', 'jam of last', 'summer'])
  expect(wrapped('Donaudampfschiffahrt', 8, 2)).toEqual(['Donaudam', 'pfschif…'])
  expect(wrapped('', 8, 2)).toEqual([])
})

test('what a portion says stands on its label, and its code leads to it and holds no secret', () => {
  const row = { id: 'A.0', thing: 'honey', quantity: { n: 3n, d: 1n, unit: '{jar}' }, also: { n: 3n, d: 2n, unit: 'kg' }, batch: 'L7', place: 'Cellar', keepsUntilMs: Date.UTC(2027, 8, 1) } as unknown as PortionRow
  expect(portionLabel(row, 'http://house.local:7400/#/more', english)).toEqual({
    title: 'honey',
    lines: ['3 jars, 1.5 kg', 'L7', 'Cellar', 'Keeps until 2027-08-31'],
    link: 'http://house.local:7400/#/portion/A.0'
  })
  expect(placeLabel('Top shelf', ['Cellar', 'House'], 'http://h/')).toEqual({ title: 'Top shelf', lines: ['Cellar · House'], link: 'http://h/#/stock/Top%20shelf' })
})

test('the PDF says of each of its parts where it lies, and every page has what stands on it', () => {
  const pages = layOut([label('Crème (brûlée) \\ “fine”')], rollOf(62, 29), () => matrix)
  const text = latin1(pdfOf([...pages, ...pages]))
  expect(text.startsWith('%PDF-1.4\n')).toBe(true)
  const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
  expect(text.slice(at, at + 5)).toBe('xref\n')
  const starts = [...text.slice(at).matchAll(/^(\d{10}) 00000 n $/gm)].map((match) => Number(match[1]))
  expect(starts).toHaveLength(8)
  starts.forEach((start, index) => expect(text.slice(start).startsWith(`${index + 1} 0 obj\n`)).toBe(true))
  for (const [, length, stream] of text.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) expect(stream).toHaveLength(Number(length))
  expect(text).toContain('(Cr\\350me \\(br\\373l\\351e\\)) Tj')
  expect(text).toContain('/Count 2')
})

test('letters that a PDF of this kind does not have are known before it is printed, and an SVG has them all', () => {
  expect([fitsPdf('Crème €2 – „gut“'), fitsPdf('чай')]).toEqual([true, false])
  const [page] = layOut([label('чай & <b>')], rollOf(90, 40), () => matrix)
  const svg = svgOf(page!)
  expect(svg).toContain('чай &amp; &lt;b&gt;')
  expect(svg).toContain('width="90mm" height="40mm"')
  expect(latin1(pdfOf([page!]))).toContain('(??? & <b>)')
})
