/**
 * What a command has in its hands: the terminal, its options, and a way to the peer that it speaks through.
 *
 * A command starts no daemon. It talks to the one that has the data folder open; a few that can do without (`withPeer` with
 * `alone`) open the folder themselves for the moment, without any network.
 */
import { existsSync } from 'node:fs'
import type { Message } from '@commune/commune'
import type { Outcome, PeerApi, WorldSummary } from '@commune/peer'
import { ControlClient, OtherProgramError } from '../control/client.ts'
import { dataFolder, readControl, readSettings } from '../daemon/folder.ts'
import type { OwnActs, OwnName } from '../daemon/own.ts'
import { cliMessage } from '../words/index.ts'
import { pickNamed, short } from './ids.ts'
import type { Interrupts } from './interrupts.ts'
import { jsonLine } from './plain.ts'
import { exitCodes, Stop } from './stop.ts'
import { type Talk, talk, valueOf } from './talk.ts'
import { tableLines } from './table.ts'
import type { Terminal } from './terminal.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Options every command has. */
export interface CommonOptions {
  readonly data?: string
  readonly json?: boolean
  readonly world?: string
  /** Where the passphrase of the data folder is read, of a command that may do without a daemon. */
  readonly passphraseFile?: string
}

export interface Hand {
  readonly terminal: Terminal
  readonly env: Environment
  readonly options: CommonOptions
  readonly json: boolean
  readonly folder: string
  readonly nowMs: () => number
  readonly interrupts: Interrupts
}

export interface Peered extends Talk {
  readonly api: PeerApi
  /** The world the command is about: the one named, the one chosen before, or the only one there is. */
  readonly world: () => Promise<WorldSummary>
  /** What the daemon does beside the peer's own door. */
  readonly own: <K extends OwnName>(name: K, params: OwnActs[K][0]) => Promise<OwnActs[K][1]>
}

export const handOf = (terminal: Terminal, env: Environment, options: CommonOptions, interrupts: Interrupts): Hand => ({
  terminal,
  env,
  options,
  json: options.json === true,
  folder: dataFolder(options.data, env),
  nowMs: () => Date.now(),
  interrupts
})

/** Runs with the daemon of the data folder. */
export const withPeer = async <T>(hand: Hand, run: (peer: Peered) => Promise<T>): Promise<T> => {
  const daemon = await daemonOf(hand)
  if (!daemon) throw noDaemon(hand)
  return withDaemon(hand, daemon, run)
}

/** Runs with this daemon, and says so when it goes away meanwhile. */
export const withDaemon = async <T>(hand: Hand, daemon: Reached, run: (peer: Peered) => Promise<T>): Promise<T> => {
  try {
    return await run(peered(hand, daemon))
  } catch (error) {
    throw isGone(error) ? daemonGone(hand) : error
  }
}

/** How long a daemon may be busy with something else before it is said not to answer. */
const answerMs = 30_000

/** The daemon of the data folder, if one answers there. Stops when one runs and does not. */
export const daemonOf = async (hand: Hand): Promise<Reached | undefined> => {
  const note = readControl(hand.folder)
  if (!note) return undefined
  const client = new ControlClient(note)
  const found = await client.look(answerMs)
  if (found === 'silent' && runs(note.pid))
    throw new Stop(cliMessage('cli.silent-daemon', { folder: hand.folder, pid: String(note.pid) }))
  return found === 'there' ? reached(client) : undefined
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Runs with the daemon when there is one, else with a peer of its own on the data folder. */
export const withPeerOrAlone = async <T>(hand: Hand, run: (peer: Peered) => Promise<T>): Promise<T> => {
  const daemon = await daemonOf(hand)
  if (daemon) return withDaemon(hand, daemon, run)
  if (!existsSync(hand.folder)) throw noDaemon(hand)
  const { openAlone } = await import('../daemon/alone.ts')
  const alone = await openAlone(hand)
  try {
    return await run(peered(hand, alone))
  } finally {
    await alone.close()
  }
}

/** A peer within reach: in this process, or in the daemon. */
export interface Reached {
  readonly api: PeerApi
  readonly own: (name: OwnName, params: never) => Promise<Outcome<unknown>>
}

export const peered = (hand: Hand, { api, own }: Reached): Peered => {
  const spoken = talk(api)
  return {
    ...spoken,
    api,
    world: () => worldOf(hand, spoken),
    own: async (name, params) => valueOf(await own(name, params as never)) as never
  }
}

const reached = (client: ControlClient): Reached => ({ api: client, own: (name, params) => client.own(name, params) })

async function worldOf(hand: Hand, { ask }: Talk): Promise<WorldSummary> {
  const worlds = await ask('worlds', {})
  const named = worldNamed(hand)
  if (named !== undefined) return pickWorld(named, worlds)
  const chosen = readSettings(hand.folder).world
  const found = worlds.find((world) => world.world === chosen) ?? (worlds.length === 1 ? worlds[0] : undefined)
  if (found) return found
  if (worlds.length === 0) throw new Stop(cliMessage('cli.no-world'))
  throw new Stop(
    cliMessage('cli.which-world', { n: worlds.length, names: worlds.map((world) => `${short(world.world)} (${world.name})`) })
  )
}

/** What was typed for the world, if anything was. */
export const worldNamed = ({ options, env }: Hand): string | undefined => (options.world ?? env['COMMUNE_WORLD']) || undefined

/** This world may be meant by it. */
export const isNamed = ({ name, world }: WorldSummary, named: string): boolean =>
  name.toLowerCase() === named.toLowerCase() || world.startsWith(named.trim().replace(/^@/, '-'))

/** By name, or by the beginning of its id. */
export const pickWorld = (named: string, worlds: readonly WorldSummary[]): WorldSummary => {
  const id = pickNamed(named, worlds.map(({ world, name }) => ({ id: world, name })))
  return worlds.find((world) => world.world === id) as WorldSummary
}

/** Prints an answer: as JSON for scripts, in lines for people. */
export const show = (hand: Hand, answer: unknown, lines: () => readonly string[]): void => {
  if (hand.json) return hand.terminal.out(jsonLine(answer))
  for (const line of lines()) hand.terminal.out(line)
}

/** The same, where something was done and something else could not be: scripts get both in one document. */
export const showAnd = (hand: Hand, answer: object, lines: () => readonly string[], failed: Message | undefined): void => {
  const stop = failed && new Stop(failed, exitCodes.refused, answer)
  if (stop && hand.json) throw stop
  show(hand, answer, lines)
  if (stop) throw stop
}

export const table = (hand: Hand, rows: readonly (readonly string[])[]): string[] =>
  tableLines(rows, hand.terminal.isTty ? hand.terminal.columns : 10_000)

const noDaemon = ({ folder }: Hand): Stop => new Stop(cliMessage('cli.no-daemon', { folder, how: startWords(folder) }))

/** It was there a moment ago: whether it did what it was asked cannot be told. */
const daemonGone = ({ folder }: Hand): Stop => new Stop(cliMessage('cli.daemon-gone', { folder, how: startWords(folder) }))

/** How the daemon of this folder is started. */
const startWords = (folder: string): string =>
  folder === dataFolder(undefined) ? 'npm start' : `npm start -- --data ${/\s/.test(folder) ? `'${folder}'` : folder}`

const gone = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
const isGone = (error: unknown): boolean => error instanceof OtherProgramError || gone.has((error as { code?: string } | undefined)?.code ?? '')
