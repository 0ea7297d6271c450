/**
 * The part of papaparse that is used here. Its published types pull in those of Node, and pure code is checked without
 * them.
 */
declare module 'papaparse' {
  interface ParseProblem {
    readonly row?: number
    /** `MissingQuotes`: a mark opens a field and none closes it. */
    readonly code?: string
    /** Where the field begins, in letters from the start of the text. */
    readonly index?: number
  }
  interface ParseOutcome {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly ParseProblem[]
  }
  /** Reads the rows of one piece of a text. */
  interface RowParser {
    parse(text: string, baseIndex: number, ignoreLastRow: boolean): ParseOutcome
  }
  interface Papa {
    readonly Parser: new (config: { delimiter: string; newline: string }) => RowParser
    parse(text: string, config: { delimiter: string; skipEmptyLines: false }): ParseOutcome
    unparse(rows: readonly (readonly (string | number)[])[], config?: { readonly delimiter?: string; readonly newline?: string }): string
  }
  const papa: Papa
  export default papa
}
