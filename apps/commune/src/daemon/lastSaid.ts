/**
 * What this ware said last, and how each of it is taken back.
 *
 * What the program says by itself is left out: who takes back “the last thing” means what they said, and not that a newcomer
 * was let in meanwhile, or that a name was said again under a new key. To stop sharing, and to appoint a carrier, are taken back
 * by their opposite. Pages are taken back step by step: what was taken back once does not come again as the last thing.
 */
import { type Views, whatWords, type Wish } from '@commune/commune'
import type { Held } from '@commune/peer'
import type { CarriersState, IdText, StatementId } from '@commune/protocol'
import { say, sentence, words } from '../words/index.ts'

/** What is done to take it back. */
export type Back =
  | { readonly act: 'say'; readonly wish: Wish }
  | { readonly act: 'dissociate'; readonly ware: IdText; readonly apart: boolean }
  | { readonly act: 'endCarrier'; readonly key: IdText }

export interface SaidLine {
  readonly id: StatementId
  readonly type: string
  readonly undone: boolean
  /** It takes back something else: not the last thing that was said. */
  readonly takesBack: boolean
  /** What it was about, in words. */
  readonly words: string
  readonly back: Back
}

interface Row extends SaidLine {
  readonly lamport: number
}

/** Said by the program itself, beside what it says in the same entry as a new key. */
const byItself: ReadonlySet<string> = new Set(['invite.used'])

export const lastSaid = (held: Held, limit: number): SaidLine[] => {
  const views = held.views()
  const { me } = held.hosted
  const steps = new Map<StatementId, Steps>()
  // Some are left out: of more than was asked for, enough are left.
  const rows = views.lastSaid(me, limit * 2 + 50).flatMap((row): Row[] => {
    if (byItself.has(row.type) || !views.find(`${row.id.split('.')[0]}.0`)) return []
    const back: Back = { act: 'say', wish: { wish: 'undo', target: row.id } }
    const about = wordsOf(views, row.id, row.type)
    const line: Row = { id: row.id, type: row.type, lamport: row.origin.lamport, undone: row.undone, takesBack: row.type === 'undo', words: about, back }
    const page = row.room === 'ideas' ? views.ideas.aboutPage(row.id) : undefined
    if (page === undefined) return [line]
    const of = steps.get(page) ?? stepsOf(views, page)
    steps.set(page, of)
    return [{ ...line, ...of.get(row.id) }]
  })
  return [...rows, ...apartRows(held, me), ...carrierRows(held, me)]
    .sort((a, b) => b.lamport - a.lamport || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
    .map(({ lamport: _lamport, ...row }) => row)
}

type Steps = ReadonlyMap<StatementId, Partial<SaidLine>>

/** How the edits of a page stand to one another: one that makes it read as it did before the last takes that one back. */
function stepsOf(views: Views, page: StatementId): Steps {
  const found = new Map<StatementId, Partial<SaidLine>>()
  const standing: { edit: StatementId; reads: string }[] = []
  for (const { edit, title, text, tags, front } of views.ideas.versions(page, { limit: 200 }).rows.toReversed()) {
    const reads = JSON.stringify([title, text, tags, front])
    const before = standing.at(-2)?.reads ?? (standing.length === 1 ? blank : undefined)
    const last = standing.at(-1)
    if (last && reads === before) {
      standing.pop()
      found.set(last.edit, { undone: true })
      found.set(edit, { takesBack: true })
    } else standing.push({ edit, reads })
  }
  // The last that stands is taken back by how it read before; one further down by what the page makes of it.
  const [before, last] = [standing.at(-2), standing.at(-1)]
  if (last) {
    const wish: Wish = before ? { wish: 'restore', idea: page, edit: before.edit } : { wish: 'blank', idea: page }
    found.set(last.edit, { back: { act: 'say', wish } })
  }
  return found
}

const blank = JSON.stringify(['', '', [], ''])

function apartRows({ hosted: { epochs, identities }, views }: Held, me: IdText): Row[] {
  const mine = [...epochs.dissociations].filter(([, said]) => identities.wareOf(said.origin) === me && said.ware !== me && said.at === said.origin.lamport)
  const last = new Map<IdText, number>()
  for (const [, said] of mine) last.set(said.ware, Math.max(said.at, last.get(said.ware) ?? 0))
  return mine.map(([id, { ware, apart, at }]) => {
    const who = views().wares.nameOf(ware) ?? ware.slice(0, 8)
    const type = apart ? 'dissociate.say' : 'dissociate.end'
    return {
      id, type, lamport: at,
      undone: last.get(ware) !== at,
      takesBack: !apart,
      words: sentence(apart ? 'said.dissociate.say' : 'said.dissociate.end', { who }),
      back: { act: 'dissociate', ware, apart: !apart }
    }
  })
}

function carrierRows({ hosted }: Held, me: IdText): Row[] {
  const { carriers } = hosted.world.folds.state('carriers') as unknown as CarriersState
  const used = new Set(hosted.carriers().flatMap(({ key, by }) => (by.includes(me) ? [key] : [])))
  return [...carriers].flatMap(([id, { key, ended, origin }]): Row[] =>
    ended || hosted.identities.wareOf(origin) !== me
      ? []
      : [{ id, type: 'carrier.appoint', lamport: origin.lamport, undone: !used.has(key), takesBack: false, words: sentence('said.carrier.appoint'), back: { act: 'endCarrier', key } }]
  )
}

function wordsOf(views: Views, id: StatementId, type: string): string {
  const intent = views.intents.one(id, 0)
  if (intent) return sentence(`said.${intent.kind}`, { what: say(whatWords(intent.thing, intent.quantity)) })
  const page = views.ideas.row(views.ideas.aboutPage(id) ?? id)
  if (page) return sentence('said.idea', { title: page.title || sentence('idea.untitled') })
  const known = { key: `said.${type}` }
  return words.has(known.key) ? say(known) : sentence('said.other', { type })
}
