/**
 * Three worlds in a ring, each with people of its own, and two wares that live in both of each pair and carry things on: who sleep, are cut off,
 * lose power and come late. All must be told once in each world, nothing that was not pledged anywhere, and what is over must end everywhere.
 */
import type { IntentRow, LinkKind, Wish } from '@commune/commune'
import type { IdText } from '@commune/protocol'
import { sodiumReady } from '@commune/protocol'
import { Chance } from '../chance/chance.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import { Commune } from '../run/commune.ts'
import { type Settle, VirtualTime } from '../time/virtualTime.ts'
import { Trace } from '../trace/trace.ts'
import { letIn } from './people.ts'

export interface LinkingOptions {
  readonly seed: number
  readonly events: number
}

export interface LinkingReport {
  /** One sentence for each promise that is broken once all is well. */
  readonly broken: readonly string[]
  /** The same after all links had lapsed. */
  readonly afterwards: readonly string[]
  /** Live things, and copies of them that are shown elsewhere. */
  readonly live: number
  readonly copies: number
  /** Statements by which these were carried: what was said twice, or again, is in it. */
  readonly said: number
}

const plan = {
  gathered: false, houses: 0, events: 0, gapMs: 0, wires: { delayMs: 20, jitterMs: 100 }, faithless: false, faultShare: 0, diskDelayMs: 0, clocksApartMs: 0, liars: []
} as const
const comesInMs = 5_000
const linkMs = 2 * 3_600_000
const kinds: readonly LinkKind[] = ['need', 'answer']
/** Stands in every note: nobody pledged to tell those. */
const secret = 'only for us'
const worldsCount = 3

interface Ring {
  readonly commune: Commune
  readonly chance: Chance
  readonly worlds: readonly IdText[]
  /** One that lives in that world alone. */
  readonly homes: readonly SimPeer[]
  /** Two that live in a world and the one after it. */
  readonly carriers: readonly { readonly peer: SimPeer; readonly in: readonly [number, number] }[]
}

export const runLinking = async ({ seed, events }: LinkingOptions, settle: Settle): Promise<LinkingReport> => {
  const ring = await begin(seed, settle)
  const { commune, chance, worlds, homes, carriers } = ring
  const { time, network } = commune
  for (const { peer, in: [one, other] } of carriers) {
    for (const [from, to] of [[one, other], [other, one]] as const) {
      const terms = { kinds, place: 'none', names: false, again: true, untilMs: peer.nowMs + linkMs } as const
      await did(ring, commune.act(peer, 'link', { world: worlds[from] as IdText, to: worlds[to] as IdText, ...terms }))
    }
  }
  for (let event = 0; event < events; event++) {
    await time.pass(chance.between(500, 8_000))
    if (chance.happens(0.3)) goesWrong(ring)
    else somebodySays(ring, event)
  }
  network.heal()
  for (const peer of commune.peers) if (!peer.running) void peer.start()
  await time.pass(120_000)
  const shown = worlds.map((_, at) => rowsIn(ring, at))
  const report = {
    broken: judged(ring, shown),
    live: shown.flat().filter((row) => row.carried === undefined).length,
    copies: shown.flat().filter((row) => row.carried !== undefined).length,
    said: homes.reduce((sum, home, at) => sum + [...(home.peer?.inside.find(worlds[at] as IdText)?.views().states.flows.intents.values() ?? [])].filter(({ says }) => says.carried).length, 0)
  }
  await time.pass(linkMs)
  const afterwards = worlds.flatMap((_, at) => rowsIn(ring, at).filter(({ carried }) => carried).map(({ thing }) => `${thing} is still told in world ${at}, though no link is live`))
  return { ...report, afterwards }
}

async function begin(seed: number, settle: Settle): Promise<Ring> {
  await sodiumReady
  const chance = new Chance(`linking ${seed}`)
  const time = new VirtualTime(settle, 20_000_000, () => undefined)
  const commune = new Commune({ ...plan, peers: 3 * worldsCount, senses: undefined }, chance, time, new Trace(1))
  for (let i = 0; i < 3 * worldsCount; i++) void commune.addPeer().start()
  await time.pass(1_000)
  const homes = commune.peers.slice(0, worldsCount)
  const carriers = commune.peers.slice(worldsCount).map((peer, index) => ({ peer, in: [index % worldsCount, (index + 1) % worldsCount] as const }))
  const worlds: IdText[] = []
  const ring = { commune, chance, worlds, homes, carriers }
  for (const [at, home] of homes.entries()) {
    const { world } = await did(ring, commune.act(home, 'beginWorld', { name: `World ${at}` }))
    worlds.push(world)
    commune.worlds.push(world)
    home.joined.add(world)
    for (const { peer, in: inside } of carriers) {
      if (!inside.includes(at)) continue
      void letIn(commune, home, peer, world, 'ware', true)
      await time.pass(comesInMs)
      if (!peer.joined.has(world)) throw new Error(`${peer.name} did not come into world ${at}`)
    }
  }
  return ring
}

