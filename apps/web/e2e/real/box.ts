/**
 * A real daemon on a folder of its own, as a person starts it, for the tests of this folder: its own process, its own port,
 * heard by this machine alone. What the command line says of it comes from the real command line, too.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = join(import.meta.dirname, '../../../commune/src/main.ts')
const killAfterMs = 10_000

export interface BoxOptions {
  /** A folder that is there already: a second start. */
  readonly folder?: string
  readonly port?: number
  readonly demo?: boolean
  /** Lets in devices at a broker on this port. */
  readonly mqttPort?: number
  /** The address to listen on; 127.0.0.1 by itself. */
  readonly listen?: string
}

export interface Box {
  readonly folder: string
  readonly port: number
  /** The page, as this machine names it. */
  readonly address: string
  /** The printed link: good once. */
  readonly link: string
  /** Runs a command on this box's folder and answers with its line of JSON. */
  json<T>(...words: string[]): Promise<T>
  /** Another link that lets one in. */
  invite(...more: string[]): Promise<string>
  /** Every file of the folder as it lies there now. */
  files(): { readonly name: string; readonly bytes: Buffer }[]
  /** Ends the process and resolves when it is gone; the folder stays. */
  stop(how?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Stops it and takes the folder away. */
  end(): Promise<void>
}

interface Up { readonly local: string; readonly invitation: string }

/** How often it is tried: a box of another test file that starts at the same moment may take a port that was free just now. */
const triesMax = 5

export const startBox = async ({ folder = mkdtempSync(join(tmpdir(), 'commune-box-')), port, ...rest }: BoxOptions = {}): Promise<Box> => {
  for (let tries = 1; ; tries++) {
    try {
      return await startAt({ ...rest, folder, port: port ?? (await freePort()) })
    } catch (fault) {
      if (tries === triesMax || !String(fault).includes('up.port-taken')) throw fault
    }
  }
}

const startAt = async ({ folder, port, demo = false, mqttPort, listen = '127.0.0.1' }: BoxOptions & { readonly folder: string; readonly port: number }): Promise<Box> => {
  const asked = [...(demo ? ['--demo'] : []), ...(mqttPort === undefined ? [] : ['--mqtt', '--mqtt-port', String(mqttPort)])]
  const child = spawn(process.execPath, [program, 'up', '--data', folder, '--port', String(port), '--listen', listen, '--no-mdns', '--json', ...asked], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const up = await firstLine(child)
  const json = async <T>(...words: string[]): Promise<T> => JSON.parse(await run([...words, '--json', '--data', folder])) as T
  const stop = async (how: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill(how)
    const late = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    await gone
    clearTimeout(late)
  }
  return {
    folder,
    port,
    address: up.local,
    link: up.invitation,
    json,
    invite: async (...more) => (await json<{ link: string }>('invite', ...more)).link,
    files: () => filesOf(folder),
    stop,
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const firstLine = (child: ChildProcess): Promise<Up> => {
  let told = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text))
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', (line) => {
      const up = JSON.parse(line) as Partial<Up>
      if (up.local === undefined) reject(new Error(`the daemon did not serve: ${line}`))
      else resolve(up as Up)
    })
    child.once('exit', (code) => reject(new Error(`the daemon ended with ${code} before it served: ${told}`)))
  })
}

const run = (words: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...words], { encoding: 'utf8' }, (fault, out, told) => {
      if (fault) reject(new Error(`commune ${words.join(' ')}: ${out}${told}`))
      else resolve(out)
    })
  })

const filesOf = (folder: string): { name: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile())
    .map(({ name, path }) => ({ name, bytes: readFileSync(path) }))
