/**
 * Ratios that are exact, for converting what people write: 21.5 °C is 70.7 °F and not 70.69999999999999. A number is taken as the
 * decimal that is shown of it; the result is rounded once, to the nearest number there is.
 */
export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

/** Reads `12`, `0.25`, `1/3`, `0.3048/60`, and numbers in the form with an `e` that JavaScript shows. */
export const ratioOf = (text: string): Ratio => {
  const [above = '0', below = '1'] = text.split('/')
  return over(decimal(above), decimal(below))
}

export const times = (a: Ratio, b: Ratio): Ratio => lowest(a.n * b.n, a.d * b.d)
export const over = (a: Ratio, b: Ratio): Ratio => lowest(a.n * b.d, a.d * b.n)
export const plus = (a: Ratio, b: Ratio): Ratio => lowest(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Ratio, b: Ratio): Ratio => plus(a, { n: -b.n, d: b.d })

/** More digits than a number holds, so that reading them rounds but once. */
const digitsMax = 30n

export const numberOf = ({ n, d }: Ratio): number => {
  const size = n < 0n ? -n : n
  if (size === 0n) return 0
  const shift = digitsMax - BigInt(String(size).length - String(d).length)
  const whole = shift >= 0n ? (size * 10n ** shift) / d : size / (d * 10n ** -shift)
  // What is left over decides a tie, as one more digit does.
  const exact = shift >= 0n ? (size * 10n ** shift) % d === 0n : size % (d * 10n ** -shift) === 0n
  return Number(`${n < 0n ? '-' : ''}${whole}${exact ? '' : '1'}e${-shift - (exact ? 0n : 1n)}`)
}

function decimal(text: string): Ratio {
  const [mantissa = '0', exponent = '0'] = text.split('e')
  const [whole = '0', part = ''] = mantissa.split('.')
  const power = Number(exponent) - part.length
  const digits = BigInt(whole + part)
  return power >= 0 ? { n: digits * 10n ** BigInt(power), d: 1n } : lowest(digits, 10n ** BigInt(-power))
}

function lowest(n: bigint, d: bigint): Ratio {
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
  while (b > 0n) [a, b] = [b, a % b]
  const by = (a === 0n ? 1n : a) * (d < 0n ? -1n : 1n)
  return { n: n / by, d: d / by }
}
