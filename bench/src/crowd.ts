/**
 * How long whoever asks the box waits while a crowd of things announces itself: two thousand things of five speakers at once, over MQTT, to
 * the real daemon with its own broker, in a folder that is new. Meanwhile somebody asks it who it is, many times a second, and what things
 * there are, now and then; a page watches both. The longest answer is what counts.
 *
 * `worstMs` is of small questions, each answered in a moment when nothing else is to be done. What is asked of all things is answered with
 * all of them, some megabytes: how long that takes is told beside it. Beside it too: how late a timer of the asker itself was at the most, for
 * a machine that has other work to do is no fault of the daemon's.
 */
import { setTimeout } from 'node:timers/promises'
import type { ThingRow } from '@commune/commune'
import { asking, type Asking } from './crowd/asking.ts'
import { withBrokerBox } from './house/brokerBox.ts'
import type { Control } from './house/control.ts'
import { said } from './house/kinds.ts'
import { type Speaker, startSpeaker } from './house/speakers.ts'
import type { BenchOptions, Figures } from './runner/subject.ts'
import type { Box } from './start/box.ts'
import { cpuMsOf, rssMbOf } from './start/process.ts'

export const about = 'Two thousand things announce themselves at once: how long whoever asks the box something waits.'
export const options: Readonly<Record<string, string>> = {
  things: 'things in all (2000)',
  speakers: 'who announce them (5)',
  watching: 'watches of all things meanwhile, as an open page has (1)',
  profile: 'folder into which V8 writes what the daemon did with its time (none)'
}

const patienceMs = 180_000
/** After the last has come in: what is put off until there is time. */
const quietMs = 5_000

export async function run({ number, text, note }: BenchOptions): Promise<Figures> {
  const [things, speakers, watching] = [number('things', 2_000), number('speakers', 5), number('watching', 1)]
  return withBrokerBox(text('profile', ''), async ({ box, folder, control, mqttPort }) => {
    const all = await comeIn(control, box.world, speakers, mqttPort)
    const emptyMb = rssMbOf(box.pid)
    const asked = asking(folder, box.world, watching)
    await setTimeout(1_000)
    const [beforeMs, begunMs] = [cpuMsOf(box.pid), performance.now()]
    announce(all, things)
    const mb = await allIn(control, box, things)
    const inMs = performance.now() - begunMs
    note(`${things} things of ${speakers} speakers are in after ${Math.round(inMs)} ms, ${cpuMsOf(box.pid) - beforeMs} ms of processor time`)
    await setTimeout(quietMs)
    const after = await oneByOne(control, box.world, all, asked)
    const { questions, worstMs, p99Ms, worstOfThingsMs, askerLateMs } = await asked.end()
    for (const speaker of all) speaker.end()
    return { worstMs, p99Ms, worstOfThingsMs, worstOfOneMoreMs: after, askerLateMs, questions, inMs, cpuMs: cpuMsOf(box.pid) - beforeMs, mb, emptyMb, restMb: rssMbOf(box.pid), things, speakers }
  })
}

async function comeIn(control: Control, world: string, count: number, port: number): Promise<Speaker[]> {
  const { device } = await control.ask<{ device: string }>('self', {})
  const names = Array.from({ length: count }, (_, index) => nameOf(index))
  return Promise.all(names.map(async (name) => {
    const { id, secret } = await control.act<{ id: string; secret: string }>('admitDevice', { world, device, name, says: [name, 'homeassistant'], hears: [], asked: [] })
    return startSpeaker({ port, username: id, password: secret }, [`${name}/+/set`])
  }))
}

const nameOf = (speaker: number): string => `gateway${speaker + 1}`

/** All in one go, as fast as the sockets take it. */
function announce(speakers: readonly Speaker[], things: number): void {
  for (let number = 0; number < things; number++) {
    const by = number % speakers.length
    for (const one of plugOf(nameOf(by), `plug${number}`)) speakers[by]?.say(one)
  }
}

/** A plug: what it draws, what it has drawn, whether it is on. Three announcements, and how it stands. */
function plugOf(gateway: string, id: string): ReturnType<typeof said>[] {
  const common = { availability_topic: `${gateway}/${id}/here`, state_topic: `${gateway}/${id}`, device: { identifiers: [`${gateway}-${id}`], name: id, manufacturer: 'House', model: 'Plug' } }
  const config = (component: string, key: string, more: object) => said(`homeassistant/${component}/${gateway}-${id}/${key}/config`, { ...common, ...more, unique_id: `${gateway}-${id}-${key}` }, true)
  return [
    config('sensor', 'power', { device_class: 'power', unit_of_measurement: 'W', state_class: 'measurement', value_template: '{{ value_json.power }}' }),
    config('sensor', 'energy', { device_class: 'energy', unit_of_measurement: 'kWh', state_class: 'total_increasing', value_template: '{{ value_json.energy }}' }),
    config('switch', 'switch', { command_topic: `${gateway}/${id}/set`, value_template: '{{ value_json.state }}' }),
    said(`${gateway}/${id}/here`, 'online', true),
    said(`${gateway}/${id}`, { power: 12.5, energy: 3.25, state: 'ON' })
  ]
}

/** Until all are in; the most memory that was seen meanwhile, in MB. */
async function allIn(control: Control, box: Box, count: number): Promise<number> {
  const untilMs = performance.now() + patienceMs
  let mb = 0
  for (;;) {
    mb = Math.max(mb, rssMbOf(box.pid))
    await setTimeout(1_000)
    const rows = await control.ask<readonly ThingRow[]>('things', { world: box.world })
    if (rows.length === count && rows.every(({ readings, acts }) => readings.length >= 2 && acts.length === 1)) return mb
    if (performance.now() > untilMs) throw new Error(`only ${rows.length} things came in: ${JSON.stringify(await control.ask('brokers', { world: box.world })).slice(0, 2_000)}`)
  }
}

/** Then ten more, one after another: the longest that a small question waits while one thing comes to two thousand. */
async function oneByOne(control: Control, world: string, speakers: readonly Speaker[], asked: Asking): Promise<number> {
  asked.anew()
  for (let number = 0; number < 10; number++) {
    for (const one of plugOf(nameOf(0), `late${number}`)) speakers[0]?.say(one)
    await setTimeout(700)
  }
  await control.ask('self', { world })
  return asked.worstMs()
}
