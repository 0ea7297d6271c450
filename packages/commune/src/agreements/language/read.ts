/**
 * From what a grammar found to a rule: the same for all faces, whose grammars name their parts alike. Everything that is wrong is told
 * with its place in the text. Refuses to guess: a name that may be two things is a fault that names both.
 */
import { no, ok, type Result } from '@commune/protocol'
import { rulesMessage } from '../../words/index.ts'
import { type Amount, type Comparison, type Condition, type Measured, type PointRef, type Rule, ruleLimits } from '../rule.ts'
import { unquoted } from './base.ts'
import { checkRule } from './check.ts'
import { type Fault, insteadMax, type RulePath } from './fault.ts'
import { type Fits, fold, type Lexicon, type LexiconPoint, type PointUse, type Reference, resolve } from './lexicon.ts'
import type { Node } from './match.ts'
import { durationText, msOf, numberFrom, type Numerals, unitFrom } from './numbers.ts'
import { acceptsAmount, isNumber, isText, isYesNo } from './fitting.ts'

export interface Vocabulary extends Numerals {
  /** Of what is expected somewhere, what goes without saying. */
  leadsIn(expected: readonly string[]): readonly string[]
  /** What points are about that go by this noun. */
  aboutsOf(noun: string): readonly string[]
  /** Whether this word for yes or no belongs to points about this. */
  truthFits(word: string, about: string | undefined): boolean
  thingName(point: LexiconPoint): string
  /** How a point is written out, to tell it from another. */
  nameOf(point: LexiconPoint, ...fits: Fits[]): string
}

interface Span {
  readonly from: number
  readonly to: number
}

export const readNodes = (text: string, root: Node, lexicon: Lexicon, vocabulary: Vocabulary): Result<Rule, readonly Fault[]> => {
  const reader = new Reader(text, lexicon, vocabulary)
  const rule = reader.rule(root)
  if (reader.faults.length > 0) return no(reader.faults)
  const faults = checkRule(rule, lexicon).map((fault) => ({ ...fault, at: reader.place(fault.path ?? []) }))
  return faults.length > 0 ? no(faults) : ok(rule)
}

const kid = (node: Node | undefined, pattern: RegExp): Node | undefined => node?.kids.find(({ rule }) => pattern.test(rule))
const refs = /^(?:(?:Thing|PointOf)(?:Act|Reading|Pulse)|AnyReading)$/
const times = /^Time(?:Break|Count|Lately)$/
const unknown: PointRef = '?unknown'

export class Reader {
  readonly faults: Fault[] = []
  readonly spans: Map<string, Span> = new Map()
  readonly #text: string
  readonly #lexicon: Lexicon
  readonly #words: Vocabulary

  constructor(text: string, lexicon: Lexicon, vocabulary: Vocabulary) {
    this.#text = text
    this.#lexicon = lexicon
    this.#words = vocabulary
  }

