/** What is compared with an amount: how much it is, how it changes, and what was used. */
import { convertUnit, sameDimension } from '../../senses/index.ts'
import { rulesMessage } from '../../words/index.ts'
import type { Amount, Comparison, Condition, Measured } from '../rule.ts'
import { insteadMax, type RulePath } from './fault.ts'
import { acceptsAmount, endsOf, isNumber } from './fitting.ts'
import type { Node } from './match.ts'
import { type Fits, fold, type LexiconPoint } from './lexicon.ts'
import { msOf } from './numbers.ts'
import { kid, PointReader, refs, times, unknown } from './readPoints.ts'

export class AmountReader extends PointReader {
  /** Whether what is read is how warm it gets by what is done: “heat until …”. */
  protected isWarming = false
  /** How something compares at which what is asked begins: a heater goes off at 21 °C when it is at least so warm. */
  protected beginsAt: Comparison | undefined
  /** What is to be heated: “heat the living room until …”. */
  protected room: Node | undefined
  /** What began it that ends with “until it is …”. */
  protected began: Condition | undefined
  /** Whether what is asked is off. */
  protected isOff = false
  /** Whether what is read stands behind “until”. */
  protected isUntil = false

  /** How much something is. */
  protected compared(node: Node, path: RulePath, isOther: boolean): Condition {
    const compare = node.rule.startsWith('Saying') ? node : kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    const to: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
    // “We use more than 100 litres”, and nobody says what and within which time.
    if (kid(node, subjects) === undefined) {
      this.fault(node, rulesMessage('rules.within'))
      return { is: 'sun', state: 'up' }
    }
    const of = this.measured(node, [...path, 'of'], (point) => acceptsAmount(point, to.unit), isNumber)
    this.standing(node, of)
    return { is: 'compare', of, how: isOther ? 'is-not' : this.how(node, compare, of, to), to }
  }

  /**
   * A counter only grows, so who says “more than 200 litres in the house” hardly means what it stands at: within which time is asked. What
   * it stands at is meant where the counter itself is named.
   */
  protected standing(node: Node, of: Measured): void {
    const point = of.is === 'reading' ? this.lexicon.find('reading', of.point) : undefined
    if (point?.counter !== true || this.faults.length > 0) return
    const ref = kid(node, refs)
    const which = ref?.rule === 'PointOfReading' ? ref.kids.find(({ rule }) => rule !== 'ThingReading') : ref?.rule === 'AnyReading' ? ref : undefined
    const isOwn = which !== undefined || (ref !== undefined && fold(point.name) === fold(point.thing))
    const noun = which && /^(?:kind|AnyReading)$/.test(which.rule) ? this.said(which) : ''
    if (/^(?:Using|Saying)/.test(node.rule) || this.words.isUse(noun, isOwn)) this.fault(node, rulesMessage('rules.within'))
  }

  /** “It is cold”, “the tank is nearly empty”: nobody knows how much that is, unless it is said. */
  protected vague(node: Node, path: RulePath): Condition {
    const { about, how } = this.words.vagueAbout(Number(node.rule.slice('Vague'.length)))
    const thing = kid(node, /^(?:Thing|PointOf)Reading$/)
    const own = thing && this.lexicon.named('reading', this.thingNamed(thing))
    const isMeant: Fits = (point) =>
      isNumber(point) && point.use === 'reading' && about.split(' ').includes(point.about ?? '') && (own?.includes(point) ?? true)
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    if (amount) {
      const to = this.amount(amount, [...path, 'to'])
      const isFit: Fits = (point) => isMeant(point) && acceptsAmount(point, to.unit)
      const of = { is: 'reading' as const, point: this.onlyOne(node, 'reading', isFit, [...path, 'of', 'point']) }
      return { is: 'compare', of, how: hows[compare?.rule ?? ''] ?? 'is', to }
    }
    this.howMuch(node, this.lexicon.points.filter(isMeant), [how])
    return { is: 'sun', state: 'up' }
  }

  /** Asks for an amount, and tells how that would be said of these. */
  protected howMuch(node: Node, points: readonly LexiconPoint[], hows: readonly ('below' | 'above')[]): void {
    const ways = points.slice(0, insteadMax).flatMap((point) => hows.map((how) => this.words.openly(point, how)))
    const word = this.said(node).trim()
    if (ways.length === 0) this.fault(node, rulesMessage('rules.none', { word }))
    else this.fault(node, rulesMessage('rules.how-much', { word, ways: ways.slice(0, 3).map((way) => `“${way}”`) }), ways)
  }

