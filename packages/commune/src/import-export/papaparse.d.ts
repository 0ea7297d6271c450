/**
 * The part of papaparse that is used here. Its published types pull in those of Node, and pure code is checked without
 * them.
 */
declare module 'papaparse' {
  interface ParseProblem {
    readonly row?: number
    /** Where the field begins, in letters from the start of the text. */
    readonly index?: number
  }
  interface ParseOutcome {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly ParseProblem[]
  }
  interface Papa {
    parse(text: string, config: { delimiter: string; skipEmptyLines: false }): ParseOutcome
    unparse(rows: readonly (readonly (string | number)[])[]): string
  }
  const papa: Papa
  export default papa
}
