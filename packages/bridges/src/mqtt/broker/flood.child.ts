/** A built-in broker in a process of its own, whose memory a test can ask for. */
import { memoryUsage } from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { openBroker } from '../testing/open.ts'
import type { Refusal } from './refusals.ts'

export interface FloodState {
  /** Bytes that this process holds after everything that is not used was let go of. */
  readonly bytes: number
  readonly load: ReturnType<Awaited<ReturnType<typeof openBroker>>['broker']['load']>
  readonly refused: Readonly<Record<string, number>>
  readonly listed: readonly Refusal[]
  readonly heard: number
}

const open = await openBroker()
let heard = 0
open.broker.mqtt.onMessage(() => (heard += 1))
const logins = ['one', 'two'].map((name) => open.admit(name, { says: [name, 'homeassistant'], hears: [name] }))
// What is said by the commune for a slow reader.
const say = (count: number, bytes: number): void => {
  for (let n = 0; n < count; n++) open.broker.mqtt.publish('one/big', new Uint8Array(bytes))
}

process.on('message', (asked: { readonly say?: readonly [count: number, bytes: number] }) => {
  if (asked.say !== undefined) say(...asked.say)
  void tell()
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: open.broker.port, logins: logins.map(({ username, password, clientId }) => ({ username, password: String(password), clientId })) })

async function tell(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.()
    await setTimeout(20)
  }
  const { heapUsed, external } = memoryUsage()
  // What the test's own list of messages holds is not the broker's.
  ;(open.heard as unknown[]).length = 0
  const state: FloodState = { bytes: heapUsed + external, load: open.broker.load(), refused: Object.fromEntries(open.broker.refusalCounts()), listed: open.broker.refusals(), heard }
  process.send?.(state)
}
