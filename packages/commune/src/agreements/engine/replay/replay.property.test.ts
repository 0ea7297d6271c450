import type { Readings } from '@commune/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../../../senses/index.ts'
import { slowAsks, slowTruths, stepsOf, type Told, type Trace } from '../testing/slow.ts'
import { find, readings, rules, secondMs, sun, traces } from '../testing/traces.ts'
import { replay } from './replay.ts'

/** A trace as it would be kept: readings alone, each at its own time; two of one point at one time: the later to come. */
function kept(trace: Trace): { readonly trace: Trace; readonly series: ReadonlyMap<string, Map<number, Value>> } {
  const series = new Map<string, Map<number, Value>>()
  for (const each of trace.told) {
    if (each.is !== 'reading') continue
    const those = series.get(each.point) ?? new Map<number, Value>()
    those.delete(each.atMs)
    series.set(each.point, those.set(each.atMs, each.value))
  }
  const told = [...series].flatMap(([point, those]) => [...those].map(([atMs, value]): Told => ({ is: 'reading', point, value, atMs, comeMs: atMs })))
  const fromMs = trace.fromMs - 20 * secondMs
  return { trace: { ...trace, fromMs, told: told.toSorted((a, b) => a.comeMs - b.comeMs) }, series }
}

function readFrom(series: ReadonlyMap<string, Map<number, Value>>): (point: string, fromMs: number, toMs: number) => Readings {
  return (point, fromMs, toMs) => {
    const shape = readings[point]?.shape
    const those = [...(series.get(point) ?? [])].filter(([atMs]) => atMs >= fromMs && atMs < toMs).toSorted(([a], [b]) => a - b)
    const numbers = those.map(([, value]) => (shape?.is === 'words' ? shape.of.indexOf(value as string) : Number(value)))
    return { times: Float64Array.from(those, ([atMs]) => atMs), values: Float64Array.from(numbers) }
  }
}

test('a replay says when a rule would have asked what, and for how long, as its definition does', async () => {
  const seen = rules.filter((rule) => !JSON.stringify(rule.while).includes('"near"'))
  await fc.assert(
    fc.asyncProperty(seen, traces, fc.integer({ min: 1, max: 200 }), async (rule, whole, pageSeconds) => {
      const { trace, series } = kept(whole)
      const steps = stepsOf(trace)
      const asks = slowAsks(rule, trace)
      const expected: { value: Value; fromMs: number; toMs: number }[] = []
      const changes = asks.flatMap((value, at) => (value === (at === 0 ? undefined : asks[at - 1]) ? [] : [{ value, fromMs: steps[at]?.atMs as number }]))
      for (const [at, { value, fromMs }] of changes.entries()) {
        if (value !== undefined) expected.push({ value, fromMs, toMs: changes[at + 1]?.fromMs ?? trace.toMs })
      }
      const done = await replay({
        agreements: [{ id: 'a', version: '1', rule }],
        find,
        sun,
        // The run-up is before the trace begins, where a rule that was just taken in knows nothing.
        fromMs: trace.fromMs,
        toMs: trace.toMs,
        runUpMs: 0,
        read: readFrom(series),
        pageMs: pageSeconds * secondMs
      })
      if (!done.ok) throw new Error(done.error.type)
      expect(done.value.spans).toEqual(expected.map((each) => ({ agreement: 'a', act: 't/lamp', ...each })))
      const truths = slowTruths(rule.while, trace)
      const unknownMs = steps.reduce((sum, { atMs }, at) => sum + (truths[at] === undefined ? (steps[at + 1]?.atMs ?? trace.toMs) - atMs : 0), 0)
      expect(done.value.unknown.get('a') ?? 0).toBe(unknownMs)
      const ms = expected.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)
      expect(done.value.totals.get('a') ?? { times: 0, ms: 0 }).toEqual({ times: expected.length, ms })
    }),
    { numRuns: 100 }
  )
})
