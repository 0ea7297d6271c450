/**
 * Units, typed by the thing (T6). A unit is a short code: one of the measures below (`kg`, `ml`, `h`, …), or a noun in
 * braces for what is counted (`{loaf}`, `{egg}`, `{jar}`). Two measures of one dimension convert by an exact ratio; a
 * count converts into nothing but itself, so three loaves and two eggs never become five.
 *
 * Household measures are the US customary ones with their exact legal values (1 inch = 25.4 mm, 1 gallon = 231 cubic
 * inches; NIST Handbook 44, appendix C). The spoons of the metric kitchen (15 ml and 5 ml) and its pound (500 g) are measures of their own.
 * Vague ones (pinch, handful, glass, the cup of other languages) are counts; see `household.ts`.
 */

import { householdNoun } from './household.ts'

export type Dimension = 'mass' | 'volume' | 'length' | 'area' | 'time' | 'energy' | 'power'

export interface Measure {
  readonly code: string
  readonly dimension: Dimension
  /** How many of the dimension's base unit (g, ml, mm, cm2, s, J, W), as an exact ratio. */
  readonly n: bigint
  readonly d: bigint
  /** Household measures are shown in halves and quarters, the others in decimals. */
  readonly household: boolean
  /** How people write it; matched as it is first, then in lower case. */
  readonly names: readonly string[]
}

const measure = (code: string, dimension: Dimension, n: bigint, d: bigint, names: string, household = false): Measure => ({
  code,
  dimension,
  n,
  d,
  household,
  names: names.split(' ').filter((name) => name !== '')
})

export const measures: readonly Measure[] = [
  measure('mg', 'mass', 1n, 1_000n, 'milligram milligrams'),
  measure('g', 'mass', 1n, 1n, 'gr gram grams gramme grammes gm gramm gramo gramos grammo grammi'),
  measure('dag', 'mass', 10n, 1n, 'dkg deka dekagramm decagram decagrams'),
  measure('kg', 'mass', 1_000n, 1n, 'kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm kilogramo kilogramos chilo'),
  measure('pfund', 'mass', 500n, 1n, 'pfd', true),
  measure('t', 'mass', 1_000_000n, 1n, 'tonne tonnes tonnen toneladas'),
  measure('oz', 'mass', 28_349_523_125n, 1_000_000_000n, 'ounce ounces', true),
  measure('lb', 'mass', 45_359_237n, 100_000n, 'lbs pound pounds', true),
  measure('ml', 'volume', 1n, 1n, 'mL millilitre millilitres milliliter milliliters mililitro mililitros millilitro millilitri'),
  measure('cl', 'volume', 10n, 1n, 'centilitre centilitres centiliter centiliters'),
  measure('dl', 'volume', 100n, 1n, 'decilitre decilitres deciliter deciliters dezi deziliter'),
  measure('l', 'volume', 1_000n, 1n, 'L litre litres liter liters litro litros litri'),
  measure('m3', 'volume', 1_000_000n, 1n, 'm³'),
  measure('tsp', 'volume', 492_892_159_375n, 100_000_000_000n, 'tsps teaspoon teaspoons', true),
  measure('tbsp', 'volume', 1_478_676_478_125n, 100_000_000_000n, 'T tbsps tbs tablespoon tablespoons', true),
  measure('mtsp', 'volume', 5n, 1n, 'TL tl teelöffel cucharadita cucharaditas cdta cdtas cdita cditas càc cucchiaino cucchiaini', true),
  measure('mtbsp', 'volume', 15n, 1n, 'EL el esslöffel eßlöffel cucharada cucharadas cda cdas càs cucchiaio cucchiai', true),
  measure('floz', 'volume', 295_735_295_625n, 10_000_000_000n, 'fl.oz', true),
  measure('cup', 'volume', 2_365_882_365n, 10_000_000n, 'cups', true),
  measure('pint', 'volume', 473_176_473n, 1_000_000n, 'pints pt', true),
  measure('quart', 'volume', 946_352_946n, 1_000_000n, 'quarts qt', true),
  measure('gal', 'volume', 3_785_411_784n, 1_000_000n, 'gallon gallons', true),
  measure('mm', 'length', 1n, 1n, 'millimetre millimetres millimeter millimeters'),
  measure('cm', 'length', 10n, 1n, 'centimetre centimetres centimeter centimeters zentimeter centímetros centimètres centimetri'),
  measure('m', 'length', 1_000n, 1n, 'metre metres meter meters metros mètres metri'),
  measure('km', 'length', 1_000_000n, 1n, 'kilometre kilometres kilometer kilometers'),
  measure('in', 'length', 254n, 10n, 'inch inches', true),
  measure('ft', 'length', 3_048n, 10n, 'foot feet', true),
  measure('cm2', 'area', 1n, 1n, 'cm²'),
  measure('m2', 'area', 10_000n, 1n, 'm² sqm'),
  measure('ha', 'area', 100_000_000n, 1n, 'hectare hectares'),
  measure('s', 'time', 1n, 1n, 'sec second seconds'),
  measure('min', 'time', 60n, 1n, 'mins minute minutes minuten minutos minuti'),
  measure('h', 'time', 3_600n, 1n, 'hr hrs hour hours std stunde stunden hora horas heure heures'),
  measure('day', 'time', 86_400n, 1n, 'days tage tagen días jours giorni'),
  measure('week', 'time', 604_800n, 1n, 'weeks woche wochen semanas semaines settimane'),
  measure('J', 'energy', 1n, 1n, 'joule joules'),
  measure('kJ', 'energy', 1_000n, 1n, 'kilojoule kilojoules'),
  measure('MJ', 'energy', 1_000_000n, 1n, 'megajoule megajoules'),
  measure('Wh', 'energy', 3_600n, 1n, ''),
  measure('kWh', 'energy', 3_600_000n, 1n, 'kwh'),
  measure('W', 'power', 1n, 1n, 'watt watts'),
  measure('kW', 'power', 1_000n, 1n, 'kilowatt kilowatts kw')
]

