/**
 * Ours: a whole peer with the devices of a box, as the daemon has them, and one agreement in force. What a sensor says goes through broker or
 * client, discovery, the things of a world and their store of series, the engine and the keeper of the lamp, and comes out as the lamp's
 * own message.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openDevices } from '@commune/cli/devices'
import type { Rule, ThingRow } from '@commune/commune'
import { engineParts, type Outcome } from '@commune/peer'
import { sodiumReady } from '@commune/protocol'
import { openSqliteSeries } from '@commune/storage/series/sqlite'
import { clock, log, openPeer, random } from '../sync/ports.ts'
import { answerAll } from '../sync/talk.ts'
import { belowLx } from './rule.ts'

export type Ask =
  /** Processor time of this process so far, microseconds. */
  | { readonly ask: 'cpu' }
  | { readonly ask: 'login' }
  /** Waits for sensor and lamp, and puts the agreement in force. */
  | { readonly ask: 'agree' }

export interface Login {
  readonly port: number
  readonly username?: string
  readonly password?: string
}

const [kind = '', given = '', house = ''] = process.argv.slice(2)
await sodiumReady
const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const { store } = await openSqliteSeries({ folder: join(folder, 'series'), log })
const { peer } = await openPeer(folder, { senses: { series: store, engine: engineParts } })
const { world } = must(await peer.act('beginWorld', { name: 'Bench' }))
// How much it can carry is what is asked; how much one device may say is another matter, and bounded by the broker.
const limits = { packetsPerS: 1e9, packetsBurst: 1e9 }
const where = kind === 'built-in' ? { port: 0, limits } : { port: 0, url: `mqtt://127.0.0.1:${given}` }
const devices = await openDevices(peer, world, folder, { host: '127.0.0.1', ...where }, { clock, log, random })
const login = kind === 'built-in' ? admitted() : { port: Number(given) }

answerAll<Ask>(async ({ ask }) => {
  if (ask === 'login') return login
  if (ask === 'agree') return agree()
  const { user, system } = process.cpuUsage()
  return user + system
})

function admitted(): Login {
  const made = devices.admit('house', { says: [house, 'homeassistant'], hears: [], asked: [] })
  if (!made.ok) throw new Error(made.error.key)
  const port = Number(new URL(`mqtt://${devices.listens}`).port)
  return { port, username: made.value.id, password: made.value.secret }
}

async function agree(): Promise<void> {
  const [eye, lamp] = [await thing('eye'), await thing('lamp')]
  const [light, act] = [eye.readings[0], lamp.acts[0]]
  if (!light || !act) throw new Error('sensor and lamp are not what they announce')
  const rule: Rule = {
    act: `${lamp.id}/${act.key}`,
    to: true,
    while: { is: 'compare', of: { is: 'reading', point: `${eye.id}/${light.key}` }, how: 'below', to: { value: belowLx, unit: 'lx' } },
    otherwise: { to: false },
    unsure: 'stay',
    leastMs: 0
  }
  // Whoever looks after the lamp lets it be moved as often as it is measured here.
  must(await peer.act('say', { world, wishes: [{ wish: 'will', thing: lamp.id, point: act.key, will: { leastMs: 0 } }] }))
  must(await peer.act('say', { world, wishes: [{ wish: 'propose', name: 'Light', rules: [rule] }] }))
  while (must(await peer.ask('agreements', { world }))[0]?.state !== 'holds') await setTimeout(50)
  // It is taken up a moment after it holds.
  await setTimeout(1_000)
}

async function thing(name: string): Promise<ThingRow> {
  for (;;) {
    const found = must(await peer.ask('things', { world })).find((row) => row.name === `${house} ${name}`)
    if (found) return found
    await setTimeout(50)
  }
}

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.key)
  return outcome.value
}
