/** [P6] What a box keeps, and when, is the same whether somebody passed or nobody did, whatever its clock does meanwhile. */
import { setImmediate } from 'node:timers/promises'
import type { ActRow, Rule } from '@commune/commune'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Box, gate, lamp } from '../testing/index.ts'

const path: ActRow = { ...lamp, key: 'path', name: 'path' }
const fan: ActRow = { ...lamp, key: 'fan', name: 'fan' }
const stove: ActRow = { ...lamp, key: 'stove', name: 'stove' }
const isDark = { is: 'compare', of: { is: 'reading', point: 't/light' }, how: 'below', to: { value: 10, unit: 'lx' } } as const
const isWarm = { is: 'compare', of: { is: 'average', point: 't/heat', ms: 30_000 }, how: 'above', to: { value: 20, unit: '°C' } } as const
const rests = { otherwise: 'rest', unsure: 'rest' } as const
const rules: readonly Rule[] = [
  { act: 't/path', to: { value: 60, unit: '%' }, while: { is: 'and', of: [{ is: 'near', point: 't/step' }, isDark] }, ...rests },
  { act: 't/lamp', to: { value: 40, unit: '%' }, while: { is: 'held', that: isDark, ms: 40_000, gaps: 'count' }, ...rests },
  { act: 't/fan', to: { value: 30, unit: '%' }, while: { is: 'rises', of: { is: 'reading', point: 't/light' }, above: { value: 50, unit: 'lx' }, below: { value: 10, unit: 'lx' } }, ...rests },
  { act: 't/stove', to: { value: 30, unit: '%' }, while: { is: 'held', that: isWarm, ms: 20_000, gaps: 'count' }, ...rests },
  { act: 't/gate', to: 'press', while: { is: 'compare', of: { is: 'average', point: 't/light', ms: 60_000 }, how: 'above', to: { value: 30, unit: 'lx' } }, ...rests }
]

type Step =
  | { readonly light: number } | { readonly skipMs: number } | { readonly passMs: number } | { readonly beside: number }
  | 'passing' | 'yes' | 'gone' | 'person' | 'out' | 'back' | { readonly stops: 'end' | 'crash'; readonly offMs: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ light: fc.constantFrom(3, 8, 15, 80) }),
  fc.record({ skipMs: fc.integer({ min: -100_000, max: 100_000 }) }),
  fc.record({ passMs: fc.integer({ min: 1, max: 30_000 }) }),
  fc.record({ skipMs: fc.integer({ min: -1_500, max: 1_500 }) }),
  fc.constant('passing' as const),
  fc.record({ beside: fc.constantFrom(15, 25) }),
  fc.constantFrom('passing' as const, 'yes' as const, 'gone' as const, 'person' as const, 'out' as const, 'back' as const),
  fc.record({ stops: fc.constantFrom('end' as const, 'crash' as const), offMs: fc.constantFrom(0, 0, 3_000, 90_000, -5, -3_000, -90_000) })
)

const lived = async (steps: readonly Step[], isFelt: boolean): Promise<readonly string[]> => {
  const box = new Box(setImmediate, [...rules], [lamp, gate, path, fan, stove])
  const tellBeside = (value: number): void => box.now.note('t/heat', { known: { value, atMs: box.clock.nowMs() }, beside: true })
  // That it is told beside passings is known, whoever passes.
  tellBeside(15)
  for (const each of steps) {
    if (each === 'passing') {
      if (isFelt) box.now.pulse('t/step', box.clock.nowMs() + 8_000)
    } else if (each === 'yes') await box.say({}, 0)
    else if (each === 'gone') box.now.note('t/light', { unknown: 'gone', atMs: box.clock.nowMs() })
    else if (each === 'out') box.now.note('t/step', { unknown: 'unavailable', atMs: box.clock.nowMs() })
    else if (each === 'back') box.now.here('t/step')
    else if (each === 'person') box.acting.hold('t/lamp', 'ana', 10, 30_000)
    else if ('stops' in each) {
      await box.restart(each.offMs, each.stops)
      tellBeside(15)
    }
    else if ('beside' in each) {
      if (!isFelt) continue
      box.now.pulse('t/step', box.clock.nowMs() + 8_000)
      tellBeside(each.beside)
    }
    else if ('light' in each) await box.light(each.light, 0)
    else if ('skipMs' in each) box.clock.skip(each.skipMs)
    else await box.clock.pass(each.passMs)
  }
  await box.clock.pass(20_000)
  box.acting.end()
  return box.keeps
}

test('[P6] what a box keeps, and when, is the same whether somebody passed or not, whatever its clock does', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
    expect(await lived(steps, true)).toEqual(await lived(steps, false))
  }), { numRuns: 150, examples: [[[{ skipMs: 31_621 }, { passMs: 10_379 }, 'yes', { skipMs: -8_001 }, 'passing']]] })
})
