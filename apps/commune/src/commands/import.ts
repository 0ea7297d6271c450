/**
 * `commune import`: Markdown becomes pages, tables become needs, offers and stock, an export becomes the world again. It can
 * be stopped at any moment and run again; what is there already does not come twice.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { slugOf, type TableKind, titleIn } from '@commune/commune'
import type { Brought, FilePart, RefusedPart } from '../carry/bringIn.ts'
import { findFiles, type Found, type FoundFile } from '../carry/find.ts'
import { type Hand, type Peered, show, withPeerOrAlone } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { progressOf } from '../cli/progress.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface ImportOptions {
  readonly as?: string
}

const bytesAtOnce = 2_000_000
const filesAtOnce = 100
/** A table of a hundred thousand rows is smaller. */
const fileBytesMax = 64_000_000
const refusedShown = 20

export const addImport: AddCommand = (program, start) => {
  const command = program
    .command('import <paths...>')
    .helpGroup(sentence('group.files'))
    .description(sentence('import.about'))
    .option('--as <kind>', sentence('import.as'))
    .action(start((hand, options: ImportOptions, [paths]) => bringFiles(hand, paths as readonly string[], options)))
  finish(command, {
    examples: ['commune import recipes/', 'commune import shelf.csv --as stock', 'commune import our-place-export/'],
    world: true
  })
}

async function bringFiles(hand: Hand, paths: readonly string[], { as }: ImportOptions): Promise<void> {
  const interrupted = hand.interrupts.listen()
  if (as !== undefined && !isKind(as)) throw new Stop(cliMessage('import.as-wrong'), exitCodes.usage)
  const found = findFiles(paths)
  const [missing] = found.missing
  if (missing !== undefined) throw new Stop(cliMessage('file.unreadable', { path: missing }))
  if (found.files.length === 0) throw new Stop(cliMessage('import.nothing'))
  const exported = paths.length === 1 && isExport(paths[0] as string)
  await withPeerOrAlone(hand, async (peer) => {
    const { world, name } = await peer.world()
    const progress = progressOf(hand.terminal, found.files.length, hand.nowMs)
    const titles = titlesOf(found.files)
    const sum = { fresh: 0, changed: 0, same: 0, refused: [] as RefusedPart[] }
    let done = 0
    for (const files of batches(found.files)) {
      if (interrupted.aborted) break
      const parts = readAll(files, sum.refused)
      const brought = await send(peer, {
        world,
        files: parts,
        titles: linked(parts, titles),
        exported,
        ...(isKind(as) && { kind: as })
      })
      add(sum, brought)
      done += files.length
      progress.at(done, sentence('import.at', { n: done, total: found.files.length }))
    }
    progress.end()
    const stopped = interrupted.aborted && done < found.files.length
    show(hand, { ...sum, world, stopped, pictures: found.pictures, leftOut: found.about }, () => summary(sum, found, name))
    if (!hand.json) for (const part of sum.refused.slice(0, refusedShown)) hand.terminal.err(refusal(part))
    if (!hand.json && sum.refused.length > refusedShown)
      hand.terminal.err(sentence('import.more-refused', { n: sum.refused.length - refusedShown }))
    if (stopped) throw new Stop(cliMessage('import.stopped', { done, total: found.files.length }), exitCodes.interrupted)
    if (sum.refused.length > 0) throw new Stop(cliMessage('import.some-refused', { n: sum.refused.length }))
  })
}

const send = ({ own }: Peered, params: Parameters<Peered['own']>[1] & { files: readonly FilePart[] }): Promise<Brought> =>
  own('bringIn', params as never)

const isKind = (text: string | undefined): text is TableKind => text === 'need' || text === 'offer' || text === 'stock'

/** A folder that `commune export` wrote. */
function isExport(path: string): boolean {
  try {
    return (JSON.parse(readFileSync(join(path, 'world.json'), 'utf8')) as { format?: unknown }).format === 'smart-commune'
  } catch {
    return false
  }
}

function* batches(files: readonly FoundFile[]): Generator<readonly FoundFile[]> {
  let batch: FoundFile[] = []
  let bytes = 0
  for (const file of files) {
    if (batch.length > 0 && (bytes + file.bytes > bytesAtOnce || batch.length >= filesAtOnce)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += file.bytes
  }
  if (batch.length > 0) yield batch
}

function readAll(files: readonly FoundFile[], refused: RefusedPart[]): FilePart[] {
  return files.flatMap(({ file, path, bytes }) => {
    try {
      if (bytes <= fileBytesMax) return [{ path, bytes: new Uint8Array(readFileSync(file)) }]
      refused.push({ path, reason: { key: 'import.long', params: { path } } })
    } catch {
      refused.push({ path, reason: cliMessage('file.unreadable', { path }) })
    }
    return []
  })
}

/** Titles of pages by file name, so that links between files become links between pages. */
function titlesOf(files: readonly FoundFile[]): Map<string, string> {
  const titles = new Map<string, string>()
  for (const { file, path, bytes } of files) {
    if (!/\.(?:md|markdown)$/i.test(path) || bytes > 1_000_000) continue
    try {
      const title = titleIn(path, readFileSync(file, 'utf8'))
      if (title !== undefined) titles.set(slugOf(path), title)
    } catch {
      // It is named as unreadable when its turn comes.
    }
  }
  return titles
}

/** Those titles that these files link to: what else would go back and forth with each batch. */
function linked(parts: readonly FilePart[], titles: ReadonlyMap<string, string>): [string, string][] {
  const wanted = new Set<string>()
  for (const { bytes } of parts) {
    for (const [, target = ''] of Buffer.from(bytes)
      .toString('utf8')
      .matchAll(/\]\(([^()\s]+)\)/g))
      wanted.add(slugOf(target.replace(/[#?].*$/, '')))
  }
  return [...wanted].flatMap((slug) => (titles.has(slug) ? [[slug, titles.get(slug) as string] as [string, string]] : []))
}

function add(sum: { fresh: number; changed: number; same: number; refused: RefusedPart[] }, brought: Brought): void {
  sum.fresh += brought.fresh
  sum.changed += brought.changed
  sum.same += brought.same
  sum.refused.push(...brought.refused)
}

const summary = (sum: Brought, { pictures, about }: Found, world: string): string[] => [
  sentence('import.done', { fresh: sum.fresh, changed: sum.changed, same: sum.same, world: clean(world) }),
  ...(pictures.length > 0 ? [sentence('import.pictures', { n: pictures.length })] : []),
  ...(about.length > 0 ? [sentence('import.left-out', { names: about.slice(0, 5).map(clean), n: about.length })] : [])
]

const refusal = ({ path, reason }: RefusedPart): string => {
  const why = clean(say(reason))
  return why.startsWith(path) ? why : `${clean(path)}: ${why}`
}
