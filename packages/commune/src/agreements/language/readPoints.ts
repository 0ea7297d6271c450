/** What a text names, measures and counts: points by their names, amounts, times. Each fault has its place. */
import { rulesMessage } from '../../words/index.ts'
import { type Amount, type Condition, type Measured, type PointRef, ruleLimits } from '../rule.ts'
import { unquoted } from './base.ts'
import { type Fault, insteadMax, type RulePath } from './fault.ts'
import { type Fits, fold, type Lexicon, type LexiconPoint, type PointUse, type Reference, resolve } from './lexicon.ts'
import type { Node } from './match.ts'
import { durationText, msOf, numberFrom, type Numerals, unitFrom } from './numbers.ts'
import { isPerson } from './say.ts'

export interface Vocabulary extends Numerals {
  /** What is to be filled in somewhere, where it is told in words of the language and not of the catalogue. */
  readonly fills?: Readonly<Record<'name' | 'number' | 'unit' | 'words', string>>
  /** Of what is expected somewhere, what goes without saying. */
  leadsIn(expected: readonly string[]): readonly string[]
  /** What points are about that go by this noun. */
  aboutsOf(noun: string): readonly string[]
  /** Whether what a counter counted is meant by this noun for it, or by no noun, and not what it stands at. */
  isUse(noun: string, isNamed: boolean): boolean
  /** Whether this word for yes or no belongs to points about this. */
  truthFits(word: string, about: string | undefined): boolean
  thingName(point: LexiconPoint): string
  /** A condition as a sentence of its own. */
  sentenceOf(condition: Condition): string
  /** How a point is written out, to tell it from another. */
  nameOf(point: LexiconPoint, ...fits: Fits[]): string
  /** How many milliseconds a time with a name of its own is; which number a word is. */
  spanOf(said: string): number | undefined
  numeralOf(said: string): number | undefined
  /** Ends that a name may have where it is bent. */
  readonly endings: readonly string[]
  /** How much of a whole a word is, in percent. */
  shareOf(said: string): number | undefined
  /** What “cold” may be said of, by the number of the phrase; how an amount of it is said. */
  vagueAbout(index: number): { readonly about: string; readonly how: 'below' | 'above' }
  openly(point: LexiconPoint, how: 'below' | 'above'): string
  /** How it is said that something is at least, at most or exactly so much. */
  plainly(how: 'at-least' | 'at-most' | 'is', amount: string): string
  /** What things are about that become so, by the number of the phrase. */
  turnsAbout(index: number): readonly string[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

export const kid = (node: Node | undefined, pattern: RegExp): Node | undefined => node?.kids.find(({ rule }) => pattern.test(rule))
export const refs: RegExp = /^(?:(?:Thing|PointOf)(?:Act|Reading|Pulse)|AnyReading)$/
export const times: RegExp = /^Time(?:Break|Count|Lately|Bare)$/
export const unknown: PointRef = '?unknown'

export class PointReader {
  readonly faults: Fault[] = []
  readonly spans: Map<string, Span> = new Map()
  protected readonly text: string
  protected readonly lexicon: Lexicon
  protected readonly words: Vocabulary

  constructor(text: string, lexicon: Lexicon, vocabulary: Vocabulary) {
    this.text = text
    this.lexicon = lexicon
    this.words = vocabulary
  }

  /** The place in the text of a part of the tree, or of what it stands in. */
  place(path: RulePath): { from: number; length: number } {
    for (let depth = path.length; depth > 0; depth--) {
      const span = this.spans.get(path.slice(0, depth).join('/'))
      if (span) return { from: span.from, length: span.to - span.from }
    }
    return { from: 0, length: this.text.length }
  }

  protected fault(node: Span | undefined, message: Fault['message'], instead: readonly string[] = []): void {
    const { from, to } = node ?? { from: 0, to: this.text.length }
    if (this.faults.length < insteadMax)
      this.faults.push({ message, at: { from, length: to - from }, instead: instead.slice(0, insteadMax) })
  }

  protected unfit(node: Span | undefined): void {
    this.fault(node, rulesMessage('rules.unfit', { word: node ? this.said(node) : '', words: this.words.fills?.words ?? rulesMessage('rules.any-words') }))
  }

  protected said(node: Span): string {
    return this.text.slice(node.from, node.to)
  }

  protected mark(path: RulePath, node: Span): void {
    this.spans.set(path.join('/'), node)
  }

  protected name(node: Node): string {
    return node.rule === 'quoted' ? unquoted(this.said(node)) : this.said(node)
  }

  protected wordsIn(node: Node): string {
    const words = kid(node, /^(?:quoted|word)$/)
    return words ? this.name(words) : ''
  }

  /** Words typed without quotes are those of the point, in the case the point has them. */
  protected exactWord(node: Node, point: LexiconPoint | undefined): string {
    const said = this.name(node)
    if (point?.shape.is !== 'words' || point.shape.of.includes(said)) return said
    return point.shape.of.find((word) => fold(word) === fold(said)) ?? said
  }

  protected measured(node: Node, path: RulePath, ...fits: Fits[]): Measured {
    const worked = kid(node, /^(?:Average|Rate|Used)$/)
    const point = this.ref('reading', worked ?? node, [...path, 'point'], ...fits)
    if (worked === undefined) return { is: 'reading', point }
    const duration = kid(worked, /^Duration$/)
    return {
      is: worked.rule === 'Average' ? 'average' : 'rate',
      point,
      ms: duration ? this.duration(duration, [...path, 'ms']) : ruleLimits.msMin
    }
  }

  protected ref(use: PointUse, node: Node, path: RulePath, ...fits: Fits[]): PointRef {
    const ref = kid(node, refs)
    if (ref === undefined && use === 'pulse') return this.onlyOne(node, use, isPerson, path)
    return (ref && this.point(use, ref, path, ...fits)?.id) ?? unknown
  }

  protected point(use: PointUse, node: Node, path: RulePath, ...fits: Fits[]): LexiconPoint | undefined {
    this.mark(path, node)
    if (node.rule === 'AnyReading') return this.anyAbout(node, ...fits)
    const thing = node.rule.startsWith('PointOf') ? kid(node, /^Thing/) : node
    const name = kid(thing, /^(?:\w+Thing|quoted)$/)
    if (thing === undefined || name === undefined) return undefined
    const which = thing === node ? undefined : node.kids.find((one) => one !== thing)
    const tag = kid(kid(thing, /^Tag$/), /./)
    const reference: Reference & { readonly thing: string } = {
      thing: this.thingSaid(use, name),
      ...(which && { point: this.which(use, which) }),
      ...(tag && { tag: this.name(tag) })
    }
    const short = this.lexicon.short?.(reference.thing) ?? []
    const isQuoted = name.rule === 'quoted'
    if (short.length > 1 && !isQuoted) {
      const things = [...new Set(short.slice(0, insteadMax).map((one) => this.words.thingName(one)))]
      this.fault(name, rulesMessage('rules.several', { word: this.said(name), names: things }), things)
      return undefined
    }
    // What stands in quotes is a name as it is.
    const found = short.length > 0 && isQuoted ? [] : resolve(this.lexicon, use, reference, ...fits)
    if (found.length === 1) return found[0]
    if (found.length > 1) this.several(node, found, fits)
    else {
      const known = resolve(this.lexicon, use, { thing: reference.thing })
      const names = known.map((one) => this.words.nameOf(one)).slice(0, insteadMax)
      const missing = known.length === 0 || which === undefined ? (known.length === 0 ? name : (tag ?? node)) : which
      if (names.length > 0) this.fault(missing, rulesMessage('rules.unknown-near', { word: this.name(missing), names }), names)
      else this.fault(missing, rulesMessage('rules.unknown', { word: this.name(missing) }))
    }
    return undefined
  }

  /** The name of the thing that is spoken of, as things are called. */
  protected thingNamed(node: Node): string {
    const thing = node.rule.startsWith('PointOf') ? kid(node, /^Thing/) : node
    const name = kid(thing, /^(?:\w+Thing|quoted)$/)
    return name ? this.thingSaid('reading', name) : ''
  }

  /** The name of a thing, without an end that it has where it is bent: “des Tanks”. */
  protected thingSaid(use: PointUse, node: Node): string {
    const said = this.name(node)
    if (node.rule === 'quoted' || this.lexicon.named(use, said).length > 0) return said
    const bare = this.words.endings.filter((end) => said.endsWith(end)).map((end) => said.slice(0, -end.length))
    return bare.find((one) => this.lexicon.named(use, one).length > 0) ?? said
  }

  /** The one point of its kind, where nobody says which: “somebody passes”, “it is warmer than”. */
  protected onlyOne(node: Node, use: PointUse, fits: Fits, path: RulePath, none?: Fault['message']): PointRef {
    this.mark(path, node)
    const found = this.lexicon.points.filter((point) => point.use === use && fits(point))
    if (found.length > 1) this.several(node, found, [fits])
    else if (found.length === 0) this.fault(node, none ?? rulesMessage(use === 'act' ? 'rules.none-does' : 'rules.none', { word: this.said(node).trim() }))
    return (found.length === 1 && found[0]?.id) || unknown
  }

  protected several(node: Node, found: readonly LexiconPoint[], fits: readonly Fits[]): void {
    const names = [...new Set(found.slice(0, insteadMax).map((one) => this.words.nameOf(one, ...fits)))]
    this.fault(node, rulesMessage('rules.several', { word: this.said(node), names }), names)
  }

  /** What is about this, whatever thing tells of it, if one alone does. */
  protected anyAbout(node: Node, ...fits: Fits[]): LexiconPoint | undefined {
    const found = resolve(this.lexicon, 'reading', { point: { about: this.words.aboutsOf(this.said(node)) } }, ...fits)
    if (found.length === 1) return found[0]
    if (found.length > 1) this.several(node, found, fits)
    else this.fault(node, rulesMessage('rules.unknown', { word: this.said(node) }))
    return undefined
  }

  /** A noun of the language is also the name that some point of this thing bears. */
  protected which(use: PointUse, which: Node): NonNullable<Reference['point']> {
    const said = this.name(which)
    const abouts = which.rule === 'kind' ? this.words.aboutsOf(said) : []
    return abouts.length > 0 && use === 'reading' ? { about: abouts } : { named: said }
  }

  protected amount(node: Node, path: RulePath): Amount {
    this.mark(path, node)
    const [number, numeral, share] = [/^number$/, /^numeral$/, /^share$/].map((name) => kid(node, name))
    if (share) return { value: this.words.shareOf(this.said(share)) ?? 0, unit: '%' }
    const unit = kid(node, /^Unit$/)
    if (unit) this.mark([...path, 'unit'], unit)
    const value = numeral ? this.words.numeralOf(this.said(numeral)) : number && numberFrom(this.said(number), this.words.decimalComma)
    if (value === undefined) this.fault(number ?? node, rulesMessage('rules.number', { word: this.said(number ?? node) }))
    const said = unit && this.unit(unit)
    // “27°” is an angle where something is measured in it, and else how warm it is.
    const code = said === '°' && !this.lexicon.points.some(({ shape }) => shape.is === 'number' && shape.unit === '°') ? '°C' : said
    return { value: value ?? 0, ...(code !== undefined && { unit: code }) }
  }

  protected unit(node: Node, quietly = false): string | undefined {
    const [written] = node.kids
    if (written === undefined) return undefined
    if (written.rule === 'quoted') return unquoted(this.said(written))
    const code = unitFrom(this.said(written), this.words)
    // Capitals alone tell these apart, and they were mixed: mW, MW.
    if (code === undefined && !quietly)
      this.fault(written, rulesMessage('rules.unit-unknown', { word: this.said(written), names: ['mW', 'MW'] }))
    return code
  }

  protected duration(node: Node, path: RulePath, least: number = ruleLimits.msMin): number {
    this.mark(path, node)
    let ms = 0
    for (const part of node.kids) {
      const [number, time, span, numeral] = [/^number$/, /^time$/, /^span$/, /^numeral$/].map((name) => kid(part, name))
      if (span) {
        ms += this.words.spanOf(this.said(span)) ?? Number.NaN
        continue
      }
      if (numeral && time) {
        ms += (this.words.numeralOf(this.said(numeral)) ?? Number.NaN) * (msOf(this.said(time), this.words) ?? Number.NaN)
        continue
      }
      ms +=
        ((number && numberFrom(this.said(number), this.words.decimalComma)) ?? Number.NaN) *
        ((time && msOf(this.said(time), this.words)) ?? Number.NaN)
    }
    const whole = Math.round(ms)
    if (whole >= least && whole <= ruleLimits.msMax) return whole
    const { decimalComma } = this.words
    this.fault(
      node,
      rulesMessage('rules.time', { least: durationText(least, decimalComma), most: durationText(ruleLimits.msMax, decimalComma) })
    )
    return ruleLimits.msMin
  }
}
