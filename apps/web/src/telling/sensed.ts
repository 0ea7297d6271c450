/** What was sensed, in words: how much, and how fresh that is. Numbers keep as many digits as mean something. */
import { type ActPoint, isOpening, type Message, type PulsePoint, type ReadingPoint, type Shape, type Value } from '@commune/commune'
import type { SensedRow } from '@commune/peer'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 86_400_000

/** A number as it means something: in steps where they are known, else with three digits. */
export const meant = (value: number, step?: number): number => {
  if (!Number.isFinite(value)) return 0
  const stepped = step !== undefined && step > 0 ? Number((Math.round(value / step) * step).toPrecision(12)) : Number.NaN
  if (Number.isFinite(stepped)) return stepped
  const size = Math.abs(value)
  if (size >= 100) return Math.round(value)
  return Number(value.toPrecision(size >= 10 ? 3 : 2))
}

/** Numbers from here on are written with a power of ten. */
const hugeFrom = 1e12

export const amountMessage = (value: number, unit?: string, step?: number): Message => {
  const exact = meant(value, step)
  // Written out it would fill the page.
  const amount = Math.abs(exact) >= hugeFrom ? exact.toPrecision(3) : exact
  return unit === undefined || unit === '' ? said(String(amount)) : { key: 'web.sense.amount', params: { amount, unit } }
}

/** Words that are no sentence of ours. */
const said = (words: string): Message => ({ key: 'senses.named', params: { name: words } })

const wets: ReadonlySet<string> = new Set(['moisture'])

/** The words of yes and no for what a point is about; `acts`: of what can be asked. */
export const yesWord = (yes: boolean, about: string | undefined, acts: boolean): Message => {
  if (isOpening(about)) return { key: yes ? 'web.sense.open' : 'web.sense.closed' }
  if (about !== undefined && wets.has(about)) return { key: yes ? 'web.sense.wet' : 'web.sense.dry' }
  return { key: acts ? (yes ? 'web.sense.on' : 'web.sense.off') : yes ? 'web.sense.yes' : 'web.sense.no' }
}

export const valueMessage = (value: Value, point: { readonly shape: Shape | { readonly is: 'press' }; readonly about?: string }, acts = false): Message => {
  const { shape, about } = point
  if (typeof value === 'number') return shape.is === 'number' ? amountMessage(value, shape.unit, shape.step) : said(String(meant(value)))
  if (typeof value === 'boolean') return yesWord(value, about, acts)
  return said(value)
}

/** How long ago, as people feel it. */
export const freshMessage = (atMs: number, nowMs: number): Message => {
  const ago = nowMs - atMs
  if (ago < 2 * minuteMs) return { key: 'web.fresh.now' }
  if (ago < 20 * minuteMs) return { key: 'web.fresh.minutes' }
  if (ago < hourMs) return { key: 'web.fresh.hour' }
  const days = midnights(atMs, nowMs)
  if (days === 0) return { key: 'web.fresh.today' }
  if (days === 1) return { key: 'web.fresh.yesterday' }
  return days <= 60 ? { key: 'web.fresh.days', params: { n: days } } : { key: 'web.fresh.long' }
}

/** Since when nothing was heard, as people feel it: “since yesterday”, “for 3 days”. */
export const sinceMessage = (atMs: number, nowMs: number): Message => {
  const days = midnights(atMs, nowMs)
  if (days <= 0) return { key: 'web.since.today' }
  if (days === 1) return { key: 'web.since.yesterday' }
  return days <= 60 ? { key: 'web.since.days', params: { n: days } } : { key: 'web.since.long' }
}

function midnights(fromMs: number, toMs: number): number {
  const dayOf = (ms: number): number => {
    const date = new Date(ms)
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs
  }
  return dayOf(toMs) - dayOf(fromMs)
}

/** What a reading tells now, and how fresh that is; the latter is left out where there is nothing to be fresh. */
export interface Told {
  readonly value: Message
  readonly fresh?: Message
  /** It is known now. */
  readonly known: boolean
}

