/**
 * What an agreement would have done: a column for each night, dusk on top, dawn below. Another agreement's hours are hatched, across
 * all nights or in those it acted in; where both would have acted at once is ringed. There is no clock axis; exact times are one tap
 * away.
 */
import { block, join, type Markup, stroke } from '../ink/markup.ts'
import { hatch, iceSlant } from '../ink/hatch.ts'
import { box, short } from '../ink/path.ts'

/** A span of a night: 0 is dusk, 1 is dawn. */
export type Span = { readonly from: number; readonly to: number }

export type Night = {
  readonly acted: readonly Span[]
  /** When another agreement acted in this night. */
  readonly other?: readonly Span[]
  /** When both acted and asked different things; where it is left out, whenever both acted. */
  readonly both?: readonly Span[]
  /** Of this night nothing is known. */
  readonly unknown?: boolean
}

const spanPxLeast = 8
/** Beyond that many bars of one strip nobody sees one from the other, and neighbours are drawn as one. */
const barsMax = 2_000

/**
 * The strip. `others` are bands in which another agreement acts every night.
 */
export const replay = (nights: readonly Night[], others: readonly Span[], width: number, height: number): Markup => {
  const column = width / Math.max(1, nights.length)
  const y = (share: number): number => Math.min(1, Math.max(0, share)) * height
  const bars: string[] = []
  const rings: string[] = []
  const gaps: string[] = []
  const hatched: Markup[] = []
  nights.forEach(({ acted, other = [], both: fought, unknown }, i) => {
    for (const span of other) hatched.push(band(i * column, column, y(span.from), y(span.to)))
    if (unknown) gaps.push(`M${short(i * column + column * 0.3)} ${short(height / 2)}h${short(column * 0.4)}`)
    for (const span of acted) {
      if (bars.length >= barsMax) break
      const [top, tall] = [y(span.from), Math.max(spanPxLeast, y(span.to) - y(span.from))]
      const at = { x: i * column + column * 0.16, y: Math.min(height - tall - 2, top), width: column * 0.68, height: tall }
      bars.push(rounded(at.x, at.y, at.width, at.height, 3))
      const both = (fought ?? [...others, ...other]).filter(each => span.from < each.to && span.to > each.from)
      for (const each of both) {
        const [from, to] = [Math.max(at.y, y(Math.max(span.from, each.from))), Math.min(at.y + tall, y(Math.min(span.to, each.to)))]
        const high = Math.max(spanPxLeast, to - from)
        rings.push(rounded(at.x - 4, Math.min(from, height - high - 4) - 4, at.width + 8, high + 8, 6))
      }
    }
  })
  return join(
    block(box(0, 0, width, height), 'nightStrip'),
    ...others.map(other => band(0, width, y(other.from), y(other.to))),
    ...hatched,
    stroke(
      nights.slice(1).map((_, i) => `M${short((i + 1) * column)} 2v${short(height - 4)}`).join(''), 'nightRule', { width: 1.4 }
    ),
    gaps.length > 0 && stroke(gaps.join(''), 'nightRule', { width: 3, dash: '4 6' }),
    bars.length > 0 && block(bars.join(''), 'flame'),
    rings.length > 0 && stroke(rings.join(''), 'eye', { width: 2.4 }),
    stroke(box(0, 0, width, height), 'limb', { width: 2.4 }))
}

const band = (left: number, width: number, top: number, bottom: number): Markup => join(
  block(box(left, top, width, Math.max(2, bottom - top)), 'ice', 0.2),
  stroke(hatch([[left, top], [left + width, top], [left + width, bottom], [left, bottom]], iceSlant, 9), 'ice', { width: 1.4, opacity: 0.5 }),
  stroke(`M${short(left)} ${short(top)}h${short(width)}M${short(left)} ${short(bottom)}h${short(width)}`, 'ice', { width: 1.6, dash: '7 5' }))

const rounded = (x: number, y: number, width: number, height: number, r: number): string => {
  const corner = Math.min(r, height / 2, width / 2)
  const [w, h] = [width - corner * 2, height - corner * 2]
  return `M${short(x + corner)} ${short(y)}h${short(w)}q${corner} 0 ${corner} ${corner}v${short(h)}` +
    `q0 ${corner} ${-corner} ${corner}` +
    `h${short(-w)}q${-corner} 0 ${-corner} ${-corner}v${short(-h)}q0 ${-corner} ${corner} ${-corner}Z`
}
