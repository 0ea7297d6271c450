/**
 * A rule as a sentence in parts: each part that is a clause of the rule knows where in the tree it stands, so that it can be
 * underlined and changed in place. The sentence is made by the catalogue alone: gaps are filled with marked words, so a language
 * may put them in any order.
 *
 * Names are text of others: marks in them are taken out before they are marked themselves.
 */
import type { Amount, Condition, Measured, Message, Param, Rule, Value, Words } from '@commune/commune'
import { calledIn, type FoundPoint, type Points } from './points.ts'
import { amountMessage, doesMessage, pointName, spanMessage, valueMessage } from './sensed.ts'

/** The way to a part of the tree: `['while', 'of', 0]`. */
export type RulePath = readonly (string | number)[]

export interface Clause {
  readonly words: string
  /** Left out: words between clauses. */
  readonly path?: RulePath
}

/** U+E010 and one more for each clause open it, U+E00F closes it: of an area of Unicode that no letter has. */
const openFrom = 0xe010
const close = '\ue00f'
const marks = /[\ue00f-\ue0ff]/g

export const clausesOf = (rule: Rule, points: Points, words: Words): readonly Clause[] => {
  const teller = new Teller(points, words)
  return teller.partsOf(words.say(teller.whole(rule)))
}

/** The sentence without its parts. */
export const sentenceOf = (rule: Rule, points: Points, words: Words): string => clausesOf(rule, points, words).map((clause) => clause.words).join('')

/** One condition in words, as it stands within a sentence. */
export const conditionWords = (condition: Condition, points: Points, words: Words): string =>
  words.say(new Teller(points, words).condition(condition, ['while'], false)).replace(marks, '')

class Teller {
  readonly #points: Points
  readonly #words: Words
  readonly #paths: RulePath[] = []

  constructor(points: Points, words: Words) {
    this.#points = points
    this.#words = words
  }

