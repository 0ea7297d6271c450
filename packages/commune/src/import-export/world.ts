/**
 * A whole world as plain files that need no program to be read: Markdown for pages, JSON for the rest. Bringing them into
 * an empty world gives the same world again: everything keeps the name it was first said under (`from`), so a second time
 * brings nothing, and what others said is written down as theirs (`told`), because nobody can say it for them.
 *
 * What can be said again by one person alone comes back: the world's name and place, pages, needs, offers, stock, which place lies in which. Who is
 * here, commitments, loans, bookings and what is over are written out to be read, and stay where they were said.
 */
import { derive, toText, utf8 } from '@commune/protocol'
import { codedMore, type IntentRow, type PortionRow } from '../flows/index.ts'
import { isNothing, type Quantity, shown } from '../quantity/index.ts'
import type { Views } from '../views.ts'
import type { Member } from '../wares/index.ts'
import type { Wish } from '../wish.ts'
import { english, importMessage } from '../words/index.ts'
import { decodeText } from './decode.ts'
import { jsonFault } from './jsonFault.ts'
import { exact, importPlaces, json, lendingFiles, type PlainFile, portionFacts } from './stored.ts'
import { importPage, type ImportStep, pageToMarkdown } from './pages.ts'
import { importJson } from './tables.ts'
import { isoTime } from './times.ts'

export const exportFormat = 'smart-commune'
export const exportVersion = 1

/** All files of a world, one after the other. Pictures and other files travel as chunks and are added by the peer. */
export const exportWorld = function* (views: Views, members: readonly Member[], nowMs: number): Generator<PlainFile> {
  const world = views.worlds.world()
  yield json('world.json', { format: exportFormat, version: exportVersion, ...world })
  yield json(
    'wares.json',
    views.wares
      .list(members)
      .map(({ ware, name, kind, about, place, skills, ties }) => ({ ware, name, kind, about, place, skills, ties }))
  )
  const rows = openRows(views, nowMs)
  yield json(
    'needs.json',
    rows.filter((row) => row.kind === 'need' && !isOver(row)).map((row) => intentJson(row, views))
  )
  yield json(
    'offers.json',
    rows.filter((row) => row.kind === 'offer' && !isOver(row)).map((row) => intentJson(row, views))
  )
  yield json(
    'over.json',
    rows.filter(isOver).map((row) => ({ kind: row.kind, ...intentJson(row, views) }))
  )
  yield json(
    'stock.json',
    [...views.stock.portions()]
      .filter(({ quantity }) => !isNothing(quantity))
      .sort(byStableId)
      .map((row) => portionJson(row, views))
  )
  yield json('places.json', [...views.stock.places.all()].sort((a, b) => (a.place < b.place ? -1 : 1)))
  yield* lendingFiles(views, nowMs)
  yield json(
    'commitments.json',
    rows.flatMap((row) => commitmentsJson(row, views, nowMs))
  )
  const index: unknown[] = []
  const paths = new Set<string>()
  const pages = [...views.ideas.ids()].flatMap((id) => views.ideas.row(id) ?? [])
  // By the id that stays, so that pages of one title keep their files however often they go out and come in.
  for (const row of pages.sort(byStableId)) {
    const page = views.ideas.texts(row.id)
    if (!page || row.blank) continue
    const path = freePath(paths, page.title)
    index.push({ path, id: stableId(row), title: row.title, signed: row.signed.map((ware) => views.wares.nameOf(ware) ?? ware) })
    yield { path, bytes: utf8(pageToMarkdown(stableId(row), page)) }
  }
  yield json('pages.json', index)
  yield json(
    'files.json',
    views.ideas.files().map(({ key, chunks, ...file }) => ({ ...file, key: toText(key), chunks: toText(chunks) }))
  )
}

/**
 * What bringing these files in comes to, for an export of a world. `ware` is who brings them in: what it said itself stays
 * its own.
 */
export const importWorld = function* (files: Iterable<PlainFile>, views: Views, ware: string): Generator<ImportStep> {
  for (const { path, bytes } of files) {
    const text = decodeText(bytes)
    if (text === undefined) {
      yield { outcome: 'refused', path, reason: importMessage('import.not-text', { path }), wishes: [] }
    } else if (path === 'world.json') yield worldStep(text, views)
    else if (path === 'needs.json') yield* importJson(text, views, { path, kind: 'need', ware, exported: true })
    else if (path === 'offers.json') yield* importJson(text, views, { path, kind: 'offer', ware, exported: true })
    else if (path === 'places.json') yield* importPlaces(path, text, views.stock)
    else if (path === 'stock.json') yield* importJson(text, views, { path, kind: 'stock', ware, exported: true })
    else if (path.startsWith('pages/')) yield importPage(path, text, views.ideas)
  }
}

/**
 * One short text for what a world holds that plain files carry: equal for two worlds when, by the names things were first
 * said under, they hold the same pages, needs, offers and stock.
 */
export const worldDigest = (views: Views, nowMs: number): string => {
  const world = views.worlds.world()
  const flows = openRows(views, nowMs).filter((row) => !isOver(row))
  const stock = [...views.stock.portions()].filter(({ quantity }) => !isNothing(quantity)).sort(byStableId)
  const pages = [...views.ideas.ids()].flatMap((id) => {
    const row = views.ideas.row(id)
    const page = views.ideas.texts(id)
    return row && page && !row.blank
      ? [{ id: stableId(row), title: page.title, text: page.text, tags: page.tags, front: page.front }]
      : []
  })
  const all = {
    world,
    flows: flows.map((row) => ({ kind: row.kind, ...sameFlow(row) })),
    stock: stock.map((row) => ({ ...sameFlow(row), keepsUntilMs: row.keepsUntilMs, ...portionFacts(row) })),
    places: [...views.stock.places.all()].map((one) => [one.place, one.in]).sort(),
    pages: pages.sort(byStableId)
  }
  return toText(derive('world digest', [utf8(JSON.stringify(all))]))
}

