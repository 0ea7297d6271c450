/** Whatever happens to a box, no moment leaves in two forms or twice, and what left is what the kept readings say. */
import { setImmediate } from 'node:timers/promises'
import { binned, type LeavingChoice, type PointId } from '@commune/commune'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Teller } from '../testing/index.ts'

const minuteMs = 60_000
const choiceOf = (stepMs: number): LeavingChoice => ({ class: 'commons', transform: { is: 'binned', stepMs, of: ['mean', 'last'] }, lifetime: {} })

type Step = readonly ['pass', number] | readonly ['reading', number] | readonly ['late', number] | readonly ['choose', number] | readonly ['restart'] | readonly ['mute'] | readonly ['lose']

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constant('pass' as const), fc.integer({ min: 1, max: 40 })) },
    { weight: 6, arbitrary: fc.tuple(fc.constant('reading' as const), fc.integer({ min: -50, max: 50 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('late' as const), fc.integer({ min: 1, max: 90 })) },
    { weight: 1, arbitrary: fc.tuple(fc.constant('choose' as const), fc.constantFrom(0, 5, 15, 60)) },
    { weight: 1, arbitrary: fc.constantFrom(['restart'] as const, ['mute'] as const, ['lose'] as const) }
  ) as fc.Arbitrary<Step>,
  { minLength: 20, maxLength: 80 }
)

test('[P6] no moment leaves twice, whatever is chosen and however often it is started anew, and nothing made up leaves', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const teller = new Teller(() => setImmediate())
      const point: PointId = `${teller.bring({ key: 'eye', readings: [{ key: 'light', name: 'light', shape: { is: 'number' } }] })}/light`
      teller.choose(point, choiceOf(15 * minuteMs))
      const beganMs = teller.clock.nowMs()
      let seed = 1
      for (const step of all) {
        switch (step[0]) {
          case 'pass':
            await teller.clock.pass(step[1] * minuteMs)
            break
          case 'reading':
            teller.reading(point, step[1])
            break
          case 'late':
            // Never at the very moment of another, which it would replace.
            teller.reading(point, 9, teller.clock.nowMs() - step[1] * minuteMs - 1)
            break
          case 'choose':
            teller.choose(point, step[1] === 0 ? { ...choiceOf(1), transform: { is: 'stays' } } : choiceOf(step[1] * minuteMs))
            break
          case 'restart':
            teller.restart(++seed)
            break
          case 'mute':
            teller.maySay = !teller.maySay
            break
          case 'lose':
            teller.loses = !teller.loses
        }
      }
      teller.loses = false
      teller.maySay = true
      await teller.clock.pass(130 * minuteMs)
      const told = teller.told(point).flatMap((one) => (one.is === 'bin' ? [one] : []))
      for (const [index, one] of told.entries()) {
        expect(one.startMs).toBeGreaterThanOrEqual(index === 0 ? beganMs : told[index - 1]!.startMs + told[index - 1]!.stepMs)
        const readings = await teller.series.read(point, one.startMs, one.startMs + one.stepMs)
        // Late readings change nothing that was told: where none came, it is the mean of what is kept.
        const now = binned(readings, one.stepMs, ['mean', 'last'], teller.clock.nowMs())[0]
        if (!all.some(([is]) => is === 'late')) expect(one).toEqual(now)
        expect(readings.values).toContain(one.last)
      }
      // Each was said in one statement, and in no other.
      const said = teller.entries.flatMap(({ statements }) => statements.flatMap(({ told: text }) => JSON.parse(text as string) as { startMs: number }[]))
      expect(new Set(said.map(({ startMs }) => startMs)).size).toBe(said.length)
    }),
    { numRuns: 40 }
  )
})
