/**
 * Numbers, truth and times from what a message said, as Home Assistant's `int`, `float`, `bool` and `as_timestamp` read them: with a
 * default they fall back on it, without one they refuse what is no number.
 */
import { fail, Float, floatOf, isNumber, kindOf, numberOf, type Py, textOf, wholeNumber } from './values.ts'

const floatPattern = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/

const orElse = (of: Py, has: boolean, fallback: Py, what: string): Py =>
  has && of !== undefined
    ? fallback
    : fail(of === undefined ? 'what it looks for is not there' : `${shown(of)} is not ${what}`, of === undefined)

const shown = (of: Py): string => (typeof of === 'string' ? `“${of.slice(0, 40)}”` : kindOf(of))

export function asFloat(of: Py, has: boolean, fallback: Py): Py {
  const n = numberOf(of)
  if (n !== undefined) return new Float(n)
  const said = typeof of === 'string' ? of.trim() : ''
  return floatPattern.test(said) ? floatOf(Number(said.replaceAll('_', ''))) : orElse(of, has, fallback, 'a number')
}

export function asInt(of: Py, has: boolean, fallback: Py, base: Py = 10): Py {
  const n = numberOf(of)
  if (n !== undefined) return Number.isFinite(n) ? wholeNumber(Math.trunc(n)) : orElse(of, has, fallback, 'a whole number')
  const said = typeof of === 'string' ? of.trim() : ''
  const radix = numberOf(base) ?? 10
  if (radix === 10 && floatPattern.test(said)) return wholeNumber(Math.trunc(Number(said.replaceAll('_', ''))))
  const digits = said.replace(/^([+-]?)0[xob]/i, '$1')
  const read = radix >= 2 && radix <= 36 && /^[+-]?[0-9a-z]+$/i.test(digits) ? Number.parseInt(digits, radix) : Number.NaN
  // parseInt stops at the first digit that is too large; only a whole reading counts.
  const isWhole =
    Number.isSafeInteger(read) &&
    read.toString(radix) ===
      digits
        .replace(/^\+/, '')
        .replace(/^(-?)0+(?=.)/, '$1')
        .toLowerCase()
  return isWhole ? read : orElse(of, has, fallback, 'a whole number')
}

export function asBool(of: Py, has: boolean, fallback: Py): Py {
  if (typeof of === 'boolean') return of
  if (isNumber(of)) return numberOf(of) !== 0
  const said = textOf(of).trim().toLowerCase()
  if (['1', 'true', 'yes', 'on', 'enable'].includes(said)) return true
  if (['0', 'false', 'no', 'off', 'disable'].includes(said)) return false
  // Here alone a default also stands for what is not there.
  return has ? fallback : orElse(of, false, undefined, 'a yes or no')
}

/** Python's rounding: halves go to the even neighbour. `kind` as in Home Assistant: common, floor, ceil, half. */
export function rounded(of: Py, digits: number, kind: string, has: boolean, fallback: Py): Py {
  const n = numberOf(of) ?? numberOf(asFloat(of, true, undefined))
  if (n === undefined) return orElse(of, has, fallback, 'a number')
  if (!Number.isInteger(digits) || Math.abs(digits) > 15) fail('round needs 0 to 15 digits')
  const scale = 10 ** digits
  if (kind === 'ceil') return result(Math.ceil(n * scale) / scale, digits)
  if (kind === 'floor') return result(Math.floor(n * scale) / scale, digits)
  if (kind === 'half') return result(Math.round(n * 2) / 2, 1)
  const scaled = n * scale
  const low = Math.floor(scaled)
  const up = scaled - low > 0.5 || (scaled - low === 0.5 && low % 2 !== 0)
  return result((up ? low + 1 : low) / scale, digits)
}

const result = (n: number, digits: number): Py => (digits === 0 && Number.isSafeInteger(n) ? n : floatOf(n))

/** Seconds since 1970. A time without a zone could be any: it is not guessed. */
export function asTimestamp(of: Py, has: boolean, fallback: Py): Py {
  if (isNumber(of)) return of
  const said = typeof of === 'string' ? of.trim() : ''
  const ms = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(said)
    ? Date.parse(said.replace(' ', 'T'))
    : Number.NaN
  return Number.isFinite(ms) ? floatOf(ms / 1000) : orElse(of, has, fallback, 'a time with its zone')
}
