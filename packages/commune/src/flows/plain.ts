/**
 * Needs and offers seen at a glance: most of what a world holds, and all of it is looked at when somebody comes in. Says yes
 * only to what `intentSchema` takes and gives back as it is; whatever is unusual is left to the schema.
 */
import type { RawStatement } from '@commune/protocol'
import { wrongInLine, wrongInProse } from '../facts/index.ts'
import { isPlainCode } from '../quantity/index.ts'
import { noteCharsMax, placeCharsMax, thingCharsMax } from './types.ts'

export const isPlainIntent = (statement: RawStatement): boolean => {
  const { type, thing, quantity, place, note } = statement
  if (type !== 'flow.need' && type !== 'flow.offer') return false
  if (typeof thing !== 'string' || wrongInLine(thing, thingCharsMax) !== undefined) return false
  let fields = 2
  if (quantity !== undefined) {
    if (!isPlainCode(quantity) || quantity[0] === 0) return false
    fields++
  }
  if (place !== undefined) {
    if (typeof place !== 'string' || wrongInLine(place, placeCharsMax) !== undefined) return false
    fields++
  }
  if (note !== undefined) {
    if (typeof note !== 'string' || wrongInProse(note, noteCharsMax) !== undefined) return false
    fields++
  }
  for (const _ in statement) fields--
  return fields === 0
}
