import { connectAsync } from 'mqtt'
import { generate } from 'mqtt-packet'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { localhostCertificate, localhostKey } from '../testing/certificate.ts'
import { until } from '../testing/contract.ts'
import { say, settled, subscribe } from '../testing/guests.ts'
import { type OpenBroker, openBroker } from '../testing/open.ts'
import { connectPacket, type Login, type Raw, rawClient, rawGuest } from '../testing/raw.ts'

let open: OpenBroker
const guests: Raw[] = []
beforeEach(async () => {
  open = await openBroker()
})
afterEach(async () => {
  for (const guest of guests.splice(0)) guest.end()
  await open.broker.close()
})

const comes = async (login: Login): Promise<Raw & { returnCode: number }> => {
  const guest = await rawGuest(open.broker.port, login)
  guests.push(guest)
  return guest
}

test('[B1] without a credential, with an unknown one or a wrong secret nobody is let in, and each is named', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  expect((await comes({ clientId: 'x' })).returnCode).toBe(4)
  expect((await comes({ clientId: 'x', username: 'nobody', password: Buffer.from('x') })).returnCode).toBe(4)
  expect((await comes({ ...lamp, password: Buffer.from('guess') })).returnCode).toBe(4)
  expect((await comes({ ...lamp, password: Buffer.alloc(0) })).returnCode).toBe(4)
  expect((await comes(lamp)).returnCode).toBe(0)
  expect(open.refused('no-credential')).toHaveLength(1)
  expect(open.refused('unknown-credential')).toEqual([['nobody', undefined, 1]])
  expect(open.refused('wrong-secret')).toEqual([[lamp.username, undefined, 2]])
  expect([...open.broker.present()]).toEqual([lamp.username])
})

test('[B2] what a device says outside its grant is acknowledged, dropped and named, and the device stays', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const guest = await comes(lamp)
  say(guest, 'door/state', 'open')
  say(guest, 'door/state', 'open', { qos: 1, messageId: 5 })
  say(guest, 'lamps', 'no')
  say(guest, '$SYS/x', 'no')
  say(guest, 'lamp/\u0001', 'no')
  say(guest, 'lamp/state', 'on')
  expect((await guest.next('puback')).messageId).toBe(5)
  await settled(guest)
  expect(open.heard.map(({ topic, from }) => [topic, from])).toEqual([['lamp/state', lamp.username]])
  expect(open.refused('publish')).toEqual(expect.arrayContaining([[lamp.username, 'door/state', 2], [lamp.username, 'lamps', 1]]))
  expect(open.refused('topic').map(([, what]) => what)).toEqual(['lamp/\ufffd', '$SYS/x'])
})

