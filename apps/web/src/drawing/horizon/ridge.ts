/**
 * The horizon: one hill for each measure. The higher the hill, the more hangs on a single ware; the dotted line is last
 * time. A frozen hill wears ice; on a melting one it is less, and streams run down. No hill is a person.
 */
import { block, join, type Markup, nothing, outlined, stroke } from '../ink/markup.ts'
import { type Point, short, smooth, straight } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'

export type Hill = {
  readonly id: string
  /** The share that hangs on one, 0 to 1. */
  readonly share: number
  /** The share last time, where it is known. */
  readonly before?: number
  readonly state?: 'frozen' | 'melting'
}

export type Ridge = {
  readonly markup: Markup
  /** For each hill, where its top is and where its words may stand: px in the drawing's box. */
  readonly hills: readonly {
    readonly id: string; readonly x: number; readonly topY: number; readonly wordsY: number; readonly bandPx: number
  }[]
}

const stepPx = 10

/** Draws hills side by side in a box. The level ground lies at four fifths of the height. */
export const ridge = (hills: readonly Hill[], width: number, height: number, seed = 'ridge'): Ridge => {
  const level = height * 0.8
  const most = height * 0.72
  const bandPx = width / Math.max(1, hills.length)
  const middles = hills.map((_, i) => (i + 0.5) * bandPx)
  const phase = seeded('ridge:' + seed).between(0, 6)
  const rise = (x: number, share: (hill: Hill) => number): number => hills.reduce((sum, hill, i) => {
    const part = Math.min(1, Math.max(0, share(hill)))
    // A tall hill is steeper than a low one, as wide as its band at the foot.
    const away = (x - middles[i]!) / (bandPx * (0.34 - part * 0.1))
    return sum + part * most / (1 + away * away) ** 1.6
  }, 7 + Math.sin(x / 57 + phase) * 4)
  const line = (share: (hill: Hill) => number): Point[] =>
    Array.from(
      { length: Math.ceil((width + 80) / stepPx) + 1 }, (_, i): Point => [i * stepPx - 40, level - rise(i * stepPx - 40, share)]
    )
  const now = line(hill => hill.share)
  const closed = `L${short(width + 60)} ${short(height + 20)}L-60 ${short(height + 20)}Z`
  const edge = smooth(now, false, 0.17)
  return {
    hills: hills.map(
      (hill, i) => (
        { id: hill.id, x: middles[i]!, topY: level - rise(middles[i]!, each => each.share), wordsY: level + 8, bandPx }
      )
    ),
    markup: join(
      block(far(width, level, seed) + closed, 'sky2'),
      block(edge + closed, 'land'),
      ...hills.map(
        (hill, i) => hill.state ? cap(hill, now.filter(([x]) => Math.abs(x - middles[i]!) < bandPx * 0.46), level) : nothing
      ),
      hills.some(hill => hill.before !== undefined) && stroke(
        smooth(line(hill => hill.before ?? hill.share), false, 0.17), 'stateLine', { width: 2, dash: '2 9', opacity: 0.75 }
      ),
      stroke(edge, 'stateLine', { width: 3 }))
  }
}

const far = (width: number, level: number, seed: string): string => {
  const chance = seeded('ridge far:' + seed)
  return smooth(
    Array.from({ length: 7 }, (_, i): Point => [i / 6 * (width + 80) - 40, level - 46 - chance.between(0, 44)]), false, 0.2
  )
}

/** Ice on a summit: down to half the hill when frozen, a quarter when melting; its lower edge is jagged. */
const cap = (hill: Hill, slope: readonly Point[], level: number): Markup => {
  const top = Math.min(...slope.map(([, y]) => y))
  const edgeY = top + (level - top) * (hill.state === 'frozen' ? 0.48 : 0.26)
  const above = slope.filter(([, y]) => y < edgeY)
  if (above.length < 3) return nothing
  const [left, right] = [above[0]![0], above.at(-1)![0]]
  const teeth = Math.max(4, Math.round((right - left) / 16))
  const jagged = Array.from(
    { length: teeth + 1 }, (_, i): Point => [right - (right - left) * i / teeth, edgeY + (i % 2 === 0 ? -5 : 15)]
  )
  const middle = above.reduce((best, point) => point[1] < best[1] ? point : best)
  return join(
    outlined(straight([...above, ...jagged], true), 'ice', 2, 'iceInk'),
    stroke(
      `M${short(middle[0] - 3)} ${short(middle[1] + 6)}L${short(middle[0] - 16)} ${short(edgeY - 2)}` +
      `M${short(middle[0] + 3)} ${short(middle[1] + 8)}L${short(middle[0] + 14)} ${short(edgeY - 4)}`,
      'iceInk', { width: 1.6, opacity: 0.6 }
    ),
    hill.state === 'melting' && stroke(
      `M${short(middle[0] - 8)} ${short(edgeY + 12)}q-9 22 4 44q9 20 -4 42M${short(middle[0] + 16)} ${short(edgeY + 8)}` +
      `q11 20 2 40`, 'waterInk', { width: 3, opacity: 0.85 }))
}
