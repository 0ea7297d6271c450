/** Hatching: parallel strokes inside an outline, cut at its edge without a clip path, so that no ids are needed. */
import { type Path, type Point, short } from './path.ts'

/** The slant of shade, in degrees. */
export const shadeSlant = 38
/** The slant of ice, in degrees. */
export const iceSlant = -38

/** Strokes at `slant` degrees from the vertical, `gap` px apart, inside a closed outline of straight pieces. */
export const hatch = (outline: readonly Point[], slant: number, gap = 7): Path => {
  const turn = slant * Math.PI / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  // Turn the outline so that the strokes stand upright, cut it with verticals, and turn the pieces back.
  const upright = outline.map(([x, y]): Point => [x * cos + y * sin, -x * sin + y * cos])
  const xs = upright.map(point => point[0])
  let path = ''
  for (let x = Math.ceil(Math.min(...xs) / gap) * gap; x < Math.max(...xs); x += gap) {
    const cuts = crossings(upright, x)
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const [top, bottom] = [cuts[i]!, cuts[i + 1]!]
      if (bottom - top < 3) continue
      path += `M${short(x * cos - top * sin)} ${short(x * sin + top * cos)}` +
        `L${short(x * cos - bottom * sin)} ${short(x * sin + bottom * cos)}`
    }
  }
  return path
}

const crossings = (outline: readonly Point[], x: number): number[] => {
  const found: number[] = []
  for (let i = 0; i < outline.length; i++) {
    const [ax, ay] = outline[i]!
    const [bx, by] = outline[(i + 1) % outline.length]!
    if ((ax <= x) !== (bx <= x)) found.push(ay + (x - ax) / (bx - ax) * (by - ay))
  }
  return found.sort((p, q) => p - q)
}