test('[B11] a hundred messages of any quality, in pieces of any size, come in the order in which they were said', async () => {
  const guest = await comes(open.admit('lamp', { says: ['lamp'] }))
  const said = Array.from({ length: 100 }, (_, n) => ({ topic: `lamp/${n % 7}`, payload: `${n}`, qos: ((n * 5) % 3 === 0 ? 1 : 0) as 0 | 1 }))
  const bytes = Buffer.concat(said.map((one, n) => generate({ cmd: 'publish', retain: false, dup: false, messageId: n + 1, ...one })))
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 61) {
    guest.sendBytes(bytes.subarray(at, at + size))
    if (size % 4 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await settled(guest)
  await until(() => open.heard.length >= 100)
  for (const qos of [0, 1]) {
    const heard = open.heard.map(({ text }) => Number(text)).filter((n) => said[n]?.qos === qos)
    expect(heard).toEqual(said.flatMap((one, n) => (one.qos === qos ? [n] : [])))
  }
  expect(guest.packets.filter(({ cmd }) => cmd === 'puback')).toHaveLength(said.filter(({ qos }) => qos === 1).length)
})

test('[B11] a device with several filters is told each message once and in order, whatever the quality', async () => {
  const guest = await comes(open.admit('lamp', { says: ['lamp'] }))
  const filters = [['lamp/set', 1], ['lamp/+', 0], ['lamp/#', 1]] as const
  guest.send({ cmd: 'subscribe', messageId: 9, subscriptions: filters.map(([topic, qos]) => ({ topic, qos })) })
  await guest.next('suback')
  for (let turn = 0; turn < 5; turn++) {
    for (let n = turn * 20; n < turn * 20 + 20; n++) open.broker.mqtt.publish('lamp/set', `${n}`, { qos: n % 3 === 0 ? 1 : 0 })
    await settled(guest)
  }
  await until(() => guest.packets.filter(({ cmd }) => cmd === 'publish').length >= 100)
  const told = guest.packets.flatMap((packet) => (packet.cmd === 'publish' ? [[Number(packet.payload), packet.qos]] : []))
  expect(told).toEqual(Array.from({ length: 100 }, (_, n) => [n, n % 3 === 0 ? 1 : 0]))
})

test('who only speaks is not taken for silent', async () => {
  const guest = await comes({ ...open.admit('lamp', { says: ['lamp'] }), keepalive: 1 })
  for (let n = 0; n < 9; n++) {
    say(guest, 'lamp/state', String(n))
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  expect(guest.socket.closed).toBe(false)
  expect(open.heard).toHaveLength(9)
})

test('[B3] a device hears what it was granted; what reaches beyond, $SYS and shared subscriptions are refused and named', async () => {
  const panel = open.admit('panel', { hears: ['house', 'homeassistant/+/panel'] })
  const guest = await comes(panel)
  expect(await subscribe(guest, 'house/#', 'house', 'house/+/x', 'homeassistant/switch/panel/#')).toEqual([0, 0, 0, 0])
  const beyond = ['#', '+', '+/lamp', 'houses/#', 'homeassistant/#', 'homeassistant/+/other/set', '$SYS/#', '$share/a/house']
  expect(await subscribe(guest, ...beyond)).toEqual(beyond.map(() => 128))
  open.broker.mqtt.publish('yard/gate', 'secret')
  open.broker.mqtt.publish('house/door', 'open')
  expect((await guest.next('publish')).topic).toBe('house/door')
  expect(open.refused('subscribe').map(([, what]) => what).toSorted()).toEqual(beyond.filter((topic) => !topic.startsWith('$')).toSorted())
})

test('[B4] only the commune asks anything of a device: nobody is granted where another speaks or is asked', async () => {
  open.admit('tasmota', { says: ['stat/plug', 'tele/plug'], asked: ['cmnd/plug'] })
  const grant = { says: ['cmnd/plug/power'], hears: [], asked: [] }
  expect(open.broker.admit('thief', grant)).toMatchObject({ ok: false, error: { type: 'taken', prefix: 'cmnd/plug/power' } })
  expect(open.broker.admit('thief', { ...grant, says: ['cmnd'] })).toMatchObject({ ok: false, error: { type: 'taken' } })
  expect(open.broker.admit('thief', { ...grant, says: ['+/plug'] })).toMatchObject({ ok: false, error: { type: 'taken' } })
  expect(open.broker.admit('thief', { ...grant, says: [], asked: ['stat/plug/x'] })).toMatchObject({ ok: false, error: { type: 'taken' } })
  const panel = await comes(open.admit('panel', { says: ['panel'], hears: ['stat', 'cmnd'] }))
  const plug = await comes({ ...open.admit('plug 2', { says: ['stat/two'], asked: ['cmnd/two'] }) })
  expect(await subscribe(plug, 'cmnd/two/#')).toEqual([0])
  say(panel, 'cmnd/two/power', 'ON')
  await settled(panel)
  open.broker.mqtt.publish('cmnd/two/power', 'OFF')
  expect(String((await plug.next('publish')).payload)).toBe('OFF')
  expect(open.refused('publish').map(([, what]) => what)).toEqual(['cmnd/two/power'])
})

test('[B5, B6] where several announce themselves, nobody speaks where another has left something', async () => {
  const [one, two] = [open.admit('one', { says: ['homeassistant', 'one'] }), open.admit('two', { says: ['homeassistant', 'two'] })]
  const [first, second] = [await comes(one), await comes(two)]
  say(first, 'homeassistant/light/one/config', 'mine', { retain: true })
  await settled(first)
  say(second, 'homeassistant/light/one/config', '', { retain: true })
  say(second, 'homeassistant/light/one/config', 'stolen')
  say(second, 'homeassistant/light/one/config', 'stolen', { retain: true })
  say(second, 'homeassistant/light/two/config', 'mine too', { retain: true })
  say(second, 'homeassistant/status', 'online')
  await settled(second)
  expect(open.heard.map(({ text }) => text)).toEqual(['mine', 'mine too'])
  expect(open.refused('retained-of-another')).toEqual([[two.username, 'homeassistant/light/one/config', 3]])
  expect(open.refused('publish')).toEqual([[two.username, 'homeassistant/status', 1]])
  say(first, 'homeassistant/light/one/config', '', { retain: true })
  await settled(first)
  say(second, 'homeassistant/light/one/config', 'free now', { retain: true })
  await settled(second)
  expect(open.heard.at(-1)?.text).toBe('free now')
})

test('[B5] where several announce themselves, each hears the commune and itself, and others only where that was granted', async () => {
  const [one, two] = [open.admit('one', { says: ['homeassistant', 'one'] }), open.admit('two', { says: ['homeassistant', 'two'] })]
  const hub = open.admit('hub', { hears: ['homeassistant'] })
  const first = await comes(one)
  say(first, 'homeassistant/light/one/config', 'kept', { retain: true })
  await settled(first)
  const [second, third] = [await comes(two), await comes(hub)]
  expect([await subscribe(second, 'homeassistant/#'), await subscribe(third, 'homeassistant/#')]).toEqual([[0], [0]])
  say(first, 'homeassistant/light/other/config', 'said')
  say(second, 'homeassistant/light/two/config', 'own', { retain: true })
  await settled(first)
  open.broker.mqtt.publish('homeassistant/status', 'online')
  const until3 = [await third.next('publish'), await third.next('publish'), await third.next('publish'), await third.next('publish')]
  expect(until3.map(({ payload }) => payload.toString()).toSorted()).toEqual(['kept', 'online', 'own', 'said'])
  expect([(await second.next('publish')).topic, (await second.next('publish')).topic]).toEqual(['homeassistant/light/two/config', 'homeassistant/status'])
})

test('[B7] a last will follows the grant of the device: one outside is not let in, one inside is said when it goes without a word', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const will = { topic: 'lamp/alive', payload: Buffer.from('gone'), qos: 0 as const, retain: true }
  expect((await comes({ ...lamp, will: { ...will, topic: 'door/alive' } })).returnCode).toBe(5)
  expect(open.refused('will')).toEqual([[lamp.username, 'door/alive', 1]])
  const polite = await comes({ ...lamp, will })
  polite.send({ cmd: 'disconnect' })
  await polite.closed
  const rude = await comes({ ...lamp, will })
  expect(open.heard).toEqual([])
  rude.end()
  await until(() => open.heard.length === 1)
  expect(open.heard[0]).toEqual({ topic: 'lamp/alive', text: 'gone', retained: false, from: lamp.username })
  expect(open.broker.load().retained).toBe(1)
})

test('[B8] a client id that another credential uses is refused; the same credential takes its place', async () => {
  const [lamp, door] = [open.admit('lamp', { says: ['lamp'] }), open.admit('door', { says: ['door'] })]
  const first = await comes(lamp)
  expect((await comes({ ...door, clientId: 'lamp' })).returnCode).toBe(2)
  expect(open.refused('client-id')).toEqual([[door.username, 'lamp', 1]])
  await settled(first)
  const again = await comes(lamp)
  await first.closed
  expect(again.returnCode).toBe(0)
  await settled(again)
  again.end()
  await until(() => open.broker.load().connections === 0)
  expect((await comes({ ...door, clientId: 'lamp' })).returnCode).toBe(0)
  expect((await comes({ ...door, clientId: '__proto__' })).returnCode).toBe(0)
})

test('[B10] whoever speaks MQTT 5 is answered so that it understands, and named', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const raw = await rawClient(open.broker.port)
  const sent = Buffer.from([0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 5, 2, 0, 0, 0, 0, 0])
  raw.sendBytes(sent)
  await raw.closed
  expect(raw.bytes()).toEqual(Buffer.from([0x20, 3, 0, 0x84, 0]))
  const { password, username } = lamp
  const modern = connectAsync(`mqtt://127.0.0.1:${open.broker.port}`, { protocolVersion: 5, username, password, reconnectPeriod: 0 })
  await expect(modern).rejects.toMatchObject({ code: 132 })
  expect(open.refused('version')).toEqual([[undefined, lamp.username, 1], [undefined, undefined, 1]])
})

