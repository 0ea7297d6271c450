/** Wishes about things become statements. */
import { type IdText, no, ok, type RawStatement, type Result } from '@commune/protocol'
import * as v from 'valibot'
import { cleanId, cleanLine } from '../facts/index.ts'
import { formMessage, type Message, sensesMessage } from '../words/index.ts'
import { guardOf, takes } from './guards.ts'
import { allowed, type LeavingChoice, readChoice } from './leaving/index.ts'
import { type Points, pointsSchema, thingLimits } from './shape.ts'
import type { Thing, ThingId } from './thing.ts'
import { type ThingSource, type Will, willSchema } from './types.ts'
import type { ThingRow, ThingsView } from './views.ts'

/** Brings a thing in, or says what has changed of it: what it was found to be where it comes from. */
export interface ThingWish {
  readonly wish: 'thing'
  readonly source: ThingSource
  readonly thing: Thing
}

/** What its keeper calls it and where it stands; null takes a field back. */
export interface CallThingWish {
  readonly wish: 'call-thing'
  readonly thing: ThingId
  readonly name?: string | null
  readonly place?: string | null
  /** Those who live with it. */
  readonly with?: readonly IdText[] | null
}

export interface ThingGoneWish {
  readonly wish: 'thing-gone'
  readonly thing: ThingId
}

/** Within which bounds an act point is willing; null: whatever its shape allows. */
export interface WillWish {
  readonly wish: 'will'
  readonly thing: ThingId
  readonly point: string
  readonly will: Will | null
}

/** Names the ware that looks after a thing; only its bridge can. Null: nobody but the bridge. */
export interface KeeperWish {
  readonly wish: 'keeper'
  readonly thing: ThingId
  readonly keeper: IdText | null
}

/** In which form a reading, or a count of passings, may leave, and for how long it is kept; null: what is usual for it. */
export interface LeaveWish {
  readonly wish: 'leave'
  readonly thing: ThingId
  readonly point: string
  readonly choice: LeavingChoice | null
}

export type SensesWish = ThingWish | CallThingWish | KeeperWish | LeaveWish | ThingGoneWish | WillWish

export interface SensesWisher {
  readonly things: ThingsView
  readonly ware: IdText
  readonly device: IdText
}

export const decideSenses = (wish: SensesWish, wisher: SensesWisher): Result<RawStatement[], Message> => {
  if (wish.wish === 'thing') return decideThing(wish, wisher)
  const row = wisher.things.one(wish.thing)
  if (!row) return no(sensesMessage('senses.unknown'))
  const { ware } = wisher
  if (row.bridge !== ware && (row.keeper !== ware || wish.wish === 'keeper')) return no(sensesMessage('senses.not-yours', { thing: row.called }))
  switch (wish.wish) {
    case 'call-thing':
      return row.gone ? no(sensesMessage('senses.gone', { thing: row.called })) : decideCall(wish)
    case 'keeper':
      return decideKeeper(wish)
    case 'thing-gone':
      return row.gone ? no(sensesMessage('senses.gone', { thing: row.called })) : ok([{ type: 'thing.gone', thing: row.id }])
    case 'will':
      return decideWill(wish, row)
    case 'leave':
      return decideLeave(wish, row)
  }
}

/** Nothing is said where nothing has changed: devices announce themselves again and again. */
function decideThing({ source, thing }: ThingWish, { things, device, ware }: SensesWisher): Result<RawStatement[], Message> {
  const points = v.safeParse(pointsSchema, { readings: thing.readings, pulses: thing.pulses, acts: thing.acts })
  if (!points.success) return no(sensesMessage('senses.bad-points'))
  const json = JSON.stringify(points.output)
  if (json.length > thingLimits.pointsCharsMax) return no(sensesMessage('senses.many-points'))
  const fields: Record<string, string> = {}
  for (const field of ['name', 'maker', 'model', 'place'] as const) {
    const given = thing[field]
    if (given === undefined || given === '') continue
    const clean = cleanLine(field === 'place' ? 'place' : 'name', given.slice(0, thingLimits.nameCharsMax), thingLimits.nameCharsMax)
    if (!clean.ok) return clean
    fields[field] = clean.value
  }
  const known = things.known(device, source, thing.key)
  if (known && known.bridge === ware) {
    const same = !known.gone && JSON.stringify(pointsOf(known)) === json
    // What its keeper called it stays: only what was never said is taken from the announcement.
    const fresh = Object.entries(fields).filter(([field]) => known[field as 'name'] === undefined)
    return ok(same && fresh.length === 0 ? [] : [{ type: 'thing.say', thing: known.id, ...Object.fromEntries(fresh), ...(!same && { points: json }) }])
  }
  const key = cleanLine('key', thing.key, 200)
  return key.ok ? ok([{ type: 'thing.say', key: key.value, source, ...fields, points: json }]) : key
}

