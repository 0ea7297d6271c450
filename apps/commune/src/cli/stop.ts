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
  constructor(said: Message, code: number = exitCodes.refused) {
    super(said.key)
    this.name = 'Stop'
    this.said = said
    this.code = code
  }
}
