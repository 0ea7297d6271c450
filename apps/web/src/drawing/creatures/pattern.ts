/** Five patterns on a person's body, each cut to the outline by arithmetic. */
import { block, join, type Markup, nothing, stroke } from '../ink/markup.ts'
import { type Point, round, short, smooth, straight } from '../ink/path.ts'
import { seeded } from '../ink/seed.ts'
import type { Body } from './body.ts'
import type { Traits } from './traits.ts'

export const pattern = (body: Body, { key, pattern: kind, second }: Traits): Markup => {
  switch (kind) {
    case 'belly': return block(belly(body), 'white', 0.62)
    case 'stripes': return stroke(stripes(body), second, { width: 3.6, square: true })
    case 'dots': return block(dots(body, key), second)
    case 'scarf': return scarf(body, second)
    case 'half': return block(half(body), second)
  }
}

/** A dome on the front, rising from the hem. */
const belly = ({ span, baseY }: Body): string => {
  const right: Point[] = []
  for (let y = baseY - 22; y <= baseY - 2; y += 4) {
    const [a, b] = span(y)
    const half = Math.min(17.5 * Math.sqrt(Math.max(0, 1 - ((y - (baseY - 7)) / 16) ** 2)), (b - a) / 2 - 3)
    if (half > 1) right.push([50 + half, y])
  }
  const left = right.map(([x, y]): Point => [100 - x, y]).reverse()
  return smooth([[50, baseY - 23.4], ...right, ...left])
}

const stripes = ({ span, baseY }: Body): string => {
  let path = ''
  for (let y = baseY - 21; y < baseY - 3; y += 7.5) {
    const [left, right] = span(y)
    path += `M${short(left + 1.4)} ${short(y)}Q50 ${short(y + 5.5)} ${short(right - 1.4)} ${short(y)}`
  }
  return path
}

const dots = ({ span, baseY }: Body, key: string): string => {
  const chance = seeded('creature dots:' + key)
  const placed: Point[] = []
  for (let tries = 0; placed.length < 8 && tries < 60; tries++) {
    const y = chance.between(baseY - 27, baseY - 4)
    const [left, right] = span(y)
    const x = chance.between(left + 5, right - 5)
    if (right - left > 12 && placed.every(([px, py]) => Math.hypot(px - x, py - y) > 7.5)) placed.push([x, y])
  }
  return placed.map(([x, y]) => round(x, y, 2.7)).join('')
}

const scarf = ({ span, top, heightPx }: Body, colour: Traits['second']): Markup => {
  const y = top[1] + heightPx * 0.6
  const upper = span(y - 4)
  const lower = span(y + 4)
  const band = `M${short(upper[0] + 1.2)} ${short(y - 4)}Q50 ${short(y + 3)} ${short(upper[1] - 1.2)} ${short(y - 4)}` +
    `L${short(lower[1] - 1.2)} ${short(y + 4)}Q50 ${short(y + 11)} ${short(lower[0] + 1.2)} ${short(y + 4)}Z`
  return join(
    block(band, colour),
    stroke(`M59 ${short(y + 5)}q4 7 2.6 15`, 'line', { width: 8.4 }),
    stroke(`M59 ${short(y + 4)}q4 8 2.6 16`, colour, { width: 5.2 }))
}

/** A skirt or trousers: the lowest part in the second colour, with a curved edge. */
const half = ({ span, baseY }: Body): string => {
  const from = baseY - 19
  const ys = [0, 4, 8, 12, 15.5, 18].map(step => from + step)
  const edge = (side: 0 | 1): Point[] => ys.map(y => [span(y)[side] + (side === 0 ? 1.2 : -1.2), y])
  const right = edge(1)
  const left = edge(0).reverse()
  if (right.length === 0) return nothing
  return straight([...right, [50, baseY], ...left]) + `Q50 ${short(from + 6)} ${short(right[0]![0])} ${short(from)}Z`
}
