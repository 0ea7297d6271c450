/** English: what is said in rooms that a page loads when somebody goes there. A file of its own, so that it can come with them. */
import { agreementsWords } from './en/agreements.ts'
import { discoveryWords } from './en/discovery.ts'
import { importWords } from './en/import.ts'
import { leavingWords } from './en/leaving.ts'
import { lendingWords } from './en/lending.ts'
import { linksWords } from './en/links.ts'
import { mqttWords } from './en/mqtt.ts'
import { namesWords } from './en/names.ts'
import { plansWords } from './en/plans.ts'
import { recipesWords } from './en/recipes.ts'
import { rulesWords } from './en/rules.ts'
import { sensesWords } from './en/senses.ts'
import { senseImportWords } from './en/senseImport.ts'
import { traceWords } from './en/trace.ts'
import { valueflowsWords } from './en/valueflows.ts'
import { wotWords } from './en/wot.ts'
import type { Catalogue } from './words.ts'

export const englishLaterFiles: readonly Catalogue[] = [
  agreementsWords, discoveryWords, importWords, leavingWords, lendingWords, linksWords, mqttWords, namesWords, plansWords, recipesWords,
  rulesWords, senseImportWords, sensesWords, traceWords, valueflowsWords, wotWords
]
