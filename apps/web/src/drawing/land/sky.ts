/**
 * What stands above the land: sky, sun, moon, stars, hills. All lights are in one drawing; the style sheet shows the sun by
 * day and low at dusk, moon and stars by night.
 */
import { block, glow, grouped, join, type Markup, outlined, placed, printed, stroke } from '../ink/markup.ts'
import { blob, box, type Point, round, short, smooth } from '../ink/path.ts'
import { type Area, holds } from '../ink/area.ts'
import { seeded } from '../ink/seed.ts'

/** The sun with its rays, `r` px in radius. */
export const sun = (r = 24): Markup => join(
  printed(blob(0, 0, r, r, 'sun', 0.03), 'flame', { width: 2.3 }),
  stroke(Array.from({ length: 12 }, (_, i): string => {
    const angle = i / 12 * Math.PI * 2 + 0.1
    const [from, to] = [r + 7, r + 13 + i % 2 * 5]
    return `M${short(Math.cos(angle) * from)} ${short(Math.sin(angle) * from)}` +
      `L${short(Math.cos(angle) * to)} ${short(Math.sin(angle) * to)}`
  }).join(''), 'line', { width: 2.3 }))

/** The moon as it is: `lit` from 0 (new) to 1 (full), growing or not. A new moon is a thin ring. */
export const moon = (r = 24, lit = 0.3, growing = true): Markup => {
  const share = Math.min(1, Math.max(0, lit))
  if (share < 0.04) return stroke(round(0, 0, r), 'flame', { width: 1.6, dash: '2 5' })
  // The terminator is half an ellipse: its half-width runs from r at new to -r at full.
  const edge = Math.abs(1 - 2 * share) * r
  const outer = growing ? 1 : 0
  const inner = (share < 0.5) === growing ? 0 : 1
  return block(
    `M0 ${short(-r)}A${short(r)} ${short(r)} 0 0 ${outer} 0 ${short(r)}A${short(edge)} ${short(r)} 0 0 ${inner} 0 ${short(-r)}Z`,
    'flame'
  )
}

/** Stars in a band of sky, few and still; one in five is a cross. */
export const stars = (seed: string, width: number, top: number, bottom: number, clearOf: readonly Area[] = []): Markup => {
  const chance = seeded('stars:' + seed)
  const count = Math.max(6, Math.min(46, Math.round(width * (bottom - top) / 3400)))
  const at = Array.from(
    { length: count }, (): Point => [chance.between(8, width - 8), chance.between(top, bottom)]
  ).filter(point => !clearOf.some(words => holds(words, point)))
  return join(
    block(at.filter((_, i) => i % 5 !== 0).map(([x, y], i) => round(x, y, i % 3 === 0 ? 1.9 : 1.4)).join(''), 'ink', 0.85),
    stroke(
      at.filter((_, i) => i % 5 === 0).map(([x, y]) => `M${short(x - 4)} ${short(y)}h8M${short(x)} ${short(y - 4)}v8`).join(''),
      'ink', { width: 1.4 }
    ))
}

/** What the sky of a scene needs to know. */
export type Sky = {
  readonly seed: string
  readonly width: number
  readonly height: number
  /** Where the land begins, px from the top. */
  readonly horizon: number
  /** The middle of sun and moon, as shares of the width and of the horizon. */
  readonly sunAt?: readonly [across: number, down: number]
  readonly moon?: { readonly lit: number; readonly growing: boolean }
  readonly sunRadius?: number
  /** Where words stand: no star is drawn there. */
  readonly clearOf?: readonly Area[]
}

/** Sky, sun, moon, stars, two rows of hills and the land down to `height`. */
export const sky = (
  { seed, width, height, horizon, sunAt = [0.28, 0.48], moon: phase, sunRadius = 24, clearOf }: Sky
): Markup => {
  const [x, y] = [width * sunAt[0], horizon * sunAt[1]]
  return join(
    block(box(0, 0, width, horizon + 60), 'sky'),
    clouds(seed, width, horizon),
    grouped(
      'only-moon',
      join(
        stars(seed, width, 14, horizon - 30, clearOf),
        placed(x, y, 1, moon(sunRadius * 0.95, phase?.lit ?? 0.3, phase?.growing ?? true))
      )
    ),
    grouped(
      'only-sun',
      grouped('sun-height', placed(x, y, 1, join(glow(0, 0, sunRadius * 3, sunRadius * 3, 'glow', 0.4), sun(sunRadius))))
    ),
    hills(seed, width, height, horizon))
}

/** Lighter sky above the hills, in long waves, as paper shows through a thin print. */
const clouds = (seed: string, width: number, horizon: number): Markup => {
  const chance = seeded('clouds:' + seed)
  const level = horizon * 0.56
  const rise = Math.min(26, horizon * 0.14)
  const steps = Math.max(2, Math.round(width / 320))
  const points = Array.from({ length: steps + 1 }, (_, i): Point =>
    [i / steps * (width + 160) - 80, level + (i % 2 === 0 ? 0.5 : -0.5) * rise * chance.between(0.6, 1.4)])
  return block(`${smooth(points, false, 0.22)}L${short(width + 80)} ${short(horizon + 40)}L-80 ${short(horizon + 40)}Z`, 'sky2', 0.55)
}

const hills = (seed: string, width: number, height: number, horizon: number): Markup => {
  const row = (name: string, level: number, rise: number, steps: number): string => {
    const chance = seeded(`hills ${name}:${seed}`)
    const points = Array.from({ length: steps + 1 }, (_, i): Point =>
      [i / steps * (width + 120) - 60, level + (i % 2 === 0 ? 0.5 : -0.5) * rise * chance.between(0.5, 1.2)])
    return `${smooth(points, false, 0.2)}L${short(width + 60)} ${short(height + 20)}L-60 ${short(height + 20)}Z`
  }
  const steps = Math.max(3, Math.round(width / 190))
  return join(
    block(row('far', horizon - 40, 24, steps), 'far'),
    block(row('near', horizon - 18, 22, steps + 1), 'near'),
    block(row('land', horizon, 14, steps), 'land'))
}

/** One hill of the horizon glyph size, with ice on top: used where a measure is named in passing. */
export const smallHill = (share: number): Markup => {
  const rise = 10 + Math.min(1, Math.max(0, share)) * 60
  return join(
    printed(
      `M-60 0Q-30 -2 -16 ${short(-rise * 0.7)}Q0 ${short(-rise * 1.2)} 16 ${short(-rise * 0.7)}Q30 -2 60 0Z`, 'near',
      { width: 2.2 }
    ),
    share > 0.5 && outlined(
      `M-12 ${short(-rise * 0.76)}Q0 ${short(-rise * 1.16)} 12 ${short(-rise * 0.76)}l-7 7l-5 -5l-6 6Z`, 'ice', 1.6, 'iceInk'
    ))
}