const byCode = new Map(measures.map((one) => [one.code, one]))
const byName = new Map(measures.flatMap((one) => [one.code, ...one.names].map((name) => [name, one] as const)))

export const measureOf = (unit: string): Measure | undefined => byCode.get(unit)

/** The measure a person means by this word, if it is one. */
export const measureNamed = (word: string): Measure | undefined => byName.get(word) ?? byName.get(word.toLowerCase())

const countPattern = /^\{[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}' -]{0,38}[\p{L}\p{M}\p{N}])?\}$/u

/** What is counted, when the unit is a count: `{loaf}` gives `loaf`. */
export const nounOf = (unit: string): string | undefined => (unit.startsWith('{') ? unit.slice(1, -1) : undefined)

const countsSeen = new Set<string>()
const countsSeenMax = 10_000

/** True for every code that may stand in a statement. Remembers the counts it has passed: most come again and again. */
export const isUnit = (unit: string): boolean => {
  if (byCode.has(unit) || countsSeen.has(unit)) return true
  if (!countPattern.test(unit) || unit !== unit.toLowerCase() || unit !== unit.normalize('NFC') || unit.includes('  '))
    return false
  if (countsSeen.size < countsSeenMax) countsSeen.add(unit)
  return true
}

/** The unit that counts this noun, or undefined when it cannot be one. */
export const countUnit = (noun: string): string | undefined => {
  const plain = noun.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ')
  const unit = `{${householdNoun(plain) ?? singular(plain)}}`
  return isUnit(unit) ? unit : undefined
}

/** What two units must share to be added: a dimension, or the very same noun. */
export const kindOfUnit = (unit: string): string => byCode.get(unit)?.dimension ?? unit

const irregular = [
  'loaf loaves, knife knives, shelf shelves, half halves, leaf leaves, calf calves, potato potatoes, tomato',
  'tomatoes, mango mangoes, hero heroes, person people, child children, man men, woman women, mouse mice, goose',
  'geese, foot feet, tooth teeth, sheep sheep, fish fish, bus buses, cookie cookies, pie pies, tie ties, lens',
  'lenses, gas gases, series series, scissors scissors, trousers trousers, movie movies, shoe shoes, axe axes',
  'wolf wolves, scarf scarves, bread bread, rice rice, flour flour, cauliflower cauliflowers, piece pieces,',
  'banana bananas, pizza pizzas, tortilla tortillas, pea peas, chickpea chickpeas, olive olives, avocado avocados,',
  'taco tacos, burrito burritos, sofa sofas, idea ideas, photo photos, chilli chillies'
]
  .join(' ')
  .split(', ')
  .map((pair) => pair.split(' ') as [one: string, many: string])
const manyOf = new Map(irregular)
const oneOf = new Map(irregular.map(([one, many]) => [many, one]))

/** One of an English noun: `loaves` gives `loaf`. Words it does not know as plurals stay as they are. */
export const singular = (noun: string): string =>
  lastWord(noun, (word) => {
    const known = oneOf.get(word)
    if (known !== undefined) return known
    if (manyOf.has(word) || word.length < 4) return word
    if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
    if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
    if (/(?:ss|us|is|os|as)$/.test(word)) return word
    return word.endsWith('s') ? word.slice(0, -1) : word
  })

/** Several of an English noun: `loaf` gives `loaves`. */
export const plural = (noun: string): string =>
  lastWord(noun, (word) => {
    const known = manyOf.get(word)
    if (known !== undefined) return known
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
    return /(?:s|sh|ch|x|z)$/.test(word) ? `${word}es` : `${word}s`
  })

function lastWord(noun: string, change: (word: string) => string): string {
  const at = noun.search(/[^\s-]+$/)
  return at < 0 ? noun : noun.slice(0, at) + change(noun.slice(at))
}
