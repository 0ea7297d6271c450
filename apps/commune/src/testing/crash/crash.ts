/**
 * Kills the whole daemon at chosen moments, again and again, while it writes and syncs: what it had acknowledged is there when
 * it is back, and it comes back by itself.
 *
 * Two acknowledge: the daemon to its own user (what was said is done), and to a member over libp2p (what the member said is
 * durable there, S5). After each kill the daemon is asked before the member may call again, so that nothing it lost can have
 * come back from there.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { StatementId } from '@commune/protocol'
import { ControlClient } from '../../control/client.ts'
import { readControl, readSettings } from '../../daemon/folder.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type Member, openMember } from './member.ts'

export interface CrashOptions {
  readonly folder: string
  readonly times: number
  readonly seed: number
  note(line: string): void
}

export interface CrashFigures {
  readonly kills: number
  /** Acknowledged to the daemon's user, and to the member. */
  readonly said: number
  readonly synced: number
  /** Sayings that were under way when it was killed, which nobody was told of; some are there, some not. */
  readonly open: number
  readonly missing: readonly StatementId[]
  /** Anything the daemon said of damage, or its keeper of giving up. */
  readonly complaints: readonly string[]
}

interface Serving {
  readonly pid: number
  readonly world: string
  readonly invitation: string
}

const keeper = join(import.meta.dirname, '../../keep.ts')
const program = join(import.meta.dirname, '../../main.ts')
const atOnce = 4
/** The kill comes after so many acknowledgements of one kind, at most, and up to this long after that. */
const acknowledgedMax = 24
const killDelayMsMax = 40
/** A turn that gets no further by then is killed as it is. */
const turnMsMax = 4_000
const stepMs = 1
/** A daemon that is not back after this long does not come back. */
const patienceMs = 60_000

export const crash = async ({ folder, times, seed, note }: CrashOptions): Promise<CrashFigures> => {
  const box = join(folder, 'box')
  const words = ['up', '--data', box, '--listen', '127.0.0.1', '--no-mdns', '--json']
  const keeping = spawn(process.execPath, [keeper, program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints: string[] = []
  createInterface({ input: keeping.stderr }).on('line', (line) => {
    if (!line.startsWith('The daemon ended (SIGKILL)')) complaints.push(line)
  })
  const starts = createInterface({ input: keeping.stdout })[Symbol.asyncIterator]()
  let current: Serving | undefined
  const nextStart = async (): Promise<Serving> => {
    const line = await within(patienceMs, starts.next())
    if (line.done) throw new Error(`the daemon did not come back: ${complaints.join('\n')}`)
    return (current = JSON.parse(line.value) as Serving)
  }
  const chance = chanceOf(seed)
  const [said, synced] = [new Set<StatementId>(), new Set<StatementId>()]
  const missing: StatementId[] = []
  let open = 0
  let member: Member | undefined
  try {
    const { world, invitation } = await nextStart()
    member = await openMember(join(folder, 'member'), invitation)
    for (let turn = 1; turn <= times; turn++) {
      const fresh = await killedWhileBusy({ box, world, member, chance, pid: current!.pid, turn })
      open += fresh.open
      await nextStart()
      missing.push(...(await lackingOf(box, world, [...fresh.said, ...fresh.synced])))
      for (const id of fresh.said) said.add(id)
      for (const id of fresh.synced) synced.add(id)
      member.call(readSettings(box).tcpPort ?? 0)
      if (turn % 20 === 0) note(`${turn} kills: ${said.size} said, ${synced.size} synced, ${missing.length} missing`)
    }
    // Once more all of it, after the last.
    missing.push(...(await lackingOf(box, world, [...said, ...synced])))
    return { kills: times, said: said.size, synced: synced.size, open, missing: [...new Set(missing)], complaints }
  } finally {
    const ended = new Promise((resolve) => keeping.once('exit', resolve))
    keeping.kill('SIGTERM')
    await member?.close()
    await ended
  }
}

interface Turn {
  readonly box: string
  readonly world: string
  readonly member: Member
  readonly chance: Chance
  readonly pid: number
  readonly turn: number
}

/** Says and syncs until the kill; what was acknowledged before it, and how many sayings were still under way. */
async function killedWhileBusy({ box, world, member, chance, pid, turn }: Turn): Promise<{ said: StatementId[]; synced: StatementId[]; open: number }> {
  const said: StatementId[] = []
  const living = new AbortController()
  const { signal } = living
  let begun = 0
  const client = clientOf(box)
  const saying = async (lane: number): Promise<void> => {
    for (let index = 0; !signal.aborted; index++) {
      begun++
      const wishes = [{ wish: 'offer' as const, thing: `jar ${turn}.${lane}.${index}`, quantity: '2 l', note: 'x'.repeat(chance.below(600)) }]
      const outcome = await client.act('say', { world, wishes })
      if (outcome.ok && !signal.aborted) said.push(...outcome.value.ids)
    }
  }
  const lanes = Array.from({ length: atOnce }, (_, lane) => saying(lane).catch(() => undefined))
  const syncing = member.sayUntilStopped(`loaf ${turn}`)
  const enough = 1 + chance.below(acknowledgedMax)
  const counted = chance.below(2) === 0 ? (): number => said.length : (): number => member.acknowledged().length
  const untilMs = performance.now() + turnMsMax
  while (counted() < enough && performance.now() < untilMs) await pause(stepMs)
  await pause(chance.below(killDelayMsMax))
  // What is acknowledged counts up to here: an answer that comes after the kill was given before it, and may count or not.
  living.abort()
  const synced = member.acknowledged()
  process.kill(pid, 'SIGKILL')
  member.silence()
  await Promise.all([...lanes, syncing.stop()])
  return { said, synced, open: begun - said.length }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function lackingOf(box: string, world: string, ids: readonly StatementId[]): Promise<StatementId[]> {
  const client = clientOf(box)
  const lacking: StatementId[] = []
  for (const id of ids) {
    const found = await client.ask('intent', { world, id })
    if (!found.ok || found.value === null) lacking.push(id)
  }
  return lacking
}

function clientOf(box: string): ControlClient {
  const note = readControl(box)
  if (!note) throw new Error('the daemon left no word where it is')
  return new ControlClient(note)
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing happened for ${ms} ms`)), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
