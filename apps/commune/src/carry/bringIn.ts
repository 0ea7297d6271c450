/**
 * Bringing files in, where the views are: each file and each row is judged beside what is there already, so a second time
 * brings nothing. Wishes are said many at once; when one of them cannot be said, they are said one by one, so that the
 * wrong one is named and the others go on. When nothing can be kept any more it stops there: what was judged before would come
 * twice, and every file would be refused for a reason that is not its own.
 *
 * A table of a hundred thousand rows is brought in a part at a time, so that whoever asked sees how far it is and can stop in
 * between; what is under way is kept here, and the part that is next is asked for by its name.
 */
import {
  decodeText,
  importCsv,
  importJson,
  importPage,
  type ImportStep,
  importWorld,
  type Message,
  type TableKind,
  type Views,
  type Wish
} from '@commune/commune'
import type { importRecipes as ImportRecipes, RecipeStep } from '@commune/commune/recipes-import'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok } from '@commune/protocol'
import { offsetMinutes } from '../cli/when.ts'
import { cliMessage } from '../words/index.ts'
import { isDocument, type Valueflows, valueflowsFor } from './valueflows.ts'

export interface FilePart {
  /** With `/` between folders, below what was named. */
  readonly path: string
  readonly bytes: Uint8Array
}

export interface RefusedPart {
  readonly path: string
  readonly row?: number
  readonly reason: Message
}

export interface Brought {
  readonly fresh: number
  readonly changed: number
  readonly same: number
  readonly refused: readonly RefusedPart[]
  /** What was taken otherwise than somebody may have meant. */
  readonly notes?: readonly RefusedPart[]
  /** Why it stopped before its end: nothing more can be kept here at the moment. */
  readonly trouble?: Message
  /** There is more of these files: what to ask for next. */
  readonly next?: string
}

/** Goes on with files that were named before. */
export interface BringMore {
  readonly next: string
}

export interface BringIn {
  readonly world: IdText
  readonly files: readonly FilePart[]
  /** Titles of other files of the folder, for links to them. */
  readonly titles: readonly (readonly [slug: string, title: string])[]
  /** What rows are that do not say so themselves; or that Markdown is read as recipes. */
  readonly kind?: TableKind | 'recipe'
  /** The files are an export of a world. */
  readonly exported: boolean
}

type Titles = ReadonlyMap<string, string>

const wishesAtOnce = 250
/** Files and rows that are judged before whoever asked is answered. */
const stepsAtOnce = 2_500
/** Imports that go on side by side; of more, the one that was asked for longest ago is begun again. */
const underWayMax = 8

interface UnderWay {
  readonly spoken: Spoken
  readonly steps: Iterator<ImportStep>
}

/** Brings files in part by part: asked with files it begins, asked with `next` it goes on. */
export const bringInParts = (peer: Peer): ((params: BringIn | BringMore) => Promise<Outcome<Brought>>) => {
  const under = new Map<string, UnderWay>()
  let begun = 0
  return async (params) => {
    const name = 'next' in params ? params.next : String(++begun)
    const found = 'next' in params ? under.get(name) : await stepsIn(peer, params)
    under.delete(name)
    if (!found) return no(cliMessage('import.again'))
    if ('ok' in found) return found
    const { brought, isDone } = await sayAll(peer, found.spoken, found.steps, stepsAtOnce)
    if (isDone || brought.trouble) return ok(brought)
    under.set(name, found)
    for (const [oldest] of under) if (under.size > underWayMax) under.delete(oldest)
    return ok({ ...brought, next: name })
  }
}

/** Brings all of these files in. */
export const bringIn = async (peer: Peer, params: BringIn): Promise<Outcome<Brought>> => {
  const found = await stepsIn(peer, params)
  return 'ok' in found ? found : ok((await sayAll(peer, found.spoken, found.steps, Number.POSITIVE_INFINITY)).brought)
}

async function stepsIn(peer: Peer, { world, files, titles, kind, exported }: BringIn): Promise<UnderWay | Extract<Outcome<never>, { ok: false }>> {
  const held = peer.inside.find(world)
  const self = await peer.ask('self', {})
  if (!self.ok) return self
  if (!held) return no({ key: 'peer.world-unknown' })
  const views = held.views()
  const byName: Titles = new Map(titles)
  const { ware } = self.value
  const valueflows = exported ? undefined : await valueflowsFor(files)
  // Read only when somebody brings something in: its tables and parsers are large.
  const { importRecipes } = await import('@commune/commune/recipes-import')
  const steps = exported
    ? importWorld(files, views, ware)
    : files.values().flatMap((file) => stepsOf(file, views, byName, { ware, valueflows, importRecipes, ...(kind && { kind }) }))
  return { spoken: held.hosted.world, steps: steps[Symbol.iterator]() }
}

