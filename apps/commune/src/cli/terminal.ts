/**
 * The terminal as commands see it: lines out, questions in. Sentences for a person about what goes on go to stderr, answers
 * to stdout, so that a pipe gets answers alone.
 */
import { createInterface } from 'node:readline'
import { say, sentence } from '../words/index.ts'
import { exitCodes } from './stop.ts'
import { whyOf } from './why.ts'

export interface Terminal {
  /** A person reads stdout. */
  readonly isTty: boolean
  /** A person can be asked. */
  readonly canAsk: boolean
  /** A person sees what goes to stderr, so a line there can be written over. */
  readonly canRewrite: boolean
  readonly columns: number
  out(line: string): void
  err(line: string): void
  /** Writes over the last such line; an empty text clears it. */
  rewrite(line: string): void
  /** One line, or undefined when there is nobody to ask or they hung up. */
  ask(question: string): Promise<string | undefined>
  /** The same, not shown while it is typed. */
  askSecret(question: string): Promise<string | undefined>
  /** Something that was printed could not be written to where it was to go. */
  readonly unwritten: boolean
  /** All of stdin. */
  readAll(): Promise<Uint8Array>
}

export const processTerminal = (): Terminal => {
  const { stdin, stdout, stderr } = process
  let unwritten = false
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever reads our lines may have read enough (`| head`): that is no fault.
      if (error.code === 'EPIPE') process.exit(0)
      // They go to a file on a full disk, say. A daemon goes on without them; a command has not done what it should.
      if (stream === stdout && !unwritten) stderr.write(`${sentence('cli.unwritten', { why: say(whyOf(error)) })}\n`)
      unwritten ||= stream === stdout
    })
  }
  const ask = (question: string, hidden: boolean): Promise<string | undefined> =>
    new Promise((resolve) => {
      // First it listens, which stops the terminal from showing what is typed, then it asks.
      const lines = createInterface({ input: stdin, ...(hidden ? {} : { output: stderr }), terminal: true, prompt: '' })
      stderr.write(question)
      let answer: string | undefined
      lines.once('line', (line) => {
        answer = line
        lines.close()
      })
      lines.once('SIGINT', () => {
        lines.close()
        process.exit(exitCodes.interrupted)
      })
      lines.once('close', () => {
        if (hidden || answer === undefined) stderr.write('\n')
        resolve(answer)
      })
    })
  const canAsk = stdin.isTTY === true && stderr.isTTY === true
  return {
    isTty: stdout.isTTY === true,
    canAsk,
    canRewrite: stderr.isTTY === true,
    get columns() {
      return stdout.columns ?? stderr.columns ?? 80
    },
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    rewrite: (line) => {
      if (stderr.isTTY === true) stderr.write(`\r\u001b[K${line}`)
    },
    ask: (question) => (canAsk ? ask(question, false) : Promise.resolve(undefined)),
    get unwritten() {
      return unwritten
    },
    askSecret: (question) => (canAsk ? ask(question, true) : Promise.resolve(undefined)),
    async readAll() {
      const parts: Uint8Array[] = []
      for await (const part of stdin) parts.push(part as Uint8Array)
      return Buffer.concat(parts)
    }
  }
}
