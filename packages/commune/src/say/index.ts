/** Say: reads one typed line and guesses what is meant, to be confirmed. */
export { civilFromDays, daysFromCivil, readDay, readWhen, type When } from './calendar.ts'
export type { GuessKind } from './rules.ts'
export { type Guess, type LineScene, readLine } from './say.ts'
