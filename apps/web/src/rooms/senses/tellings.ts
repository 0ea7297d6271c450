/**
 * Doors and meters, as they tell of themselves in the place and in its list. What has not been heard for a day, or is too old to
 * count, stays there and says so: that a sensor has gone quiet is worth more than the silence in its place. What was never told is
 * neither drawn nor told.
 */
import type { Message, PointId, ReadingPoint, ThingRow } from '@commune/commune'
import type { SensedRow } from '@commune/peer'
import { sinceMessage, toldOf, valueMessage } from '../../telling/sensed.ts'
import { actsNow, isDoor, tellsAs } from './portrayed.ts'

const quietMs = 86_400_000

export interface Showing {
  readonly thing: ThingRow
  readonly device: 'door' | 'meter'
  readonly point: ReadingPoint
  readonly id: PointId
}

/** What a thing that only senses shows as a door or a meter: whether it is open, or what is used now, else what has been counted. */
export const showing = (thing: ThingRow, device: 'door' | 'meter'): readonly Showing[] => {
  if (tellsAs(thing) !== device) return []
  const { readings } = thing
  const count = readings.find(({ counter }) => counter)
  const point = device === 'door' ? readings.find(isDoor) : count && (readings.find(({ about }) => about === 'power') ?? count)
  return point ? [{ thing, device, point, id: `${thing.id}/${point.key}` }] : []
}

export interface Telling {
  /** It is drawn as open, or as counting. */
  readonly acts: boolean
  /** The words under its drawing. */
  readonly short: Message
  readonly sentence: (thing: string) => Message
}

export const tellingOf = ({ thing, device, point, id }: Showing, sensed: ReadonlyMap<PointId, SensedRow>, nowMs: number): Telling | undefined => {
  const row = sensed.get(id)
  if (!row || row.notTold || (row.value === undefined && row.unknown === undefined)) return undefined
  const told = toldOf(row, point, nowMs)
  if (row.value === undefined) return { acts: false, short: told.value, sentence: (name) => ({ key: 'web.sense.point', params: { point: name, value: told.value } }) }
  const value = valueMessage(row.value, point)
  const heardMs = Math.max(...thing.readings.map(({ key }) => sensed.get(`${thing.id}/${key}`)?.atMs ?? 0))
  const is = device === 'door' ? 'is' : point.counter ? 'shows' : 'uses'
  if (told.known && (heardMs === 0 || nowMs - heardMs <= quietMs)) return { acts: actsNow(row.value), short: value, sentence: (name) => ({ key: `web.itself.${is}`, params: { thing: name, value } }) }
  const since = sinceMessage(row.stale && row.atMs !== undefined ? row.atMs : heardMs, nowMs)
  return {
    acts: false,
    short: { key: 'web.itself.quiet', params: { value, since } },
    sentence: (name) => ({ key: `web.itself.${is}-quiet`, params: { thing: name, value, since } })
  }
}
