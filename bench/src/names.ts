/**
 * Names of one thing: how often the right name is proposed first and among the first five, across languages and for other spellings
 * within one, and how often two names of different things are taken for one without anybody being asked.
 *
 * `--foods` is a folder of `en.json`, `de.json`, … with `food: {id: {name, plural_name}}`, the same id in every language. Nothing of
 * ours was made from such data: the tree of things is our own. Without a folder only the times are measured.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyStates, foldOne, plainKey, Views } from '@commune/commune'
import { ThingsKnowledge, thingsKnownIn } from '@commune/commune/things-tree'
import { sodiumReady, toText } from '@commune/protocol'
import type { BenchOptions, Figures } from './runner/subject.ts'

export const about = 'Proposing names of one thing across languages and spellings.'
export const options: Readonly<Record<string, string>> = {
  foods: 'folder of en.json, de.json, …: names of foods by id',
  misses: 'show so many that were not found (0)',
  n: 'names in use for the times (20,000)'
}

interface Food {
  readonly name: string
  readonly plural_name?: string
}
type Foods = ReadonlyMap<string, Food>

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  await sodiumReady
  const folder = text('foods', '')
  const found = folder === '' ? {} : compare(languagesIn(folder), number('misses', 0), note)
  return { ...found, ...times(number('n', 20_000)) }
}

const languagesIn = (folder: string): Map<string, Foods> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => {
        const { food } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { food: Record<string, Food> }
        return [file.slice(0, -'.json'.length), new Map(Object.entries(food))] as const
      })
  )

interface Tally {
  asked: number
  first: number
  five: number
}

function compare(languages: ReadonlyMap<string, Foods>, misses: number, note: (line: string) => void): Figures {
  const figures: Record<string, number> = {}
  const [across, within]: [Tally, Tally] = [{ asked: 0, first: 0, five: 0 }, { asked: 0, first: 0, five: 0 }]
  let left = misses
  for (const [to, foods] of languages) {
    const known = new ThingsKnowledge()
    const idsOf = new Map<string, Set<string>>()
    for (const [id, { name }] of foods) {
      known.use(name)
      idsOf.set(plainKey(name), (idsOf.get(plainKey(name)) ?? new Set()).add(id))
    }
    const ask = (tally: Tally, id: string, name: string, from: string): void => {
      const proposed = known.suggest(name, 5)
      const at = proposed.findIndex(({ key }) => idsOf.get(key)?.has(id))
      tally.asked++
      if (at === 0) tally.first++
      if (at >= 0) tally.five++
      if (at !== 0 && left-- > 0) note(`${from} → ${to}: ${name} is ${foods.get(id)?.name}; ${proposed.map((one) => `${one.name} ${one.score.toFixed(2)}`).join(', ')}`)
    }
    for (const [from, others] of languages) {
      const tally: Tally = { asked: 0, first: 0, five: 0 }
      for (const [id, food] of others) {
        if (from !== to && foods.has(id)) ask(tally, id, food.name, from)
        if (from === to) for (const spelled of spellings(food)) ask(within, id, spelled, from)
      }
      if (from === to) continue
      figures[`${from}-${to}At1`] = tally.first / tally.asked
      figures[`${from}-${to}At5`] = tally.five / tally.asked
      for (const each of ['asked', 'first', 'five'] as const) across[each] += tally[each]
    }
  }
  const rate = (part: number, whole: number): number => Math.round((part / whole) * 1_000) / 1_000
  return {
    ...Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, rate(figure, 1)])),
    precisionAt1: rate(across.first, across.asked),
    recallAt5: rate(across.five, across.asked),
    withinAt1: rate(within.first, within.asked),
    withinAt5: rate(within.five, within.asked),
    ...automatic(languages, note)
  }
}

/** Other ways to write a name: its plural, a slip of the finger, capitals, a hyphen for a blank. */
function spellings({ name, plural_name: plural }: Food): string[] {
  const middle = Math.floor(name.length / 2)
  const slip = name.slice(0, middle) + name.slice(middle + 1)
  return [...new Set([plural ?? name, slip, name.toUpperCase(), name.replace(' ', '-')])].filter((one) => one !== name)
}

/** Names of different things with one key, among all pairs of names with one key; and plurals that are found without asking. */
function automatic(languages: ReadonlyMap<string, Foods>, note: (line: string) => void): Figures {
  const byKey = new Map<string, { ids: Set<string>; names: Set<string> }>()
  let [plurals, joined, names] = [0, 0, 0]
  for (const [language, foods] of languages) {
    const inLanguage = new Map<string, string>()
    for (const [id, { name, plural_name: plural }] of foods) {
      names++
      const key = plainKey(name)
      const all = byKey.get(key) ?? { ids: new Set(), names: new Set() }
      all.ids.add(id)
      all.names.add(`${language} ${name} (${id})`)
      byKey.set(key, all)
      inLanguage.set(key, id)
      if (plural === undefined || plural.toLowerCase() === name.toLowerCase()) continue
      plurals++
      if (plainKey(plural) === key) joined++
    }
  }
  const wrong = [...byKey.values()].filter(({ ids }) => ids.size > 1)
  for (const one of wrong) note(`one key: ${[...one.names].join(', ')}`)
  return { wrongAutomatic: wrong.length, wrongAutomaticOf: names, pluralsAutomatic: Math.round((joined / plurals) * 1_000) / 1_000 }
}

const idOf = (at: number): string => {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(28, at)
  return toText(bytes)
}

/** A world with so many names: the first suggestion, one after it, all keys, and one after a word that two are the same. */
function times(count: number): Figures {
  const states = emptyStates()
  const say = (at: number, statement: { type: string; [field: string]: string }): void =>
    void foldOne(states, { id: `${idOf(at)}.0`, entry: idOf(at), device: idOf(0), lamport: at, epoch: idOf(0), statement })
  const words = ['bread', 'flour', 'red', 'screw', 'jar', 'of', 'old', 'apple', 'wood', 'tomato', 'dried', 'small', 'lamp', 'rope', 'garden', 'hinge']
  const name = (at: number): string => `${words[at % 16]} ${words[(at >> 4) % 16]} ${words[(at >> 8) % 16]} ${at >> 12}`
  for (let at = 1; at <= count; at++) say(at, { type: 'flow.need', thing: name(at) })
  const { names } = new Views(states, { wareOf: () => idOf(0) })
  const taken = (work: () => unknown): number => {
    const start = performance.now()
    work()
    return Math.round((performance.now() - start) * 100) / 100
  }
  const keysMs = taken(() => {
    for (let at = 1; at <= count; at++) names.keyOf(name(at))
  })
  const firstMs = taken(() => {
    names.withKnowledge(thingsKnownIn(states))
    names.suggest('dried tomato')
  })
  const suggestMs = taken(() => names.suggest('getrocknete Tomaten'))
  say(count + 1, { type: 'name.same', a: 'Mehl', b: 'flour' })
  const afterMs = taken(() => [names.keyOf('Mehl'), names.suggest('Mehle')])
  return { keysMs, firstMs, suggestMs, afterMs }
}
