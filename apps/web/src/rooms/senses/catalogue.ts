/** The words of things and agreements come with whatever speaks of them. */
import { englishLaterFiles } from '@commune/commune'
import { agreementsPages } from '../../words/en/agreements.ts'
import { sensesPages } from '../../words/en/senses.ts'
import { takeWords } from '../../words/index.ts'

takeWords(...englishLaterFiles, sensesPages, agreementsPages)
