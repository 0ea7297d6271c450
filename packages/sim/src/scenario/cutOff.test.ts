/** A box that acts, apart from all the others: what was agreed goes on there, ends there by itself, and is shown for what it is elsewhere. */
import { expect, test } from 'vitest'
import type { Rule } from '@commune/commune'
import { convergence } from '../checkers/convergence.ts'
import { safetyCheckers } from '../run/run.ts'
import type { Settle } from '../time/virtualTime.ts'
import { type Quiet, quietCommune } from './quiet.ts'

const settle: Settle = () => new Promise((resolve) => process.nextTick(resolve))
const patient = 60_000
const [box, eye, mira] = [0, 1, 2]

const rowOf = async (quiet: Quiet, at: number, id: string) => {
  const asked = quiet.at(at).peer?.ask('agreements', { world: quiet.world })
  await quiet.pass(100)
  const rows = await asked
  return rows?.ok ? rows.value.find((row) => row.id === id) : undefined
}
const apart = ({ commune }: Quiet): void => commune.network.partition([[commune.peers[box]?.address ?? ''], commune.peers.slice(1).map(({ address }) => address)], 'break')
/** The eye tells again and again how dark it is, for so long. */
const stays = async (quiet: Quiet, light: number, ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 10_000) {
    quiet.at(eye).things?.tell('eye', 'light', light)
    await quiet.pass(10_000)
  }
}

/** A lamp, a pump and a valve of one box that hang on how dark it is at another: each says something else of when that is not known. */
async function garden(untilMs?: number) {
  const quiet = await quietCommune({ name: 'cut off', peers: 3, boxes: [box, eye] }, settle)
  const light = quiet.point(eye, 'eye', 'light')
  const [lamp, pump, valve] = [quiet.point(box, 'lamp', 'set'), quiet.point(box, 'pump', 'run'), quiet.point(box, 'valve', 'turn')]
  const isDark: Rule['while'] = { is: 'compare', of: { is: 'reading', point: light }, how: 'below', to: { value: 30, unit: 'lx' } }
  const [id = ''] = await quiet.say(mira, {
    wish: 'propose',
    rules: [
      { act: lamp, to: { value: 60, unit: '%' }, while: isDark, otherwise: 'rest', unsure: { to: { value: 10, unit: '%' } } },
      { act: pump, to: true, while: isDark, otherwise: { to: false }, unsure: 'stay' },
      { act: valve, to: 'open', while: isDark, otherwise: 'rest', unsure: 'rest' }
    ],
    ...(untilMs !== undefined && { untilMs: quiet.at(box).nowMs + untilMs })
  })
  await quiet.say(box, { wish: 'agree', agreement: id })
  await stays(quiet, 10, 60_000)
  const stands = async () => [await quiet.stand(lamp), await quiet.stand(pump), await quiet.stand(valve)].map((row) => row?.asked)
  return { quiet, id, lamp, stands, real: () => ['lamp', 'pump', 'valve'].map((key) => quiet.at(box).things?.stateOf(key)) }
}

test('[P4] [P7] cut off from what it hangs on, each act point does what was declared for that, and goes on when it hears again', async () => {
  const { quiet, stands, real } = await garden()
  expect(await stands()).toEqual([60, true, 'open'])
  apart(quiet)
  await stays(quiet, 10, 40_000)
  // What it was told holds until it is stale.
  expect(await stands()).toEqual([60, true, 'open'])
  await stays(quiet, 300, 60_000)
  expect(await stands()).toEqual([10, true, 'shut'])
  await stays(quiet, 300, 3_600_000)
  expect([await stands(), real()]).toEqual([[10, true, 'shut'], [10, true, 'shut']])
  quiet.commune.network.heal()
  await stays(quiet, 300, 120_000)
  expect([await stands(), real()]).toEqual([[0, false, 'shut'], [0, false, 'shut']])
  expect(await quiet.broken([...safetyCheckers, convergence])).toEqual([])
}, patient)

test('[P4] a yes that lapses while its box is apart lapses there at its moment, and everywhere', async () => {
  const { quiet, id, stands, real } = await garden(300_000)
  apart(quiet)
  await stays(quiet, 10, 120_000)
  expect((await stands())[1]).toBe(true)
  await stays(quiet, 10, 200_000)
  expect([await stands(), (await rowOf(quiet, box, id))?.state, (await rowOf(quiet, mira, id))?.state]).toEqual([[0, undefined, 'shut'], 'lapsed', 'lapsed'])
  // Nobody asks anything of the pump, which has no rest: it is left as it is.
  expect(real()).toEqual([0, true, 'shut'])
  quiet.commune.network.heal()
  await stays(quiet, 10, 120_000)
  expect(await stands()).toEqual([0, undefined, 'shut'])
  expect(await quiet.broken([...safetyCheckers, convergence])).toEqual([])
}, patient)

test('[P4] who withdraws while the box is apart is told "not yet seen there" until it is, also over a restart of either', async () => {
  const { quiet, id, stands } = await garden()
  const device = quiet.at(box).device
  apart(quiet)
  await stays(quiet, 10, 30_000)
  await quiet.say(mira, { wish: 'disagree', agreement: id })
  expect(await rowOf(quiet, mira, id)).toMatchObject({ state: 'withdrawn', notYetSeenBy: [device] })
  // There it is done still, as was agreed.
  expect([(await rowOf(quiet, box, id))?.state, (await stands())[1]]).toEqual(['holds', true])
  quiet.crash(mira, 20_000)
  quiet.crash(box, 20_000)
  await stays(quiet, 10, 90_000)
  expect(await rowOf(quiet, mira, id)).toMatchObject({ state: 'withdrawn', notYetSeenBy: [device] })
  expect((await stands())[1]).toBe(true)
  quiet.commune.network.heal()
  await stays(quiet, 10, 180_000)
  for (const at of [box, eye, mira]) {
    const row = await rowOf(quiet, at, id)
    expect([row?.state, row?.notYetSeenBy], `p${at}`).toEqual(['withdrawn', undefined])
  }
  expect(await stands()).toEqual([0, undefined, 'shut'])
  expect(await quiet.broken([...safetyCheckers, convergence])).toEqual([])
}, patient)

test('[P4] what a person elsewhere holds ends with its time while the box is apart', async () => {
  const { quiet, lamp, stands } = await garden()
  const held = quiet.commune.act(quiet.at(mira), 'hold', { world: quiet.world, act: lamp, value: 25, forMs: 120_000 })
  await quiet.pass(5_000)
  expect([(await held)?.ok, (await stands())[0]]).toEqual([true, 25])
  apart(quiet)
  await stays(quiet, 10, 60_000)
  expect((await stands())[0]).toBe(25)
  await stays(quiet, 10, 120_000)
  expect((await stands())[0]).toBe(10)
}, patient)
