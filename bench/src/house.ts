/**
 * What a house of devices costs the box: two hundred that announce themselves over MQTT, two thousand series, a hundred readings a second,
 * twenty agreements. The daemon is the real one (`commune up`, packed as `npm start` does, a fresh folder, its own broker); the devices
 * are sockets of this process. Memory and processor time are those that the system counts for the daemon, all its threads.
 *
 * Every series is told in turn, each as often as every other. A message brings one reading or a dozen, as it is with devices:
 * `messagesPerS` says how many there were. `cpuPercent` and `mb` are those with agreements in force. What a message costs shows in
 * `cpuPercentAt100Messages`: a hundred messages a second, which bring several hundred readings.
 *
 * Before anything is measured the devices say in a few seconds what they say in some minutes, so that what runs is compiled, as it is in
 * a box that has stood for a while.
 */
import { setTimeout } from 'node:timers/promises'
import type { ThingRow } from '@commune/commune'
import { agreeOn, holding } from './house/agreed.ts'
import { withBrokerBox } from './house/brokerBox.ts'
import type { Control } from './house/control.ts'
import { board, climateEye, type Device, doorEye, type Kind, lamp, meter, motionEye, plug, said } from './house/kinds.ts'
import { type Speaker, startSpeaker } from './house/speakers.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'
import type { Box } from './start/box.ts'
import { cpuMsOf, cpuPercentOver, rssMbOf } from './start/process.ts'

export const about = 'What two hundred devices with two thousand series cost the box: memory, and share of one core.'
export const options: Readonly<Record<string, string>> = {
  rate: 'readings a second (100)',
  seconds: 'length of each part: at rest, with readings, with agreements, with more messages (60)',
  agreements: 'agreements in force (20)',
  profile: 'folder into which V8 writes what the daemon did with its time (none)'
}

const kinds: readonly (readonly [Kind, number])[] = [[climateEye, 50], [motionEye, 30], [doorEye, 20], [plug, 35], [lamp, 25], [meter, 20], [board, 20]]
const patienceMs = 60_000
/** What is said to begin with. */
const warmUp = { messagesPerS: 1_000, ms: 20_000 } as const
const manyMessages = 100

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const [rate, ms, agreements] = [number('rate', 100), number('seconds', 60) * 1_000, number('agreements', 20)]
  return withBrokerBox(text('profile', ''), async ({ box, control, mqttPort }) => {
    const devices = kinds.flatMap(([kind, count]) => Array.from({ length: count }, (_, index) => kind(index + 1)))
    const emptyMb = rssMbOf(box.pid)
    const beforeMs = cpuMsOf(box.pid)
    const house = await comeIn(control, box.world, devices, mqttPort)
    const things = await announced(control, box.world, devices.length)
    const series = things.reduce((sum, { readings }) => sum + readings.length, 0)
    note(`${things.length} things with ${series} series are in, after ${cpuMsOf(box.pid) - beforeMs} ms of processor time`)
    const talk = talking(devices, house)
    const perMessage = readingsPerMessage(devices)
    talk.goOn(warmUp.messagesPerS)
    await setTimeout(warmUp.ms)
    talk.pause()
    await setTimeout(5_000)
    const rest = await measured(box, ms, note, 'at rest')
    talk.goOn(rate / perMessage)
    const told = await measured(box, ms, note, `${rate} readings a second`)
    await agreeOn(control, box.world, agreements)
    while ((await holding(control, box.world)) < agreements) await setTimeout(200)
    const before = talk.said()
    const agreed = await measured(box, ms, note, `and ${agreements} agreements`)
    const after = talk.said()
    talk.pause()
    talk.goOn(manyMessages)
    const many = await measured(box, ms, note, `${manyMessages} messages a second`)
    talk.pause()
    const asked = [...house.values()].reduce((sum, speaker) => sum + speaker.asked(), 0)
    return {
      mb: Math.max(told.mb, agreed.mb),
      cpuPercent: agreed.cpuPercent,
      devices: things.length,
      series,
      readingsPerS: ((after.readings - before.readings) * 1_000) / ms,
      messagesPerS: ((after.messages - before.messages) * 1_000) / ms,
      agreements,
      told: asked,
      cpuPercentWithoutAgreements: told.cpuPercent,
      cpuPercentAt100Messages: many.cpuPercent,
      mbAt100Messages: many.mb,
      restMb: rest.mb,
      restCpuPercent: rest.cpuPercent,
      emptyMb
    }
  })
}

