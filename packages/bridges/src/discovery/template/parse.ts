/**
 * From the text of a template to its tree, and to the first word in it that is outside of the subset. Everything that a template
 * could ask for is looked at before it ever runs: what is not in the lists of `names.ts` is named, never guessed.
 *
 * Tokens and tree come from @huggingface/jinja; its interpreter is not used, because it bounds neither steps nor sizes.
 */
import { parse, tokenize } from '@huggingface/jinja'
import { no, ok, type Result } from '@commune/protocol'
import { functions, methods } from './calls.ts'
import { filters, tests } from './filters.ts'
import { templateLimits } from './limits.ts'

/** The tree, as far as it is let in. */
export type Node =
  | { readonly type: 'StringLiteral' | 'Comment'; readonly value: string }
  | { readonly type: 'IntegerLiteral' | 'FloatLiteral'; readonly value: number }
  | { readonly type: 'ArrayLiteral' | 'TupleLiteral'; readonly value: readonly Node[] }
  | { readonly type: 'ObjectLiteral'; readonly value: ReadonlyMap<Node, Node> }
  | IdentifierNode
  | { readonly type: 'MemberExpression'; readonly object: Node; readonly property: Node; readonly computed: boolean }
  | CallNode
  | { readonly type: 'FilterExpression'; readonly operand: Node; readonly filter: IdentifierNode | CallNode }
  | { readonly type: 'TestExpression'; readonly operand: Node; readonly negate: boolean; readonly test: IdentifierNode }
  | { readonly type: 'BinaryExpression'; readonly operator: Operator; readonly left: Node; readonly right: Node }
  | { readonly type: 'UnaryExpression'; readonly operator: Operator; readonly argument: Node }
  | { readonly type: 'SliceExpression'; readonly start?: Node; readonly stop?: Node; readonly step?: Node }
  | KeywordNode
  | { readonly type: 'Ternary'; readonly condition: Node; readonly trueExpr: Node; readonly falseExpr: Node }
  | { readonly type: 'SelectExpression'; readonly lhs: Node; readonly test: Node }
  | { readonly type: 'If'; readonly test: Node; readonly body: readonly Node[]; readonly alternate: readonly Node[] }
  | { readonly type: 'Set'; readonly assignee: Node; readonly value: Node | null; readonly body: readonly Node[] }
  | ForNode
  | { readonly type: 'Break' | 'Continue' }

interface Operator {
  readonly value: string
}
export interface IdentifierNode {
  readonly type: 'Identifier'
  readonly value: string
}
export interface CallNode {
  readonly type: 'CallExpression'
  readonly callee: Node
  readonly args: readonly Node[]
}
export interface KeywordNode {
  readonly type: 'KeywordArgumentExpression'
  readonly key: IdentifierNode
  readonly value: Node
}
export interface ForNode {
  readonly type: 'For'
  readonly loopvar: Node
  readonly iterable: Node
  readonly body: readonly Node[]
  readonly defaultBlock: readonly Node[]
}

/** Why a template is not taken: the word that is outside, and where it stands first (characters from 0), or what is wrong with it. */
export type TemplateFault =
  | { readonly type: 'outside'; readonly word: string; readonly at: number }
  | { readonly type: 'unreadable' }
  | { readonly type: 'too-large' }

export interface Parsed {
  readonly nodes: readonly Node[]
  readonly tokens: number
}

