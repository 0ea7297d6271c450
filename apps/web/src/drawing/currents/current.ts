/**
 * A current: a commitment or a standing flow. Three strands wander together, what flows rides on them, an arrow ends them.
 * The colour says what kind of thing flows, the rider says it again as a shape, the sentence beside it says it in words.
 */
import type { Colour } from '../../theme/index.ts'
import { type GlyphName, glyphs } from '../glyphs/glyph.ts'
import { grouped, join, type Markup, outlined, placed, stroke } from '../ink/markup.ts'
import { type Path, type Point, short, smooth } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

export type Current = {
  readonly id: string
  /** From source to end, evenly spaced. */
  readonly points: readonly Point[]
  readonly colour: Colour
  readonly rider: GlyphName
  /** How many currents of one thing run together here. */
  readonly merged?: number
  /** Something lent comes back: its strands are dashed. */
  readonly lent?: boolean
}

const ridersMax = 3

/** Offsets a polyline sideways by a distance that may change along the way. */
const beside = (points: readonly Point[], offset: (share: number) => number): Point[] => points.map(([x, y], i) => {
  const [ax, ay] = points[Math.max(0, i - 1)]!
  const [bx, by] = points[Math.min(points.length - 1, i + 1)]!
  const length = Math.hypot(bx - ax, by - ay) || 1
  const away = offset(i / (points.length - 1))
  return [x - (by - ay) / length * away, y + (bx - ax) / length * away]
})

/** Strands lie close at both ends and apart in between. */
const spread = (share: number): number => 0.4 + 0.6 * Math.sin(Math.PI * Math.min(1, Math.max(0, share)))

export const current = ({ id, points, colour, rider, merged = 1, lent = false }: Current): Markup => {
  const chance = seeded('current:' + id)
  const gap = 5 + Math.min(3, merged - 1) * 1.6
  const phase = chance.between(0, 6)
  const strand = (side: number): Path => smooth(
    beside(points, share => side * gap * spread(share) + Math.sin(share * 9 + phase + side) * 1.1), false, 0.18
  )
  return join(
    stroke(smooth(points, false, 0.18), colour, { width: gap * 3, opacity: 0.22 }),
    stroke(strand(-1), colour, { width: 1.9, dash: lent ? '9 8' : '26 7', motion: 'strand-slow' }),
    stroke(strand(1), colour, { width: 1.9, dash: lent ? '9 8' : '26 7', motion: 'strand-slow' }),
    stroke(strand(0), colour, lent ? { width: 2.7, dash: '9 8', motion: 'strand' } : { width: 2.7 }),
    arrow(points, colour),
    ...riders(points, rider))
}

const arrow = (points: readonly Point[], colour: Colour): Markup => {
  const [bx, by] = points.at(-1)!
  const [ax, ay] = points.at(-2)!
  const angle = Math.atan2(by - ay, bx - ax)
  const barb = (turn: number): string => `${short(bx - 14 * Math.cos(angle + turn))} ${short(by - 14 * Math.sin(angle + turn))}`
  return stroke(`M${barb(-0.5)}L${short(bx)} ${short(by)}L${barb(0.5)}`, colour, { width: 3.3 })
}

/** One rider on a short current, three on a long one. */
const riders = (points: readonly Point[], rider: GlyphName): Markup[] => {
  const length = points.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - points[i]![0], y - points[i]![1]), 0)
  const count = Math.min(ridersMax, Math.max(1, Math.floor(length / 110)))
  return Array.from({ length: count }, (_, i) => {
    const place = (i + 0.72) / (count + 0.35) * (points.length - 1)
    const [from, to] = [points[Math.floor(place)]!, points[Math.min(points.length - 1, Math.ceil(place))]!]
    const share = place - Math.floor(place)
    return placed(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, 0.96, grouped('rider', glyphs[rider]))
  })
}

/** A river of a plan: what would come, and the dry part of its bed where something is short. */
export type River = {
  readonly points: readonly Point[]
  readonly widthPx: number
  /** What there is, as a share of what is wanted: 1 fills the bed. */
  readonly full: number
  readonly colour: Colour
}

export const river = ({ points, widthPx, full, colour }: River): Markup => {
  const share = Math.min(1, Math.max(0, full))
  const half = widthPx * share / 2
  const edge = (
    offset: number, phase: number
  ): Path => smooth(beside(points, at => offset + Math.sin(at * 11 + phase) * 1.5), false, 0.2)
  const dry = share < 0.995
  return join(
    dry && stroke(smooth(points, false, 0.2), 'path', { width: widthPx }),
    dry && stroke(edge(widthPx / 2, 0) + edge(-widthPx / 2, 1), 'stateLine', { width: 2.2, dash: '7 6' }),
    share > 0 && join(
      stroke(smooth(points, false, 0.2), colour, { width: Math.max(3, widthPx * share), opacity: 0.6 }),
      stroke(edge(-half, 0) + edge(half, 2), 'limb', { width: 2.2 }),
      stroke(edge(half * 0.5, 4), colour, { width: 4.6, dash: '70 14', motion: 'strand' }),
      ripples(points, half)))
}

const ripples = (points: readonly Point[], half: number): Markup => {
  const marks = points.slice(1, -1).filter((_, i) => i % 2 === 0)
  const one = ([x, y]: Point, i: number): Markup => {
    const next = points[points.findIndex(p => p[0] === x && p[1] === y) + 1]!
    const turn = Math.atan2(next[1] - y, next[0] - x) * 180 / Math.PI
    const across = short(((i * 7) % 5 - 2) * half * 0.2)
    return placed(
      x, y, 1,
      stroke(
        `M-11 ${across}q5.5 -6 11 0q5.5 6 11 0`, i % 2 === 0 ? 'white' : 'line',
        { width: i % 2 === 0 ? 2.5 : 1.7, opacity: i % 2 === 0 ? 1 : 0.6 }
      ),
      turn
    )
  }
  return join(...marks.map(one))
}

/** A spring and a basin mark the ends of a river that begins or ends on open ground. */
export const basin: Markup = join(
  outlined(
    'M-52 0a52 34 0 1 0 104 0a52 34 0 1 0 -104 0Z', 'wood', 2.6
  ), outlined('M-40 -5a40 22 0 1 0 80 0a40 22 0 1 0 -80 0Z', 'wall', 1.8),
  stroke('M-20 -6q10 -8 20 0q10 8 20 0', 'wood2', { width: 2.2 }))

/** A thread between two who belong together: a companion and its partner. */
export const tie = (from: Point, to: Point): Markup => {
  const sag = Math.min(26, Math.hypot(to[0] - from[0], to[1] - from[1]) * 0.25)
  return stroke(
    `M${short(from[0])} ${short(from[1])}` +
    `Q${short((from[0] + to[0]) / 2)} ${short((from[1] + to[1]) / 2 + sag)} ${short(to[0])} ${short(to[1])}`,
    'stateLine', { width: 2, dash: '4 5' }
  )
}

