/**
 * Passphrases: from the environment, from a file, or from a person at the terminal; never from the command line, where
 * every user of the machine can read them and the shell writes them down.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { PassphraseSource } from '../daemon/home.ts'
import { cliMessage, sentence } from '../words/index.ts'
import { named } from './files.ts'
import { Stop } from './stop.ts'
import type { Terminal } from './terminal.ts'

export interface PassphraseHand {
  readonly terminal: Terminal
  readonly env: Readonly<Record<string, string | undefined>>
  /** A file with the passphrase in its first line, for its owner alone. */
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
  if (passphraseFile !== undefined) return passphraseIn(passphraseFile)
  const given = env['COMMUNE_PASSPHRASE']
  if (given !== undefined && given !== '') return given
  const said = await terminal.askSecret(`${question} `)
  if (said === undefined || !fresh) return said
  const again = await terminal.askSecret(`${sentence('ask.again')} `)
  if (again !== said) throw new Stop(cliMessage('ask.differ'))
  return said
}

/**
 * The first line of a file that nobody else on this machine may read. Read as far as a passphrase reaches and no further: what is
 * named may never end.
 */
export const passphraseIn = (path: string): string => {
  const bytes = readBeginning(named(path))
  const end = bytes.findIndex((byte) => byte === lineFeed || byte === carriageReturn)
  const line = (end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8')
  if (line === '' || line.includes(brokenLetter) || (end === -1 && bytes.length > bytesMax)) throw new Stop(cliMessage('passphrase.none', { path, most: bytesMax }))
  return line
}

const [lineFeed, carriageReturn] = [10, 13]
const brokenLetter = '\ufffd'
const bytesMax = 1_024

function readBeginning(path: string): Buffer {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const stat = fstatSync(file)
    if (stat.isFile() && process.platform !== 'win32' && (stat.mode & 0o077) !== 0) throw new Stop(cliMessage('passphrase.open', { path }))
    const bytes = Buffer.alloc(bytesMax + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) read = readSync(file, bytes, length, bytes.length - length, null)
    return bytes.subarray(0, length)
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(cliMessage('file.unreadable', { path }))
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