test('[B15] a device may leave so much and no more: the rest is passed on and not kept, and named', async () => {
  await open.broker.close()
  open = await openBroker({ limits: { retainedMax: 3, retainedBytesMax: 100 } })
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const guest = await comes(lamp)
  for (const n of [1, 2, 3, 4]) say(guest, `lamp/${n}`, 'x', { retain: true })
  say(guest, 'lamp/1', 'longer', { retain: true })
  say(guest, 'lamp/2', 'y'.repeat(100), { retain: true })
  await settled(guest)
  expect(open.heard).toHaveLength(6)
  expect(open.broker.load()).toMatchObject({ retained: 3 })
  expect(open.refused('retained-full').map(([, what]) => what)).toEqual(['lamp/2', 'lamp/4'])
  for (const n of [1, 2, 3]) say(guest, `lamp/${n}`, '', { retain: true })
  await settled(guest)
  expect(open.broker.load()).toMatchObject({ retained: 0, retainedBytes: 0 })
})

test('[B9] a credential that is withdrawn is sent away at once, its will unsaid, what it left removed and told', async () => {
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const guest = await comes({ ...lamp, will: { topic: 'lamp/alive', payload: Buffer.from('gone'), qos: 0, retain: false } })
  say(guest, 'lamp/config', 'left', { retain: true })
  await settled(guest)
  expect(open.broker.withdraw(lamp.username)).toBe(true)
  await guest.closed
  expect((await comes(lamp)).returnCode).toBe(4)
  expect(open.heard.map(({ topic, text }) => [topic, text])).toEqual([['lamp/config', 'left'], ['lamp/config', '']])
  expect(open.broker.load().retained).toBe(0)
  expect(open.broker.withdraw(lamp.username)).toBe(false)
})

