/**
 * From what a grammar found to a rule: the same for all faces, whose grammars name their parts alike. Everything that is wrong is told
 * with its place in the text. Refuses to guess: a name that may be two things is a fault that names both.
 */
import { no, ok, type Result } from '@commune/protocol'
import { rulesMessage } from '../../words/index.ts'
import type { Amount, Comparison, Condition, Rule } from '../rule.ts'
import { checkRule } from './check.ts'
import type { Fault, RulePath } from './fault.ts'
import { acceptsAmount, isFull, isText, isYesNo } from './fitting.ts'
import { type Fits, fold, type Lexicon, type LexiconPoint } from './lexicon.ts'
import type { Node } from './match.ts'
import { ConditionReader, joined } from './readConditions.ts'
import { kid, refs, times, unknown, type Vocabulary } from './readPoints.ts'

export type { Vocabulary } from './readPoints.ts'

export const readNodes = (text: string, root: Node, lexicon: Lexicon, vocabulary: Vocabulary): Result<Rule, readonly Fault[]> => {
  const reader = new Reader(text, lexicon, vocabulary)
  const rule = reader.rule(root)
  if (reader.faults.length > 0) return no(reader.faults)
  const faults = checkRule(rule, lexicon).map((fault) => ({ ...fault, at: reader.place(fault.path ?? []) }))
  return faults.length > 0 ? no(faults) : ok(rule)
}

export class Reader extends ConditionReader {
  rule(root: Node): Rule {
    const whole = kid(root, /^Whole$/) ?? root
    // Where the verb comes first, who does it stands within.
    const act = kid(whole, /^Act$/) ?? whole
    const plain = kid(act, /^Plain$/) ?? act
    const doing = kid(plain, /^(?:Deed|Inverted|Lone)/)
    const ref = kid(plain, refs) ?? kid(doing, refs)
    const deeds = [
      doing,
      ...root.kids.filter(({ rule }) => /^(?:Otherwise|Unsure)$/.test(rule)).map((tail) => kid(tail, /^(?:Deed|Turned)/))
    ]
    const wanted = deeds.flatMap((deed) => (deed ? [this.wants(deed)] : []))
    const isTell = doing?.rule === 'InvertedTell'
    // “Heat while …”: the one thing that heats.
    const isHeat = /^Inverted(?:On|Off)$/.test(doing?.rule ?? '') && ref === undefined
    const isLone = doing?.rule.startsWith('Lone') === true
    const point = isLone
      ? this.lexicon.find('act', this.onlyOne(doing, 'act', isSwitch, ['act']))
      : isTell
        ? this.lexicon.find('act', this.onlyOne(doing, 'act', (one) => one.about === 'tell' && one.shape.is === 'text', ['act'], rulesMessage('rules.no-teller')))
        : isHeat
          ? this.lexicon.find('act', this.onlyOne(doing ?? root, 'act', isHeater, ['act']))
          : ref && this.point('act', ref, ['act'], (one) => wanted.every((fits) => fits(one)), ...wanted, ...(doing?.rule.endsWith('OnAt') ? [isSwitch] : []))
    const level = this.level(doing, point)
    const asides = [act, plain, doing, whole].flatMap((node) => (node ? node.kids : [])).filter(({ rule }) => asideOf.test(rule) && !(level && rule === 'WarmthAt'))
    const to = level ? { to: level } : this.deed(doing, ['to'], point)
    const end = [act, plain, doing].map((node) => kid(node, /^Until$/)).find((node) => node !== undefined)
    const others = [...whole.kids.filter((node) => node !== act && node !== doing && node !== ref && !asideOf.test(node.rule)), ...(end && act !== whole ? [end] : [])]
    if (ref === undefined && !isTell && !isHeat && !isLone) this.unfit(doing)
    const tail = (name: RegExp) => kid(kid(root, name), /^(?:Deed|Turned)/)
    const otherwise = this.deed(tail(/^Otherwise$/), ['otherwise', 'to'], point)
    const unsure = this.deed(tail(/^Unsure$/), ['unsure', 'to'], point)
    const least = kid(kid(root, /^Least$/) ?? asides.find(({ rule }) => rule === 'Leasts'), /^Duration$/)
    if (doing && point && typeof to === 'object' && typeof to.to === 'object' && isYesNo(point))
      this.fault(doing, rulesMessage('rules.wants-yes-no', { point: point.thing }))
    this.room = kid(doing, /^Room$/)
    this.twoWishes(whole, act)
    this.isOff = /Off|No$/.test(doing?.rule ?? '')
    this.beginsAt = typeof to === 'object' ? beginning(point, to.to) : undefined
    this.isWarming = typeof to === 'object' && to.to === true && point !== undefined && isHeater(point)
    const condition = this.when(others, [...new Set(asides)])
    const [told] = [...others, ...asides]
    if (otherwise === 'stay') this.unfit(tail(/^Otherwise$/))
    if (typeof to === 'string') this.unfit(doing)
    const text = isTell && typeof to === 'object' && to.to === '' && told ? this.textOf(condition, point) : undefined
    return {
      act: point?.id ?? unknown,
      to: text ?? (typeof to === 'object' ? to.to : true),
      while: condition,
      otherwise: typeof otherwise === 'object' ? otherwise : 'rest',
      unsure: unsure ?? 'rest',
      ...(least && { leastMs: this.duration(least, ['leastMs'], 0) })
    }
  }

