/** All sentences of the command line and the daemon, put into a language. */
import { englishFiles, type Message, messagesOf, type Words, wordsOf } from '@commune/commune'
import { peerFirstEnglish, peerLaterEnglish } from '@commune/peer'
import { cliWords } from './en.ts'

export const words: Words = wordsOf('en', ...englishFiles, peerFirstEnglish, peerLaterEnglish, cliWords)

export const cliMessage: ReturnType<typeof messagesOf<typeof cliWords>> = messagesOf<typeof cliWords>()

export const say = (message: Message): string => words.say(message)

type Asked = { readonly [K in keyof typeof cliWords & string]: Parameters<typeof cliMessage<K>> }[keyof typeof cliWords & string]

/** A sentence of this app's own, ready to print. */
export const sentence = (...asked: Asked): string => words.say(cliMessage(...(asked as [never])))
