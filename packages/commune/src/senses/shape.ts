/** The shapes of things as they are said: what is read from JSON of a statement, of a description, or of a file (T3, E7). */
import * as v from 'valibot'
import { line } from '../facts/index.ts'
import type { Published } from './leaving/index.ts'
import type { ActPoint, PulsePoint, ReadingPoint, Shape, Thing, Value } from './thing.ts'

export const thingLimits = {
  /** Points of one kind that one thing has. */
  pointsMax: 200,
  keyCharsMax: 120,
  nameCharsMax: 80,
  /** All its points as JSON. */
  pointsCharsMax: 48_000,
  wordsMax: 100,
  textCharsMax: 2_000,
  pulseMsMin: 1_000,
  pulseMsMax: 60_000,
  staleMsMin: 1_000,
  staleMsMax: 31_622_400_000
} as const

const finite = v.pipe(v.number(), v.finite())
const between = (least: number, most: number): v.GenericSchema<number> => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))
/** A key stands in addresses of points and in topics: no white space at its ends, nothing that cannot be seen. */
export const pointKey: v.GenericSchema<string> = line(thingLimits.keyCharsMax)
const name = line(thingLimits.nameCharsMax)

const numberShape = v.pipe(
  v.object({
    is: v.literal('number'),
    unit: v.exactOptional(line(20)),
    min: v.exactOptional(finite),
    max: v.exactOptional(finite),
    step: v.exactOptional(v.pipe(finite, v.gtValue(0)))
  }),
  v.check(({ min, max }) => min === undefined || max === undefined || min <= max, 'a least that is not above the most')
)

export const shapeSchema: v.GenericSchema<unknown, Shape> = v.variant('is', [
  numberShape,
  v.object({ is: v.literal('yes-no') }),
  v.object({
    is: v.literal('words'),
    of: v.pipe(v.array(line(thingLimits.nameCharsMax)), v.minLength(1), v.maxLength(thingLimits.wordsMax))
  }),
  v.object({ is: v.literal('text'), charsMax: between(1, thingLimits.textCharsMax) })
])

export const valueSchema: v.GenericSchema<unknown, Value> = v.union([finite, v.boolean(), v.pipe(v.string(), v.maxLength(thingLimits.textCharsMax))])

export const readingPointSchema: v.GenericSchema<unknown, ReadingPoint> = v.object({
  key: pointKey,
  name,
  shape: shapeSchema,
  about: v.exactOptional(line(40)),
  counter: v.exactOptional(v.literal(true)),
  staleMs: v.exactOptional(between(thingLimits.staleMsMin, thingLimits.staleMsMax))
})

export const pulsePointSchema: v.GenericSchema<unknown, PulsePoint> = v.object({
  key: pointKey,
  name,
  about: v.exactOptional(line(40)),
  ttlMs: between(thingLimits.pulseMsMin, thingLimits.pulseMsMax)
})

export const actPointSchema: v.GenericSchema<unknown, ActPoint> = v.object({
  key: pointKey,
  name,
  shape: v.union([shapeSchema, v.object({ is: v.literal('press') })]),
  about: v.exactOptional(line(40)),
  toldBy: v.exactOptional(pointKey),
  rest: v.exactOptional(valueSchema)
})

export type Points = Pick<Thing, 'readings' | 'pulses' | 'acts'>

const list = <T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> => v.pipe(v.array(schema), v.maxLength(thingLimits.pointsMax))

export const pointsSchema: v.GenericSchema<unknown, Points> = v.pipe(
  v.object({ readings: list(readingPointSchema), pulses: list(pulsePointSchema), acts: list(actPointSchema) }),
  v.check(({ readings, pulses, acts }) => {
    const keys = [...readings, ...pulses, ...acts].map(({ key }) => key)
    return new Set(keys).size === keys.length
  }, 'points that have each a key of their own')
)

const at = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_639_999_999_999_999))
const step = v.pipe(v.number(), v.integer(), v.minValue(1))

/** What left, as it stands in a statement: final, each once. */
export const publishedSchema: v.GenericSchema<unknown, readonly Published[]> = v.pipe(
  v.array(
    v.variant('is', [
      v.object({ is: v.literal('reading'), atMs: at, value: finite }),
      v.object({
        is: v.literal('bin'),
        startMs: at,
        stepMs: step,
        ...{ mean: v.exactOptional(finite), min: v.exactOptional(finite), max: v.exactOptional(finite), last: v.exactOptional(finite), sum: v.exactOptional(finite) }
      }),
      v.object({ is: v.literal('average'), startMs: at, stepMs: step, mean: finite }),
      v.object({ is: v.literal('count'), startMs: at, stepMs: step, count: v.exactOptional(v.pipe(finite, v.integer())) })
    ])
  ),
  v.minLength(1),
  v.maxLength(500)
)
