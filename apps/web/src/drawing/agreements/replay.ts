/**
 * What an agreement would have done: a column for each night, dusk on top, dawn below. Another agreement's hours are a
 * hatched band; where both would have acted at once is ringed. There is no clock axis; exact times are one tap away.
 */
import { block, join, type Markup, stroke } from '../ink/markup.ts'
import { hatch, iceSlant } from '../ink/hatch.ts'
import { box, short } from '../ink/path.ts'

/** A span of a night: 0 is dusk, 1 is dawn. */
export type Span = { readonly from: number; readonly to: number }

export type Night = { readonly acted: readonly Span[] }

const spanPxLeast = 8

/** The strip. `others` are bands in which another agreement acts every night. */
export const replay = (nights: readonly Night[], others: readonly Span[], width: number, height: number): Markup => {
  const column = width / Math.max(1, nights.length)
  const y = (share: number): number => Math.min(1, Math.max(0, share)) * height
  const bars: string[] = []
  const rings: string[] = []
  nights.forEach(({ acted }, i) => {
    for (const span of acted) {
      const [top, tall] = [y(span.from), Math.max(spanPxLeast, y(span.to) - y(span.from))]
      const at = { x: i * column + column * 0.16, y: Math.min(height - tall - 2, top), width: column * 0.68, height: tall }
      bars.push(rounded(at.x, at.y, at.width, at.height, 3))
      if (
        others.some(other => span.from < other.to && span.to > other.from)
      ) rings.push(rounded(at.x - 5, at.y - 5, at.width + 10, at.height + 10, 6))
    }
  })
  return join(
    block(box(0, 0, width, height), 'nightStrip'),
    ...others.map(other => {
      const [top, bottom] = [y(other.from), y(other.to)]
      return join(
        block(box(0, top, width, bottom - top), 'ice', 0.2),
        stroke(hatch([[0, top], [width, top], [width, bottom], [0, bottom]], iceSlant, 9), 'ice', { width: 1.4, opacity: 0.5 }),
        stroke(`M0 ${short(top)}h${short(width)}M0 ${short(bottom)}h${short(width)}`, 'ice', { width: 1.6, dash: '7 5' }))
    }),
    stroke(
      nights.slice(1).map((_, i) => `M${short((i + 1) * column)} 2v${short(height - 4)}`).join(''), 'nightRule', { width: 1.4 }
    ),
    bars.length > 0 && block(bars.join(''), 'flame'),
    rings.length > 0 && stroke(rings.join(''), 'eye', { width: 2.4 }),
    stroke(box(0, 0, width, height), 'limb', { width: 2.4 }))
}

const rounded = (x: number, y: number, width: number, height: number, r: number): string => {
  const corner = Math.min(r, height / 2, width / 2)
  const [w, h] = [width - corner * 2, height - corner * 2]
  return `M${short(x + corner)} ${short(y)}h${short(w)}q${corner} 0 ${corner} ${corner}v${short(h)}` +
    `q0 ${corner} ${-corner} ${corner}` +
    `h${short(-w)}q${-corner} 0 ${-corner} ${-corner}v${short(-h)}q0 ${-corner} ${corner} ${-corner}Z`
}
