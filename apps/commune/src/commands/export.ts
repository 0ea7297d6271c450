/** `commune export`: the whole world as files that need no program to be read. */
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Carried } from '../carry/carryOut.ts'
import { named, undoneAtExit, unwritable, writeNew } from '../cli/files.ts'
import { type Hand, show, withPeerOrAlone } from '../cli/hand.ts'
import { type AddCommand, finish } from '../cli/command.ts'
import { exitCodes, Stop } from '../cli/stop.ts'
import { clean } from '../cli/table.ts'
import { makeFolder } from '../daemon/folder.ts'
import { cliMessage, sentence } from '../words/index.ts'

interface ExportOptions {
  readonly valueflows?: string
}

export const addExport: AddCommand = (program, start) => {
  const command = program
    .command('export [folder]')
    .helpGroup(sentence('group.files'))
    .description(sentence('export.about'))
    .option('--valueflows <file>', sentence('export.valueflows'))
    .action(start((hand, { valueflows }: ExportOptions, [folder]) => (valueflows === undefined ? carryFiles(hand, folder as string | undefined) : carryDocument(hand, valueflows, folder as string | undefined))))
  finish(command, { alone: true, examples: ['commune export our-place-export', 'commune export --valueflows our-place.jsonld'], world: true })
}

async function carryDocument(hand: Hand, file: string, folder: string | undefined): Promise<void> {
  if (folder !== undefined) throw new Stop(cliMessage('export.folder-or'), exitCodes.usage)
  await withPeerOrAlone(hand, async ({ own, world }) => {
    const { world: id, name } = await world()
    await writeNew(file, async () => ({ bytes: new TextEncoder().encode((await own('carryValueflows', { world: id })).text) }))
    show(hand, { world: id, file: resolve(file) }, () => [sentence('export.valueflows-done', { name: clean(name), file })])
  })
}

async function carryFiles(hand: Hand, typed: string | undefined): Promise<void> {
  if (typed === undefined) throw new Stop(cliMessage('export.folder-or'), exitCodes.usage)
  const folder = resolve(named(typed))
  const isNew = !existsSync(folder)
  makeEmpty(folder)
  const written: string[] = []
  // Half an export looks like one.
  const undo = (): void => {
    for (const path of written) rmSync(path, { force: true })
    for (const path of new Set(written.map((each) => dirname(each)))) removeEmpty(path, folder)
    if (isNew) rmSync(folder, { recursive: true, force: true })
  }
  const isDone = undoneAtExit(undo)
  try {
    await carry(hand, folder, written)
  } catch (error) {
    undo()
    throw error
  } finally {
    isDone()
  }
}

async function carry(hand: Hand, folder: string, written: string[]): Promise<void> {
  await withPeerOrAlone(hand, async ({ own, world }) => {
    const { world: id, name } = await world()
    let count = 0
    let pages = 0
    let missing = 0
    for (let after: number | null = 0; after !== null;) {
      const { files, next, missing: away }: Carried = await own('carryOut', { world: id, after })
      for (const { path, bytes } of files) {
        written.push(write(folder, path, bytes))
        count++
        if (path.startsWith('pages/')) pages++
      }
      after = next
      missing = away
      hand.terminal.rewrite(sentence('export.at', { n: count }))
    }
    hand.terminal.rewrite('')
    show(hand, { world: id, folder, files: count, pages, missing }, () => [
      sentence('export.done', { name: clean(name), folder, n: pages, files: count }),
      ...(missing > 0 ? [sentence('export.missing', { n: missing })] : [])
    ])
  })
}

function makeEmpty(folder: string): void {
  try {
    makeFolder(folder)
    if (readdirSync(folder).length > 0) throw new Stop(cliMessage('export.not-empty', { folder }))
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(unwritable(folder, error))
  }
}

/** A folder that was made within the one that was named. */
function removeEmpty(path: string, folder: string): void {
  if (path !== folder && existsSync(path) && readdirSync(path).length === 0) rmSync(path, { recursive: true })
}

function write(folder: string, path: string, bytes: Uint8Array): string {
  const file = join(folder, path)
  if (!file.startsWith(folder + sep)) throw new Error(`a file of the export leads out of its folder: ${path}`)
  try {
    makeFolder(dirname(file))
    writeFileSync(file, bytes, { mode: 0o600 })
    return file
  } catch (error) {
    rmSync(file, { force: true })
    throw new Stop(unwritable(file, error))
  }
}
