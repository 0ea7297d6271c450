import { expect, test } from 'vitest'
import { safetyCheckers } from '../run/run.ts'
import type { Settle } from '../time/virtualTime.ts'
import { crashesOf, runCrashing } from './crashing.ts'
import { quietCommune } from './quiet.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
const patient = 60_000
const nothing = { differences: [], broken: [] }

test.each([3, 6, 9])('[P7] with no crash and with some, of whichever box, a rule asks what its words say of what came (seed %i)', async (seed) => {
  const calm = await runCrashing({ seed, crashes: [], checkers: safetyCheckers }, settle)
  expect(calm).toMatchObject(nothing)
  expect(calm.moves.length).toBeGreaterThan(2)
  const shaken = await runCrashing({ seed, crashes: crashesOf(seed), checkers: safetyCheckers }, settle)
  expect(shaken).toMatchObject(nothing)
  expect(shaken.compared).toBeGreaterThan(1_000)
}, patient)

test.each([
  ['what was asked before a crash goes on being asked after it, and not a minute later', 2],
  ['what a point told before a long stop does not count even for a moment when it tells something else', 11],
  ['what a rule comes to ask in a long stop is asked from when the box is back, and for a whole lease', 43],
  ['what moved something is kept at once: a crash right after it does not undo why', 60]
])('[P7] %s', async (_name, seed) => {
  expect(await runCrashing({ seed, crashes: crashesOf(seed), checkers: safetyCheckers }, settle)).toMatchObject(nothing)
}, patient)

/** A lamp of p0 that shines while p1's eye says that it is dark, and its point. */
async function pathLamp() {
  const quiet = await quietCommune({ name: 'path lamp', peers: 3, boxes: [0, 1] }, settle)
  const lamp = quiet.point(0, 'lamp', 'set')
  const isDark = { is: 'compare', of: { is: 'reading', point: quiet.point(1, 'eye', 'light') }, how: 'below', to: { value: 30, unit: 'lx' } } as const
  await quiet.say(2, { wish: 'propose', rules: [{ act: lamp, to: { value: 60, unit: '%' }, while: isDark, otherwise: 'rest', unsure: 'stay' }] })
  await quiet.pass(60_000)
  quiet.at(1).things?.tell('eye', 'light', 10)
  await quiet.pass(60_000)
  return { quiet, lamp }
}

test('[P4] a lease that ran out while nobody looked is asked anew, and the lamp does not flicker', async () => {
  const { quiet, lamp } = await pathLamp()
  const fromMs = quiet.commune.time.nowMs
  for (const byMs of [3_600_000, 86_400_000, 20 * 86_400_000]) {
    quiet.at(0).jumpClock(byMs)
    await quiet.pass(120_000)
  }
  expect(quiet.moves(0, lamp, fromMs)).toEqual([])
  expect((await quiet.stand(lamp))?.asked).toBe(60)
}, patient)

test.each([500, 4_000])('[P7] what a lamp was told %i ms before the power failed is ended when nobody asks it any more', async (afterMs) => {
  const { quiet, lamp } = await pathLamp()
  quiet.at(1).things?.tell('eye', 'light', 300)
  await quiet.pass(30_000)
  quiet.at(1).things?.tell('eye', 'light', 10)
  await quiet.pass(afterMs)
  expect((await quiet.stand(lamp))?.asked).toBe(60)
  quiet.crash(0, 20_000)
  await quiet.pass(10_000)
  quiet.at(1).things?.tell('eye', 'light', 300)
  await quiet.pass(120_000)
  expect(quiet.at(0).things?.stateOf('lamp')).toBe(0)
}, patient)

test('[P7] what a person holds is held after the power failed right then, and until the time that was said', async () => {
  const { quiet, lamp } = await pathLamp()
  const held = quiet.commune.act(quiet.at(0), 'hold', { world: quiet.world, act: lamp, value: 25, forMs: 600_000 })
  await quiet.pass(1_100)
  expect((await held)?.ok).toBe(true)
  quiet.crash(0, 20_000)
  await quiet.pass(60_000)
  expect((await quiet.stand(lamp))?.slots.find(({ decides }) => decides)).toMatchObject({ slot: 'person', value: 25 })
  for (let left = 10; left > 0; left--) {
    quiet.at(1).things?.tell('eye', 'light', 10)
    await quiet.pass(60_000)
  }
  expect((await quiet.stand(lamp))?.slots.find(({ decides }) => decides)).toMatchObject({ slot: 'agreement', value: 60 })
}, patient)
