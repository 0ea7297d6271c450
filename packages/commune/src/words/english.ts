/** English, put together: the rooms' own files. Apps merge their own files with `englishFiles`. */
import { englishFirstFiles } from './english-first.ts'
import { englishLaterFiles } from './english-later.ts'
import { type Catalogue, type Words, wordsOf } from './words.ts'

export const englishFiles: readonly Catalogue[] = [...englishFirstFiles, ...englishLaterFiles]

/** The rooms' words alone; an app makes its own with `wordsOf('en', ...englishFiles, itsOwn)`. */
export const english: Words = /* @__PURE__ */ wordsOf('en', ...englishFiles)
