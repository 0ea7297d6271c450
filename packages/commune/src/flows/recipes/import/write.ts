/** Recipes as files that others read: Markdown as people keep them, and JSON-LD of schema.org. What is exact is written out exactly. */
import { measureOf, nounOf, plural, type Quantity } from '../../../quantity/index.ts'
import type { RecipeDetail, TakenRow } from '../rows.ts'

/** “1 1/2 cups”, “3 cloves”, “250 g”: an amount that reads back as the same. */
export const amountText = ({ n, d, unit }: Quantity): string => {
  const whole = n / d
  const rest = n % d
  const number = d === 1n ? n.toString() : whole > 0n ? `${whole} ${rest}/${d}` : `${rest}/${d}`
  const noun = nounOf(unit)
  if (noun !== undefined) return `${number} ${n > d ? plural(noun) : noun}`
  return measureOf(unit) ? `${number} ${unit}` : number
}

/** One line of what it takes: as it was written, when nothing was scaled since; else put together from its parts. */
const takenText = (taken: TakenRow): string => {
  const { thing, quantity, most, also, or = [], optional, note } = taken
  const counts = quantity && nounOf(quantity.unit) !== undefined && thing.toLowerCase().includes((nounOf(quantity.unit) as string).slice(0, -1))
  const range = quantity && most ? `${amountText(quantity)} to ${amountText(most)}` : quantity && amountText(quantity)
  const amount = range === undefined ? '' : counts && quantity ? `${amountText({ ...quantity, unit: '' })} ` : `${range} `
  const others = or.map((other) => ` or ${other.quantity ? `${amountText(other.quantity)} ` : ''}${other.thing}`).join('')
  return `${amount}${also ? `(${amountText(also)}) ` : ''}${thing}${others}${note === undefined ? '' : `, ${note}`}${optional ? ' (optional)' : ''}`
}

const lineOf = (taken: TakenRow): string => taken.said ?? takenText(taken)

/** Reads back as the same recipe, but for what Markdown has no place for. */
export const recipeToMarkdown = (recipe: RecipeDetail): string => {
  const main = recipe.makes.find(({ by }) => by !== true)
  const head = [`title: ${JSON.stringify(recipe.name)}`, ...(recipe.tags.length > 0 ? [`tags: [${recipe.tags.map((tag) => JSON.stringify(tag)).join(', ')}]`] : [])]
  const made = main && (main.said ?? (main.quantity && amountText(main.quantity)))
  const lines = [
    ...(recipe.time ? [`- Total time: ${amountText(recipe.time)}`] : []),
    ...(made === undefined || made === '' ? [] : [`- Makes: ${made}`])
  ]
  const besides = recipe.makes.filter((one) => one !== main).map(({ thing, quantity, by }) => `- ${quantity ? `${amountText(quantity)} ` : ''}${thing}${by ? ' (comes along)' : ''}`)
  const hands = recipe.hands.map(({ skill, time, count }) => `- ${count === undefined ? '' : `${count} × `}${skill}${time ? `, ${amountText(time)}` : ''}`)
  return [
    `---\n${head.join('\n')}\n---`,
    ...(recipe.note === undefined ? [] : [recipe.note]),
    ...(lines.length > 0 ? [lines.join('\n')] : []),
    `## Ingredients\n\n${partsText(recipe.takes)}`,
    ...(recipe.tools.length > 0 ? [`## Tools\n\n${recipe.tools.map(({ thing, count = 1 }) => `- ${count === 1 ? '' : `${count} `}${thing}`).join('\n')}`] : []),
    ...(hands.length > 0 ? [`## Hands\n\n${hands.join('\n')}`] : []),
    ...(besides.length > 0 ? [`## Also made\n\n${besides.join('\n')}`] : []),
    ...(recipe.steps === undefined ? [] : [`## Directions\n\n${recipe.steps}`])
  ].join('\n\n') + '\n'
}

/** A line that became several things stands once. */
function partsText(takes: readonly TakenRow[]): string {
  const parts = new Map<string, Set<string>>()
  for (const taken of takes) {
    const lines = parts.get(taken.part ?? '') ?? new Set<string>()
    parts.set(taken.part ?? '', lines)
    lines.add(`- ${lineOf(taken)}`)
  }
  return [...parts].map(([part, lines]) => `${part === '' ? '' : `### ${part}\n\n`}${[...lines].join('\n')}`).join('\n\n')
}

/** `Recipe` of schema.org. */
export const recipeToJsonLd = (recipe: RecipeDetail): object => {
  const main = recipe.makes.find(({ by }) => by !== true)
  const made = main && (main.said ?? (main.quantity && amountText(main.quantity)))
  const steps = recipe.steps?.split('\n').map((line) => line.replace(/^\s*(?:\d{1,3}[.)]|[-*+])\s+/, '').trim()).filter((line) => line !== '') ?? []
  return {
    '@context': 'https://schema.org',
    '@type': 'Recipe',
    '@id': recipe.id,
    name: recipe.name,
    ...(recipe.note !== undefined && { description: recipe.note }),
    ...(made !== undefined && made !== '' && { recipeYield: made }),
    ...(recipe.time && { totalTime: durationOf(recipe.time) }),
    ...(recipe.tags.length > 0 && { keywords: recipe.tags.join(', ') }),
    recipeIngredient: [...new Set(recipe.takes.map(lineOf))],
    ...(recipe.tools.length > 0 && { tool: recipe.tools.map(({ thing }) => thing) }),
    ...(steps.length > 0 && { recipeInstructions: steps.map((text) => (text.startsWith('#') ? { '@type': 'HowToSection', name: text.replace(/^#+\s*/, ''), itemListElement: [] } : { '@type': 'HowToStep', text })) })
  }
}

const durationOf = ({ n, d, unit }: Quantity): string => {
  const lengths: Readonly<Record<string, bigint>> = { s: 1n, min: 60n, h: 3_600n, day: 86_400n, week: 604_800n }
  const seconds = (n * (lengths[unit] ?? 1n)) / d
  const [days, hours, minutes, rest] = [seconds / 86_400n, (seconds / 3_600n) % 24n, (seconds / 60n) % 60n, seconds % 60n]
  const time = [hours > 0n ? `${hours}H` : '', minutes > 0n ? `${minutes}M` : '', rest > 0n ? `${rest}S` : ''].join('')
  return `P${days > 0n ? `${days}D` : ''}${time === '' ? (days > 0n ? '' : 'T0S') : `T${time}`}`
}