test('[B15] connections and subscriptions of one credential are bounded', async () => {
  await open.broker.close()
  open = await openBroker({ limits: { connectionsPerCredentialMax: 2, subscriptionsMax: 3 } })
  const lamp = open.admit('lamp', { hears: ['house'] })
  const first = await comes({ ...lamp, clientId: 'a' })
  expect((await comes({ ...lamp, clientId: 'b' })).returnCode).toBe(0)
  expect((await comes({ ...lamp, clientId: 'c' })).returnCode).toBe(3)
  expect(await subscribe(first, 'house/1', 'house/2', 'house/2', 'house/3', 'house/4')).toEqual([0, 0, 0, 128])
  expect(await subscribe(first, 'house/1', 'house/5')).toEqual([0, 128])
  first.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['house/1'] })
  await first.next('unsuback')
  expect(await subscribe(first, 'house/5')).toEqual([0])
})

test('[B10, B15] a message at quality 2 is told once, however often it is sent; halves that never come are bounded', async () => {
  await open.broker.close()
  open = await openBroker({ limits: { halfSentMax: 5 } })
  const guest = await comes(open.admit('lamp', { says: ['lamp'] }))
  for (let time = 0; time < 3; time++) {
    say(guest, 'lamp/x', 'once', { qos: 2, messageId: 7 })
    await guest.next('pubrec')
  }
  guest.send({ cmd: 'pubrel', messageId: 7 })
  await guest.next('pubcomp')
  expect(open.heard).toHaveLength(1)
  for (let n = 1; n <= 10; n++) say(guest, 'lamp/x', 'half', { qos: 2, messageId: n })
  await guest.closed
  expect(open.heard.length).toBeLessThanOrEqual(6)
})

