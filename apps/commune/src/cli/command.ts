/** What commands are made of: how they are added to the program, and what every one of them has. */
import type { Command } from 'commander'
import { sentence } from '../words/index.ts'
import type { Environment, Hand } from './hand.ts'
import type { Interrupts } from './interrupts.ts'
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
}

/** What every command has: where the data is, JSON for scripts, an example. */
export const finish = (command: Command, { examples, world = false }: Finishing): Command => {
  if (world) command.option('--world <world>', sentence('help.world'))
  return command
    .option('--data <folder>', sentence('help.data'))
    .option('--json', sentence('help.json'))
    .addHelpText('after', `\n${sentence('help.example', { n: examples.length })}\n${examples.map((line) => `  $ ${line}`).join('\n')}`)
}

/** Rows a list shows, from what was typed: 50 by itself, 1,000 at most. */
export const limitOf = (limit: string | undefined): number => Math.min(1_000, Math.max(1, Math.floor(Number(limit)) || 50))
