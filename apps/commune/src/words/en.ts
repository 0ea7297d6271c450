/** English: everything the command line and the daemon say. Each file holds one part, so that each fits a reading. */
import { boxWords } from './en/box.ts'
import { generalWords } from './en/general.ts'

type CliWords = typeof generalWords & typeof boxWords

export const cliWords: CliWords = { ...generalWords, ...boxWords }
