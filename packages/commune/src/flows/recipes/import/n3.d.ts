/** The part of n3 that is used here: its parser alone. Types for the whole bring in those of Node. */
declare module 'n3/lib/N3Parser.js' {
  interface Term {
    readonly termType: string
    readonly value: string
  }
  interface Quad {
    readonly subject: Term
    readonly predicate: Term
    readonly object: Term
  }
  class N3Parser {
    constructor(options?: { readonly format?: string; readonly baseIRI?: string })
    /** Throws where the text stops being Turtle. */
    parse(text: string): Quad[]
  }
  export default N3Parser
}
