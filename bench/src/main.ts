/**
 * `npm run -s bench -- SUBJECT [--json] [options]`: measures one subject.
 *
 * Progress goes to stderr. With `--json`, stdout is one JSON line; without, a table. A subject that is not there, or an
 * option that makes no sense, is one plain sentence and exit code 2; a subject that fails, its reason and exit code 1.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Load, preparePeers } from './runner/peers.ts'
import { type BenchOptions, readCommandLine, type Subject, table, UsageError, valueReaders } from './runner/subject.ts'

const folder = import.meta.dirname
const note = (line: string) => process.stderr.write(`${line}\n`)

try {
  await main()
} catch (error) {
  const isUsage = error instanceof UsageError
  note(isUsage ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(isUsage ? 2 : 1)
}
process.exit(0) // a peer that keeps a timer or a socket open does not keep the bench waiting

async function main() {
  const { subject: name, json, help, values } = readCommandLine(process.argv.slice(2))
  if (name === undefined) {
    if (!help) throw new UsageError(`Which subject? ${await usage()}`)
    process.stdout.write(`${await usage()}\n`)
    return
  }
  if (!subjects().includes(name)) throw new UsageError(`There is no subject \`${name}\`. ${await usage()}`)
  const subject = await load(name)
  if (help) {
    process.stdout.write(`${describe(name, subject)}\n`)
    return
  }
  const strange = subject.options && [...values.keys()].find((option) => !Object.hasOwn(subject.options ?? {}, option))
  if (strange !== undefined) throw new UsageError(`\`${name}\` has no option \`--${strange}\`.\n${describe(name, subject)}`)

  const peers = subject.peers && (await preparePeers(name, subject.peers, note))
  const figures = await subject.run({ ...valueReaders(values), note, peer: peerLoader(peers) })
  process.stdout.write(json ? `${JSON.stringify({ subject: name, ...figures })}\n` : `${table(figures)}\n`)
}

function peerLoader(loadPeer: Load | undefined): BenchOptions['peer'] {
  return async <Module>(name: string) => {
    if (loadPeer === undefined) throw new Error(`\`${name}\` is not among the peers that the subject exports.`)
    return (await loadPeer(name)) as Module
  }
}

function subjects(): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'main.ts')
  return files.map((file) => file.slice(0, -'.ts'.length)).toSorted()
}

async function load(name: string): Promise<Subject> {
  const file = join(folder, `${name}.ts`)
  const subject = (await import(pathToFileURL(file).href)) as Partial<Subject>
  if (subject.run === undefined) throw new Error(`bench/src/${name}.ts exports no \`run\`.`)
  return { ...subject, run: subject.run }
}

async function usage(): Promise<string> {
  const lines = await Promise.all(subjects().map(async (name) => `  ${name.padEnd(12)} ${(await load(name)).about ?? ''}`.trimEnd()))
  const known = lines.length === 0 ? '  (none yet)' : lines.join('\n')
  return `npm run -s bench -- SUBJECT [--json] [--help] [options]\n\nSubjects:\n${known}\n\nExample: npm run -s bench -- sync --json`
}

function describe(name: string, subject: Subject): string {
  const options = Object.entries(subject.options ?? {}).map(([option, about]) => `  --${option.padEnd(12)} ${about}`)
  const peers = Object.entries(subject.peers ?? {}).map(([peer, version]) => `${peer} ${version}`)
  return [
    `npm run -s bench -- ${name} [--json] [options]`,
    ...(subject.about ? ['', subject.about] : []),
    ...(options.length > 0 ? ['', 'Options:', ...options] : []),
    ...(peers.length > 0 ? ['', `Compared with ${peers.join(', ')}, in the same run.`] : [])
  ].join('\n')
}
