/** What this world is called, where it lies, and which invitations are open. */
import { type IdText, laterThan, type Origin } from '@commune/protocol'
import { originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import type { InviteRow, InviteState, WorldRow } from './rows.ts'
import type { WorldsState } from './types.ts'

export class WorldsView {
  readonly #state: WorldsState
  readonly #standing: Standing

  constructor(state: WorldsState, standing: Standing) {
    this.#state = state
    this.#standing = standing
  }

  /** The last name and the last place said by anyone who still speaks here. */
  world(): WorldRow {
    let named: { at: Origin; name: string | null } | undefined
    let lies: { at: Origin; latitude: number | null; longitude: number | null } | undefined
    for (const [id, filed] of this.#state.says) {
      const at = originAt(id, filed)
      const { name, latitudeTenths: latitude, longitudeTenths: longitude } = filed.says
      const renames = name !== undefined && (named === undefined || laterThan(at, named.at))
      const moves = latitude !== undefined && longitude !== undefined && (lies === undefined || laterThan(at, lies.at))
      if ((!renames && !moves) || this.#standing.wareOf(at) === undefined) continue
      if (renames) named = { at, name }
      if (moves) lies = { at, latitude, longitude }
    }
    return {
      ...(named?.name != null && { name: named.name }),
      ...(lies?.latitude != null && lies.longitude != null && { latitude: lies.latitude / 10, longitude: lies.longitude / 10 })
    }
  }

  /** All invitations that were ever opened, with how they stand at `nowMs`; the last first. */
  invitations(nowMs: number): InviteRow[] {
    const closedBy = new Set<string>()
    for (const [id, filed] of this.#state.closed) {
      const ware = this.#standing.wareOf(originAt(id, filed))
      if (ware !== undefined) closedBy.add(`${filed.says.key} ${ware}`)
    }
    const usedBy = new Map<IdText, { at: Origin; ware: IdText; wares: Set<IdText> }>()
    for (const [id, filed] of this.#state.used) {
      const at = originAt(id, filed)
      if (this.#standing.wareOf(at) === undefined) continue
      const known = usedBy.get(filed.says.key)
      const wares = (known?.wares ?? new Set()).add(filed.says.ware)
      // It is for one use: the earliest counts, and every peer names the same one.
      if (known === undefined || laterThan(known.at, at)) usedBy.set(filed.says.key, { at, ware: filed.says.ware, wares })
    }
    const rows: { at: Origin; row: InviteRow }[] = []
    for (const [id, filed] of this.#state.opened) {
      const at = originAt(id, filed)
      const ware = this.#standing.wareOf(at)
      if (ware === undefined) continue
      const { key, secret, until, history, kind } = filed.says
      const used = usedBy.get(key)
      const state: InviteState = used ? 'used' : closedBy.has(`${key} ${ware}`) ? 'closed' : until <= nowMs ? 'lapsed' : 'open'
      const also = [...(used?.wares ?? [])].filter((other) => other !== used?.ware).sort()
      const users = used && { usedBy: used.ware, ...(also.length > 0 && { alsoUsedBy: also }) }
      rows.push({ at, row: { id, key, secret, untilMs: until, history, kind, ware, state, ...users } })
    }
    return rows.sort((a, b) => (laterThan(a.at, b.at) ? -1 : 1)).map(({ row }) => row)
  }
}
