/**
 * Matching a text against a face: a small tree of what was found, or where it stopped and what may stand there.
 *
 * Names that occur in the text become part of the grammar for this one match, so that a name may hold anything and still be read as
 * one word. Ohm remembers what it tried at each place, so the work is bounded by the length of the text times the number of rules.
 */
import type { Grammar, Node as Found } from 'ohm-js'
import { ruleLimits } from '../rule.ts'
import { heardMark } from './heard.ts'
import type { Lexicon, PointUse } from './lexicon.ts'
import { spellings } from './spelling.ts'
import { alt, anyOf, app, type Body, extend, longestFirst, lowered, many, not, seq, wholeWord } from './recipe.ts'

export interface Node {
  /** The rule of the grammar, without the number of its form. */
  readonly rule: string
  readonly from: number
  readonly to: number
  readonly kids: readonly Node[]
}

export interface Stop {
  readonly from: number
  /** Words and marks that may stand there, and what is to be filled in: `@reading`, `@number`. */
  readonly expected: readonly string[]
}

export type Match = { readonly ok: true; readonly node: Node } | { readonly ok: false; readonly stop: Stop }

/** A face whose grammar is made when it is first asked for. */
export interface FaceGrammar {
  readonly key: string
  /** How units are written in it, in lower case. */
  readonly units: readonly string[]
  /** Numbers as words, in lower case. */
  readonly numerals: readonly string[]
  /** Ends that a name may have where it is bent. */
  readonly endings: readonly string[]
  /** First words of a rule: where a condition may stand as well, only they are worth saying. */
  readonly begins: ReadonlySet<string>
  make(): Grammar
}

const uses: readonly PointUse[] = ['act', 'reading', 'pulse']
const grammars = new Map<string, Grammar>()
const namedMax = 24
const named = new Map<string, Grammar>()

/**
 * First with quoted names alone: what reads so means nothing else, whatever things are called. Then with all names that occur.
 */
