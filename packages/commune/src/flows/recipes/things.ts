/**
 * Which names mean one thing, and one amount in another measure, as far as recipes need to know. The one place of this folder where
 * names are compared: what the commune confirmed about names comes in here and nowhere else.
 */
import { convert, kindOfUnit, type Quantity, singular } from '../../quantity/index.ts'

export interface ThingNames {
  /** Names with one key are one thing. */
  keyOf(name: string): string
  /** The same amount of this thing in a unit of this kind (“mass”, “{loaf}”); undefined when nobody said what it comes to. */
  inKind(thing: string, quantity: Quantity, kind: string): Quantity | undefined
  /** Changes when any answer may have changed. */
  readonly version: number
}

const keys = new Map<string, string>()
const keysMax = 50_000

/** Lower case, without accents, in the singular. Remembered: the same few thousand names come again and again. */
export const thingKey = (name: string): string => {
  const known = keys.get(name)
  if (known !== undefined) return known
  const lower = name.toLowerCase()
  const bare = /^[ -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
  const key = singular(bare.replace(/\s+/g, ' ').trim())
  if (keys.size >= keysMax) keys.clear()
  keys.set(name, key)
  return key
}

/** What is known without anybody having said anything: a kilogram of it is a thousand grams of it. */
export const plainNames: ThingNames = {
  keyOf: thingKey,
  inKind: (_thing, quantity, kind) => (kindOfUnit(quantity.unit) === kind ? quantity : undefined),
  version: 0
}

/** In this very unit, or undefined. */
export const inUnit = (names: ThingNames, thing: string, quantity: Quantity, unit: string): Quantity | undefined => {
  const same = names.inKind(thing, quantity, kindOfUnit(unit))
  const converted = same && convert(same, unit)
  return converted?.ok ? converted.value : undefined
}
