/**
 * `commune import`: Markdown becomes pages, tables become needs, offers and stock, an export becomes the world again. It can
 * be stopped at any moment and run again; what is there already does not come twice.
 */
import { resolve } from 'node:path'
import { exportVersion, type Message, type TableKind } from '@commune/commune'
import { attachmentsIn, attachmentsName, type Beside, picturesOf } from '../carry/beside.ts'
import type { Brought, RefusedPart } from '../carry/bringIn.ts'
import { findFiles, type Found, type FoundFile } from '../carry/find.ts'
import { batches, exportedAs, linked, readAll, titlesOf } from '../carry/reading.ts'
import { previewsOf } from '../carry/valueflows.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { confirm } from '../cli/confirm.ts'
import { named, readWhole } from '../cli/files.ts'
import { type Hand, type Peered, show, withPeerOrAlone } from '../cli/hand.ts'
import { progressOf } from '../cli/progress.ts'
import { previewLines } from '../cli/previewed.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { cliMessage, say, sentence } from '../words/index.ts'

interface ImportOptions {
  readonly as?: string
  readonly try?: boolean
  readonly yes?: boolean
}

interface Sum {
  fresh: number
  changed: number
  same: number
  pictures: number
  readonly refused: RefusedPart[]
  readonly notes: RefusedPart[]
  /** Nothing more can be kept at the moment. */
  trouble?: Message
}

const refusedShown = 20

export const addImport: AddCommand = (program, start) => {
  const command = program
    .command('import <paths...>')
    .helpGroup(sentence('group.files'))
    .description(sentence('import.about'))
    .option('--as <kind>', sentence('import.as'))
    .option('--try', sentence('import.try'))
    .option('--yes', sentence('import.yes'))
    .action(start((hand, options: ImportOptions, [paths]) => bringFiles(hand, paths as readonly string[], options)))
  finish(command, {
    alone: true,
    examples: ['commune import recipes/', 'commune import recipes/ --as recipe', 'commune import parts.bom.json', 'commune import shelf.csv --as stock', 'commune import our-place-export/', 'commune import farm.jsonld --try'],
    world: true
  })
}

export async function bringFiles(hand: Hand, paths: readonly string[], { as, try: isTry, yes }: ImportOptions): Promise<void> {
  const interrupted = hand.interrupts.listen()
  for (const path of paths) named(path)
  if (as !== undefined && as !== 'recipe' && !isKind(as)) throw new Stop(cliMessage('import.as-wrong'), exitCodes.usage)
  const [first = ''] = paths
  const version = paths.length === 1 ? exportedAs(first) : undefined
  const exported = version !== undefined
  // Before anything is read: a part of it would come in, with what nobody here understands left out.
  if (exported && version > exportVersion) throw new Stop({ key: 'import.newer' })
  const found = findFiles(paths, exported)
  const [missing] = found.missing
  // The system gives a name that is no text back with a sign in place of each wrong byte: under that nothing is found.
  if (missing !== undefined) throw new Stop(cliMessage(missing.includes('\ufffd') ? 'file.name-broken' : 'file.unreadable', { path: missing }))
  const texts = exported ? found.files.filter((file) => file.path !== attachmentsName) : found.files
  if (texts.length === 0) throw new Stop(cliMessage('import.nothing'))
  if (!exported && !(await lookedAt(hand, texts, isTry, yes))) return
  const besides = exported ? attachmentsIn(first) : texts.filter(isPage).flatMap(picturesOf)
  await withPeerOrAlone(hand, async (peer) => {
    const { world, name } = await peer.world()
    const total = texts.length + besides.length
    const progress = progressOf(hand.terminal, total, hand.nowMs)
    const titles = titlesOf(texts)
    const sum: Sum = { fresh: 0, changed: 0, same: 0, pictures: 0, refused: [], notes: [] }
    let done = 0
    const step = (count: number): void => progress.at((done += count), sentence('import.at', { n: done, total }))
    for (const files of batches(texts)) {
      if (interrupted.aborted || sum.trouble) break
      const parts = readAll(files, sum.refused)
      const kind = isKind(as) || as === 'recipe' ? { kind: as as TableKind | 'recipe' } : {}
      let brought = await peer.own('bringIn', { world, files: parts, titles: linked(parts, titles), exported, ...kind })
      add(sum, brought)
      while (brought.next !== undefined && !interrupted.aborted) {
        progress.at(done, sentence('import.at-rows', { n: done, total, rows: sum.fresh + sum.changed + sum.same + sum.refused.length }))
        brought = await peer.own('bringIn', { next: brought.next })
        add(sum, brought)
      }
      if (brought.next === undefined && !sum.trouble) step(files.length)
    }
    for (const beside of besides) {
      if (interrupted.aborted || sum.trouble) break
      await bringBeside(peer, world, beside, sum)
      if (!sum.trouble) step(1)
    }
    progress.end()
    const stopped = done < total
    const shown = new Set(besides.map((beside) => resolve(beside.file)))
    const left = found.pictures.filter(({ file }) => !shown.has(resolve(file))).map(({ path }) => path)
    const { trouble, ...counted } = sum
    const answer = { ...counted, world, stopped, leftOut: [...found.about, ...left] }
    const stop = stopOf()
    if (stop && hand.json) throw stop
    show(hand, answer, () => summary(sum, found, left, name))
    for (const line of refusals(sum.notes)) hand.terminal.err(line)
    for (const line of refusals(sum.refused)) hand.terminal.err(line)
    if (stop) throw stop

    function stopOf(): Stop | undefined {
      if (trouble) return new Stop(cliMessage('import.trouble', { why: trouble, done, total }), exitCodes.refused, answer)
      if (stopped) return new Stop(cliMessage('import.stopped', { done, total }), exitCodes.interrupted, answer)
      const { length } = sum.refused
      return length > 0 ? new Stop(cliMessage('import.some-refused', { n: length }), exitCodes.refused, answer) : undefined
    }
  })
}

