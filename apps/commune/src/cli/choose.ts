/** Which world commands mean when they name none: noted in the data folder, by commands that begin, enter or choose one. */
import type { Message } from '@commune/commune'
import { writeSettings } from '../daemon/folder.ts'
import { cliMessage } from '../words/index.ts'
import type { Hand } from './hand.ts'
import { whyOf } from './why.ts'

/** Why it could not be noted, where it could not: what a command did before stands all the same, and is to be told. */
export const chooseWorld = (hand: Hand, world: string): Message | undefined => {
  try {
    writeSettings(hand.folder, { world })
    return undefined
  } catch (error) {
    return cliMessage('cli.not-chosen', { folder: hand.folder, why: whyOf(error) })
  }
}
