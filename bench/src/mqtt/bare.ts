/** The ceiling: a client of mqtt.js on its own that does the same `if`, and nothing else. */
import { connectAsync } from 'mqtt'
import { answerAll } from '../sync/talk.ts'
import { belowLx, lampTopic, lampWord, type Reading, sensorTopic } from './rule.ts'

/** Microseconds of processor time since the start. */
export interface Ask {
  readonly ask: 'cpu'
}

const [port = '', house = ''] = process.argv.slice(2)
const client = await connectAsync(`mqtt://127.0.0.1:${port}`)
const lamp = lampTopic(house)
client.on('message', (_topic, payload) => {
  const { illuminance } = JSON.parse(payload.toString()) as Reading
  if (illuminance < belowLx) client.publish(lamp, lampWord(true))
  else client.publish(lamp, lampWord(false))
})
await client.subscribeAsync(sensorTopic(house))
answerAll<Ask>(async () => cpuUs())

function cpuUs(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
