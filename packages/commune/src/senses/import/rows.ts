// The web app checks this file without that folder: it has to be told where these types are.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="../../import-export/papaparse.d.ts" />
/**
 * Rows of a table in text, a piece at a time, so that a large file can be shown, stopped and gone on with. A quotation mark that opens
 * and does not close would swallow the rest: the line it stands in is left out, and reading goes on with the next. So a cell between
 * marks reaches over so many lines and no more.
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
/** A cell with lines in it, and the row around it. */
const recordLinesMax = 20
const recordCharsMax = 8_192

/** One sign for the end of a line, no mark in front, no `sep=` line. */
export const tableText = (text: string): { readonly text: string; readonly delimiter?: string } => {
  const plain = text.replace(/^\uFEFF/, '')
  const lines = plain.includes('\r') ? plain.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : plain
  const named = /^sep=([,;\t|])[ \t]*\n/i.exec(lines)
  return named ? { text: lines.slice(named[0].length), delimiter: named[1] as string } : { text: lines }
}

/** `text` is as `tableText` gives it. */
export function* piecesOf(text: string, delimiter: string): Generator<Piece, void, undefined> {
  const parser = new papa.Parser({ delimiter, newline: '\n' })
  let from = 0
  let row = 0
  while (from < text.length) {
    const rows: Row[] = []
    const until = from + pieceChars
    while (from < text.length && from < until) {
      row++
      const end = endOfLine(text, from)
      const line = text.slice(from, end)
      const record = line.includes('"')
        ? quotedRow(text, from, end, parser)
        : { cells: line.length > importLimits.rowCharsMax ? undefined : line.split(delimiter), to: end }
      if (!record.cells) rows.push({ row, cells: [line.slice(0, shownChars)], torn: true })
      else if (record.cells.some((cell) => cell.trim() !== '')) rows.push({ row, cells: record.cells })
      from = record.to + 1
    }
    yield { rows, to: Math.min(from, text.length) }
  }
}

const shownChars = 200

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** A row with quotation marks in it: its cells, or none when they cannot be told apart; then it ends with its first line. */
function quotedRow(
  text: string,
  from: number,
  end: number,
  parser: InstanceType<typeof papa.Parser>
): { readonly cells?: readonly string[]; readonly to: number } {
  let to = end
  for (let lines = 1; lines <= recordLinesMax && to - from <= importLimits.rowCharsMax; lines++) {
    const { data, errors } = parser.parse(text.slice(from, to), 0, false)
    const [cells] = data
    if (errors.length === 0 && cells && data.length === 1) return { cells, to }
    // Only a mark that has not closed yet can be mended by the line below.
    if (!errors.every(({ code }) => code === 'MissingQuotes') || to >= text.length || to - from > recordCharsMax) break
    to = endOfLine(text, to + 1)
  }
  return { to: end }
}

/** Signs that part cells, most likely first; guessed from how evenly they part the first lines. */
export const delimiterOf = (text: string): string => {
  const lines = text
    .slice(0, 65_536)
    .split('\n')
    .slice(0, 50)
    .filter((line) => line.trim() !== '')
    .map((line) => line.replace(/"(?:[^"]|"")*"/g, '""'))
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
