/** What is done on one box, with nothing around it: things, agreements and time are as a test says. */
import { setImmediate } from 'node:timers/promises'
import type { ActRow, AgreementRow, PointId, PulsePoint, ReadingPoint, Rule, ThingRow, ThingsView, Value } from '@commune/commune'
import { ok } from '@commune/protocol'
import { expect, test } from 'vitest'
import { StepClock } from '../testing/index.ts'
import { Acting } from './acting.ts'
import { convertAmount } from './converting.ts'
import { Now } from './now.ts'
import { whyOf } from './stands.ts'

const minuteMs = 60_000

const light: ReadingPoint = { key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' } }
const step: PulsePoint = { key: 'step', name: 'step', ttlMs: 8_000 }
const lamp: ActRow = { key: 'lamp', name: 'lamp', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }
const gate: ActRow = { key: 'gate', name: 'gate', shape: { is: 'press' } }

const isDark = { is: 'compare', of: { is: 'reading', point: 't/light' }, how: 'below', to: { value: 10, unit: 'lx' } } as const
const shine: Rule = { act: 't/lamp', to: { value: 60, unit: '%' }, while: isDark, otherwise: 'rest', unsure: 'rest' }
const falls: Rule = { ...shine, while: { is: 'falls', of: { is: 'reading', point: 't/light' }, below: { value: 10, unit: 'lx' }, above: { value: 20, unit: 'lx' } } }
const press: Rule = { act: 't/gate', to: 'press', while: isDark, otherwise: 'rest', unsure: 'rest' }

/** A box whose things and agreements are what `place` says; it is begun anew with what it kept. */
class Box {
  readonly clock = new StepClock(() => setImmediate())
  readonly told: [point: string, value: Value | 'press'][] = []
  place: { acts: ActRow[]; rules: Rule[]; untilMs?: number; version: number; safety?: boolean } = { acts: [lamp, gate], rules: [], version: 1 }
  now = new Now(() => this.clock.nowMs())
  acting: Acting
  kept: unknown

  constructor(rules: Rule[]) {
    this.place.rules = rules
    this.acting = this.#make()
    this.acting.begin(undefined)
  }

  /** `crash`: it stops without a word, with what was kept by then. */
  async restart(offMs: number, how: 'end' | 'crash' = 'end', place: Partial<Box['place']> = {}): Promise<void> {
    const before = this.kept
    this.acting.end()
    const kept: unknown = JSON.parse(JSON.stringify(how === 'crash' ? before : this.kept))
    this.place = { ...this.place, ...place }
    this.clock.skip(offMs)
    this.now = new Now(() => this.clock.nowMs())
    this.acting = this.#make()
    this.acting.begin(kept)
    await this.clock.pass(0)
  }

  async light(value: number, passMs = 1_000): Promise<void> {
    this.now.note('t/light', { known: { value, atMs: this.clock.nowMs() } })
    await this.clock.pass(passMs)
  }

  async say(place: Partial<Box['place']>): Promise<void> {
    this.place = { ...this.place, ...place, version: this.place.version + 1 }
    this.acting.refresh()
    await this.clock.pass(1_000)
  }

  rows(): AgreementRow[] {
    const { rules, untilMs, safety } = this.place
    return [{ id: 'a', state: 'holds', rules, version: 1, untilMs, ...(safety && { safety: true }) } as unknown as AgreementRow]
  }

  #make(): Acting {
    const thing = (): ThingRow => ({ id: 't', key: 'thing', device: 'me', readings: [light], pulses: [step], acts: this.place.acts }) as unknown as ThingRow
    const point = (address: PointId): unknown => {
      const key = address.slice(2)
      const act = this.place.acts.find((each) => each.key === key)
      if (act) return { kind: 'act', thing: thing(), point: act }
      return key === 'light' ? { kind: 'reading', thing: thing(), point: light } : key === 'step' ? { kind: 'pulse', thing: thing(), point: step } : undefined
    }
    const things = (): ThingsView => ({ version: this.place.version, list: () => [thing()], one: thing, point }) as unknown as ThingsView
    return new Acting({
      ...{ clock: this.clock, log: { note: () => {} }, now: this.now, convert: convertAmount, me: 'me', sun: () => undefined },
      ...{ things, agreements: () => this.rows(), follow: () => () => {}, changed: () => {} },
      keeps: () => true,
      bridgeOf: () => ({
        act: (_, key, value) => {
          this.told.push([key, value])
          return Promise.resolve(ok(null))
        }
      }),
      keep: (state) => (this.kept = state)
    })
  }
}

