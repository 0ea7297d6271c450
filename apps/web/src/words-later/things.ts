/** The words of things and agreements come with whatever speaks of them. */
import { englishLaterFiles } from '@commune/commune'
import { peerLaterEnglish } from '@commune/peer'
import { takeWords } from '../words/index.ts'
import { agreementsPages } from './en/agreements.ts'
import { brokerPages } from './en/broker.ts'
import { sensesPages } from './en/senses.ts'

export const takeThingWords = (): void => takeWords(peerLaterEnglish, ...englishLaterFiles, sensesPages, brokerPages, agreementsPages)
