import { pbkdf2Sync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { english } from '@commune/commune'
import { seededRandom } from '@commune/protocol/testing'
import { Aedes } from 'aedes'
import { connectAsync } from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import type { Mqtt, MqttStatus } from '../port.ts'
import { localhostCertificate, localhostKey } from '../testing/certificate.ts'
import { until } from '../testing/contract.ts'
import { freePort, type MosquittoOptions, startMosquitto, type Mosquitto } from '../testing/mosquitto.ts'
import { boxClock, quietLog } from '../testing/ports.ts'
import { connectMqtt, type ClientOptions } from './client.ts'
import { readBrokerUrl } from './url.ts'

const endings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

function open(url: string, more: Partial<ClientOptions> = {}): { mqtt: Mqtt; statuses: MqttStatus[]; heard: string[] } {
  const address = readBrokerUrl(url)
  if (!address.ok) throw new Error(english.say(address.error))
  const mqtt = connectMqtt({ clock: boxClock, random: seededRandom(1), log: quietLog, address: address.value, ...more })
  endings.push(() => mqtt.close())
  const [statuses, heard]: [MqttStatus[], string[]] = [[], []]
  mqtt.onStatus((status) => statuses.push(status))
  mqtt.onMessage(({ payload }) => heard.push(Buffer.from(payload).toString()))
  return { mqtt, statuses, heard }
}

async function mosquittoWith(lines?: MosquittoOptions['lines']): Promise<Mosquitto> {
  const mosquitto = await startMosquitto(lines === undefined ? {} : { lines })
  endings.push(() => mosquitto.end())
  return mosquitto
}

const why = (status: MqttStatus | undefined): string | undefined => (status?.is === 'away' ? status.why.key : status?.is)

test('[B17, B18] when the broker goes, that is said and nothing is queued; when it is back, what was subscribed to is heard again', async () => {
  const mosquitto = await mosquittoWith()
  const { mqtt, statuses, heard } = open(`mqtt://127.0.0.1:${mosquitto.port}`)
  expect(mqtt.bypassable).toBe(true)
  await until(() => mqtt.status().is === 'here')
  await mqtt.subscribe('house')
  await mosquitto.stop()
  await until(() => mqtt.status().is === 'away')
  expect(mqtt.publish('house/lamp', 'late')).toEqual({ ok: false, error: 'away' })
  expect(await mqtt.subscribe('yard')).toEqual({ ok: false, error: 'away' })
  await until(() => why(mqtt.status()) === 'mqtt.away.nobody')
  await mosquitto.start()
  await until(() => mqtt.status().is === 'here')
  const device = await connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`)
  endings.push(() => device.endAsync(true))
  await device.publishAsync('house/a', 'one', { qos: 1 })
  await device.publishAsync('yard/b', 'two', { qos: 1 })
  await until(() => heard.length === 2)
  expect(heard).toEqual(['one', 'two'])
  expect(statuses.map(why)).toEqual(['here', 'mqtt.away.gone', 'mqtt.away.nobody', 'here'])
})

test('a broker that does not let us in is told apart from one that is not there, and let us in once the password is right', async () => {
  const mosquitto = await mosquittoWith((folder) => {
    const file = join(folder, 'passwords')
    // The form in which mosquitto 2 keeps a password: PBKDF2 with SHA-512, rounds, salt, hash.
    const [rounds, salt] = [101, Buffer.from('a salt of it')]
    const lock = pbkdf2Sync('right', salt, rounds, 64, 'sha512').toString('base64')
    writeFileSync(file, `commune:$7$${rounds}$${salt.toString('base64')}$${lock}\n`)
    return ['allow_anonymous false', `password_file ${file}`]
  })
  const wrong = open(`mqtt://commune:wrong@127.0.0.1:${mosquitto.port}`)
  await until(() => why(wrong.mqtt.status()) === 'mqtt.away.locked-out')
  const right = open(`mqtt://127.0.0.1:${mosquitto.port}`, { user: 'commune', password: 'right' })
  await until(() => right.mqtt.status().is === 'here')
  const nowhere = open(`mqtt://127.0.0.1:${await freePort()}`)
  await until(() => why(nowhere.mqtt.status()) === 'mqtt.away.nobody')
  expect(JSON.stringify(wrong.statuses)).not.toContain('wrong')
})

test('TLS holds with the certificate of who signed it, by the name in it, and not without', async () => {
  const mosquitto = await mosquittoWith((folder) => {
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    writeFileSync(keyFile, localhostKey)
    writeFileSync(certFile, localhostCertificate)
    return ['allow_anonymous true', `certfile ${certFile}`, `keyfile ${keyFile}`]
  })
  const unknown = open(`mqtts://localhost:${mosquitto.port}`)
  await until(() => why(unknown.mqtt.status()) === 'mqtt.away.certificate')
  const otherName = open(`mqtts://127.0.0.1:${mosquitto.port}`, { ca: localhostCertificate })
  await until(() => why(otherName.mqtt.status()) === 'mqtt.away.certificate')
  const known = open(`mqtts://localhost:${mosquitto.port}`, { ca: localhostCertificate })
  await until(() => known.mqtt.status().is === 'here')
  const plain = open(`mqtt://127.0.0.1:${mosquitto.port}`)
  await until(() => why(plain.mqtt.status()) === 'mqtt.away.gone')
})

test('[B19] a message that is too large is held back by the broker, and the rest goes on', async () => {
  const mosquitto = await mosquittoWith()
  const { mqtt, heard } = open(`mqtt://127.0.0.1:${mosquitto.port}`)
  await until(() => mqtt.status().is === 'here')
  await mqtt.subscribe('house')
  const device = await connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`)
  endings.push(() => device.endAsync(true))
  await device.publishAsync('house/film', Buffer.alloc(10_000_000), { qos: 1 })
  await device.publishAsync('house/x', 'small', { qos: 1 })
  await until(() => heard.length > 0)
  expect(heard).toEqual(['small'])
  expect(mqtt.status().is).toBe('here')
})

test('[B19] a broker that speaks MQTT 3.1.1 only is spoken to in it: what it refuses is told; a message that is too large ends the connection, and is said', async () => {
  const aedes = await Aedes.createBroker({ authorizeSubscribe: (_client, asked, done) => done(null, asked.topic.startsWith('secret') ? null : asked) })
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    aedes.handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => new Promise<void>((resolve) => {
    for (const socket of sockets) socket.destroy()
    aedes.close(() => server.close(() => resolve()))
  }))
  const { port } = server.address() as { port: number }
  const { mqtt, heard, statuses } = open(`mqtt://127.0.0.1:${port}`)
  await until(() => mqtt.status().is === 'here')
  await mqtt.subscribe('house')
  expect(await mqtt.subscribe('secret')).toEqual({ ok: false, error: 'refused' })
  const device = await connectAsync(`mqtt://127.0.0.1:${port}`)
  endings.push(() => device.endAsync(true))
  await device.publishAsync('house/x', 'old', { qos: 1 })
  await until(() => heard.length === 1)
  await device.publishAsync('house/film', Buffer.alloc(1_000_000), { qos: 1 })
  await until(() => statuses.some((status) => why(status) === 'mqtt.away.too-large'))
  await until(() => mqtt.status().is === 'here')
  await device.publishAsync('house/x', 'again', { qos: 1 })
  await until(() => heard.length === 2)
  expect(heard).toEqual(['old', 'again'])
})

test('[B18] what cannot be sent is refused, not gathered', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    // It says yes to everything at the beginning, and then reads no more.
    socket.once('data', () => {
      socket.write(Buffer.from([0x20, 3, 0, 0, 0]))
      socket.pause()
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(() => new Promise<void>((resolve) => {
    for (const socket of sockets) socket.destroy()
    server.close(() => resolve())
  }))
  const { port } = server.address() as { port: number }
  const { mqtt } = open(`mqtt://127.0.0.1:${port}`)
  await until(() => mqtt.status().is === 'here')
  let taken = 0
  while (mqtt.publish('house/x', new Uint8Array(100_000)).ok) {
    taken += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(mqtt.publish('house/x', new Uint8Array(100_000))).toEqual({ ok: false, error: 'busy' })
  // The system's own buffers of both sides, and a mebibyte.
  expect(taken).toBeLessThan(300)
  let unanswered = 0
  const other = open(`mqtt://127.0.0.1:${port}`).mqtt
  await until(() => other.status().is === 'here')
  while (other.publish('house/x', 'x', { qos: 1 }).ok) unanswered += 1
  expect(unanswered).toBe(1_000)
})
