import type { PointId, Views } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { maySee } from './hearing.ts'

const [ann, step] = ['ann' as IdText, 'eye/step' as PointId]
const untilMs = 5_000
const rule = { act: 'lamp/set', to: true, while: { is: 'near', point: step }, otherwise: 'rest', unsure: 'rest' }

/** An agreement that lets the one who brings in the lamp hear of passings, until its yes is over. */
const views = (): Views =>
  ({
    things: { mayAsk: () => false, one: () => ({ bridge: ann }) },
    agreements: { version: 1, list: (nowMs: number) => [{ state: untilMs <= nowMs ? 'lapsed' : 'holds', untilMs, rules: [rule] }] }
  }) as unknown as Views

test('[P6] what an agreement lets be told is told to nobody from the very moment at which it lapses', () => {
  const seen = views()
  expect([untilMs - 3_000, untilMs - 1, untilMs, untilMs + 500].map((nowMs) => maySee(seen, ann, step, nowMs))).toEqual([true, true, false, false])
  // And where a clock was put back it holds again.
  expect(maySee(seen, ann, step, untilMs - 1)).toBe(true)
  expect(maySee(seen, 'bo' as IdText, step, untilMs - 1)).toBe(false)
})
