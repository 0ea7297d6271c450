/**
 * What a house of devices costs the box: two hundred that announce themselves over MQTT, two thousand series, a hundred messages a second,
 * twenty agreements. The daemon is the real one (`commune up`, packed as `npm start` does, a fresh folder, its own broker); the devices
 * are sockets of this process. Memory and processor time are those that the system counts for the daemon, all its threads.
 *
 * A message brings one reading or a dozen, as it is with devices: `readingsPerS` says how many there were in all. `cpuPercent` and `mb`
 * are those with agreements in force.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '@commune/bridges/mqtt/testing'
import type { ThingRow } from '@commune/commune'
import { agreeOn, holding } from './house/agreed.ts'
import { type Control, controlOf } from './house/control.ts'
import { board, climateEye, type Device, doorEye, type Kind, lamp, meter, motionEye, plug, said } from './house/kinds.ts'
import { type Speaker, startSpeaker } from './house/speakers.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'
import { type Box, startBox } from './start/box.ts'
import { cpuMsOf, cpuPercentOver, rssMbOf } from './start/process.ts'

export const about = 'What two hundred devices with two thousand series cost the box: memory, and share of one core.'
export const options: Readonly<Record<string, string>> = {
  rate: 'messages a second (100)',
  seconds: 'length of each part: at rest, with readings, with agreements (60)',
  agreements: 'agreements in force (20)',
  profile: 'folder into which V8 writes what the daemon did with its time (none)'
}

const kinds: readonly (readonly [Kind, number])[] = [[climateEye, 50], [motionEye, 30], [doorEye, 20], [plug, 35], [lamp, 25], [meter, 20], [board, 20]]
const patienceMs = 60_000

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'commune-bench-'))
  const [rate, ms, agreements] = [number('rate', 100), number('seconds', 60) * 1_000, number('agreements', 20)]
  const [port, mqttPort] = [await freePort(), await freePort()]
  const profile = text('profile', '')
  const env = profile === '' ? process.env : { ...process.env, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }
  const box = await startBox({ folder, port, page: false, env, more: ['--mqtt-port', String(mqttPort)] })
  try {
    const control = controlOf(folder)
    const devices = kinds.flatMap(([kind, count]) => Array.from({ length: count }, (_, index) => kind(index + 1)))
    const emptyMb = rssMbOf(box.pid)
    const beforeMs = cpuMsOf(box.pid)
    const house = await comeIn(control, devices, mqttPort)
    const things = await announced(control, box.world, devices.length)
    const series = things.reduce((sum, { readings }) => sum + readings.length, 0)
    note(`${things.length} things with ${series} series are in, after ${cpuMsOf(box.pid) - beforeMs} ms of processor time`)
    // Until code that is used much is compiled, and what was announced is let go of.
    const talk = talking(devices, house, rate)
    await setTimeout(ms / 2)
    talk.pause()
    const rest = await measured(box, ms, note, 'at rest')
    talk.goOn()
    const told = await measured(box, ms, note, `${rate} messages a second`)
    await agreeOn(control, box.world, agreements)
    while ((await holding(control, box.world)) < agreements) await setTimeout(200)
    const readings = talk.readings()
    const agreed = await measured(box, ms, note, `and ${agreements} agreements`)
    const readingsPerS = ((talk.readings() - readings) * 1_000) / ms
    talk.pause()
    const asked = [...house.values()].reduce((sum, speaker) => sum + speaker.asked(), 0)
    return {
      mb: Math.max(told.mb, agreed.mb),
      cpuPercent: agreed.cpuPercent,
      devices: things.length,
      series,
      messagesPerS: rate,
      readingsPerS,
      agreements,
      asked,
      cpuPercentWithoutAgreements: told.cpuPercent,
      restMb: rest.mb,
      restCpuPercent: rest.cpuPercent,
      emptyMb
    }
  } finally {
    await box.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Lets every speaker in, and has its devices announce themselves. */
async function comeIn(control: Control, devices: readonly Device[], port: number): Promise<Map<string, Speaker>> {
  const speakers = new Map<string, Speaker>()
  for (const name of new Set(devices.map(({ speaker }) => speaker))) {
    const isGateway = name === gateway
    const says = [isGateway ? 'zigbee2mqtt' : name, 'homeassistant']
    const { id, secret } = await control.act<{ id: string; secret: string }>('admitDevice', { name, says, hears: [], asked: [] })
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
    if (performance.now() > untilMs) throw new Error(`only ${things.length} things came in: ${JSON.stringify(await control.act('devices', {})).slice(0, 2_000)}`)
    await setTimeout(1_000)
  }
}

interface Talking {
  pause(): void
  goOn(): void
  /** Readings in what was said so far. */
  readings(): number
}

/** Devices take turns, evenly in time. */
function talking(devices: readonly Device[], speakers: ReadonlyMap<string, Speaker>, perS: number): Talking {
  const counts = devices.map(() => 0)
  let [n, readings, isOn, beginMs, before] = [0, 0, true, performance.now(), 0]
  const timer = setInterval(() => {
    if (!isOn) return
    for (; n - before < ((performance.now() - beginMs) / 1_000) * perS; n++) {
      const at = (n * 7_919) % devices.length
      const device = devices[at] as Device
      counts[at] = (counts[at] ?? 0) + 1
      speakers.get(device.speaker)?.say(device.say(counts[at]))
      readings += device.readingsPerMessage
    }
  }, 5)
  timer.unref()
  return {
    pause: () => void (isOn = false),
    goOn: () => ([isOn, beginMs, before] = [true, performance.now(), n]),
    readings: () => readings
  }
}

async function measured(box: Box, ms: number, note: (line: string) => void, what: string): Promise<{ readonly mb: number; readonly cpuPercent: number }> {
  const cpuPercent = await cpuPercentOver(box.pid, ms)
  const mb = rssMbOf(box.pid)
  note(`${what}: ${Math.round(mb)} MB, ${cpuPercent.toFixed(2)} % of a core`)
  return { mb, cpuPercent }
}
