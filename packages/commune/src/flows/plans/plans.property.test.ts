/**
 * Peers that are apart, with clocks that differ and two devices of one ware, say what they like of plans and stock, hear of one another now
 * and then, and in another order each. Whatever they see, nothing is promised twice.
 */
import { type RawStatement, type Said, type StatementId, sodiumReady, toText } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type CommuneStates, emptyStates, foldAll } from '../../commune.ts'
import { add, compare, openQuantity, type Quantity } from '../../quantity/index.ts'
import { dump, idOf } from '../../testing/index.ts'
import { Views } from '../../views.ts'
import { decide, type Wish } from '../../wish.ts'
import { type PlanContent, planHash, plansByItself } from './index.ts'

beforeAll(() => sodiumReady)

const startMs = 1_800_000_000_000
const wares = [idOf(201), idOf(202), idOf(203)] as const
/** The second ware has two devices. */
const deviceOf = [
  { device: idOf(101), ware: wares[0] },
  { device: idOf(102), ware: wares[1] },
  { device: idOf(103), ware: wares[1] },
  { device: idOf(104), ware: wares[2] }
]
const speaks = { wareOf: ({ device }: { device: string | null }) => deviceOf.find((one) => one.device === device)?.ware }

class Replica {
  readonly states: CommuneStates = emptyStates()
  readonly views = new Views(this.states, speaks)
  readonly said = new Set<Said>()
  lamport = 0
  nowMs: number
  readonly at: number
  constructor(at: number, skewMs: number) {
    this.at = at
    this.nowMs = startMs + skewMs
  }
  hear(all: readonly Said[]): void {
    for (const one of all) {
      this.said.add(one)
      this.lamport = Math.max(this.lamport, one.lamport)
    }
    foldAll(this.states, all)
  }
}

class House {
  readonly replicas: readonly Replica[]
  #entries = 1_000
  constructor(skewsMs: readonly number[]) {
    this.replicas = deviceOf.map((_, at) => new Replica(at, skewsMs[at] as number))
  }
  wish(at: Replica, wish: Wish): StatementId | undefined {
    const { device, ware } = deviceOf[at.at] as (typeof deviceOf)[number]
    const devices = deviceOf.filter((one) => one.ware === ware).map((one) => one.device)
    const decided = decide(wish, at.views, { ware, device, devices, nowMs: at.nowMs, random: { bytes: (length) => new Uint8Array(length) } })
    return decided.ok && decided.value.length > 0 ? this.#say(at, device, decided.value) : undefined
  }
  #say(at: Replica, device: string, statements: readonly RawStatement[]): StatementId {
    const entry = idOf(++this.#entries)
    const lamport = at.lamport + 1
    at.hear(statements.map((statement, index) => ({ id: `${entry}.${index}`, entry, device, lamport, epoch: toText(new Uint8Array(32)), statement })))
    return `${entry}.0`
  }
  union(order: 'as said' | 'backwards'): CommuneStates {
    const all = [...new Set(this.replicas.flatMap(({ said }) => [...said]))]
    const states = emptyStates()
    foldAll(states, order === 'backwards' ? all.reverse() : all)
    return states
  }
}

const small = fc.nat(11)
const action = fc.record({
  at: fc.nat(3),
  does: fc.constantFrom('stock', 'need', 'propose', 'propose', 'propose', 'yes', 'yes', 'yes', 'yes', 'no', 'less', 'take', 'move', 'handed', 'hear', 'hear', 'hear', 'wait', 'itself', 'undo no'),
  a: small,
  b: small,
  c: small
})

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(1, from.length)]

