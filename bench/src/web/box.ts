/** The daemon as `npm start` makes it, in a folder of its own, heard by this machine alone. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../../..')
const start = join(root, 'scripts/start.ts')
const program = join(root, 'apps/commune/src/main.ts')

export interface Box {
  readonly port: number
  /** Good once. */
  readonly link: string
  /** Another link that lets one in. */
  invite(): string
  /** Ends the process; the folder stays. */
  end(): Promise<void>
}

export const startBox = async (folder: string): Promise<Box> => {
  const port = await freePort()
  const words = [start, '--data', folder, '--port', String(port), '--listen', '127.0.0.1', '--no-mdns', '--json']
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const { invitation } = JSON.parse(await firstLine(child)) as { invitation: string }
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    await gone
  }
  const invite = (): string => {
    const said = execFileSync(process.execPath, [program, 'invite', '--data', folder, '--json'], { encoding: 'utf8' })
    return (JSON.parse(said) as { link: string }).link
  }
  return { port, link: invitation, invite, end }
}

export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`the daemon ended with ${code} before it served`)))
  })
