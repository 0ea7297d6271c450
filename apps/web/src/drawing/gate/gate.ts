/**
 * The gate for joining: a QR code hung between two posts under a roof.
 *
 * The code is dark on light in every light of the page, at least 300 px wide, with a quiet zone of four modules, so that a
 * camera reads it by night as well. It comes as rows of booleans; this file knows nothing of what it says.
 */
import { drawnBy } from '../ink/drawnBy.ts'
import { block, join, type Markup, outlined, placed, printed, stroke } from '../ink/markup.ts'
import { blob, box, short } from '../ink/path.ts'
import { unsteady } from '../ink/unsteady.ts'

/** Rows of modules, true for dark. */
export type QrMatrix = readonly (readonly boolean[])[]

/** The least width of the code without its quiet zone, in px. */
export const qrPxMin = 300
/** Modules of quiet on each side. */
export const quietModules = 4

/** The size of the whole gate in px; its base line is at y = 0, its middle at x = 0. */
export const gateExtent = { left: 342, right: 342, top: 606, bottom: 40 } as const

const ink = drawnBy(unsteady('gate', { strayPx: 2.6, lengthPx: 46 }))
const panel = { left: -212, top: -468, size: 424 } as const

/** The view of the code's board: as a part of the gate's box: x, y, width, height. */
export const boardView = [panel.left - 2, panel.top - 2, panel.size + 4, panel.size + 10] as const

/** Runs of dark modules as one path: fewer edges between them, so that no seam shows at odd zooms. */
export const qrPath = (matrix: QrMatrix, left: number, top: number, sizePx: number): string => {
  const module = sizePx / matrix.length
  let path = ''
  matrix.forEach((row, y) => {
    for (let x = 0; x < row.length;) {
      if (!row[x]) { x++; continue }
      const start = x
      while (x < row.length && row[x]) x++
      path += `M${fine(left + start * module)} ${fine(top + y * module)}h${fine((x - start) * module)}` +
        `v${fine(module + 0.25)}h${fine((start - x) * module)}Z`
    }
  })
  return path
}

/** Modules need more than a tenth of a pixel. */
const fine = (value: number): string => String(Math.round(value * 1000) / 1000)

/** The widest code that leaves its quiet zone inside the panel. */
export const qrSizePx = (modules: number): number => panel.size * modules / (modules + quietModules * 2)

/** The gate. Without a code it stands closed: boards where the code was. */
export const gate = (matrix: QrMatrix | undefined): Markup => join(
  wall(-1), wall(1),
  ink.printed(box(panel.left - 38, -498, 36, 506), 'wood', { width: 2.6, right: 4 }),
  ink.printed(box(panel.left + panel.size + 2, -498, 36, 506), 'wood', { width: 2.6, right: 4 }),
  ink.stroke('M-238 -470v150M-226 -300v180M230 -440v200M240 -200v150', 'line', { width: 1.1, opacity: 0.45 }),
  ink.printed('M-310 -494Q0 -612 310 -494L296 -466Q0 -574 -296 -466Z', 'roof', { width: 2.8, right: 4, down: 4 }),
  ink.stroke('M-220 -510l-8 22M-120 -537l-5 24M0 -552v24M120 -537l5 24M220 -510l8 22', 'line', { width: 1.4, opacity: 0.5 }),
  matrix ? code(matrix) : boards,
  vine)

/** The code on its light board, alone: for a phone, where no gate fits around it. */
export const code = (matrix: QrMatrix): Markup => {
  const size = qrSizePx(matrix.length)
  const edge = (panel.size - size) / 2
  return join(
    outlined(box(panel.left, panel.top, panel.size, panel.size + 6), 'qrLight', 3),
    block(qrPath(matrix, panel.left + edge, panel.top + edge, size), 'qrDark'))
}

const boards: Markup = join(
  ink.printed(box(panel.left, panel.top, panel.size, panel.size + 6), 'wood2', { width: 3 }),
  ink.stroke([1, 2, 3, 4, 5].map(i => `M${panel.left + i * 70} ${panel.top}v${panel.size + 6}`).join(''), 'line', { width: 2 }),
  ink.pole(
    `M${panel.left + 14} ${panel.top + 60}h${panel.size - 28}M${panel.left + 14} ${panel.top + 360}h${panel.size - 28}`, 'wood',
    16, 2
  ))

const wall = (side: 1 | -1): Markup => join(...Array.from({ length: 4 }, (_, i) => {
  const [x, y] = [side * (268 + Math.floor(i / 2) * 32 + (i % 2) * 14), i % 2 === 0 ? -10 : -36]
  return printed(blob(x, y, 24, 17, `gate wall ${side}${i}`, 0.13, 8), i % 2 === 0 ? 'stone' : 'stone2', { width: 2 })
}))

const vine: Markup = placed(-14, 0, 1, join(
  stroke('M-222 4q-32 -80 4 -150q30 -66 -8 -150q-26 -70 12 -150', 'line', { width: 6 }),
  stroke('M-222 4q-32 -80 4 -150q30 -66 -8 -150q-26 -70 12 -150', 'leaf', { width: 3 }),
  ...[
    [-238, -48], [-214, -92], [-232, -138], [-204, -196], [-228, -250], [-214, -310], [-240, -350], [-216, -404]
  ].map(([x, y], i) => join(
    printed(blob(x!, y!, 15, 10, 'vine' + i, 0.12, 8), i % 2 === 0 ? 'creature2' : 'leaf', { width: 1.8 }),
    stroke(`M${short(x! - 9)} ${short(y! + 2)}q8 -4 16 -3`, 'line', { width: 1.2, opacity: 0.6 })))))
