/**
 * The make and use tables of a national economy as an economy of makers and things. Values are volumes at the prices of the base
 * year, so a coefficient is how much of one thing a volume of another one takes in; the choices are in docs/explosion.md.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../runner/subject.ts'

export interface Table {
  readonly things: readonly string[]
  readonly makers: readonly string[]
  /** `[maker, thing, volume]` */
  readonly make: readonly (readonly [maker: number, thing: number, value: number])[]
  readonly use: readonly (readonly [maker: number, thing: number, value: number])[]
  /** Wanted at the end, by thing; never below nothing. */
  readonly wanted: Float64Array
  /** Came from elsewhere: imports, and what was drawn from stock. */
  readonly came: Float64Array
}

/** Reads the folder, or says plainly that it is not there. */
export function readTable(folder: string): Table {
  if (!existsSync(join(folder, 'make.csv'))) {
    throw new UsageError(
      `There are no input-output tables in ${folder}. Name a folder with sectors.csv, make.csv, use.csv and final_demand.csv: \`--tables FOLDER\`.`
    )
  }
  const rows = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(','))
  const things: string[] = []
  const makers: string[] = []
  for (const [kind, code] of rows('sectors.csv')) (kind === 'commodity' ? things : makers).push(code as string)
  const thingAt = new Map(things.map((code, at) => [code, at]))
  const makerAt = new Map(makers.map((code, at) => [code, at]))
  const cell = (maker: string | undefined, thing: string | undefined, value: string | undefined) =>
    [makerAt.get(maker ?? '') as number, thingAt.get(thing ?? '') as number, Number(value)] as const
  const make = rows('make.csv').map(([maker, thing, value]) => cell(maker, thing, value))
  const use = rows('use.csv').map(([thing, maker, value]) => cell(maker, thing, value))
  const final = new Float64Array(things.length)
  const came = new Float64Array(things.length)
  for (const row of rows('final_demand.csv')) {
    const at = thingAt.get(row[0] as string) as number
    const value = Number(row.at(-1))
    if (row[1] === 'F05000') came[at] = (came[at] as number) - value
    else final[at] = (final[at] as number) + value
  }
  for (const [at, value] of final.entries()) if (value < 0) came[at] = (came[at] as number) - value
  return { things, makers, make, use, wanted: final.map((value) => Math.max(0, value)), came: came.map((value) => Math.max(0, value)) }
}
