/** Data schemas and the shapes of points, both ways; and values of things as JSON, both ways. */
import type { Shape, Value } from '@commune/commune'
import { isList, type Json, type JsonObject, member, several, textMember } from './json.ts'
import { wotLimits } from './limits.ts'
import { unitFrom } from './units.ts'

/** The shape of a plain value; undefined of lists, objects and what fits no shape. */
export const shapeOf = (schema: Json | undefined): Shape | undefined => {
  if (schema === undefined) return undefined
  const type = textMember(schema, 'type')
  const among = wordsOf(schema)
  if (type === 'boolean') return { is: 'yes-no' }
  if (type === 'number' || type === 'integer') return numberShape(schema, type)
  if (type !== undefined && type !== 'string') return undefined
  if (among) return { is: 'words', of: among }
  if (type === 'string') {
    const most = member(schema, 'maxLength')
    return {
      is: 'text',
      charsMax:
        typeof most === 'number' && most >= 1 ? Math.min(Math.floor(most), wotLimits.textCharsMax) : wotLimits.textCharsMax
    }
  }
  return typeof member(schema, 'minimum') === 'number' || typeof member(schema, 'maximum') === 'number'
    ? numberShape(schema, 'number')
    : undefined
}

const wordsMax = 100

/** A list of words: `enum`, `const`, or alternatives of which each is one. */
function wordsOf(schema: Json): readonly string[] | undefined {
  const only = member(schema, 'const')
  const either = several(member(schema, 'oneOf')).map((one) => member(one, 'const'))
  const among = member(schema, 'enum')
  const list = only !== undefined ? [only] : isList(among) ? among : either
  if (list.length === 0 || list.length > wordsMax) return undefined
  return list.every((one) => typeof one === 'string' && one !== '' && one.length <= wotLimits.nameCharsMax)
    ? [...new Set(list as string[])]
    : undefined
}

function numberShape(schema: Json, type: string): Shape {
  const numberIn = (name: string): number | undefined => {
    const found = member(schema, name)
    return typeof found === 'number' && Number.isFinite(found) ? found : undefined
  }
  const unit = unitFrom(textMember(schema, 'unit'))
  const min = numberIn('minimum') ?? numberIn('exclusiveMinimum')
  const max = numberIn('maximum') ?? numberIn('exclusiveMaximum')
  const step = numberIn('multipleOf') ?? (type === 'integer' ? 1 : undefined)
  return {
    is: 'number',
    ...(unit !== undefined && { unit }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && step > 0 && { step })
  }
}

/** A shape as a data schema; `shapeOf` of it is the same shape. */
export const schemaOf = (shape: Shape): JsonObject => {
  if (shape.is === 'yes-no') return { type: 'boolean' }
  if (shape.is === 'words') return { type: 'string', enum: [...shape.of] }
  if (shape.is === 'text') return { type: 'string', maxLength: shape.charsMax }
  const { unit, min, max, step } = shape
  return {
    type: 'number',
    ...(unit !== undefined && { unit }),
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(step !== undefined && { multipleOf: step })
  }
}

/**
 * What a thing sent as a value of this shape. Numbers and yes or no are also taken from text, as plain text bodies carry them. A number
 * outside of `min` and `max` is taken: what a sensor says is what it says. Undefined: it is no value of this shape.
 */
export const valueFrom = (json: Json | undefined, shape: Shape): Value | undefined => {
  if (shape.is === 'number') {
    const number =
      typeof json === 'string' && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/.test(json) ? Number(json) : json
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined
  }
  if (shape.is === 'yes-no') {
    if (typeof json === 'boolean') return json
    if (typeof json !== 'string' && typeof json !== 'number') return undefined
    const text = String(json).trim().toLowerCase()
    return ['true', 'on', '1'].includes(text) ? true : ['false', 'off', '0'].includes(text) ? false : undefined
  }
  if (typeof json !== 'string') return undefined
  if (shape.is === 'words') return shape.of.includes(json) ? json : shape.of.find((word) => word === json.trim())
  return json.slice(0, shape.charsMax).toWellFormed()
}

/**
 * What is sent for a value: a number in whole steps, as `integer` and `multipleOf` say that it is taken. An agreement may ask for 33.3 %, and a
 * thing that takes whole ones refuses it.
 */
export const inSteps = (value: Value, shape: Shape | { readonly is: 'press' }): Value => {
  if (shape.is !== 'number' || typeof value !== 'number' || shape.step === undefined) return value
  const { step } = shape
  const steps = Math.round(value / step)
  // Within the bounds, where these are no whole steps themselves.
  const whole = steps * step > (shape.max ?? Infinity) ? steps - 1 : steps * step < (shape.min ?? -Infinity) ? steps + 1 : steps
  const near = Number((whole * step).toPrecision(12))
  return near >= (shape.min ?? -Infinity) && near <= (shape.max ?? Infinity) ? near : value
}

/** Whether a thing may be asked for this value: within its bounds and of its words. */
export const mayBeAsked = (value: Value | undefined, shape: Shape | { readonly is: 'press' }): boolean => {
  if (shape.is === 'press') return value === undefined || value === 'press' || value === true
  if (shape.is === 'yes-no') return typeof value === 'boolean'
  if (shape.is === 'words') return typeof value === 'string' && shape.of.includes(value)
  if (shape.is === 'text') return typeof value === 'string' && value.length <= shape.charsMax
  return (
    typeof value === 'number' && Number.isFinite(value) && value >= (shape.min ?? -Infinity) && value <= (shape.max ?? Infinity)
  )
}
