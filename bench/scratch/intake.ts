import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ThreadOpener } from '@commune/cli/opener'
import { rooms, unknownRoom } from '@commune/commune'
import { Keyring, World, plainOpener } from '@commune/peer'
import { makeDevice, makeEpoch, sodiumReady, signPair } from '@commune/protocol'
import { openSqliteStore } from '@commune/storage/sqlite'
import { clock, log, random } from '../src/sync/ports.ts'
import { writeEntries } from '../src/sync/entries.ts'
await sodiumReady
const n = Number(process.argv[2] ?? 30000)
const perEntry = Number(process.argv[3] ?? 1)
const threaded = process.argv[4] !== 'plain'
const world = random.bytes(32)
const { epoch } = makeEpoch(world, makeDevice(random).sign.publicKey, random)
const { envelopes } = writeEntries(world, epoch, n, 20, perEntry)
const runs: Uint8Array[][] = []
let run: Uint8Array[] = [], bytes = 0
for (const e of envelopes) { run.push(e); bytes += e.length; if (bytes > 131072) { runs.push(run); run = []; bytes = 0 } }
if (run.length) runs.push(run)
const opener = threaded ? new ThreadOpener() : plainOpener
async function once() {
  const folder = mkdtempSync(join(tmpdir(), 'intake-'))
  const { store } = await openSqliteStore({ folder, log })
  const lock = { lock: (p: Uint8Array) => p, unlock: (p: Uint8Array) => p }
  const keyring = new Keyring(world, 'w1/', lock)
  keyring.hold(epoch.secret)
  const w = await World.open({ store, clock, random, log, opener }, { id: world, prefix: 'w1/', keyring, rooms: [...rooms, unknownRoom] as never, signPair: signPair(random.bytes(32)) })
  const thread0 = process.threadCpuUsage(), all0 = process.cpuUsage(), t0 = performance.now()
  const flight: Promise<unknown>[] = []
  for (const [i, r] of runs.entries()) {
    // a copy in one buffer as the wire gives it
    let len = 0; for (const e of r) len += e.length + 3
    const whole = new Uint8Array(len); let at = 0
    const views = r.map(e => { whole.set(e, at + 3); const v = whole.subarray(at + 3, at + 3 + e.length); at += 3 + e.length; return v })
    flight.push(w.take(views, 1, true))
    if (flight.length >= 4) await flight.shift()
  }
  await Promise.all(flight)
  const t1 = performance.now(); const thread1 = process.threadCpuUsage(thread0)
  await w.settle()
  const ms = performance.now() - t0, th = process.threadCpuUsage(thread0), al = process.cpuUsage(all0)
  const us = (x: { user: number, system: number }) => ((x.user + x.system) / envelopes.length).toFixed(2)
  console.log(`wall ${(ms / envelopes.length * 1000).toFixed(2)} us/e; main ${us(th)} (taking ${us(thread1)}) all ${us(al)}; settle wall ${(performance.now() - t1).toFixed(0)}ms; checks ${w.graph.signatureChecks} rss ${(process.memoryUsage().rss/1e6).toFixed(0)}`)
  await store.close(); rmSync(folder, { recursive: true })
}
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
const rounds = Number(process.env.ROUNDS ?? 3)
for (let i = 0; i < rounds; i++) {
  if (process.env.PROF && i === rounds - 1) {
    const session = new Session(); session.connect()
    await session.post('Profiler.enable'); await session.post('Profiler.setSamplingInterval', { interval: 200 }); await session.post('Profiler.start')
    await once()
    const { profile } = await session.post('Profiler.stop')
    writeFileSync('/tmp/prof/last.cpuprofile', JSON.stringify(profile))
  } else await once()
}
process.exit(0)