test('a press is done once, however long what it is done for goes on', async () => {
  const box = new Box([press])
  await box.light(3, 10 * minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
  await box.light(40, minuteMs)
  await box.light(3, 10 * minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
})

test('a press is not done again because a yes is said anew, nor after a restart', async () => {
  const box = new Box([press])
  await box.say({ untilMs: box.clock.nowMs() + 600 * minuteMs })
  await box.light(3, minuteMs)
  await box.say({ untilMs: box.clock.nowMs() + 1_000 * minuteMs })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
  await box.restart(5_000)
  await box.light(3, 5 * minuteMs)
  expect(box.told).toEqual([['gate', 'press']])
})

test('[P4] a yes that is said anew lets what is agreed go on: what it remembers is not begun anew', async () => {
  const box = new Box([falls])
  await box.say({ untilMs: box.clock.nowMs() + 600 * minuteMs })
  await box.light(3, minuteMs)
  await box.light(15, minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
  await box.say({ untilMs: box.clock.nowMs() + 1_000 * minuteMs })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
})

test('another name, or another bound of its keeper, lets what is agreed go on; within the bound', async () => {
  const box = new Box([falls, press])
  await box.light(3, minuteMs)
  await box.light(15, minuteMs)
  await box.say({ acts: [{ ...lamp, name: 'Path lamp', will: { max: 50 } }, { ...gate, name: 'Gate' }] })
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['lamp', 60], ['gate', 'press'], ['lamp', 50]])
})

test('[P4] an agreement that becomes one for safety asks as such from then on, and the device does not flicker', async () => {
  const box = new Box([shine, press])
  await box.light(3, minuteMs)
  await box.say({ safety: true })
  await box.clock.pass(minuteMs)
  expect(box.acting.keeper.show('t/lamp')?.claims.map(({ slot }) => slot)).toEqual(['safety', 'default'])
  await box.say({ safety: false })
  await box.clock.pass(minuteMs)
  expect(box.acting.keeper.show('t/lamp')?.claims.map(({ slot }) => slot)).toEqual(['agreement', 'default'])
  expect(box.told).toEqual([['lamp', 60], ['gate', 'press']])
})

test('what an agreement asks stands through a restart', async () => {
  const box = new Box([shine])
  await box.light(3, minuteMs)
  expect(box.told).toEqual([['lamp', 60]])
  await box.restart(5_000)
  await box.light(3, 5 * minuteMs)
  expect(box.told.filter(([, value]) => value !== 60)).toEqual([])
  expect(box.acting.keeper.show('t/lamp')?.holding).toMatchObject({ slot: 'agreement', value: 60 })
})

test('an act point that becomes another one is asked as what it is', async () => {
  const box = new Box([shine])
  await box.light(3, minuteMs)
  await box.say({ acts: [{ ...lamp, shape: { is: 'yes-no' }, rest: false }], rules: [] })
  await box.clock.pass(minuteMs)
  expect(box.acting.hold('t/lamp', 'somebody', true, minuteMs)).toEqual({ is: 'taken', value: true })
  await box.say({ acts: [{ ...lamp, shape: { is: 'number', unit: '%', min: 0, max: 255 } }] })
  expect(box.acting.hold('t/lamp', 'somebody', 200, minuteMs)).toEqual({ is: 'taken', value: 200 })
})

test('a press that comes too soon after another is done when the least hold of the button is over', async () => {
  const box = new Box([{ ...press, leastMs: 0 }])
  await box.say({ acts: [lamp, { ...gate, will: { leastMs: 20_000 } }] })
  await box.light(3, 1_000)
  await box.light(40, 1_000)
  await box.light(3, 1_000)
  await box.light(40, 1_000)
  expect(box.told).toEqual([['gate', 'press']])
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
})

/** A gate whose press waits for the least hold: pressed once just now, and asked for again. */
const waitingPress = async (): Promise<Box> => {
  const box = new Box([{ ...press, leastMs: 0 }])
  await box.say({ acts: [lamp, { ...gate, will: { leastMs: 20_000 } }] })
  for (const lux of [3, 40, 3]) await box.light(lux)
  expect(box.told).toEqual([['gate', 'press']])
  return box
}

test('a press that waits for the least hold says so in why, until when', async () => {
  const box = await waitingPress()
  const waits = () => whyOf(box.acting, box.rows(), 't/gate')[0]?.waitsUntilMs
  expect(waits()).toBe(box.clock.nowMs() - 3_000 + 20_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
  expect(waits()).toBeUndefined()
})

test('a press that waits for the least hold is done after a restart, once', async () => {
  const box = await waitingPress()
  await box.restart(5_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toEqual([['gate', 'press'], ['gate', 'press']])
  await box.restart(5_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
})

test('a press that was done is not done again though the box stops without a word right after it', async () => {
  const box = await waitingPress()
  await box.clock.pass(17_500)
  expect(box.told).toHaveLength(2)
  await box.restart(1_000, 'crash')
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(2)
})

test('[P4] a press that waited is not done where the box was off for more than a minute since, nor where it is agreed on no more', async () => {
  const box = await waitingPress()
  await box.restart(90_000)
  await box.clock.pass(minuteMs)
  expect(box.told).toHaveLength(1)
  const other = await waitingPress()
  await other.restart(5_000, 'crash', { rules: [] })
  await other.clock.pass(minuteMs)
  expect(other.told).toHaveLength(1)
})
