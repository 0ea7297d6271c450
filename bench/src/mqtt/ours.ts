/** Ours: the MQTT edge with one rule in it, as a client of mosquitto or with the broker inside. */
import { boxClock, boxRandom, quietLog } from '@commune/bridges/mqtt/testing'
import { connectMqtt, CredentialBook, type Mqtt, startBroker } from '@commune/bridges/mqtt'
import { sodiumReady } from '@commune/protocol'
import { answerAll } from '../sync/talk.ts'
import { answersOf, sensorTopic } from './rule.ts'

export type Ask = { readonly ask: 'cpu' } | { readonly ask: 'login' }

export interface Login {
  readonly port: number
  readonly username?: string
  readonly password?: string
}

const [kind = '', given = '', house = ''] = process.argv.slice(2)
await sodiumReady
const { mqtt, login } = kind === 'built-in' ? await builtIn() : await client(Number(given))
const answers = answersOf(house)
mqtt.onMessage(({ topic, payload }) => {
  for (const said of answers(topic, payload)) mqtt.publish(said.topic, said.payload)
})
await mqtt.subscribe(sensorTopic(house))
answerAll<Ask>(async ({ ask }) => {
  if (ask === 'login') return login
  const { user, system } = process.cpuUsage()
  return user + system
})

async function builtIn(): Promise<{ mqtt: Mqtt; login: Login }> {
  // How much it can carry is what is asked; how much one device may say is another matter, and bounded by the broker.
  const limits = { packetsPerS: 1e9, packetsBurst: 1e9 }
  const book = new CredentialBook(boxRandom)
  const started = await startBroker({ clock: boxClock, log: quietLog, book, port: 0, host: '127.0.0.1', limits })
  if (!started.ok) throw new Error(started.error.reason)
  const admitted = started.value.admit('house', { says: [house], hears: [], asked: [] })
  if (!admitted.ok) throw new Error(admitted.error.type)
  const { credential, secret } = admitted.value
  return { mqtt: started.value.mqtt, login: { port: started.value.port, username: credential.id, password: secret } }
}

async function client(port: number): Promise<{ mqtt: Mqtt; login: Login }> {
  const address = { host: '127.0.0.1', port, tls: false, shown: 'mqtt://127.0.0.1' }
  const own = connectMqtt({ clock: boxClock, random: boxRandom, log: quietLog, address })
  await new Promise<void>((resolve) => own.onStatus(({ is }) => is === 'here' && resolve()))
  return { mqtt: own, login: { port } }
}