test('[B2, B12] what follows one that is refused and one that is too large, all in one piece, is heard as it was said', async () => {
  await open.broker.close()
  open = await openBroker({ limits: { packetBytesMax: 100 } })
  const guest = await comes(open.admit('lamp', { says: ['lamp'] }))
  const messages = [['other/x', 'no'], ['lamp/x', 'y'.repeat(200)], ...['a', 'b', 'c'].map((text) => ['lamp/x', text])] as const
  guest.sendBytes(Buffer.concat(messages.map(([topic, payload]) => generate({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }))))
  await settled(guest)
  expect(open.heard.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
})

test('[B12] what is said before the answer to CONNECT is taken in after it, all of it', async () => {
  const raw = await rawClient(open.broker.port)
  guests.push(raw)
  raw.send(connectPacket(open.admit('lamp', { says: ['lamp'] })))
  for (let n = 0; n < 200; n++) say(raw, 'lamp/n', String(n))
  await until(() => open.heard.length === 200)
  expect(open.heard.map(({ text }) => text)).toEqual([...Array(200).keys()].map(String))
})

test('[B15] whoever waits at the door makes way for those who come later', async () => {
  await open.broker.close()
  open = await openBroker({ limits: { waitingMax: 3 } })
  const silent = [await rawClient(open.broker.port), await rawClient(open.broker.port), await rawClient(open.broker.port)]
  guests.push(...silent)
  await until(() => open.broker.load().waiting === 3)
  expect((await comes(open.admit('lamp', { says: ['lamp'] }))).returnCode).toBe(0)
  await silent[0]?.closed
  expect(open.broker.load()).toMatchObject({ waiting: 2, connections: 1 })
})

test('a port that is taken is said, not thrown', async () => {
  const { startBroker } = await import('./broker.ts')
  const { boxClock, quietLog } = await import('../testing/ports.ts')
  const started = await startBroker({ clock: boxClock, log: quietLog, book: open.book, port: open.broker.port, host: '127.0.0.1' })
  expect(started).toMatchObject({ ok: false, error: { type: 'in-use' } })
})

test('over TLS a device comes as it does without, and whoever never agrees on a key makes way', async () => {
  await open.broker.close()
  open = await openBroker({ tls: { key: localhostKey, cert: localhostCertificate }, limits: { waitingMax: 2 } })
  const url = `mqtts://localhost:${open.broker.port}`
  const silent = await Promise.all(Array.from({ length: 3 }, () => rawClient(open.broker.port)))
  guests.push(...silent)
  await silent[0]?.closed
  const { username, password } = open.admit('lamp', { says: ['lamp'] })
  const device = await connectAsync(url, { ca: localhostCertificate, username, password, reconnectPeriod: 0 })
  await device.publishAsync('lamp/state', 'on', { qos: 1 })
  expect(open.heard.map(({ text }) => text)).toEqual(['on'])
  await device.endAsync(true)
})

test('[B14] a device that reads gets all that is said to it at once, up to a mebibyte', async () => {
  const guest = await comes(open.admit('gateway', { hears: ['house'] }))
  await subscribe(guest, 'house/#')
  for (let n = 0; n < 100; n++) open.broker.mqtt.publish(`house/${n}`, new Uint8Array(10_000))
  await until(() => guest.packets.filter(({ cmd }) => cmd === 'publish').length === 100)
  expect(open.broker.refusals()).toEqual([])
})

test('[B11] what was asked of a device while it was away does not reach it later, whatever session it asks for', async () => {
  const plug = { ...open.admit('plug', { asked: ['cmnd'] }), clean: false }
  const first = await comes(plug)
  first.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: 'cmnd/#', qos: 1 }] })
  await first.next('suback')
  first.end()
  await until(() => open.broker.load().connections === 0)
  open.broker.mqtt.publish('cmnd/power', 'late', { qos: 1 })
  const raw = await rawClient(open.broker.port)
  guests.push(raw)
  raw.send(connectPacket(plug))
  expect(await raw.next('connack')).toMatchObject({ returnCode: 0, sessionPresent: false })
  raw.send({ cmd: 'subscribe', messageId: 10, subscriptions: [{ topic: 'cmnd/#', qos: 1 }] })
  await raw.next('suback')
  open.broker.mqtt.publish('cmnd/power', 'now', { qos: 1 })
  expect(String((await raw.next('publish')).payload)).toBe('now')
})

test('[B11] messages reach a device in the order in which they were said, whatever their quality, and at most at the one it asked for', async () => {
  const [lamp, remote] = [await comes(open.admit('lamp', { hears: ['house'] })), await comes(open.admit('remote', { says: ['house'] }))]
  lamp.send({ cmd: 'subscribe', messageId: 9, subscriptions: [{ topic: 'house/+/set', qos: 1 }] })
  await lamp.next('suback')
  open.broker.mqtt.publish('house/lamp/set', '0', { qos: 1 })
  open.broker.mqtt.publish('house/lamp/set', '1')
  open.broker.mqtt.publish('house/lamp/set', '2', { qos: 1, retain: true })
  open.broker.mqtt.publish('house/lamp/set', '3')
  await until(() => lamp.packets.filter(({ cmd }) => cmd === 'publish').length === 4)
  say(remote, 'house/lamp/set', '4', { qos: 2, messageId: 1 })
  await remote.next('pubrec')
  for (const [index, qos] of ([1, 0, 1, 0, 1] as const).entries()) {
    expect(await lamp.next('publish')).toMatchObject({ payload: Buffer.from(String(index)), qos, retain: false })
  }
})

test('a credential is present from its first connection until its last is gone', async () => {
  const told: (readonly [string, boolean])[] = []
  open.broker.onPresence(({ credential, isHere }) => told.push([credential, isHere]))
  const lamp = open.admit('lamp', { says: ['lamp'] })
  const [one, two] = [await comes({ ...lamp, clientId: 'one' }), await comes({ ...lamp, clientId: 'two' })]
  one.end()
  await until(() => open.broker.load().connections === 1)
  expect(told).toEqual([[lamp.username, true]])
  two.end()
  await until(() => told.length === 2)
  expect(told[1]).toEqual([lamp.username, false])
})
