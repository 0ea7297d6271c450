/** Which of several points of one name is meant, by what is said of it. */
import { sameDimension } from '../../senses/index.ts'
import type { Rule } from '../rule.ts'
import { type Fits, type LexiconPoint, shapeTakes } from './lexicon.ts'

export const isYesNo: Fits = ({ shape }) => shape.is === 'yes-no'
export const isNumber: Fits = ({ shape }) => shape.is === 'number'

/** A number that compares with an amount in this unit. */
export const acceptsAmount = ({ shape }: LexiconPoint, unit: string | undefined): boolean =>
  shape.is === 'number' && sameDimension(shape.unit, unit)

/** What has these words among its own, or takes any. */
export const isText =
  (words: string): Fits =>
  ({ shape }) =>
    (shape.is === 'words' || shape.is === 'text') && shapeTakes(shape, words)

/** What is asked of an act, or compared with a reading. */
export const fitsAsked = (asked: Rule['to']): Fits => {
  if (typeof asked === 'object') return (point) => acceptsAmount(point, asked.unit)
  if (typeof asked === 'boolean') return isYesNo
  return (point) => (point.shape.is === 'press' ? asked === 'press' : isText(asked)(point))
}

/** What can be on or off: yes or no, a share of which all or nothing is asked, and what is pressed. */
export const isFull: Fits = ({ shape }) =>
  shape.is === 'press' || (shape.is === 'number' && shape.unit === '%' && shape.min !== undefined && shape.max !== undefined)

/** The least and the most that a reading can be, in this unit, where that is known: a share of a whole is within 0 and 100 %. */
export const endsOf = ({ shape, about }: LexiconPoint, unit: string | undefined): readonly (number | undefined)[] => {
  if (shape.is !== 'number' || shape.unit !== unit) return []
  const isShare = unit === '%' && about !== undefined && wholes.has(about)
  return isShare ? [shape.min ?? 0, shape.max ?? 100] : [shape.min, shape.max]
}
const wholes = new Set(['level', 'battery', 'humidity', 'moisture'])
