// The web app checks this file without that folder: it has to be told where these types are.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../../import-export/papaparse.d.ts" />
/**
 * Rows of a table in text, a piece at a time, so that a large file can be shown, stopped and gone on with. A quotation mark that opens
 * and does not close would swallow the rest: the line it stands in is left out, and reading goes on with the next.
 */
import papa from 'papaparse'
import { importLimits } from './limits.ts'

export interface Row {
  /** Counted as spreadsheets do, from 1. */
  readonly row: number
  readonly cells: readonly string[]
  /** Its quotation marks cannot be told apart. */
  readonly torn?: true
}

/** Some rows, and how far into the text they reach, in characters. */
export interface Piece {
  readonly rows: readonly Row[]
  readonly to: number
}

const pieceChars = 262_144

/** One sign for the end of a line, no mark in front, no `sep=` line. */
export const tableText = (text: string): { readonly text: string; readonly delimiter?: string } => {
  const plain = text.replace(/^\uFEFF/, '')
  const lines = plain.includes('\r') ? plain.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : plain
  const named = /^sep=([,;\t|])[ \t]*\n/i.exec(lines)
  return named ? { text: lines.slice(named[0].length), delimiter: named[1] as string } : { text: lines }
}

/** `text` is as `tableText` gives it. */
export function* piecesOf(text: string, delimiter: string): Generator<Piece, void, undefined> {
  let from = 0
  let row = 0
  const parser = new papa.Parser({ delimiter, newline: '\n' })
  while (from < text.length) {
    const window = text.slice(from, from + pieceChars)
    const isLast = from + pieceChars >= text.length
    const { data, errors, meta } = parser.parse(window, 0, !isLast)
    const torn = new Set(errors.map((error) => error.row))
    // A row of many lines that began with a torn quotation mark took rows with it: it is gone back to.
    const broken = data.findIndex((cells, at) => torn.has(at) && cells.some((cell) => cell.includes('\n')))
    const whole = broken < 0 ? data : data.slice(0, broken)
    const rows: Row[] = []
    for (const [at, cells] of whole.entries()) {
      row++
      if (cells.some((cell) => cell.trim() !== '')) rows.push(torn.has(at) ? { row, cells, torn: true } : { row, cells })
    }
    if (broken < 0 && (isLast || meta.cursor > 0)) {
      from = isLast ? text.length : from + meta.cursor
    } else {
      // The line where it went wrong is left out alone.
      const start = behind(text, from, whole)
      const end = text.indexOf('\n', start)
      row++
      rows.push({ row, cells: [text.slice(start, Math.min(end < 0 ? text.length : end, start + 200))], torn: true })
      from = end < 0 ? text.length : end + 1
    }
    yield { rows, to: from }
  }
}

/** Where the text goes on behind so many rows that were read whole: each has as many lines as its cells have, and one. */
function behind(text: string, from: number, whole: readonly (readonly string[])[]): number {
  let lines = whole.length
  for (const cells of whole) for (const cell of cells) if (cell.includes('\n')) lines += cell.split('\n').length - 1
  let to = from
  for (let line = 0; line < lines; line++) {
    const end = text.indexOf('\n', to)
    if (end < 0) return text.length
    to = end + 1
  }
  return to
}

/** Signs that part cells, most likely first; guessed from how evenly they part the first lines. */
export const delimiterOf = (text: string): string => {
  const lines = text.slice(0, 65_536).split('\n').slice(0, 50).filter((line) => line.trim() !== '').map((line) => line.replace(/"(?:[^"]|"")*"/g, '""'))
  let best = ','
  let bestScore = 0
  for (const sign of [',', ';', '\t', '|']) {
    const counts = lines.map((line) => line.split(sign).length - 1)
    const usual = mode(counts.filter((count) => count > 0))
    if (usual === undefined) continue
    // A decimal comma stands in nearly as many places as a comma that parts; a semicolon or tab beside it decides.
    const even = counts.filter((count) => count === usual).length / Math.max(1, lines.length)
    const score = even * (sign === ',' ? 0.9 : 1) * (1 + Math.min(usual, 20) / 1_000)
    if (score > bestScore) {
      best = sign
      bestScore = score
    }
  }
  return best
}

export const mode = (list: readonly number[]): number | undefined => {
  const counts = new Map<number, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]
}

export const isTooLong = (text: string): boolean => text.length > importLimits.charsMax
