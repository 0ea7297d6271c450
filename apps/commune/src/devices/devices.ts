/**
 * The devices of a box: a broker for them (built in, or one of the house's own), and the world they are brought into.
 *
 *     devices.json    who may come to the built-in broker, with which topics; secrets only as keyed hashes (0600)
 */
import { type Broker, brokerFaultWords, type BrokerLimits, connectMqtt, credentialFaultWords, CredentialBook, type Grant, type Mqtt, type NewCredential, ownPrefixes, readBrokerUrl, refusalWords, startBroker } from '@commune/bridges/mqtt'
import type { Message } from '@commune/commune'
import type { Peer } from '@commune/peer'
import { type IdText, no, ok, type Result } from '@commune/protocol'
import { Stop } from '../cli/stop.ts'
import { readPrivate, writePrivate } from '../daemon/folder.ts'
import { placeOf } from '../daemon/house.ts'
import type { HomePorts } from '../daemon/home.ts'
import { cliMessage } from '../words/index.ts'
import { Hearing } from './hearing.ts'

export interface MqttOptions {
  /** Of a broker of the house's own; left out: the one built in. */
  readonly url?: string
  readonly password?: string
  /** Where the built-in broker listens. */
  readonly port: number
  readonly host: string
  /** Other bounds of that broker than are usual. */
  readonly limits?: Partial<BrokerLimits>
}

/** Who may come to the broker of this box. */
export interface AccessRow {
  readonly id: string
  readonly name: string
  readonly says: readonly string[]
  readonly hears: readonly string[]
  readonly asked: readonly string[]
  readonly here: boolean
}

export interface Devices {
  /** Anybody whom the broker lets in commands any device, past what is agreed. */
  readonly bypassable: boolean
  /** What the broker is, for whoever looks: an address. */
  readonly address: string
  /** Where this box listens for devices; left out: the broker is another program. */
  readonly listens?: string
  /** Why nothing is heard now, in words. */
  problem(): Message | undefined
  access(): readonly AccessRow[]
  /** Lets a device in: its name for the broker, and its secret, to be shown once. */
  admit(name: string, grant: Grant): Result<NewCredential, Message>
  withdraw(id: string): Result<null, Message>
  /** What was refused of devices, each once, with how often. */
  refused(): readonly { readonly words: Message; readonly times: number }[]
  close(): Promise<void>
}

const file = 'devices.json'
/** Where devices announce themselves. */
const shared = ['homeassistant']

export const openDevices = async (peer: Peer, world: IdText, folder: string, options: MqttOptions, ports: HomePorts): Promise<Devices> => {
  const { clock, log } = ports
  const own = options.url === undefined ? await builtIn(folder, options, ports) : undefined
  const mqtt = own?.broker.mqtt ?? connect(options, ports)
  const nameOf = (id: string): string | undefined => own?.broker.credentials().find((each) => each.id === id)?.name
  const grants = (id: string): readonly string[] | undefined => {
    const grant = own?.broker.credentials().find((each) => each.id === id)?.grant
    // Where several may speak, what one says there is not its own: a command there would be open to all.
    return grant && ownPrefixes(grant, shared)
  }
  const hearing = new Hearing({ mqtt, clock, log, prefixesOf: grants })
  const bridged = peer.senses.bridge(world, 'mqtt', hearing)
  if (bridged) hearing.begin(bridged)
  own?.broker.onPresence(({ credential, isHere }) => {
    if (!isHere) hearing.lost(credential)
  })
  return {
    bypassable: mqtt.bypassable,
    address: own ? `mqtt://${placeOf(options.host, own.broker.port)}` : shownAddress(options.url ?? ''),
    ...(own && { listens: placeOf(options.host, own.broker.port) }),
    problem: () => {
      const status = mqtt.status()
      return status.is === 'away' ? status.why : bridged?.problem
    },
    access: () => (own ? accessOf(own.broker) : []),
    admit(name, grant) {
      if (!own) return no(cliMessage('broker.own-broker'))
      const admitted = own.broker.admit(name, grant)
      if (!admitted.ok) return no(credentialFaultWords(admitted.error, nameOf))
      own.keep()
      return admitted
    },
    withdraw(id) {
      if (!own) return no(cliMessage('broker.own-broker'))
      if (own.broker.credentials().some((each) => each.id === id)) hearing.drop(id)
      if (!own.broker.withdraw(id)) return no(credentialFaultWords({ type: 'unknown' }, nameOf))
      own.keep()
      return ok(null)
    },
    refused: () => [
      ...hearing.discovery.refusals.map(({ what, times }) => ({ words: what, times })),
      ...(own?.broker.refusals() ?? []).map((refusal) => ({ words: refusalWords(refusal, nameOf), times: refusal.count }))
    ],
    async close() {
      hearing.end()
      await mqtt.close()
      await own?.broker.close()
    }
  }
}

const accessOf = (broker: Broker): AccessRow[] => {
  const present = broker.present()
  return broker.credentials().map(({ id, name, grant: { says, hears, asked } }) => ({ id, name, says, hears, asked, here: present.has(id) }))
}

async function builtIn(folder: string, { port, host, limits }: MqttOptions, { clock, random, log }: HomePorts): Promise<{ broker: Broker; keep: () => void }> {
  const stored = readPrivate(folder, file)
  const book = stored === undefined ? ok(new CredentialBook(random, shared)) : CredentialBook.read(stored, random, shared)
  if (!book.ok) throw new Stop(cliMessage('broker.damaged', { file }))
  const started = await startBroker({ clock, log, book: book.value, port, host, ...(limits && { limits }) })
  if (!started.ok) throw new Stop(brokerFaultWords(started.error, port))
  return { broker: started.value, keep: () => writePrivate(folder, file, JSON.stringify(book.value.stored())) }
}

function connect({ url = '', password }: MqttOptions, ports: HomePorts): Mqtt {
  const address = readBrokerUrl(url)
  if (!address.ok) throw new Stop(address.error)
  return connectMqtt({ ...ports, address: address.value, ...(password !== undefined && { password }) })
}

const shownAddress = (url: string): string => {
  const address = readBrokerUrl(url)
  return address.ok ? address.value.shown : ''
}
