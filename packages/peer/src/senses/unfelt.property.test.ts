/** [P6] What a box keeps, and when, is the same whether somebody passed or nobody did, whatever its clock does meanwhile. */
import { setImmediate } from 'node:timers/promises'
import type { ActRow, Rule } from '@commune/commune'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Box, gate, lamp } from '../testing/index.ts'

const path: ActRow = { ...lamp, key: 'path', name: 'path' }
const isDark = { is: 'compare', of: { is: 'reading', point: 't/light' }, how: 'below', to: { value: 10, unit: 'lx' } } as const
const rests = { otherwise: 'rest', unsure: 'rest' } as const
const rules: readonly Rule[] = [
  { act: 't/path', to: { value: 60, unit: '%' }, while: { is: 'and', of: [{ is: 'near', point: 't/step' }, isDark] }, ...rests },
  { act: 't/lamp', to: { value: 40, unit: '%' }, while: { is: 'held', that: isDark, ms: 40_000, gaps: 'count' }, ...rests },
  { act: 't/gate', to: 'press', while: { is: 'compare', of: { is: 'average', point: 't/light', ms: 60_000 }, how: 'above', to: { value: 30, unit: 'lx' } }, ...rests }
]

type Step = { readonly light: number } | { readonly skipMs: number } | { readonly passMs: number } | 'passing' | 'yes' | 'gone' | 'person' | 'end' | 'crash' | 'out' | 'back'

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ light: fc.constantFrom(3, 8, 15, 80) }),
  fc.record({ skipMs: fc.integer({ min: -100_000, max: 100_000 }) }),
  fc.record({ passMs: fc.integer({ min: 1, max: 30_000 }) }),
  fc.record({ skipMs: fc.integer({ min: -1_500, max: 1_500 }) }),
  fc.constant('passing' as const),
  fc.constantFrom('passing' as const, 'yes' as const, 'gone' as const, 'person' as const, 'end' as const, 'crash' as const, 'out' as const, 'back' as const)
)

const lived = async (steps: readonly Step[], isFelt: boolean): Promise<readonly string[]> => {
  const box = new Box(setImmediate, [...rules], [lamp, gate, path])
  for (const each of steps) {
    if (each === 'passing') {
      if (isFelt) box.now.pulse('t/step', box.clock.nowMs() + 8_000)
    } else if (each === 'yes') await box.say({}, 0)
    else if (each === 'gone') box.now.note('t/light', { unknown: 'gone', atMs: box.clock.nowMs() })
    else if (each === 'out') box.now.note('t/step', { unknown: 'unavailable', atMs: box.clock.nowMs() })
    else if (each === 'back') box.now.here('t/step')
    else if (each === 'person') box.acting.hold('t/lamp', 'ana', 10, 30_000)
    else if (each === 'end' || each === 'crash') await box.restart(0, each)
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
