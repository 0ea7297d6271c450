/** Wishes about links become statements, or a reason why not. */
import { type IdText, no, ok, type RawStatement, type Result, type StatementId } from '@commune/protocol'
import { cleanId, cleanLine, cleanTime } from '../../facts/index.ts'
import { linksMessage, type Message } from '../../words/index.ts'
import { type LinkKind, linkKinds, type LinkPlace, linkPlaces } from './types.ts'
import type { LinksView } from './views.ts'

export interface LinkWish {
  readonly wish: 'link'
  /** Alias of the other world; one of the two. */
  readonly to?: IdText
  readonly from?: IdText
  readonly name?: string
  readonly kinds: readonly LinkKind[]
  readonly place: LinkPlace
  readonly names: boolean
  readonly notes?: boolean
  readonly again?: boolean
  readonly untilMs: number
}

export interface LinkEndWish {
  readonly wish: 'link-end'
  readonly link: StatementId
}

export interface MineNotWish {
  readonly wish: 'mine-not'
  readonly to?: IdText
}

export type LinksWish = LinkWish | LinkEndWish | MineNotWish

interface LinksScene {
  readonly links: LinksView
  readonly ware: IdText
  readonly nowMs: number
}

export const decideLink = (wish: LinksWish, scene: LinksScene): Result<RawStatement[], Message> => {
  switch (wish.wish) {
    case 'link':
      return decideSay(wish, scene)
    case 'link-end':
      return decideEnd(wish, scene)
    case 'mine-not':
      return decideMineNot(wish, scene)
  }
}

function decideSay(wish: LinkWish, { nowMs }: LinksScene): Result<RawStatement[], Message> {
  const { to, from, place, names } = wish
  if ((to === undefined) === (from === undefined)) return no(linksMessage('links.one-way'))
  const other = cleanId((to ?? from) as IdText)
  if (!other.ok) return other
  const kinds = [...new Set(wish.kinds)]
  const unknown = kinds.find((kind) => !linkKinds.includes(kind))
  if (kinds.length === 0 || unknown !== undefined) return no(linksMessage('links.kinds', { all: [...linkKinds] }))
  if (!linkPlaces.includes(place)) return no(linksMessage('links.place', { all: [...linkPlaces] }))
  const until = cleanTime(wish.untilMs, nowMs)
  if (!until.ok) return until
  const name = wish.name === undefined ? undefined : cleanLine('name', wish.name, 80)
  if (name && !name.ok) return name
  return ok([
    {
      type: 'link.say',
      ...(to === undefined ? { from: other.value } : { to: other.value }),
      ...(name && { name: name.value }),
      kinds,
      place,
      names: names === true,
      ...(wish.notes === true && { notes: true }),
      ...(wish.again === true && { again: true }),
      until: until.value
    }
  ])
}

function decideEnd({ link }: LinkEndWish, { links, ware, nowMs }: LinksScene): Result<RawStatement[], Message> {
  const row = links.list(nowMs).find(({ id }) => id === link)
  if (!row) return no(linksMessage('links.unknown'))
  if (row.ware !== ware) return no(linksMessage('links.not-yours'))
  return row.state === 'live' ? ok([{ type: 'link.end', link }]) : no(linksMessage('links.over'))
}

function decideMineNot({ to }: MineNotWish, { links, ware }: LinksScene): Result<RawStatement[], Message> {
  const other = to === undefined ? undefined : cleanId(to)
  if (other && !other.ok) return other
  if (links.mineNot(ware, other?.value ?? '')) return no(linksMessage('links.already-not'))
  return ok([{ type: 'link.mine-not', ...(other && { to: other.value }) }])
}
