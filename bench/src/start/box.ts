/** The daemon as `npm start` runs it, in a process of its own, and the moment from which it serves. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cpuMsOf } from './process.ts'

const scripts = join(import.meta.dirname, '../../../scripts')
const pack = join(scripts, 'pack.ts')
const program = execFileSync(process.execPath, [pack], { encoding: 'utf8' }).trim()

export interface Box {
  readonly pid: number
  /** From the command until the page is answered, the peer listens, and the daemon says that it serves. */
  readonly msToServing: number
  /** Processor time it had taken by then. */
  readonly cpuMsToServing: number
  readonly link: string
  readonly world: string
  /** Ends it as Ctrl-C does. */
  end(): Promise<void>
}

export interface BoxOptions {
  readonly folder: string
  readonly port: number
  readonly join?: string
  /** Further words of `commune up`. */
  readonly more?: readonly string[]
  /** What it is about is served without the page, which may not be built yet. */
  readonly page?: false
  readonly env?: NodeJS.ProcessEnv
}

/** Builds the page where that was not done, as `npm start` does. */
export const buildPage = async (): Promise<void> => {
  const { buildWeb } = (await import(join(scripts, 'web/build.ts'))) as { readonly buildWeb: (onBuild: () => void) => Promise<{ readonly state: string; readonly output?: string }> }
  const built = await buildWeb(() => {})
  if (built.state === 'failed') throw new Error(built.output)
}

export const startBox = async ({ folder, port, join: link, more = [], page, env = process.env }: BoxOptions): Promise<Box> => {
  const words = ['up', '--data', folder, '--port', String(port), '--listen', '127.0.0.1', '--json', ...(link === undefined ? [] : ['--join', link]), ...more]
  const begunMs = performance.now()
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'], env })
  const served = async (): Promise<{ readonly invitation: string; readonly world: string }> => {
    const said = JSON.parse(await firstLine(child)) as { readonly serving?: true; readonly invitation: string; readonly world: string }
    if (!said.serving) throw new Error(`the daemon does not serve: ${JSON.stringify(said)}`)
    await Promise.all([page ?? pageOf(port), reached(portOfPeer(folder))])
    return said
  }
  const said = await served().catch((fault: unknown) => {
    child.kill('SIGKILL')
    throw fault
  })
  const msToServing = performance.now() - begunMs
  const pid = child.pid as number
  const end = async (): Promise<void> => {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
    else return
    await gone
  }
  return { pid, msToServing, cpuMsToServing: cpuMsOf(pid), link: said.invitation, world: said.world, end }
}

/** Runs one command beside the daemon; answers with what it printed as JSON. */
export const commandOf = async <T>(folder: string, ...words: readonly string[]): Promise<T> => {
  const child = spawn(process.execPath, [program, ...words, '--data', folder, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] })
  return JSON.parse(await firstLine(child)) as T
}

export const portOfPeer = (folder: string): number =>
  (JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { readonly tcpPort: number }).tcpPort

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the daemon ended with ${code} before it said anything`)))
  })

const pageOf = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: '/', headers: { host: `localhost:${port}` }, agent: false }, (response) => {
      response.resume()
      if (response.statusCode === 200) resolve()
      else reject(new Error(`the page was answered with ${response.statusCode}`))
    }).once('error', reject)
  })

const reached = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    }).once('error', reject)
  })
