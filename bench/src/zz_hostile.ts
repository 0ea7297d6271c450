import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '@commune/bridges/mqtt/testing'
import { connect } from 'node:net'
import { generate } from 'mqtt-packet'
import { controlOf } from './house/control.ts'
import { startBox } from './start/box.ts'
import { cpuMsOf, rssMbOf } from './start/process.ts'
const size = (d: string): number => readdirSync(d, { withFileTypes: true }).reduce((s, e) => s + (e.isDirectory() ? size(join(d, e.name)) : statSync(join(d, e.name)).size), 0)
const folder = mkdtempSync(join(tmpdir(), 'commune-hostile-'))
const [port, mqttPort] = [await freePort(), await freePort()]
const box = await startBox({ folder, port, page: false, more: ['--mqtt-port', String(mqttPort)] })
const control = controlOf(folder)
let peak = 0; setInterval(() => { try { peak = Math.max(peak, rssMbOf(box.pid)) } catch {} }, 50).unref()
const come = async (name: string) => {
  const { id, secret } = await control.act<{ id: string; secret: string }>('admitDevice', { name, says: [name, 'homeassistant'], hears: [], asked: [] })
  const socket = connect({ port: mqttPort, host: '127.0.0.1', noDelay: true })
  socket.on('error', () => {}); socket.on('data', () => {})
  socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: id, keepalive: 0, username: id, password: Buffer.from(secret) }))
  await setTimeout(200)
  return { socket, id, say: async (topic: string, payload: string | Buffer, retain = false, qos: 0 | 1 = 0) => {
    if (!socket.write(generate({ cmd: 'publish', topic, payload, qos, retain, dup: false, ...(qos && { messageId: 7 }) }))) await Promise.race([new Promise((r) => socket.once('drain', r)), setTimeout(30_000)])
  } }
}
const report = async (what: string) => {
  const t0 = performance.now()
  const things = await control.ask<unknown[]>('things', { world: box.world }).catch((e: unknown) => { console.log('  things failed', String(e).slice(0, 200)); return [] })
  const ms = performance.now() - t0
  const view = await control.act<{ refused: { words: { key: string; params?: object }; times: number }[]; problem?: unknown }>('devices', {})
  console.log(`${what}: rss ${Math.round(rssMbOf(box.pid))} peak ${Math.round(peak)} MB, cpu ${cpuMsOf(box.pid)} ms, disk ${Math.round(size(folder) / 1e5) / 10} MB, things ${things.length} (${Math.round(ms)} ms) problem ${JSON.stringify(view.problem)}`)
  const by = new Map<string, number>(); for (const r of view.refused) by.set(r.words.key, (by.get(r.words.key) ?? 0) + r.times)
  console.log('   ', [...by].map(([k, n]) => `${k}×${n}`).join('  '))
  peak = 0
}
const sensor = (name: string, n: number, more: object = {}) => JSON.stringify({ device: { identifiers: [`${name}-${n}`], name: `${name} ${n}` }, state_topic: `${name}/${n}`, unique_id: `${name}-${n}`, unit_of_measurement: 'lx', state_class: 'measurement', ...more })
const only = process.argv[2] ?? 'all'
await report('begin')
const ok = await come('good')
await ok.say('homeassistant/sensor/good/light/config', sensor('good', 1), true)
await ok.say('good/1', '12')
if (only === 'all' || only === 'many') {
  const bad = await come('many')
  const t0 = performance.now()
  for (let n = 0; n < 100_000; n++) await bad.say(`homeassistant/sensor/many/n${n}/config`, sensor('many', n), true)
  console.log('sent in', Math.round(performance.now() - t0))
  await setTimeout(3000); await report('100,000 announcements')
}
if (only === 'all' || only === 'churn') {
  const bad = await come('churn')
  const t0 = performance.now(); let n = 0
  while (performance.now() - t0 < 40_000) { await bad.say(`homeassistant/sensor/churn/c${n % 50}/config`, sensor('churn', n++)); if (n % 500 === 0) await setTimeout(100) }
  console.log('sent', n)
  await setTimeout(2000); await report('churn of ids for 40 s')
}
if (only === 'all' || only === 'rename') {
  const bad = await come('rename')
  const t0 = performance.now(); let n = 0
  while (performance.now() - t0 < 30_000) { n++; await bad.say(`homeassistant/sensor/rename/c${n % 50}/config`, JSON.stringify({ ...JSON.parse(sensor('rename', n % 50)), device: { identifiers: [`rename-${n % 50}`], name: `name ${n}` } })); if (n % 500 === 0) await setTimeout(100) }
  console.log('sent', n)
  await setTimeout(2000); await report('new names for 30 s')
}
if (only === 'all' || only === 'wrong') {
  const bad = await come('wrong')
  const big = Buffer.alloc(10_000_000, 'a')
  for (let n = 0; n < 30; n++) { await bad.say('wrong/big', big, false, (n % 2) as 0 | 1); await bad.say('homeassistant/sensor/wrong/big/config', big, true) }
  for (let n = 0; n < 3000; n++) {
    await bad.say('homeassistant/sensor/wrong/json/config', '{"a":')
    await bad.say('homeassistant/sensor/wrong/deep/config', '['.repeat(60_000))
    await bad.say('homeassistant/sensor/wrong/deep2/config', '{"device":'.repeat(5_000))
    await bad.say('homeassistant/sensor/wrong/proto/config', '{"__proto__":{"x":1},"state_topic":"wrong/x"}')
    await bad.say('homeassistant/sensor/wrong/claim/config', JSON.stringify({ ...JSON.parse(sensor('wrong', 1)), unique_id: 'good-1', device: { identifiers: ['good-1'], name: 'stolen' } }))
    await bad.say('homeassistant/sensor/good/light/config', '')
    await bad.say('good/1', '99')
    await bad.say('homeassistant/sensor/wrong/tpl/config', JSON.stringify({ ...JSON.parse(sensor('wrong', 1)), value_template: '{% for a in range(2000) %}{% for b in range(2000) %}{{ a*b }}{% endfor %}{% endfor %}' }))
    await bad.say('wrong/1', '{"a":1}')
    await bad.say('wrong/1', Buffer.from([0xff, 0xfe, 0]))
    await bad.say(`homeassistant/sensor/wrong/w${n % 300}/config`, JSON.stringify({ ...JSON.parse(sensor('wrong', 100000 + n)), state_topic: `wrong/+/${n}/#` }))
    await bad.say(`wrong/${n}/${n}/${n}`, '1', true)
  }
  await setTimeout(3000); await report('wrong of all kinds')
  await bad.say('wrong/1', '5')
}
const row = (await control.ask<{ id: string; name: string; readings: { key: string }[] }[]>('things', { world: box.world })).find(({ name }) => name === 'good 1')
await ok.say('good/1', '13'); await setTimeout(500)
console.log('good', row?.name, JSON.stringify(await control.ask('sensed', { world: box.world, points: [`${row?.id}/${row?.readings[0]?.key}`] })))
await box.end(); rmSync(folder, { recursive: true, force: true }); process.exit(0)
