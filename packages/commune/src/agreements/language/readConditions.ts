/** What has to be so, from what a grammar found: the same for all faces. */
import { convertUnit } from '../../senses/index.ts'
import { rulesMessage } from '../../words/index.ts'
import type { Condition } from '../rule.ts'
import type { RulePath } from './fault.ts'
import { isNumber, isText, isYesNo } from './fitting.ts'
import type { Node } from './match.ts'
import { AmountReader, subjects } from './readAmounts.ts'
import { kid, times } from './readPoints.ts'

export class ConditionReader extends AmountReader {
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
        this.isUntil = true
        const end = negated(this.condition(parts[0] ?? node, [...path, 'that']))
        this.isUntil = false
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
    const until = more.find(({ rule }) => rule === 'Until')
    const of = node.kids.flatMap((one, index) => (one === until ? [] : [this.condition(one, [...path, 'of', index])]))
    const [began, ...also] = of
    return until && began ? joined([this.until(first, began, until, path), ...also]) : joined(of)
  }

  /**
   * What begins with one thing and goes on until another. Where both are of the same reading, it turns there and back. Else both are
   * so; but what begins with something that happens goes on after it, and for how long nobody says.
   */
  protected until(start: Node, began: Condition, end: Node, path: RulePath): Condition {
    this.began = began
    const stop = this.condition(end, path)
    this.began = undefined
    const last = negated(stop)
    const isSame = began.is === 'compare' && last.is === 'compare' && JSON.stringify(began.of) === JSON.stringify(last.of)
    if (isSame && typeof began.to === 'object' && typeof last.to === 'object') {
      const [isUp, isDown] = [/above|at-least/.test(began.how), /above|at-least/.test(last.how)]
      const there = convertUnit(last.to.value, last.to.unit, began.to.unit) ?? began.to.value
      if (isUp === isDown || there === began.to.value || there < began.to.value !== isUp) this.fault(end, rulesMessage('rules.turn'))
      return isUp ? { is: 'rises', of: began.of, above: began.to, below: last.to } : { is: 'falls', of: began.of, below: began.to, above: last.to }
    }
    if (happens(start)) this.fault(end, rulesMessage('rules.how-long'))
    return { is: 'and', of: [began, stop] }
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
        // “The tank is full” of what tells how full it is.
        const point = this.lexicon.find('reading', of.point)
        if (point && isNumber(point)) this.howMuch(node, [point], ['above', 'below'])
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
      default:
        return this.compared(node, path, isOther)
    }
  }

  /** “The door opens”, “the pump is not running”. */
  protected becomes(node: Node, path: RulePath, isOther: boolean): Condition {
    const [, index, which] = /^Turns(\d+)(Yes|No)$/.exec(node.rule) ?? []
    const abouts = this.words.turnsAbout(Number(index))
    const of = this.measured(node, [...path, 'of'], (point) => isYesNo(point) && abouts.includes(point.about ?? ''), isYesNo)
    return { is: 'compare', of, how: isOther ? 'is-not' : 'is', to: which === 'Yes' }
  }
}

/** Whether something happens in what is said, and is not only so. */
const happens = ({ rule, kids }: Node): boolean => /^(?:Passes|Still|Turns|Simple_near|Simple_sign)/.test(rule) || kids.some(happens)

/** What is not so. A value that is or is not the same is said without a “not” around it. */
export const negated = (at: Condition): Condition => {
  if (at.is === 'not') return at.that
  if (at.is === 'compare' && at.how === 'is') return { ...at, how: 'is-not' }
  if (at.is === 'compare' && at.how === 'is-not') return { ...at, how: 'is' }
  return { is: 'not', that: at }
}

/** All of these; one alone stands for itself. */
export const joined = (of: readonly Condition[]): Condition => (of.length === 1 && of[0] ? of[0] : { is: 'and', of })
