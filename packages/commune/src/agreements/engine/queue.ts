/**
 * Who is due when: a heap of small whole numbers by time, in which each can be moved. Of four below each, so that it is shallow; times lie beside
 * one another in its order, so that comparing four of them is one look.
 */

export class DueQueue {
  /** By place in the heap. */
  #times = new Float64Array(16)
  #heap = new Int32Array(16)
  /** By who: place in the heap plus one; 0: not in it. */
  #places = new Int32Array(16)
  #size = 0
  /** When the first is due; infinite when nobody is. */
  dueMs: number = Number.POSITIVE_INFINITY

  /** Who is due first. Among equals the order is fixed by what was set before. */
  get first(): number {
    return this.#heap[0] as number
  }

  /** Infinite when it is not in it. */
  timeOf(who: number): number {
    const place = this.#places[who] ?? 0
    return place === 0 ? Number.POSITIVE_INFINITY : (this.#times[place - 1] as number)
  }

  /** Infinite takes it out. */
  set(who: number, dueMs: number): void {
    if (who >= this.#places.length) this.#grow(who)
    const place = (this.#places[who] as number) - 1
    if (place < 0) {
      if (dueMs === Number.POSITIVE_INFINITY) return
      this.#up(this.#size++, who, dueMs)
    } else if (dueMs === Number.POSITIVE_INFINITY) this.#take(place)
    else if (dueMs < (this.#times[place] as number)) this.#up(place, who, dueMs)
    else this.#down(place, who, dueMs)
    this.dueMs = this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number)
  }

  #take(place: number): void {
    this.#places[this.#heap[place] as number] = 0
    const last = --this.#size
    if (place === last) return
    const [who, dueMs] = [this.#heap[last] as number, this.#times[last] as number]
    if (place > 0 && dueMs < (this.#times[(place - 1) >> 2] as number)) this.#up(place, who, dueMs)
    else this.#down(place, who, dueMs)
  }

  #up(from: number, who: number, dueMs: number): void {
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 2
      if ((this.#times[above] as number) <= dueMs) break
      this.#put(place, this.#heap[above] as number, this.#times[above] as number)
      place = above
    }
    this.#put(place, who, dueMs)
  }

  #down(from: number, who: number, dueMs: number): void {
    const [times, size] = [this.#times, this.#size]
    let place = from
    for (;;) {
      const first = 4 * place + 1
      if (first >= size) break
      let least = first
      let leastMs = times[first] as number
      for (let below = first + 1; below < first + 4 && below < size; below++) {
        const belowMs = times[below] as number
        if (belowMs >= leastMs) continue
        least = below
        leastMs = belowMs
      }
      if (leastMs >= dueMs) break
      this.#put(place, this.#heap[least] as number, leastMs)
      place = least
    }
    this.#put(place, who, dueMs)
  }

  #put(place: number, who: number, dueMs: number): void {
    this.#heap[place] = who
    this.#times[place] = dueMs
    this.#places[who] = place + 1
  }

  #grow(who: number): void {
    const length = Math.max(2 * this.#places.length, who + 1)
    const times = new Float64Array(length)
    times.set(this.#times)
    const [heap, places] = [new Int32Array(length), new Int32Array(length)]
    heap.set(this.#heap)
    places.set(this.#places)
    ;[this.#times, this.#heap, this.#places] = [times, heap, places]
  }
}