function act(house: House, { at, does, a, b, c }: { at: number; does: string; a: number; b: number; c: number }): void {
  const replica = house.replicas[at] as Replica
  const { views, nowMs } = replica
  const plans = views.plans.list({ show: 'all', limit: 100 }, nowMs).rows
  const portions = [...views.stock.portions()].sort((x, y) => (x.id < y.id ? -1 : 1))
  const plan = pick(plans, a)
  const { ware } = deviceOf[at] as (typeof deviceOf)[number]
  const parts = plan ? [...plan.needs, ...plan.hands].filter((part) => part.ware === ware) : []
  switch (does) {
    case 'stock':
      house.wish(replica, { wish: 'stock', thing: 'flour', quantity: `${a + 1} kg` })
      return
    case 'need':
      house.wish(replica, { wish: 'need', thing: 'bread', quantity: `${a + 1} kg` })
      return
    case 'propose': {
      const need = pick(views.intents.list({ kind: 'need', limit: 20 }, nowMs).rows, a)
      const [one, two] = [pick(portions, b), pick(portions, c)]
      if (!need || !one || !two) return
      const give = (key: string, from: typeof one, amount: number): PlanContent['hands'][number] => ({ key, ware: from.ware, does: 'give', thing: 'flour', quantity: [amount, 1, 'kg'], portion: from.id, feeds: 'n' })
      const content: PlanContent = {
        needs: [{ key: 'n', need: need.id, ware: need.ware, thing: 'bread' }],
        hands: [give('h', one, 1 + (b % 4)), ...(c % 2 === 0 ? [give('i', two, 1 + (c % 3))] : [])],
        until: nowMs + 5_000 + a * 1_000,
        ...(a % 3 === 0 && { by: nowMs + 2_000 }),
        ...(plan && b % 3 === 0 && { instead: plan.id })
      }
      house.wish(replica, { wish: 'propose-plan', plan: content, ...(c % 3 === 0 && { again: true as const }) })
      return
    }
    case 'yes':
      if (plan) house.wish(replica, { wish: 'plan-yes', plan: plan.id, ...(b % 2 === 0 && { again: true as const }) })
      return
    case 'no':
      if (plan) house.wish(replica, { wish: 'plan-no', plan: plan.id })
      return
    case 'less': {
      const part = pick(parts, b)
      if (plan && part) house.wish(replica, { wish: 'plan-less', plan: plan.id, key: part.key, quantity: '1/2 kg' })
      return
    }
    case 'take': {
      const portion = pick(portions, b)
      if (portion) house.wish(replica, { wish: 'take', portion: portion.id, quantity: `${1 + (c % 4)} kg` })
      return
    }
    case 'move': {
      const portion = pick(portions, b)
      const to = deviceOf.find((one) => one.ware === ware && one.device !== deviceOf[at]?.device)
      if (portion && to) house.wish(replica, { wish: 'move', portion: portion.id, to: to.device, quantity: '1 kg' })
      return
    }
    case 'handed': {
      const hand = plan && pick(plan.hands, b)
      if (hand) house.wish(replica, { wish: 'plan-handed', plan: plan.id, hand: hand.key })
      return
    }
    case 'hear': {
      const other = house.replicas[b % 4] as Replica
      const all = [...other.said].filter((one) => !replica.said.has(one))
      replica.hear(c % 2 === 0 ? all : all.reverse())
      return
    }
    case 'wait':
      replica.nowMs += 1_000 * (a + 1)
      return
    case 'itself':
      for (const wish of plansByItself(views.plans, { ...(deviceOf[at] as (typeof deviceOf)[number]), nowMs })) house.wish(replica, wish)
      return
    case 'undo no': {
      const said = pick([...replica.states.plans.noes.keys()], a)
      if (said !== undefined) house.wish(replica, { wish: 'undo', target: said })
    }
  }
}

const sum = (amounts: readonly (Quantity | undefined)[]): Quantity =>
  amounts.reduce<Quantity>((total, amount) => {
    const more = amount && add(total, amount)
    return more?.ok ? more.value : total
  }, openQuantity([0, 1, 'kg']))

/** One sentence for each promise that is broken in what is seen here. */
function broken(views: Views, nowMs: number): string[] {
  const rows = views.plans.list({ show: 'all', limit: 1_000 }, nowMs).rows
  const found: string[] = []
  for (const row of rows) {
    const says = [...row.needs, ...row.hands].map((part) => part.says)
    if (row.state === 'holds' && says.some((one) => one !== 'yes')) found.push('one holds without all yeses')
    if (row.over?.kind === 'short') found.push('what a device promised was not there')
    if (row.state === 'open' && says.every((one) => one === 'yes')) found.push('all have said yes and it does not hold')
  }
  for (const portion of views.stock.portions()) {
    const promised = rows.filter(({ state }) => state === 'holds' || state === 'open').flatMap(({ hands }) => hands.filter((hand) => hand.portion === portion.id && hand.says === 'yes'))
    const wanted = sum(promised.map((hand) => (hand.giverHanded ? undefined : hand.quantity)))
    const kept = views.plans.kept(portion.id, nowMs)
    const fits = compare(wanted, portion.quantity)
    if (!fits.ok || fits.value > 0) found.push('a portion is promised twice')
    if (kept && (compare(kept, portion.quantity) as { value: number }).value > 0) found.push('more is kept than is there')
    if (portion.over) found.push('more left than was there')
  }
  return found
}

