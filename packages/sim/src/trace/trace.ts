/**
 * What happened in a run: a hash over every step and every message, equal for the same seed, and the last lines for those
 * who look for the cause of a failure.
 */
const fnvPrime = 0x01000193

export class Trace {
  readonly #lines: string[] = []
  readonly #linesMax: number
  #next = 0
  #low = 0x811c9dc5
  #high = 0x1b873593
  #timeMs = 0

  constructor(linesMax: number) {
    this.#linesMax = linesMax
  }

  /** 16 hex digits over all so far. */
  get hash(): string {
    return [this.#high, this.#low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
  /** The last lines, oldest first. */
  get lines(): readonly string[] {
    return [...this.#lines.slice(this.#next), ...this.#lines.slice(0, this.#next)]
  }

  step(nowMs: number, owner: string): void {
    this.#timeMs = nowMs
    this.#mix(nowMs)
    this.#mixText(owner)
  }
  /** Something worth a line. */
  note(line: string): void {
    this.#mixText(line)
    this.#lines[this.#next] = `${(this.#timeMs / 1_000).toFixed(3).padStart(10)} ${line}`
    this.#next = (this.#next + 1) % this.#linesMax
  }
  /** Bytes that went over a wire, four at a time: a run sends hundreds of millions. */
  bytes(bytes: Uint8Array): void {
    let low = this.#low
    const words = bytes.length & ~3
    for (let i = 0; i < words; i += 4) {
      const word = (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24)
      low = Math.imul(low ^ word, fnvPrime)
      // A product carries upwards alone: what differs in the last byte of a word comes down by this.
      low ^= low >>> 15
    }
    for (let i = words; i < bytes.length; i++) low = Math.imul(low ^ (bytes[i] as number), fnvPrime)
    this.#low = low
    this.#mix(bytes.length)
  }

  #mix(value: number): void {
    this.#low = Math.imul(this.#low ^ (value | 0), fnvPrime)
    this.#high = Math.imul((this.#high ^ this.#low) + 0x9e3779b9, 0x85ebca6b) ^ (this.#high >>> 13)
  }
  #mixText(text: string): void {
    for (let i = 0; i < text.length; i++) this.#low = Math.imul(this.#low ^ text.charCodeAt(i), fnvPrime)
    this.#mix(text.length)
  }
}
