/**
 * A day of one box, in virtual time and without faults: it senses, somebody passes a thousand times an hour, and a member and one who is no
 * member of the household look on. What went over wires, what was noted and what lies on disks can be compared with the same day on which
 * nobody passed.
 */
import type { PointId, Rule } from '@commune/commune'
import { type IdText, sodiumReady } from '@commune/protocol'
import { Chance } from '../chance/chance.ts'
import { tracesAt } from '../checkers/passings.ts'
import { Commune } from '../run/commune.ts'
import { type Settle, VirtualTime } from '../time/virtualTime.ts'
import { Trace } from '../trace/trace.ts'
import { letIn } from './people.ts'

export interface DayOptions {
  readonly hours: number
  /** Between two passings, milliseconds; 0: nobody passes. */
  readonly passingMs: number
  /** Rules that the box and its household agree on. `point` gives the address of a point by its thing and key. */
  readonly rules?: (point: (thing: string, key: string) => PointId) => readonly Rule[]
}

export interface DayReport {
  readonly passed: number
  readonly messages: number
  /** Over every message and every moment at which one was sent. */
  readonly traceHash: string
  /** Every key of every disk with its length, and the bytes of what is not said to a world. */
  readonly disks: readonly string[]
  /** When the box kept what agreements are in the midst of, virtual time. */
  readonly keptMs: readonly number[]
  readonly noted: readonly string[]
  /** One sentence for each trace of a passing. */
  readonly traces: readonly string[]
  readonly breaches: readonly string[]
  readonly commands: number
}

const hourMs = 3_600_000
const stepsMax = 3_000_000
const plan = { peers: 3, gathered: false, houses: 0, events: 0, gapMs: 0, wires: { delayMs: 5 }, faithless: false, faultShare: 0, diskDelayMs: 0, clocksApartMs: 0, liars: [] } as const

export const runDay = async ({ hours, passingMs, rules }: DayOptions, settle: Settle): Promise<DayReport> => {
  await sodiumReady
  const trace = new Trace(1)
  const time = new VirtualTime(settle, stepsMax, () => undefined)
  const commune = new Commune({ ...plan, senses: { boxes: [0], paceMs: 120_000, passingMs: 0, share: 0, obedient: true } }, new Chance('a day'), time, trace)
  let messages = 0
  commune.onSent = (bytes) => {
    messages++
    trace.step(time.nowMs, `${bytes.length}`)
  }
  for (let i = 0; i < plan.peers; i++) void commune.addPeer().start()
  await time.pass(1_000)
  const [box, juno, ola] = commune.peers
  if (!box || !juno || !ola) throw new Error('three peers live this day')
  const begun = commune.act(box, 'beginWorld', { name: 'Linden Yard' })
  await time.pass(5_000)
  const outcome = await begun
  if (!outcome?.ok) throw new Error('the world did not begin')
  const { world } = outcome.value
  commune.worlds.push(world)
  box.joined.add(world)
  box.things?.bring()
  for (const other of [juno, ola]) {
    void letIn(commune, box, other, world, 'ware', true)
    await time.pass(5_000)
  }
  await prepare(commune, world, rules)
  const things = box.things
  let passed = 0
  const untilMs = time.nowMs + hours * hourMs
  while (time.nowMs < untilMs) {
    await time.pass(passingMs || hourMs)
    if (passingMs === 0) continue
    passed++
    things?.pass()
  }
  await time.pass(60_000)
  const disks = commune.peers.flatMap(({ name, disk }) => disk.contents('').map(([key, value]) => `${name} ${key} ${value.length} ${/^w\d+\/r|^s\//.test(key) ? value.toHex() : ''}`))
  things?.stop()
  const traces = [...tracesAt(box, passed)]
  return { passed, messages, traceHash: trace.hash, disks, keptMs: box.keptMs, noted: commune.peers.flatMap(({ noted }) => noted), traces, breaches: [...commune.overheard.breaches], commands: things?.commands.length ?? 0 }
}

/** Juno lives there and looks at what the eye tells; Ola looks as well, and is told less. */
async function prepare(commune: Commune, world: IdText, rules: DayOptions['rules']): Promise<void> {
  const { time, peers } = commune
  const [box, juno, ola] = peers
  const rows = box?.peer?.inside.find(world)?.views().things.list() ?? []
  const point = (thing: string, key: string): PointId => `${rows.find((row) => row.key === thing)?.id ?? ''}/${key}`
  for (const { id } of rows) void commune.act(box!, 'say', { world, wishes: [{ wish: 'call-thing', thing: id, with: [juno?.ware ?? ''] }] })
  await time.pass(5_000)
  if (rules) void commune.act(juno!, 'say', { world, wishes: [{ wish: 'propose', rules: rules(point) }] })
  await time.pass(10_000)
  juno?.peer?.watch('sensed', { world, points: [point('eye', 'light'), point('eye', 'warm')] }, () => undefined)
  ola?.peer?.watch('sensed', { world, points: [point('eye', 'light'), point('eye', 'warm'), point('eye', 'step')] }, () => undefined)
  await time.pass(10_000)
}
