/**
 * One seed from beginning to end: a commune comes together, lives through what goes wrong, and is checked all the time
 * (safety); then all is made well, and it has to come to one state in bounded time (liveness).
 */
import { sodiumReady } from '@commune/protocol'
import { rememberOwnWork } from '@commune/protocol/testing/own-work'
import { agreed } from '../checkers/agreed.ts'
import { agreement } from '../checkers/agreement.ts'
import { authorship } from '../checkers/authorship.ts'
import { bound } from '../checkers/bound.ts'
import type { Checker } from '../checkers/checker.ts'
import { confidentiality } from '../checkers/confidentiality.ts'
import { convergence } from '../checkers/convergence.ts'
import { durability } from '../checkers/durability.ts'
import { kept } from '../checkers/kept.ts'
import { passings } from '../checkers/passings.ts'
import { Sight } from '../checkers/sight.ts'
import { steady } from '../checkers/steady.ts'
import { plans } from '../checkers/plans.ts'
import { stock } from '../checkers/stock.ts'
import { told } from '../checkers/told.ts'
import { together } from '../checkers/together.ts'
import { Chance } from '../chance/chance.ts'
import { gather } from '../scenario/gathering.ts'
import { somebodyActs } from '../scenario/people.ts'
import { planOf, type Plan, type RunOptions, stepsMaxOf } from '../scenario/plan.ts'
import { allIsWell, somethingGoesWrong } from '../scenario/troubles.ts'
import { LivelockError, type Settle, VirtualTime } from '../time/virtualTime.ts'
import { Trace } from '../trace/trace.ts'
import { Commune } from './commune.ts'

export interface Violation {
  readonly checker: string
  readonly what: string
  /** Virtual time, milliseconds since the run began. */
  readonly atMs: number
}

export interface RunReport {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly plan: Plan
  readonly steps: number
  readonly virtualMs: number
  readonly entries: number
  /** Virtual time from the end of faults until all had converged, milliseconds. */
  readonly healedMs: number | undefined
  readonly traceHash: string
  readonly lines: readonly string[]
  /** How often each act came to which end, and each note of a peer. */
  readonly counts: ReadonlyMap<string, number>
}

export const safetyCheckers: readonly Checker[] = [durability, authorship, confidentiality, agreement, stock, plans, kept, together, told, steady, bound, passings]

/** Things that happen between two checks; with many peers a check looks at all of them. */
const checkEvery = 12
const checkEveryOfMany = 40
const roundMs = 5_000
const healMsMax = 120_000
const linesKept = 400

export const runSeed = async (options: RunOptions, settle: Settle): Promise<RunReport> => {
  await sodiumReady
  const forget = rememberOwnWork()
  return run(options, settle).finally(forget)
}

const run = async (options: RunOptions, settle: Settle): Promise<RunReport> => {
  const chance = new Chance(`seed ${options.seed}`)
  const plan = planOf(options, chance.branch('plan'))
  const trace = new Trace(options.lines ?? linesKept)
  const time = new VirtualTime(settle, stepsMaxOf(plan), (nowMs, owner) => trace.step(nowMs, owner))
  const commune = new Commune(plan, chance, time, trace)
  const violations: Violation[] = []
  const check = async (checkers: readonly Checker[]): Promise<void> => {
    const sight = new Sight(commune)
    // Time stands still meanwhile: what is looked at must not wait for a disk that is slow in it.
    const disks = commune.peers.map(({ disk }) => ({ faults: disk.faults, delayMs: disk.faults.delayMs }))
    for (const { faults } of disks) faults.delayMs = 0
    for (const checker of checkers) {
      for (const what of await checker.check(sight)) violations.push({ checker: checker.name, what, atMs: time.nowMs })
    }
    for (const { faults, delayMs } of disks) faults.delayMs = delayMs
  }
  let healedMs: number | undefined
  try {
    await begin(commune)
    await live(commune, options.mode === 'liveness' ? async () => undefined : () => check(safetyCheckers), () => violations.length > 0)
    if (options.mode !== 'safety' && violations.length === 0) healedMs = await heal(commune, check)
    else if (violations.length === 0) {
      // What was begun last has to come to rest, as before every other check.
      await disksRest(commune)
      await check(safetyCheckers)
    }
  } catch (fault) {
    if (!(fault instanceof LivelockError)) throw fault
    violations.push({ checker: 'livelock', what: fault.message, atMs: time.nowMs })
  }
  const [world] = commune.worlds
  const counts = new Map(commune.ledger.counts)
  for (const peer of commune.peers) for (const [event, times] of peer.notes) counts.set(`note: ${event}`, (counts.get(`note: ${event}`) ?? 0) + times)
  return {
    seed: options.seed,
    violations,
    plan,
    steps: time.steps,
    virtualMs: time.nowMs,
    entries: Math.max(0, ...commune.peers.map((peer) => (world !== undefined ? (peer.peer?.inside.find(world)?.hosted.world.set.count ?? 0) : 0))),
    healedMs,
    traceHash: trace.hash,
    lines: trace.lines,
    counts
  }
}

