/** What has to be so, from what a grammar found: the same for all faces. */
import { convertUnit, sameDimension } from '../../senses/index.ts'
import { rulesMessage } from '../../words/index.ts'
import type { Amount, Comparison, Condition, Measured } from '../rule.ts'
import { insteadMax, type RulePath } from './fault.ts'
import { acceptsAmount, endsOf, isNumber, isText, isYesNo } from './fitting.ts'
import type { Node } from './match.ts'
import type { Fits, LexiconPoint } from './lexicon.ts'
import { msOf } from './numbers.ts'
import { kid, PointReader, refs, times, unknown } from './readPoints.ts'

export class ConditionReader extends PointReader {
  /** Whether what is read is how warm it gets by what is done: “heat until …”. */
  protected isWarming = false
  /** Whether what is read stands behind “until”. */
  #isUntil = false

  protected condition(node: Node, path: RulePath): Condition {
    this.mark(path, node)
    const parts = node.kids
    const all = (): Condition[] =>
      parts.map((one, index) => this.condition(one, parts.length > 1 ? [...path, 'of', index] : path))
    const that = (pick = 0): Condition => {
      const inner = parts.filter(({ rule }) => !times.test(rule))[pick]
      return inner ? this.condition(inner, [...path, pick === 0 ? 'that' : 'from']) : { is: 'sun', state: 'up' }
    }
    switch (node.rule) {
      case 'Ors':
      case 'AndChain':
      case 'CommaOr':
      case 'Commas':
      case 'CommaAnd': {
        const of = all()
        return of.length === 1 ? (of[0] as Condition) : { is: node.rule === 'Ors' || node.rule === 'CommaOr' ? 'or' : 'and', of }
      }
      case 'WhenLeaf':
        return { is: 'and', of: all() }
      case 'EitherOr':
        return { is: 'or', of: all() }
      case 'Conds':
      case 'Bares':
        return this.extended(node, path)
      case 'Until': {
        this.#isUntil = true
        const end = negated(this.condition(parts[0] ?? node, [...path, 'that']))
        this.#isUntil = false
        return end
      }
      case 'Unless':
      case 'Except':
        return negated(this.condition(parts[0] ?? node, [...path, 'that']))
      case 'Provided':
      case 'After':
        return this.condition(parts[0] ?? node, path)
      case 'Group':
        return parts[0] ? this.condition(parts[0], path) : { is: 'sun', state: 'up' }
      case 'NotThat':
        return { is: 'not', that: that() }
      case 'NotSaid':
        return this.notSaid(node, path)
      case 'HeldThat':
      case 'WithinThat':
        return this.timed(kid(node, times), that(), path)
      case 'SinceThat':
        return this.since(node, path)
      case 'Swing':
        return this.swing(node, path)
      case 'Rises':
      case 'Falls':
        return this.turn(node, path)
      default:
        if (node.rule.startsWith('Vague')) return this.vague(node, path)
        if (node.rule.startsWith('Shared')) return this.shared(node, path)
        return this.simple(node, path)
    }
  }

  /** A condition with what is added behind it: “unless …”, “but only if …”, “at night”. */
  protected extended(node: Node, path: RulePath): Condition {
    const [first, ...more] = node.kids
    if (first === undefined) return { is: 'sun', state: 'up' }
    if (more.length === 0) return this.condition(first, path)
    const moment = more.find(({ rule }) => rule.startsWith('Moment'))
    const last = first.kids.at(-1)
    // “A or B at night”: both are at night, or the last alone.
    if (moment && (first.rule === 'Ors' || first.rule === 'CommaOr') && first.kids.length > 1 && last) {
      const [all, one, when] = [this.said(first).trim(), this.said(last).trim(), this.said(moment).trim()]
      const begin = all.slice(0, all.length - one.length)
      this.fault(node, rulesMessage('rules.two-ways', { one: `(${all}) ${when}`, other: `${begin}(${one} ${when})` }))
    }
    const of = node.kids.map((one, index) => this.condition(one, [...path, 'of', index]))
    return joined(of)
  }