/** As they were said: without what its keeper made of them. */
const pointsOf = ({ readings, pulses, acts }: ThingRow): Points => ({
  readings,
  pulses,
  acts: acts.map((act) => {
    const { will, ...said } = act
    return will ? said : act
  })
})

function decideCall(wish: CallThingWish): Result<RawStatement[], Message> {
  const said: { type: string; [field: string]: string | readonly string[] | null } = { type: 'thing.say', thing: wish.thing }
  for (const field of ['name', 'place'] as const) {
    const text = wish[field]
    if (text === undefined) continue
    const clean = text === null ? ok(null) : cleanLine(field, text, thingLimits.nameCharsMax)
    if (!clean.ok) return clean
    said[field] = clean.value
  }
  if (wish.with === null) said['with'] = null
  else if (wish.with !== undefined) {
    if (wish.with.length > 64) return no(formMessage('form.many', { field: formMessage('form.field.name'), most: 64 }))
    const household: string[] = []
    for (const ware of wish.with) {
      const clean = cleanId(ware)
      if (!clean.ok) return clean
      household.push(clean.value)
    }
    said['with'] = household
  }
  return Object.keys(said).length > 2 ? ok([said as RawStatement]) : no(formMessage('form.nothing'))
}

function decideKeeper({ thing, keeper }: KeeperWish): Result<RawStatement[], Message> {
  const clean = keeper === null ? ok(null) : cleanId(keeper)
  return clean.ok ? ok([{ type: 'thing.say', thing, keeper: clean.value }]) : clean
}

function decideLeave({ point, choice }: LeaveWish, row: ThingRow): Result<RawStatement[], Message> {
  const sensed = [...row.readings, ...row.pulses].find((each) => each.key === point)
  if (!sensed) return no(sensesMessage('senses.no-point', { thing: row.called, point: point.slice(0, 60) }))
  const said = { type: 'thing.leave', thing: row.id, point }
  if (choice === null) return ok([{ ...said, choice: null }])
  const read = readChoice(choice)
  if (!read.ok) return read
  const may = allowed(read.value, 'shape' in sensed ? sensed.shape : 'pulse')
  return may.ok ? ok([{ ...said, choice: JSON.stringify(may.value) }]) : may
}

function decideWill({ point, will }: WillWish, row: ThingRow): Result<RawStatement[], Message> {
  const act = row.acts.find(({ key }) => key === point)
  if (!act) return no(sensesMessage('senses.no-point', { thing: row.called, point: point.slice(0, 60) }))
  const said = { type: 'thing.will', thing: row.id, point }
  if (will === null) return ok([{ ...said, will: null }])
  const parsed = v.safeParse(willSchema, will)
  if (!parsed.success) return no(sensesMessage('senses.bad-will'))
  const { min, max, kept } = parsed.output
  if (min !== undefined && max !== undefined && min > max) return no(sensesMessage('senses.will-crossed'))
  if (kept !== undefined) {
    if (!guardOf(act)) return no(sensesMessage('senses.no-guard', { point: act.name }))
    if (!takes(act, kept)) return no(sensesMessage('senses.guard-value', { point: act.name }))
    // What is kept needs no bounds: there is one value, and nobody asks another.
    return ok([{ ...said, will: JSON.stringify({ kept }) }])
  }
  return ok([{ ...said, will: JSON.stringify(parsed.output) }])
}
