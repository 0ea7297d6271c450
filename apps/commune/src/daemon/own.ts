/**
 * What the daemon does beside the peer's own door: bringing files in, carrying the world out, and the list of what was said
 * last. These read the views where they are, since a file is only judged beside what is there already.
 */
import { type Message, type Views, whatWords } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok, type StatementId } from '@commune/protocol'
import { bringIn, type BringIn, type Brought } from '../carry/bringIn.ts'
import { bringPicture, type BringPicture, type BroughtPicture } from '../carry/bringPicture.ts'
import { carryOut, type Carried } from '../carry/carryOut.ts'
import { say, sentence, words } from '../words/index.ts'

export interface SaidLine {
  readonly id: StatementId
  readonly type: string
  readonly undone: boolean
  /** What it was about, in words. */
  readonly words: string
}

/** name: [params, answer] */
export interface OwnActs {
  bringIn: [BringIn, Brought]
  bringPicture: [BringPicture, BroughtPicture]
  carryOut: [{ world: IdText; after: number }, Carried]
  lastSaid: [{ world: IdText; limit: number }, readonly SaidLine[]]
}

export type OwnName = keyof OwnActs
export type Own = { readonly [K in OwnName]: (params: OwnActs[K][0]) => Promise<Outcome<OwnActs[K][1]>> }

export const ownOf = (peer: Peer): Own => {
  const out = carryOut(peer)
  return {
    bringIn: (params) => bringIn(peer, params),
    bringPicture: (params) => bringPicture(peer, params),
    carryOut: out,
    async lastSaid({ world, limit }) {
      const held = peer.inside.find(world)
      if (!held) return no(unknownWorld)
      const views = held.views()
      const self = await peer.ask('self', {})
      if (!self.ok) return self
      return ok(
        views
          .lastSaid(self.value.ware, limit)
          .map(({ id, type, undone }) => ({ id, type, undone, words: wordsOf(views, id, type) }))
      )
    }
  }
}

const unknownWorld: Message = { key: 'peer.world-unknown' }

function wordsOf(views: Views, id: StatementId, type: string): string {
  const intent = views.intents.one(id, 0)
  if (intent) return sentence(`said.${intent.kind}`, { what: say(whatWords(intent.thing, intent.quantity)) })
  const page = views.ideas.row(views.ideas.aboutPage(id) ?? id)
  if (page) return sentence('said.idea', { title: page.title || sentence('idea.untitled') })
  const known = { key: `said.${type}` }
  return words.has(known.key) ? say(known) : sentence('said.other', { type })
}
