/**
 * Templates: the small texts with which a device says how its messages are read and written. They are Jinja as Home Assistant has it,
 * a subset of it: `parse.ts` says at once which word is outside, `evaluate.ts` works within bounds.
 *
 * One that only picks a part of a JSON message (`{{ value_json.a['b'] }}`) is what nearly all are; it is not interpreted at all.
 */
import { no, ok, type Result } from '@commune/protocol'
import { Run, type Work } from './evaluate.ts'
import { type Node, parseTemplate, type TemplateFault } from './parse.ts'
import { fromJson, type Py, TemplateTrouble, textOf } from './values.ts'

/** `nothing`: the message has not what the template reads, so it says nothing about this. `fault`: it cannot be worked out. */
export type Outcome =
  { readonly is: 'text'; readonly text: string } | { readonly is: 'nothing' } | { readonly is: 'fault'; readonly why: string }

type Given = Readonly<Record<string, unknown>>

export interface Template {
  readonly source: string
  /** How many tokens are kept of it: 0 when it is not interpreted. */
  readonly tokens: number
  /** Reads a message: its text, and its JSON where it is JSON (`undefined` where it is not). `given`: further names it may use. */
  read(text: string, json: unknown, given?: Given, work?: Work): Outcome
  /** Writes a command from the names it may use. */
  write(names: Given): Outcome
}

export function compileTemplate(source: string, names: readonly string[]): Result<Template, TemplateFault> {
  const parsed = parseTemplate(source.trim(), new Set(names))
  if (!parsed.ok) return no(parsed.error)
  const { nodes, tokens } = parsed.value
  const path = pathOf(nodes)
  // What is not interpreted does not keep its tree.
  if (path !== undefined && names.includes('value_json')) return ok(picking(source, path))
  if (!/\{[{%#]/.test(source)) return ok(constant(source))
  return ok({
    source,
    tokens,
    read: (text, json, given, work) => {
      const all = namesOf(given ?? {}).set('value', text)
      return runOf(nodes, json === undefined ? all : all.set('value_json', converted(json)), work)
    },
    write: (given) => runOf(nodes, namesOf(given))
  })
}

function constant(source: string): Template {
  const always: Outcome = { is: 'text', text: source.trim() }
  return { source, tokens: 0, read: () => always, write: () => always }
}

const picking = (source: string, path: readonly (string | number)[]): Template => ({
  source,
  tokens: 0,
  read: (_, json) => follow(json, path),
  write: () => ({ is: 'nothing' })
})

const namesOf = (given: Given): Map<string, Py> => new Map(Object.entries(given).map(([name, value]) => [name, pyOf(value)]))

/** Numbers with a point are handed in as they are; whole ones stay whole. */
const pyOf = (value: unknown): Py =>
  value === undefined || value instanceof Map ? (value as Py) : isPy(value) ? value : fromJson(value)
const isPy = (value: unknown): value is Py => typeof value === 'object' && value !== null && 'n' in value

const known = new WeakMap<object, Py>()

/** One message is read by many templates, and made into values once. */
function converted(json: unknown): Py {
  if (typeof json !== 'object' || json === null) return fromJson(json)
  const made = known.get(json) ?? fromJson(json)
  known.set(json, made)
  return made
}

function runOf(nodes: readonly Node[], names: ReadonlyMap<string, Py>, work: Work = { steps: 0 }): Outcome {
  try {
    return { is: 'text', text: new Run(names, work).run(nodes) }
  } catch (error) {
    if (error instanceof TemplateTrouble) return error.missing ? { is: 'nothing' } : { is: 'fault', why: error.message }
    // Nothing else is foreseen but a stack that is full: a template never stops whoever reads it.
    return { is: 'fault', why: 'it is too deep' }
  }
}

/** The keys that `{{ value_json… }}` alone follows. */
function pathOf(nodes: readonly Node[]): readonly (string | number)[] | undefined {
  const path: (string | number)[] = []
  let at = nodes[0]
  if (nodes.length !== 1) return undefined
  while (at?.type === 'MemberExpression') {
    const { property, computed } = at
    if (property.type === 'StringLiteral' || (property.type === 'Identifier' && !computed)) path.unshift(property.value)
    else if (property.type === 'IntegerLiteral') path.unshift(property.value)
    else return undefined
    at = at.object
  }
  return at?.type === 'Identifier' && at.value === 'value_json' ? path : undefined
}

function follow(json: unknown, path: readonly (string | number)[]): Outcome {
  let at: unknown = json
  if (at === undefined) return { is: 'nothing' }
  for (const key of path) {
    if (at === undefined) return { is: 'nothing' }
    if (at === null || (typeof at !== 'object' && typeof at !== 'string')) at = undefined
    else if (typeof key === 'number') at = Array.isArray(at) || typeof at === 'string' ? at.at(key) : undefined
    else
      at =
        typeof at === 'object' && !Array.isArray(at) && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined
  }
  return typeof at === 'string'
    ? { is: 'text', text: at.trim() }
    : { is: 'text', text: at === undefined ? '' : textOf(fromJson(at)) }
}
