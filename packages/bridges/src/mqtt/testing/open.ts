/** A built-in broker for a test, with devices that were admitted. */
import { sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { type Broker, type BrokerOptions, startBroker } from '../broker/broker.ts'
import { CredentialBook } from '../broker/credentials.ts'
import type { Grant } from '../broker/grants.ts'
import type { RefusalKind } from '../broker/refusals.ts'
import type { MqttMessage } from '../port.ts'
import { boxClock, quietLog } from './ports.ts'
import type { Login } from './raw.ts'

export interface OpenBroker {
  readonly broker: Broker
  readonly book: CredentialBook
  readonly heard: readonly (Omit<MqttMessage, 'payload'> & { readonly text: string })[]
  /** Admits a device and says how it connects. */
  admit(name: string, grant: Partial<Grant>): Login & { readonly username: string; readonly password: Buffer }
  /** What was refused of this kind: who and what. */
  refused(kind: RefusalKind): readonly (readonly [who: string | undefined, what: string | undefined, count: number])[]
}

export async function openBroker(options: Partial<BrokerOptions> = {}): Promise<OpenBroker> {
  await sodiumReady
  const book = options.book ?? new CredentialBook(seededRandom(1))
  const started = await startBroker({ clock: boxClock, log: quietLog, book, port: 0, host: '127.0.0.1', ...options })
  if (!started.ok) throw new Error(started.error.reason)
  const broker = started.value
  const heard: OpenBroker['heard'][number][] = []
  broker.mqtt.onMessage(({ payload, ...rest }) => heard.push({ ...rest, text: Buffer.from(payload).toString() }))
  await broker.mqtt.subscribe('')
  return {
    broker,
    book,
    heard,
    admit: (name, grant) => {
      const admitted = broker.admit(name, { says: [], hears: [], asked: [], ...grant })
      if (!admitted.ok) throw new Error(admitted.error.type)
      const { credential, secret } = admitted.value
      return { username: credential.id, password: Buffer.from(secret), clientId: name }
    },
    refused: (kind) => broker.refusals().filter((refusal) => refusal.kind === kind).map(({ who, what, count }) => [who, what, count])
  }
}
