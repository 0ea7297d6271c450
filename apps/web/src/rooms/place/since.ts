/**
 * "Since you were last here": what is so in this place, as rows in words, the most pressing first. Pure: views go in, rows come
 * out; what is drawn on the map is one of these rows or of those of the lists.
 *
 * Invariants: at most `groupRowsMax` rows a group, and the rest is named by its number; every row has at most two acts.
 */
import { type CommitmentRow, type IdeaRow, type IntentDetail, type IntentRow, type Message, shown, type StockPlace, type Words } from '@commune/commune'
import type { MemberRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import { glyphFor, type GlyphName } from '../../drawing/glyphs/glyph.ts'
import type { Route } from '../../app/route.ts'
import { strong } from '../../telling/strong.ts'
import { untilWords } from '../../telling/when.ts'

export interface SinceRow {
  readonly id: string
  readonly sign: GlyphName
  readonly sentence: string
  readonly acts: readonly { readonly words: string; readonly to: Route }[]
}

export interface SinceGroup {
  readonly key: 'waits' | 'hand' | 'itself' | 'going' | 'offered' | 'new-pages' | 'rest'
  readonly rows: readonly SinceRow[]
  readonly more: number
  readonly to: Route
}

export interface SinceViews {
  readonly me: IdText
  readonly intents: readonly IntentRow[]
  /** Needs and offers with commitments, in full. */
  readonly details: readonly IntentDetail[]
  readonly stock: readonly StockPlace[]
  readonly ideas: readonly IdeaRow[]
  readonly pages: number
  readonly wares: readonly MemberRow[]
  /** Of things that act by themselves. */
  readonly itself: readonly SinceRow[]
  /** Pages said after this lamport are new. */
  readonly seenLamport: number
  readonly nowMs: number
}

export const groupRowsMax = 6

export const sinceGroups = (views: SinceViews, words: Words, called: (ware: IdText) => string): readonly SinceGroup[] => {
  const t = (key: string, params?: Message['params']): string => words.say(params ? { key, params } : { key })
  // Of those that are only counted nothing is put into words.
  const group = <T>(key: SinceGroup['key'], all: readonly T[], to: Route, rowOf: (one: T) => SinceRow): SinceGroup => ({
    key, rows: all.slice(0, groupRowsMax).map(rowOf), more: Math.max(0, all.length - groupRowsMax), to
  })
  const itself = (row: SinceRow): SinceRow => row
  const commitments = distinct(views.details.flatMap((detail) => detail.commitments.map((one) => ({ one, detail }))))
  return [
    group('waits', [...waiting(views, t, called, commitments), ...answered(views, t)], { room: 'needs' }, itself),
    group('hand', views.intents.filter((row) => row.kind === 'need' && (row.state === 'open' || row.state === 'partly')), { room: 'needs', kind: 'need' }, (row) => needRow(row, views, words, t, called)),
    group('itself', views.itself, { room: 'things' }, itself),
    group('going', commitments.filter(({ one }) => one.state === 'agreed' || one.state === 'part-handed'), { room: 'needs' }, ({ one, detail }) => goingRow(one, detail, t, called)),
    group('offered', views.intents.filter((row) => row.kind === 'offer' && row.state === 'open'), { room: 'needs', kind: 'offer' }, (row) => offerRow(row, views, words, t, called)),
    group('new-pages', newPages(views), { room: 'ideas' }, (row) => pageRow(row, t)),
    group('rest', atRest(views, words, t), { room: 'stock' }, itself)
  ].filter(({ rows }) => rows.length > 0)
}

type Say = (key: string, params?: Message['params']) => string
type Called = (ware: IdText) => string
interface Found {
  readonly one: CommitmentRow
  readonly detail: IntentDetail
}

/** A need and an offer may name the same commitment. */
const distinct = (all: readonly Found[]): readonly Found[] => [...new Map(all.map((found) => [found.one.id, found])).values()]

const subject = (row: IntentRow): string => strong(`${row.thing.charAt(0).toUpperCase()}${row.thing.slice(1)}:`)
const where = (row: IntentRow, t: Say): string => (row.place === undefined ? '' : t('web.place.at', { place: row.place }))
const amount = (row: IntentRow, words: Words): string => words.say(row.quantity ? shown(row.quantity) : { key: 'web.place.some' })

/** Handovers that only the other side has said. */
function waiting({ me }: SinceViews, t: Say, called: Called, commitments: readonly Found[]): SinceRow[] {
  return commitments.flatMap(({ one, detail }) => {
    const act = [{ words: t('web.place.act.happened'), to: { room: 'need', id: detail.id } as const }]
    const base = { id: `handed ${one.id}`, sign: glyphFor(one.thing), acts: act }
    if (one.receiver === me && one.giverSaid > one.receiverSaid) {
      return [{ ...base, sentence: t('web.place.handed-to-you', { thing: subject(detail), giver: called(one.giver) }) }]
    }
    if (one.giver === me && one.receiverSaid > one.giverSaid) {
      return [{ ...base, sentence: t('web.place.handed-by-you', { thing: subject(detail), receiver: called(one.receiver) }) }]
    }
    return []
  })
}

/** Others have said yes to what is mine. */
function answered({ me, intents }: SinceViews, t: Say): SinceRow[] {
  return intents
    .filter((row) => row.ware === me && row.answers > row.agreements)
    .map((row) => ({
      id: row.id, sign: glyphFor(row.thing),
      sentence: t(`web.place.answered-${row.kind}`, { thing: subject(row), n: row.answers - row.agreements }),
      acts: [{ words: t('web.place.act.answer'), to: { room: 'need', id: row.id } }]
    }))
}

function needRow(row: IntentRow, { me, nowMs }: SinceViews, words: Words, t: Say, called: Called): SinceRow {
  const mine = row.ware === me
  const key = `web.place.need${mine ? '-yours' : ''}${row.untilMs === undefined ? '' : '-until'}`
  const until = row.untilMs === undefined ? {} : { until: untilWords(row.untilMs, nowMs) }
  return {
    id: row.id, sign: glyphFor(row.thing),
    sentence: t(key, { thing: subject(row), who: called(row.ware), what: amount(row, words), where: where(row, t), ...until }),
    acts: [{ words: t(mine ? 'web.place.act.look' : 'web.place.act.give'), to: { room: 'need', id: row.id } }]
  }
}

function offerRow(row: IntentRow, { me }: SinceViews, words: Words, t: Say, called: Called): SinceRow {
  const mine = row.ware === me
  return {
    id: row.id, sign: glyphFor(row.thing),
    sentence: t(mine ? 'web.place.offer-yours' : 'web.place.offer', { thing: subject(row), who: called(row.ware), what: amount(row, words), where: where(row, t) }),
    acts: [{ words: t(mine ? 'web.place.act.look' : 'web.place.act.take'), to: { room: 'need', id: row.id } }]
  }
}

function goingRow(one: CommitmentRow, detail: IntentDetail, t: Say, called: Called): SinceRow {
  return {
    id: `going ${one.id}`, sign: glyphFor(one.thing),
    sentence: t(detail.state === 'partly' ? 'web.place.partly' : 'web.place.agreed', { thing: subject(detail), giver: called(one.giver), receiver: called(one.receiver) }),
    acts: [{ words: t('web.place.act.look'), to: { room: 'need', id: detail.id } }]
  }
}

const newPages = ({ ideas, seenLamport }: SinceViews): IdeaRow[] =>
  ideas.filter((row) => row.lamport > seenLamport && !row.blank).sort((a, b) => b.lamport - a.lamport)

const pageRow = (row: IdeaRow, t: Say): SinceRow => ({
  id: row.id, sign: row.title === '' ? 'seed' : 'page',
  sentence: t(row.edits > 1 ? 'web.place.idea-changed' : 'web.place.idea-new', { title: strong(`${row.title || t('ideas.untitled')}:`) }),
  acts: [{ words: t('web.place.act.read'), to: { room: 'idea', id: row.id } }]
})

function atRest({ stock, pages }: SinceViews, words: Words, t: Say): SinceRow[] {
  const rows: SinceRow[] = stock
    .filter((place) => place.place !== undefined && place.lines.length > 0)
    .map((place) => ({
      id: `place ${place.place}`, sign: glyphFor(place.lines[0]!.thing),
      sentence: t('web.place.stock', { place: strong(`${place.place!}:`), lines: place.lines.slice(0, 3).map((line) => words.say(line.portions[0]?.what ?? line.words)).join('; ') + (place.lines.length > 3 ? '…' : '.') }),
      acts: []
    }))
  if (pages > 0) rows.push({ id: 'ideas', sign: 'book', sentence: t('web.place.ideas-count', { n: pages }), acts: [{ words: t('web.place.act.look'), to: { room: 'ideas' } }] })
  return rows
}
