/** The words of the web app, with those of the rooms and of the peer. */
import { englishFiles, type Words, wordsOf } from '@commune/commune'
import { peerEnglish } from '@commune/peer'
import { devicesPages } from './en/devices.ts'
import { flowsPages } from './en/flows.ts'
import { ideasPages } from './en/ideas.ts'
import { pageWords } from './en/page.ts'
import { placePages } from './en/place.ts'
import { waresPages } from './en/wares.ts'
import { worldsPages } from './en/worlds.ts'

export const english: Words = wordsOf('en', ...englishFiles, peerEnglish, pageWords, placePages, flowsPages, ideasPages, waresPages, worldsPages, devicesPages)
