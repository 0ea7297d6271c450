/**
 * One edit of a page, checked before it may touch anything (T5). A Yjs update is taken only when
 *
 * - it decodes whole, and carries the structs of at most one client;
 * - that client is the one derived from the device and the nonce: no edit can speak under the name of another;
 * - its clocks run from 0 without gaps;
 * - every struct is text (or text that is gone) in one of the four texts of a page: no maps, no embedded documents;
 * - together they are at most `updateCharsMax` long, whatever their few bytes claim.
 *
 * Deletions may name what others wrote: a page belongs to nobody. Whether what an edit builds on is there is judged when
 * the page is put together, and an edit that names what never existed is left out of it.
 */
import { derive, fromText, type IdText, no, ok, type Result } from '@commune/protocol'
import * as Y from 'yjs'
import { ideasMessage, type Message } from '../words/index.ts'

/** The four texts of a page. */
export const pageFields = ['title', 'text', 'tags', 'front'] as const
export type PageField = (typeof pageFields)[number]

/** Characters that one edit may bring. */
export const updateCharsMax = 60_000
/** Ranges of deleted characters in one edit. */
const deletionsMax = 10_000
const clockEnd = 2 ** 40
const clientEnd = 2 ** 48

/** Who wrote it and its chance make the client id: 48 bits of BLAKE2b-256 over device (nothing when there is none) and nonce. */
export const clientOf = (device: IdText | null, nonce: Uint8Array): number => {
  const digest = derive('idea client', [(device === null ? undefined : fromText(device)) ?? new Uint8Array(0), nonce])
  let client = 0
  for (let i = 0; i < 6; i++) client = client * 256 + (digest[i] as number)
  return client
}

/** A reference to a character somebody wrote. */
export interface Needs {
  readonly client: number
  /** Characters of that client that must be there. */
  readonly length: number
}

/** Where one run of characters stands: after `origin`, before `rightOrigin`, or alone in a field. */
export interface PlacedRun {
  readonly clock: number
  readonly length: number
  readonly origin: { readonly client: number; readonly clock: number } | null
  readonly rightOrigin: { readonly client: number; readonly clock: number } | null
  readonly field: PageField | undefined
}

export interface CheckedUpdate {
  /** Whose structs it brings; undefined when it only deletes. */
  readonly client: number | undefined
  /** How many characters it brings, those already gone included. */
  readonly length: number
  /** What it builds on. */
  readonly needs: readonly Needs[]
  readonly runs: readonly PlacedRun[]
  /** What it brings when it stands alone: each text as one run. Undefined when it is more than that. */
  readonly alone: Readonly<Partial<Record<PageField, string>>> | undefined
}

type Decoded = ReturnType<typeof Y.decodeUpdate>

/**
 * Checks an update for this client id; without one, for whichever it names (it was checked when it was filed). `part` is
 * for live updates, which go on from where the last one ended.
 */
export const checkUpdate = (update: Uint8Array, expected: number | undefined, part = false): Result<CheckedUpdate, Message> => {
  // Two sections of one client would be read differently by different versions of the library.
  if ((update[0] ?? 2) > 1) return no(ideasMessage('ideas.update.client'))
  let decoded: Decoded
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return no(ideasMessage('ideas.update.unreadable'))
  }
  const client = decoded.structs[0]?.id.client ?? expected
  if (expected !== undefined && client !== expected) return no(ideasMessage('ideas.update.client'))
  if (client !== undefined && !isClient(client)) return no(ideasMessage('ideas.update.client'))
  const needs = new Map<number, number>()
  const need = (id: { client: number; clock: number }, own: number): boolean => {
    if (id.client === client) return id.clock < own
    needs.set(id.client, Math.max(needs.get(id.client) ?? 0, id.clock + 1))
    return isClient(id.client) && isClock(id.clock)
  }
  let length = 0
  const start = part ? (decoded.structs[0]?.id.clock ?? 0) : 0
  if (!isClock(start)) return no(ideasMessage('ideas.update.gap'))
  const alone: Partial<Record<PageField, { text: string; end: number }>> = {}
  const runs: PlacedRun[] = []
  let simple = decoded.ds.clients.size === 0
  for (const struct of decoded.structs) {
    if (struct.id.client !== client) return no(ideasMessage('ideas.update.client'))
    if (struct.id.clock !== start + length) return no(ideasMessage('ideas.update.gap'))
    if (!(struct instanceof Y.Item)) return no(ideasMessage('ideas.update.content'))
    const { content, origin, rightOrigin, parent, parentSub } = struct
    if (!(content instanceof Y.ContentString) && !(content instanceof Y.ContentDeleted))
      return no(ideasMessage('ideas.update.content'))
    if (!Number.isSafeInteger(struct.length) || struct.length < 1) return no(ideasMessage('ideas.update.content'))
    if (origin && !need(origin, start + length)) return no(ideasMessage('ideas.update.place'))
    if (rightOrigin && !need(rightOrigin, start + length)) return no(ideasMessage('ideas.update.place'))
    const field = parent as unknown
    if (parentSub !== null || (!origin && !rightOrigin && !isField(field))) return no(ideasMessage('ideas.update.place'))
    simple &&= content instanceof Y.ContentString && follows(alone, struct, field)
    runs.push({ clock: start + length, length: struct.length, origin, rightOrigin, field: isField(field) ? field : undefined })
    length += struct.length
    if (length > updateCharsMax) return no(ideasMessage('ideas.update.long'))
  }
  let deletions = 0
  for (const [of, ranges] of decoded.ds.clients) {
    for (const { clock, len } of ranges) {
      // One of no letters is never written, and the library stops at it where it has to wait.
      if (!isClient(of) || !isClock(clock) || !isClock(len) || len < 1) return no(ideasMessage('ideas.update.place'))
      if (++deletions > deletionsMax) return no(ideasMessage('ideas.update.long'))
      if (of !== client) needs.set(of, Math.max(needs.get(of) ?? 0, clock + len))
    }
  }
  return ok({
    client: decoded.structs.length > 0 ? client : undefined,
    length,
    needs: [...needs].map(([of, most]) => ({ client: of, length: most })),
    runs,
    alone: simple ? Object.fromEntries(Object.entries(alone).map(([field, run]) => [field, run.text])) : undefined
  })
}

/** Adds the item to its run when it only goes on with it: then the page is what stands there, and no document is needed. */
function follows(runs: Partial<Record<PageField, { text: string; end: number }>>, item: Y.Item, field: unknown): boolean {
  if (item.rightOrigin !== null) return false
  const text = (item.content as Y.ContentString).str
  const end = item.id.clock + item.length - 1
  if (item.origin === null) {
    if (!isField(field) || runs[field] !== undefined) return false
    runs[field] = { text, end }
    return true
  }
  const { origin } = item
  if (origin.client !== item.id.client) return false
  const run = Object.values(runs).find((one) => one.end === origin.clock)
  if (!run) return false
  run.text += text
  run.end = end
  return true
}

const isField = (parent: unknown): parent is PageField => (pageFields as readonly unknown[]).includes(parent)
const isClient = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < clientEnd
const isClock = (value: number): boolean => Number.isSafeInteger(value) && value >= 0 && value < clockEnd
