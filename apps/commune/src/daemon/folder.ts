/**
 * The data folder, seen by the daemon and the command line: where it is, what lies in it beside the store, and how the
 * command line finds the daemon that has it open.
 *
 *     control.json    port and token of the control interface, new at each start, gone when the daemon is (0600)
 *     settings.json   ports used last time and the world that commands mean when they name none (0600)
 *     things.json     things of the web that this box brings in, with secrets for them (0600)
 *     granted.json    who is told of the things here as descriptions of the web, by hashes of tokens (0600)
 *     daemon.log      what happened, without names, texts, keys or secrets (0600)
 *
 * Files are replaced by rename, so that nobody reads half of one.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** How the command line reaches a daemon. */
export interface ControlNote {
  readonly port: number
  readonly token: string
  readonly pid: number
  /** The address of the web app on this machine. */
  readonly address: string
}

export interface Settings {
  /** Port of the web app the last time, tried first the next time: a browser keeps what it holds by address. */
  readonly port?: number
  readonly tcpPort?: number
  /** The page as the house reached it the last time. */
  readonly base?: string
  /** Id of the world that commands mean when they name none. */
  readonly world?: string
  /** The folder holds the demo. */
  readonly demo?: boolean
  /** Devices that speak MQTT are let in: at the broker of this box on this port, or through that of the house. */
  readonly mqtt?: { readonly port: number } | { readonly url: string } | null
}

type Environment = Readonly<Record<string, string | undefined>>

/** `given`, else `COMMUNE_DATA`, else where this system keeps what programs keep for a person. */
export const dataFolder = (
  given: string | undefined,
  env: Environment = process.env,
  platform: string = process.platform
): string => {
  const chosen = given ?? env['COMMUNE_DATA']
  if (chosen !== undefined && chosen !== '') return resolve(chosen)
  const home = env['HOME'] ?? homedir()
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Smart Commune')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Smart Commune')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'smart-commune')
}

const controlName = 'control.json'
const settingsName = 'settings.json'

export const writeControl = (folder: string, note: ControlNote): void => writePrivate(folder, controlName, JSON.stringify(note))

/** Undefined when no daemon has left word here. That one is there is only known when it answers. */
export const readControl = (folder: string): ControlNote | undefined => {
  const note = readJson(folder, controlName) as Partial<ControlNote> | undefined
  const whole =
    typeof note?.port === 'number' &&
    typeof note.token === 'string' &&
    typeof note.pid === 'number' &&
    typeof note.address === 'string'
  return whole ? (note as ControlNote) : undefined
}

/** Takes back the word of the daemon `pid`, and nobody else's. */
export const removeControl = (folder: string, pid: number): void => {
  if (readControl(folder)?.pid === pid) rmSync(join(folder, controlName), { force: true })
}

export const readSettings = (folder: string): Settings => {
  const read = readJson(folder, settingsName) as Record<string, unknown> | undefined
  const port = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0 && (value as number) < 65_536
  return {
    ...(port(read?.['port']) && { port: read['port'] }),
    ...(port(read?.['tcpPort']) && { tcpPort: read['tcpPort'] }),
    ...(typeof read?.['base'] === 'string' && { base: read['base'] }),
    ...(typeof read?.['world'] === 'string' && { world: read['world'] }),
    ...(read?.['demo'] === true && { demo: true }),
    ...(isMqtt(read?.['mqtt']) && { mqtt: read['mqtt'] })
  }
}

function isMqtt(value: unknown): value is { port: number } | { url: string } {
  const { port, url } = (value ?? {}) as { port?: unknown; url?: unknown }
  return (Number.isInteger(port) && (port as number) > 0 && (port as number) < 65_536) || typeof url === 'string'
}

export const writeSettings = (folder: string, settings: Settings): void => {
  const text = JSON.stringify({ ...readSettings(folder), ...settings })
  if (text !== JSON.stringify(readSettings(folder))) writePrivate(folder, settingsName, text)
}

/**
 * Makes the folder and those above it that are missing, for their owner alone. Step by step, because `mkdir` of Node with
 * `recursive` never ends in a place that takes no folders and says so as if one were missing (`/proc`).
 */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

export const writePrivate = (folder: string, name: string, content: string | Uint8Array): void => {
  makeFolder(folder)
  const part = join(folder, `${name}.part`)
  rmSync(part, { force: true })
  try {
    writeFileSync(part, content, { mode: 0o600, flag: 'wx' })
    chmodSync(part, 0o600)
    renameSync(part, join(folder, name))
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** The tree of a JSON file in the folder; undefined when it is not there or cannot be read. */
export const readPrivate = (folder: string, name: string): unknown => readJson(folder, name)

export const hasPrivate = (folder: string, name: string): boolean => existsSync(join(folder, name))

function readJson(folder: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch {
    return undefined
  }
}
