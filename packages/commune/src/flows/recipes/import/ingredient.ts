/**
 * One line of what a recipe takes, as people write it: “2 1/2 cups flour, sifted”, “1 (14 oz) can of tomatoes”, “Onions 2, minced”,
 * “salt and pepper to taste”. It becomes things with amounts; how they are cut, how large they are and what else is said goes into the
 * note, and the line itself is kept as it was written. What cannot be read is a thing without an amount, and said to be unread.
 */
import { convert, kindOfUnit, type Quantity, singular } from '../../../quantity/index.ts'
import { recipeLimits } from '../types.ts'
import type { TakenWish } from '../wishes.ts'
import { isMeasured, quantityOf, type ReadAmount, readLeading, timesEach, unitAtStart } from './amount.ts'
import { aside, containers, countedBehind, keptTogether, manner, modifiers, sharedHeads, tails, vague } from './kitchen.ts'

export interface ReadIngredient {
  readonly takes: readonly TakenWish[]
  /** Why an amount that stands there cannot be one: less than nothing, more than anybody can mean. */
  readonly wrong?: string
  /** It was taken as a thing without an amount because nothing more could be made of it. */
  readonly unread: boolean
}

const thingCharsMax = 120
/** A thing of more words is a sentence. */
const thingWordsMax = 8

export const readIngredient = (written: string): ReadIngredient => {
  const said = written.replace(/\s+/g, ' ').trim().slice(0, recipeLimits.saidCharsMax)
  const wrong = wildIn(plainText(said))
  if (wrong !== undefined) return { takes: [], wrong, unread: false }
  const line = new Line(plainText(said))
  const takes = line.read().map((taken) => ({ ...taken, said: taken.said ?? said }))
  const unread = takes.some(({ thing }) => thing.split(' ').length > thingWordsMax || /\d/.test(thing))
  return { takes, unread }
}