  /** “Not” before a clause that lasts: it lasts that it is not so, unless brackets hold it together. */
  protected notSaid(node: Node, path: RulePath): Condition {
    const [inner] = node.kids
    if (inner === undefined) return { is: 'sun', state: 'up' }
    const that = this.condition(inner, [...path, 'that'])
    return that.is === 'held' && inner.rule !== 'Group' ? { ...that, that: negated(that.that) } : { is: 'not', that }
  }

  /** “Neither the window nor the door is open”: the same said of each. */
  protected shared(node: Node, path: RulePath): Condition {
    const isSubject = ({ rule }: Node): boolean => subjects.test(rule)
    const others = node.kids.filter((one) => !isSubject(one))
    const not: Node[] = node.rule.startsWith('SharedNeither') ? [{ rule: 'Not', from: node.from, to: node.from, kids: [] }] : []
    const rule = node.rule.endsWith('Truth') ? 'Lasting' : 'Simple_number'
    const of = node.kids.filter(isSubject).map((one, index) => {
      const whole = { ...node, rule, kids: [one, ...not, ...others] }
      return this.simple(whole, [...path, 'of', index])
    })
    return { is: node.rule.startsWith('SharedEither') ? 'or' : 'and', of }
  }

  /** “It is cold”: nobody knows how cold that is, unless it is said. */
  protected vague(node: Node, path: RulePath): Condition {
    const index = Number(node.rule.slice('Vague'.length))
    const isMeant = (point: LexiconPoint): boolean => isNumber(point) && point.use === 'reading' && point.about === this.words.vagueAbout(index)
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    if (amount) {
      const to = this.amount(amount, [...path, 'to'])
      const isFit: Fits = (point) => isMeant(point) && acceptsAmount(point, to.unit)
      const of = { is: 'reading' as const, point: this.onlyOne(node, 'reading', isFit, [...path, 'of', 'point']) }
      return { is: 'compare', of, how: hows[compare?.rule ?? ''] ?? 'is', to }
    }
    const ways = this.lexicon.points.filter(isMeant).slice(0, insteadMax).map((point) => this.words.openly(point, index))
    const word = this.said(node).trim()
    if (ways.length === 0) this.fault(node, rulesMessage('rules.none', { word }))
    else this.fault(node, rulesMessage('rules.how-much', { word, ways: ways.slice(0, 3).map((way) => `“${way}”`) }), ways)
    return { is: 'sun', state: 'up' }
  }

  protected since(node: Node, path: RulePath): Condition {
    const [first, second] = node.kids
    // All faces say first since when.
    if (!first || !second) return { is: 'sun', state: 'up' }
    return { is: 'since', that: this.condition(second, [...path, 'that']), from: this.condition(first, [...path, 'from']) }
  }

  protected timed(time: Node | undefined, that: Condition, path: RulePath): Condition {
    const duration = kid(time, /^Duration$/)
    if (time === undefined || duration === undefined) return that
    const ms = this.duration(duration, [...path, 'ms'])
    if (time.rule === 'TimeLately') return { is: 'within', that, ms }
    return { is: 'held', that, ms, gaps: time.rule === 'TimeCount' ? 'count' : 'break' }
  }

  protected turn(node: Node, path: RulePath): Condition {
    const rises = node.rule === 'Rises'
    const amounts = node.kids.filter(({ rule }) => rule === 'Amount')
    const read = (at: number, name: string): Amount => (amounts[at] ? this.amount(amounts[at], [...path, name]) : { value: 0 })
    const [a, b] = [read(0, rises ? 'above' : 'below'), read(1, rises ? 'below' : 'above')]
    const of = this.measured(node, [...path, 'of'], (point) => acceptsAmount(point, a.unit), isNumber)
    return rises ? { is: 'rises', of, above: a, below: b } : { is: 'falls', of, below: a, above: b }
  }

