/**
 * The centre that sees all: a linear program in CPLEX's text form, which is the one that HiGHS' package reads.
 *
 * *Flexible*: every maker chooses how much of each of its products it makes. *Fixed*: each thing comes from its makers in the shares
 * of the base year. Both meet as much as can be met at the end, each thing up to what is wanted; nothing is taken in that is not made
 * or comes from elsewhere.
 */
import type { Economy } from '@commune/commune/explosion'

export interface Highs {
  solve(text: string): { readonly Status: string; readonly ObjectiveValue: number }
}

/** Volumes are told in thousands, so that figures stay near one. */
const scale = 1_000

export function best(highs: Highs, economy: Economy, mix: 'flexible' | 'fixed'): number {
  const { Status, ObjectiveValue } = highs.solve(program(economy, mix))
  if (Status !== 'Optimal') throw new Error(`HiGHS says of the ${mix} optimum: ${Status}`)
  return ObjectiveValue * scale
}

function program(economy: Economy, mix: 'flexible' | 'fixed'): string {
  const rows = economy.wanted.map((): string[] => [])
  const bounds: string[] = []
  const makers: string[] = []
  const goals: string[] = []
  const usual = economy.wanted.map(() => 0)
  for (const { gives } of economy.makers) for (const product of gives) usual[product.thing] = (usual[product.thing] ?? 0) + product.usual
  for (const [thing, want] of economy.wanted.entries()) {
    if (want > 0) {
      goals.push(`+ f${thing}`)
      rows[thing]?.push(`- f${thing}`)
      bounds.push(` 0 <= f${thing} <= ${number(want / scale)}`)
    }
    if (mix === 'fixed' && (usual[thing] ?? 0) > 0) rows[thing]?.push(`+ q${thing}`)
  }
  for (const [maker, { capacity, takes, gives, besides = [] }] of economy.makers.entries()) {
    bounds.push(` 0 <= x${maker} <= ${number(capacity / scale)}`)
    for (const { thing, amount } of takes) rows[thing]?.push(`- ${number(amount)} x${maker}`)
    for (const { thing, amount } of besides) rows[thing]?.push(`+ ${number(amount)} x${maker}`)
    const parts: string[] = []
    for (const { thing, most, usual: often } of gives) {
      if (mix === 'fixed') {
        if (often > 0) parts.push(`- ${number(often / (usual[thing] ?? 1))} q${thing}`)
        continue
      }
      parts.push(`- y${maker}_${thing}`)
      rows[thing]?.push(`+ y${maker}_${thing}`)
      bounds.push(` 0 <= y${maker}_${thing} <= ${number(most / scale)}`)
    }
    makers.push(` m${maker}: x${maker} ${parts.join('\n ')} = 0`)
  }
  const things = rows.flatMap((row, thing) =>
    row.length === 0 ? [] : [` t${thing}: ${row.join('\n ')} >= ${number(-(economy.came[thing] ?? 0) / scale)}`]
  )
  return ['Maximize', ` met: ${goals.join('\n ')}`, 'Subject To', ...makers, ...things, 'Bounds', ...bounds, 'End'].join('\n')
}

const number = (value: number): string => String(Number(value.toPrecision(12)))
