/**
 * The part of papaparse that is used here. Its published types pull in those of Node, and pure code is checked without
 * them.
 */
declare module 'papaparse' {
  interface ParseProblem {
    readonly code: string
    readonly message: string
    readonly row?: number
    /** Where the field begins, in letters from the start of the text. */
    readonly index?: number
  }
  interface ParseOutcome {
    readonly data: readonly (readonly string[])[]
    readonly errors: readonly ParseProblem[]
    readonly meta: { readonly delimiter: string }
  }
  interface Papa {
    parse(text: string, config: { delimitersToGuess: readonly string[]; skipEmptyLines: false; delimiter?: string }): ParseOutcome
    unparse(rows: readonly (readonly (string | number)[])[]): string
  }
  const papa: Papa
  export default papa
}