/** What was told to a few is for no file that others may read. */
const openRows = (views: Views, nowMs: number): IntentRow[] =>
  [...views.intents.all(nowMs)].filter((row) => row.few === undefined).sort(byStableId)

const isOver = (row: IntentRow): boolean => (row.state === 'done' && !row.again) || row.state === 'withdrawn'

/** The name it was first said under, wherever that was. */
const stableId = (row: { readonly id: string; readonly from?: string }): string => row.from ?? row.id
const byStableId = (a: { id: string; from?: string }, b: { id: string; from?: string }): number =>
  stableId(a) < stableId(b) ? -1 : stableId(a) > stableId(b) ? 1 : 0

const sameFlow = (row: IntentRow | PortionRow): object => ({
  id: stableId(row),
  by: row.told?.ware ?? row.ware,
  thing: row.thing,
  quantity: row.quantity && exact(row.quantity),
  place: row.place,
  untilMs: 'untilMs' in row ? row.untilMs : undefined,
  note: row.note
})

const intentJson = (row: IntentRow, views: Views): object => ({
  id: stableId(row),
  ...byJson(row, views),
  thing: row.thing,
  ...(row.quantity && quantityJson(row.quantity)),
  ...(row.place !== undefined && { place: row.place }),
  ...(row.untilMs !== undefined && { until: isoTime(row.untilMs) }),
  ...(row.note !== undefined && { note: row.note }),
  ...besidesJson(row),
  state: row.state
})

const portionJson = (row: PortionRow, views: Views): object => ({
  id: stableId(row),
  ...byJson(row, views),
  thing: row.thing,
  ...quantityJson(row.quantity),
  ...(row.place !== undefined && { place: row.place }),
  ...(row.keepsUntilMs !== undefined && { keepsUntil: isoTime(row.keepsUntilMs) }),
  ...(row.note !== undefined && { note: row.note }),
  ...portionFacts(row)
})

/** What it says besides, as statements say it. */
function besidesJson(row: IntentRow): object {
  const said = codedMore(row)
  return Object.keys(said).length === 0 ? {} : { besides: JSON.parse(JSON.stringify(said, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))) as object }
}

function byJson(row: IntentRow | PortionRow, views: Views): object {
  const by = row.told?.ware ?? row.ware
  const name = row.told ? row.told.name : views.wares.nameOf(by)
  return { saidBy: by, ...(name !== undefined && { saidByName: name }) }
}

const quantityJson = (quantity: Quantity): object => ({ quantity: english.say(shown(quantity)), exact: exact(quantity) })

function commitmentsJson(row: IntentRow, views: Views, nowMs: number): object[] {
  const detail = views.intents.one(row.id, nowMs)
  // One between a need and an offer stands with the need.
  return (detail?.commitments ?? []).flatMap((one) =>
    row.kind === 'offer' && one.need !== undefined
      ? []
      : [
          {
            id: one.id,
            ...(one.need !== undefined && { need: one.need }),
            ...(one.offer !== undefined && { offer: one.offer }),
            thing: one.thing,
            giver: one.giver,
            receiver: one.receiver,
            ...(one.quantity && { quantity: english.say(shown(one.quantity)) }),
            ...(one.handed && { handed: english.say(shown(one.handed)) }),
            state: one.state
          }
        ]
  )
}

function worldStep(text: string, views: Views): ImportStep {
  const path = 'world.json'
  const fault = jsonFault(path, text)
  if (fault) return { outcome: 'refused', path, reason: fault, wishes: [] }
  const parsed: unknown = JSON.parse(text)
  const read = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>
  if (read['format'] !== exportFormat) return { outcome: 'refused', path, reason: importMessage('import.not-export'), wishes: [] }
  if (typeof read['version'] !== 'number' || read['version'] > exportVersion)
    return { outcome: 'refused', path, reason: importMessage('import.newer'), wishes: [] }
  const here = views.worlds.world()
  const { name, latitude, longitude } = read
  const wish: { wish: 'world'; name?: string; latitude?: number; longitude?: number } = { wish: 'world' }
  // A world that has a name keeps it.
  if (typeof name === 'string' && here.name === undefined) wish.name = name
  if (typeof latitude === 'number' && typeof longitude === 'number' && here.latitude === undefined)
    Object.assign(wish, { latitude, longitude })
  const wishes: Wish[] = Object.keys(wish).length > 1 ? [wish] : []
  return wishes.length > 0 ? { outcome: 'new', path, wishes } : { outcome: 'same', path, wishes: [] }
}

/** `pages/apple-strudel.md`; a second page of that title gets a number. */
/** Names that Windows takes for machines, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=-|$)/

function freePath(taken: Set<string>, title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const slug = [...words].slice(0, 60).join('').replace(reserved, 'page-$&') || 'page'
  let path = `pages/${slug}.md`
  for (let nth = 2; taken.has(path); nth++) path = `pages/${slug}-${nth}.md`
  taken.add(path)
  return path
}

