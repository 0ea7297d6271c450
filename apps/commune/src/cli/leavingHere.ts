/**
 * What others would get of the kept readings by a choice: the last days, as the peer tells them in spans fine enough for the choice, through
 * the very functions that publish.
 */
import { allowed, type LeavingChoice, type Message, type Published, type ReadingPoint, reveals, type ThingRow } from '@commune/commune'
import { preview } from '@commune/commune/senses'
import type { IdText, Readings } from '@commune/protocol'
import { systemRandom } from '../daemon/nodePorts.ts'
import type { Peered } from './hand.ts'

export interface LeavingHere {
  readonly choice: LeavingChoice
  /** What that shows of people. */
  readonly reveals: Message
  /** Why it cannot leave so. */
  readonly wrong?: Message
  readonly published: readonly Published[]
  readonly count: number
  /** So far back it was looked. */
  readonly days: number
}

const dayMs = 86_400_000
const minuteMs = 60_000
const spansMost = 20_000

export const leavingOf = async (peer: Peered, world: IdText, row: ThingRow, point: ReadingPoint, choice: LeavingChoice, nowMs: number): Promise<LeavingHere> => {
  const stepMs = 'stepMs' in choice.transform ? choice.transform.stepMs : undefined
  const days = stepMs === undefined ? 1 : Math.min(400, Math.max(7, Math.ceil((8 * stepMs) / dayMs)))
  const fit = allowed(choice, point.shape)
  const told = { choice, reveals: reveals(choice), days }
  if (!fit.ok) return { ...told, wrong: fit.error, published: [], count: 0 }
  const fine = Math.max(minuteMs, Math.ceil((days * dayMs) / spansMost / minuteMs) * minuteMs)
  const history = await peer.ask('history', { world, point: `${row.id}/${point.key}`, fromMs: nowMs - days * dayMs, toMs: nowMs, stepMs: fine })
  const times = Float64Array.from(history?.starts ?? [])
  const kept: Readings = { times, values: Float64Array.from((point.counter ? history?.lasts : history?.means) ?? []) }
  const shown = preview({ readings: point.counter ? usedIn(kept) : kept, choice, shape: point.shape, nowMs, random: systemRandom })
  return shown.ok ? { ...told, published: shown.value.published, count: shown.value.count } : { ...told, wrong: shown.error, published: [], count: 0 }
}

/** Of a meter what was used since the reading before; where it began anew, what it shows since. */
function usedIn({ times, values }: Readings): Readings {
  const used = values.map((value, at) => (at === 0 ? 0 : value >= (values[at - 1] as number) ? value - (values[at - 1] as number) : value))
  return { times, values: used }
}