  protected turn(node: Node, path: RulePath): Condition {
    const rises = node.rule === 'Rises'
    const amounts = node.kids.filter(({ rule }) => rule === 'Amount')
    const read = (at: number, name: string): Amount => (amounts[at] ? this.amount(amounts[at], [...path, name]) : { value: 0 })
    const [a, b] = [read(0, rises ? 'above' : 'below'), read(1, rises ? 'below' : 'above')]
    const of = this.measured(node, [...path, 'of'], (point) => acceptsAmount(point, a.unit), isNumber)
    this.standing(node, of)
    return rises ? { is: 'rises', of, above: a, below: b } : { is: 'falls', of, below: a, above: b }
  }

  /** “It is colder than 18 degrees”, “above 18 degrees”: where one thing alone tells it, or at the thing that is named. */
  protected warmth(node: Node, path: RulePath): Condition {
    const compare = kid(node, /^Compare_/)
    const amount = kid(compare, /^Amount$/)
    const to: Amount = amount ? this.amount(amount, [...path, 'to']) : { value: 0 }
    const fits: Fits = (point) => acceptsAmount(point, to.unit)
    const isDegrees = sameDimension(to.unit, '°C')
    const isWarm: Fits = (point) => (point.about === 'temperature' || !isDegrees) && fits(point)
    this.unitSaid(amount, to)
    const where = kid(node, refs) ? node : isDegrees ? this.room : undefined
    const began = this.isUntil && this.began?.is === 'compare' ? this.began.of : undefined
    const it = began && this.lexicon.find('reading', began.point)
    if (began && it && !where && fits(it)) return { is: 'compare', of: began, how: this.how(node, compare, began, to), to }
    const of = where
      ? this.measured(where, [...path, 'of'], isWarm, fits, isNumber)
      : { is: 'reading' as const, point: this.onlyOne(node, 'reading', isWarm, [...path, 'of', 'point']) }
    this.standing(node, of)
    return { is: 'compare', of, how: this.how(node, compare, of, to), to }
  }

  /** “The heater on below 18”: 18 of what is asked, where that can be one thing alone. */
  protected unitSaid(amount: Node | undefined, to: Amount): void {
    const warm = this.lexicon.points.filter((point) => point.use === 'reading' && point.about === 'temperature' && isNumber(point))
    const [point] = warm
    if (amount === undefined || to.unit !== undefined || this.beginsAt === undefined || warm.length !== 1 || point?.shape.is !== 'number') return
    if (this.lexicon.points.some((one) => one.use === 'reading' && acceptsAmount(one, undefined))) return
    const unit = point.shape.unit ?? ''
    this.fault(amount, rulesMessage('rules.which-unit', { point: point.thing, unit }), [unit])
  }

  /**
   * How something is compared. What only “is” so much is hardly ever exactly so, and not even for a moment: it would switch nothing, or
   * never off. So it is refused, except where it can be meant in one way alone: heated until it is so warm, or at an end of what it can be.
   */
  protected how(node: Node, compare: Node | undefined, of: Measured, to: Amount): Comparison {
    const said = hows[compare?.rule ?? '']
    if (said !== undefined || compare === undefined) return said ?? 'is'
    const point = this.lexicon.find('reading', of.point)
    const isNot = kid(node, /^(?:Not|NotVerb)$/) !== undefined
    if (this.isUntil && !isNot && this.began?.is === 'compare' && JSON.stringify(this.began.of) === JSON.stringify(of))
      return /above|at-least/.test(this.began.how) ? 'at-most' : 'at-least'
    if (this.isWarming && this.isUntil && !isNot && sameDimension(to.unit, '°C')) return 'at-least'
    if (node.rule === 'WarmthAt' && !this.isUntil && this.beginsAt && sameDimension(to.unit, '°C')) return this.beginsAt
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
    this.standing(node, of)
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

/** What something is said of. */
export const subjects: RegExp = /^(?:ThingReading|PointOfReading|AnyReading|Average|Rate|Used)$/

export const hows: Readonly<Record<string, Comparison>> = {
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
