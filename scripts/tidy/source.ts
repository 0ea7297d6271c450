/**
 * One source file as the checks see it: its text, its code without comments and without the inside of strings, what it
 * imports, its string literals, and the titles of its tests.
 *
 * Why a real parser: a banned word inside a comment or a test's title is no offence, and an import split over lines is
 * one. The parser is the bundler's own, which is here anyway.
 */
import { parseSync, Visitor } from 'rolldown/utils'

/** An `import`, `export … from` or `import()` with a literal name. */
export interface Import {
  readonly specifier: string
  readonly line: number
}

/** A string literal or a template's text, as written in the program. */
export interface Literal {
  readonly text: string
  readonly line: number
}

export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  /** `text` with comments and the inside of strings, templates and JSX text blanked: same length, same lines. */
  readonly code: string
  readonly imports: readonly Import[]
  readonly strings: readonly Literal[]
  /** First arguments of `test(…)`, `it(…)`, `test.each(…)(…)` and the like. */
  readonly titles: readonly Literal[]
  /** What keeps the file from being parsed; the rest is empty then. */
  readonly fault: string | undefined
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Parses one TypeScript or JavaScript file. Never throws: a file that cannot be parsed says so in `fault`. */
export function readSource(path: string, text: string): Source {
  const result = parseSync(path, text)
  const fault = result.errors[0]?.message
  if (fault !== undefined) return { path, text, code: text, imports: [], strings: [], titles: [], fault }

  const lineAt = lineFinder(text)
  const blanks: Span[] = result.comments.map(({ start, end }) => ({ start, end }))
  const strings: Literal[] = []
  const titles: Literal[] = []
  const imports: Import[] = []
  const addImport = (node: { value: string; start: number } | null) => {
    if (node !== null) imports.push({ specifier: node.value, line: lineAt(node.start) })
  }

  new Visitor({
    Literal(node) {
      if (typeof node.value !== 'string') return
      strings.push({ text: node.value, line: lineAt(node.start) })
      blanks.push({ start: node.start + 1, end: node.end - 1 })
    },
    TemplateElement(node) {
      strings.push({ text: node.value.raw, line: lineAt(node.start) })
      blanks.push({ start: node.start, end: node.end })
    },
    JSXText(node) {
      blanks.push({ start: node.start, end: node.end })
    },
    ImportDeclaration: (node) => addImport(node.source),
    ExportNamedDeclaration: (node) => addImport(node.source),
    ExportAllDeclaration: (node) => addImport(node.source),
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') addImport(node.source)
    },
    TSImportType: (node) => addImport(node.source),
    CallExpression(node) {
      if (!isTest(node.callee)) return
      const [first] = node.arguments
      if (first?.type === 'Literal' && typeof first.value === 'string') {
        titles.push({ text: first.value, line: lineAt(first.start) })
      }
      if (first?.type === 'TemplateLiteral') {
        titles.push({ text: first.quasis.map((part) => part.value.raw).join('…'), line: lineAt(first.start) })
      }
    }
  }).visit(result.program)

  return { path, text, code: blank(text, blanks), imports, strings, titles, fault: undefined }
}

/** Whether a callee is `test`, `it`, or something hanging from one: `test.each(…)`, `test.concurrent`. */
function isTest(callee: unknown): boolean {
  let node = callee as { type: string; name?: string; object?: unknown; callee?: unknown; tag?: unknown }
  for (;;) {
    if (node.type === 'Identifier') return node.name === 'test' || node.name === 'it'
    const inner = node.object ?? node.callee ?? node.tag
    if (inner === undefined) return false
    node = inner as typeof node
  }
}

function blank(text: string, spans: readonly Span[]): string {
  let code = ''
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue
    code += text.slice(at, start) + text.slice(Math.max(at, start), end).replaceAll(/[^\n]/g, ' ')
    at = end
  }
  return code + text.slice(at)
}

/** Line numbers (from 1) of offsets. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }
}
