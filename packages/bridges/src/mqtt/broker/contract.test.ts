import { sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { mqttContract } from '../testing/contract.ts'
import { boxClock, quietLog } from '../testing/ports.ts'
import { startBroker } from './broker.ts'
import { CredentialBook } from './credentials.ts'

mqttContract('the built-in broker', async () => {
  await sodiumReady
  const book = new CredentialBook(seededRandom(1))
  const started = await startBroker({ clock: boxClock, log: quietLog, book, port: 0, host: '127.0.0.1' })
  if (!started.ok) throw new Error(started.error.reason)
  const broker = started.value
  const admitted = broker.admit('device', { says: ['house', 'yard', 'housework'], hears: [], asked: [] })
  if (!admitted.ok) throw new Error(admitted.error.type)
  const { credential, secret } = admitted.value
  return {
    mqtt: broker.mqtt,
    device: { url: `mqtt://127.0.0.1:${broker.port}`, username: credential.id, password: secret },
    close: () => broker.close()
  }
})
