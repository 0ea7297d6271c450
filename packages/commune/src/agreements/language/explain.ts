/** What is wrong where a text stops making sense, and what would be right there. */
import { type Message, rulesMessage } from '../../words/index.ts'
import { ruleLimits } from '../rule.ts'
import { type Fault, insteadMax } from './fault.ts'
import type { Lexicon, LexiconPoint, PointUse } from './lexicon.ts'
import { type Stop, tooDeepAt } from './match.ts'
import { heardMark } from './heard.ts'
import { nearby } from './nearby.ts'
import type { Vocabulary } from './read.ts'

/** What is wrong before anything is read. */
export const faultBefore = (text: string): Fault | undefined => {
  if (text.length > ruleLimits.charsMax) {
    const at = { from: ruleLimits.charsMax, length: text.length - ruleLimits.charsMax }
    return { message: rulesMessage('rules.long', { most: ruleLimits.charsMax }), at, instead: [] }
  }
  const deep = tooDeepAt(text)
  return deep === undefined
    ? undefined
    : { message: rulesMessage('rules.deep', { most: ruleLimits.depthMax }), at: { from: deep, length: 1 }, instead: [] }
}

const kinds: Readonly<Record<string, PointUse>> = { '@act': 'act', '@reading': 'reading', '@pulse': 'pulse' }

/** Marks that open a quote may always stand where a name may; they are not worth saying. */
export const unsaid: ReadonlySet<string> = new Set(['"', '“', '„', '«', '#', '@tag', '', 'end of input'])

export const explain = (text: string, stop: Stop, lexicon: Lexicon, vocabulary: Vocabulary): Fault => {
  const from = stop.from + (text.slice(stop.from).length - text.slice(stop.from).trimStart().length)
  const open = openQuote(text)
  if (open !== undefined && (from === open || from >= text.trimEnd().length)) {
    return { message: rulesMessage('rules.open-quote'), at: { from: open, length: text.length - open }, instead: [] }
  }
  const uses = stop.expected.flatMap((one) => kinds[one] ?? [])
  const word = wordAt(text, from)
  const at = { from, length: word.length }
  // Names are told with what goes before them.
  const leads = vocabulary.leadsIn(stop.expected)
  const times = stop.expected.includes('@time') ? ['min', 'h', 's', 'd'] : []
  const words = [...times, ...stop.expected.filter((one) => !one.startsWith('@') && one.trim() !== '' && !unsaid.has(one) && !leads.includes(one))]
  const heard = [...new Set(stop.expected.flatMap((one) => (one.length > heardMark.length && one.startsWith(heardMark) ? [one.slice(heardMark.length)] : [])))]
  // What is understood and never written is told where nothing else may stand.
  const shownOf = (best: readonly string[]): readonly (string | Message)[] => shown(stop, best.length > 0 ? best : heard.slice(0, insteadMax), vocabulary)
  if (word === '') {
    const more = shownOf(words)
    const message = more.length > 0 ? rulesMessage('rules.more', { words: more }) : rulesMessage('rules.more-alone')
    return { message, at: { from: text.length, length: 0 }, instead: words.slice(0, insteadMax) }
  }
  if (stop.expected.includes('@unit') && uses.length === 0 && /^\p{L}/u.test(word)) {
    const units = nearby(
      word,
      [
        ...new Set(lexicon.points.flatMap(({ shape }) => (shape.is === 'number' && shape.unit !== undefined ? [shape.unit] : [])))
      ],
      insteadMax
    )
    if (units.length > 0) return { message: rulesMessage('rules.unit-unknown', { word, names: units }), at, instead: units }
  }
  // Marks are one letter from one another: nobody meant another who typed one.
  const isWord = /[\p{L}\p{N}]/u.test(word)
  const said = isWord ? heard : []
  if (uses.length > 0) {
    const near = nearPoints(text, from, uses, lexicon, vocabulary)
    const close = nearby(word, [...words, ...said], 3)
    const names = [...near.names, ...close].slice(0, insteadMax)
    if (names.length > 0)
      return {
        message: rulesMessage('rules.unknown-near', { word: near.said ?? word, names }),
        at: { from, length: (near.said ?? word).length },
        instead: names
      }
    if (words.every((one) => one.length < 12) && uses.length > 0)
      return { message: rulesMessage('rules.unknown', { word }), at, instead: someNames(uses, lexicon) }
  }
  const close = nearby(word, [...words, ...said], insteadMax)
  const others = words.filter((one) => !close.includes(one))
  const spoken = others.filter((one) => !/^[.,;&]$/.test(one))
  const instead = [...close, ...(spoken.length > 0 ? spoken : others)].slice(0, insteadMax)
  const shownThere = shownOf(instead)
  if (shownThere.length === 0) return { message: rulesMessage('rules.unfit-alone', { word }), at, instead }
  return { message: rulesMessage('rules.unfit', { word, words: shownThere }), at, instead }
}