const scenario = fc.record({ skews: fc.array(fc.constantFrom(0, 0, 3_000, 90_000), { minLength: 4, maxLength: 4 }), actions: fc.array(action, { minLength: 20, maxLength: 90 }) })
const setUp = ['stock', 'stock', 'need'].flatMap((does) => [0, 1, 2, 3].map((at) => ({ at, does, a: 5 + at, b: 0, c: 0 })))
const meet = [0, 1, 2, 3].flatMap((at) => [0, 1, 2, 3].map((b) => ({ at, does: 'hear', a: 0, b, c: 0 })))

test('[PL5] [T7] apart, with clocks that differ, nothing is ever promised twice, in what anybody sees and in all of it together', () => {
  let holds = 0
  let failed = 0
  fc.assert(
    fc.property(scenario, ({ skews, actions }) => {
      const house = new House(skews)
      for (const each of [...setUp, ...meet, ...actions]) {
        act(house, each)
        const { views, nowMs } = house.replicas[each.at] as Replica
        expect(broken(views, nowMs)).toEqual([])
      }
      const views = new Views(house.union('as said'), speaks)
      for (const { nowMs } of house.replicas) expect(broken(views, nowMs)).toEqual([])
      for (const { state } of views.plans.list({ show: 'all' }, startMs).rows) {
        if (state === 'holds' || state === 'done') holds++
        if (state === 'failed') failed++
      }
    }),
    { numRuns: 60 }
  )
  expect(holds).toBeGreaterThan(5)
  expect(failed).toBeGreaterThan(5)
})

test('[T1] plans read alike in whatever order they came, and a view that followed shows what one made anew does', () => {
  fc.assert(
    fc.property(scenario, ({ skews, actions }) => {
      const house = new House(skews)
      for (const each of [...setUp, ...meet, ...actions]) act(house, each)
      const [straight, backwards] = [house.union('as said'), house.union('backwards')]
      expect(dump(backwards)).toBe(dump(straight))
      const at = (views: Views, nowMs: number): unknown => {
        const portions = [...views.stock.ids()].sort()
        const kept = portions.map((id) => [id, views.plans.kept(id, nowMs), views.plans.loose(id, nowMs)])
        return [views.plans.list({ show: 'all', limit: 1_000 }, nowMs), kept]
      }
      const shown = (states: CommuneStates, views = new Views(states, speaks)): string =>
        JSON.stringify(
          [startMs, startMs + 4_000, startMs + 100_000].map((nowMs) => at(views, nowMs)),
          (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)
        )
      expect(shown(backwards)).toBe(shown(straight))
      for (const replica of house.replicas) {
        const anew = emptyStates()
        foldAll(anew, [...replica.said])
        expect(shown(replica.states, replica.views)).toBe(shown(anew))
      }
    }),
    { numRuns: 30 }
  )
})

test('[PL1] the hash hangs on every field of a plan', () => {
  const content: PlanContent = {
    name: 'bread',
    needs: [{ key: 'n', need: `${idOf(1)}.0`, ware: wares[0], thing: 'bread', quantity: [40, 1, '{loaf}'] }],
    hands: [{ key: 'h', ware: wares[1], does: 'give', thing: 'flour', quantity: [8, 1, 'kg'], portion: `${idOf(2)}.0`, offer: `${idOf(3)}.0`, recipe: `${idOf(4)}.0`, at: 'mill', to: 'oven', feeds: 'n' }],
    until: 1_000,
    by: 500,
    instead: idOf(9),
    note: 'why'
  }
  const changed: unknown[] = []
  for (const field of Object.keys(content) as (keyof PlanContent)[]) {
    if (field === 'needs' || field === 'hands') continue
    changed.push({ ...content, [field]: typeof content[field] === 'number' ? 7 : field === 'instead' ? idOf(8) : 'other' })
  }
  for (const list of ['needs', 'hands'] as const) {
    for (const field of Object.keys(content[list][0] as object)) changed.push({ ...content, [list]: [{ ...content[list][0], [field]: field === 'quantity' ? [7, 2, 'kg'] : 'other' }] })
  }
  const hashes = new Set([content, ...(changed as PlanContent[])].map(planHash))
  expect(hashes.size).toBe(changed.length + 1)
})
