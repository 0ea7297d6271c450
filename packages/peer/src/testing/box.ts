/** One box with nothing around it: its things, agreements and time are as a test says. It is begun anew with what it kept. */
import type { ActRow, AgreementRow, PointId, PulsePoint, ReadingPoint, Rule, ThingRow, ThingsView, Value } from '@commune/commune'
import { ok } from '@commune/protocol'
import { Acting } from '../senses/acting.ts'
import { convertAmount } from '../senses/converting.ts'
import { Now } from '../senses/now.ts'
import { type Settle, StepClock } from './stepClock.ts'

const light: ReadingPoint = { key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' } }
/** Told by what also tells who passes. */
const heat: ReadingPoint = { key: 'heat', name: 'heat', shape: { is: 'number', unit: '°C' } }
const step: PulsePoint = { key: 'step', name: 'step', ttlMs: 8_000 }
export const lamp: ActRow = { key: 'lamp', name: 'lamp', shape: { is: 'number', unit: '%', min: 0, max: 100 }, rest: 0 }
export const gate: ActRow = { key: 'gate', name: 'gate', shape: { is: 'press' } }

export class Box {
  readonly clock: StepClock
  readonly told: [point: string, value: Value | 'press'][] = []
  place: { acts: ActRow[]; rules: Rule[]; untilMs?: number; version: number; safety?: boolean } = { acts: [lamp, gate], rules: [], version: 1 }
  now: Now = new Now(() => this.clock.nowMs())
  acting: Acting
  kept: unknown
  /** All that was kept, each with when. */
  readonly keeps: string[] = []

  constructor(settle: Settle, rules: Rule[], acts: ActRow[] = [lamp, gate]) {
    this.clock = new StepClock(settle)
    Object.assign(this.place, { rules, acts })
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

  async say(place: Partial<Box['place']>, passMs = 1_000): Promise<void> {
    this.place = { ...this.place, ...place, version: this.place.version + 1 }
    this.acting.refresh()
    await this.clock.pass(passMs)
  }

  rows(): AgreementRow[] {
    const { rules, untilMs, safety } = this.place
    return [{ id: 'a', state: 'holds', rules, version: 1, untilMs, ...(safety && { safety: true }) } as unknown as AgreementRow]
  }

  #make(): Acting {
    const thing = (): ThingRow => ({ id: 't', key: 'thing', device: 'me', readings: [light, heat], pulses: [step], acts: this.place.acts }) as unknown as ThingRow
    const point = (address: PointId): unknown => {
      const key = address.slice(2)
      const act = this.place.acts.find((each) => each.key === key)
      if (act) return { kind: 'act', thing: thing(), point: act }
      const reading = [light, heat].find((each) => each.key === key)
      return reading ? { kind: 'reading', thing: thing(), point: reading } : key === 'step' ? { kind: 'pulse', thing: thing(), point: step } : undefined
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
      keep: (state) => {
        this.kept = state
        this.keeps.push(JSON.stringify([this.clock.nowMs(), state]))
      }
    })
  }
}