/** Lets every speaker in, and has its devices announce themselves. */
async function comeIn(control: Control, world: string, devices: readonly Device[], port: number): Promise<Map<string, Speaker>> {
  const speakers = new Map<string, Speaker>()
  const { device } = await control.ask<{ device: string }>('self', {})
  for (const name of new Set(devices.map(({ speaker }) => speaker))) {
    const isGateway = name === gateway
    const says = [isGateway ? 'zigbee2mqtt' : name, 'homeassistant']
    const { id, secret } = await control.act<{ id: string; secret: string }>('admitDevice', { world, device, name, says, hears: [], asked: [] })
    speakers.set(name, await startSpeaker({ port, username: id, password: secret }, isGateway ? ['zigbee2mqtt/#'] : [`${name}/cmnd/#`]))
  }
  speakers.get(gateway)?.say(said('zigbee2mqtt/bridge/state', { state: 'online' }, true))
  for (const { speaker, announces, greets } of devices) {
    for (const one of [...announces, ...greets]) speakers.get(speaker)?.say(one)
    await setTimeout(10)
  }
  return speakers
}

const gateway = 'zigbee gateway'

async function announced(control: Control, world: string, count: number): Promise<readonly ThingRow[]> {
  const untilMs = performance.now() + patienceMs
  for (let before = -1; ; ) {
    const things = await control.ask<readonly ThingRow[]>('things', { world })
    const points = things.reduce((sum, { readings }) => sum + readings.length, 0)
    if (things.length === count && points === before) return things
    before = points
    if (performance.now() > untilMs) throw new Error(`only ${things.length} things came in: ${JSON.stringify(await control.ask('brokers', { world })).slice(0, 2_000)}`)
    await setTimeout(1_000)
  }
}

interface Spoken {
  readonly messages: number
  readonly readings: number
}

interface Talking {
  pause(): void
  goOn(messagesPerS: number): void
  said(): Spoken
}

/** A device has so many turns in a round that each of its series is told once. */
const turnsOf = ({ readings, readingsPerMessage: perMessage }: Device): number => Math.max(1, Math.round(readings / perMessage))

function readingsPerMessage(devices: readonly Device[]): number {
  const messages = devices.reduce((sum, device) => sum + turnsOf(device), 0)
  return devices.reduce((sum, { readings }) => sum + readings, 0) / messages
}

/** Devices take turns, evenly in time. */
function talking(devices: readonly Device[], speakers: ReadonlyMap<string, Speaker>): Talking {
  const turns = devices.flatMap((device) => Array.from({ length: turnsOf(device) }, () => device))
  const counts = new Map<Device, number>()
  let [turn, readings, perS, beginMs, before] = [0, 0, 0, 0, 0]
  const timer = setInterval(() => {
    const due = perS > 0 ? before + ((performance.now() - beginMs) / 1_000) * perS : turn
    for (; turn < due; turn++) {
      // A prime: devices that stand beside one another do not speak after one another.
      const device = turns[(turn * 7_919) % turns.length] as Device
      const count = counts.get(device) ?? 0
      counts.set(device, count + 1)
      speakers.get(device.speaker)?.say(device.say(count))
      readings += device.readingsPerMessage
    }
  }, 5)
  timer.unref()
  return {
    pause: () => void (perS = 0),
    goOn: (messagesPerS) => ([perS, beginMs, before] = [messagesPerS, performance.now(), turn]),
    said: () => ({ messages: turn, readings })
  }
}

async function measured(box: Box, ms: number, note: (line: string) => void, what: string): Promise<{ readonly mb: number; readonly cpuPercent: number }> {
  const cpuPercent = await cpuPercentOver(box.pid, ms)
  const mb = rssMbOf(box.pid)
  note(`${what}: ${Math.round(mb)} MB, ${cpuPercent.toFixed(2)} % of a core`)
  return { mb, cpuPercent }
}
