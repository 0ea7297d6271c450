/** What acting on agreements needs of the peer around it. */
import type { AgreementRow, Convert, PointId, Sun, ThingRow, ThingsView } from '@commune/commune'
import type { Cancel, Clock, IdText, Log } from '@commune/protocol'
import type { Now } from './now.ts'
import type { ThingBridge } from './ports.ts'

export interface ActingPorts {
  readonly clock: Clock
  readonly log: Log
  readonly now: Now
  readonly convert: Convert
  readonly sun: Sun
  /** This device. */
  readonly me: IdText
  things(): ThingsView
  agreements(): readonly AgreementRow[]
  bridgeOf(thing: ThingRow): ThingBridge | undefined
  /** Whether when this point tells something may be kept: not of what moves when somebody passes. */
  keeps(point: PointId): boolean
  /** Follows what others sense. */
  follow(points: readonly PointId[]): Cancel
  /** Something that is shown has changed. */
  changed(): void
  /** What has to survive a restart has changed. */
  keep(state: unknown): void
}
