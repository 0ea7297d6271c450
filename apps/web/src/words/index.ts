/** The words of the web app, with those of the rooms and of the peer. */
import { type Catalogue, englishFiles, type Words, wordsOf } from '@commune/commune'
import { peerEnglish } from '@commune/peer'
import { devicesPages } from './en/devices.ts'
import { flowsPages } from './en/flows.ts'
import { ideasPages } from './en/ideas.ts'
import { pageWords } from './en/page.ts'
import { placePages } from './en/place.ts'
import { waresPages } from './en/wares.ts'
import { worldsPages } from './en/worlds.ts'

const files: Catalogue[] = [...englishFiles, peerEnglish, pageWords, placePages, flowsPages, ideasPages, waresPages, worldsPages, devicesPages]
let all = wordsOf('en', ...files)

export const english: Words = { language: 'en', say: (message) => all.say(message), has: (key) => all.has(key) }

/** Rooms that come late bring their words along, so that nobody waits for them at the first look. */
export const takeWords = (file: Catalogue): void => {
  if (files.includes(file)) return
  all = wordsOf('en', ...files, file)
  files.push(file)
}
