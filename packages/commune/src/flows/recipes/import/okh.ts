/**
 * Open Know-How manifests (TOML, JSON, YAML, and RDF brought into the same form): how a piece of hardware is made. Its parts, materials
 * and sub-parts are what it takes, its tools stand by, its processes are hands. What a manifest has besides is kept in the note.
 */
import { countUnit, makeQuantity, parseQuantity, type Quantity } from '../../../quantity/index.ts'
import { type Message, recipesMessage } from '../../../words/index.ts'
import { recipeLimits } from '../types.ts'
import type { HandsWish, TakenWish, ToolWish } from '../wishes.ts'
import { type Found, importLimits } from './found.ts'

export type Tree = { readonly [key: string]: unknown }
export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

const telling = ['part', 'parts', 'materials', 'tool_list', 'tool-list', 'bom', 'tsdc', 'manufacturing_processes']

/** A manifest says its version, or names itself and what it is made of. */
export const isManifest = (value: unknown): value is Tree =>
  isTree(value) && (typeof value['okhv'] === 'string' || ((textOf(value['title'] ?? value['name']) !== '') && telling.filter((field) => value[field] !== undefined).length >= 2))

export function* recipesOfManifest(manifest: Tree): Generator<Found> {
  const notes: Message[] = []
  const name = textOf(manifest['name'] ?? manifest['title']).slice(0, recipeLimits.nameCharsMax)
  const faults: Found[] = []
  const takes = [...partsOf(manifest, notes), ...materialsOf(manifest, faults)]
  yield* faults
  const tools = strings(manifest['tool_list'] ?? manifest['tool-list'] ?? manifest['tools']).map((thing): ToolWish => ({ thing: thing.slice(0, 120) }))
  const processes = manifest['manufacturing_processes'] ?? manifest['manufacturing-processes'] ?? manifest['manufacturing-process'] ?? manifest['tsdc']
  const hands = [...new Set(strings(processes))].map((skill): HandsWish => ({ skill: skill.slice(0, recipeLimits.skillCharsMax) }))
  const rest = Object.entries(manifest).flatMap(([field, value]) => (taken.has(field) || value === null || value === '' ? [] : linesOf(field, value)))
  const note = rest.join('\n').slice(0, recipeLimits.noteCharsMax)
  // A list of parts that lies elsewhere is named: without it the recipe is not whole.
  if (typeof manifest['bom'] === 'string') notes.push(recipesMessage('recipes.import-bom', { path: manifest['bom'].slice(0, 80) }))
  const tags = strings(manifest['keywords']).slice(0, recipeLimits.tagsMax).map((tag) => tag.slice(0, recipeLimits.partCharsMax))
  yield {
    is: 'recipe',
    key: textOf(manifest['id'] ?? manifest['okh-id']).slice(0, 80),
    notes,
    draft: {
      name,
      makes: [{ thing: name, quantity: { n: 1n, d: 1n, unit: countUnit(name) ?? '{piece}' } }],
      takes: takes.slice(0, recipeLimits.takesMax),
      ...(tools.length > 0 && { tools: tools.slice(0, recipeLimits.toolsMax) }),
      ...(hands.length > 0 && { hands: hands.slice(0, recipeLimits.handsMax) }),
      ...(tags.length > 0 && { tags }),
      whole: true,
      ...(note !== '' && { note })
    }
  }
}

const taken: ReadonlySet<string> = new Set(
  (
    'name title part parts sub_parts sub-parts materials material-list tool_list tool-list tools manufacturing_processes ' +
    'manufacturing-processes manufacturing-process keywords id'
  ).split(' ')
)

