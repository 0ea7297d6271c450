import type { EpochChoice, IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { DueMint } from './dueMint.ts'

const hourMs = 3_600_000
const me = { ware: 'me' as IdText, device: 'mine' as IdText }
const wanted = ['me', 'newcomer'] as IdText[]
const leavesOut = { leftOut: ['newcomer'], stale: [], lacking: [] } as unknown as EpochChoice

test('[K2] a clock that was set back by an hour after a mint keeps nobody left out for that hour', async () => {
  const clock = new StepClock(async () => {})
  let looks = 0
  const due = new DueMint(clock, () => void looks++)
  const ask = () => due.audienceNow({ me, online: [], choice: leavesOut, wanted, informed: true })
  due.minted()
  clock.skip(-hourMs)
  // The least time between two mints of one device is waited for, from now on.
  expect(ask()).toBeUndefined()
  await clock.pass(5_000)
  expect(looks).toBe(1)
  expect(ask()).toEqual(['me', 'newcomer'])
})

test('[K2] nor does it let a device that met nobody wait for longer before it decides alone', async () => {
  const clock = new StepClock(async () => {})
  const due = new DueMint(clock, () => undefined)
  clock.skip(-hourMs)
  expect(due.waitedLong).toBe(false)
  await clock.pass(10 * 60_000)
  expect(due.waitedLong).toBe(true)
})
