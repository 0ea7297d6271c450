/** Which links there are and how they stand, and whose things are carried nowhere. */
import { type IdText, laterThan, type Origin, type StatementId } from '@commune/protocol'
import { originAt } from '../../facts/index.ts'
import type { Standing } from '../../undo/index.ts'
import type { LinkPlace, LinkSay, LinksState } from './types.ts'

export type LinkState = 'live' | 'lapsed' | 'ended'

/** The last that one ware said of one way to or from one other world. */
export interface LinkRow {
  readonly id: StatementId
  /** Who carries. */
  readonly ware: IdText
  /** Out: from here to the other world. */
  readonly way: 'out' | 'in'
  /** Alias of the other world. */
  readonly other: IdText
  readonly name?: string
  readonly kinds: readonly string[]
  readonly place: LinkPlace
  readonly names: boolean
  readonly notes: boolean
  readonly again: boolean
  readonly untilMs: number
  readonly state: LinkState
}

interface Known {
  readonly at: Origin
  readonly ware: IdText
  readonly says: LinkSay
  ended: boolean
}

export class LinksView {
  readonly #state: LinksState
  readonly #standing: Standing
  #seen = ''
  #version = 0
  #links: readonly Known[] = []
  #mineNot = new Map<IdText, Set<IdText>>()

  constructor(state: LinksState, standing: Standing) {
    this.#state = state
    this.#standing = standing
  }

  /** Grows whenever a link or a word against being carried came or went. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** All links, those that are over as well; the last said first. */
  list(nowMs: number): LinkRow[] {
    this.#refresh()
    return this.#links.map((known) => rowOf(known, nowMs))
  }

  /** The live link by which this ware carries that way. */
  live(ware: IdText, way: 'out' | 'in', other: IdText, nowMs: number): LinkRow | undefined {
    return this.list(nowMs).find((row) => row.ware === ware && row.way === way && row.other === other && row.state === 'live')
  }

  /** Whether this ware does not want that what it says here is carried there. */
  mineNot(ware: IdText, other: IdText): boolean {
    this.#refresh()
    const said = this.#mineNot.get(ware)
    return said !== undefined && (said.has(everywhere) || said.has(other))
  }

  #refresh(): void {
    const { says, ends, mineNot } = this.#state
    const seen = [says.version, ends.version, mineNot.version, this.#standing.era, this.#standing.undoVersion].join()
    if (seen === this.#seen) return
    this.#seen = seen
    this.#version++
    const last = new Map<string, Known>()
    for (const [id, filed] of says) {
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      if (ware === undefined) continue
      const key = keyOf(ware, filed.says)
      const known = last.get(key)
      if (!known || laterThan(at, known.at)) last.set(key, { at, ware, says: filed.says, ended: false })
    }
    for (const [id, filed] of ends) {
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      const link = says.get(filed.says.link)
      const known = ware === undefined || !link ? undefined : last.get(keyOf(ware, link.says))
      if (known && laterThan(at, known.at)) known.ended = true
    }
    this.#links = [...last.values()].sort((a, b) => (laterThan(a.at, b.at) ? -1 : 1))
    this.#mineNot = new Map()
    for (const [id, filed] of mineNot) {
      const ware = this.#standing.wareOf(originAt(id, filed))
      if (ware === undefined) continue
      const others = this.#mineNot.get(ware) ?? new Set<IdText>()
      this.#mineNot.set(ware, others.add(filed.says.to ?? everywhere))
    }
  }
}

/** No alias: those have 43 letters. */
const everywhere: IdText = '*'

const keyOf = (ware: IdText, { to, from }: LinkSay): string => `${ware} ${to === undefined ? 'in' : 'out'} ${to ?? from}`

function rowOf({ at, ware, says, ended }: Known, nowMs: number): LinkRow {
  return {
    id: at.id,
    ware,
    way: says.to === undefined ? 'in' : 'out',
    other: (says.to ?? says.from) as IdText,
    ...(says.name !== undefined && { name: says.name }),
    kinds: says.kinds,
    place: says.place,
    names: says.names,
    notes: says.notes === true,
    again: says.again === true,
    untilMs: says.until,
    state: ended ? 'ended' : says.until <= nowMs ? 'lapsed' : 'live'
  }
}
