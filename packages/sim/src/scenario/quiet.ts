/**
 * A commune without faults, in which a scenario alone says what happens: nothing is sensed by itself, and everything does at once what it is
 * asked. The first peer began the world; all others are in.
 */
import type { PointId, ThingRow, Value, Wish } from '@commune/commune'
import type { StandRow } from '@commune/peer'
import { type IdText, sodiumReady } from '@commune/protocol'
import { Chance } from '../chance/chance.ts'
import type { Checker } from '../checkers/checker.ts'
import { Sight } from '../checkers/sight.ts'
import type { SimPeer } from '../peers/simPeer.ts'
import { Commune } from '../run/commune.ts'
import { type Settle, VirtualTime } from '../time/virtualTime.ts'
import { Trace } from '../trace/trace.ts'
import type { SensesPlan } from './plan.ts'
import { letIn } from './people.ts'

export interface QuietOptions {
  /** What chance follows from. */
  readonly name: string
  readonly peers: number
  /** Which of them have things around them. */
  readonly boxes: readonly number[]
  readonly senses?: Partial<Omit<SensesPlan, 'boxes'>>
  readonly stepsMax?: number
}

/** Longer than any scenario. */
const neverMs = 10 ** 12
const comesInMs = 5_000
const plan = { gathered: false, houses: 0, events: 0, gapMs: 0, wires: { delayMs: 5 }, faithless: false, faultShare: 0, diskDelayMs: 0, clocksApartMs: 0, liars: [] } as const

export class Quiet {
  readonly commune: Commune
  readonly world: IdText

  constructor(commune: Commune, world: IdText) {
    this.commune = commune
    this.world = world
  }

  /** Throws where there is none. */
  at(index: number): SimPeer {
    const peer = this.commune.peers[index]
    if (!peer) throw new Error(`there is no peer ${index} in this scenario`)
    return peer
  }

  pass(ms: number): Promise<void> {
    return this.commune.time.pass(ms)
  }

  /** A thing of a box, as the box itself knows it, or as another does. */
  thing(box: number, key: string, asSeenBy: number = box): ThingRow {
    const { device } = this.at(box)
    const row = this.at(asSeenBy).peer?.inside.find(this.world)?.views().things.list({ gone: true }).find((each) => each.device === device && each.key === key)
    if (!row) throw new Error(`p${asSeenBy} knows of no ${key} of p${box}`)
    return row
  }
  point(box: number, key: string, point: string): PointId {
    return `${this.thing(box, key).id}/${point}`
  }

  /** Says it, and gives the ids of what was said. Throws when it could not be. */
  async say(at: number, ...wishes: Wish[]): Promise<readonly string[]> {
    const said = this.commune.act(this.at(at), 'say', { world: this.world, wishes })
    await this.pass(1_000)
    const outcome = await said
    if (!outcome?.ok) throw new Error(`p${at} could not say it: ${JSON.stringify(outcome?.error ?? 'it does not run')}`)
    return outcome.value.ids
  }

  /** How an act point stands, as a peer shows it. Time goes on for a moment. */
  async stand(point: PointId, at = 0): Promise<StandRow | undefined> {
    const asked = this.at(at).peer?.ask('stands', { world: this.world, acts: [point] })
    await this.pass(100)
    const answer = await asked
    return answer?.ok ? answer.value[0] : undefined
  }

  /** What a box was asked of one act point: the last value at each moment, as milliseconds since `fromMs` of virtual time. */
  moves(box: number, point: PointId, fromMs = 0): (readonly [atMs: number, value: Value | 'press', slot: string | undefined])[] {
    return (this.at(box).things?.commands ?? []).flatMap((each) => (each.point === point && each.atMs >= fromMs ? [[each.atMs - fromMs, each.value, each.slot] as const] : []))
  }

  /** The power fails, and is back after so long. */
  crash(at: number, downMs: number): void {
    const { time } = this.commune
    this.at(at).crash(0)
    time.after(downMs, 'scenario', () => void this.at(at).start())
  }

  /** One sentence for each promise that is broken now. */
  async broken(checkers: readonly Checker[]): Promise<string[]> {
    const sight = new Sight(this.commune)
    const broken: string[] = []
    for (const checker of checkers) for (const what of await checker.check(sight)) broken.push(`${checker.name}: ${what}`)
    return broken
  }
}

export const quietCommune = async (options: QuietOptions, settle: Settle): Promise<Quiet> => {
  await sodiumReady
  const { name, peers, boxes, senses, stepsMax = 2_000_000 } = options
  const time = new VirtualTime(settle, stepsMax, () => undefined)
  const commune = new Commune({ ...plan, peers, senses: { boxes, paceMs: neverMs, passingMs: 0, share: 0, obedient: true, ...senses } }, new Chance(name), time, new Trace(1))
  for (let i = 0; i < peers; i++) void commune.addPeer().start()
  await time.pass(1_000)
  const [first, ...others] = commune.peers
  if (!first) throw new Error('nobody lives here')
  const begun = commune.act(first, 'beginWorld', { name: 'Linden Yard' })
  await time.pass(comesInMs)
  const outcome = await begun
  if (!outcome?.ok) throw new Error('the world did not begin')
  const { world } = outcome.value
  commune.worlds.push(world)
  commune.founder = first.ware
  first.joined.add(world)
  first.things?.bring()
  for (const other of others) {
    void letIn(commune, first, other, world, 'ware', true)
    await time.pass(comesInMs)
  }
  // Whoever was let in says what it brings in.
  await time.pass(comesInMs)
  return new Quiet(commune, world)
}
