import type { Log, SeriesStore, Value as SaidValue } from '@commune/protocol'
import { inspect } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { expect, test } from 'vitest'
import type { PointId, Value } from '../thing.ts'
import { Pulses, pulsePointsMax, pulseTtlMsMax, type Sign, signAt } from './index.ts'

const at = (name: string): PointId => `thing/${name}`

test('[P6] somebody is near for the seconds of the sign, and no longer', () => {
  const pulses = new Pulses()
  const lamp = signAt(at('lamp'), 5_000)
  expect(pulses.near(at('lamp'), 1_000)).toBe(false)
  pulses.note(lamp, 1_000)
  expect(pulses.near(at('lamp'), 1_000)).toBe(true)
  expect(pulses.near(at('lamp'), 5_999)).toBe(true)
  expect(pulses.near(at('door'), 5_999)).toBe(false)
  expect(pulses.near(at('lamp'), 6_000)).toBe(false)
  expect(pulses.near(at('lamp'), 5_999)).toBe(false)
})

test('[P6] one who stays near goes on being near', () => {
  const pulses = new Pulses()
  const lamp = signAt(at('lamp'), 5_000)
  pulses.note(lamp, 0)
  pulses.note(lamp, 4_000)
  expect(pulses.near(at('lamp'), 8_999)).toBe(true)
  expect(pulses.nextPassing(8_000)).toBe(9_000)
  expect(pulses.nextPassing(9_000)).toBe(undefined)
})

test('the next to pass is the earliest of all', () => {
  const pulses = new Pulses()
  pulses.note(signAt(at('a'), 30_000), 0)
  pulses.note(signAt(at('b'), 2_000), 1_000)
  expect(pulses.nextPassing(1_000)).toBe(3_000)
  expect(pulses.nextPassing(3_000)).toBe(30_000)
})

test('[E7] a sign lasts a second to a minute, whatever it says of itself', () => {
  for (const [ttlMs, lasts] of [[-5, 1_000], [Number.NaN, 1_000], [Infinity, 1_000], [86_400_000, pulseTtlMsMax]] as const) {
    const pulses = new Pulses()
    pulses.note(signAt(at('lamp'), ttlMs), 0)
    expect(pulses.nextPassing(0)).toBe(lasts)
  }
})

test('a clock that is set back makes nobody near for longer than a minute', () => {
  const pulses = new Pulses()
  pulses.note(signAt(at('lamp'), 60_000), 10_000_000)
  expect(pulses.near(at('lamp'), 0)).toBe(false)
  pulses.note(signAt(at('lamp'), 60_000), Number.NaN)
  expect(pulses.nextPassing(0)).toBe(undefined)
})

test('[E7] a flood of points takes a bounded place, and gives it back', () => {
  const pulses = new Pulses()
  for (let n = 0; n < pulsePointsMax + 50; n++) pulses.note(signAt(at(`p${n}`), 60_000), 0)
  expect(pulses.near(at(`p${pulsePointsMax - 1}`), 1)).toBe(true)
  expect(pulses.near(at(`p${pulsePointsMax}`), 1)).toBe(false)
  pulses.note(signAt(at('late'), 1_000), 60_000)
  expect(pulses.near(at('late'), 60_000)).toBe(true)
})

test('[P6] nothing that writes, copies or shows things gets a trace of a pulse out', () => {
  const pulses = new Pulses()
  const sign = signAt(at('secret-lamp'), 31_337)
  pulses.note(sign, 777_777)
  for (const one of [sign, pulses]) {
    const seen = [
      JSON.stringify({ one }),
      JSON.stringify(one) ?? '',
      String(one),
      `${one as unknown as string}`,
      inspect(one, { showHidden: true, depth: 9 }),
      Object.prototype.toString.call(one),
      JSON.stringify(structuredClone(one)),
      JSON.stringify(deserialize(serialize(one))),
      JSON.stringify({ ...one }),
      Reflect.ownKeys(one).join()
    ].join()
    expect(seen).not.toMatch(/secret|lamp|31.?337|777|809/)
  }
})

/** `true` where nothing of type `T` may be handed over as an `Into`: the compiler holds these lines to it. */
type Refused<T, Into> = T extends Into ? false : true

test('[P6] the compiler lets no store, no statement and no log take a pulse', () => {
  const refused: readonly true[] = [
    true satisfies Refused<Sign, Parameters<SeriesStore['append']>[0]>,
    true satisfies Refused<Sign, Parameters<SeriesStore['append']>[2]>,
    true satisfies Refused<Sign, Value>,
    true satisfies Refused<Sign, SaidValue>,
    true satisfies Refused<Pulses, SaidValue>,
    true satisfies Refused<{ readonly sign: Sign }, NonNullable<Parameters<Log['note']>[1]>>,
    true satisfies Refused<ReturnType<Pulses['note']>, Value>
  ]
  expect(refused).toHaveLength(7)
  expect(Reflect.ownKeys(Pulses.prototype).toSorted()).toEqual(['constructor', 'near', 'nextPassing', 'note'])
})
