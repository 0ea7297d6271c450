/** English, put together: the rooms' own files. Apps merge their own files with `englishFiles`. */
import { agreementsWords } from './en/agreements.ts'
import { discoveryWords } from './en/discovery.ts'
import { factsWords } from './en/facts.ts'
import { flowsWords } from './en/flows.ts'
import { formWords } from './en/forms.ts'
import { ideasWords } from './en/ideas.ts'
import { importWords } from './en/import.ts'
import { mqttWords } from './en/mqtt.ts'
import { quantityWords } from './en/quantity.ts'
import { rulesWords } from './en/rules.ts'
import { sayWords } from './en/say.ts'
import { sensesWords } from './en/senses.ts'
import { undoWords } from './en/undo.ts'
import { waresWords } from './en/wares.ts'
import { worldsWords } from './en/worlds.ts'
import { type Catalogue, type Words, wordsOf } from './words.ts'

export const englishFiles: readonly Catalogue[] = [
  agreementsWords,
  discoveryWords,
  factsWords,
  flowsWords,
  formWords,
  ideasWords,
  importWords,
  mqttWords,
  quantityWords,
  rulesWords,
  sayWords,
  sensesWords,
  undoWords,
  waresWords,
  worldsWords
]

/** The rooms' words alone; an app makes its own with `wordsOf('en', ...englishFiles, itsOwn)`. */
export const english: Words = /* @__PURE__ */ wordsOf('en', ...englishFiles)
