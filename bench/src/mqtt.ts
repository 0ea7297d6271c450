/**
 * From a sensor over an agreement to a lamp: through a mosquitto, and through the built-in broker. Ours is the whole way, with discovery, the
 * things of a world, the store of series, the engine and the keeper of the lamp (mqtt/ours.ts). In the same run, on the same mosquitto: a
 * client of mqtt.js on its own that does the same `if` (the ceiling), and Node-RED with the same flow.
 *
 * Sensor and lamp are plain sockets in a process of their own (mqtt/load.ts). All stay connected, each with topics of its own, and take
 * turns, many and short: a while at saturation, a while at a fixed rate. `ofBareCeiling`, `p50OverBareMs` and `overNodeRed` are medians over
 * the rounds, each of turns that followed one another, and those of the worse of our two ways; `best…` are of the best turns, as noise only
 * slows down. `…CpuUs` is what a message took of the processor, which holds when others use the machine as well.
 */
import { setTimeout } from 'node:timers/promises'
import { startMosquitto } from '@commune/bridges/mqtt/testing'
import type { Ask as BareAsk } from './mqtt/bare.ts'
import type { Ask as LoadAsk, Paced, Saturated } from './mqtt/load.ts'
import { nodeRedVersions, startNodeRed } from './mqtt/nodeRed.ts'
import type { Ask as OursAsk, Login } from './mqtt/ours.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'
import { type Answering, startProcess } from './sync/talk.ts'

export const about = 'From a sensor over an agreement to an actuator over MQTT: messages a second, and how long one takes.'
export const peers: Readonly<Record<string, string>> = nodeRedVersions
export const options: Readonly<Record<string, string>> = {
  rounds: 'turns that each of the four has (20)',
  seconds: 'length of a turn at saturation, and of one at the fixed rate (0.6)',
  rate: 'messages a second at the fixed rate (5,000)',
  window: 'messages under way at saturation (1,000)',
  without: 'one of bare, edge, built-in, node-red that is left out (none)'
}

const allNames = ['bare', 'edge', 'built-in', 'node-red'] as const
type Name = (typeof allNames)[number]

interface Contestant {
  readonly login: Login
  cpuUs(): Promise<number>
  /** Puts the agreement in force, where there is one. */
  agree?(): Promise<unknown>
  end(): Promise<void>
}

interface Turn {
  readonly saturated: Saturated
  readonly paced: Paced
  readonly cpuUs: number
}

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const names = allNames.filter((name) => name !== text('without', ''))
  const [rounds, seconds, rate, window] = [number('rounds', 20), number('seconds', 0.6), number('rate', 5_000), number('window', 1_000)]
  const mosquitto = await startMosquitto()
  const load = await startProcess<LoadAsk>('../mqtt/load.ts', [])
  const contestants = new Map<Name, Contestant>()
  try {
    for (const name of names) {
      const contestant = await start(name, mosquitto.port)
      contestants.set(name, contestant)
      await load.ask({ ask: 'come', login: contestant.login, house: name, announces: contestant.agree !== undefined })
      await contestant.agree?.()
    }
    // Until the code that is used much is compiled, a turn says little.
    for (const house of names) await load.ask({ ask: 'saturate', house, window, seconds: 2 })
    const turns = new Map<Name, Turn[]>(names.map((name) => [name, []]))
    for (let round = 0; round < rounds; round++) {
      // Nobody always comes first.
      for (const name of rotated(names, round)) {
        const turn = await takeTurn(load, name, contestants.get(name) as Contestant, { window, seconds, rate })
        turns.get(name)?.push(turn)
        note(`round ${round + 1} of ${rounds}, ${name}: ${Math.round(turn.saturated.perS)} a second, p50 ${turn.paced.p50Ms.toFixed(2)} ms`)
      }
    }
    return figuresOf((name) => turns.get(name) ?? [])
  } finally {
    for (const contestant of contestants.values()) await contestant.end()
    await load.end()
    await mosquitto.end()
  }
}

async function takeTurn(
  load: Answering<LoadAsk>, house: Name, contestant: Contestant, { window, seconds, rate }: { window: number; seconds: number; rate: number }
): Promise<Turn> {
  const before = await contestant.cpuUs()
  const saturated = await load.ask<Saturated>({ ask: 'saturate', house, window, seconds })
  const cpuUs = ((await contestant.cpuUs()) - before) / (saturated.perS * seconds)
  await setTimeout(200)
  const paced = await load.ask<Paced>({ ask: 'pace', house, perS: rate, seconds })
  return { saturated, paced, cpuUs }
}