  /** When it is asked for, by what is said behind “while” and beside the act. */
  protected when(others: readonly Node[], asides: readonly Node[]): Condition {
    const clock = asides.find(({ rule }) => rule === 'Clock')
    if (clock) this.fault(clock, rulesMessage('rules.clock', { word: this.said(clock).trim() }))
    const elapsed = asides.find(({ rule }) => rule === 'Elapsed')
    const time = kid(elapsed, /^Duration$/)
    if (elapsed && time) this.fault(elapsed, rulesMessage('rules.elapsed', { word: this.said(elapsed).trim(), time: this.said(time).trim() }))
    const day = asides.filter(({ rule }) => rule.startsWith('Moment'))
    const signs = asides.filter(({ rule }) => /^(?:Warmth|WarmthAt|EachUses|Passes|Still)$/.test(rule))
    const lasts = asides.find(({ rule }) => rule === 'Lasts')
    const back = others.find(({ rule }) => rule === 'Back')
    if (back) return this.thereAndBack(signs.at(-1), kid(back, /^Warmth/), back)
    const until = others.find(({ rule }) => rule === 'Until')
    const start = until && others.find((node) => node !== until && node.rule !== 'Except')
    if (until && start) return this.beganUntil(start, until, [...day, ...signs, ...others.filter((node) => node !== until && node !== start)])
    const moments = [...day, ...signs]
    const all = [...moments, ...others]
    if (all.length === 0 && !clock && !elapsed) {
      const end = this.text.trimEnd().length
      this.fault({ from: end, to: end }, rulesMessage('rules.when'))
    }
    const of = all.map((node, index) => this.condition(node, all.length === 1 ? ['while'] : ['while', 'of', index]))
    const after = others.find(({ rule }) => rule === 'After')
    // “After it has been so for 5 min” says how long itself.
    if (after && !lasts && of.at(-1)?.is !== 'held') this.fault(after, rulesMessage('rules.how-long'))
    const still = asides.find(({ rule }) => rule === 'Still')
    const since = kid(kid(still, times), /^Duration$/)
    // “On 5 minutes after the last motion” may be for so long, or from then on.
    if (still && since && !this.isOff)
      this.fault(still, rulesMessage('rules.elapsed', { word: this.said(still).trim(), time: this.said(since).trim() }))
    if (lasts && others.length + (others.length === 0 ? signs.length : 0) !== 1) this.fault(lasts, rulesMessage('rules.lasts'))
    const duration = kid(lasts, /^Duration$/)
    const last = of.at(-1)
    if (duration && last) of.splice(-1, 1, ...forSoLong(last, this.duration(duration, ['while', 'ms'])))
    return of.length === 0 ? { is: 'sun', state: 'up' } : joined(of)
  }

