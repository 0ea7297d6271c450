/**
 * The sensor and the lamp, in a process of their own: plain sockets that speak MQTT 3.1.1, so that what is measured is what lies between.
 *
 * The answer to the n-th reading is the n-th answer; one that does not fit its reading counts as lost.
 *
 * Saturation: `window` messages are under way at any time. Latency: at a fixed rate, from writing the reading to reading the answer.
 */
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { generate, type Packet, parser } from 'mqtt-packet'
import { answerAll } from '../sync/talk.ts'
import type { Login } from './ours.ts'
import { announcementsOf, lampTopic, lampWord, luxOf, belowLx, readingOf, sensorTopic } from './rule.ts'

export type Ask =
  | { readonly ask: 'come'; readonly login: Login; readonly house: string; readonly announces: boolean }
  | { readonly ask: 'saturate'; readonly house: string; readonly window: number; readonly seconds: number }
  | { readonly ask: 'pace'; readonly house: string; readonly perS: number; readonly seconds: number }

export interface Saturated {
  readonly perS: number
  readonly lost: number
}

export interface Paced {
  readonly p50Ms: number
  readonly p99Ms: number
  readonly perS: number
  readonly lost: number
}

interface House {
  /** Says the next reading. */
  readonly say: () => void
  readonly sensor: Socket
  /** Readings said, and answers heard, since the devices came. */
  said: number
  heard: number
  /** Answers that do not fit their reading. */
  odd: number
  /** Called with the number of each answer. */
  answered: (n: number) => void
}

const houses = new Map<string, House>()
/** How long a last answer may take. */
const patienceMs = 2_000

answerAll<Ask>(async (question) => {
  if (question.ask === 'come') return come(question.login, question.house, question.announces)
  const house = houses.get(question.house)
  if (house === undefined) throw new Error(`nobody came as ${question.house}`)
  return question.ask === 'saturate' ? saturate(house, question.window, question.seconds) : pace(house, question.perS, question.seconds)
})

async function saturate(house: House, window: number, seconds: number): Promise<Saturated> {
  const from = begin(house)
  let goesOn = true
  const more = (): void => {
    house.sensor.cork()
    for (let due = window - (house.said - house.heard); due > 0; due--) house.say()
    house.sensor.uncork()
  }
  house.answered = () => {
    if (goesOn && house.said - house.heard <= window / 2) more()
  }
  const begunMs = performance.now()
  more()
  await setTimeout(seconds * 1_000)
  const [done, ms] = [house.heard - from, performance.now() - begunMs]
  goesOn = false
  await settled(() => house.heard === house.said)
  return { perS: (done / ms) * 1_000, lost: house.said - house.heard + house.odd }
}

async function pace(house: House, perS: number, seconds: number): Promise<Paced> {
  const from = begin(house)
  const saidMs = new Float64Array(Math.ceil(perS * seconds * 1.1) + 1_000)
  const delays: number[] = []
  house.answered = (n) => delays.push(performance.now() - (saidMs[n - from] ?? Number.NaN))
  const begunMs = performance.now()
  for (let ms = 0; ms < seconds * 1_000; ms = performance.now() - begunMs) {
    const due = Math.min((ms / 1_000) * perS, saidMs.length)
    house.sensor.cork()
    for (; house.said - from < due; house.say()) saidMs[house.said - from] = performance.now()
    house.sensor.uncork()
    await setTimeout(1)
  }
  const ms = performance.now() - begunMs
  await settled(() => house.heard === house.said)
  delays.sort((a, b) => a - b)
  const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? Number.NaN
  return { p50Ms: at(0.5), p99Ms: at(0.99), perS: ((house.said - from) / ms) * 1_000, lost: house.said - house.heard + house.odd }
}

/** What was lost before is not waited for any more. */
function begin(house: House): number {
  house.heard = house.said
  house.odd = 0
  return house.said
}

async function settled(holds: () => boolean): Promise<void> {
  const untilMs = performance.now() + patienceMs
  while (!holds() && performance.now() < untilMs) await setTimeout(5)
}

async function come(login: Login, name: string, announces: boolean): Promise<void> {
  const sensor = await open(login, `${name}-sensor`, () => {})
  const message = { cmd: 'publish', topic: sensorTopic(name), qos: 0, retain: false, dup: false } as const
  const readings = [0, 1].map((n) => generate({ ...message, payload: readingOf(n) }))
  const house: House = { sensor, said: 0, heard: 0, odd: 0, answered: () => {}, say: () => void sensor.write(readings[house.said++ % 2] as Buffer) }
  let subscribed = (): void => {}
  const lamp = await open(login, `${name}-lamp`, (packet) => {
    if (packet.cmd === 'suback') subscribed()
    if (packet.cmd !== 'publish' || house.heard >= house.said) return
    if (packet.payload.toString() !== lampWord(luxOf(house.heard) < belowLx)) house.odd++
    house.answered(house.heard++)
  })
  lamp.write(generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: lampTopic(name), qos: 0 }] }))
  await new Promise<void>((resolve) => (subscribed = resolve))
  houses.set(name, house)
  if (announces) for (const said of announcementsOf(name)) sensor.write(generate({ ...message, ...said, retain: true }))
}

function open({ port, username, password }: Login, clientId: string, onPacket: (packet: Packet) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const packets = parser()
    socket.on('data', (chunk: Buffer) => packets.parse(chunk))
    socket.on('error', reject)
    packets.on('packet', (packet) => {
      if (packet.cmd !== 'connack') onPacket(packet)
      else if (packet.returnCode === 0) resolve(socket)
      else reject(new Error(`${clientId} is not let in: ${packet.returnCode}`))
    })
    const login = username === undefined || password === undefined ? {} : { username, password: Buffer.from(password) }
    socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId, keepalive: 0, ...login }))
  })
}
