/** From words typed to a number for the shell. Every way to fail ends in one sentence. */
import { CommanderError } from 'commander'
import { StoreError } from '@commune/protocol'
import { messageOfFault } from '@commune/peer'
import type { Message } from '@commune/commune'
import { cliMessage, say } from '../words/index.ts'
import type { Surroundings } from './command.ts'
import { jsonLine } from './plain.ts'
import { programOf } from './program.ts'
import { exitCodes, Stop } from './stop.ts'
import { usageOf } from './usage.ts'

/** 0 done, 1 refused or failed, 2 not written as the help says, 130 interrupted. Never rejects. */
export const run = async (words: readonly string[], surroundings: Surroundings): Promise<number> => {
  const { terminal } = surroundings
  const json = words.includes('--json')
  try {
    const program = programOf(surroundings)
    if (words.length === 0) {
      program.outputHelp()
      return exitCodes.done
    }
    const [first, second] = words
    // The parser would print all of the help beside it.
    if (first === 'help' && second !== undefined && !second.startsWith('-') && !program.commands.some((each) => each.name() === second))
      throw new CommanderError(exitCodes.usage, 'commander.unknownCommand', `'${second}'`)
    if (words.some((word) => word.includes(brokenLetter))) throw new Stop(cliMessage('cli.not-text'))
    await program.parseAsync(words.map(asName), { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done
    const { said: whole, code, answer } = stopOf(error, words)
    const said = shortened(whole)
    terminal.rewrite('')
    if (json) terminal.out(jsonLine(Array.isArray(answer) ? answer : { ...answer, error: { key: said.key, text: say(said) } }))
    else terminal.err(say(said))
    if (surroundings.env['COMMUNE_TRACE'] && error instanceof Error) terminal.err(error.stack ?? '')
    return code
  }
}

/** What was typed may be said back, and may be ten million letters. */
const shownMost = 300
const shortened = ({ key, params }: Message): Message => ({
  key,
  ...(params && { params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && value.length > shownMost ? `${value.slice(0, shownMost / 5)}…` : value])) })
})

/** What stands in place of bytes that are no letters: the system hands words over so. */
const brokenLetter = '\ufffd'

/**
 * Words that begin with a minus and are no options: a whole id, as scripts pass it on, is written as it is shown to people; an
 * amount gets a minus that is no hyphen, so that it can be refused as an amount.
 */
const asName = (word: string): string => {
  if (/^-[\w-]{42}(?:\.\d{1,5})?$/.test(word)) return `@${word.slice(1)}`
  return /^-\s*\.?\d/.test(word) ? `\u2212${word.slice(1)}` : word
}

function stopOf(error: unknown, words: readonly string[]): { said: Message; code: number; answer?: object } {
  if (error instanceof Stop) return error
  if (error instanceof CommanderError) return { said: usageOf(error, words), code: exitCodes.usage }
  if (error instanceof StoreError) return { said: messageOfFault(error), code: exitCodes.refused }
  return {
    said: cliMessage('cli.fault', { fault: error instanceof Error ? error.message : String(error) }),
    code: exitCodes.refused
  }
}