  whole(rule: Rule): Message {
    const act = this.#points.find(rule.act)
    const params: Record<string, Param> = {
      act: { key: 'web.rule.act', params: { thing: capital(this.#words.say(this.#name(act))), does: this.#mark(this.#does(rule.to, act), ['to']) } },
      condition: this.condition(rule.while, ['while'], false),
      otherwise: rule.otherwise === 'rest'
        ? { key: 'web.rule.else-rest', params: { rests: this.#mark({ key: 'web.rule.rests' }, ['otherwise']) } }
        : { key: 'web.rule.else-does', params: { does: this.#mark(this.#does(rule.otherwise.to, act), ['otherwise']) } },
      unsure: this.#unsure(rule, act)
    }
    return rule.leastMs === undefined
      ? { key: 'web.rule.whole', params }
      : { key: 'web.rule.whole-least', params: { ...params, least: this.#mark(spanMessage(rule.leastMs), ['leastMs']) } }
  }

  #unsure({ unsure }: Rule, act: FoundPoint | undefined): Message {
    if (unsure === 'rest') return { key: 'web.rule.unsure-rest', params: { rests: this.#mark({ key: 'web.rule.rests' }, ['unsure']) } }
    if (unsure === 'stay') return { key: 'web.rule.unsure-stay', params: { stays: this.#mark({ key: 'web.rule.stays' }, ['unsure']) } }
    return { key: 'web.rule.unsure-does', params: { does: this.#mark(this.#does(unsure.to, act), ['unsure']) } }
  }

  #does(to: Amount | boolean | string, act: FoundPoint | undefined): Message {
    if (act?.kind !== 'act') return { key: 'web.rule.is', params: { amount: this.#to(to) } }
    if (typeof to !== 'object') return this.#clean(doesMessage(to, act.point))
    const said = doesMessage(to.value, act.point)
    return said.params ? { ...said, params: { amount: this.#to(to) } } : said
  }

  /** Joined conditions within others are put in brackets, so that nobody has to guess what belongs together. */
  condition(condition: Condition, path: RulePath, within: boolean): Message {
    switch (condition.is) {
      case 'and':
      case 'or': {
        const all = condition.of.map((member, i) => this.condition(member, [...path, 'of', i], true))
        const joined = all.reduce((first, then) => ({ key: `web.rule.${condition.is}`, params: { first, then } }))
        return within ? { key: 'web.rule.group', params: { that: joined } } : joined
      }
      case 'not':
        return { key: 'web.rule.not', params: { that: this.condition(condition.that, [...path, 'that'], true) } }
      case 'since':
        return { key: 'web.rule.since', params: { that: this.condition(condition.that, [...path, 'that'], true), from: this.condition(condition.from, [...path, 'from'], true) } }
      case 'held':
      case 'within': {
        const simple = !['and', 'or', 'not', 'since', 'held', 'within'].includes(condition.that.is)
        const time = spanMessage(condition.ms)
        if (simple) return this.#mark({ key: `web.rule.${condition.is}`, params: { that: this.#simple(condition.that), time } }, path)
        return { key: `web.rule.${condition.is}`, params: { that: this.condition(condition.that, [...path, 'that'], true), time: this.#mark(time, path) } }
      }
      default:
        return this.#mark(this.#simple(condition), path)
    }
  }

  #simple(condition: Condition): Message {
    switch (condition.is) {
      case 'near':
        return { key: 'web.rule.near', params: { thing: this.#name(this.#points.find(condition.point)) } }
      case 'sun':
        return { key: `web.rule.sun-${condition.state}` }
      case 'compare':
        return this.#compare(condition)
      case 'rises':
      case 'falls':
        return { key: `web.rule.${condition.is}`, params: { what: this.#measured(condition.of), above: this.#to(condition.above), below: this.#to(condition.below) } }
      default:
        return this.condition(condition, [], true)
    }
  }

  #compare({ of, how, to }: Extract<Condition, { is: 'compare' }>): Message {
    const found = this.#points.find(of.point)
    if (typeof to === 'boolean' && found && found.kind !== 'pulse') {
      const yes = how === 'is-not' ? !to : to
      return { key: 'web.rule.is-so', params: { thing: this.#measured(of), state: this.#clean(valueMessage(yes, found.point)) } }
    }
    return { key: how === 'is' ? 'web.rule.is-just' : `web.rule.${how}`, params: { what: this.#measured(of), amount: this.#to(to) } }
  }

  #measured(measured: Measured): Message {
    const found = this.#points.find(measured.point)
    const thing = this.#name(found)
    if (!found) return thing
    const point = this.#clean(pointName(found.point, (key) => this.#words.has(key)))
    if (measured.is === 'rate') return { key: 'web.rule.rate', params: { thing, time: spanMessage(measured.ms) } }
    if (measured.is === 'average') return { key: 'web.rule.average', params: { thing, point, time: spanMessage(measured.ms) } }
    return { key: 'web.rule.reading', params: { thing, point } }
  }

  #to(to: Amount | boolean | string): Message {
    if (typeof to === 'object') return this.#clean(amountMessage(to.value, to.unit))
    return typeof to === 'boolean' ? { key: to ? 'web.sense.yes' : 'web.sense.no' } : this.#plain(to)
  }

  #name(found: FoundPoint | undefined): Message {
    return this.#clean(calledIn(found))
  }

  /** Words of others, without what would be taken for a mark. */
  #clean(message: Message): Message {
    return this.#plain(this.#words.say(message))
  }

  #plain(words: string): Message {
    return { key: 'senses.named', params: { name: words.replace(marks, '') } }
  }

  #mark(message: Message, path: RulePath): Message {
    const index = this.#paths.push(path) - 1
    // A rule has at most 64 parts; there are marks for three times as many.
    const open = String.fromCharCode(openFrom + Math.min(index, 0xe0ff - openFrom))
    return { key: 'senses.named', params: { name: open + this.#words.say(message) + close } }
  }

  partsOf(sentence: string): readonly Clause[] {
    return sentence.split(/([\ue010-\ue0ff][^\ue00f]*\ue00f)/).filter((part) => part !== '').map((part): Clause => {
      const path = this.#paths[part.charCodeAt(0) - openFrom]
      const words = part.replace(marks, '')
      return path && part.charCodeAt(0) >= openFrom && part.charCodeAt(0) <= 0xe0ff ? { words, path } : { words }
    })
  }
}

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase() + words.slice(1)

/** The part of a rule at this place, and the rule with another in it. */
export const partAt = (rule: Rule, path: RulePath): unknown => path.reduce<unknown>((part, step) => (part as Record<string | number, unknown> | undefined)?.[step], rule)

export const withPart = <T>(tree: T, path: RulePath, part: unknown): T => {
  const [step, ...rest] = path
  if (step === undefined) return part as T
  const inner = withPart((tree as Record<string | number, unknown>)[step], rest, part)
  return (Array.isArray(tree) ? tree.map((each: unknown, i) => (i === step ? inner : each)) : { ...tree, [step]: inner }) as T
}

/** Whether a value is what a rule asks, whatever form it has there. */
export const asValue = (to: Amount | boolean | string): Value => (typeof to === 'object' ? to.value : to)