  rule(root: Node): Rule {
    const whole = kid(root, /^Whole$/) ?? root
    // Where the verb comes first, who does it stands within.
    const act = kid(whole, /^Act$/) ?? whole
    const doing = kid(act, /^(?:Deed|Inverted)/)
    const ref = kid(act, refs) ?? kid(doing, refs)
    const deeds = [
      doing,
      ...root.kids.filter(({ rule }) => /^(?:Otherwise|Unsure)$/.test(rule)).map((tail) => kid(tail, /^(?:Deed|Turned)/))
    ]
    const wanted = deeds.flatMap((deed) => (deed ? [this.#wants(deed)] : []))
    const point = ref && this.#point('act', ref, ['act'], (one) => wanted.every((fits) => fits(one)), ...wanted)
    const to = this.#deed(doing, ['to'], point)
    const condition = whole.kids.find((node) => node !== act && node !== doing && node !== ref)
    if (ref === undefined) this.#unfit(doing)
    const tail = (name: RegExp) => kid(kid(root, name), /^(?:Deed|Turned)/)
    const otherwise = this.#deed(tail(/^Otherwise$/), ['otherwise', 'to'], point)
    const unsure = this.#deed(tail(/^Unsure$/), ['unsure', 'to'], point)
    const least = kid(kid(root, /^Least$/), /^Duration$/)
    if (otherwise === 'stay') this.#unfit(tail(/^Otherwise$/))
    if (typeof to === 'string') this.#unfit(doing)
    return {
      act: point?.id ?? unknown,
      to: typeof to === 'object' ? to.to : true,
      while: condition ? this.#condition(condition, ['while']) : { is: 'sun', state: 'up' },
      otherwise: typeof otherwise === 'object' ? otherwise : 'rest',
      unsure: unsure ?? 'rest',
      ...(least && { leastMs: this.#duration(least, ['leastMs'], 0) })
    }
  }

  /** The place in the text of a part of the tree, or of what it stands in. */
  place(path: RulePath): { from: number; length: number } {
    for (let depth = path.length; depth > 0; depth--) {
      const span = this.spans.get(path.slice(0, depth).join('/'))
      if (span) return { from: span.from, length: span.to - span.from }
    }
    return { from: 0, length: this.#text.length }
  }

  #fault(node: Span | undefined, message: Fault['message'], instead: readonly string[] = []): void {
    const { from, to } = node ?? { from: 0, to: this.#text.length }
    if (this.faults.length < insteadMax)
      this.faults.push({ message, at: { from, length: to - from }, instead: instead.slice(0, insteadMax) })
  }

  #unfit(node: Span | undefined): void {
    this.#fault(node, rulesMessage('rules.unfit', { word: node ? this.#said(node) : '', words: rulesMessage('rules.any-words') }))
  }

  #said(node: Span): string {
    return this.#text.slice(node.from, node.to)
  }

  #mark(path: RulePath, node: Span): void {
    this.spans.set(path.join('/'), node)
  }

  #name(node: Node): string {
    return node.rule === 'quoted' ? unquoted(this.#said(node)) : this.#said(node)
  }

  #wants(deed: Node): Fits {
    if (deed.rule.endsWith('Number')) {
      const amount = kid(deed, /^Amount$/)
      const unit = amount && kid(amount, /^Unit$/)
      const code = unit && this.#unit(unit, true)
      return (point) => acceptsAmount(point, code)
    }
    if (deed.rule.endsWith('Words')) return isText(this.#wordsIn(deed))
    if (/(?:Yes|No)$/.test(deed.rule)) return isYesNo
    if (deed.rule.endsWith('Press')) return (point) => point.shape.is === 'press'
    return () => true
  }

  /** What a deed asks: `rest`, `stay`, or a value. Undefined when there is none. */
  #deed(
    deed: Node | undefined,
    path: RulePath,
    point: LexiconPoint | undefined
  ): 'rest' | 'stay' | { to: Rule['to'] } | undefined {
    if (deed === undefined) return undefined
    for (const each of [path, [...path, 'deed']]) this.#mark(each, deed)
    const kind = deed.rule.replace(/^(?:Deed|Turned|Inverted)/, '')
    if (kind === 'Rest') return 'rest'
    if (kind === 'Stay') return 'stay'
    if (kind === 'Press') return { to: 'press' }
    if (kind === 'Yes' || kind === 'No') return { to: kind === 'Yes' }
    if (kind === 'Words') {
      const words = kid(deed, /^(?:quoted|word)$/)
      return { to: words ? this.#exactWord(words, point) : '' }
    }
    const amount = kid(deed, /^Amount$/)
    return { to: amount ? this.#amount(amount, path) : true }
  }

  #wordsIn(node: Node): string {
    const words = kid(node, /^(?:quoted|word)$/)
    return words ? this.#name(words) : ''
  }

  /** Words typed without quotes are those of the point, in the case the point has them. */
  #exactWord(node: Node, point: LexiconPoint | undefined): string {
    const said = this.#name(node)
    if (point?.shape.is !== 'words' || point.shape.of.includes(said)) return said
    return point.shape.of.find((word) => fold(word) === fold(said)) ?? said
  }

  #condition(node: Node, path: RulePath): Condition {
    this.#mark(path, node)
    const parts = node.kids
    const all = (): Condition[] =>
      parts.map((one, index) => this.#condition(one, parts.length > 1 ? [...path, 'of', index] : path))
    const that = (pick = 0): Condition => {
      const inner = parts.filter(({ rule }) => !times.test(rule))[pick]
      return inner ? this.#condition(inner, [...path, pick === 0 ? 'that' : 'from']) : { is: 'sun', state: 'up' }
    }
    switch (node.rule) {
      case 'Ors':
      case 'AndChain':
      case 'CommaOr':
      case 'CommaAnd': {
        const of = all()
        return of.length === 1 ? (of[0] as Condition) : { is: node.rule === 'Ors' || node.rule === 'CommaOr' ? 'or' : 'and', of }
      }
      case 'Group':
        return parts[0] ? this.#condition(parts[0], path) : { is: 'sun', state: 'up' }
      case 'NotThat':
        return { is: 'not', that: that() }
      case 'HeldThat':
      case 'WithinThat':
        return this.#timed(kid(node, times), that(), path)
      case 'SinceThat':
        return this.#since(node, path)
      case 'Rises':
      case 'Falls':
        return this.#turn(node, path)
      default:
        return this.#simple(node, path)
    }
  }

  #since(node: Node, path: RulePath): Condition {
    const [first, second] = node.kids
    // All faces say first since when.
    if (!first || !second) return { is: 'sun', state: 'up' }
    return { is: 'since', that: this.#condition(second, [...path, 'that']), from: this.#condition(first, [...path, 'from']) }
  }

  #timed(time: Node | undefined, that: Condition, path: RulePath): Condition {
    const duration = kid(time, /^Duration$/)
    if (time === undefined || duration === undefined) return that
    const ms = this.#duration(duration, [...path, 'ms'])
    if (time.rule === 'TimeLately') return { is: 'within', that, ms }
    return { is: 'held', that, ms, gaps: time.rule === 'TimeCount' ? 'count' : 'break' }
  }

  #turn(node: Node, path: RulePath): Condition {
    const rises = node.rule === 'Rises'
    const amounts = node.kids.filter(({ rule }) => rule === 'Amount')
    const read = (at: number, name: string): Amount => (amounts[at] ? this.#amount(amounts[at], [...path, name]) : { value: 0 })
    const [a, b] = [read(0, rises ? 'above' : 'below'), read(1, rises ? 'below' : 'above')]
    const of = this.#measured(node, [...path, 'of'], (point) => acceptsAmount(point, a.unit), isNumber)
    return rises ? { is: 'rises', of, above: a, below: b } : { is: 'falls', of, below: a, above: b }
  }

  #simple(node: Node, path: RulePath): Condition {
    const time = kid(node, times)
    const isNot = kid(node, /^(?:Not|Nobody)$/) !== undefined
    const isSame =
      kid(node, /^(?:Compare_is|TruthYes|TruthNo|quoted|word)$/) !== undefined &&
      !/^Simple_(?:near|sun|dark|sign)$/.test(node.rule)
    // “Was never so within the last hour” denies all of it; else the “not” belongs to what is so.
    const isNever = isNot && time?.rule === 'TimeLately'
    const isApart = isNot && (isNever || !isSame)
    const inner = [...path, ...(time ? ['that'] : []), ...(isApart ? ['that'] : [])]
    this.#mark(inner, node)
    const bare = this.#bare(node, inner, isNot && !isApart)
    if (isNever) return { is: 'not', that: this.#timed(time, bare, [...path, 'that']) }
    return this.#timed(time, isApart ? { is: 'not', that: bare } : bare, path)
  }

  #bare(node: Node, path: RulePath, isOther: boolean): Condition {
    switch (node.rule) {
      case 'Simple_near':
      case 'Simple_sign':
        return { is: 'near', point: this.#ref('pulse', node, [...path, 'point']) }
      case 'Simple_dark':
        return { is: 'sun', state: 'dark' }
      case 'Simple_sun':
        return { is: 'sun', state: kid(node, /^SunUp$/) ? 'up' : kid(node, /^SunDark$/) ? 'dark' : 'down' }
      case 'Simple_truth': {
        const word = kid(node, /^Truth/)
        const said = word ? this.#said(word) : ''
        const of = this.#measured(
          node,
          [...path, 'of'],
          (point) => isYesNo(point) && this.#words.truthFits(said, point.about),
          isYesNo
        )
        return { is: 'compare', of, how: isOther ? 'is-not' : 'is', to: word?.rule === 'TruthYes' }
      }
      case 'Simple_words': {
        const words = kid(node, /^(?:quoted|word)$/)
        const of = this.#measured(
          node,
          [...path, 'of'],
          isText(words ? this.#name(words) : ''),
          ({ shape }) => shape.is === 'words' || shape.is === 'text'
        )
        if (words) this.#mark([...path, 'to'], words)
        return {
          is: 'compare',
          of,
          how: isOther ? 'is-not' : 'is',
          to: words ? this.#exactWord(words, this.#lexicon.find('reading', of.point)) : ''
        }
      }
      default: {
        const compare = kid(node, /^Compare_/)
        const amount = kid(compare, /^Amount$/)
        const to: Amount = amount ? this.#amount(amount, [...path, 'to']) : { value: 0 }
        const of = this.#measured(node, [...path, 'of'], (point) => acceptsAmount(point, to.unit), isNumber)
        const how = hows[compare?.rule ?? ''] ?? 'is'
        return { is: 'compare', of, how: isOther ? 'is-not' : how, to }
      }
    }
  }

