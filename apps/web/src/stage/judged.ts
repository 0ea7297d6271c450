/** Rules judged on a stage, by looking back as far as needed each time: slow, plain, and only to have something to show. */
import { type AgreementRow, type Amount, type Condition, type Measured, type PointId, pointsOf, type Rule, type ThingRow, type Value } from '@commune/commune'
import type { ReplayRow, SlotRow, StandRow, WhyPart, WhyRow } from '@commune/peer'
import { isDark, isUp, lastHeard, playedAt } from './played.ts'

const looks = 12
const backMs = 5 * 86_400_000

export interface Looked {
  readonly things: readonly ThingRow[]
  readonly nowMs: number
  /** Whether somebody is near at a time; null: unknown. */
  readonly near: (ms: number) => boolean | null
}

const thingAt = (looked: Looked, address: string): { thing: ThingRow | undefined; key: string } => {
  const slash = address.indexOf('/')
  return { thing: looked.things.find(({ id }) => id === address.slice(0, slash)), key: address.slice(slash + 1) }
}

const readAt = (looked: Looked, address: string, ms: number): Value | undefined => {
  const { thing, key } = thingAt(looked, address)
  return thing && playedAt(thing, key, Math.min(ms, looked.nowMs - 41_000), looked.nowMs)
}

const measureAt = (looked: Looked, measured: Measured, ms: number): Value | undefined => {
  if (measured.is === 'reading') return readAt(looked, measured.point, ms)
  const seen = Array.from({ length: looks }, (_, i) => readAt(looked, measured.point, ms - (measured.ms * i) / looks)).filter((value) => typeof value === 'number')
  if (seen.length === 0) return undefined
  if (measured.is === 'average') return seen.reduce((sum, each) => sum + each, 0) / seen.length
  return ((seen[0]! - seen.at(-1)!) / (measured.ms * (1 - 1 / looks))) * 3_600_000
}

const valueOf = (to: Amount | boolean | string): Value => (typeof to === 'object' ? to.value : to)

const compared = (value: Value, how: string, to: Value): boolean => {
  switch (how) {
    case 'is': return value === to
    case 'is-not': return value !== to
    case 'below': return value < to
    case 'at-most': return value <= to
    case 'above': return value > to
    default: return value >= to
  }
}

const truthAt = (looked: Looked, condition: Condition, ms: number): boolean | null => {
  switch (condition.is) {
    case 'near': return thingAt(looked, condition.point).thing ? looked.near(ms) : null
    case 'sun': return condition.state === 'up' ? isUp(ms) : condition.state === 'down' ? !isUp(ms) : isDark(ms)
    case 'compare': {
      const value = measureAt(looked, condition.of, ms)
      return value === undefined ? null : compared(value, condition.how, valueOf(condition.to))
    }
    case 'held':
    case 'within': {
      const seen = Array.from({ length: looks }, (_, i) => truthAt(looked, condition.that, ms - (condition.ms * i) / (looks - 1)))
      if (condition.is === 'held') return seen.includes(false) ? false : seen.includes(null) ? null : true
      return seen.includes(true) ? true : seen.includes(null) ? null : false
    }
    case 'since': return truthAt(looked, condition.that, ms)
    case 'rises':
    case 'falls': return turned(looked, condition, ms)
    case 'not': {
      const that = truthAt(looked, condition.that, ms)
      return that === null ? null : !that
    }
    default: {
      const all = condition.of.map((member) => truthAt(looked, member, ms))
      const decides = condition.is === 'or'
      return all.includes(decides) ? decides : all.includes(null) ? null : !decides
    }
  }
}

function turned(looked: Looked, condition: Extract<Condition, { is: 'rises' | 'falls' }>, ms: number): boolean | null {
  for (let at = ms; at > ms - backMs; at -= 1_800_000) {
    const value = measureAt(looked, condition.of, at)
    if (typeof value !== 'number') return null
    if (value > condition.above.value) return condition.is === 'rises'
    if (value < condition.below.value) return condition.is === 'falls'
  }
  return false
}

const partOf = (looked: Looked, condition: Condition, ms: number): WhyPart => {
  const truth = truthAt(looked, condition, ms)
  switch (condition.is) {
    case 'and':
    case 'or': return { condition, truth, of: condition.of.map((each) => partOf(looked, each, ms)) }
    case 'not':
    case 'held':
    case 'within': return { condition, truth, of: [partOf(looked, condition.that, ms)] }
    case 'since': return { condition, truth, of: [partOf(looked, condition.that, ms), partOf(looked, condition.from, ms)] }
    case 'sun': return { condition, truth, of: [] }
    case 'near': return { condition, truth, of: [], measured: { point: condition.point, freshness: 'fresh', against: [] } }
    default: {
      const { thing, key } = thingAt(looked, condition.of.point)
      const shape = thing?.readings.find((point) => point.key === key)?.shape
      const value = measureAt(looked, condition.of, ms)
      const against = 'to' in condition ? [valueOf(condition.to)].filter((each) => typeof each === 'number') : [condition.below.value, condition.above.value]
      const nearest = typeof value === 'number' ? against.map((each) => value - each).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] : undefined
      return {
        condition, truth, of: [],
        measured: {
          point: condition.of.point, freshness: value === undefined ? (thing ? 'stale' : 'gone') : 'fresh', against,
          ...(value !== undefined && { value }), ...(thing && { atMs: lastHeard(thing, ms) }), ...(nearest !== undefined && { distance: nearest }),
          ...(shape?.is === 'number' && shape.unit !== undefined && { unit: shape.unit })
        }
      }
    }
  }
}

