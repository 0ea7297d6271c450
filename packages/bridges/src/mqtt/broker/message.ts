/**
 * Messages as they are on the wire (MQTT 3.1.1, section 3.3), read and made in one go.
 *
 * aedes reads each packet through a parser, a queue and a row of callbacks, and writes each in five parts: for what a house says a
 * hundred times a second that is most of what the broker costs. A message that lies whole in one piece of the network is read here.
 */

export interface WireMessage {
  readonly topic: string
  /** A part of what was read: whoever keeps it copies it. */
  readonly payload: Buffer
  readonly qos: 0 | 1
  readonly retain: boolean
  /** Of a message at QoS 1: its number. */
  readonly number: number
}

/**
 * The message of a PUBLISH whose header stands at `at` and whose rest goes from `from` to `end`. Undefined for one that wants more than a look:
 * QoS 2, no topic, a topic that is cut off, a number that is none.
 */
export function readMessage(chunk: Buffer, at: number, from: number, end: number): WireMessage | undefined {
  const first = chunk[at] ?? 0
  const qos = (first >> 1) & 3
  if (qos > 1 || end - from < 2) return undefined
  const topicEnd = from + 2 + chunk.readUInt16BE(from)
  const payloadAt = topicEnd + qos * 2
  if (topicEnd === from + 2 || payloadAt > end) return undefined
  const number = qos === 1 ? chunk.readUInt16BE(topicEnd) : 0
  if (qos === 1 && number === 0) return undefined
  return { topic: chunk.toString('utf8', from + 2, topicEnd), payload: chunk.subarray(payloadAt, end), qos: qos as 0 | 1, retain: (first & 1) === 1, number }
}

/** PUBACK of a message (3.4). */
export const acknowledgement = (number: number): Buffer => Buffer.of(0x40, 2, number >> 8, number & 0xff)

/** PUBLISH at QoS 0, not retained (3.3). */
export function messageBytes(topic: string, payload: Buffer): Buffer {
  const topicBytes = Buffer.byteLength(topic)
  const left = 2 + topicBytes + payload.length
  const lengthBytes = left < 128 ? 1 : left < 16_384 ? 2 : left < 2_097_152 ? 3 : 4
  const bytes = Buffer.allocUnsafe(1 + lengthBytes + left)
  bytes[0] = 0x30
  let at = 1
  for (let rest = left, index = 0; index < lengthBytes; index++, rest >>>= 7) bytes[at++] = (rest & 0x7f) | (index < lengthBytes - 1 ? 0x80 : 0)
  at = bytes.writeUInt16BE(topicBytes, at)
  at += bytes.write(topic, at)
  payload.copy(bytes, at)
  return bytes
}
