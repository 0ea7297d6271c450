/** Readings of one series as they come in a file: gathered, put in the order of time, one for each moment. */
import type { Readings } from '@commune/protocol'

export interface Gathered {
  readonly readings: Readings
  /** Readings that stood there twice alike. */
  readonly same: number
  /** Moments with several values; the one that came last counts. */
  readonly changed: number
  /** Readings that came before one that stood above them. */
  readonly early: number
}

export class Gathering {
  #times = new Float64Array(256)
  #values = new Float64Array(256)
  #count = 0
  #early = 0

  get count(): number {
    return this.#count
  }

  /** The moment of the row above; undefined before the first. */
  get lastMs(): number | undefined {
    return this.#count === 0 ? undefined : this.#times[this.#count - 1]
  }

  add(atMs: number, value: number): void {
    if (this.#count === this.#times.length) {
      this.#times = grown(this.#times)
      this.#values = grown(this.#values)
    }
    if (atMs < (this.lastMs ?? -Infinity)) this.#early++
    this.#times[this.#count] = atMs
    this.#values[this.#count] = value
    this.#count++
  }

  done(): Gathered {
    const count = this.#count
    const times = this.#times
    const values = this.#values
    const order = new Uint32Array(count)
    for (let at = 0; at < count; at++) order[at] = at
    if (this.#early > 0) order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
    const outTimes = new Float64Array(count)
    const outValues = new Float64Array(count)
    let kept = 0
    let same = 0
    let changed = 0
    let isChanged = false
    for (const at of order) {
      const time = times[at] as number
      const value = values[at] as number
      if (kept > 0 && outTimes[kept - 1] === time) {
        if (outValues[kept - 1] === value) same++
        else {
          if (!isChanged) changed++
          isChanged = true
          outValues[kept - 1] = value
        }
        continue
      }
      isChanged = false
      outTimes[kept] = time
      outValues[kept] = value
      kept++
    }
    return { readings: { times: outTimes.slice(0, kept), values: outValues.slice(0, kept) }, same, changed, early: this.#early }
  }
}

const grown = (list: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
  const made = new Float64Array(list.length * 2)
  made.set(list)
  return made
}
