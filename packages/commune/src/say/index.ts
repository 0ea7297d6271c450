/** Say: reads one typed line and guesses what is meant, to be confirmed. */
export { civilFromDays, daysFromCivil, readDay, readWhen, type When } from './calendar.ts'
export { type Guess, type GuessKind, type LineScene, readLine } from './say.ts'
