/** Which of several points of one name is meant, by what is said of it. */
import { sameDimension } from '../../senses/units/index.ts'
import { type Fits, type LexiconPoint, shapeTakes } from './lexicon.ts'

export const isYesNo: Fits = ({ shape }) => shape.is === 'yes-no'
export const isNumber: Fits = ({ shape }) => shape.is === 'number'

/** A number that compares with an amount in this unit. */
export const acceptsAmount = ({ shape }: LexiconPoint, unit: string | undefined): boolean => shape.is === 'number' && sameDimension(shape.unit, unit)

/** What has these words among its own, or takes any. */
export const isText =
  (words: string): Fits =>
  ({ shape }) =>
    (shape.is === 'words' || shape.is === 'text') && shapeTakes(shape, words)
