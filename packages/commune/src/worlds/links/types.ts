/**
 * Links of worlds: a ware that lives in two worlds pledges to carry certain things from one to the other. It says so in
 * both: in the one it carries from, so that its people see what leaves and whither, and in the one it carries to. What is
 * carried is what both pledges allow. A pledge lapses at its time (P4), and its ware ends it at any moment.
 *
 * The other world is named by an alias: a hash of its id, which whoever lives in it works out and nobody else can. Its id
 * itself would tell by which connections one lives in it (S1).
 *
 * Whoever does not want that what it says is carried says so, and every carrier heeds it: each speaks only for itself (P2).
 */
import type { IdText, RoomState, StatementId } from '@commune/protocol'
import * as v from 'valibot'
import { type Filed, idText, line, statementId, timeMs, type Tracked } from '../../facts/index.ts'

/** What may be carried: `surplus` is stock that is open to all, `answer` what is said yes with to what was carried there. */
export const linkKinds = ['need', 'offer', 'surplus', 'answer', 'recall'] as const
export type LinkKind = (typeof linkKinds)[number]

/** How much is told of where something is: its place, only the widest place that it lies in, or nothing. */
export const linkPlaces = ['as it is', 'coarse', 'none'] as const
export type LinkPlace = (typeof linkPlaces)[number]

export interface LinkSay {
  readonly type: 'link.say'
  /** The other world by its alias: carried from here to it, or here from it. One of the two. */
  readonly to?: IdText
  readonly from?: IdText
  /** What the other world is called, where the carrier tells it. */
  readonly name?: string
  /** Kinds that nobody here knows are carried by nobody here. */
  readonly kinds: readonly string[]
  readonly place: LinkPlace
  /** Whether it is told who said it. */
  readonly names: boolean
  /** Whether what people wrote beside it goes along: it may say anything. */
  readonly notes?: true
  /** Whether it may be carried on from there. */
  readonly again?: true
  readonly until: number
}

export const linkSaySchema: v.GenericSchema<unknown, LinkSay> = v.pipe(
  v.object({
    type: v.literal('link.say'),
    to: v.exactOptional(idText),
    from: v.exactOptional(idText),
    name: v.exactOptional(line(80)),
    kinds: v.pipe(v.array(line(24)), v.minLength(1), v.maxLength(16)),
    place: v.picklist(linkPlaces),
    names: v.boolean(),
    notes: v.exactOptional(v.literal(true)),
    again: v.exactOptional(v.literal(true)),
    until: timeMs
  }),
  v.check(({ to, from }) => (to === undefined) !== (from === undefined), 'either to or from')
)

/** Ends one's own link from here on. */
export interface LinkEnd {
  readonly type: 'link.end'
  readonly link: StatementId
}
export const linkEndSchema: v.GenericSchema<unknown, LinkEnd> = v.object({ type: v.literal('link.end'), link: statementId })

/** What I say here is not to be carried: to that world, or to none. Undoing it allows it again. */
export interface LinkMineNot {
  readonly type: 'link.mine-not'
  readonly to?: IdText
}
export const linkMineNotSchema: v.GenericSchema<unknown, LinkMineNot> = v.object({
  type: v.literal('link.mine-not'),
  to: v.exactOptional(idText)
})

export interface LinksState extends RoomState {
  readonly says: Tracked<Filed<LinkSay>>
  readonly ends: Tracked<Filed<LinkEnd>>
  readonly mineNot: Tracked<Filed<LinkMineNot>>
}
