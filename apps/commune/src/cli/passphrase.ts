/**
 * Passphrases: from the environment, from a file, or from a person at the terminal; never from the command line, where
 * every user of the machine can read them and the shell writes them down.
 */
import { readFileSync } from 'node:fs'
import type { PassphraseSource } from '../daemon/home.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { Stop } from './stop.ts'
import type { Terminal } from './terminal.ts'

export interface PassphraseHand {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  /** A file with the passphrase in its first line. */
  readonly passphraseFile?: string
}

/** For the keys at rest. `wished`: one is to be set when there is none. */
export const passphraseFor = ({ terminal, env, passphraseFile }: PassphraseHand, wished: boolean): PassphraseSource => ({
  wished,
  read: (fresh) =>
    readPassphrase(
      { terminal, env, ...(passphraseFile !== undefined && { passphraseFile }) },
      fresh,
      sentence(fresh ? 'ask.new-passphrase' : 'ask.passphrase')
    )
})

/** Asks twice when it is new. Undefined when nobody can say it. */
export const readPassphrase = async (
  { terminal, env, passphraseFile }: PassphraseHand,
  fresh: boolean,
  question: string
): Promise<string | undefined> => {
  if (passphraseFile !== undefined) return fromFile(passphraseFile)
  const given = env['COMMUNE_PASSPHRASE']
  if (given !== undefined && given !== '') return given
  const said = await terminal.askSecret(`${question} `)
  if (said === undefined || !fresh) return said
  const again = await terminal.askSecret(`${sentence('ask.again')} `)
  if (again !== said) throw new Stop(cliMessage('ask.differ'))
  return said
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] as string
  } catch {
    throw new Stop(cliMessage('file.unreadable', { path }))
  }
}
