/** The real program as a person starts it: the daemon in a process of its own, and commands that find it by its folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'

const alone = ['--no-mdns', '--listen', '127.0.0.1']
const main = join(import.meta.dirname, '../main.ts')

export interface RealServing {
  readonly local: string
  readonly house: string[]
  readonly invitation: string
  readonly world: string
  readonly ware: string
  readonly pid: number
}

export interface RealDaemon {
  readonly child: ChildProcess
  readonly serving: RealServing
  /** What it said on stderr up to now. */
  told(): string
  readonly ended: Promise<{ code: number | null; err: string }>
}

export interface RealRan {
  readonly code: number
  readonly out: string
  readonly err: string
}

export interface RealBox {
  readonly folder: string
  /** Starts the daemon, for this machine alone when nothing else is said. Rejects with what it said when it does not serve. */
  start(...options: string[]): Promise<RealDaemon>
  run(...words: string[]): Promise<RealRan>
  /** The answer of a command with `--json`; throws when it was refused. */
  json<T>(...words: string[]): Promise<T>
}

export interface RealOptions {
  /** A program that starts the daemon and the commands: its words come first. */
  readonly under?: readonly string[]
  /** The user they run as. */
  readonly uid?: number
  readonly env?: Readonly<Record<string, string>>
}

export const realBox = (folder: string, { under = [], uid, env: more = {} }: RealOptions = {}): RealBox => {
  const env = { ...process.env, COMMUNE_DATA: folder, COMMUNE_PASSPHRASE: '', ...more }
  const options = { env, ...(uid !== undefined && { uid, gid: uid }) }
  const typed = (words: readonly string[]): [string, string[]] => {
    const [program = '', ...rest] = [...under, process.execPath, main, ...words]
    return [program, rest]
  }
  const run = (...words: string[]): Promise<RealRan> =>
    new Promise((resolve) => {
      execFile(...typed(words), options, (error, out, err) =>
        resolve({ code: Number(error?.code ?? 0), out: out.trimEnd(), err: err.trimEnd() })
      )
    })
  return {
    folder,
    run,
    async json(...words) {
      const { code, out } = await run(...words, '--json')
      if (code !== 0) throw new Error(`${words.join(' ')}: ${out}`)
      return JSON.parse(out)
    },
    start: (...words) =>
      new Promise((resolve, reject) => {
        const child = spawn(...typed(['up', '--json', ...(words.length === 0 ? alone : words)]), options)
        let err = ''
        child.stderr.on('data', (part: Buffer) => (err += String(part)))
        const ended = new Promise<{ code: number | null; err: string }>((done) => child.on('close', (code) => done({ code, err })))
        child.stdout.once('data', (line: Buffer) => {
          const said = JSON.parse(String(line)) as RealServing | { readonly error: { readonly text: string } }
          if ('error' in said) reject(new Error(said.error.text))
          else resolve({ child, serving: said, told: () => err, ended })
        })
        ended.then(({ code }) => reject(new Error(`it ended with ${code}: ${err}`)), reject)
      })
  }
}

/** Looks until it is so; throws when it never comes to that. */
export const untilSo = async (look: () => Promise<boolean> | boolean): Promise<void> => {
  for (let tries = 0; tries < 600; tries++) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never came to that')
}
