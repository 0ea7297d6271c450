/** What is known of names and amounts, as those ask for it who compare amounts by their kind: mass, volume, or what is counted. */
import { kindOfUnit, measureOf, type Quantity } from '../quantity/index.ts'
import type { NamesView } from './names/index.ts'
import type { ThingNames } from './recipes/index.ts'

/** A unit of each kind that has measures; a count is a unit of its own. */
const unitOf: ReadonlyMap<string, string> = new Map([
  ['mass', 'g'], ['volume', 'ml'], ['length', 'mm'], ['area', 'cm2'], ['time', 's'], ['energy', 'J'], ['power', 'W']
])

/** Amounts go from one kind to another by what was said of the thing; what nobody said is undefined, never guessed. */
export const namesByKind = (names: NamesView): ThingNames => ({
  get version() {
    return names.version
  },
  keyOf: (name) => names.keyOf(name),
  inKind(thing: string, quantity: Quantity, kind: string): Quantity | undefined {
    if (kindOfUnit(quantity.unit) === kind) return quantity
    const unit = unitOf.get(kind) ?? (measureOf(kind) ? undefined : kind)
    const converted = unit === undefined ? undefined : names.convert(quantity, unit, thing)
    return converted?.ok ? converted.value.quantity : undefined
  }
})
