/** A daemon in this process on a folder of its own, and the command line pointed at it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Interrupts } from '../cli/interrupts.ts'
import { run as runWords } from '../cli/run.ts'
import { beginHere, type Beginning } from '../daemon/firstStart.ts'
import type { PassphraseSource } from '../daemon/home.ts'
import { openLogFile } from '../daemon/logFile.ts'
import { systemClock, systemRandom } from '../daemon/nodePorts.ts'
import { serve, type ServeOptions, type Serving } from '../daemon/serve.ts'
import { testTerminal } from './terminal.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Questions that were asked. */
  readonly asked: readonly string[]
}

export const neverInterrupted: Interrupts = { listen: () => new AbortController().signal }

export interface Commanding {
  readonly folder: string
  readonly answers?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly interrupts?: Interrupts
  readonly stdin?: string
}

/** Runs one command on a data folder. */
export const command = async (
  words: readonly string[],
  { folder, answers, env = {}, interrupts = neverInterrupted, stdin }: Commanding
): Promise<Ran> => {
  const terminal = testTerminal(answers, stdin)
  const code = await runWords(words, { terminal, env: { COMMUNE_DATA: folder, ...env }, interrupts })
  return { code, out: terminal.printed.join('\n'), err: terminal.told.join('\n'), asked: terminal.asked }
}

export interface Place {
  readonly folder: string
  readonly serving: Serving
  run(words: readonly string[], options?: Omit<Commanding, 'folder'>): Promise<Ran>
  /** The answer of a command with `--json`; throws when it was refused. */
  json<T>(...words: readonly string[]): Promise<T>
  close(): Promise<void>
}

export const noPassphrase: PassphraseSource = { wished: false, read: () => Promise.resolve(undefined) }

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'commune-'))

export const removeFolder = (folder: string): void => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
}

export const serveFolder = (folder: string, options: Partial<ServeOptions> = {}): Promise<Serving> => {
  const ports = { clock: systemClock, random: systemRandom, log: openLogFile(folder, systemClock) }
  return serve(
    {
      folder,
      webFolder: join(folder, 'web'),
      host: '127.0.0.1',
      mdns: false,
      relay: false,
      passphrase: noPassphrase,
      ...options
    },
    ports
  )
}

/** Serves a fresh folder, with a world in it unless `begin` is null. */
export const startPlace = async (
  begin: Beginning | null = { name: 'Mira', kind: 'wetware', worldName: 'The mill' },
  options: Partial<ServeOptions> = {}
): Promise<Place> => {
  const folder = temporaryFolder()
  const serving = await serveFolder(folder, options)
  if (begin) await beginHere(serving.api, begin)
  const run = (words: readonly string[], given: Omit<Commanding, 'folder'> = {}): Promise<Ran> =>
    command(words, { folder, ...given })
  return {
    folder,
    serving,
    run,
    async json(...words) {
      const { code, out } = await run([...words, '--json'])
      if (code !== 0) throw new Error(`${words.join(' ')}: ${out}`)
      return JSON.parse(out)
    },
    async close() {
      await serving.close()
      removeFolder(folder)
    }
  }
}
