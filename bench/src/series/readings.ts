/**
 * Readings as a house has them, from a seed: temperatures, humidity, air, light, power, meters, switches. Sensors tell what they
 * print, in steps of their own, with noise; told a minute apart, by clocks that are off by some hundred milliseconds each time.
 */
export interface Series {
  readonly name: string
  readonly times: Float64Array
  readonly values: Float64Array
}

/** A small generator (xorshift, Marsaglia 2003), as a run must be repeatable. */
export function chance(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
}

/** About normal, spread 1. */
function noise(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3)
}

type Kind = (random: () => number) => (index: number) => number

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places
const day = (index: number): number => Math.sin((index / 1_440) * 2 * Math.PI)

const temperature: Kind = random => {
  let drift = 15 + random() * 10
  return index => round((drift += noise(random) * 0.02) + 2 * day(index) + noise(random) * 0.04, 2)
}

const humidity: Kind = random => {
  let drift = 40 + random() * 20
  return index => round((drift += noise(random) * 0.05) - 4 * day(index) + noise(random) * 0.2, 1)
}

const air: Kind = random => {
  let level = 450
  return () => Math.round((level = Math.max(400, level + noise(random) * 12 + (600 - level) * 0.01)))
}

const light: Kind = random => index => Math.max(0, Math.round(8_000 * Math.max(0, day(index)) * (0.8 + random() * 0.4)))

const power: Kind = random => {
  let load = 180
  return () => {
    if (random() < 0.02) load = 60 + random() * 2_400
    return round(Math.max(0, load + noise(random) * 6), 1)
  }
}

const meter: Kind = random => {
  let count = random() * 30_000
  return index => round((count += Math.max(0, 0.008 + 0.006 * day(index) + noise(random) * 0.003)), 3)
}

/** A probe that measures in sixteenths and prints all of them. */
const probe: Kind = random => {
  let level = 30 + random() * 20
  return () => Math.round((level += noise(random) * 0.05) * 16) / 16
}

/** Told as a float of 32 bits. */
const single: Kind = random => {
  let level = 1_013
  return () => Math.fround(round((level += noise(random) * 0.03), 2))
}

const toggle: Kind = random => {
  let on = false
  return () => Number((on = random() < 0.03 ? !on : on))
}

const kinds: readonly (readonly [string, Kind, parts: number])[] = [
  ['temperature', temperature, 6], ['humidity', humidity, 4], ['air', air, 2], ['light', light, 1], ['power', power, 3],
  ['meter', meter, 1], ['probe', probe, 1], ['pressure', single, 1], ['switch', toggle, 1]
]

const mix = kinds.flatMap(([name, kind, parts]) => Array.from({ length: parts }, () => [name, kind] as const))

/** Readings of many series one after the other, as they would come: of each the first, then of each the second. */
export interface Arrivals {
  readonly names: readonly string[]
  readonly times: Float64Array
  readonly values: Float64Array
}

/** The first `length` of each. They lie in the order they come, so that what is measured is not the memory they come from. */
export function arrivalsOf(all: readonly Series[], length: number): Arrivals {
  const [times, values] = [new Float64Array(all.length * length), new Float64Array(all.length * length)]
  for (const [index, series] of all.entries()) {
    for (let i = 0; i < length; i++) {
      times[i * all.length + index] = series.times[i]!
      values[i * all.length + index] = series.values[i]!
    }
  }
  return { names: all.map(({ name }) => name), times, values }
}

/** `count` series of `length` readings each, `stepMs` apart on average from `fromMs` on. */
export function makeSeries(count: number, length: number, fromMs: number, stepMs: number, seed = 20_261_126): Series[] {
  return Array.from({ length: count }, (_, index) => {
    const random = chance(seed + index * 7_919)
    const [name, kind] = mix[index % mix.length]!
    const next = kind(random)
    const series = { name: `${name}/${index}`, times: new Float64Array(length), values: new Float64Array(length) }
    const begin = fromMs + Math.floor(random() * stepMs)
    for (let i = 0; i < length; i++) {
      // Late by what the network and the device take; never so late that it overtakes another.
      series.times[i] = begin + Math.round(i * stepMs + Math.abs(noise(random)) * 0.005 * stepMs)
      series.values[i] = next(i)
    }
    return series
  })
}
