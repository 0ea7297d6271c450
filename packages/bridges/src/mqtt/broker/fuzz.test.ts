import { fuzzInputs, fuzzPatienceMs, fuzzSeed, seededRandom } from '@commune/protocol/testing'
import { generate, type Packet } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { until } from '../testing/contract.ts'
import { openBroker } from '../testing/open.ts'
import { connectPacket, rawClient, rawGuest } from '../testing/raw.ts'

test('whatever a device sends, before or after it was let in, the broker goes on for the others', async () => {
  const open = await openBroker({ limits: { packetsPerS: 1e6, packetsBurst: 1e6, connectionsPerCredentialMax: 50, waitingPerAddressMax: 50 } })
  const [wild, calm] = [open.admit('wild', { says: ['wild'], hears: ['wild'] }), open.admit('calm', { says: ['calm'], hears: ['calm'] })]
  const honest = await rawGuest(open.broker.port, calm)
  const random = seededRandom(fuzzSeed)
  const below = (count: number): number => (random.bytes(1)[0] as number) % count
  const faults: unknown[] = []
  const onFault = (fault: unknown): void => void faults.push(fault)
  process.on('uncaughtException', onFault).on('unhandledRejection', onFault)
  for (let turn = 0; turn < Math.ceil(fuzzInputs / 50); turn++) {
    const raw = await rawClient(open.broker.port)
    raw.socket.on('error', () => {})
    if (below(4) > 0) raw.send(connectPacket({ ...wild, clientId: `wild-${below(8)}` }))
    const bytes = Buffer.concat(Array.from({ length: 1 + below(6) }, () => Buffer.from(generate(packets[below(packets.length)] as Packet))))
    // A few bytes of it are others, or it ends early.
    for (let slip = below(4); slip > 0; slip--) bytes[below(bytes.length)] = below(256)
    raw.sendBytes(bytes.subarray(0, 1 + below(bytes.length)))
    await Promise.race([raw.closed, new Promise((resolve) => setTimeout(resolve, 2))])
    raw.end()
  }
  honest.send({ cmd: 'publish', topic: 'calm/last', payload: 'here', qos: 0, retain: false, dup: false })
  await until(() => open.heard.some(({ topic }) => topic === 'calm/last'))
  process.off('uncaughtException', onFault).off('unhandledRejection', onFault)
  expect(faults).toEqual([])
  expect(open.heard.every(({ topic, from }) => topic.startsWith(from === wild.username ? 'wild' : 'calm'))).toBe(true)
  honest.end()
  await open.broker.close()
}, fuzzPatienceMs)

const message = { cmd: 'publish', topic: 'wild/x', payload: 'y', qos: 0, retain: false, dup: false } as const
const packets: readonly Packet[] = [
  message,
  { ...message, qos: 1, messageId: 3, retain: true },
  { ...message, qos: 2, messageId: 4 },
  { ...message, topic: 'wild/y', payload: '{"a":[[[[' },
  { cmd: 'pubrel', messageId: 4 },
  { cmd: 'puback', messageId: 9 },
  { cmd: 'pubrec', messageId: 9 },
  { cmd: 'pubcomp', messageId: 9 },
  { cmd: 'subscribe', messageId: 5, subscriptions: [{ topic: 'wild/#', qos: 2 }, { topic: 'calm/#', qos: 1 }, { topic: 'wild/#/x', qos: 0 }] },
  { cmd: 'subscribe', messageId: 6, subscriptions: [{ topic: 'wild/+', qos: 1 }] },
  { cmd: 'unsubscribe', messageId: 7, unsubscriptions: ['wild/+', 'never'] },
  { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'again', keepalive: 1 },
  { cmd: 'pingreq' },
  { cmd: 'connack', returnCode: 0, sessionPresent: false },
  { cmd: 'suback', messageId: 1, granted: [0] },
  { cmd: 'disconnect' }
]
