/**
 * A record of one reading, drawn small: what was told at moments as a line, what was gathered in spans as blocks with their level on
 * top, and a span whose number is held back as hatching. Where nothing is known the line breaks; nothing is made up between.
 */
import { hatch, shadeSlant } from '../ink/hatch.ts'
import { block, join, type Markup, stroke } from '../ink/markup.ts'
import { box, short, straight } from '../ink/path.ts'

export type RecordPart =
  | { readonly is: 'moment'; readonly atMs: number; readonly value: number }
  | { readonly is: 'span'; readonly fromMs: number; readonly toMs: number; readonly value: number; readonly least?: number; readonly most?: number }
  /** Something is told of this span, and not how much. */
  | { readonly is: 'held-back'; readonly fromMs: number; readonly toMs: number }

export interface RecordScale {
  readonly fromMs: number
  readonly toMs: number
  readonly least: number
  readonly most: number
  /** A longer silence between two moments breaks the line. */
  readonly breakMs: number
}

/** More than there are pixels is not drawn. */
const partsMax = 4_000
const edge = 4

export const record = (parts: readonly RecordPart[], scale: RecordScale, width: number, height: number): Markup => {
  const { fromMs, toMs, least, most, breakMs } = scale
  const x = (ms: number): number => Math.min(width - 2, Math.max(2, 2 + ((ms - fromMs) / Math.max(1, toMs - fromMs)) * (width - 4)))
  const y = (value: number): number => (most > least ? height - edge - Math.min(1, Math.max(0, (value - least) / (most - least))) * (height - edge * 2) : height / 2)
  const [lines, tops, sides] = [[] as string[], [] as string[], [] as string[]]
  const [blocks, spreads, held]: [string[], string[], Markup[]] = [[], [], []]
  let run: [number, number][] = []
  let lastMs = Number.NEGATIVE_INFINITY
  const end = (): void => {
    if (run.length === 1) lines.push(`M${short(run[0]![0] - 1)} ${short(run[0]![1])}h2`)
    else if (run.length > 1) lines.push(straight(run))
    run = []
  }
  for (const part of parts.slice(-partsMax)) {
    if (part.is === 'moment') {
      if (part.atMs - lastMs > breakMs) end()
      run.push([x(part.atMs), y(part.value)])
      lastMs = part.atMs
      continue
    }
    const [left, right] = [x(part.fromMs), x(part.toMs)]
    const wide = Math.max(1, right - left - (right - left > 8 ? 2 : 0))
    if (part.is === 'held-back') {
      const top = height * 0.7
      held.push(stroke(hatch([[left, top], [left + wide, top], [left + wide, height - 2], [left, height - 2]], shadeSlant, 6), 'ink2', { width: 1.4, opacity: 0.8 }))
      continue
    }
    const top = y(part.value)
    blocks.push(box(left, top, wide, Math.max(1, height - 2 - top)))
    tops.push(`M${short(left)} ${short(top)}h${short(wide)}`)
    if (part.least !== undefined && part.most !== undefined) {
      spreads.push(box(left, y(part.most), wide, Math.max(1, y(part.least) - y(part.most))))
      sides.push(`M${short(left)} ${short(y(part.most))}h${short(wide)}M${short(left)} ${short(y(part.least))}h${short(wide)}`)
    }
  }
  end()
  return join(
    blocks.length > 0 && block(blocks.join(''), 'straw', 0.75),
    spreads.length > 0 && block(spreads.join(''), 'ember', 0.25),
    ...held,
    tops.length > 0 && stroke(tops.join(''), 'ink', { width: 2.4 }),
    sides.length > 0 && stroke(sides.join(''), 'ink', { width: 1.2, dash: '3 4' }),
    lines.length > 0 && stroke(lines.join(''), 'waterInk', { width: 2 }),
    stroke(`M2 ${short(height - 1)}h${short(width - 4)}`, 'rule', { width: 2 }))
}
