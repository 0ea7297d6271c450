/** Why a line of a recipe is not met, in one sentence. */
import { type Quantity, shown } from '../../quantity/index.ts'
import { type Message, recipesMessage } from '../../words/index.ts'

export const lackWords = (thing: string, tool: number | undefined, need: Quantity | undefined, have: Quantity | undefined, short: Quantity | undefined): Message => {
  if (tool !== undefined) return recipesMessage('make.tool', { n: tool, thing })
  if (need && have && short) return recipesMessage('make.short', { short: shown(short), thing, need: shown(need), have: shown(have) })
  return need ? recipesMessage('make.none', { need: shown(need), thing }) : recipesMessage('make.none-plain', { thing })
}
