/** Whether an act point is willing to do what a rule asks of it, within the bounds its keeper set (P5). */
import type { ActRow } from '../senses/index.ts'
import { agreementsMessage, type Message } from '../words/index.ts'
import type { Amount, Rule } from './rule.ts'

/** Why it is not, in words; undefined when it is. */
export const whyUnwilling = (rule: Rule, { will }: ActRow): Message | undefined => {
  if (!will) return undefined
  if (will.kept !== undefined) return agreementsMessage('agreements.kept')
  if (will.refuses) return agreementsMessage('agreements.refuses')
  const asked = [rule.to, ...[rule.otherwise, rule.unsure].flatMap((other) => (typeof other === 'object' ? [other.to] : []))]
  for (const value of asked) {
    const why = whyNot(value, will)
    if (why) return why
  }
  return undefined
}

function whyNot(value: Amount | boolean | string, { min, max, words }: NonNullable<ActRow['will']>): Message | undefined {
  if (typeof value === 'string') return words && !words.includes(value) ? agreementsMessage('agreements.other-word', { word: value }) : undefined
  if (typeof value === 'boolean') return undefined
  if (min !== undefined && value.value < min) return agreementsMessage('agreements.too-little', { least: min })
  return max !== undefined && value.value > max ? agreementsMessage('agreements.too-much', { most: max }) : undefined
}

/** What could do harm by being moved when nobody looks: its keeper is asked, unless the keeper said otherwise. */
const harmful: ReadonlySet<string> = new Set(['lock', 'garage', 'gate', 'door', 'valve', 'gas', 'siren', 'alarm', 'heat', 'heater', 'climate', 'water_heater', 'oven', 'lawn_mower', 'vacuum', 'cover'])

export const asksKeeper = (act: ActRow): boolean => act.will?.asks ?? harmful.has(act.about ?? '')
