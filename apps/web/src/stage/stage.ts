/** What a stage holds: several worlds, each a commune in memory, and who looks at them. */
import { TestCommune, type TestWare } from '@commune/commune/testing'
import type { InviteRow, Value } from '@commune/commune'
import type { BrokerRow, FileView, ForkRow, Kept, LiveView } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import type { PlayedHold } from './judged.ts'

export interface StageWorld {
  readonly id: IdText
  readonly commune: TestCommune
  readonly me: TestWare
  /** Everybody, in the order they came; this ware among them. */
  readonly wares: TestWare[]
  readonly here: Set<IdText>
  readonly invitations: InviteRow[]
  readonly apart: Set<IdText>
  readonly followed: Set<IdText>
  readonly ended: Set<IdText>
  kept: Kept
  left: boolean
  /** What was said by hand, by point. */
  readonly byHand: Map<string, { readonly value: Value; readonly atMs: number }>
  /** What is asked of act points for a while. */
  readonly holds: Map<string, PlayedHold>
}

/**
 * `cut-off`: nobody else is reached; `unknowns`: nothing that is sensed is known, each for another reason; `unseen`: what was withdrawn has not been
 * seen by whoever acts; `damaged`: the store does not open; `mended`: a part of it was damaged, and the keys of another place.
 */
export type Odd = 'cut-off' | 'unknowns' | 'unseen' | 'damaged' | 'mended'

export interface Stage {
  readonly worlds: Map<IdText, StageWorld>
  backedUp: boolean
  /** The disk is full: nothing can be said. */
  full: boolean
  /** Forks that somebody asks along to. */
  forks: readonly ForkRow[]
  readonly files: Map<string, FileView>
  mayForget: boolean
  /** Pages that are open to write on. */
  readonly open: Map<string, LiveView>
  /** Devices with which a way back was left. */
  readonly ways: Set<IdText>
  /** Boxes where devices come in. */
  brokers: readonly BrokerRow[]
  onChange: () => void
  /** This ware came in without history. */
  late: boolean
  /** What does not go as it should. */
  readonly odd: Set<Odd>
  /** Somebody walks past: all the time, now and then, or nobody. */
  walks: 'always' | 'now-and-then' | 'nobody'
  /** Rises with everything that needs a name. */
  count: number
}

export const emptyStage = (): Stage => ({
  ...{ worlds: new Map(), backedUp: false, full: false, forks: [], files: new Map(), mayForget: true, ways: new Set(), open: new Map(), brokers: [] },
  ...{ onChange: () => {}, late: false, odd: new Set(), walks: 'nobody', count: 0 }
})

/** A world with this ware alone in it. */
export const openWorld = (stage: Stage, nowMs: number): StageWorld => {
  const commune = new TestCommune()
  commune.nowMs = nowMs
  const me = commune.ware()
  const id = `world-${++stage.count}`
  const world: StageWorld = {
    id, commune, me, wares: [me], here: new Set([me.ware]), invitations: [], apart: new Set(), followed: new Set(), ended: new Set(),
    kept: { others: 0, browsers: 0, carriers: 0 }, left: false, byHand: new Map(), holds: new Map()
  }
  stage.worlds.set(id, world)
  return world
}
