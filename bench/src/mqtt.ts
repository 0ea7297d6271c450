/**
 * From a sensor over an agreement to a lamp: through a mosquitto, and through the built-in broker. In the same run, on the same
 * mosquitto: a client of mqtt.js on its own that does the same `if` (the ceiling), and Node-RED with the same flow.
 *
 * Sensor and lamp are plain sockets in a process of their own (mqtt/load.ts). All stay connected, each with topics of its own, and take
 * turns, many and short: a while at saturation, a while at a fixed rate. Of all rounds the best counts, for all alike, as noise only slows down.
 * `ofBareCeiling` and `p50OverBareMs` are those of the worse of our two ways; `medianOfBare` compares turns that followed one another.
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
  window: 'messages under way at saturation (1,000)'
}

const names = ['bare', 'edge', 'built-in', 'node-red'] as const
type Name = (typeof names)[number]

interface Contestant {
  readonly login: Login
  cpuUs(): Promise<number>
  end(): Promise<void>
}

interface Turn {
  readonly saturated: Saturated
  readonly paced: Paced
  readonly cpuUs: number
}

export async function run({ number, note }: BenchOptions): Promise<Figures> {
  const [rounds, seconds, rate, window] = [number('rounds', 20), number('seconds', 0.6), number('rate', 5_000), number('window', 1_000)]
  const mosquitto = await startMosquitto()
  const load = await startProcess<LoadAsk>('../mqtt/load.ts', [])
  const contestants = new Map<Name, Contestant>()
  try {
    for (const name of names) {
      const contestant = await start(name, mosquitto.port)
      contestants.set(name, contestant)
      await load.ask({ ask: 'come', login: contestant.login, house: name })
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
  const p50 = (name: Name): number => Math.min(...turnsOf(name).map(({ paced }) => paced.p50Ms))
  const p99 = (name: Name): number => Math.min(...turnsOf(name).map(({ paced }) => paced.p99Ms))
  const cpuUs = (name: Name): number => Math.min(...turnsOf(name).map((turn) => turn.cpuUs))
  const lost = (name: Name): number => turnsOf(name).reduce((sum, { saturated, paced }) => sum + saturated.lost + paced.lost, 0)
  const ours = Math.min(most('edge'), most('built-in'))
  const medianOfBare = (name: Name): number => {
    const ratios = turnsOf(name).map(({ saturated }, round) => saturated.perS / (turnsOf('bare')[round]?.saturated.perS ?? Number.NaN))
    return ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN
  }
  return {
    ofBareCeiling: ours / most('bare'),
    overNodeRed: ours / most('node-red'),
    p50OverBareMs: Math.max(p50('edge'), p50('built-in')) - p50('bare'),
    lost: lost('edge') + lost('built-in'),
    edgeOfBare: most('edge') / most('bare'),
    builtInOfBare: most('built-in') / most('bare'),
    medianOfBare: Math.min(medianOfBare('edge'), medianOfBare('built-in')),
    edgeCpuOfBare: cpuUs('edge') / cpuUs('bare'),
    barePerS: most('bare'),
    edgePerS: most('edge'),
    builtInPerS: most('built-in'),
    nodeRedPerS: most('node-red'),
    bareP50Ms: p50('bare'),
    edgeP50Ms: p50('edge'),
    builtInP50Ms: p50('built-in'),
    nodeRedP50Ms: p50('node-red'),
    bareP99Ms: p99('bare'),
    edgeP99Ms: p99('edge'),
    builtInP99Ms: p99('built-in'),
    nodeRedP99Ms: p99('node-red'),
    bareCpuUs: cpuUs('bare'),
    edgeCpuUs: cpuUs('edge'),
    builtInCpuUs: cpuUs('built-in'),
    nodeRedCpuUs: cpuUs('node-red'),
    lostByBare: lost('bare'),
    lostByNodeRed: lost('node-red')
  }
}

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
  return { login: await ours.ask<Login>({ ask: 'login' }), cpuUs: () => ours.ask<number>({ ask: 'cpu' }), end: () => ours.end() }
}

function rotated<One>(all: readonly One[], by: number): readonly One[] {
  const at = by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}