export const toldOf = (row: SensedRow | undefined, point: ReadingPoint, nowMs: number): Told => {
  if (!row) return { value: { key: 'web.sense.never' }, known: false }
  if (row.notTold) return { value: { key: 'web.sense.not-told' }, known: false }
  const fresh = row.atMs === undefined ? {} : { fresh: freshMessage(row.atMs, nowMs) }
  if (row.unknown !== undefined) {
    return { value: { key: ['gone', 'unavailable', 'unreadable'].includes(row.unknown) ? `web.sense.unknown-${row.unknown}` : 'web.sense.unknown' }, ...fresh, known: false }
  }
  if (row.value === undefined) return { value: { key: 'web.sense.never' }, known: false }
  const value = valueMessage(row.value, point)
  return row.stale ? { value: { key: 'web.sense.was', params: { value } }, ...fresh, known: false } : { value, ...fresh, known: true }
}

export const pulseOf = (row: SensedRow | undefined): Told => {
  if (row?.notTold) return { value: { key: 'web.sense.not-told' }, known: false }
  if (row?.unknown !== undefined) return { value: { key: 'web.sense.near-unknown' }, known: false }
  return { value: { key: row?.near ? 'web.sense.near' : 'web.sense.nobody' }, known: true }
}

/** A span of time in words: of two units the larger one, rounded where nobody counts. */
export const spanMessage = (ms: number): Message => {
  const of = (key: string, unitMs: number): Message => ({ key, params: { n: Number((ms / unitMs).toFixed(ms / unitMs < 10 && !Number.isInteger(ms / unitMs) ? 1 : 0)) } })
  if (ms < 90_000) return of('web.time.seconds', 1_000)
  if (ms < 90 * minuteMs) return of('web.time.minutes', minuteMs)
  return ms < 2 * dayMs ? of('web.time.hours', hourMs) : of('web.time.days', dayMs)
}

/** What can be asked of it, as a sort of deed that has words of its own. */
export type Deed = 'shine' | 'run' | 'open' | 'be'

const runs: ReadonlySet<string> = new Set(['pump', 'fan', 'heat', 'heater', 'climate', 'water_heater', 'oven', 'siren', 'alarm', 'vacuum', 'lawn_mower', 'humidifier'])

export const deedOf = (act: Pick<ActPoint, 'about'>): Deed => {
  const { about = '' } = act
  if (about === 'light' || about === 'brightness') return 'shine'
  if (isOpening(about)) return 'open'
  return runs.has(about) ? 'run' : 'be'
}

const third: Readonly<Record<Deed, string>> = { shine: 'shines', run: 'runs', open: 'opens', be: 'is' }

/** “shines at 60 %”; without `third` person as “shine at 60 %”. */
export const doesMessage = (value: Value | 'press', act: ActPoint, isThird = true): Message => {
  const deed = isThird ? third[deedOf(act)] : deedOf(act)
  if (act.shape.is === 'press') return { key: isThird ? 'web.rule.presses' : 'web.rule.press' }
  if (typeof value === 'boolean') return { key: `web.rule.${deed}-${value ? 'on' : 'off'}` }
  if (typeof value === 'number' && value === 0 && act.rest === 0) return { key: isThird ? 'web.rule.rests' : 'web.rule.rest' }
  if (value === '' && act.rest === '') return { key: isThird ? 'web.rule.rests' : 'web.rule.rest' }
  if (typeof value === 'string') return { key: isThird ? 'web.rule.says' : 'web.rule.say', params: { amount: value } }
  return { key: `web.rule.${deed}`, params: { amount: valueMessage(value, act, true) } }
}

/** A name within a sentence stays as its people write it. */
export const pointName = (point: Pick<ReadingPoint | PulsePoint, 'name'> & { readonly about?: string }, has: (key: string) => boolean): Message =>
  point.about !== undefined && has(`web.about.${point.about}`) ? { key: `web.about.${point.about}` } : said(point.name)
