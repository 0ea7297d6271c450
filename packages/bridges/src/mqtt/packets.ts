/** The fixed header of MQTT packets (3.1.1, section 2.2), and as much of it as is needed to bound them. */

export interface PacketHeader {
  readonly type: number
  readonly qos: number
  /** Bytes after the header. */
  readonly bytes: number
  /** Where in the chunk the rest of the packet begins. */
  readonly end: number
}

const lengthBytesMax = 4

/** The header that begins at a place: the type, and the length in one to four bytes of seven bits. */
export function headerAt(chunk: Uint8Array, at: number): PacketHeader | 'more' | 'broken' {
  const first = chunk[at]
  if (first === undefined) return 'more'
  let bytes = 0
  for (let index = 0; index < lengthBytesMax; index++) {
    const byte = chunk[at + 1 + index]
    if (byte === undefined) return 'more'
    bytes += (byte & 0x7f) * 128 ** index
    if (byte < 0x80) return { type: first >> 4, qos: (first >> 1) & 3, bytes, end: at + 2 + index }
  }
  return 'broken'
}

/** Watches a stream of packets for one that is too large. It reads headers only, and keeps at most four bytes. */
export class PacketSizes {
  readonly #bytesMax: number
  #left = 0
  #held: Uint8Array = new Uint8Array()

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** False when a packet over the bound begins in the chunk, or something that is no packet. */
  allows(taken: Uint8Array): boolean {
    let chunk = taken
    if (this.#held.length > 0) {
      chunk = new Uint8Array(this.#held.length + taken.length)
      chunk.set(this.#held)
      chunk.set(taken, this.#held.length)
      this.#held = new Uint8Array()
    }
    let at = Math.min(this.#left, chunk.length)
    this.#left -= at
    while (at < chunk.length) {
      const header = headerAt(chunk, at)
      if (header === 'broken') return false
      if (header === 'more') {
        this.#held = chunk.slice(at)
        return true
      }
      if (header.bytes > this.#bytesMax) return false
      const end = header.end + header.bytes
      this.#left = Math.max(0, end - chunk.length)
      at = Math.min(end, chunk.length)
    }
    return true
  }
}
