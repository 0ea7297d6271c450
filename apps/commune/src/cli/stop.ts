/** How a command ends before its time: with a sentence for a person, and a number for a script. */
import type { Message } from '@commune/commune'

export const exitCodes = {
  done: 0,
  /** Refused or failed; the sentence says what to do. */
  refused: 1,
  /** The command was not written as its help says. */
  usage: 2,
  interrupted: 130
} as const

export class Stop extends Error {
  readonly said: Message
  readonly code: number
  /**
   * What is to be told to scripts nevertheless, in the one line of JSON they get: what was done stands beside the error, and
   * a list stands by itself.
   */
  readonly answer: object
  constructor(said: Message, code: number = exitCodes.refused, answer: object = {}) {
    super(said.key)
    this.name = 'Stop'
    this.said = said
    this.code = code
    this.answer = answer
  }
}