function figuresOf(turnsOf: (name: Name) => readonly Turn[]): Figures {
  const most = (name: Name): number => Math.max(...turnsOf(name).map(({ saturated }) => saturated.perS))
  const least = (name: Name, of: (turn: Turn) => number): number => Math.min(...turnsOf(name).map(of))
  const middle = (name: Name, of: (turn: Turn) => number): number => median(turnsOf(name).map(of))
  const lost = (name: Name): number => turnsOf(name).reduce((sum, { saturated, paced }) => sum + saturated.lost + paced.lost, 0)
  /** Of turns in one round. */
  const beside = (name: Name, other: Name, of: (own: Turn, others: Turn) => number): number =>
    median(turnsOf(name).flatMap((turn, round) => (turnsOf(other)[round] === undefined ? [] : [of(turn, turnsOf(other)[round] as Turn)])))
  const ofSpeed = (name: Name, other: Name): number => beside(name, other, (own, others) => own.saturated.perS / others.saturated.perS)
  const overMs = (name: Name): number => beside(name, 'bare', (own, bare) => own.paced.p50Ms - bare.paced.p50Ms)
  const [perS, p50Ms, p99Ms, cpuUs] = [(turn: Turn) => turn.saturated.perS, (turn: Turn) => turn.paced.p50Ms, (turn: Turn) => turn.paced.p99Ms, (turn: Turn) => turn.cpuUs]
  return {
    ofBareCeiling: Math.min(ofSpeed('edge', 'bare'), ofSpeed('built-in', 'bare')),
    overNodeRed: Math.min(ofSpeed('edge', 'node-red'), ofSpeed('built-in', 'node-red')),
    p50OverBareMs: Math.max(overMs('edge'), overMs('built-in')),
    lost: lost('edge') + lost('built-in'),
    edgeOfBare: ofSpeed('edge', 'bare'),
    builtInOfBare: ofSpeed('built-in', 'bare'),
    edgeP50OverBareMs: overMs('edge'),
    builtInP50OverBareMs: overMs('built-in'),
    bestOfBare: Math.min(most('edge'), most('built-in')) / most('bare'),
    bestP50OverBareMs: Math.max(least('edge', p50Ms), least('built-in', p50Ms)) - least('bare', p50Ms),
    edgeCpuOfBare: beside('edge', 'bare', (own, bare) => own.cpuUs / bare.cpuUs),
    builtInCpuOfBare: beside('built-in', 'bare', (own, bare) => own.cpuUs / bare.cpuUs),
    ...Object.fromEntries(
      ([['bare', 'bare'], ['edge', 'edge'], ['builtIn', 'built-in'], ['nodeRed', 'node-red']] as const).flatMap(([key, name]) => [
        [`${key}PerS`, middle(name, perS)],
        [`${key}P50Ms`, middle(name, p50Ms)],
        [`${key}P99Ms`, middle(name, p99Ms)],
        [`${key}CpuUs`, middle(name, cpuUs)]
      ])
    ),
    lostByBare: lost('bare'),
    lostByNodeRed: lost('node-red')
  }
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN

async function start(name: Name, port: number): Promise<Contestant> {
  if (name === 'node-red') {
    const nodeRed = await startNodeRed(port, name)
    return { login: { port }, cpuUs: async () => nodeRed.cpuUs(), end: () => nodeRed.end() }
  }
  if (name === 'bare') {
    const bare = await startProcess<BareAsk>('../mqtt/bare.ts', [String(port), name])
    return { login: { port }, cpuUs: () => bare.ask<number>({ ask: 'cpu' }), end: () => bare.end() }
  }
  const ours = await startProcess<OursAsk>('../mqtt/ours.ts', [name, String(port), name])
  return { login: await ours.ask<Login>({ ask: 'login' }), agree: () => ours.ask({ ask: 'agree' }), cpuUs: () => ours.ask<number>({ ask: 'cpu' }), end: () => ours.end() }
}

function rotated<One>(all: readonly One[], by: number): readonly One[] {
  const at = by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}