const lookedBytesMax = 64_000_000

/** Documents of others are shown first: what would come of them, what only to be read, and what not. Whether to go on. */
async function lookedAt(hand: Hand, files: readonly FoundFile[], isTry = false, yes = false): Promise<boolean> {
  const wanted = files.filter(({ path, bytes }) => /\.json(?:ld)?$/i.test(path) && bytes <= lookedBytesMax)
  const previews = await previewsOf(readAll(wanted, []))
  if (previews.length === 0 && isTry) throw new Stop(cliMessage('import.try-none'), exitCodes.usage)
  if (previews.length === 0) return true
  const lines = previews.flatMap(previewLines)
  if (isTry) {
    show(hand, { previews }, () => lines)
    return false
  }
  if (!hand.json) for (const line of lines) hand.terminal.err(line)
  await confirm(hand, sentence('import.question'), yes)
  return true
}

const isKind = (text: string | undefined): text is TableKind => text === 'need' || text === 'offer' || text === 'stock'
const isPage = ({ path, bytes }: FoundFile): boolean => /\.(?:md|markdown)$/i.test(path) && bytes <= 4_000_000

async function bringBeside({ own }: Peered, world: string, beside: Beside, sum: Sum): Promise<void> {
  const { file, path, page, name, media } = beside
  try {
    const bytes = readWhole(file)
    if ((await own('bringPicture', { world, page, name, bytes, ...(media !== undefined && { media }) })) === 'new') sum.pictures++
    else sum.same++
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    if (error.said.key.startsWith('peer.store-')) sum.trouble = error.said
    else sum.refused.push({ path, reason: error.said })
  }
}

function add(sum: Sum, brought: Brought): void {
  sum.fresh += brought.fresh
  sum.changed += brought.changed
  sum.same += brought.same
  sum.refused.push(...brought.refused)
  sum.notes.push(...(brought.notes ?? []))
  if (brought.trouble) sum.trouble = brought.trouble
}

const summary = (sum: Sum, { about }: Found, left: readonly string[], world: string): string[] => [
  sentence('import.done', { fresh: sum.fresh, changed: sum.changed, same: sum.same, world: clean(world) }),
  ...(sum.pictures > 0 ? [sentence('import.pictures', { n: sum.pictures })] : []),
  ...(left.length > 0 ? [sentence('import.left-pictures', { n: left.length })] : []),
  ...(about.length > 0 ? [sentence('import.left-out', { names: about.slice(0, 5).map(clean), n: about.length })] : [])
]

const refusals = (refused: readonly RefusedPart[]): string[] => [
  ...refused.slice(0, refusedShown).map(refusal),
  ...(refused.length > refusedShown ? [sentence('import.more-refused', { n: refused.length - refusedShown })] : [])
]

const refusal = ({ path, reason }: RefusedPart): string => {
  const why = clean(say(reason))
  return why.startsWith(path) ? why : `${clean(path)}: ${why}`
}
