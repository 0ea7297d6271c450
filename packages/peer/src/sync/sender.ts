/**
 * Sends envelopes in numbered runs and waits for their acknowledgements, so that what is on the way stays bounded and what
 * is said to be kept over there is known (S5).
 *
 * How much may be on the way follows how soon it is acknowledged: much where that costs nobody a wait, little on a slow way, as
 * what is said live goes out behind it. A run is an eighth of that: fewer and larger ones are fewer commits over there.
 */

/** Bytes sent and not acknowledged yet. */
const openBytes = { first: 1_048_576, least: 262_144, most: 4_194_304 }
const runsOpen = 8
/** An acknowledgement that comes sooner lets more go out, and one that comes later less. */
const soonMs = 600
const lateMs = 1_500

export class Sender {
  readonly #write: (number: number, envelopes: readonly Uint8Array[]) => Promise<void>
  readonly #nowMs: () => number
  /** Each run that is not acknowledged, by number, in the order they went out. */
  readonly #open = new Map<number, { readonly bytes: number; readonly sentMs: number }>()
  #openBytesMax = openBytes.first
  #openBytes = 0
  #number = 0
  #busy = 0
  #acks = 0
  #ended = false
  #waiting: (() => void)[] = []

  constructor(write: (number: number, envelopes: readonly Uint8Array[]) => Promise<void>, nowMs: () => number) {
    this.#write = write
    this.#nowMs = nowMs
  }

  /** Nothing is on the way. */
  get quiet(): boolean {
    return this.#open.size === 0 && this.#busy === 0
  }

  /** Goes up with each acknowledgement; undefined while none is outstanding. */
  get progress(): number | undefined {
    return this.#open.size === 0 ? undefined : this.#acks
  }

  /**
   * Resolves when all went out, or as much of it as might: `may` is asked again for each run, since one that waited for its turn
   * waits while people part (K3). False when something was left out.
   */
  async send(envelopes: readonly Uint8Array[], may: () => boolean = () => true): Promise<boolean> {
    this.#busy++
    try {
      let from = 0
      let bytes = 0
      for (const [index, envelope] of envelopes.entries()) {
        bytes += envelope.length
        if (bytes < this.#openBytesMax / runsOpen && index < envelopes.length - 1) continue
        await this.acknowledged(this.#openBytesMax)
        if (this.#ended || !may()) return false
        const number = ++this.#number
        this.#open.set(number, { bytes, sentMs: this.#nowMs() })
        this.#openBytes += bytes
        await this.#write(number, envelopes.slice(from, index + 1))
        from = index + 1
        bytes = 0
      }
      return true
    } finally {
      this.#busy--
    }
  }

  /** All runs up to this number are durable there. False when it was never sent. */
  takeAck(number: number): boolean {
    if (number > this.#number) return false
    this.#acks++
    for (const [open, { bytes, sentMs }] of this.#open) {
      if (open > number) break
      this.#open.delete(open)
      this.#openBytes -= bytes
      this.#pace(this.#nowMs() - sentMs)
    }
    this.#wake()
    return true
  }

  /** Resolves when no more than so many bytes are unacknowledged, or all is over. */
  acknowledged(bytesMax: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#ended || this.#openBytes <= bytesMax) resolve()
        else this.#waiting.push(look)
      }
      look()
    })
  }

  #pace(ms: number): void {
    if (ms < soonMs) this.#openBytesMax = Math.min(openBytes.most, this.#openBytesMax * 1.25)
    else if (ms > lateMs) this.#openBytesMax = Math.max(openBytes.least, this.#openBytesMax / 2)
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const look of waiting) look()
  }
}