async function did<T>({ commune }: Ring, acting: Promise<{ ok: true; value: T } | { ok: false; error: unknown } | undefined>): Promise<T> {
  await commune.time.pass(comesInMs)
  const outcome = await acting
  if (!outcome?.ok) throw new Error(`it could not be done: ${JSON.stringify(outcome?.error)}`)
  return outcome.value
}

/** Says a need, takes one back or changes it; in one of ten says an offer, which nobody pledged to carry. */
function somebodySays({ commune, chance, worlds, homes, carriers }: Ring, event: number): void {
  const at = chance.between(0, worldsCount - 1)
  const world = worlds[at] as IdText
  const peer = chance.pick([homes[at] as SimPeer, ...carriers.filter(({ in: inside }) => inside.includes(at)).map((carrier) => carrier.peer)])
  const own = [...(peer.peer?.inside.find(world)?.views().intents.all(peer.nowMs) ?? [])].filter(({ ware, carried, state }) => ware === peer.ware && !carried && state === 'open')
  const wish = wishOf(chance, own, event)
  void commune.act(peer, 'say', { world, wishes: [wish] })
}

function wishOf(chance: Chance, own: readonly IntentRow[], event: number): Wish {
  const what = { thing: `thing ${event}`, place: `shelf ${event}`, note: `${secret} ${event}` }
  if (own.length === 0 || chance.happens(0.5)) return chance.happens(0.1) ? { wish: 'offer', ...what, thing: `gift ${event}` } : { wish: 'need', ...what }
  const target = chance.pick(own).id
  return chance.happens(0.6) ? { wish: 'withdraw', target } : { wish: 'change', target, quantity: String(chance.between(1, 9)) }
}

function goesWrong({ commune, chance, carriers, homes }: Ring): void {
  const { time, network } = commune
  const { peer } = chance.pick(carriers)
  switch (chance.weighted({ sleep: 3, crash: 2, cut: 2, heal: 2 })) {
    case 'sleep':
      if (!peer.awake) return
      void peer.stop().then(() => time.after(chance.between(1_000, 120_000), 'scenario', () => (peer.running ? undefined : void peer.start())))
      return
    case 'crash':
      if (!peer.awake) return
      peer.crash(chance.between(0, 2))
      return void time.after(chance.between(1_000, 60_000), 'scenario', () => (peer.running ? undefined : void peer.start()))
    case 'cut': {
      const apart = chance.shuffled(commune.peers.filter((each) => !homes.includes(each))).slice(0, 2)
      const rest = commune.peers.filter((each) => !apart.includes(each))
      return network.partition([apart, rest].map((part) => part.map(({ address }) => address)), 'break')
    }
    case 'heal':
      return network.heal()
  }
}

const rowsIn = ({ worlds, homes }: Ring, at: number): readonly IntentRow[] => {
  const home = homes[at] as SimPeer
  return home.peer?.inside.find(worlds[at] as IdText)?.views().intents.list({ limit: 1_000 }, home.nowMs).rows ?? []
}

/** What of all that should be so is not. */
function judged(ring: Ring, shown: readonly (readonly IntentRow[])[]): string[] {
  const broken: string[] = []
  for (const [at, rows] of shown.entries()) {
    for (const row of rows.filter(({ carried, kind }) => carried === undefined && kind === 'need')) {
      for (const [elsewhere, others] of shown.entries()) {
        const same = others.filter(({ thing, quantity }) => thing === row.thing && String(quantity?.n) === String(row.quantity?.n))
        if (same.length !== 1) broken.push(`${row.thing} of world ${at} is told ${same.length} times in world ${elsewhere}`)
      }
    }
    const live = shown.flat().filter(({ carried }) => carried === undefined).map(({ thing }) => thing)
    for (const { thing } of rows.filter(({ carried }) => carried !== undefined)) if (!live.includes(thing)) broken.push(`${thing} is over and still told in world ${at}`)
  }
  return [...broken, ...saidTooMuch(ring)]
}

/** Reads all that was ever carried into any world, what was taken back as well. */
function saidTooMuch({ worlds, homes, commune }: Ring): string[] {
  const wares = commune.peers.flatMap(({ ware }) => ware ?? [])
  return homes.flatMap((home, at) => {
    const { intents, changes } = home.peer?.inside.find(worlds[at] as IdText)?.views().states.flows ?? {}
    const carried = [...(intents ?? [])].filter(([, { says }]) => says.carried)
    const ids = new Set(carried.map(([id]) => id))
    const changed = [...(changes?.values() ?? [])].filter(({ says }) => ids.has(says.target))
    return [...carried.map(([, { says }]) => says), ...changed.map(({ says }) => says)].flatMap((says) => {
      const text = JSON.stringify(says)
      const tells = [secret, 'shelf', 'gift', ...wares, ...worlds].filter((what) => text.includes(what))
      return tells.map((what) => `what was carried into world ${at} tells of ${what}: ${text}`)
    })
  })
}