/** Names near what was typed, compared with as many words as they have. */
function nearPoints(
  text: string,
  from: number,
  uses: readonly PointUse[],
  lexicon: Lexicon,
  vocabulary: Vocabulary
): { said?: string; names: readonly string[] } {
  const points = uses.flatMap((use) => lexicon.things(use).flatMap((thing) => lexicon.named(use, thing)[0] ?? []))
  const rest = text.slice(from)
  for (const count of [3, 2, 1]) {
    const said = rest
      .split(/\s+/u)
      .slice(0, count)
      .join(' ')
      .replace(/[\p{P}]+$/u, '')
    const mine = points.filter(({ thing }) => count === 1 || thing.split(' ').length === count)
    const near = nearby(
      said,
      mine.map(({ thing }) => thing),
      insteadMax
    )
    if (near.length > 0)
      return {
        said,
        names: [
          ...new Set(
            near.map((thing) =>
              nameOf(
                mine.find((point) => point.thing === thing),
                vocabulary
              )
            )
          )
        ]
      }
  }
  return { names: [] }
}

const nameOf = (point: LexiconPoint | undefined, vocabulary: Vocabulary): string => (point ? vocabulary.thingName(point) : '')

const someNames = (uses: readonly PointUse[], lexicon: Lexicon): readonly string[] =>
  [...new Set(uses.flatMap((use) => lexicon.things(use).slice(0, insteadMax)))].slice(0, insteadMax)

/** The word that stands here, without the marks behind it. */
function wordAt(text: string, from: number): string {
  const word = /^[^\s(]+|^\(/u.exec(text.slice(from, from + 80))?.[0] ?? ''
  return word.length > 1 ? word.replace(/[.,;:)]+$/u, '') || word : word
}

const fills: Readonly<Record<string, 'name' | 'number' | 'unit' | 'words'>> = {
  '@act': 'name',
  '@reading': 'name',
  '@pulse': 'name',
  '@number': 'number',
  '@unit': 'unit',
  '@words': 'words'
}

const inCatalogue = {
  name: rulesMessage('rules.any-name'),
  number: rulesMessage('rules.any-number'),
  unit: rulesMessage('rules.any-unit'),
  words: rulesMessage('rules.any-words')
}

function shown(stop: Stop, words: readonly string[], vocabulary: Vocabulary): readonly (string | Message)[] {
  const kindsSaid = [...new Set(stop.expected.flatMap((one) => fills[one] ?? []))]
  const named = kindsSaid.map((kind) => vocabulary.fills?.[kind] ?? inCatalogue[kind])
  // “And, ,, and .” reads as nothing: marks are told where nothing else may stand.
  const spoken = words.filter((one) => !/^[.,;&]$/.test(one))
  return [...named, ...(spoken.length > 0 || named.length > 0 ? spoken : words).slice(0, insteadMax)]
}

function openQuote(text: string): number | undefined {
  let open: number | undefined
  for (let at = 0; at < text.length; at++) {
    const close = open === undefined ? undefined : pairs[text.charAt(open)]
    if (close === undefined) open = pairs[text.charAt(at)] === undefined ? undefined : at
    else if (close.includes(text.charAt(at))) open = undefined
  }
  return open
}

const pairs: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '"': '"' }