  /** “Heater on, fan off” are two wishes, or one and when: nobody knows. “Heater on: fan off” and “when the heater is on” are not. */
  protected twoWishes(whole: Node, act: Node): void {
    const [first] = whole.kids
    if (!first || first === act || first.rule !== 'Conds' || first.from !== whole.from || !/^\s*,/.test(this.text.slice(first.to))) return
    const [only, more] = leaves(first)
    const [ref, truth] = only?.rule === 'Lasting' ? only.kids : []
    if (more || !only || !ref || !truth || this.text.slice(ref.to, truth.from).trim() !== '') return
    const name = fold(this.thingNamed(ref))
    const acts = this.lexicon.points.filter((point) => point.use === 'act' && fold(point.thing) === name && isSwitch(point))
    if (acts.length > 0) this.fault(only, rulesMessage('rules.when'))
  }

  /** “When it is below 30 %, open until it is 55 %”, and what else must be so. */
  protected beganUntil(start: Node, until: Node, more: readonly Node[]): Condition {
    const path = (at: number): RulePath => (more.length === 0 ? ['while'] : ['while', 'of', at])
    const others = more.map((node, at) => this.condition(node, path(at)))
    return joined([...others, this.until(start, this.condition(start, path(more.length)), until, path(more.length))])
  }

  /** “On above 26 °C and off below 24 °C”. */
  protected thereAndBack(there: Node | undefined, again: Node | undefined, whole: Node): Condition {
    const at = [there, again].flatMap((node) => (node?.rule === 'WarmthAt' ? [node] : []))
    if (there && again && at.length > 0) {
      const amounts = [there, again].flatMap((node) => kid(kid(node, /^Compare_/), /^Amount$/) ?? [])
      const found = this.swing({ ...whole, kids: amounts }, ['while'])
      const said = at.length === 1 && kid(at[0] === there ? again : there, /^Compare_/)?.rule
      // “Off at 24 °C” turns back what “on above 26 °C” began; below which it is on, it goes off above.
      const isUp = said && /above|atleast/.test(said) === (at[0] === again)
      if (said && isUp !== (found.is === 'rises')) this.fault(whole, rulesMessage('rules.turn'))
      return found
    }
    const [a, b] = [there, again].map((node) => node && this.condition(node, ['while']))
    if (a?.is === 'compare' && b?.is === 'compare' && typeof a.to === 'object' && typeof b.to === 'object') {
      const isUp = /above|at-least/.test(a.how)
      if (isUp && /below|at-most/.test(b.how)) return { is: 'rises', of: a.of, above: a.to, below: b.to }
      if (!isUp && /above|at-least/.test(b.how)) return { is: 'falls', of: a.of, below: a.to, above: b.to }
    }
    this.unfit(whole)
    return { is: 'sun', state: 'up' }
  }

  /** What is told where only “tell us” was said: that it is so. Of words that are too long the beginning. */
  protected textOf(condition: Condition, point: LexiconPoint | undefined): string {
    const said = this.words.sentenceOf(condition)
    const most = point?.shape.is === 'text' ? point.shape.charsMax : said.length
    return said.length <= most ? said : `${said.slice(0, Math.max(0, most - 1)).trimEnd()}…`
  }

  /** How much is asked by “on at so much”, where the thing takes such amounts. */
  protected level(deed: Node | undefined, point: LexiconPoint | undefined): Amount | undefined {
    const amount = deed?.rule.endsWith('OnAt') ? amountAt(deed) : undefined
    if (amount === undefined || point === undefined || !this.wants({ ...(deed as Node), rule: 'Number' })(point)) return undefined
    return this.amount(amount, ['to'])
  }

