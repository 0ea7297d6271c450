/** The language of rules: its faces, what is wrong and what may come next. Loaded when somebody reads or writes a rule. */
export { checkRule, faultsMax } from './check.ts'
export { amountMax, amountMin, decodeRule } from './decode.ts'
export type { Fault, RulePath } from './fault.ts'
export type { Features, Form, Forms, Language, Named, Noun, Role as NamingRole } from './language.ts'
export { english, german, languageOf, languages, spanish } from './languages/index.ts'
export {
  type Lexicon,
  lexiconLimits,
  lexiconOf,
  type LexiconPoint,
  pointsOf,
  type PointUse,
  type Reference,
  resolve
} from './lexicon.ts'
export { type Choice, type Draft, type Hole, hole, holesOf, newDraft, nextParts, putPart, writeDraft } from './parts.ts'
export { sayPoint } from './refer.ts'
export { sameRule } from './same.ts'
export { type Clause, clausesIn, readSentence, tellSentence, writeCondition, writeSentence } from './sentence.ts'
export { suggest, type Suggestion, suggestionsMax } from './suggest.ts'
export {
  fillRoles,
  fitsRole,
  pointsIn,
  type Role,
  roleLexicon,
  rolesIn,
  type Template,
  templates,
  tellPoint
} from './templates.ts'
export { readText, writeText } from './text.ts'
