import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { generate } from 'mqtt-packet'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Login, type Raw, rawClient, rawGuest } from '../testing/raw.ts'
import type { FloodState } from './flood.child.ts'
import { brokerLimits } from './limits.ts'

const mib = 1_048_576
/** Much is sent, as quickly as a slow machine takes it. */
const patienceMs = 120_000
let child: ChildProcess
let port: number
let logins: readonly Login[]
let atRest: FloodState
const guests: Raw[] = []

beforeEach(async () => {
  child = fork(new URL('flood.child.ts', import.meta.url), [], { execArgv: ['--expose-gc'], serialization: 'advanced' })
  const [begun] = (await once(child, 'message')) as [{ port: number; logins: readonly { username: string; password: string; clientId: string }[] }]
  port = begun.port
  logins = begun.logins.map((login) => ({ ...login, password: Buffer.from(login.password) }))
  atRest = await state()
}, 60_000)
afterEach(() => {
  for (const guest of guests.splice(0)) guest.end()
  child.disconnect()
})

async function state(asked: { say?: readonly [number, number] } = {}): Promise<FloodState> {
  child.send(asked)
  const [told] = (await once(child, 'message')) as [FloodState]
  return told
}

async function comes(login = logins[0] as Login): Promise<Raw & { returnCode: number }> {
  const guest = await rawGuest(port, login)
  guests.push(guest)
  return guest
}

/** Writes at the pace at which it is read. */
async function write(guest: Raw, packets: Iterable<Buffer>): Promise<void> {
  for (const packet of packets) {
    if (guest.socket.destroyed) return
    if (!guest.socket.write(packet)) await Promise.race([once(guest.socket, 'drain'), guest.closed])
  }
}

const publish = (topic: string, payload: Buffer | string, retain = false, qos: 0 | 1 = 0): Buffer =>
  generate({ cmd: 'publish', topic, payload, retain, qos, dup: false, messageId: 1 })

function* announcements(count: number): Generator<Buffer> {
  for (let n = 0; n < count; n++) yield publish(`homeassistant/sensor/${n}/config`, `{"name":"${n}","stat_t":"one/${n}"}`, true)
}

test('[B13, B15, B16] 100,000 announcements that are to be kept: as many are as one may leave, all memory stays bounded, and it is named', async () => {
  const guest = await comes()
  // More than it may say at once: the rest is read as slowly as is allowed, so the flood is cut off after a while.
  const flood = write(guest, announcements(100_000)).catch(() => {})
  let now = await state()
  while ((now.refused['retained-full'] ?? 0) === 0) now = await state()
  expect(now.load.retained).toBe(brokerLimits.retainedMax)
  expect(now.refused['slowed']).toBeGreaterThan(0)
  expect(now.listed.length).toBeLessThanOrEqual(200)
  expect(now.bytes - atRest.bytes).toBeLessThan(24 * mib)
  guest.end()
  await flood
  const honest = await comes(logins[1])
  await write(honest, [publish('two/x', 'still here')])
  while ((await state()).heard <= now.heard) now = { ...now }
}, patienceMs)

test('[B12] messages of 10 MB are passed over, acknowledged and named, and the device goes on', async () => {
  const guest = await comes()
  await write(guest, [publish('one/photo', Buffer.alloc(4 * mib), true), publish('one/film', Buffer.alloc(10 * mib), true, 1)])
  expect((await guest.next('puback')).messageId).toBe(1)
  const now = await state()
  expect(now.refused['too-large']).toBe(2)
  expect(now.listed.flatMap(({ kind, what }) => (kind === 'too-large' ? [what] : []))).toEqual(['one/film', 'one/photo'])
  expect(now.load.retained).toBe(0)
  expect(now.bytes - atRest.bytes).toBeLessThan(8 * mib)
  expect(guest.socket.destroyed).toBe(false)
}, patienceMs)

test('[B14] a device that does not read what it asked for is passed by, and holds nobody up', async () => {
  const lazy = await comes()
  lazy.send({ cmd: 'subscribe', messageId: 2, subscriptions: [{ topic: 'one/#', qos: 0 }] })
  await lazy.next('suback')
  lazy.socket.pause()
  // 120 MB in all.
  for (let turn = 0; turn < 12; turn++) await state({ say: [100, 100_000] })
  const now = await state()
  expect(now.refused['unread']).toBeGreaterThan(0)
  expect(now.load.unreadBytes).toBeLessThanOrEqual(brokerLimits.unreadBytesMax + brokerLimits.atOnceBytesMax)
  expect(now.bytes - atRest.bytes).toBeLessThan(24 * mib)
  const other = await comes(logins[1])
  await write(other, [publish('two/x', 'quick', false, 1)])
  await other.next('puback')
}, patienceMs)

test('[B15] a flood of subscriptions and of what they find is bounded', async () => {
  const guest = await comes()
  await write(guest, Array.from({ length: 500 }, (_, n) => publish(`one/${n}`, 'x'.repeat(100), true)))
  guest.socket.pause()
  const asked = Array.from({ length: 200 }, (_, n) => generate({ cmd: 'subscribe', messageId: n + 1, subscriptions: [{ topic: `one/${n}/#`, qos: 0 }, { topic: 'one/#', qos: 0 }] }))
  const flood = write(guest, asked).catch(() => {})
  // While it does not read its answers, it is not read either.
  for (let turn = 0; turn < 5; turn++) expect((await state()).bytes - atRest.bytes).toBeLessThan(24 * mib)
  guest.socket.resume()
  let now = await state()
  while ((now.refused['subscriptions-full'] ?? 0) === 0) now = await state()
  expect(now.bytes - atRest.bytes).toBeLessThan(24 * mib)
  guest.end()
  await flood
}, patienceMs)

test('[B12, B15] connections that say nothing, half of something, or too much before they are let in are bounded', async () => {
  const raws: Raw[] = []
  for (let n = 0; n < 300; n++) {
    const raw = await rawClient(port)
    raws.push(raw)
    if (n % 3 === 1) raw.sendBytes(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]))
    if (n % 3 === 2) raw.sendBytes(Buffer.concat([Buffer.from([0x10, 0x80, 0x40]), Buffer.alloc(8_000)]))
  }
  const now = await state()
  expect(now.load.waiting).toBeLessThanOrEqual(brokerLimits.waitingPerAddressMax)
  expect(now.bytes - atRest.bytes).toBeLessThan(8 * mib)
  expect((await comes()).returnCode).toBe(0)
  for (const raw of raws) raw.end()
}, patienceMs)
