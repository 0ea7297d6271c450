/** What acting keeps over a restart, and when: nothing that tells when somebody passed. */
import type { AgreementRow, PointId, ThingRow, ThingsView } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import { Acting } from './acting.ts'
import { Now } from './now.ts'

const passedMs = 1_794_988_812_617
const percent = { is: 'number', unit: '%', min: 0, max: 100 } as const
const row = {
  id: 't', key: 't', source: 'mqtt', device: 'me', gone: false,
  readings: [{ key: 'light', name: 'light', shape: { is: 'number', unit: 'lx' } }, { key: 'level', name: 'level', shape: percent }, { key: 'warm', name: 'warmth', shape: { is: 'number', unit: '°C' } }],
  pulses: [{ key: 'step', name: 'somebody passes', ttlMs: 8_000 }],
  acts: [{ key: 'lamp', name: 'lamp', shape: percent, toldBy: 'level', rest: 0 }, { key: 'fan', name: 'fan', shape: percent, rest: 0 }]
}
const rule = (act: string, point: string, unit: string) => ({
  act, to: { value: 50, unit: '%' }, while: { is: 'compare', of: { is: 'reading', point }, how: 'above', to: { value: 10, unit } }, otherwise: 'rest', unsure: 'rest'
})

const acts = () => {
  let nowMs = passedMs - 100_000
  const waits: number[] = []
  const states: string[] = []
  const now = new Now(() => nowMs)
  const point = (address: string) => {
    const key = address.slice(2)
    const kinds = { reading: row.readings, pulse: row.pulses, act: row.acts } as const
    for (const [kind, points] of Object.entries(kinds)) for (const each of points) if (each.key === key) return { kind, thing: row, point: each }
    return undefined
  }
  const things = { version: 1, list: () => [row], one: () => row, known: () => row, point } as unknown as ThingsView
  const acting = new Acting({
    clock: {
      nowMs: () => nowMs,
      after: (ms) => {
        waits.push(ms)
        return () => undefined
      }
    },
    log: { note: () => undefined },
    now,
    convert: ({ value }) => value,
    sun: () => undefined,
    me: 'me' as IdText,
    things: () => things,
    agreements: () => [{ id: 'a', version: 1, state: 'holds', rules: [rule('t/lamp', 't/light', 'lx'), rule('t/fan', 't/level', '%')] }] as unknown as AgreementRow[],
    keeps: (address) => address !== 't/level',
    bridgeOf: (_thing: ThingRow) => undefined,
    follow: () => () => undefined,
    changed: () => undefined,
    keep: (state) => void states.push(JSON.stringify(state))
  })
  acting.begin(undefined)
  waits.length = 0
  return {
    note: (address: PointId, value: number, beside = false): void => {
      nowMs = passedMs
      now.note(address, { known: { value, atMs: nowMs }, ...(beside && { beside }) })
    },
    /** What is kept at the end, some time later. */
    end: (): string => {
      nowMs += 5_000
      acting.end()
      return states.at(-1) ?? ''
    },
    waits
  }
}

test('what a point told is kept, soon', () => {
  const { note, end, waits } = acts()
  note('t/light', 30)
  expect(waits).toContain(0)
  expect(end()).toContain(String(passedMs))
})

test('what no rule looks at brings no keeping about', () => {
  const { note, waits } = acts()
  note('t/warm', 20)
  expect(waits).not.toContain(10_000)
})

test('[P6] what a point told beside a passing is kept by no rule, and brings no keeping about', () => {
  const { note, end, waits } = acts()
  note('t/light', 30, true)
  expect(waits.filter((ms) => ms < 20_000 && ms !== 5_000)).toEqual([])
  expect(end()).not.toContain(String(passedMs))
})

test('[P6] how a thing stands that moves when somebody passes is kept by no rule about it, and brings no keeping about', () => {
  const { note, end, waits } = acts()
  note('t/level', 30)
  expect(waits.filter((ms) => ms < 20_000 && ms !== 5_000)).toEqual([])
  expect(end()).not.toContain(String(passedMs))
})
