/**
 * What goes to a broker at QoS 0, gathered for a moment and written at once.
 *
 * mqtt.js writes each message in five parts and by itself, which is one call of the system for each: most of what an agreement costs when
 * many readings come together. Here what is said while one piece of the network is read goes out in few pieces, in order, and no later
 * than the end of that turn. A message at QoS 0 has no number and no answer, so mqtt.js need not know of it.
 */

/** Beyond it is written without waiting for the end of the turn: the broker has something to do meanwhile. A score of messages is enough. */
const gatheredBytesMax = 1_024

export class Outbox {
  readonly #write: (bytes: Buffer) => void
  readonly #version: 4 | 5
  #gathered: Buffer[] = []
  #bytes = 0
  #due: NodeJS.Immediate | undefined

  constructor(version: 4 | 5, write: (bytes: Buffer) => void) {
    this.#version = version
    this.#write = write
  }

  /** Bytes that are not written yet. */
  get bytes(): number {
    return this.#bytes
  }

  put(topic: string, payload: Uint8Array | string, retain: boolean): void {
    const packet = publishPacket(topic, payload, retain, this.#version)
    this.#gathered.push(packet)
    this.#bytes += packet.length
    if (this.#bytes >= gatheredBytesMax) this.flush()
    else this.#due ??= setImmediate(() => this.flush())
  }

  flush(): void {
    if (this.#due !== undefined) clearImmediate(this.#due)
    this.#due = undefined
    const [first] = this.#gathered
    if (first === undefined) return
    const bytes = this.#gathered.length === 1 ? first : Buffer.concat(this.#gathered, this.#bytes)
    this.#gathered = []
    this.#bytes = 0
    this.#write(bytes)
  }

  /** Forgets what was not written. */
  drop(): void {
    if (this.#due !== undefined) clearImmediate(this.#due)
    this.#due = undefined
    this.#gathered = []
    this.#bytes = 0
  }
}

/** PUBLISH at QoS 0 (MQTT 3.1.1, section 3.3; MQTT 5 has a length of properties between topic and payload, here none). */
export function publishPacket(topic: string, payload: Uint8Array | string, retain: boolean, version: 4 | 5): Buffer {
  const topicBytes = Buffer.byteLength(topic)
  const payloadBytes = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length
  const propertyBytes = version === 5 ? 1 : 0
  const left = 2 + topicBytes + propertyBytes + payloadBytes
  const lengthBytes = left < 128 ? 1 : left < 16_384 ? 2 : left < 2_097_152 ? 3 : 4
  const packet = Buffer.allocUnsafe(1 + lengthBytes + left)
  packet[0] = retain ? 0x31 : 0x30
  let at = 1
  for (let rest = left, index = 0; index < lengthBytes; index++, rest >>>= 7) packet[at++] = (rest & 0x7f) | (index < lengthBytes - 1 ? 0x80 : 0)
  at = packet.writeUInt16BE(topicBytes, at)
  at += packet.write(topic, at)
  if (version === 5) packet[at++] = 0
  if (typeof payload === 'string') packet.write(payload, at)
  else packet.set(payload, at)
  return packet
}
