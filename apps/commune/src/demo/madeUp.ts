/**
 * What is made up for the demo beside what was recorded: plausible, the same at each start, a function of the moment alone. No sensor ever
 * told any of it, and the things that tell it say so.
 */
const hourMs = 3_600_000
const dayMs = 86_400_000
/** Meters began at nothing then. */
const begunMs = Date.UTC(2026, 0, 1)

/** A number from 0 to 1 that looks like chance. */
const noise = (kind: number, n: number): number => {
  const wave = Math.sin(n * 12.9898 + kind * 78.233) * 43_758.5453
  return wave - Math.floor(wave)
}
/** The same, without jumps: a value for each span, and a straight way from one to the next. */
const smooth = (kind: number, ms: number, spanMs: number): number => {
  const at = ms / spanMs
  const n = Math.floor(at)
  return noise(kind, n) + (noise(kind, n + 1) - noise(kind, n)) * (at - n)
}

const hourOf = (ms: number): number => (ms % dayMs) / hourMs
/** 0 at night, 1 at noon. */
const sun = (ms: number): number => Math.max(0, Math.sin((Math.PI * (hourOf(ms) - 6.5)) / 10))
const clear = (ms: number): number => 0.25 + 0.75 * smooth(1, ms, 4 * hourMs)

export const lux = (ms: number): number => Math.round(sun(ms) ** 1.4 * clear(ms) * 24_000 + (hourOf(ms) > 5.5 && hourOf(ms) < 17.5 ? 12 : 0.4))
export const soil = (ms: number): number => round(37 + 8 * Math.sin((2 * Math.PI * ms) / (5.3 * dayMs)) + 2 * smooth(2, ms, 6 * hourMs), 0.5)
export const tank = (ms: number): number => round(520 + 330 * Math.sin((2 * Math.PI * ms) / (11 * dayMs)) + 40 * smooth(3, ms, 12 * hourMs), 1)
export const charge = (ms: number): number => round(Math.min(100, Math.max(8, 55 - 34 * Math.cos((2 * Math.PI * (hourOf(ms) - 4)) / 24) + 14 * (smooth(4, ms, dayMs) - 0.5))), 1)
export const power = (ms: number): number => round(180 + 900 * share(house, ms) * 24 * 0.3 + 220 * smooth(5, ms, hourMs), 1)

/** Which share of a day is used in which of its hours. */
const house = [1, 1, 1, 1, 1, 2, 5, 7, 5, 3, 3, 5, 7, 4, 3, 3, 4, 6, 9, 8, 6, 5, 3, 2]
const kitchen = [0, 0, 0, 0, 0, 3, 9, 8, 4, 3, 4, 8, 9, 5, 2, 2, 3, 6, 10, 9, 7, 5, 2, 1]
const sunny = [0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 9, 11, 12, 11, 9, 6, 3, 1, 0, 0, 0, 0, 0, 0]
const share = (shape: readonly number[], ms: number): number => (shape[Math.floor(hourOf(ms))] ?? 0) / shape.reduce((all, each) => all + each, 0)

/** A meter that only grows: so much a day, more on some than on others, spread over its hours. */
const meter = (kind: number, perDay: number, shape: readonly number[]): ((ms: number) => number) => {
  const whole = shape.reduce((all, each) => all + each, 0)
  const ofDay = (day: number): number => perDay * (0.6 + 0.8 * noise(kind, day))
  const sums: number[] = [0]
  return (ms) => {
    const days = Math.max(0, Math.floor((ms - begunMs) / dayMs))
    while (sums.length <= days) sums.push((sums.at(-1) as number) + ofDay(sums.length - 1))
    const hour = hourOf(ms)
    const passed = shape.slice(0, Math.floor(hour)).reduce((all, each) => all + each, 0) + (shape[Math.floor(hour)] ?? 0) * (hour % 1)
    return (sums[days] as number) + (ofDay(days) * passed) / whole
  }
}

const used = meter(6, 0.46, kitchen)
/** With a tap that drips: two litres an hour, day and night. */
export const water = (ms: number): number => round(used(ms) + ((ms - begunMs) / hourMs) * 0.002, 0.001)
const spent = meter(7, 9.4, house)
export const energy = (ms: number): number => round(spent(ms), 0.01)
const sunned = meter(8, 7.1, sunny)
export const made = (ms: number): number => round(sunned(ms), 0.01)

function round(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(3))
}
