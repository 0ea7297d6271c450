/**
 * What a sensed number is counted in: codes, the ways they are written, dimensions, and conversion.
 *
 * A unit this program does not know is still a unit: it compares with itself and with nothing else, so that `5 blips` of an odd
 * device serve in a rule. A number without a unit compares with numbers without one.
 */
import { minus, numberOf, over, plus, type Ratio, ratioOf, times } from './exact.ts'
import { table, zeros } from './table.ts'

export interface Unit {
  /** As it is stored and shown: `°C`, `m³/h`. */
  readonly code: string
  readonly dimension: string
  readonly names: readonly string[]
  readonly size: Ratio
  readonly zero: Ratio
}

const none = ratioOf('0')

const read = (dimension: string, line: string): Unit => {
  // The only code with a space in it.
  const [code = '', size = '1', ...names] = line.replace('UV index', 'UV_index').split(' ')
  const shown = code.replace('_', ' ')
  return { code: shown, dimension, names, size: ratioOf(size), zero: ratioOf(zeros[shown] ?? '0') }
}

export const units: readonly Unit[] = Object.entries(table).flatMap(([dimension, lines]) =>
  lines.split('; ').map((line) => read(dimension, line))
)

const byCode = new Map(units.map((unit) => [unit.code, unit]))
const byName = new Map(units.flatMap((unit) => [unit.code, ...unit.names].map((name) => [name, unit] as const)))
// Names that differ in capitals alone (mW and MW) are told apart by them; all others may be written in any.
const folded = new Map<string, Unit | undefined>()
for (const [name, unit] of byName) {
  const small = name.toLowerCase()
  folded.set(small, folded.has(small) && folded.get(small) !== unit ? undefined : unit)
}

export const unitOf = (code: string): Unit | undefined => byCode.get(code)

/** The unit that is written so: by its code, by another name, with either of the two signs for micro, in any case where that is clear. */
export const unitNamed = (written: string): Unit | undefined => {
  const text = written.trim().normalize('NFC').replaceAll('\u00b5', '\u03bc')
  return byName.get(text) ?? folded.get(text.toLowerCase())
}

/** The code of a unit as a device writes it: that of a known one, or what was written. */
export const unitCode = (written: string): string =>
  unitNamed(written)?.code ?? written.trim().normalize('NFC').slice(0, unitCharsMax)

export const unitCharsMax = 40

/** What two units must share to be compared. Units that are not known share it with themselves alone. */
export const dimensionOf = (code: string | undefined): string =>
  code === undefined ? 'number' : (byCode.get(code)?.dimension ?? `“${code}”`)

export const sameDimension = (a: string | undefined, b: string | undefined): boolean => dimensionOf(a) === dimensionOf(b)

/** The value in another unit of its dimension; undefined when there is no way from the one to the other. Rounded once. */
export const convertUnit = (value: number, from: string | undefined, to: string | undefined): number | undefined =>
  by(value, from, to, (ratio, a, b) => over(minus(plus(times(ratio, a.size), a.zero), b.zero), b.size))

/** A difference in another unit: ten degrees more in °C are eighteen more in °F. */
export const convertDifference = (value: number, from: string | undefined, to: string | undefined): number | undefined =>
  by(value, from, to, (ratio, a, b) => over(times(ratio, a.size), b.size))

function by(
  value: number,
  from: string | undefined,
  to: string | undefined,
  convert: (ratio: Ratio, a: Unit, b: Unit) => Ratio
): number | undefined {
  if (from === to) return value
  const [a, b] = [unitOf(from ?? ''), unitOf(to ?? '')]
  if (a === undefined || b === undefined || a.dimension !== b.dimension || !Number.isFinite(value)) return undefined
  const ratio = value === 0 ? none : ratioOf(String(value))
  return numberOf(convert(ratio, a, b))
}

/** Codes of all units of the dimension of this one. */
export const siblings = (code: string | undefined): readonly string[] => {
  const unit = unitOf(code ?? '')
  return unit === undefined
    ? code === undefined
      ? []
      : [code]
    : units.filter(({ dimension }) => dimension === unit.dimension).map((one) => one.code)
}