  protected simple(node: Node, path: RulePath): Condition {
    const when = kid(node, /^Moment/)
    if (when) {
      const rest = { ...node, kids: node.kids.filter((one) => one !== when) }
      return { is: 'and', of: [this.simple(when, [...path, 'of', 0]), this.simple(rest, [...path, 'of', 1])] }
    }
    // What was counted holds its time itself.
    const time = /^(?:Counted|Each\w+|Averaged)$/.test(node.rule) ? undefined : kid(node, times)
    const isNot = node.rule === 'Still' || kid(node, /^(?:Not|NotVerb|Nobody)$/) !== undefined
    const isSame =
      (kid(node, /^(?:Compare_is|TruthYes|TruthNo|quoted|word)$/) !== undefined && !/^Simple_(?:near|sun|dark|sign)$/.test(node.rule)) ||
      /^(?:SayingIs$|Turns)/.test(node.rule)
    // “Was never so within the last hour” denies all of it; else the “not” belongs to what is so.
    const isNever = isNot && time?.rule === 'TimeLately'
    const isApart = isNot && (isNever || !isSame)
    const inner = [...path, ...(time ? ['that'] : []), ...(isApart ? ['that'] : [])]
    this.mark(inner, node)
    const bare = this.bare(node, inner, isNot && !isApart)
    if (isNever) return { is: 'not', that: this.timed(time, bare, [...path, 'that']) }
    return this.timed(time, isApart ? { is: 'not', that: bare } : bare, path)
  }

  protected bare(node: Node, path: RulePath, isOther: boolean): Condition {
    const daylight = /^(?:Moment|State)(Dark|Down|Up)$/.exec(node.rule)?.[1]
    if (daylight !== undefined) return { is: 'sun', state: daylight.toLowerCase() as 'dark' | 'down' | 'up' }
    if (node.rule.startsWith('Turns')) return this.becomes(node, path, isOther)
    if (node.rule.startsWith('Warmth')) return this.warmth(node, path)
    switch (node.rule) {
      case 'Between':
        return this.between(node, path)
      case 'Counted':
      case 'EachUses':
      case 'EachLoses':
        return this.counted(node, path)
      case 'Averaged':
        return this.averaged(node, path)
      case 'Passes':
      case 'Still':
      case 'Simple_near':
      case 'Simple_sign':
        return { is: 'near', point: this.ref('pulse', node, [...path, 'point']) }
      case 'Simple_dark':
        return { is: 'sun', state: 'dark' }
      case 'Simple_sun':
        return { is: 'sun', state: kid(node, /^SunUp$/) ? 'up' : kid(node, /^SunDark$/) ? 'dark' : 'down' }
      case 'Lasting':
      case 'Simple_truth': {
        const word = kid(node, /^Truth/)
        const said = word ? this.said(word) : ''
        const of = this.measured(
          node,
          [...path, 'of'],
          (point) => isYesNo(point) && this.words.truthFits(said, point.about),
          isYesNo
        )
        return { is: 'compare', of, how: isOther ? 'is-not' : 'is', to: word?.rule === 'TruthYes' }
      }
      case 'Simple_words': {
        const words = kid(node, /^(?:quoted|word)$/)
        const of = this.measured(
          node,
          [...path, 'of'],
          isText(words ? this.name(words) : ''),
          ({ shape }) => shape.is === 'words' || shape.is === 'text'
        )
        if (words) this.mark([...path, 'to'], words)
        return {
          is: 'compare',
          of,
          how: isOther ? 'is-not' : 'is',
          to: words ? this.exactWord(words, this.lexicon.find('reading', of.point)) : ''
        }
      }
      default: {
        const compare = node.rule.startsWith('Saying') ? node : kid(node, /^Compare_/)
        const amount = kid(compare, /^Amount$/)
        const to: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
        const of = this.measured(node, [...path, 'of'], (point) => acceptsAmount(point, to.unit), isNumber)
        // A counter only grows: what it stands at is not what was used.
        if (node.rule === 'Using' && of.is === 'reading' && this.lexicon.find('reading', of.point)?.counter === true)
          this.fault(node, rulesMessage('rules.within'))
        const how = this.#how(node, compare, of, to)
        return { is: 'compare', of, how: isOther ? 'is-not' : how, to }
      }
    }
  }

