/**
 * Recipes in Markdown: lines above (title, tags), a line or two on times and servings, a list of ingredients and directions. A page
 * without a list under a heading of ingredients is no recipe. What stands nowhere else is kept in the note, so that nothing is lost.
 */
import { no, ok, type Result } from '@commune/protocol'
import { readFront } from '../../../import-export/index.ts'
import { importMessage, type Message, recipesMessage } from '../../../words/index.ts'
import { recipeLimits } from '../types.ts'
import type { MadeWish, TakenWish, ToolWish } from '../wishes.ts'
import type { FoundRecipe } from './found.ts'
import { plainText, readIngredient } from './ingredient.ts'
import { readSpan, readYield, together } from './yields.ts'

const heading = /^(#{1,6})\s+(.*?)\s*#*\s*$/
const isIngredients = /\b(?:ingredients?|zutaten|ingr[ée]dients|ingredientes|you(?:'|’)?ll need|what you need|materials?|parts)\b/i
const isSteps = /\b(?:directions?|instructions?|method|preparation|steps?|procedure|zubereitung|preparaci[óo]n|how to)\b/i
const isTools = /\b(?:tools?|equipment|utensils)\b/i
const bullet = /^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/
const servings = /\b(?:servings?|serves|yields?|makes|portions?)\b/i
const timed = /\b(?:(?:prep|cook|bak|total|ferment|rest|wait|proof|ris|chill|marinat|cool|soak|freez|inactive)\w*[\s-]*)(?:time\s*)?[:：]|\btime\s*[:：]/i
const counting = /^\s*(?:about\s+)?\d{1,4}(?:\s*(?:-|–|to)\s*\d{1,4})?\s+[\p{L}-]+\.?\s*$/u

/** One file as a recipe; undefined when it is a page of another kind. */
export const recipeOfMarkdown = (path: string, text: string): Result<FoundRecipe | undefined, Message> => {
  if (text.includes('\u0000')) return no(importMessage('import.not-text', { path }))
  const front = readFront(path, text)
  if (!front.ok) return front
  const { title, tags = [], rest, body } = front.value
  const page = parted(body)
  if (!page) return ok(undefined)
  const name = (title ?? page.title ?? nameOf(path)).replace(/\s+/g, ' ').trim().slice(0, recipeLimits.nameCharsMax)
  const notes: Message[] = []
  const { takes, tools } = takesOf(page.ingredients, notes)
  const makes: MadeWish[] = [page.servings === undefined ? { thing: name } : readYield(page.servings, name)]
  const note = [page.above, page.besides, rest].map((part) => part.trim()).filter((part) => part !== '').join('\n\n')
  const total = page.times.find((line) => /\btotal\b/i.test(line))
  const time = together((total === undefined ? page.times : [total]).flatMap((line) => readSpan(line) ?? []))
  const steps = cut(page.steps.trim(), recipeLimits.stepsCharsMax, 'directions', path, notes)
  const kept = cut(note, recipeLimits.noteCharsMax, 'note', path, notes)
  const toolList = [...tools, ...page.tools.map((line): ToolWish => ({ thing: plainText(line).slice(0, 120) }))].filter(({ thing }) => thing !== '')
  return ok({
    is: 'recipe',
    key: '',
    notes,
    draft: {
      name,
      makes,
      takes,
      ...(toolList.length > 0 && { tools: toolList }),
      ...(steps !== '' && { steps }),
      ...(time && { time }),
      ...(tags.length > 0 && { tags: tags.slice(0, recipeLimits.tagsMax).map((tag) => tag.slice(0, recipeLimits.partCharsMax)) }),
      ...(kept !== '' && { note: kept })
    }
  })
}

interface Parts {
  title?: string
  servings?: string
  readonly times: string[]
  /** What stands above the ingredients, and below all other headings. */
  above: string
  besides: string
  readonly ingredients: string[]
  steps: string
  readonly tools: string[]
}

function parted(body: string): Parts | undefined {
  const parts: Parts = { times: [], above: '', besides: '', ingredients: [], steps: '', tools: [] }
  let into: 'above' | 'ingredients' | 'steps' | 'tools' | 'besides' = 'above'
  let level = 0
  let isRecipe = false
  for (const line of body.split('\n')) {
    const [, signs, words = ''] = heading.exec(line) ?? []
    if (signs !== undefined) {
      const below = level > 0 && signs.length > level
      if (into === 'above' && signs.length === 1 && parts.title === undefined && !isIngredients.test(words)) {
        parts.title = plainText(words)
        continue
      }
      if (!below) {
        into = isIngredients.test(words) ? 'ingredients' : isSteps.test(words) ? 'steps' : isTools.test(words) ? 'tools' : 'besides'
        level = signs.length
        if (into === 'ingredients') isRecipe = true
        if (into !== 'besides') continue
      }
    }
    take(parts, into, line)
  }
  return isRecipe ? parts : undefined
}

function take(parts: Parts, into: 'above' | 'ingredients' | 'steps' | 'tools' | 'besides', line: string): void {
  if (into === 'ingredients') {
    parts.ingredients.push(line)
    return
  }
  if (into === 'tools') {
    const item = bullet.exec(line)?.[2]?.trim()
    if (item) parts.tools.push(item)
    return
  }
  if (into === 'above') {
    const plain = plainText(bullet.exec(line)?.[2] ?? line)
    const isListed = bullet.test(line) || /^[^\p{L}\d]*\p{L}[\p{L} ]*\s*[:：]/u.test(plain)
    if (isListed && servings.test(plain) && parts.servings === undefined) {
      parts.servings = plain.replace(/^.*?\b(?:servings?|serves|yields?|makes|portions?)\b\s*[:：]?\s*/iu, '')
      return
    }
    if (isListed && timed.test(plain)) {
      parts.times.push(plain)
      parts.above += `${line}\n`
      return
    }
    if (counting.test(plain) && parts.servings === undefined) {
      parts.servings = plain
      return
    }
  }
  parts[into === 'above' ? 'above' : into === 'steps' ? 'steps' : 'besides'] += `${line}\n`
}

/** The lines of the list; a line that ends in a colon names the part of the recipe that follows. */
function takesOf(lines: readonly string[], notes: Message[]): { takes: TakenWish[]; tools: ToolWish[] } {
  const takes: TakenWish[] = []
  const tools: ToolWish[] = []
  let part: string | undefined
  let optional = false
  let parent = -1
  const loose: string[] = []
  for (const [at, line] of lines.entries()) {
    const found = bullet.exec(line.replaceAll('\t', '  '))
    const sub = heading.exec(line)?.[2]
    if (sub !== undefined) {
      part = plainText(sub).replace(/[:：]\s*$/, '').slice(0, recipeLimits.partCharsMax)
      continue
    }
    if (!found) {
      const plain = plainText(line)
      if (plain === '') continue
      // What stands alone above a list names it: “For the dough:”, “Batter”.
      const next = lines.slice(at + 1).find((other) => other.trim() !== '')
      const isAlone = at === 0 || (lines[at - 1] as string).trim() === ''
      if (isAlone && plain.length <= recipeLimits.partCharsMax && next !== undefined && bullet.test(next) && (/[:：]$/.test(plain) || plain.split(' ').length <= 4)) {
        part = plain.replace(/^for (?:the |your )?/i, '').replace(/[:：]$/, '').trim() || part
      } else loose.push(plain)
      continue
    }
    const [, indent = '', words = ''] = found
    const plain = plainText(words)
    if (plain === '') continue
    const isDeeper = indent.length >= 2 && parent >= 0
    const next = lines[at + 1]
    const hasDeeper = next !== undefined && (bullet.exec(next.replaceAll('\t', '  '))?.[1]?.length ?? 0) > indent.length
    if ((/[:：]$/.test(plain) || (hasDeeper && /^(?:for |optional)/i.test(plain))) && hasDeeper) {
      optional = /^optional/i.test(plain)
      if (!optional) part = plain.replace(/^for (?:the |your )?/i, '').replace(/[:：]$/, '').slice(0, recipeLimits.partCharsMax)
      parent = -1
      continue
    }
    if (isDeeper && indent.length > 0 && takes[parent] && !/^\d/.test(plain) && plain.split(' ').length > 6) {
      // A remark below a line is said about it.
      const above = takes[parent] as TakenWish
      takes[parent] = { ...above, note: `${above.note === undefined ? '' : `${above.note}, `}${plain}`.slice(0, recipeLimits.saidCharsMax) }
      continue
    }
    if (indent.length < 2) optional = false
    const read = readIngredient(words)
    if (read.wrong !== undefined) {
      notes.push(recipesMessage('recipe.in', { what: plain.slice(0, 60), why: recipesMessage('recipes.import-amount', { text: read.wrong.slice(0, 40) }) }))
      const thing = plain.replace(read.wrong, '').replace(/^[\s.,:;-]+/, '').slice(0, 120) || plain.slice(0, 120)
      takes.push({ thing, ...(part !== undefined && part !== '' && { part }), said: words.slice(0, recipeLimits.saidCharsMax) })
      continue
    }
    if (read.unread && notes.length < 50) notes.push(recipesMessage('recipes.import-unread', { text: plain.slice(0, 80) }))
    for (const taken of read.takes) {
      if (taken.thing === '') continue
      if (takes.length >= recipeLimits.takesMax) break
      takes.push({ ...taken, ...(part !== undefined && part !== '' && { part }), ...(optional && { optional: true }) })
    }
    parent = takes.length - 1
  }
  // What is said among the ingredients and is none of them.
  if (loose.length > 0 && takes.length === 0) for (const line of loose) takes.push({ thing: line.slice(0, 120), said: line.slice(0, recipeLimits.saidCharsMax) })
  return { takes, tools }
}

const cut = (text: string, most: number, field: string, path: string, notes: Message[]): string => {
  if (text.length <= most) return text
  notes.push(recipesMessage('recipes.import-cut', { path, field, most }))
  return text.slice(0, most)
}

const nameOf = (path: string): string => {
  const words = (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '').replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1) || path
}