const askedBy = (rule: Rule, truth: boolean | null): Value | undefined => {
  const to = truth === true ? rule.to : truth === false ? (rule.otherwise === 'rest' ? undefined : rule.otherwise.to) : typeof rule.unsure === 'object' ? rule.unsure.to : undefined
  return to === undefined ? undefined : valueOf(to)
}

const leavesOf = (part: WhyPart): WhyPart[] => (part.of.length === 0 ? [part] : part.of.flatMap(leavesOf))

export const whyOn = (looked: Looked, agreements: readonly AgreementRow[], act: PointId): WhyRow[] =>
  agreements.filter(({ state }) => state === 'holds' || state === 'asked').flatMap((row) =>
    row.rules.flatMap((rule, i): WhyRow[] => {
      if (rule.act !== act) return []
      const why = partOf(looked, rule.while, looked.nowMs)
      const value = askedBy(rule, why.truth)
      return [{ agreement: row.id, version: row.version, rule: i, atMs: looked.nowMs, why, inTheWay: leavesOf(why).filter(({ truth }) => truth !== true), ...(value !== undefined && { value }) }]
    }))

export interface PlayedHold {
  readonly value: Value
  readonly untilMs: number
  readonly ware: string
}

export const standOn = (looked: Looked, agreements: readonly AgreementRow[], act: PointId, hold: PlayedHold | undefined): StandRow | undefined => {
  const { thing, key } = thingAt(looked, act)
  const point = thing?.acts.find((each) => each.key === key)
  if (!thing || !point) return undefined
  const asks = agreements.filter(({ state }) => state === 'holds').flatMap((row) => row.rules.filter((rule) => rule.act === act).flatMap((rule) => {
    const value = askedBy(rule, truthAt(looked, rule.while, looked.nowMs))
    return value === undefined ? [] : [{ value, agreement: row.id, untilMs: looked.nowMs + 60_000 }]
  }))
  const [first, ...others] = asks
  const filled: Record<string, Omit<SlotRow, 'slot' | 'decides' | 'waiting'> | undefined> = { person: hold && hold.untilMs > looked.nowMs ? hold : undefined, agreement: first,
    rest: point.rest === undefined ? undefined : { value: point.rest } }
  const decides = ['person', 'agreement', 'rest'].find((slot) => filled[slot])
  const slots = (['safety', 'device', 'person', 'agreement', 'rest'] as const).map((slot): SlotRow => ({
    slot, decides: slot === decides, ...filled[slot], waiting: slot === 'agreement' ? others.filter(({ value }) => value !== first?.value).map(({ value, agreement }) => ({ value, agreement })) : []
  }))
  const asked = decides === undefined ? undefined : filled[decides]?.value
  return { point: act, slots, ...(asked !== undefined && { asked, told: { value: asked, atMs: looked.nowMs - 20_000 }, sinceMs: looked.nowMs - 240_000 }) }
}

const stepMs = 600_000

export const replayOn = (looked: Looked, agreements: readonly AgreementRow[], rules: readonly Rule[], fromMs: number, toMs: number): ReplayRow => {
  // Nobody keeps when somebody was near: afterwards it is unknown.
  const back = { ...looked, near: () => null }
  const others = agreements.filter(({ state }) => state === 'holds').flatMap((row) => row.rules.map((rule, i) => ({ rule, agreement: row.id, i })))
    .filter(({ rule }) => rules.some((each) => each.act === rule.act && JSON.stringify(each) !== JSON.stringify(rule)))
  const fights: { agreement: string; rule: number; fromMs: number; toMs: number }[] = []
  const played = rules.map((rule) => {
    const acted: { fromMs: number; toMs: number; value: Value }[] = []
    let unknownMs = 0
    for (let at = fromMs; at < toMs; at += stepMs) {
      const truth = truthAt(back, rule.while, at)
      if (truth === null) unknownMs += stepMs
      if (truth !== true) continue
      const last = acted.at(-1)
      if (last?.toMs === at) acted[acted.length - 1] = { ...last, toMs: at + stepMs }
      else acted.push({ fromMs: at, toMs: at + stepMs, value: valueOf(rule.to) })
      for (const other of others) {
        if (other.rule.act !== rule.act || valueOf(other.rule.to) === valueOf(rule.to) || truthAt(back, other.rule.while, at) !== true) continue
        const before = fights.at(-1)
        if (before?.toMs === at && before.agreement === other.agreement) before.toMs = at + stepMs
        else fights.push({ agreement: other.agreement, rule: other.i, fromMs: at, toMs: at + stepMs })
      }
    }
    return { acted, unknownMs }
  })
  const lacks = [...new Set(rules.flatMap((rule) => pointsOf(rule).senses))].filter((point) => {
    const { thing, key } = thingAt(looked, point)
    return thing?.pulses.some((each) => each.key === key) ?? true
  }) as PointId[]
  return { fromMs, toMs, rules: played, fights, lacks }
}