/** Parts listed several times are so many of them. */
function partsOf(manifest: Tree, notes: Message[]): TakenWish[] {
  const listed = ['part', 'parts', 'sub_parts', 'sub-parts'].flatMap((field) => list(manifest[field]).map((one) => ({ one, part: /sub/.test(field) ? 'sub-parts' : 'parts' })))
  const bom = Array.isArray(manifest['bom']) ? manifest['bom'].map((one: unknown) => ({ one, part: 'parts' })) : []
  const found = new Map<string, { count: bigint; wish: TakenWish }>()
  for (const { one, part } of [...listed, ...bom]) {
    const tree = isTree(one) ? one : { name: one }
    const thing = textOf(tree['name'] ?? tree['title'] ?? tree['part']).slice(0, 120)
    if (thing === '') {
      notes.push(recipesMessage('recipes.import-parts'))
      continue
    }
    const said = Object.entries(tree).flatMap(([field, value]) => (['name', 'id', 'title', 'part', 'quantity', 'count', 'qty'].includes(field) || value === null ? [] : linesOf(field, value)))
    const note = said.join(', ').slice(0, recipeLimits.saidCharsMax)
    const times = tree['quantity'] ?? tree['count'] ?? tree['qty']
    const count = typeof times === 'number' && Number.isSafeInteger(times) && times > 0 ? BigInt(times) : 1n
    if (times !== undefined && times !== null && typeof times !== 'object' && count === 1n && Number(times) !== 1) {
      const why = recipesMessage('recipes.import-amount', { text: textOf(times).slice(0, 40) })
      notes.push(recipesMessage('recipe.in', { what: thing.slice(0, 60), why }))
    }
    const before = found.get(thing.toLowerCase())
    if (before) {
      const both = [before.wish.note, note].filter((each) => each !== undefined && each !== '').join('; ').slice(0, recipeLimits.saidCharsMax)
      found.set(thing.toLowerCase(), { count: before.count + count, wish: { ...before.wish, ...(both !== '' && { note: both }) } })
    }
    else found.set(thing.toLowerCase(), { count, wish: { thing, part, ...(note !== '' && { note }) } })
  }
  return [...found.values()].map(({ count, wish }) => {
    const made = makeQuantity(count, 1n, countUnit(wish.thing) ?? '{piece}')
    return { ...wish, ...(made.ok && { quantity: made.value }) }
  })
}

function materialsOf(manifest: Tree, faults: Found[]): TakenWish[] {
  return list(manifest['materials'] ?? manifest['material-list']).flatMap((one, at): TakenWish[] => {
    const tree = isTree(one) ? one : { name: one }
    const thing = textOf(tree['name'] ?? tree['material_id'] ?? tree['material']).slice(0, 120)
    if (thing === '') {
      faults.push({ is: 'fault', row: at + 1, reason: recipesMessage('recipes.import-parts') })
      return []
    }
    const [number, unit] = [tree['quantity'] ?? tree['amount'], textOf(tree['unit'])]
    const said = [textOf(number), unit].filter((part) => part !== '').join(' ')
    const quantity = number === null || number === undefined ? undefined : amountOf(number, unit, thing)
    if (number !== null && number !== undefined && !quantity) {
      faults.push({ is: 'fault', row: at + 1, reason: recipesMessage('recipe.in', { what: thing.slice(0, 60), why: recipesMessage('recipes.import-amount', { text: said.slice(0, 40) }) }) })
    }
    const id = textOf(tree['material_id'])
    return [{ thing, part: 'materials', ...(quantity && { quantity }), ...(id !== '' && id !== thing && { note: id.slice(0, 80) }), ...(said !== '' && { said: `${said} ${thing}`.slice(0, recipeLimits.saidCharsMax) }) }]
  })
}

/** A number as it is written, not as it is rounded: 0.1 is a tenth. */
function amountOf(number: unknown, unit: string, thing: string): Quantity | undefined {
  if (typeof number !== 'number' && typeof number !== 'string') return undefined
  const plain = /^(?:pcs?|pieces?|units?|ea|each|-)?$/i.test(unit) ? String(number) : `${String(number)} ${unit}`
  const read = parseQuantity(plain, { thing })
  return read.ok && read.value.n > 0n ? read.value : undefined
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 2_000) : value === undefined || value === null || value === '' ? [] : [value])

const strings = (value: unknown): string[] => list(value).map((one) => textOf(isTree(one) ? (one['name'] ?? one['title'] ?? '') : one)).filter((text) => text !== '')

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').replace(/\s+/g, ' ').trim()

/** “license.hardware: CERN-OHL-S-2.0”: all that is said, a line for each. */
function linesOf(field: string, value: unknown, depth = 0): string[] {
  if (value === null || value === undefined || depth > importLimits.depthMax) return []
  if (Array.isArray(value)) {
    return value.every((one) => !isTree(one) && !Array.isArray(one)) ? [`${field}: ${value.map(textOf).join(', ')}`] : value.slice(0, 200).flatMap((one) => linesOf(field, one, depth + 1))
  }
  if (isTree(value)) return Object.entries(value).flatMap(([inner, each]) => linesOf(`${field}.${inner}`, each, depth + 1))
  const text = textOf(value)
  return text === '' ? [] : [`${field}: ${text}`]
}
