/** What a keeper is shown before choosing is what another peer gets afterwards: span for span, number for number, and nothing else. */
import { setImmediate } from 'node:timers/promises'
import type { LeavingChoice, PointId, Published, Statistic, Thing } from '@commune/commune'
import { memorySeries } from '@commune/storage/series'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { House, must } from '../testing/index.ts'
import { noActs } from './bridged.ts'
import { engineParts } from './engineParts.ts'
import { tellEveryMs } from './telling.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]
const number = (key: string, about: string, unit: string): Thing['readings'][number] => ({ key, name: key, about, shape: { is: 'number', unit } })
const eye: Thing = {
  key: 'eye',
  name: 'Eye',
  readings: [
    number('soil', 'moisture', '%'),
    { ...number('water', 'water', 'l'), counter: true },
    { key: 'open', name: 'open', about: 'door', shape: { is: 'yes-no' } }
  ],
  pulses: [],
  acts: []
}

const form = fc.record({
  key: fc.constantFrom('soil', 'water', 'open'),
  stepMs: fc.constantFrom(15 * minuteMs, hourMs, 6 * hourMs),
  statistic: fc.constantFrom<Statistic>('mean', 'min', 'max', 'last', 'sum'),
  household: fc.nat({ max: 5 }).map((one) => one === 0),
  asItIs: fc.nat({ max: 5 }).map((one) => one === 0)
})
/** After how many minutes, how much, and how many minutes late. */
const reading = fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 90 }), fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 2 }) }))
const runs = fc.array(reading, { minLength: 10, maxLength: 35 })

/** A meter that fell, and had told more by then: only what came later says that it was an error. */
const onTime = (pairs: readonly (readonly [number, number])[]): [number, number, number][] => pairs.map(([minutes, value]) => [minutes, value, 0])
const meterBefore = onTime(Array.from({ length: 10 }, () => [1, 0] as const))
const meterAfter = onTime([[3, 2], [1, 1], [1, 8], [1, 2], [1, 5], [1, 5], [2, 5], [12, 0], [1, 0], [1, 0]])

const choiceOf = ({ key, stepMs, statistic, household, asItIs }: typeof form extends fc.Arbitrary<infer T> ? T : never): LeavingChoice => {
  if (household) return { class: 'household', transform: { is: 'binned', stepMs: dayMs, of: [key === 'water' ? 'sum' : 'mean'] }, lifetime: {} }
  return { class: 'commons', transform: asItIs ? { is: 'as-it-is' } : { is: 'binned', stepMs, of: [statistic] }, lifetime: {} }
}

test('[P6] what a preview shows is what another peer gets, span for span and number for number', async () => {
  let [spans, houses] = [0, 500]
  await fc.assert(
    fc.asyncProperty(form, runs, runs, async (how, before, after) => {
      const house = await House.build(() => setImmediate(), ++houses)
      const [box, ola] = [await house.resident('box', { senses: { series: memorySeries(), engine: engineParts } }), await house.resident('ola', { mayForget: true })]
      const world = await house.worldOf('Yard', box, ola)
      const bridge = box.peer.senses.bridge(world, 'mqtt', noActs)!
      bridge.bring(eye)
      await house.clock.pass(1_000)
      await house.agree(world, [box, ola])
      const { id } = must(await box.peer.ask('things', { world }))[0]!
      const point: PointId = `${id}/${how.key}`
      const choice = choiceOf(how)
      const feed = async (all: typeof before): Promise<void> => {
        for (const [minutes, value, late] of all) {
          await house.clock.pass(minutes * minuteMs)
          bridge.reading('eye', how.key, how.key === 'open' ? value > 45 : value, house.clock.nowMs() - late * minuteMs)
        }
      }
      await box.say(world, { wish: 'leave', thing: id, point: how.key, choice: { ...choice, class: 'commons', transform: { is: 'stays' } } })
      await feed(before)
      const choseMs = house.clock.nowMs()
      await box.say(world, { wish: 'leave', thing: id, point: how.key, choice })
      await feed(after)
      // Until the last span that has something in it is over and told.
      await house.clock.pass((choice.transform.is === 'binned' ? choice.transform.stepMs * 1.25 : 0) + hourMs + 2 * tellEveryMs)
      await house.agree(world, [box, ola])
      const wait = <T>(work: Promise<T>): Promise<T> => house.clock.wait(work)
      const shown = must(await wait(box.peer.ask('leaving', { world, thing: id, point: how.key, choice })))
      // Where nothing left it is refused, and not shown as an empty row.
      const history = await wait(ola.peer.ask('history', { world, point, fromMs: 0, toMs: house.clock.nowMs() + 1, stepMs: minuteMs }))
      const gets = history.ok ? history.value : (expect(history.error.key).toBe('peer.not-told'), null)
      if (choice.transform.is === 'as-it-is') {
        // In the finest spans that can be asked for: how many, and what they sum to.
        const sums = (pairs: readonly (readonly [number, number])[]): [number, number] => [pairs.length, pairs.reduce((sum, [, value]) => sum + value, 0)]
        const [count, sum] = sums(shown.published.flatMap((one) => (one.is === 'reading' ? [[one.atMs, one.value] as const] : [])))
        expect([gets?.counts.reduce((all, some) => all + some, 0) ?? 0, Math.round(gets?.means.reduce((all, mean, index) => all + mean * gets.counts[index]!, 0) ?? 0)]).toEqual([count, Math.round(sum)])
        return
      }
      const { stepMs, of } = choice.transform as Extract<LeavingChoice['transform'], { is: 'binned' }>
      const expected = shown.published.flatMap((one: Published) => (one.is === 'bin' && one.startMs >= Math.ceil(choseMs / stepMs) * stepMs ? [[one.startMs, one[of[0]!]]] : []))
      expect(gets === null ? [] : gets.starts.map((start, index) => [start, gets.means[index]])).toEqual(expected)
      spans += expected.length
    }),
    { numRuns: 8, examples: [[{ key: 'water', stepMs: 15 * minuteMs, statistic: 'mean', household: false, asItIs: false }, meterBefore, meterAfter]] }
  )
  // Else it compared nothing with nothing.
  expect(spans).toBeGreaterThan(0)
}, 120_000)
