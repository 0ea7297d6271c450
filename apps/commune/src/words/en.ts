/** English: everything the command line and the daemon say, put together from a file for each part. */
import { boxWords } from './en/box.ts'
import { doctorWords } from './en/doctor.ts'
import { fileWords } from './en/files.ts'
import { flowWords } from './en/flows.ts'
import { generalWords } from './en/general.ts'
import { ideaWords } from './en/ideas.ts'
import { linkWords } from './en/link.ts'
import { senseWords } from './en/senses.ts'
import { storeWords } from './en/store.ts'
import { thingWords } from './en/things.ts'
import { worldWords } from './en/worlds.ts'

type CliWords = typeof generalWords &
  typeof boxWords &
  typeof doctorWords &
  typeof fileWords &
  typeof flowWords &
  typeof ideaWords &
  typeof linkWords &
  typeof senseWords &
  typeof storeWords &
  typeof thingWords &
  typeof worldWords

export const cliWords: CliWords = {
  ...generalWords,
  ...boxWords,
  ...doctorWords,
  ...fileWords,
  ...flowWords,
  ...ideaWords,
  ...linkWords,
  ...senseWords,
  ...storeWords,
  ...thingWords,
  ...worldWords
}