  /** “The door opens”, “the pump is not running”. */
  protected becomes(node: Node, path: RulePath, isOther: boolean): Condition {
    const [, index, which] = /^Turns(\d+)(Yes|No)$/.exec(node.rule) ?? []
    const abouts = this.words.turnsAbout(Number(index))
    const of = this.measured(node, [...path, 'of'], (point) => isYesNo(point) && abouts.includes(point.about ?? ''), isYesNo)
    return { is: 'compare', of, how: isOther ? 'is-not' : 'is', to: which === 'Yes' }
  }

  /** “It is colder than 18 degrees”, “above 18 degrees”: where one thing alone tells it, or at the thing that is named. */
  protected warmth(node: Node, path: RulePath): Condition {
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    const to: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
    const fits: Fits = (point) => acceptsAmount(point, to.unit)
    const isDegrees = sameDimension(to.unit, '°C')
    const isWarm: Fits = (point) => (point.about === 'temperature' || !isDegrees) && fits(point)
    const of = kid(node, refs)
      ? this.measured(node, [...path, 'of'], isWarm, fits, isNumber)
      : { is: 'reading' as const, point: this.onlyOne(node, 'reading', isWarm, [...path, 'of', 'point']) }
    return { is: 'compare', of, how: this.#how(node, compare, of, to), to }
  }

  /**
   * How something is compared. What only “is” so much is hardly ever exactly so, and not even for a moment: it would switch nothing, or
   * never off. So it is refused, except where it can be meant in one way alone: heated until it is so warm, or at an end of what it can be.
   */
  #how(node: Node, compare: Node | undefined, of: Measured, to: Amount): Comparison {
    const said = hows[compare?.rule ?? '']
    if (said !== undefined || compare === undefined) return said ?? 'is'
    const point = this.lexicon.find('reading', of.point)
    const isNot = kid(node, /^(?:Not|NotVerb)$/) !== undefined
    if (this.isWarming && this.#isUntil && !isNot && sameDimension(to.unit, '°C')) return 'at-least'
    const [min, max] = point && of.is !== 'rate' ? endsOf(point, to.unit) : []
    if (to.value === max) return 'at-least'
    if (to.value === min) return 'at-most'
    // A meter that stands still is at nothing and not near it; the cold knows no such end.
    if (to.value === 0 && !sameDimension(to.unit, '°C')) return 'is'
    const amount = this.said(kid(compare, /^Amount$/) ?? compare).trim()
    const ways = (['at-least', 'at-most', 'is'] as const).map((how) => this.words.plainly(how, amount))
    this.fault(compare, rulesMessage('rules.exactly', { amount, ways: ways.map((way) => `“${way}”`) }), ways)
    return 'is'
  }

  /** From the lower to the higher, both with it. A unit that is said once belongs to both. */
  protected between(node: Node, path: RulePath): Condition {
    const [low, high] = node.kids.filter(({ rule }) => rule === 'Amount')
    const most: Amount = high ? this.amount(high, [...path, 'of', 1, 'to']) : { value: 0 }
    const bare: Amount = low ? this.amount(low, [...path, 'of', 0, 'to']) : { value: 0 }
    const least: Amount = bare.unit === undefined ? { ...most, value: bare.value } : bare
    for (const bound of [0, 1]) this.mark([...path, 'of', bound], node)
    const of = this.measured(node, [...path, 'of', 0, 'of'], (point) => acceptsAmount(point, most.unit), isNumber)
    const [a, b] = [convertUnit(least.value, least.unit, most.unit), most.value]
    if (a !== undefined && a > b) this.fault(high, rulesMessage('rules.between'))
    return { is: 'and', of: [{ is: 'compare', of, how: 'at-least', to: least }, { is: 'compare', of, how: 'at-most', to: most }] }
  }

  /** “Has used more than 200 l in the last hour”: the same as so much an hour over that time. */
  protected counted(node: Node, path: RulePath): Condition {
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    const said: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
    const duration = kid(kid(node, times), /^Duration$/)
    const each = kid(kid(node, /^Per$/), /^time$/)
    const ms = (each && msOf(this.said(each), this.words)) ?? (duration ? this.duration(duration, [...path, 'of', 'ms']) : 3_600_000)
    const isOfUnit: Fits = (point) => acceptsAmount(point, said.unit)
    const fits: Fits = (point) => point.counter === true && isOfUnit(point)
    const at = [...path, 'of', 'point']
    const point = kid(node, refs) ? this.ref('reading', node, at, fits, ...(node.rule === 'EachLoses' ? [isOfUnit] : []), isNumber) : this.onlyOne(node, 'reading', fits, at)
    const to = { ...said, value: (said.value * 3_600_000) / ms }
    const how = hows[compare?.rule ?? ''] ?? 'above'
    const isCounter = this.lexicon.find('reading', point)?.counter === true
    // Nothing but a counter tells what was used; what it counts is what is lost.
    if (node.rule === 'EachUses' && !isCounter && point !== unknown) this.unfit(kid(node, /^Per$/))
    if (node.rule !== 'EachLoses' || isCounter) return { is: 'compare', of: { is: 'rate', point, ms }, how, to }
    return { is: 'compare', of: { is: 'rate', point, ms }, how: downwards[how], to: { ...to, value: -to.value } }
  }

  /** “Has averaged above 70 % over the last hour”. */
  protected averaged(node: Node, path: RulePath): Condition {
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    const to: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
    const duration = kid(node, /^Duration$/)
    const ms = duration ? this.duration(duration, [...path, 'of', 'ms']) : 3_600_000
    const point = this.ref('reading', node, [...path, 'of', 'point'], (one) => acceptsAmount(one, to.unit), isNumber)
    return { is: 'compare', of: { is: 'average', point, ms }, how: hows[compare?.rule ?? ''] ?? 'is', to }
  }

  /** “On at 27°, off at 24°”: from the one to the other, whichever is higher. */
  protected swing(node: Node, path: RulePath): Condition {
    this.mark(path, node)
    const [from, to] = node.kids.filter(({ rule }) => rule === 'Amount').map((one) => this.amount(one, path))
    const a: Amount = from ?? { value: 0 }
    const b: Amount = to ?? a
    const isDegrees = sameDimension(a.unit, '°C')
    const fits: Fits = (point) => (point.about === 'temperature' || !isDegrees) && acceptsAmount(point, a.unit)
    const of = { is: 'reading' as const, point: this.onlyOne(node, 'reading', fits, [...path, 'of', 'point']) }
    const other = convertUnit(b.value, b.unit, a.unit)
    if (other === undefined || other === a.value) this.unfit(node)
    return a.value > (other ?? 0) ? { is: 'rises', of, above: a, below: b } : { is: 'falls', of, below: a, above: b }
  }
}

/** How much less a change is, where it is said how much was lost. */
const downwards: Readonly<Record<Comparison, Comparison>> = {
  below: 'above',
  'at-most': 'at-least',
  above: 'below',
  'at-least': 'at-most',
  is: 'is',
  'is-not': 'is-not'
}

const subjects = /^(?:ThingReading|PointOfReading|AnyReading|Average|Rate|Used)$/

/** What is not so. A value that is or is not the same is said without a “not” around it. */
export const negated = (at: Condition): Condition => {
  if (at.is === 'not') return at.that
  if (at.is === 'compare' && at.how === 'is') return { ...at, how: 'is-not' }
  if (at.is === 'compare' && at.how === 'is-not') return { ...at, how: 'is' }
  return { is: 'not', that: at }
}

/** All of these; one alone stands for itself. */
export const joined = (of: readonly Condition[]): Condition => (of.length === 1 && of[0] ? of[0] : { is: 'and', of })

const hows: Readonly<Record<string, Comparison>> = {
  Compare_below: 'below',
  Compare_atmost: 'at-most',
  Compare_above: 'above',
  Compare_atleast: 'at-least',
  Compare_is: 'is',
  SayingBelow: 'below',
  SayingAtmost: 'at-most',
  SayingAbove: 'above',
  SayingAtleast: 'at-least',
  SayingIs: 'is'
}