/** Without the signs of Markdown and HTML around words. */
export const plainText = (text: string): string =>
  text
    .replace(/^\[[ xX]?\]\s+/, '')
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((?:[^()]|\([^)]*\))*\)/g, '$1')
    .replace(/(\*\*|__|`)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}])[*_](.+?)[*_](?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([*_[\]()#`])/g, '$1')
    .replace(/\*+$/, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Numbers that are no amount of anything. */
function wildIn(text: string): string | undefined {
  const wild = /^(?:[+-]?(?:nan|infinity|∞)(?!\p{L})|[+-]?\d+(?:\.\d+)?e[+-]?\d{2,}|[-−]\s*\d[\d.,/]*|0+(?:[.,]0+)?(?![\d.,/]|\s*[-–½⅓¼¾⅔⅛]))/iu.exec(text)?.[0]
  return wild ?? /^\d{14,}/.exec(text)?.[0]
}

class Line {
  readonly #notes: string[] = []
  #optional = false
  #text: string

  constructor(text: string) {
    this.#text = text
  }

  read(): TakenWish[] {
    this.#takeOptional()
    this.#text = this.#text.replace(/\((?:e?s)\)/g, '')
    if (vague.test(this.#text)) return this.#plain()
    const leading = this.#leading()
    if (leading) return [this.#amounted(leading.amount, leading.also)]
    const from = this.#fromPart()
    if (from) return [from]
    const trailing = this.#trailing()
    if (trailing) return [trailing]
    return this.#plain()
  }

  /** “(optional)”, “Optional: …”, “…, optional”. */
  #takeOptional(): void {
    const before = this.#text
    this.#text = before
      .replace(/^\(?optional(?:ly)?\)?\s*[:.]?\s+(?!substitute)/i, '')
      .replace(/[\s,;–-]*\(\s*optional\s*\)/gi, '')
      .replace(/\(\s*optional[\s,;:–-]+/gi, '(')
      .replace(/\(([^()]*?)[\s,;–-]+optional\s*\)/gi, '($1)')
      .replace(/[\s,;–-]+optional\s*\.?$/i, '')
      .replace(/[\s,;–-]*\(\s*optional\b(?!ly)/gi, ' (')
      .trim()
    this.#optional = before !== this.#text
  }

  /** An amount at the beginning, with a second measure of it where one stands. */
  #leading(): { amount: ReadAmount; also: Quantity | undefined } | undefined {
    const bare = this.#text.replace(/^(\d+)\s*x\s+(?=[\d(])/i, '$1 ').replace(/^(\d+)\s*x(?=\s)/i, '$1')
    const [, how = '', heaped = ''] = /^((?:over-?filled|heaped|heaping|generous|scant|good|large|small)\s+)(.*)$/i.exec(bare) ?? []
    const manyHeaped = heaped === '' ? undefined : this.#bareCount(heaped, true)
    if (manyHeaped) this.#notes.push(how.trim().toLowerCase())
    const amount = manyHeaped ?? readLeading(bare) ?? this.#bareCount(bare)
    if (!amount) return undefined
    this.#text = amount.rest
    if (amount.unit === undefined) {
      const sized = this.#sized(amount)
      if (sized) return sized
      const manners = this.#takeManner()
      const unit = unitAtStart(this.#text)
      // “2 heaped tbsp”, “1 large bunch”; but “1 large head of cabbage” and no “3 large clove-studded onions”.
      if (unit && manners && unit.rest.trim() !== '') {
        this.#text = unit.rest
        return { amount: { ...amount, unit: unit.code }, also: this.#second(amount) }
      }
      return { amount, also: this.#second(amount) }
    }
    return { amount, also: this.#second(amount) }
  }

  /** “Handful of chopped onion”, “dash cinnamon”: one of it. */
  #bareCount(text: string, always = false): ReadAmount | undefined {
    const unit = unitAtStart(text)
    if (!unit || unit.rest.trim() === '' || !/^\.?\s+/.test(unit.rest)) return undefined
    const word = text.trim().split(/[\s.(]/)[0]?.toLowerCase() ?? ''
    // Several of it are nobody knows how many; “stock cubes” begin with no count.
    if (singular(word) !== word || (!always && !/^\.?\s+of\b/.test(unit.rest) && !bareBefore.has(word))) return undefined
    return { n: 1n, d: 1n, unit: unit.code, rest: unit.rest }
  }

  /** “1 (14 oz) can”, “4 15oz cans”, “2 (32 oz) broth”: so many, each of a size. */
  #sized(amount: ReadAmount): { amount: ReadAmount; also: Quantity | undefined } | undefined {
    const sized = /^\s*\(([^()]+)\)\s*/.exec(this.#text)
    const each = readLeading(sized ? (sized[1] as string) : this.#text.trimStart())
    if (!each || !isMeasured(each.unit) || (sized && !/^[\s.]*(?:\/.*|size)?$/.test(each.rest))) return undefined
    const rest = sized ? this.#text.slice(sized[0].length) : each.rest
    const behind = rest.replace(/^[\s.-]+/, '').replace(/^(?:large|small|medium|big)\s+/i, '')
    const unit = unitAtStart(behind)
    const isContainer = unit !== undefined && containers.has(unit.code.slice(1, -1))
    // “4 ¼ inch thick steaks” is one number, and “1 3 inch stick” no container.
    if (!isContainer && (kindOfUnit(each.unit as string) === 'length' || amount.d !== 1n)) return undefined
    const size = quantityOf(each, '')
    this.#text = isContainer ? unit.rest : rest
    return { amount: { ...amount, unit: isContainer ? unit.code : undefined }, also: size && timesEach(size, amount) }
  }

  /** “400 g (15 oz)”, “500 g or 1 lb”, “3 tbsp/~44 ml”, “320 g | 11 oz”: the same in another measure. */
  #second(amount: ReadAmount): Quantity | undefined {
    const { unit } = amount
    const bracket = /^\s*\(([^()]*)\)/.exec(this.#text)
    const isContainer = unit !== undefined && containers.has(unit.slice(1, -1))
    const beside = bracket ? undefined : (/^\s*(?:\/|\||=|\bor\b)\s*(?=[~≈\d½⅓¼¾⅔⅛]|about|a\s)/i.exec(this.#text) ?? (isContainer ? /^\s+(?=[~≈\d])/.exec(this.#text) : null))
    const text = bracket ? (bracket[1] as string) : beside ? this.#text.slice(beside[0].length) : undefined
    const read = text === undefined ? undefined : readLeading(text.trim())
    if (!read || (bracket && !/^[\s.]*(?:[/|,].*|each|size|total|weight|dry weight)?$/i.test(read.rest))) return undefined
    if (read.unit === undefined || (!isMeasured(read.unit) && !isMeasured(unit))) return undefined
    // “30 g butter or 3 tablespoons of oil” is read elsewhere: here one thing follows both.
    const size = quantityOf(read, '')
    if (!size) return undefined
    if (!bracket && read.rest.trim() === '') return undefined
    this.#text = bracket ? this.#text.slice(bracket[0].length) : read.rest
    if (unit !== undefined && kindOfUnit(size.unit) === kindOfUnit(unit)) {
      this.#note(bracket ? (bracket[1] as string) : (text as string).slice(0, (text as string).length - read.rest.length))
      return undefined
    }
    // “2 cans (400 g each)” are twice that; of “2 cans (400 g)” nobody knows, and cans say what one holds.
    return isContainer || /\beach\b/i.test(read.rest) ? timesEach(size, amount) : size
  }

  #amounted(amount: ReadAmount, also: Quantity | undefined): TakenWish {
    const plus = this.#plus(amount)
    const found = this.#thing(amount.unit)
    const { or, counted } = found
    // “8 cloves” are cloves of nothing else.
    const noun = found.thing === '' && amount.unit?.startsWith('{') ? amount.unit.slice(1, -1) : undefined
    const thing = noun ?? found.thing
    const unit = amount.unit ?? counted
    const own = quantityOf({ ...amount, unit }, thing)
    const quantity = plus && own ? added(own, plus) : own
    const most = amount.most && quantityOf({ ...amount.most, unit }, thing)
    return this.#wish(thing, { ...(quantity && { quantity }), ...(most && { most }), ...(also && { also }), ...(or.length > 0 && { or }) })
  }

  /** “1 cup + 2 1/2 Tbsp butter”. */
  #plus(amount: ReadAmount): Quantity | undefined {
    const sign = /^\s*(?:\+|plus|and|&)\s*(?=[\d½⅓¼¾⅔⅛])/.exec(this.#text)
    const more = sign && isMeasured(amount.unit) ? readLeading(this.#text.slice(sign[0].length)) : undefined
    if (!more || !isMeasured(more.unit)) return undefined
    this.#text = more.rest
    return quantityOf(more, '')
  }

  /** “Juice of 1/2 lemon”, “Zest of 3 oranges”: so many lemons. */
  #fromPart(): TakenWish | undefined {
    const part = /^(?:the\s+)?((?:fresh(?:ly squeezed)?\s+)?(?:juice|zest|rind|peel)s?(?:\s+and\s+(?:juice|zest))?)\s+(?:of|from)\s+/i.exec(this.#text)
    const amount = part && readLeading(this.#text.slice(part[0].length).replace(/^whole\s+/i, 'a '))
    if (!part || !amount || amount.unit !== undefined) return undefined
    this.#notes.push((part[1] as string).toLowerCase())
    this.#text = amount.rest
    return this.#amounted(amount, undefined)
  }

  /** “Onions 2, minced”, “Spaghetti: 320 g | 11 oz”, “Minced garlic (1 tablespoon)”. */
  #trailing(): TakenWish | undefined {
    for (const at of this.#text.matchAll(/(?<=^[^\d½⅓¼¾⅔⅛]*[^\s(])(?:\s*[:,–-]\s*|\s*\(\s*|\s+)(?=(?:~|about |approx\.? )?[\d½⅓¼¾⅔⅛])/gu)) {
      const bracket = at[0].includes('(')
      if (isOpen(this.#text.slice(0, at.index))) continue
      const amount = readLeading(this.#text.slice(at.index + at[0].length))
      if (!amount) continue
      const closed = bracket ? /^\s*(?:(?:\||\/|or\b)[^)]*|(?:(?:small|medium|large|ripe|big)[\s-]?(?:sized)?))?\)/i.exec(amount.rest) : undefined
      const rest = closed ? amount.rest.slice(closed[0].length) : amount.rest
      // A number alone is an amount only where nothing but a note follows it.
      const isAmount = bracket ? closed !== null : isMeasured(amount.unit) || /^\s*(?:$|[,(/]|large|medium|small)/i.test(rest) || amount.unit !== undefined
      if (!isAmount) continue
      const before = this.#text.slice(0, at.index)
      this.#text = rest
      const also = this.#second(amount)
      this.#note(this.#text)
      if (closed) this.#note(closed[0].replace(/^\s*[|/]/, ''))
      this.#text = before
      return this.#amounted(amount, also)
    }
    return undefined
  }

  /** No amount: one thing, several in a row, or a sentence. */
  #plain(): TakenWish[] {
    const some = vague.exec(this.#text)
    if (some) {
      this.#notes.push(some[0].trim())
      this.#text = this.#text.slice(some[0].length)
      const unit = unitAtStart(this.#text)
      if (unit && /^\s+of\s/.test(unit.rest)) {
        this.#notes.push(this.#text.slice(0, this.#text.length - unit.rest.length).trim())
        this.#text = unit.rest
      }
    }
    const { thing, or } = this.#thing(undefined, true)
    const many = or.length === 0 ? several(thing) : [thing]
    return many.map((one) => this.#wish(one, { ...(or.length > 0 && { or }) }))
  }

  /** What is left is a thing with what is said about it. */
  #thing(unit: string | undefined, mayList = false): { thing: string; or: { thing: string; quantity?: Quantity }[]; counted?: string } {
    let text = this.#text.replace(/^[\s.,:;/–-]+/, '').replace(/^of\s+(?:an?\s+|the\s+)?/i, '').replace(/^an?\s+(?=\p{L})/iu, '')
    const sized = isMeasured(unit) ? unitAtStart(text) : undefined
    if (sized && containers.has(sized.code.slice(1, -1)) && /^\s+of\s/.test(sized.rest)) {
      this.#note(text.slice(0, text.length - sized.rest.length))
      text = sized.rest.replace(/^\s+of\s+/, '')
    }
    const orMany = /^or\s+\d[\d.,/]*\s+\p{L}+\s+(?=\p{L})/iu.exec(text)
    if (orMany) {
      this.#note(orMany[0])
      text = text.slice(orMany[0].length)
    }
    text = text.replace(/\s*\(\s*or\s+(?!(?:more|less|other|another|similar|any|to|as|all)\b)(?![^()]*\b(?:if|you|that|from|with)\b)([^(),]*)\)(?=\s*(?:[,;.]|$))/i, ' or $1')
    text = text.replace(/\s*\(([^()]*)(?:\)|$)/g, (_, note: string) => {
      this.#note(note)
      return ''
    })
    for (let tail = tails.exec(text); tail && tail.index > 0; tail = tails.exec(text)) {
      this.#note(tail[0])
      text = text.slice(0, tail.index)
    }
    text = this.#cut(text, mayList)
    const said = aside.exec(text)
    if (said) {
      this.#note(said[0])
      text = text.slice(0, said.index)
    }
    const [first = '', ...others] = alternatives(text)
    this.#text = first
    this.#takeManner()
    let thing = this.#text.trim().replace(/^of\s+/i, '').replace(/[\s.,;:–-]+$/, '')
    const piece = /^(?:piece|pieces|inch|thumb-sized piece)\s+(?:of\s+)?(?=\p{L})/iu.exec(thing)
    if (piece) thing = thing.slice(piece[0].length)
    const or = others.map((other) => {
      const read = readLeading(other)
      const name = bareThing(read ? read.rest : other)
      const quantity = read && quantityOf(read, name)
      return { thing: name.slice(0, thingCharsMax), ...(quantity && { quantity }) }
    })
    const behind = unit === undefined ? countBehind(thing) : undefined
    return { thing: behind ? behind.thing : thing, or: or.filter((other) => other.thing !== ''), ...(behind && { counted: behind.unit }) }
  }

  /** Everything from the first comma or dash on is a note, unless only manners stand before it: “boneless, skinless chicken”. */
  #cut(written: string, mayList: boolean): string {
    const text = written.replace(/,\s+(?=(?:[\p{L}'’ -]{1,30},\s+)*or\s+(?!(?:more|less|to|as|any|other|another|so)\b)[\p{L}'’ -]{1,30}$)(?:or\s+)?/giu, ' or ')
    for (const sign of text.matchAll(/\s*[,;]\s+|\s+[–—-]\s+|,(?=\p{L})|(?<=\p{L}{3})\.\s+(?=\p{Lu})/gu)) {
      const before = text.slice(0, sign.index).trim()
      const isManner = before.split(/\s+/).every((word) => manner.has(word.toLowerCase()) || /(?:less|ed|y)$/i.test(word)) && before !== ''
      const list = mayList ? several(text) : []
      if ((isManner && text.slice(sign.index + sign[0].length).trim() !== '' && /(?:less|large|small|fresh|ripe)$/i.test(before)) || list.length > 1) continue
      this.#note(text.slice(sign.index + sign[0].length))
      return before
    }
    return text
  }

  /** Words at the front that say how large or how cut: “large”, “finely chopped”. */
  #takeManner(): boolean {
    const taken: string[] = []
    for (;;) {
      const [, word = '', rest = ''] = /^[\s,]*([\p{L}-]+)[.,]?\s+(.*\p{L}.*)$/u.exec(this.#text) ?? []
      const next = /^[\p{L}-]+/u.exec(rest)?.[0] ?? ''
      if (word.toLowerCase() === 'freshly' && next.toLowerCase() === 'ground') {
        taken.push(word, next)
        this.#text = rest.slice(next.length).trim()
        continue
      }
      if (!manner.has(word.toLowerCase()) && !(taken.length > 0 && /^(?:and|or|&|to)$/i.test(word) && manner.has(next.toLowerCase()))) break
      if (keptTogether.has(`${word} ${next}`.toLowerCase())) break
      // “fresh or frozen”, “short or long”: what follows an or is no thing yet.
      taken.push(word)
      this.#text = rest
    }
    if (taken.length > 0) this.#notes.push(taken.join(' ').toLowerCase())
    return taken.length > 0
  }

  #note(text: string): void {
    const note = text.replace(/^[\s,;:.|–-]+/, '').replace(/[\s,;:–-]+$/, '').replace(/[()]/g, '').trim()
    if (note !== '') this.#notes.push(note)
  }

  #wish(name: string, more: Partial<TakenWish>): TakenWish {
    const thing = name.replace(/\s+/g, ' ').trim().slice(0, thingCharsMax).trim()
    const note = this.#notes.filter((one) => one !== '').join(', ').slice(0, recipeLimits.saidCharsMax)
    return { thing, ...more, ...(this.#optional && { optional: true }), ...(note !== '' && { note }) }
  }
}

/** What counts by itself before a thing, without an “of”. */
const bareBefore: ReadonlySet<string> = new Set(['dash', 'pinch', 'handful', 'bunch', 'splash', 'tablespoon', 'teaspoon', 'tbsp', 'tsp', 'cup', 'drizzle', 'knob', 'clove', 'drop', 'sprinkle'])

const added = (a: Quantity, b: Quantity): Quantity => {
  const same = convert(b, a.unit)
  if (!same.ok) return a
  const n = a.n * same.value.d + same.value.n * a.d
  return quantityOf({ n, d: a.d * same.value.d, unit: a.unit }, '') ?? a
}

/** “4 garlic cloves” are cloves of garlic. */
function countBehind(thing: string): { thing: string; unit: string } | undefined {
  const [, before = '', last = ''] = /^(.*\S)\s+(\p{L}+)$/u.exec(thing) ?? []
  const noun = singular(last.toLowerCase())
  return countedBehind.has(noun) && !/\bof$/i.test(before) ? { thing: before, unit: `{${noun}}` } : undefined
}

/** Whether a bracket is open at its end. */
const isOpen = (text: string): boolean => text.lastIndexOf('(') > text.lastIndexOf(')')

/** “butter or 3 tablespoons of oil”, “beef / turkey”, “apple/pear syrup”. */
function alternatives(text: string): string[] {
  const parts = text.split(/\s+(?:or|and\/or)\s+(?!(?:more|so|less|until|to taste|similar|as|any|other|another)\b)|\s+\/\s+/i).map((part) => part.replace(/\s+preferably$/i, '').trim()).filter((part) => part !== '')
  const [, left = '', right = '', rest = ''] = parts.length === 1 ? (/^(\p{L}+)\/(\p{L}+)(\s.*)?$/u.exec(text) ?? []) : []
  if (left !== '') return shared([left, `${right}${rest}`])
  const similar = /\s+or\s+(?:similar|any|other|another)\b.*$/i.exec(parts[0] ?? '')
  if (similar && parts.length === 1) return [text.slice(0, similar.index)]
  return shared(parts)
}

/** “chicken or vegetable stock”: what the last one names is meant of the first as well. */
function shared(parts: readonly string[]): string[] {
  const head = /\p{L}+$/u.exec(parts.at(-1) ?? '')?.[0]
  if (parts.length < 2 || head === undefined || !sharedHeads.has(head.toLowerCase()) || !/\s/.test(parts.at(-1) as string)) return [...parts]
  const isModified = modifiers.has((parts.at(-1) as string).split(/\s+/).at(-2)?.toLowerCase() ?? '')
  return parts.map((part, at) => (isModified && at < parts.length - 1 && modifiers.has(part.split(/\s+/).at(-1)?.toLowerCase() ?? '') ? `${part} ${head}` : part))
}

/** A thing without what is said about it. */
const bareThing = (text: string): string => {
  const line = text.replace(/^[\s.,:;/–-]+/, '').replace(aside, '').replace(/^freshly ground\s+/i, '').replace(/^of\s+(?:an?\s+)?/i, '').replace(/^(?:an?|some)\s+(?=\p{L})/iu, '').replace(/[,;.].*$/, '').trim()
  const words = line.split(/\s+/)
  while (words.length > 1 && manner.has((words[0] as string).toLowerCase()) && !keptTogether.has(words.slice(0, 2).join(' ').toLowerCase())) words.shift()
  return words.join(' ')
}

/** “Salt and pepper”, “thyme, rosemary and some bay leaves”: several things of which no amount is named. */
function several(text: string): string[] {
  const parts = text.split(/\s*,\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+/i).map(bareThing).filter((part) => part !== '')
  const isRow = !/\s(?:and|&)\s/i.test(text) && parts.every((part) => /^\p{Lu}\p{L}+$/u.test(part) && !manner.has(part.toLowerCase()))
  const isList = parts.length > 1 && (isRow || /\s(?:and|&)\s/i.test(text)) &&
    parts.every((part) => !/^(?:\p{L}+ly\s)?\p{L}+ed$/iu.test(part) && !manner.has(part.toLowerCase())) &&
    parts.every((part) => part.split(' ').length <= 3) && !/\b(?:with|in|into|for|cut|until|from|or)\b/i.test(text)
  return isList ? parts : [text]
}
