// one sender, one receiver: BENCH n perEntry
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from '../src/sync/talk.ts'
const n = Number(process.argv[2] ?? 50000), per = Number(process.argv[3] ?? 1), live = Number(process.argv[4] ?? 0)
const folder = mkdtempSync(join(tmpdir(), 'pair-'))
const [s, r] = [await startProcess<any>('child.ts', [join(folder, 's')]), await startProcess<any>('child.ts', [join(folder, 'r')])]
const prepared = await s.ask<any>({ ask: 'prepare', count: n, authors: 20, perEntry: per })
if (process.env.PROF && !live) { await s.ask({ ask: 'prof' }); await r.ask({ ask: 'prof' }) }
const alarm = setTimeout(async () => { console.log('STUCK', JSON.stringify(await Promise.race([s.ask({ ask: 'state' }), new Promise(f => setTimeout(() => f('no answer'), 3000))]))); const rc = (r as any); console.log(JSON.stringify(await rc.peek({ ask: 'state' }))); process.exit(1) }, Number(process.env.ALARM ?? 90) * 1000); alarm.unref()
const c0 = await s.ask<number>({ ask: 'cpu' })
console.log('before', await r.ask({ ask: 'threads' })); let taken: any; taken = await r.ask<any>({ ask: 'join', link: prepared.link, statements: n * per })
console.log('after', await r.ask({ ask: 'threads' })); console.log('sender', await s.ask({ ask: 'threads' })); const c1 = await s.ask<number>({ ask: 'cpu' })
console.log(`${(taken.ms * 1000 / n).toFixed(1)} us/e wall; receiver ${(taken.cpuUs / n).toFixed(1)} main ${(taken.mainCpuUs / n).toFixed(1)}; sender ${((c1 - c0) / n).toFixed(1)}; checks ${taken.signatureChecks}; wire ${(taken.socketBytes / n).toFixed(1)}; peak ${taken.peakMb.toFixed(0)}`)
if (process.env.PROF && !live) { await s.ask({ ask: 'profEnd', file: '/tmp/prof/sender.cpuprofile' }); await r.ask({ ask: 'profEnd', file: '/tmp/prof/receiver.cpuprofile' }) }
if (live) {
  await new Promise(f => setTimeout(f, 1500))
  await r.ask({ ask: 'shown' }); if (process.env.PROF) { await s.ask({ ask: 'prof' }); await r.ask({ ask: 'prof' }) }; const l0 = await s.ask<number>({ ask: 'cpu' }), l1 = await r.ask<number>({ ask: 'cpu' })
  const said = new Map()
  for (let i = 0; i < live; i++) { said.set('live ' + i, await s.ask({ ask: 'say', thing: 'live ' + i })); await new Promise(f => setTimeout(f, 10)) }
  await new Promise(f => setTimeout(f, 1000))
  const shown = new Map<string, bigint>(await r.ask<any>({ ask: 'shown' }))
  const d = [...said].map(([k, ns]: any) => Number((shown.get(k) ?? ns + 10n ** 12n) - ns) / 1e6).sort((a, b) => a - b)
  console.log('cpu per say', ((await s.ask<number>({ ask: 'cpu' }) - l0) / live).toFixed(0), ((await r.ask<number>({ ask: 'cpu' }) - l1) / live).toFixed(0)); console.log('live p50', d[d.length >> 1], 'p90', d[Math.floor(d.length * .9)], 'p99', d[Math.floor(d.length * .99)], 'max', d.at(-1))
  if (process.env.PROF) { await s.ask({ ask: 'profEnd', file: '/tmp/prof/sender.cpuprofile' }); await r.ask({ ask: 'profEnd', file: '/tmp/prof/receiver.cpuprofile' }) }
}
await r.end(); await s.end(); rmSync(folder, { recursive: true })
process.exit(0)