interface Said {
  readonly ware: string
  readonly kind?: TableKind | 'recipe'
  readonly importRecipes: typeof ImportRecipes
  /** Where a document of ValueFlows is among the files. */
  readonly valueflows: Valueflows | undefined
}

function stepsOf({ path, bytes }: FilePart, views: Views, titles: Titles, { ware, kind, valueflows, importRecipes }: Said): Iterable<ImportStep> {
  const text = decodeText(bytes)
  if (text === undefined) return [{ outcome: 'refused', path, reason: { key: 'import.not-text', params: { path } }, wishes: [] }]
  if (isDocument(valueflows, path, text)) return valueflows.importValueflows(text, views, { path, ware })
  const rowKind = kind === 'recipe' ? undefined : (kind ?? kindByName(path))
  // Markdown is a page, unless somebody says that it is a recipe; a table that names needs, offers or stock is one of these.
  const mayBe = kind === 'recipe' || (rowKind === undefined && !/\.(?:md|markdown)$/i.test(path))
  const sure = kind === 'recipe' || !/\.(?:md|markdown|csv|tsv|json)$/i.test(path)
  const recipes = mayBe ? importRecipes(text, views.recipes, { path, ware, sure }) : undefined
  if (recipes) return recipes
  const options = { path, ware, offsetMinutes: offsetMinutes(Date.now()), ...(rowKind && { kind: rowKind }) }
  if (/\.(?:csv|tsv)$/i.test(path)) return importCsv(text, views, options)
  if (/\.json$/i.test(path)) return importJson(text, views, options)
  return [importPage(path, text, views.ideas, titles)]
}

/** `needs.csv`, `our-offers.json`, `stock 2027.csv`. */
function kindByName(path: string): TableKind | undefined {
  const name = path.split('/').at(-1)?.toLowerCase() ?? ''
  return (['need', 'offer', 'stock'] as const).find((kind) => name.includes(kind))
}

/** A world that is spoken in: its id, and the last entry of this device there. */
interface Spoken {
  readonly name: IdText
  readonly tip: unknown
}

async function sayAll(peer: Peer, spoken: Spoken, steps: Iterator<ImportStep>, most: number): Promise<{ readonly brought: Brought; readonly isDone: boolean }> {
  let fresh = 0
  let changed = 0
  let same = 0
  const refused: RefusedPart[] = []
  let waiting: ImportStep[] = []
  let trouble: Message | undefined
  /** Why it cannot be said, when nothing of it was; any other fault is trouble. */
  const whyNot = async (wishes: readonly Wish[]): Promise<Message | undefined> => {
    const before = spoken.tip
    const said = await peer.act('say', { world: spoken.name, wishes })
    if (said.ok) return undefined
    if (said.error.key.startsWith('peer.store-') || spoken.tip !== before) trouble = said.error
    return said.error
  }
  const note = (step: ImportStep): void => {
    if (step.outcome === 'changed') changed++
    else fresh++
  }
  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    if (!(await whyNot(batch.flatMap((step) => step.wishes)))) return batch.forEach(note)
    for (const step of batch) {
      if (trouble) return
      const why = await whyNot(step.wishes)
      if (!why) note(step)
      else if (!trouble)
        refused.push({ path: step.path, ...(step.row !== undefined && { row: step.row }), reason: reasonOf(step, why) })
    }
  }
  const notes: RefusedPart[] = []
  let isDone = false
  for (let taken = 0; taken < most; taken++) {
    if (trouble) break
    const { done, value: step } = steps.next()
    if (done) {
      isDone = true
      break
    }
    for (const reason of (step as RecipeStep).notes ?? []) notes.push({ path: step.path, reason })
    if (step.outcome === 'same') same++
    else if (step.outcome === 'refused')
      refused.push({ path: step.path, ...(step.row !== undefined && { row: step.row }), reason: step.reason })
    else if (waiting.push(step) >= wishesAtOnce) await flush()
  }
  await flush()
  return { brought: { fresh, changed, same, refused, ...(notes.length > 0 && { notes }), ...(trouble && { trouble }) }, isDone }
}

const reasonOf = (step: ImportStep, why: Message): Message =>
  step.row === undefined ? why : { key: 'import.row', params: { row: step.row, why } }
