/** The words of the web app, with those of the rooms and of the peer: what is said at the first look at once, the rest with its rooms. */
import { type Catalogue, englishFirstFiles, type Words, wordsOf } from '@commune/commune'
import { peerFirstEnglish } from '@commune/peer'
import { pageWords } from './en/page.ts'
import { placePages } from './en/place.ts'

const files: Catalogue[] = [...englishFirstFiles, peerFirstEnglish, pageWords, placePages]
let all = wordsOf('en', ...files)

export const english: Words = { language: 'en', say: (message) => all.say(message), has: (key) => all.has(key) }

/** Rooms that come late bring their words along, so that nobody waits for them at the first look. */
export const takeWords = (...more: readonly Catalogue[]): void => {
  const fresh = more.filter((file) => !files.includes(file))
  if (fresh.length === 0) return
  all = wordsOf('en', ...files, ...fresh)
  files.push(...fresh)
}
