/** What people do about things: who hears of them, what may leave, what is agreed on, and who holds what for a while. */
import type { AgreementRow, LeavingChoice, PointId, ThingRow, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import type { Commune } from '../run/commune.ts'
import { ruleAbout } from './ruling.ts'

const deeds = { propose: 8, agree: 4, disagree: 2, leave: 3, call: 3, will: 1, hold: 3, release: 1, hand: 2, away: 1, look: 5, gone: 0.3 }
const choices: readonly LeavingChoice[] = [
  { class: 'commons', transform: { is: 'as-it-is' }, lifetime: {} },
  { class: 'commons', transform: { is: 'binned', stepMs: 60_000, of: ['mean', 'max'] }, lifetime: {} },
  { class: 'household', transform: { is: 'stays' }, lifetime: {} },
  { class: 'household', transform: { is: 'binned', stepMs: 86_400_000, of: ['mean'] }, lifetime: { thereSeasons: 2 } },
  { class: 'personal', transform: { is: 'stays' }, lifetime: {} }
]
const lookMs = 5_000
/** Rules of one agreement. */
const rulesMost = 3

/** Starts one deed; answers with wishes where it is something to say, and with nothing where it was done. */
export const wishAboutThings = async (commune: Commune, at: SimPeer, world: IdText, chance: Chance): Promise<readonly Wish[]> => {
  const { peer } = at
  if (!peer) return []
  const things = await peer.ask('things', { world })
  const rows: readonly ThingRow[] = things.ok ? things.value : []
  const agreements = await peer.ask('agreements', { world })
  const agreed: readonly AgreementRow[] = agreements.ok ? agreements.value : []
  if (rows.length === 0) return []
  const row = chance.pick(rows)
  const own = rows.filter(({ bridge, keeper }) => bridge === at.ware || keeper === at.ware)
  const acts = rows.flatMap(({ id, acts: points }) => points.map((act) => ({ point: `${id}/${act.key}` as PointId, act })))
  switch (chance.weighted(deeds)) {
    case 'propose': {
      const rules = Array.from({ length: chance.between(1, rulesMost) }, () => ruleAbout(rows, chance)).filter((rule) => rule !== undefined)
      const instead = agreed.length > 0 && chance.happens(0.1) ? chance.pick(agreed).id : undefined
      return [{
        wish: 'propose',
        rules,
        ...(instead !== undefined && { instead }),
        ...(chance.happens(0.2) && { untilMs: at.nowMs + chance.between(1_000, 120_000) }),
        ...(chance.happens(0.1) && { safety: true })
      }]
    }
    case 'agree':
    case 'disagree': {
      if (agreed.length === 0) return []
      const { id } = chance.pick(agreed)
      return [chance.happens(0.6) ? { wish: 'agree', agreement: id } : { wish: 'disagree', agreement: id }]
    }
    case 'leave': {
      const [mine] = chance.shuffled(own.filter(({ readings }) => readings.length > 0))
      return mine ? [{ wish: 'leave', thing: mine.id, point: chance.pick(mine.readings).key, choice: chance.happens(0.2) ? null : chance.pick(choices) }] : []
    }
    case 'call': {
      const mine = own.length > 0 ? chance.pick(own) : undefined
      const wares = commune.membersAwake(world).flatMap(({ ware }) => (ware !== undefined && chance.happens(0.5) ? [ware] : []))
      return mine ? [{ wish: 'call-thing', thing: mine.id, with: chance.happens(0.2) ? null : wares }] : []
    }
    case 'will': {
      const [mine] = chance.shuffled(own.filter((each) => each.acts.length > 0))
      const act = mine && chance.pick(mine.acts)
      const leastMs = chance.pick([0, 1_000, 30_000])
      return mine && act ? [{ wish: 'will', thing: mine.id, point: act.key, will: chance.happens(0.3) ? null : { leastMs, asks: false, ...(act.shape.is === 'number' && { max: 80 }) } }] : []
    }
    case 'hold':
    case 'release': {
      if (acts.length === 0) return []
      const { point, act } = chance.pick(acts)
      const value = act.shape.is === 'number' ? chance.between(0, 100) : act.shape.is === 'words' ? chance.pick(act.shape.of) : chance.happens(0.5)
      // At a box itself it is asked in this very moment.
      at.things?.noteAsked()
      if (chance.happens(0.75)) void commune.act(at, 'hold', { world, act: point, value, forMs: chance.pick([1_000, 10_000, 60_000]) })
      else void commune.act(at, 'release', { world, act: point })
      return []
    }
    case 'hand': {
      const [box] = chance.shuffled(commune.boxes)
      if (chance.happens(0.5)) box?.things?.byHand('lamp', chance.between(0, 100))
      else box?.things?.byHand('pump', chance.happens(0.5))
      return []
    }
    case 'away': {
      const { things: around } = chance.pick(commune.boxes)
      const { key } = chance.pick(around?.all ?? [])
      around?.away(key, true)
      commune.time.after(chance.between(1_000, 90_000), 'scenario', () => around?.away(key, false))
      return []
    }
    case 'look':
      look(commune, at, world, rows, acts.map(({ point }) => point), chance)
      return []
    case 'gone':
      return own.includes(row) ? [{ wish: 'thing-gone', thing: row.id }] : []
  }
}

/** Opens a page about things for a while. */
function look(commune: Commune, at: SimPeer, world: IdText, rows: readonly ThingRow[], acts: readonly PointId[], chance: Chance): void {
  const { peer } = at
  if (!peer) return
  const points = rows.flatMap(({ id, readings, pulses }) => [...readings, ...pulses].map(({ key }): PointId => `${id}/${key}`))
  const cancel = peer.watch('sensed', { world, points }, () => undefined)
  commune.time.after(chance.between(1, 4) * lookMs, 'scenario', cancel)
  void peer.ask('stands', { world, acts })
  for (const act of acts.slice(0, 2)) void peer.ask('why', { world, act })
  if (points.length > 0) void peer.ask('history', { world, point: chance.pick(points), fromMs: at.nowMs - 600_000, toMs: at.nowMs + 1, stepMs: 1_000 })
  const rule = chance.happens(0.3) ? ruleAbout(rows, chance) : undefined
  if (rule) void peer.ask('replay', { world, rules: [rule], fromMs: at.nowMs - 600_000, toMs: at.nowMs })
}
