import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf } from '../testing/wellFormed.ts'
import { record, type RecordPart } from './record.ts'

const shape = (drawing: string): string => drawing.replaceAll(/var\([^)]*\)/g, '')
const scale = { fromMs: 0, toMs: 1_000, least: 0, most: 10, breakMs: 300 }

test('[G6] a moment, a span and a span that is held back differ in shape', () => {
  const parts: RecordPart[] = [{ is: 'moment', atMs: 10, value: 5 }, { is: 'span', fromMs: 0, toMs: 500, value: 5 }, { is: 'held-back', fromMs: 0, toMs: 500 }]
  expect(new Set(parts.map((part) => shape(record([part], scale, 300, 100)))).size).toBe(3)
})

test('[G6] where nothing was told the line breaks, and any record is well formed', () => {
  const moments = [0, 100, 200, 800, 900].map((atMs): RecordPart => ({ is: 'moment', atMs, value: 3 }))
  const line = record(moments, scale, 300, 100).match(/d="([^"]*)" fill="none" stroke="var\(--water-ink\)/)?.[1] ?? ''
  expect(line.match(/M/g)).toHaveLength(2)
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  const parts = fc.array(fc.oneof(
    fc.record({ is: fc.constant('moment' as const), atMs: number, value: number }),
    fc.record({ is: fc.constant('span' as const), fromMs: number, toMs: number, value: number, least: number, most: number }),
    fc.record({ is: fc.constant('held-back' as const), fromMs: number, toMs: number })), { maxLength: 30 })
  fc.assert(fc.property(parts, number, number, (all, least, most) => {
    const drawn = record(all, { ...scale, least, most }, 300, 100)
    expect(flawsOf(drawn)).toEqual([])
    expect(drawn).not.toContain('NaN')
    expect(drawn).not.toContain('Infinity')
  }), { numRuns: 60 })
})
