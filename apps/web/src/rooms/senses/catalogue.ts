/** The words of things and agreements come with whatever speaks of them. */
import { agreementsPages } from '../../words/en/agreements.ts'
import { sensesPages } from '../../words/en/senses.ts'
import { takeWords } from '../../words/index.ts'

takeWords(sensesPages)
takeWords(agreementsPages)
