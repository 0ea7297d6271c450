/**
 * What is asked of an act point is asked by somebody who may (P2, P4): an agreement that holds in the eyes of the box, or a lease that has
 * not run out, and within what its keeper lets be asked (P5); everything asked says why, and every silence why not. What an agreement asks no more may linger for as long as it takes to
 * look again.
 */
import type { AgreementRow, PointId, ThingRow } from '@commune/commune'
import type { Acting, StandRow, WhyRow } from '@commune/peer'
import type { IdText } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import { brief, type Checker } from './checker.ts'

/** From a statement that came in until what acts has looked at it. */
const lingersMs = 2_000

/** Something that should not be so for longer than that. */
interface Seen {
  readonly what: string
  /** What was said of the agreement that it is about: what is said anew is looked at anew. */
  readonly saidOf?: string
}

/** When it was first seen. */
const firstSeen = new WeakMap<SimPeer, Map<string, number>>()

export const bound: Checker = {
  name: 'bound',
  async check({ commune }) {
    const broken: string[] = []
    for (const world of commune.worlds) {
      for (const box of commune.boxes) {
        const acting = box.peer?.senses.actingOf(world)
        const views = box.peer?.inside.find(world)?.views()
        if (!acting || !views || !box.peer) {
          firstSeen.delete(box)
          continue
        }
        const rows = views.agreements.list(box.nowMs)
        const acts = views.things.list().flatMap(({ id, device, acts: points }) => (device === box.device ? points.map(({ key }): PointId => `${id}/${key}`) : []))
        const stands = await box.peer.ask('stands', { world, acts })
        const lingering = new Map<string, number>()
        const seen: Seen[] = [...claimsLeft(acting, box, acts, rows), ...outsideOf(acting, box.device, views.things.list())]
        for (const act of acts) seen.push(...(await unexplained(box, acting, world, act, stands.ok ? stands.value.find(({ point }) => point === act) : undefined, rows)))
        for (const { what, saidOf = '' } of seen) {
          const key = `${what} ${saidOf}`
          const sinceMs = firstSeen.get(box)?.get(key) ?? commune.time.nowMs
          lingering.set(key, sinceMs)
          if (commune.time.nowMs - sinceMs > lingersMs) broken.push(`${box.name} ${what}`)
        }
        firstSeen.set(box, lingering)
        for (const { hasWhy, point, value } of box.things?.commands ?? []) if (!hasWhy) broken.push(`${box.name} moved ${brief(point)} to ${value} and cannot say why`)
      }
    }
    return broken
  }
}

/** What is held that its keeper does not let be asked (P5). */
function* outsideOf(acting: Acting, device: IdText | undefined, things: readonly ThingRow[]): Generator<Seen> {
  for (const thing of things) {
    if (thing.device !== device) continue
    for (const { key, will } of thing.acts) {
      const shown = acting.keeper.show(`${thing.id}/${key}`)
      // What waits for its least hold to end changes only then.
      if (!will || !shown?.holding || shown.waitsUntilMs !== undefined) continue
      const { value, slot } = shown.holding
      const isOutside = typeof value === 'number' ? value < (will.min ?? value) || value > (will.max ?? value) : typeof value === 'string' && will.words?.includes(value) === false
      if (isOutside || (will.refuses && (slot === 'person' || slot === 'agreement'))) yield { what: `holds ${key} of ${thing.key} at ${value} for ${slot}, which its keeper does not let be asked` }
    }
  }
}

/** Claims of agreements that hold no more, and leases that have run out. */
function* claimsLeft(acting: Acting, box: SimPeer, acts: readonly PointId[], rows: readonly AgreementRow[]): Generator<Seen> {
  for (const act of acts) {
    for (const { slot, by, untilMs } of acting.keeper.show(act)?.claims ?? []) {
      if (untilMs !== undefined && untilMs < box.nowMs - lingersMs) yield { what: `lets ${brief(by)} hold ${brief(act)} for longer than it asked` }
      if (slot !== 'agreement' && slot !== 'safety') continue
      const row = rows.find(({ id }) => id === by.slice(0, by.lastIndexOf('#')))
      if (row?.state !== 'holds') yield { what: `does for ${brief(by)} what was agreed, and it ${row ? `is ${row.state}` : 'is none'}`, saidOf: saidOf(row) }
    }
  }
}

async function unexplained(box: SimPeer, acting: Acting, world: IdText, act: PointId, stand: StandRow | undefined, rows: readonly AgreementRow[]): Promise<Seen[]> {
  const broken: Seen[] = []
  const asked = await box.peer?.ask('why', { world, act })
  const why: readonly WhyRow[] = asked?.ok ? asked.value : []
  if (!stand) return [{ what: `does not know how ${brief(act)} stands` }]
  const decides = stand.slots.find((slot) => slot.decides)
  const isAgreed = decides?.slot === 'agreement' || decides?.slot === 'safety'
  // What waits for its least hold to end is what somebody asked before.
  const waits = acting.keeper.show(act)?.waitsUntilMs !== undefined
  if (isAgreed && !waits && !why.some(({ agreement, value }) => agreement === decides.agreement && value !== undefined)) broken.push({ what: `holds ${brief(act)} for ${brief(decides.agreement ?? '')} and says no why` })
  for (const agreed of rows) {
    const { id, state, rules } = agreed
    if (state !== 'holds') continue
    for (const [index, rule] of rules.entries()) {
      if (rule.act !== act) continue
      const row = why.find(({ agreement, rule: of }) => agreement === id && of === index)
      if (!row) broken.push({ what: `says nothing of rule ${index} of ${brief(id)}`, saidOf: saidOf(agreed) })
      else if (row.value === undefined && row.why.truth !== true && row.inTheWay.length === 0) broken.push({ what: `does nothing for rule ${index} of ${brief(id)} and says no why not`, saidOf: saidOf(agreed) })
    }
  }
  return broken
}

const saidOf = (row: AgreementRow | undefined): string => row?.sides.map(({ said }) => said ?? '').join() ?? ''
