/** What commands are made of: how they are added to the program, and what every one of them has. */
import type { Command } from 'commander'
import { cliMessage, sentence } from '../words/index.ts'
import type { Environment, Hand } from './hand.ts'
import type { Interrupts } from './interrupts.ts'
import { exitCodes, Stop } from './stop.ts'
import type { Terminal } from './terminal.ts'

/** Where the command line runs. */
export interface Surroundings {
  readonly terminal: Terminal
  readonly env: Environment
  readonly interrupts: Interrupts
}

/** Turns what a command does into what commander calls. */
export type Start = <O extends object>(run: (hand: Hand, options: O, words: readonly (string | readonly string[] | undefined)[]) => Promise<void>) => (...given: unknown[]) => Promise<void>

/** Adds one command to the program. */
export type AddCommand = (program: Command, start: Start) => void

export interface Finishing {
  /** Lines as one would type them. */
  readonly examples: readonly string[]
  /** The command is about one world. */
  readonly world?: boolean
  /** It opens the data folder itself where no daemon has it. */
  readonly alone?: boolean
}

/** What every command has: where the data is, JSON for scripts, an example. */
export const finish = (command: Command, { examples, world = false, alone = false }: Finishing): Command => {
  if (world) command.option('--world <world>', sentence('help.world'))
  if (alone) command.option('--passphrase-file <file>', sentence('help.passphrase-file'))
  return command
    .option('--data <folder>', sentence('help.data'))
    .option('--json', sentence('help.json'))
    .addHelpText('after', `\n${sentence('help.example', { n: examples.length })}\n${examples.map((line) => `  $ ${line}`).join('\n')}`)
}

const rowsMost = 1_000

/** Rows a list shows, from what was typed: 50 by itself. Stops when that is no number of rows. */
export const limitOf = (limit: string | undefined): number => {
  if (limit === undefined) return 50
  if (!/^\d{1,6}$/.test(limit) || Number(limit) < 1 || Number(limit) > rowsMost)
    throw new Stop(cliMessage('cli.limit', { most: rowsMost }), exitCodes.usage)
  return Number(limit)
}

/** Stops when more than one of these was asked for: doing one and passing over the other would say nothing of it. */
export const oneOf = (asked: Readonly<Record<string, unknown>>): void => {
  const [first, second] = Object.keys(asked).filter((name) => asked[name] !== undefined && asked[name] !== false)
  if (first !== undefined && second !== undefined) throw new Stop(cliMessage('cli.one-at-a-time', { first, second }), exitCodes.usage)
}
