import { seededRandom } from '@commune/protocol/testing'
import { mqttContract } from '../testing/contract.ts'
import { startMosquitto } from '../testing/mosquitto.ts'
import { boxClock, quietLog } from '../testing/ports.ts'
import { connectMqtt } from './client.ts'

mqttContract('a client of mosquitto', async () => {
  const mosquitto = await startMosquitto()
  const address = { host: '127.0.0.1', port: mosquitto.port, tls: false, shown: 'mqtt://box' }
  const mqtt = connectMqtt({ clock: boxClock, random: seededRandom(1), log: quietLog, address })
  return {
    mqtt,
    device: { url: `mqtt://127.0.0.1:${mosquitto.port}` },
    close: async () => {
      await mqtt.close()
      await mosquitto.end()
    }
  }
})
