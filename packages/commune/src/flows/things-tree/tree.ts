/** The tree of things as a table: every name leads to what it may mean, and each thing to what it is a kind of. */
import { makeQuantity, parseQuantity, type Quantity } from '../../quantity/index.ts'
import { bareWord, plainKey, plainWord, wordsOfName } from '../names/index.ts'
import { garden } from './garden.ts'
import { kitchen } from './kitchen.ts'
import { smallWords } from './modifiers.ts'
import { workshop } from './workshop.ts'

export interface TreeThing {
  readonly id: number
  /** Its English name. */
  readonly name: string
  /** Names in English, German, Spanish, French and Italian. */
  readonly names: readonly string[]
  readonly parent: string | undefined
  readonly factors: readonly TreeFactor[]
}

export interface TreeFactor {
  readonly from: Quantity
  readonly to: Quantity
  readonly of?: string
}

export interface Tree {
  readonly things: readonly TreeThing[]
  readonly byName: ReadonlyMap<string, TreeThing>
  /** Things by the plain keys of their names. */
  readonly byKey: ReadonlyMap<string, readonly TreeThing[]>
  /** The same by their words in any order, for those of several. */
  readonly byWords: ReadonlyMap<string, readonly TreeThing[]>
}

const parentsMax = 8

/** The words that count, in one order: “rote Zwiebel” and “Zwiebel, rot” differ by an ending, `red onion` and `onion, red` by nothing. */
export const wordsKey = (words: readonly string[]): string | undefined => {
  const counted = words.filter((word) => !smallWords.has(bareWord(word)))
  return counted.length < 2 ? undefined : counted.map(plainWord).sort().join(' ')
}

export const readTree = (): Tree => {
  const things: TreeThing[] = []
  const byName = new Map<string, TreeThing>()
  const byKey = new Map<string, TreeThing[]>()
  const byWords = new Map<string, TreeThing[]>()
  for (const line of [kitchen, garden, workshop].join('\n').split('\n')) {
    if (line === '') continue
    const [head = '', en = '', de = '', es = '', fr = '', it = '', amounts = ''] = line.split('|').map((part) => part.trim())
    const [known = '', parent] = head.split('<').map((part) => part.trim())
    const names = [en, de, es, fr, it].flatMap((list) => list.split(',').map((name) => name.trim())).filter((name) => name !== '')
    const name = names[0] ?? known
    const thing: TreeThing = { id: things.length, name, names, parent, factors: factorsIn(amounts, name) }
    things.push(thing)
    byName.set(known, thing)
    for (const key of new Set(names.map(plainKey))) byKey.set(key, [...(byKey.get(key) ?? []), thing])
    for (const key of new Set(names.map((each) => wordsKey(wordsOfName(each))))) {
      if (key !== undefined) byWords.set(key, [...(byWords.get(key) ?? []), thing])
    }
  }
  return { things, byName, byKey, byWords }
}

/** What the thing is a kind of, the nearest first. */
export const above = (tree: Tree, thing: TreeThing): TreeThing[] => {
  const found: TreeThing[] = []
  for (let { parent } = thing; parent !== undefined && found.length < parentsMax; ) {
    const next = tree.byName.get(parent)
    if (!next) break
    found.push(next)
    parent = next.parent
  }
  return found
}

/** `l 530` are grams of a litre, `# 55` grams of one, `> 45 lemon juice` millilitres that come out of one. */
function factorsIn(text: string, name: string): TreeFactor[] {
  return text.split(';').flatMap((part): TreeFactor[] => {
    const [, kind, amount, of] = /^\s*([l#>]) (\d+)\s*(.*)$/.exec(part) ?? []
    if (kind === undefined || amount === undefined) return []
    const from = kind === 'l' ? makeQuantity(1n, 1n, 'l') : parseQuantity('1', { thing: name })
    const to = makeQuantity(BigInt(amount), 1n, kind === '>' ? 'ml' : 'g')
    if (!from.ok || !to.ok) return []
    return [{ from: from.value, to: to.value, ...(of !== undefined && of !== '' && { of }) }]
  })
}
