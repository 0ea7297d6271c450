/**
 * What this project asks of libsodium, and what of its scripts and functions that takes. Nothing else in the project names a
 * cryptographic function than the folder `sodium` of the protocol, so its sources say it all.
 *
 * Refuses whatever does not look as it did: then this file has to be looked at again.
 */
import { parseAst } from 'vite'

export interface Asked {
  /** Of the wrappers, as `crypto_hash_sha256`. */
  readonly wrapped: ReadonlySet<string>
  /** Of the C code itself, as `_crypto_generichash`. */
  readonly inside: ReadonlySet<string>
}

/** @param sources the texts of the files that name cryptographic functions. */
export const askedIn = (sources: readonly string[]): Asked => {
  const named = (pattern: RegExp): Set<string> => new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((found) => found[1]!)))
  return { wrapped: named(/\bsodium\.(crypto_\w+)/g), inside: named(/(?<!\w)(_(?:crypto_\w+|malloc|free))\b/g) }
}

/** The wrappers with no others than those that are asked for, and what of the C code they call. */
export const slimWrappers = (code: string, asked: Asked): { readonly code: string; readonly inside: ReadonlySet<string> } => {
  const whole = /export default (\w+);/.exec(code)?.[1]
  const pairs = /=\[("\w+"(?:,"\w+")+)\],(\w+)=\[([\w$]+(?:,[\w$]+)+)\],/.exec(code)
  if (whole === undefined || !pairs) throw new Error('the wrappers of libsodium do not look as they did')
  // Those that the wrappers try out themselves when they are loaded.
  const own = [...code.matchAll(new RegExp(`\\b${whole}\\.((?:crypto|randombytes)_\\w+)`, 'g'))].map((found) => found[1]!)
  const wanted = new Set([...asked.wrapped, ...own])
  const [names, functions] = [namesIn(pairs[1]!), pairs[3]!.split(',')]
  if (names.length !== functions.length) throw new Error('the wrappers of libsodium have other names than functions')
  const kept = names.map((name, i) => [name, functions[i]!] as const).filter(([name]) => wanted.has(name))
  const slim = code
    .replace(pairs[0], () => `=${JSON.stringify(kept.map(([name]) => name))},${pairs[2]}=[${kept.map(([, call]) => call).join()}],`)
    .replace(/=\[("\w+"(?:,"\w+"){5,})\];for/g, (_all, list: string) => `=${JSON.stringify(namesIn(list).filter((name) => wanted.has(name)))};for`)
  const constants = namesIn([...code.matchAll(/=\[("\w+"(?:,"\w+"){5,})\];for/g)].map((found) => found[1]).join())
  for (const name of asked.wrapped) if (!names.includes(name) && !constants.includes(name)) throw new Error(`libsodium has no ${name}`)
  const inside = new Set([...asked.inside, ...calledIn(slim), ...constants.filter((name) => wanted.has(name)).map((name) => `_${name.toLowerCase()}`)])
  return { code: slim, inside }
}

/** The loader of the C code with nothing in it that is not asked for, and by what names the module exports what is. */
export const slimLoader = (code: string, inside: ReadonlySet<string>): { readonly code: string; readonly exports: ReadonlySet<string> } => {
  const exports = new Set<string>()
  const named = /\w+\.(_\w+)=(\w+)\.([\w$]+),/g
  const from = [...code.matchAll(named)]
  const slim = code.replace(named, (all, name: string, _from, exported: string) => {
    if (!inside.has(name)) return ''
    exports.add(exported)
    return all
  })
  const missing = [...inside].filter((name) => !from.some((each) => each[1] === name))
  if (missing.length > 0) throw new Error(`libsodium has no ${missing.join(', ')}`)
  // Its memory goes by a name of its own.
  const memory = new RegExp(`,(\\w+)=${from[0]![2]}\\.([\\w$]+),[^,;]+\\.__indirect_function_table\\}`).exec(code)?.[2]
  if (memory === undefined) throw new Error('the loader of libsodium does not look as it did')
  return { code: slim, exports: exports.add(memory) }
}

const namesIn = (list: string): readonly string[] => list.split(',').map((name) => name.slice(1, -1))

interface Node { readonly type: string; readonly name?: string; readonly id?: Node; readonly body?: unknown }

/** C functions that are called by what is reached from the top of a script. */
function calledIn(code: string): readonly string[] {
  const functions = new Map<string, Node>()
  const top: Node[] = []
  for (const node of (parseAst(code) as unknown as { readonly body: readonly Node[] }).body) {
    if (node.type === 'FunctionDeclaration') functions.set(node.id!.name!, node)
    else top.push(node)
  }
  const called = new Set<string>()
  const reached = new Set<Node>(top)
  for (const node of reached) {
    for (const name of namesBelow(node)) {
      if (name.startsWith('_') && name.length > 1) called.add(name)
      // A name of something else that goes by the same letter only keeps more than it has to.
      const named = functions.get(name)
      if (named) reached.add(named)
    }
  }
  return [...called]
}

function namesBelow(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesBelow)
  if (typeof node !== 'object' || node === null) return []
  const { type, name } = node as Node
  return type === 'Identifier' && name !== undefined ? [name] : Object.values(node).flatMap(namesBelow)
}
