/** The wandering edge of a torn sheet, as paths. The same size tears the same way, so nothing jumps. */
import { type Path, type Point, smooth } from '../drawing/ink/path.ts'

export interface Tear {
  /** All of the sheet. */
  readonly sheet: string
  /** The ink line along the torn edge. */
  readonly line: string
  /** The other line that shows. */
  readonly top: string
}

const stepPx = 56
/** How far the edge wanders, to either side of this many px from the sheet's box. */
export const tearPx = 14

const wander = (i: number): number => ((i * 37) % 11) - 5 + (i % 2 === 0 ? -3 : 3)

/** Torn along the left side, cut at the top. */
export const tornDown = (width: number, height: number): Tear => {
  const steps = Math.max(2, Math.ceil(height / stepPx))
  const points = Array.from({ length: steps + 1 }, (_, i): Point => [tearPx + wander(i), (i * (height + 20)) / steps])
  const line: Path = smooth(points, false, 0.2)
  return {
    sheet: `M${width + 20} 4L${tearPx + 8} 1${line.replace('M', 'L')}L${width + 20} ${height + 20}Z`,
    line,
    top: `M${tearPx + 4} 1L${width} 5`
  }
}

/** Torn along the top, for a sheet that comes below the land. */
export const tornAcross = (width: number, height: number): Tear => {
  const steps = Math.max(2, Math.ceil(width / (stepPx * 1.4)))
  const points = Array.from({ length: steps + 1 }, (_, i): Point => [(i * (width + 8)) / steps - 4, tearPx + wander(i) * 0.6])
  const line: Path = smooth(points, false, 0.2)
  return { sheet: `${line}L${width + 8} ${height + 4}L-4 ${height + 4}Z`, line, top: '' }
}