  protected wants(deed: Node): Fits {
    // What takes such an amount goes before what is only on or off.
    if (deed.rule.endsWith('OnAt')) return this.wants({ ...deed, rule: 'Number' })
    if (deed.rule.endsWith('Number')) {
      const amount = amountAt(deed)
      const unit = amount && kid(amount, /^Unit$/)
      const code = kid(amount, /^share$/) ? '%' : unit && this.unit(unit, true)
      return (point) => acceptsAmount(point, code)
    }
    if (deed.rule.endsWith('Words')) return isText(this.wordsIn(deed))
    if (/(?:On|Off)(?:At)?$/.test(deed.rule)) return isSwitch
    if (/(?:Yes|No)$/.test(deed.rule)) return isYesNo
    if (deed.rule.endsWith('Press')) return (point) => point.shape.is === 'press'
    return () => true
  }

  /** What a deed asks: `rest`, `stay`, or a value. Undefined when there is none. */
  protected deed(
    deed: Node | undefined,
    path: RulePath,
    point: LexiconPoint | undefined
  ): 'rest' | 'stay' | { to: Rule['to'] } | undefined {
    if (deed === undefined) return undefined
    for (const each of [path, [...path, 'deed']]) this.mark(each, deed)
    const kind = deed.rule.replace(/^(?:Deed|Turned|Inverted|Lone)/, '')
    if (kind === 'Rest') return 'rest'
    if (kind === 'Stay') return 'stay'
    if (kind === 'Press') return { to: 'press' }
    if (/^(?:On|Off)(?:At)?$/.test(kind)) return { to: allOrNothing(point, kind.startsWith('On')) }
    if (kind === 'Yes' || kind === 'No') return { to: kind === 'Yes' }
    if (kind === 'Words' || kind === 'Tell') {
      const words = kid(deed, /^(?:quoted|word)$/)
      return { to: words ? this.exactWord(words, point) : '' }
    }
    const amount = kid(deed, /^Amount$/)
    return { to: amount ? this.amount(amount, path) : true }
  }
}

/** What is simply so within a condition. */
const leaves = (node: Node): readonly Node[] => (/^(?:Conds|Ors|AndChain)$/.test(node.rule) ? node.kids.flatMap(leaves) : [node])

/** What can be on or off. */
const isSwitch: Fits = (point) => isYesNo(point) || isFull(point)

const isHeater: Fits = ({ about, shape }) => shape.is === 'yes-no' && about !== undefined && heaters.has(about)
const heaters = new Set(['heater', 'heating', 'boiler', 'climate'])

/** The amount within a deed. */
const amountAt = (deed: Node): Node | undefined => kid(deed, /^Amount$/) ?? kid(kid(kid(deed, /^WarmthAt$/), /^Compare_/), /^Amount$/)

/** What makes it warmer goes off at so much when it is at least that, and on at most; a fan the other way round; of all else nobody knows. */
const beginning = (point: LexiconPoint | undefined, to: Rule['to']): Comparison | undefined => {
  const warms = point !== undefined && isHeater(point) ? 1 : point?.about === 'fan' ? -1 : 0
  if (warms === 0 || typeof to !== 'boolean') return undefined
  return to === warms > 0 ? 'at-most' : 'at-least'
}

/** On for so long when something is so: while it is and so long after it; when it gets dark or light, which lasts for hours, so long from then on. */
const forSoLong = (that: Condition, ms: number): Condition[] =>
  that.is === 'sun' ? [that, { is: 'not', that: { is: 'held', that, ms, gaps: 'break' } }] : [{ is: 'within', that, ms }]

/** What stands beside an act and says when, or for how long. */
const asideOf = /^(?:Moment(?:Dark|Down|Up)|Warmth|WarmthAt|EachUses|Passes|Still|Lasts|Leasts|Clock|Elapsed)$/

/** “On” and “off” of what is a share: all of it and nothing. */
const allOrNothing = (point: LexiconPoint | undefined, isOn: boolean): Rule['to'] => {
  if (point === undefined || !isFull(point)) return isOn
  if (point.shape.is !== 'number') return isOn ? 'press' : false
  return { value: (isOn ? point.shape.max : point.shape.min) ?? 0, unit: '%' }
}
