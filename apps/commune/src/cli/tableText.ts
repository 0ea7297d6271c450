/**
 * Text of a table of readings, in whichever encoding it was written: UTF-8, UTF-16 with or without its mark (spreadsheets' "Unicode text"),
 * and else Windows-1252, which programs of the house still write. What is read as that is never refused: readings are numbers, and at most a
 * name looks odd.
 */
import { importLimits } from '@commune/commune/senses'
import { statSync } from 'node:fs'
import { readWhole } from './files.ts'
import { Stop } from './stop.ts'

/** No text of the most characters that are read takes more: four bytes each. */
const bytesMax = 4 * importLimits.charsMax

/** Stops where there is no file, and where it is larger than any table that is read: then nothing of it is read. */
export const readTableText = (file: string): string => {
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (bytes > bytesMax) throw new Stop({ key: 'sense-import.long', params: { most: importLimits.charsMax / 1_048_576 } })
  return tableTextOf(readWhole(file))
}

export const tableTextOf = (bytes: Uint8Array): string => {
  const wide = wideIn(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** UTF-16 says so by its mark, or shows it: of the first signs of a table every other byte is nothing. */
function wideIn([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : undefined
}