/** A founder begins a world; the others are there, outside. */
async function begin(commune: Commune): Promise<void> {
  for (let i = 0; i < commune.plan.peers; i++) void commune.addPeer().start()
  await commune.time.pass(1_000)
  const [founder] = commune.peers
  if (!founder?.awake) throw new Error('the founder did not start')
  const begun = commune.act(founder, 'beginWorld', { name: 'Linden Yard' })
  await commune.time.pass(5_000)
  const outcome = await begun
  if (!outcome?.ok) throw new Error('the founder could not begin a world')
  commune.worlds.push(outcome.value.world)
  commune.founder = founder.ware
  founder.joined.add(outcome.value.world)
  founder.things?.bring()
  if (commune.plan.gathered) await gather(commune, outcome.value.world)
}

async function live(commune: Commune, check: () => Promise<void>, broken: () => boolean): Promise<void> {
  const { plan, time, network } = commune
  const chance = commune.chance.branch('life')
  network.setFaults(plan.wires)
  for (let event = 1; event <= plan.events; event++) {
    await time.pass(chance.between(0, 2 * plan.gapMs))
    if (chance.happens(plan.faultShare)) somethingGoesWrong(commune, chance)
    else somebodyActs(commune, chance)
    if (event % (plan.gathered ? checkEveryOfMany : checkEvery) !== 0) continue
    await disksRest(commune)
    await check()
    if (broken()) return
  }
}

/** Lets slow disks finish what they were given, so that a check sees no peer in the middle of a commit. */
async function disksRest({ peers, plan, time }: Commune): Promise<void> {
  for (const peer of peers) peer.disk.faults.delayMs = 0
  await time.pass(plan.diskDelayMs)
  for (const peer of peers) peer.disk.faults.delayMs = plan.diskDelayMs
}

/** What some cannot read is said again by then, by whoever is there of those who said it. */
const againMsMax = 200_000
/** So many rounds may end with a word on its way. */
const wordsMax = 3

/** Makes all well and waits for one state. Answers with how long it took. */
async function heal(commune: Commune, check: (checkers: readonly Checker[]) => Promise<void>): Promise<number | undefined> {
  const { time, trace } = commune
  await allIsWell(commune)
  const startMs = time.nowMs
  while (time.nowMs - startMs < healMsMax) {
    await time.pass(roundMs)
    if ((await convergence.check(new Sight(commune))).length > 0) continue
    const healedMs = time.nowMs - startMs
    trace.note(`all have converged after ${healedMs} ms`)
    await time.pass(roundMs)
    // What senses and acts says things by itself: one of them may be on its way just now.
    for (let more = 0; more < wordsMax && commune.plan.senses && (await convergence.check(new Sight(commune))).length > 0; more++) await time.pass(roundMs)
    await check([...safetyCheckers, convergence])
    if (commune.plan.senses) {
      await time.pass(againMsMax)
      await check([agreed])
    }
    return healedMs
  }
  await check([...safetyCheckers, convergence])
  return undefined
}
