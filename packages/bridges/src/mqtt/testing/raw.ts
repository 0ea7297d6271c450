/** A device that says exactly what it is told, byte by byte if need be. */
import { connect, type Socket } from 'node:net'
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet'

export interface Raw {
  readonly socket: Socket
  readonly packets: readonly Packet[]
  readonly bytes: () => Buffer
  send(packet: Packet): void
  sendBytes(bytes: Uint8Array): void
  /** The next packet of a kind that was not asked for before. Rejects when the connection ends first. */
  next<Kind extends Packet['cmd']>(kind: Kind): Promise<Extract<Packet, { cmd: Kind }>>
  readonly closed: Promise<void>
  end(): void
}

export type Login = Partial<Omit<IConnectPacket, 'cmd'>>

export function rawClient(port: number): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const packets: Packet[] = []
    const taken = new Set<Packet>()
    const chunks: Buffer[] = []
    let changed = (): void => {}
    let isClosed = false
    const reader = parser()
    reader.on('packet', (packet) => {
      packets.push(packet)
      changed()
    })
    reader.on('error', () => {})
    const closed = new Promise<void>((done) => {
      socket.once('close', () => {
        isClosed = true
        done()
        changed()
      })
    })
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      reader.parse(chunk)
    })
    socket.on('connect', () =>
      resolve({
        socket,
        packets,
        bytes: () => Buffer.concat(chunks),
        send: (packet) => void socket.write(generate(packet)),
        sendBytes: (bytes) => void socket.write(bytes),
        async next<Kind extends Packet['cmd']>(kind: Kind) {
          for (;;) {
            const found = packets.find((packet) => packet.cmd === kind && !taken.has(packet))
            if (found !== undefined) {
              taken.add(found)
              return found as Extract<Packet, { cmd: Kind }>
            }
            if (isClosed) throw new Error(`the connection ended before ${kind} came`)
            await new Promise<void>((again) => (changed = again))
          }
        },
        closed,
        end: () => socket.destroy()
      })
    )
  })
}

export function connectPacket(login: Login): IConnectPacket {
  return { cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: 'raw', keepalive: 0, ...login }
}

/** A raw client that has shown its credential, and the answer to it. */
export async function rawGuest(port: number, login: Login): Promise<Raw & { readonly returnCode: number }> {
  const raw = await rawClient(port)
  raw.send(connectPacket(login))
  const { returnCode } = await raw.next('connack')
  return { ...raw, returnCode: returnCode ?? -1 }
}