export function parseTemplate(source: string, names: ReadonlySet<string>): Result<Parsed, TemplateFault> {
  if (source.length > templateLimits.charsMax || new RegExp(`\\s{${templateLimits.blankRunMax}}`).test(source)) {
    return no({ type: 'too-large' })
  }
  // The reader would take this tag of another program out without a word.
  if (/\{%-?\s*(?:end)?generation\b/.test(source))
    return no({ type: 'outside', word: 'generation', at: source.indexOf('generation') })
  let nodes: readonly Node[]
  let tokens: ReturnType<typeof tokenize>
  try {
    tokens = tokenize(keepEscapes(source))
    if (tokens.length > templateLimits.tokensMax || depthOf(tokens) > templateLimits.depthMax) return no({ type: 'too-large' })
    nodes = parse(tokens).body as unknown as readonly Node[]
  } catch {
    return no(unreadable(source))
  }
  const word = outsideOf(nodes, new Set(names))
  return word === undefined
    ? ok({ nodes, tokens: tokens.length })
    : no({ type: 'outside', word, at: Math.max(0, source.indexOf(word)) })
}

/** A statement that the reader does not know is named; anything else is a slip of whoever wrote it. */
function unreadable(source: string): TemplateFault {
  for (const found of source.matchAll(/\{%-?\s*(\w+)/g)) {
    const word = found[1] as string
    if (!statements.has(word)) return { type: 'outside', word, at: found.index + found[0].length - word.length }
  }
  return { type: 'unreadable' }
}

/** Python keeps a backslash that stands for nothing (`\\d` in a pattern); the reader would refuse it. */
function keepEscapes(source: string): string {
  let kept = ''
  let quote = ''
  let isCode = false
  for (let i = 0; i < source.length; i++) {
    const here = source.charAt(i)
    const two = source.slice(i, i + 2)
    if (!isCode) isCode = two === '{{' || two === '{%'
    else if (quote === '') {
      if (here === '"' || here === "'") quote = here
      else if (two === '}}' || two === '%}') isCode = false
    } else if (here === quote) quote = ''
    else if (here === '\\') {
      kept += /[ntrbfv'"\\xu]/.test(source.charAt(i + 1)) ? two : `\\${two}`
      i++
      continue
    }
    kept += here
  }
  return kept
}

const statements = new Set(['if', 'elif', 'else', 'endif', 'for', 'endfor', 'set', 'endset', 'break', 'continue'])

function depthOf(tokens: readonly { readonly type: string; readonly value: string }[]): number {
  let [depth, most, chain] = [0, 0, 0]
  for (const { type, value } of tokens) {
    if (type.startsWith('Open') && type !== 'OpenStatement' && type !== 'OpenExpression') depth++
    if (type.startsWith('Close') && type !== 'CloseStatement' && type !== 'CloseExpression') depth--
    if (type === 'Identifier' && (value === 'if' || value === 'for' || value === 'elif')) depth++
    if (type === 'Identifier' && (value === 'endif' || value === 'endfor')) depth--
    // What stands before its operand nests without a bracket.
    chain = value === 'not' || type === 'UnaryOperator' || type === 'AdditiveBinaryOperator' ? chain + 1 : 0
    most = Math.max(most, depth + chain)
  }
  return most
}

/** The first word that is not let in; names that are set on the way count as known from there on. */
function outsideOf(nodes: readonly Node[], names: Set<string>): string | undefined {
  for (const node of nodes) {
    const word = outsideIn(node, names)
    if (word !== undefined) return word
  }
  return undefined
}

function outsideIn(node: Node, names: Set<string>): string | undefined {
  const all = (...parts: readonly (Node | undefined | null)[]): string | undefined =>
    outsideOf(
      parts.filter((part) => part != null),
      names
    )
  switch (node.type) {
    case 'StringLiteral':
    case 'Comment':
    case 'IntegerLiteral':
    case 'FloatLiteral':
    case 'Break':
    case 'Continue':
      return undefined
    case 'Identifier':
      return names.has(node.value) || constants.has(node.value) ? undefined : node.value
    case 'ArrayLiteral':
    case 'TupleLiteral':
      return all(...node.value)
    case 'ObjectLiteral':
      return all(...[...node.value].flat())
    case 'MemberExpression':
      if (!node.computed && node.property.type === 'Identifier' && node.property.value.startsWith('__'))
        return node.property.value
      return all(node.object, node.computed ? node.property : undefined)
    case 'CallExpression':
      return outsideCallee(node.callee, names) ?? all(...node.args)
    case 'FilterExpression': {
      const name = node.filter.type === 'Identifier' ? node.filter : node.filter.callee
      if (name.type !== 'Identifier' || !filters.has(name.value)) return name.type === 'Identifier' ? name.value : '|'
      return all(node.operand, ...(node.filter.type === 'Identifier' ? [] : node.filter.args))
    }
    case 'TestExpression':
      return tests.has(node.test.value) ? all(node.operand) : node.test.value
    case 'BinaryExpression':
      return all(node.left, node.right)
    case 'UnaryExpression':
      return all(node.argument)
    case 'SliceExpression':
      return all(node.start, node.stop, node.step)
    case 'KeywordArgumentExpression':
      return all(node.value)
    case 'Ternary':
      return all(node.condition, node.trueExpr, node.falseExpr)
    case 'SelectExpression':
      return all(node.lhs, node.test)
    case 'If':
      return all(node.test) ?? outsideOf(node.body, names) ?? outsideOf(node.alternate, names)
    case 'Set': {
      const word = all(node.value) ?? outsideOf(node.body, names)
      return word ?? named(node.assignee, names)
    }
    case 'For':
      return outsideLoop(node, names)
    default:
      return (node as { readonly type: string }).type
  }
}

/** A loop may sift what it goes over, and then knows its own names already. */
function outsideLoop({ loopvar, iterable, body, defaultBlock }: ForNode, names: Set<string>): string | undefined {
  const [of, sieve] = iterable.type === 'SelectExpression' ? [iterable.lhs, [iterable.test]] : [iterable, []]
  return outsideIn(of, names) ?? named(loopvar, names.add('loop')) ?? outsideOf([...sieve, ...body, ...defaultBlock], names)
}

/** What a loop or a `set` gives a name to: a name, several, or a field of a namespace. */
function named(node: Node, names: Set<string>): string | undefined {
  if (node.type === 'Identifier') names.add(node.value)
  else if (node.type === 'TupleLiteral') return node.value.map((part) => named(part, names)).find((word) => word !== undefined)
  else if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.property.type === 'Identifier') {
    return names.has(node.object.value) ? undefined : node.object.value
  } else return 'set'
  return undefined
}

function outsideCallee(callee: Node, names: Set<string>): string | undefined {
  if (callee.type === 'Identifier') return functions.has(callee.value) ? undefined : callee.value
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return '('
  if (callee.object.type === 'Identifier' && callee.object.value === 'dict' && callee.property.value === 'from_keys')
    return undefined
  return methods.has(callee.property.value) ? outsideIn(callee.object, names) : callee.property.value
}

/** Python's words and Jinja's own, in both spellings. */
export const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null]
])
