/**
 * Units of the Ontology of units of Measure (OM 2), which ValueFlows names, and ours. `one` counts the thing itself; a unit nobody
 * here knows counts as what it is called (`{pallet}`), so that nothing is converted that should not be.
 */
import { countUnit, isUnit, measureNamed } from '../../quantity/index.ts'

// Our code and its names there; the first is what is written.
const table: readonly (readonly [code: string, ...names: string[]])[] = [
  ['mg', 'milligram'],
  ['g', 'gram'],
  ['kg', 'kilogram'],
  ['t', 'tonne', 'megagram'],
  ['oz', 'ounce-Avoirdupois', 'ounce'],
  ['lb', 'pound-Avoirdupois', 'pound'],
  ['ml', 'millilitre', 'milliliter', 'cubicCentimetre'],
  ['cl', 'centilitre', 'centiliter'],
  ['dl', 'decilitre', 'deciliter'],
  ['l', 'litre', 'liter', 'cubicDecimetre'],
  ['m3', 'cubicMetre', 'cubicMeter'],
  ['tsp', 'teaspoon-US', 'teaspoon'],
  ['tbsp', 'tablespoon-US', 'tablespoon'],
  ['floz', 'fluidOunce-US', 'fluidOunce'],
  ['cup', 'cup-USCustomary', 'cup-US', 'cup'],
  ['pint', 'pint-US', 'pint'],
  ['quart', 'quart-US', 'quart'],
  ['gal', 'gallon-US', 'gallon'],
  ['mm', 'millimetre', 'millimeter'],
  ['cm', 'centimetre', 'centimeter'],
  ['m', 'metre', 'meter'],
  ['km', 'kilometre', 'kilometer'],
  ['in', 'inch-International', 'inch'],
  ['ft', 'foot-International', 'foot'],
  ['cm2', 'squareCentimetre', 'squareCentimeter'],
  ['m2', 'squareMetre', 'squareMeter'],
  ['ha', 'hectare'],
  ['s', 'second-Time', 'second'],
  ['min', 'minute-Time', 'minute'],
  ['h', 'hour'],
  ['day', 'day'],
  ['week', 'week'],
  ['J', 'joule'],
  ['kJ', 'kilojoule'],
  ['MJ', 'megajoule'],
  ['Wh', 'wattHour', 'watthour'],
  ['kWh', 'kilowattHour', 'kilowatthour'],
  ['W', 'watt'],
  ['kW', 'kilowatt']
]

const codeOf: ReadonlyMap<string, string> = new Map(table.flatMap(([code, ...names]) => names.map((name) => [name.toLowerCase(), code] as const)))
const nameOf: ReadonlyMap<string, string> = new Map(table.map(([code, name = '']) => [code, name]))

/** Words for a single thing. */
const ones = new Set(['one', 'each', 'unit', 'item', 'items', 'piece', 'pieces', 'count', 'number', 'c62', 'ea', 'pcs', 'pc', ''])

/** The count of a thing: three of “loaf of bread” are `{loaf of bread}`. */
export const countOf = (thing: string): string => countUnit(thing) ?? '{piece}'

/** Our unit for a name, symbol or label of theirs; undefined when it cannot be one. */
export const unitNamed = (name: string, thing: string): string | undefined => {
  const plain = name.trim()
  if (plain.startsWith('{')) return isUnit(plain) ? plain : undefined
  if (ones.has(plain.toLowerCase())) return countOf(thing)
  const words = plain.replace(/^.*[/#:](?=[^/#:]+$)/, '')
  return codeOf.get(words.toLowerCase()) ?? measureNamed(words)?.code ?? countUnit(words.replace(/[_-]+/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2'))
}

/** Their name for a measure of ours; undefined for a count. */
export const unitThere = (unit: string): string | undefined => nameOf.get(unit)
