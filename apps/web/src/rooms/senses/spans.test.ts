import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosen, dayMs, lastSpan, moved, spanMaxMs, spanMinMs, stepFor, zoomed } from './spans.ts'

const nowMs = 1_800_000_000_000

test('whatever one does, a span is no shorter and no longer than it may be, and never beyond now', () => {
  const deed = fc.oneof(
    fc.record({ is: fc.constant('zoom' as const), by: fc.double({ min: 0.01, max: 100, noNaN: true }), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ is: fc.constant('move' as const), by: fc.double({ min: -5, max: 5, noNaN: true }) }),
    fc.record({ is: fc.constant('choose' as const), a: fc.double({ min: 0, max: 1, noNaN: true }), b: fc.double({ min: 0, max: 1, noNaN: true }) })
  )
  fc.assert(fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
    let span = lastSpan(nowMs, 7 * dayMs)
    for (const each of deeds) {
      const at = (share: number): number => span.fromMs + share * (span.toMs - span.fromMs)
      if (each.is === 'zoom') span = zoomed(span, each.by, at(each.at), nowMs)
      else span = each.is === 'move' ? moved(span, each.by, nowMs) : chosen(at(each.a), at(each.b), nowMs)
      expect(span.toMs).toBeLessThanOrEqual(nowMs)
      expect(span.fromMs).toBeGreaterThanOrEqual(0)
      expect(span.toMs - span.fromMs).toBeGreaterThanOrEqual(spanMinMs - 2)
      expect(span.toMs - span.fromMs).toBeLessThanOrEqual(spanMaxMs + 2)
      expect((span.toMs - span.fromMs) / stepFor(span)).toBeLessThanOrEqual(500)
    }
  }))
})

test('what one points at stays where it is while one goes nearer', () => {
  const span = lastSpan(nowMs, 10 * dayMs)
  const at = span.fromMs + 3 * dayMs
  const near = zoomed(span, 0.5, at, nowMs)
  expect(near.toMs - near.fromMs).toBe(5 * dayMs)
  expect((at - near.fromMs) / (near.toMs - near.fromMs)).toBeCloseTo(0.3)
})
