/**
 * What a file is and the recipes in it, whatever form it comes in. A form is known by what stands in it more than by its ending: `.json`
 * is a page of schema.org, a list of assemblies or a manifest. Nothing here throws, and nothing takes longer than the length of its text.
 */
import { parse as parseToml } from 'smol-toml'
import { parseDocument } from 'yaml'
import { jsonFault } from '../../../import-export/index.ts'
import { importMessage, type Message, recipesMessage } from '../../../words/index.ts'
import { isAssemblies, isPartsTable, recipesOfAssemblies, recipesOfTable } from './bom.ts'
import { type Found, importLimits } from './found.ts'
import { jsonLdIn } from './html.ts'
import { recipeOfMarkdown } from './markdown.ts'
import { isManifest, isTree, recipesOfManifest } from './okh.ts'
import { recipesInJsonLd } from './schemaOrg.ts'
import { manifestsInTurtle } from './turtle.ts'

const endings = /\.(?:md|markdown|html?|xhtml|json|jsonld|csv|tsv|toml|ya?ml|ttl)$/i

/** Whether a file of this name may hold recipes. */
export const mayHoldRecipes = (path: string): boolean => endings.test(path)

/**
 * Every recipe in a text, and every line of it that was refused. Undefined where it is nothing that recipes come in: a page of words, a
 * table of stock, a list of needs. With `sure` it is known to hold recipes, and a file without any is a fault.
 */
export const recipesIn = (path: string, text: string, sure = false): Iterable<Found> | undefined => {
  if (text.length > importLimits.charsMax) return [fault(recipesMessage('recipes.import-large', { path }))]
  if (text.includes('\u0000')) return sure ? [fault(importMessage('import.not-text', { path }))] : undefined
  const plain = text.replace(/^\ufeff/, '')
  const found = readAs(path, plain)
  if (found !== undefined) return found
  return sure ? [fault(recipesMessage('recipes.import-none', { path }))] : undefined
}

function readAs(path: string, text: string): Iterable<Found> | undefined {
  if (/\.(?:md|markdown)$/i.test(path)) {
    const read = recipeOfMarkdown(path, text)
    return read.ok ? read.value && [read.value] : [fault(read.error)]
  }
  if (/\.(?:html?|xhtml)$/i.test(path)) return inPage(path, text)
  if (/\.(?:csv|tsv)$/i.test(path)) return isPartsTable(text) ? recipesOfTable(path, text) : undefined
  if (/\.toml$/i.test(path)) return inToml(path, text)
  if (/\.ya?ml$/i.test(path)) return inYaml(path, text)
  if (/\.ttl$/i.test(path)) return inTurtle(path, text)
  if (/\.(?:json|jsonld)$/i.test(path)) return inJson(path, text)
  return undefined
}

const fault = (reason: Message): Found => ({ is: 'fault', reason })

function inJson(path: string, text: string): Iterable<Found> | undefined {
  const read = parsed(text)
  // What is no JSON is told by whoever reads the file otherwise.
  if (read === undefined) {
    const wrong = jsonFault(path, text)
    return wrong && /"(?:@context|@type|okhv|vitamins|assemblies|recipeIngredient)"/.test(text) ? [fault(wrong)] : undefined
  }
  if (isTooDeep(read)) return [fault(recipesMessage('recipes.import-deep', { path }))]
  if (isAssemblies(read)) return recipesOfAssemblies(path, read)
  if (isManifest(read)) return recipesOfManifest(read)
  if (Array.isArray(read) && read.length > 0 && read.every(isManifest)) return read.slice(0, importLimits.recipesMax).values().flatMap((one) => recipesOfManifest(one))
  return some(recipesInJsonLd(read))
}

function inPage(path: string, text: string): Iterable<Found> | undefined {
  const found: Found[] = []
  for (const script of jsonLdIn(text)) {
    // Some pages break lines within texts, or end with a sign too many.
    const read = parsed(script) ?? parsed(script.replace(/[\u0000-\u001f]+/g, ' ').replace(/^\s*(?:\/\/)?\s*<!\[CDATA\[|(?:\/\/)?\s*\]\]>\s*$/g, '').replace(/[\s;]+$/, ''))
    if (read === undefined) found.push(fault(recipesMessage('recipes.import-broken', { path, text: script.trim().slice(0, 40) })))
    else if (isTooDeep(read)) found.push(fault(recipesMessage('recipes.import-deep', { path })))
    else found.push(...recipesInJsonLd(read))
  }
  // A page with several things in it is none the worse for one that is broken.
  const recipes = found.filter(({ is }) => is === 'recipe')
  return recipes.length > 0 ? recipes : found.length > 0 ? found : undefined
}

function inToml(path: string, text: string): Iterable<Found> | undefined {
  let read: unknown
  try {
    read = parseToml(text)
  } catch (error) {
    const line = (error as { line?: unknown }).line
    return [fault(recipesMessage('recipes.import-broken', { path, text: `line ${typeof line === 'number' ? line : '?'}` }))]
  }
  return isTree(read) && isManifest(read) ? recipesOfManifest(read) : undefined
}

function inYaml(path: string, text: string): Iterable<Found> | undefined {
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent' })
  const [problem] = document.errors
  if (problem) return /^(?:okhv|title|name)\s*:/m.test(text) ? [fault(recipesMessage('recipes.import-broken', { path, text: `line ${problem.linePos?.[0].line ?? '?'}` }))] : undefined
  let read: unknown
  try {
    // Aliases of aliases are how a small file becomes a huge one.
    read = document.toJS({ maxAliasCount: 100 })
  } catch {
    return [fault(recipesMessage('recipes.import-large', { path }))]
  }
  return isManifest(read) && !isTooDeep(read) ? recipesOfManifest(read) : undefined
}

function inTurtle(path: string, text: string): Iterable<Found> | undefined {
  const modules = manifestsInTurtle(path, text)
  if (!modules.ok) return [fault(modules.error)]
  return modules.value.length === 0 ? undefined : modules.value.flatMap((one) => [...recipesOfManifest(one)])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Without going deeper than the limit itself. */
function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (depth > importLimits.depthMax) return true
  return Object.values(value).some((one) => isTooDeep(one, depth + 1))
}

/** The same, or undefined when there is nothing in it. */
function some(found: Iterator<Found>): Iterable<Found> | undefined {
  const first = found.next()
  if (first.done) return undefined
  return (function* () {
    yield first.value
    for (let next = found.next(); !next.done; next = found.next()) yield next.value
  })()
}
