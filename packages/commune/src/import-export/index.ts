/** Bringing things in from files and carrying the world out as files: pure parts. */
export { writeFront, readFront, type Front } from './front.ts'
export {
  fileBytesMax,
  importPage,
  type ImportStep,
  type PageFile,
  pageToMarkdown,
  readPage,
  slugOf,
  titleIn,
  type Titles
} from './pages.ts'
export { importCsv, importJson, type TableKind, type TableOptions, type TableSources } from './tables.ts'
export { isoTime, readTime } from './times.ts'
export { type Csv, type CsvRow, readCsv } from './csv.ts'
export { decodeText } from './decode.ts'
export { jsonFault } from './jsonFault.ts'
export { exportFormat, exportVersion, exportWorld, importWorld, worldDigest } from './world.ts'
export type { PlainFile } from './stored.ts'
