/**
 * Labels with QR codes, laid out on sheets or on a roll: what stands where, in millimetres, before anybody draws it. A code
 * holds a link to what the label is on and no secret: whoever reads it still has to be of that world.
 */

/** A QR code as a square of dark and light; `generate` of lean-qr gives one. */
export interface Matrix {
  readonly size: number
  get(x: number, y: number): boolean
}

export interface Label {
  readonly title: string
  readonly lines: readonly string[]
  readonly link: string
}

/** Measures of a page and of the labels on it, in millimetres. */
export interface Paper {
  readonly widthMm: number
  readonly heightMm: number
  readonly columns: number
  readonly rows: number
  readonly marginXMm: number
  readonly marginYMm: number
}

/** Twenty-four of 70 by 37 mm, as they are sold everywhere. */
export const a4Sheet: Paper = { widthMm: 210, heightMm: 297, columns: 3, rows: 8, marginXMm: 0, marginYMm: 0.5 }
export const rollMm = { min: 15, max: 300 } as const

/** One label after the other. */
export const rollOf = (widthMm: number, heightMm: number): Paper => ({ widthMm, heightMm, columns: 1, rows: 1, marginXMm: 0, marginYMm: 0 })

export interface Dark {
  readonly xMm: number
  readonly yMm: number
  readonly widthMm: number
  readonly heightMm: number
}

export interface Written {
  readonly text: string
  readonly xMm: number
  /** Of the line that letters stand on. */
  readonly yMm: number
  readonly sizeMm: number
  readonly bold: boolean
}

export interface LabelPage {
  readonly widthMm: number
  readonly heightMm: number
  readonly dark: readonly Dark[]
  readonly written: readonly Written[]
}

/** Light around a code, in its own squares: readers ask for four. */
const quiet = 4
const padMm = 1.5
/** A letter is about so wide, measured by its height; bold ones a little more. */
const letterWide = 0.53
const titleLinesMax = 3

/** Pages in order; a label that has no code (its link is too long for any) is left out. */
export const layOut = (labels: readonly Label[], paper: Paper, matrixOf: (text: string) => Matrix | undefined): LabelPage[] => {
  const { widthMm, heightMm, columns, rows, marginXMm, marginYMm } = paper
  const [wide, high] = [(widthMm - 2 * marginXMm) / columns, (heightMm - 2 * marginYMm) / rows]
  const pages: { widthMm: number; heightMm: number; dark: Dark[]; written: Written[] }[] = []
  let seat = 0
  for (const label of labels) {
    const matrix = matrixOf(label.link)
    if (!matrix) continue
    const at = seat++ % (columns * rows)
    if (at === 0) pages.push({ widthMm, heightMm, dark: [], written: [] })
    const page = pages.at(-1) as (typeof pages)[number]
    const [x, y] = [marginXMm + (at % columns) * wide, marginYMm + Math.floor(at / columns) * high]
    const side = Math.min(high - padMm, wide * 0.5)
    const one = side / (matrix.size + 2 * quiet)
    page.dark.push(...darkOf(matrix, x + quiet * one, y + (high - side) / 2 + quiet * one, one))
    page.written.push(...writtenOf(label, x + side, y + padMm, wide - side - padMm, high - 2 * padMm))
  }
  return pages
}

/** Squares that lie beside one another are one stroke, so that no thin light line parts them on paper. */
function* darkOf(matrix: Matrix, xMm: number, yMm: number, one: number): Iterable<Dark> {
  for (let row = 0; row < matrix.size; row++) {
    let from = -1
    for (let column = 0; column <= matrix.size; column++) {
      const dark = column < matrix.size && matrix.get(column, row)
      if (dark && from < 0) from = column
      if (dark || from < 0) continue
      yield { xMm: xMm + from * one, yMm: yMm + row * one, widthMm: (column - from) * one, heightMm: one }
      from = -1
    }
  }
}

function* writtenOf({ title, lines }: Label, xMm: number, yMm: number, widthMm: number, heightMm: number): Iterable<Written> {
  const big = Math.min(4, heightMm / 6)
  const small = big * 0.7
  let down = yMm
  const line = (text: string, sizeMm: number, bold: boolean): Written | undefined => {
    if (down + sizeMm * 1.2 > yMm + heightMm) return undefined
    down += sizeMm * 1.2
    return { text, xMm, yMm: down, sizeMm, bold }
  }
  for (const text of wrapped(title, Math.floor(widthMm / (big * letterWide * 1.05)), titleLinesMax)) {
    const written = line(text, big, true)
    if (written) yield written
  }
  down += small * 0.4
  for (const text of lines.flatMap((each) => wrapped(each, Math.floor(widthMm / (small * letterWide)), 2))) {
    const written = line(text, small, false)
    if (written) yield written
  }
}

/** In lines of so many letters, the last one cut where there is more. */
export const wrapped = (text: string, lettersMax: number, linesMax: number): string[] => {
  const most = Math.max(4, lettersMax)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const next = line === '' ? word : `${line} ${word}`
    if (lettersIn(next) <= most) {
      line = next
      continue
    }
    if (line !== '') lines.push(line)
    line = word
    while (lettersIn(line) > most) {
      lines.push([...line].slice(0, most).join(''))
      line = [...line].slice(most).join('')
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= linesMax) return lines
  const last = [...(lines[linesMax - 1] as string)].slice(0, most - 1).join('')
  return [...lines.slice(0, linesMax - 1), `${last}…`]
}

const lettersIn = (text: string): number => [...text].length
