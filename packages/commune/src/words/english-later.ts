/** English: what is said in rooms that a page loads when somebody goes there. A file of its own, so that it can come with them. */
import { agreementsWords } from './en/agreements.ts'
import { discoveryWords } from './en/discovery.ts'
import { importWords } from './en/import.ts'
import { leavingWords } from './en/leaving.ts'
import { mqttWords } from './en/mqtt.ts'
import { recipesWords } from './en/recipes.ts'
import { rulesWords } from './en/rules.ts'
import { sensesWords } from './en/senses.ts'
import { senseImportWords } from './en/senseImport.ts'
import { wotWords } from './en/wot.ts'
import type { Catalogue } from './words.ts'

export const englishLaterFiles: readonly Catalogue[] = [agreementsWords, discoveryWords, importWords, leavingWords, mqttWords, recipesWords, rulesWords, senseImportWords, sensesWords, wotWords]
