/**
 * The devices of a box: a broker for them (built in, or one of the house's own), and the world they are brought into.
 *
 *     devices.json    who may come to the built-in broker, with which topics; secrets only as keyed hashes (0600)
 *     whose.json      which of them brought a thing in (`Whose` of discovery)
 */
import { Whose } from '@commune/bridges/discovery'
import { type Broker, brokerFaultWords, type BrokerLimits, connectMqtt, credentialFaultWords, CredentialBook, type Mqtt, type NewCredential, ownPrefixes, readBrokerUrl, startBroker } from '@commune/bridges/mqtt'
import { type Message, mqttMessage } from '@commune/commune'
import type { AccessRow, BrokerPort, LetIn, Peer } from '@commune/peer'
import { type IdText, no, ok, type Result } from '@commune/protocol'
import { Stop } from '../cli/stop.ts'
import { readPrivate, writePrivate } from '../daemon/folder.ts'
import { houseAddresses, isLoopback, placeOf } from '../daemon/house.ts'
import type { HomePorts } from '../daemon/home.ts'
import { hostname } from 'node:os'
import { cliMessage } from '../words/index.ts'
import { Hearing } from './hearing.ts'
import { refusedRows } from './refused.ts'

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

export interface Devices extends BrokerPort {
  /** Where this box listens for devices; left out: the broker is another program. */
  readonly listens?: string
  /** Whether the broker at an origin (`mqtt://host:1883`) is the one built in. */
  isAt(origin: string): boolean
  close(): Promise<void>
}

const file = 'devices.json'
const whoseFile = 'whose.json'
const whoseAfterMs = 500
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
  const whose = own && keptWhose(folder, ports)
  const hearing = new Hearing({ mqtt, clock, log, prefixesOf: grants, ...(whose && { whose: whose.whose, whoseChanged: whose.changed }) })
  const bridged = peer.senses.bridge(world, 'mqtt', hearing)
  if (bridged) hearing.begin(bridged)
  own?.broker.onPresence(({ credential, isHere }) => {
    if (isHere) hearing.back(credential)
    else hearing.lost(credential)
  })
  const address = own ? `mqtt://${placeOf(houseAddresses(options.host)[0] ?? options.host, own.broker.port)}` : shownAddress(options.url ?? '')
  /** What could not be written down is not held either: after the next start it would be gone. */
  const made = (letIn: NewCredential | undefined, undo: () => void): Result<LetIn, Message> => {
    if (!own || !letIn) return no(credentialFaultWords({ type: 'unknown' }, nameOf))
    try {
      own.keep()
    } catch {
      undo()
      return no(mqttMessage('mqtt.not-kept'))
    }
    return ok({ id: letIn.credential.id, secret: letIn.secret })
  }
  return {
    world,
    ...(own && { listens: placeOf(options.host, own.broker.port) }),
    isAt: (origin) => own !== undefined && isOwnPlace(origin, options.host, own.broker.port),
    look() {
      const status = mqtt.status()
      const problem = status.is === 'away' ? status.why : bridged?.problem
      return {
        ...{ address, bypassable: mqtt.bypassable, builtIn: own !== undefined },
        ...(problem && { problem }),
        access: own ? accessOf(own.broker) : [],
        refused: refusedRows(hearing.discovery.refusals, own?.broker.refusals() ?? [], nameOf)
      }
    },
    admit(name, grant) {
      if (!own) return no(mqttMessage('mqtt.own-broker'))
      const admitted = own.broker.admit(name, grant)
      if (!admitted.ok) return no(credentialFaultWords(admitted.error, nameOf))
      return made(admitted.value, () => own.broker.withdraw(admitted.value.credential.id))
    },
    renew(id) {
      if (!own) return no(mqttMessage('mqtt.own-broker'))
      return made(own.broker.renew(id), () => undefined)
    },
    regrant(id, name, grant) {
      if (!own) return no(mqttMessage('mqtt.own-broker'))
      const before = own.broker.credentials().find((each) => each.id === id)
      const granted = own.broker.regrant(id, grant, name)
      if (!granted.ok || !before) return no(credentialFaultWords(granted.ok ? { type: 'unknown' } : granted.error, nameOf))
      try {
        own.keep()
      } catch {
        own.broker.regrant(id, before.grant, before.name)
        return no(mqttMessage('mqtt.not-kept'))
      }
      hearing.judge(id)
      return ok(null)
    },
    withdraw(id) {
      if (!own) return no(mqttMessage('mqtt.own-broker'))
      if (own.broker.credentials().some((each) => each.id === id)) hearing.drop(id)
      if (!own.broker.withdraw(id)) return no(credentialFaultWords({ type: 'unknown' }, nameOf))
      try {
        own.keep()
      } catch {
        return no(mqttMessage('mqtt.not-kept-away'))
      }
      return ok(null)
    },
    async close() {
      hearing.end()
      whose?.write()
      await mqtt.close()
      await own?.broker.close()
    }
  }
}

/** By an address or a name of this machine, on the port that the broker listens at. */
function isOwnPlace(origin: string, host: string, port: number): boolean {
  const url = URL.parse(origin)
  if (url?.protocol !== 'mqtt:' || Number(url.port || '1883') !== port) return false
  const at = url.hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const name = hostname().toLowerCase()
  return isLoopback(at) || [...houseAddresses(host), name, `${name}.local`].includes(at)
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

/** Whose things are, written a moment after it changed. A disk that is full stops no device. */
function keptWhose(folder: string, { clock, log }: HomePorts): { readonly whose: Whose; changed(): void; write(): void } {
  const whose = Whose.read(readPrivate(folder, whoseFile))
  let waiting: (() => void) | undefined
  const write = (): void => {
    if (waiting === undefined) return
    waiting()
    waiting = undefined
    try {
      writePrivate(folder, whoseFile, JSON.stringify(whose.stored()))
    } catch (fault) {
      log.note('whose-not-kept', { fault: String(fault) })
    }
  }
  return { whose, write, changed: () => void (waiting ??= clock.after(whoseAfterMs, write)) }
}

const shownAddress = (url: string): string => {
  const address = readBrokerUrl(url)
  return address.ok ? address.value.shown : ''
}
