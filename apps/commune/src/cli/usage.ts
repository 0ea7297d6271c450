/**
 * What was not written as the help says, in one sentence. The parser says it in its own English and over two lines; here it
 * becomes a sentence of the catalogue, so that a person reads what to do and a script gets its key.
 */
import type { CommanderError } from 'commander'
import type { Message } from '@commune/commune'
import { cliMessage } from '../words/index.ts'
import { clean } from './table.ts'

const shownMost = 60

/** `words` are those that were typed; the first is the command, where there is one. */
export const usageOf = ({ code, message }: CommanderError, words: readonly string[]): Message => {
  const name = shown(/'([^']*)'/.exec(message)?.[1] ?? '')
  const near = /\(Did you mean (?:one of )?([^?)]+)\?\)/.exec(message)?.[1]
  const help = helpOf(words)
  switch (code) {
    case 'commander.unknownCommand':
      return near === undefined ? cliMessage('cli.no-command', { name }) : cliMessage('cli.no-command-near', { name, near })
    case 'commander.unknownOption':
      if (isBefore(words)) return cliMessage('cli.option-first', { name })
      if (Object.hasOwn(habits, name)) return cliMessage('cli.no-option-near', { name, near: habits[name as keyof typeof habits], help })
      return near === undefined
        ? cliMessage('cli.no-option', { name, help })
        : cliMessage('cli.no-option-near', { name, near, help })
    case 'commander.optionMissingArgument':
      return cliMessage('cli.option-bare', { name: name.split(' ')[0] ?? '', help })
    case 'commander.missingArgument':
      return cliMessage('cli.word-missing', { name, help })
    case 'commander.excessArguments':
      return cliMessage('cli.words-many', { help })
    default:
      return cliMessage('cli.usage', { help })
  }
}

/** Short options that other programs have. */
const habits = { '-h': '--help', '-?': '--help', '-v': '--version', '-V': '--version' } as const

/** An option stands where the command is to stand, and more comes after it. */
const isBefore = ([first = '', ...rest]: readonly string[]): boolean => first.startsWith('-') && rest.some((word) => /^[a-z]/.test(word))

/** The line that shows how it is written. */
function helpOf([first = '']: readonly string[]): string {
  return /^[a-z][a-z-]*$/.test(first) ? `commune ${shown(first)} --help` : 'commune --help'
}

const shown = (text: string): string => clean(text.length > shownMost ? `${text.slice(0, shownMost)}…` : text)
