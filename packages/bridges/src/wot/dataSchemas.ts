/** What the standard asks of data schemas beyond their form: bounds in order, values that fit their own type. */
import { faultOf } from './fault.ts'
import { isList, isObject, type Json, member, membersOf, several, textMember, within } from './json.ts'
import { valueWords } from './schema.ts'
import type { Findings } from './security.ts'

const bounds: readonly (readonly [low: string, high: string])[] = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minItems', 'maxItems'],
  ['minLength', 'maxLength']
]

/** Looks at a schema and at all within it. */
export const checkDataSchema = (schema: Json | undefined, place: string, found: Findings): void => {
  if (!isObject(schema)) return
  for (const [low, high] of bounds) {
    const least = member(schema, low)
    const most = member(schema, high)
    if (
      typeof least === 'number' &&
      typeof most === 'number' &&
      (least > most || (least === most && low.startsWith('exclusive')))
    )
      found.faults.push(faultOf('schema-bounds', place, 'wot.bounds', { low, high, least: String(least), most: String(most) }))
  }
  checkValues(schema, place, found)
  const type = textMember(schema, 'type')
  if (type === 'array' && member(schema, 'items') === undefined)
    found.doubts.push(faultOf('schema-array-items', place, 'wot.array-items'))
  if (type === 'object' && membersOf(member(schema, 'properties')).length === 0)
    found.doubts.push(faultOf('schema-object-properties', place, 'wot.object-properties'))
  const inside = member(schema, 'properties')
  for (const name of several(member(schema, 'required'))) {
    if (typeof name === 'string' && isObject(inside) && !Object.hasOwn(inside, name))
      found.doubts.push(faultOf('schema-required', within(place, 'required'), 'wot.required', { name: valueWords(name) }))
  }
  for (const [name, one] of membersOf(inside)) checkDataSchema(one, within(within(place, 'properties'), name), found)
  const items = member(schema, 'items')
  if (isList(items)) for (const [at, one] of items.entries()) checkDataSchema(one, within(within(place, 'items'), at), found)
  else checkDataSchema(items, within(place, 'items'), found)
  for (const [at, one] of several(member(schema, 'oneOf')).entries())
    checkDataSchema(one, within(within(place, 'oneOf'), at), found)
}

function checkValues(schema: Json, place: string, found: Findings): void {
  const type = textMember(schema, 'type')
  const among = member(schema, 'enum')
  const only = member(schema, 'const')
  const standard = member(schema, 'default')
  if (type !== undefined) {
    const odd = isList(among) ? among.find((value) => !fitsType(value, type)) : undefined
    if (odd !== undefined)
      found.faults.push(faultOf('schema-enum-type', within(place, 'enum'), 'wot.value-type', { value: valueWords(odd), type }))
    if (only !== undefined && !fitsType(only, type))
      found.faults.push(faultOf('schema-const-type', within(place, 'const'), 'wot.value-type', { value: valueWords(only), type }))
    if (standard !== undefined && !fitsType(standard, type))
      found.doubts.push(
        faultOf('schema-default-type', within(place, 'default'), 'wot.value-type', { value: valueWords(standard), type })
      )
  }
  if (isList(among) && only !== undefined) found.doubts.push(faultOf('schema-enum-const', place, 'wot.enum-const'))
}

/** A blank of a model stands for any type. */
export const fitsType = (value: Json, type: string): boolean => {
  if (typeof value === 'string' && type !== 'string') return /^\{\{.+\}\}$/.test(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return isList(value)
  if (type === 'object') return isObject(value)
  if (type === 'null') return value === null
  return typeof value === type || !['boolean', 'number', 'string'].includes(type)
}
