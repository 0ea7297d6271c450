/** The devices of a house as they come to a broker: plain sockets that speak MQTT 3.1.1, one for the gateway and one for each that comes by itself. */
import { connect, type Socket } from 'node:net'
import { generate, type Packet, parser } from 'mqtt-packet'
import type { Said } from './kinds.ts'

export interface Speaker {
  say(said: Said): void
  /** What it is asked to do: how often, so far. */
  asked(): number
  end(): void
}

export interface SpeakerLogin {
  readonly port: number
  readonly username: string
  readonly password: string
}

const pingEveryMs = 20_000

/** Comes in, and listens where it is asked to do something. */
export const startSpeaker = ({ port, username, password }: SpeakerLogin, listens: readonly string[]): Promise<Speaker> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const packets = parser()
    let asked = 0
    const ping = setInterval(() => socket.write(generate({ cmd: 'pingreq' })), pingEveryMs)
    socket.on('close', () => clearInterval(ping))
    socket.on('data', (chunk: Buffer) => packets.parse(chunk))
    socket.on('error', reject)
    packets.on('packet', (packet: Packet) => {
      if (packet.cmd === 'publish') asked++
      if (packet.cmd !== 'connack') return
      if (packet.returnCode !== 0) return reject(new Error(`${username} is not let in: ${packet.returnCode}`))
      if (listens.length > 0) socket.write(generate({ cmd: 'subscribe', messageId: 1, subscriptions: listens.map((topic) => ({ topic, qos: 0 })) }))
      resolve({
        say: ({ topic, payload, retain }) => void socket.write(generate({ cmd: 'publish', topic, payload, qos: 0, retain, dup: false })),
        asked: () => asked,
        end: () => socket.destroy()
      })
    })
    socket.write(generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: username, keepalive: 60, username, password: Buffer.from(password) }))
  })
