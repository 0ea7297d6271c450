/**
 * What a subject of the bench is: a file `bench/src/<subject>.ts` that exports `run`, and `peers` if it compares itself
 * with other programs from npm.
 *
 * A subject answers with named figures and measures what it compares itself with in the same run: a ratio survives a
 * noisy machine, an absolute time does not.
 */
import { parseArgs } from 'node:util'

/** Named figures, in the order they are to be read. */
export type Figures = Readonly<Record<string, unknown>>

export interface Subject {
  /** One line for `--help`. */
  readonly about?: string
  /** npm packages to compare with and their exact versions: `{ yjs: '13.6.33' }`. Installed on demand into `bench/.peers`. */
  readonly peers?: Readonly<Record<string, string>>
  /** The options it reads and what they mean, for `--help`. */
  readonly options?: Readonly<Record<string, string>>
  run(options: BenchOptions): Promise<Figures>
}

export interface BenchOptions {
  /** A number given as `--name N`, or `otherwise`. Throws a plain sentence when it is none. */
  number(name: string, otherwise: number): number
  /** Text given as `--name TEXT`, or `otherwise`. */
  text(name: string, otherwise: string): string
  /** Whether `--name` was given. */
  flag(name: string): boolean
  /** A line about progress, on stderr. */
  note(line: string): void
  /** Loads one of `peers`. */
  peer<Module>(name: string): Promise<Module>
}

/** A mistake of the person at the command line, said in one sentence. */
export class UsageError extends Error {}

export interface CommandLine {
  readonly subject: string | undefined
  readonly json: boolean
  readonly help: boolean
  /** What was given to the subject, `''` for a bare `--name`. */
  readonly values: ReadonlyMap<string, string>
}

/** Reads `SUBJECT [--json] [--help] [--name VALUE | --name=VALUE | --name]…`. */
export function readCommandLine(parameters: readonly string[]): CommandLine {
  const { tokens } = parseArgs({ args: [...parameters], strict: false, allowPositionals: true, tokens: true })
  const positionals: string[] = []
  const values = new Map<string, string>()
  let open: string | undefined
  for (const token of tokens) {
    if (token.kind === 'option') {
      values.set(token.name, token.value ?? '')
      open = token.value === undefined && token.name !== 'json' && token.name !== 'help' ? token.name : undefined
    } else if (token.kind === 'positional') {
      if (open === undefined) positionals.push(token.value)
      else values.set(open, token.value)
      open = undefined
    }
  }
  const [subject, more] = positionals
  if (more !== undefined) throw new UsageError(`One subject at a time, not \`${positionals.join(' ')}\`.`)
  const json = values.delete('json')
  const help = values.delete('help')
  return { subject, json, help, values }
}

/** The reading half of `BenchOptions`. */
export function valueReaders(values: ReadonlyMap<string, string>): Pick<BenchOptions, 'number' | 'text' | 'flag'> {
  return {
    number(name, otherwise) {
      const given = values.get(name)
      if (given === undefined) return otherwise
      const value = given === '' ? Number.NaN : Number(given.replaceAll('_', ''))
      if (!Number.isFinite(value)) throw new UsageError(`\`--${name}\` takes a number, not \`${given}\`.`)
      return value
    },
    text: (name, otherwise) => values.get(name) ?? otherwise,
    flag: (name) => values.has(name)
  }
}

/** Figures as lines for a person: names to the left, numbers rounded to what they are worth. */
export function table(figures: Figures): string {
  const rows = Object.entries(figures).map(([name, value]) => [name, readable(value)] as const)
  const width = Math.max(...rows.map(([name]) => name.length), 0)
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}

function readable(value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