  #measured(node: Node, path: RulePath, ...fits: Fits[]): Measured {
    const worked = kid(node, /^(?:Average|Rate|Used)$/)
    const point = this.#ref('reading', worked ?? node, [...path, 'point'], ...fits)
    if (worked === undefined) return { is: 'reading', point }
    const duration = kid(worked, /^Duration$/)
    return {
      is: worked.rule === 'Average' ? 'average' : 'rate',
      point,
      ms: duration ? this.#duration(duration, [...path, 'ms']) : ruleLimits.msMin
    }
  }

  #ref(use: PointUse, node: Node, path: RulePath, ...fits: Fits[]): PointRef {
    const ref = kid(node, refs)
    return (ref && this.#point(use, ref, path, ...fits)?.id) ?? unknown
  }

  #point(use: PointUse, node: Node, path: RulePath, ...fits: Fits[]): LexiconPoint | undefined {
    this.#mark(path, node)
    if (node.rule === 'AnyReading') return this.#anyAbout(node, ...fits)
    const thing = node.rule.startsWith('PointOf') ? kid(node, /^Thing/) : node
    const name = kid(thing, /^(?:\w+Thing|quoted)$/)
    if (thing === undefined || name === undefined) return undefined
    const which = thing === node ? undefined : node.kids.find((one) => one !== thing)
    const tag = kid(kid(thing, /^Tag$/), /./)
    const reference: Reference & { readonly thing: string } = {
      thing: this.#name(name),
      ...(which && { point: this.#which(use, which) }),
      ...(tag && { tag: this.#name(tag) })
    }
    const found = resolve(this.#lexicon, use, reference, ...fits)
    if (found.length === 1) return found[0]
    if (found.length > 1) this.#several(node, found, fits)
    else {
      const known = resolve(this.#lexicon, use, { thing: reference.thing })
      const names = known.map((one) => this.#words.nameOf(one)).slice(0, insteadMax)
      const missing = known.length === 0 || which === undefined ? (known.length === 0 ? name : (tag ?? node)) : which
      if (names.length > 0) this.#fault(missing, rulesMessage('rules.unknown-near', { word: this.#name(missing), names }), names)
      else this.#fault(missing, rulesMessage('rules.unknown', { word: this.#name(missing) }))
    }
    return undefined
  }

  #several(node: Node, found: readonly LexiconPoint[], fits: readonly Fits[]): void {
    const names = [...new Set(found.slice(0, insteadMax).map((one) => this.#words.nameOf(one, ...fits)))]
    this.#fault(node, rulesMessage('rules.several', { word: this.#said(node), names }), names)
  }

  /** What is about this, whatever thing tells of it, if one alone does. */
  #anyAbout(node: Node, ...fits: Fits[]): LexiconPoint | undefined {
    const found = resolve(this.#lexicon, 'reading', { point: { about: this.#words.aboutsOf(this.#said(node)) } }, ...fits)
    if (found.length === 1) return found[0]
    if (found.length > 1) this.#several(node, found, fits)
    else this.#fault(node, rulesMessage('rules.unknown', { word: this.#said(node) }))
    return undefined
  }

  /** A noun of the language is also the name that some point of this thing bears. */
  #which(use: PointUse, which: Node): NonNullable<Reference['point']> {
    const said = this.#name(which)
    const abouts = which.rule === 'kind' ? this.#words.aboutsOf(said) : []
    return abouts.length > 0 && use === 'reading' ? { about: abouts } : { named: said }
  }

  #amount(node: Node, path: RulePath): Amount {
    this.#mark(path, node)
    const number = kid(node, /^number$/)
    const unit = kid(node, /^Unit$/)
    if (unit) this.#mark([...path, 'unit'], unit)
    const value = number && numberFrom(this.#said(number), this.#words.decimalComma)
    if (value === undefined) this.#fault(number ?? node, rulesMessage('rules.number', { word: this.#said(number ?? node) }))
    const code = unit && this.#unit(unit)
    return { value: value ?? 0, ...(code !== undefined && { unit: code }) }
  }

  #unit(node: Node, quietly = false): string | undefined {
    const [written] = node.kids
    if (written === undefined) return undefined
    if (written.rule === 'quoted') return unquoted(this.#said(written))
    const code = unitFrom(this.#said(written), this.#words)
    // Capitals alone tell these apart, and they were mixed: mW, MW.
    if (code === undefined && !quietly)
      this.#fault(written, rulesMessage('rules.unit-unknown', { word: this.#said(written), names: ['mW', 'MW'] }))
    return code
  }

  #duration(node: Node, path: RulePath, least: number = ruleLimits.msMin): number {
    this.#mark(path, node)
    let ms = 0
    for (const part of node.kids) {
      const [number, time] = [kid(part, /^number$/), kid(part, /^time$/)]
      ms +=
        ((number && numberFrom(this.#said(number), this.#words.decimalComma)) ?? Number.NaN) *
        ((time && msOf(this.#said(time), this.#words)) ?? Number.NaN)
    }
    const whole = Math.round(ms)
    if (whole >= least && whole <= ruleLimits.msMax) return whole
    const { decimalComma } = this.#words
    this.#fault(
      node,
      rulesMessage('rules.time', { least: durationText(least, decimalComma), most: durationText(ruleLimits.msMax, decimalComma) })
    )
    return ruleLimits.msMin
  }
}

const hows: Readonly<Record<string, Comparison>> = {
  Compare_below: 'below',
  Compare_atmost: 'at-most',
  Compare_above: 'above',
  Compare_atleast: 'at-least',
  Compare_is: 'is'
}
