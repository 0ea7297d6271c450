/** Carrying a world out as plain files, a few megabytes at a time. */
import { exportWorld, type PlainFile } from '@commune/commune'
import type { Outcome, Peer } from '@commune/peer'
import { type IdText, no, ok } from '@commune/protocol'

export interface Carried {
  readonly files: readonly PlainFile[]
  /** What to ask with next; null when this was all. */
  readonly next: number | null
}

const bytesAtOnce = 4_000_000

/** Asks begin with `after` 0 and go on with what the last answer named; one at a time goes on. */
export const carryOut = (peer: Peer): ((params: { world: IdText; after: number }) => Promise<Outcome<Carried>>) => {
  let under: { world: IdText; at: number; files: Iterator<PlainFile> } | undefined
  return async ({ world, after }) => {
    const held = peer.inside.find(world)
    const members = await peer.ask('wares', { world })
    if (!held) return no({ key: 'peer.world-unknown' })
    if (!members.ok) return members
    if (after === 0) under = { world, at: 0, files: exportWorld(held.views(), members.value, Date.now()) }
    if (!under || under.world !== world || under.at !== after) return no({ key: 'export.again' })
    const files: PlainFile[] = []
    for (let bytes = 0; bytes < bytesAtOnce;) {
      const next = under.files.next()
      if (next.done) {
        under = undefined
        return ok({ files, next: null })
      }
      files.push(next.value)
      bytes += next.value.bytes.length
      under.at++
    }
    return ok({ files, next: under.at })
  }
}
