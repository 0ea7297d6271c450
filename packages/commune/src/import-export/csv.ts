// The web app checks this file without this folder: it has to be told where these types are.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./papaparse.d.ts" />
/**
 * CSV as spreadsheets write it, parted into fields: commas, semicolons, tabs or bars, and a first line `sep=;` that names one.
 *
 * A quotation mark that is opened and not closed takes all that follows into one field, rows of other things among it. Such a row
 * is refused with the lines it swallowed: taken, those rows would be lost and nobody told.
 */
import papa from 'papaparse'
import { importMessage, type Message } from '../words/index.ts'

export interface CsvRow {
  /** Counted as spreadsheets do, from 1. */
  readonly row: number
  readonly cells: readonly string[]
}

export interface Csv {
  readonly rows: readonly CsvRow[]
  readonly delimiter: string
  /** Rows whose fields cannot be told apart, and why. */
  readonly refused: readonly { readonly row: number; readonly reason: Message }[]
}

export const readCsv = (text: string): Csv => {
  const named = /^sep=([,;\t|])[ \t]*(?=\r?\n|\r)/i.exec(text)
  const table = named ? text.slice(named[0].length) : text
  const delimiter = named?.[1] ?? delimiterOf(table)
  const parsed = papa.parse(table, { delimiter, skipEmptyLines: false })
  const torn = new Map<number, number>()
  for (const { row, index } of parsed.errors) {
    if (row !== undefined && !torn.has(row)) torn.set(row, lineAt(table, index ?? 0))
  }
  const rows = parsed.data.flatMap((cells, at) => (torn.has(at) || cells.every((cell) => cell.trim() === '') ? [] : [{ row: at + 1, cells }]))
  const refused = [...torn].map(([row, from]) => {
    const to = from + linesIn((parsed.data[row] ?? []).join(''))
    const reason = to > from ? importMessage('import.quotes', { from: String(from), to: String(to) }) : importMessage('import.quote', { line: String(from) })
    return { row: row + 1, reason }
  })
  return { rows, delimiter, refused }
}

const delimiters = [',', ';', '\t', '|']

/**
 * The sign that stands most often between the names of the columns. Guessed from all rows, as parsers do, a short table of two
 * columns is none.
 */
function delimiterOf(text: string): string {
  const head = (/^\s*(.*)$/m.exec(text)?.[1] ?? '').replace(/"(?:[^"]|"")*"/g, '')
  const count = (sign: string): number => head.split(sign).length
  return delimiters.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

const lineAt = (text: string, index: number): number => linesIn(text.slice(0, index)) + 1
const linesIn = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0