export const matchFace = (face: FaceGrammar, text: string, lexicon: Lexicon): Match => {
  const strict = /[“„«"]/.test(text) ? matchWith(face, text, nameless) : undefined
  return strict?.ok ? strict : matchWith(face, text, lexicon)
}

const nameless: Names = { things: () => [], names: () => [], words: [] }

type Names = Pick<Lexicon, 'things' | 'names' | 'words'>

function matchWith(face: FaceGrammar, given: string, lexicon: Names): Match {
  const text = lowered(given.replaceAll('\uffff', '\ufffd'))
  const whole = namedGrammar(face, text, lexicon)
  const result = whole.match(text, 'Rule')
  if (result.succeeded()) {
    const semantics = whole.createSemantics().addOperation<Node[]>('nodes', {
      _terminal() {
        return []
      },
      _iter(...children) {
        return children.flatMap((child) => nodesOf(child))
      },
      _nonterminal(...children) {
        return ofRule(this, children)
      }
    })
    const [node] = (semantics(result) as { nodes(): Node[] }).nodes()
    if (node) return { ok: true, node }
  }
  const failed = result as unknown as { getRightmostFailurePosition(): number; getRightmostFailures(): { getText(): string }[] }
  const expected = [...new Set(failed.getRightmostFailures().map((one) => one.getText()))].toReversed()
  const isBegin = expected.includes('@act') && expected.includes('@reading')
  const said = isBegin ? expected.filter((one) => one === '@act' || one.startsWith(heardMark) || face.begins.has(one)) : expected
  return { ok: false, stop: { from: failed.getRightmostFailurePosition(), expected: said } }
}

const nodesOf = (found: Found): Node[] => (found as unknown as { nodes(): Node[] }).nodes()

/** Words and marks are left out; rules of one part that only choose are looked through. */
const ofRule = (found: Found, children: readonly Found[]): Node[] => {
  const name = found.ctorName.replace(/(?:_\d+)+$/, '')
  const { startIdx: from, endIdx: to } = found.source
  if (silent.test(name)) return []
  if (/^[a-z]/.test(name)) return kept.test(name) ? [{ rule: name, from, to, kids: [] }] : []
  const kids = children.flatMap((child) => nodesOf(child))
  const [only] = kids
  return through.test(name) || (kids.length === 1 && only?.rule === name) ? kids : [{ rule: name, from, to, kids }]
}

const kept = /^(?:number|span|numeral|share|unit|time|quoted|tagged|word|kind|\w+Thing|\w+Point)$/
const silent = /^(?:Lead|Join|And|Or|List|AtMost|AtLeast|Yes|No|Please|Openers|Thanks|Conj|Modal|ModalNot|Works|Ends|Full)$/
const through =
  /^(?:P\d+|Tail|TailOf|Else|Deed|Turned|Inverted|WholeSaid|WholeHeard|SpanSaid|SpanCount|AmountPlain|AmountSaid|AmountShare|AmountHeard|AmountLevel|Holds|Adv|AdvBehind|KindLed|UntilBehind|Adverb|Extra|Moment|Asked|ActOnly|BackAt|ActPlain|Heard|Terse|Vague|VagueOf|Bare|BareFirst|CommaItem|Consumed|At|Till|Start|Reached|Colder|Hotter|Lower|VerbFirst|Cond|Ands|Item|Leaf|LeafBare|Place|AmountLow|AmountBare|SpanCounted|Sign|Inner|Wrapped|Turn|Simple|Shared|Time|TimeAny|TimeHeard|TimeAgo|TimeAfter|TimeBehind|RefHeard|TimePassing|TimeHeld|PointBehind|PointBefore|PointJoined|Measure|Value|Verb.*|Pred.*|Persons|Ref.*|ThingName.*|Which.*|Noun.*|Point(?:Act|Reading|Pulse)(?:Behind|Before)|Words)$/

/** The grammar of a face with the names of this text in it. */
function namedGrammar(face: FaceGrammar, text: string, lexicon: Names): Grammar {
  let base = grammars.get(face.key)
  if (base === undefined) {
    base = face.make()
    grammars.set(face.key, base)
  }
  const sets = uses.flatMap((use) => [
    [`${use}Thing`, bent(text, namesIn(text, lexicon.things(use)), face.endings)] as const,
    [`${use}Point`, namesIn(text, lexicon.names(use))] as const
  ])
  const numerals = face.numerals.filter((said) => text.includes(said))
  const rules = [
    ...sets,
    ['word', namesIn(text, lexicon.words)] as const,
    ['numeral', numerals] as const,
    ['unit', unitsIn(text, face.units, numerals)] as const
  ]
  const key = JSON.stringify([face.key, rules])
  const known = named.get(key)
  if (known) return known
  const made = extend(base, 'Named', new Map(rules.map(([rule, names]) => [rule, { body: rule === 'unit' ? anyUnit(names) : anyOf(names) }])))
  const [oldest] = named.keys()
  if (named.size >= namedMax && oldest !== undefined) named.delete(oldest)
  named.set(key, made)
  return made
}

/** Inches are written like the word that begins “in the last hour”: before a number, or a word that may begin a time so, they are none. */
const inches = 'in'
const beginsTime: Body = seq([many(app('space')), alt([app('digit'), ...['the', 'den', 'der', 'dem'].map(wholeWord)])])

const anyUnit = (names: readonly string[]): Body =>
  names.includes(inches) ? alt([anyOf(names.filter((name) => name !== inches)), seq([wholeWord(inches), not(beginsTime)])]) : anyOf(names)

/** Units that stand behind a number. */
function unitsIn(text: string, units: readonly string[], numerals: readonly string[]): readonly string[] {
  const ends = new Set<number>()
  for (let at = 0; at < text.length; at++) if (isDigit(text.charAt(at)) && !isDigit(text.charAt(at + 1))) ends.add(at + 1)
  for (const said of numerals)
    for (let at = text.indexOf(said); at >= 0; at = text.indexOf(said, at + said.length)) ends.add(at + said.length)
  const found = new Set<string>()
  for (const end of ends) {
    let at = end
    while (at < text.length && text.charAt(at).trim() === '') at++
    for (const unit of units) if (text.startsWith(unit, at)) found.add(unit)
  }
  return [...found].toSorted(longestFirst)
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9'

/** With the ends they have in this text: “des Tanks”. */
const bent = (text: string, names: readonly string[], endings: readonly string[]): readonly string[] =>
  names.flatMap((name) => [name, ...endings.map((end) => name + end).filter((one) => text.includes(one))])

/** Names that may be meant in a text are few; more would only cost time. */
const namesMax = 300

function namesIn(text: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => spellings(name).some((way) => text.includes(way)))
    .toSorted(longestFirst)
    .slice(0, namesMax)
    .flatMap(spellings)
}

/** The place where a bracket opens deeper than any rule may nest; undefined when none does. Quotes are passed over. */
export const tooDeepAt = (text: string): number | undefined => {
  let depth = 0
  let until: string | undefined
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (until !== undefined) {
      if (until.includes(char)) until = undefined
    } else if (closing[char] !== undefined) until = closing[char]
    else if (char === ')') depth--
    else if (char === '(' && ++depth > ruleLimits.depthMax * 2) return at
  }
  return undefined
}

const closing: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '"': '"' }
