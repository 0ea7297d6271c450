/** English: what is said at the first look at a place already, and all that a peer by itself needs to say why something is refused. */
import { factsWords } from './en/facts.ts'
import { flowsWords } from './en/flows.ts'
import { formWords } from './en/forms.ts'
import { ideasWords } from './en/ideas.ts'
import { quantityWords } from './en/quantity.ts'
import { sayWords } from './en/say.ts'
import { undoWords } from './en/undo.ts'
import { waresWords } from './en/wares.ts'
import { worldsWords } from './en/worlds.ts'
import { type Catalogue, type Words, wordsOf } from './words.ts'

export const englishFirstFiles: readonly Catalogue[] = [factsWords, flowsWords, formWords, ideasWords, quantityWords, sayWords, undoWords, waresWords, worldsWords]

export const englishFirst: Words = /* @__PURE__ */ wordsOf('en', ...englishFirstFiles)
