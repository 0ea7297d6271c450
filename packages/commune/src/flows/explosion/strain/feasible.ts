/**
 * Says whether what was carried out can have been: from the recipes as they were given, without a look at how it was worked out. For
 * tests and for the bench.
 */
import type { Carried } from './carry.ts'
import type { Economy } from './economy.ts'

/** Of a volume; sums of floats differ by less. */
const slack = 1e-6

/** The first thing that is wrong, in words for a developer; undefined when nothing is. */
export function wrongIn(economy: Economy, before: Float64Array, carried: Carried): string | undefined {
  const used = new Float64Array(economy.things)
  const made = new Float64Array(economy.things)
  const volume = Float64Array.from(economy.came)
  for (const { gives } of economy.makers) for (const { thing, usual } of gives) volume[thing] = at(volume, thing) + usual
  const over = (much: number, bound: number, thing: number) => much > bound + slack * (at(volume, thing) + 1e-9)
  let product = 0
  for (const [maker, { capacity, takes, gives, besides = [] }] of economy.makers.entries()) {
    const level = at(carried.level, maker)
    let sum = 0
    for (const { thing, most } of gives) {
      const part = at(carried.product, product++)
      if (!(part >= 0) || over(part, most, thing)) return `maker ${maker} made ${part} of ${thing}, at most ${most}`
      made[thing] = at(made, thing) + part
      sum += part
    }
    if (sum > level * (1 + slack) + 1e-9) return `maker ${maker} made ${sum} out of what goes into ${level}`
    if (level > capacity * (1 + slack) + 1e-9) return `maker ${maker} made ${level}, and can ${capacity}`
    for (const { thing, amount } of takes) used[thing] = at(used, thing) + amount * level
    for (const { thing, amount } of besides) made[thing] = at(made, thing) + amount * level
  }
  for (let thing = 0; thing < economy.things; thing++) {
    const [lay, met, lies] = [at(before, thing), at(carried.met, thing), at(carried.stock, thing)]
    if (over(at(used, thing), lay, thing)) return `${at(used, thing)} of ${thing} went in, and ${lay} lay there`
    if (over(met, lay - at(used, thing), thing)) return `${met} of ${thing} were given away, and ${lay - at(used, thing)} was left`
    if (met < 0 || over(met, economy.wanted[thing] ?? 0, thing)) return `${met} of ${thing} were given away, and fewer wanted`
    const comes = lay - at(used, thing) - met + at(made, thing) + (economy.came[thing] ?? 0)
    if (!(lies >= 0) || over(lies, comes, thing)) return `${lies} of ${thing} lie there, and ${comes} can`
  }
  return undefined
}

const at = (values: Float64Array, index: number): number => values[index] as number
