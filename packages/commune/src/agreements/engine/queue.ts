/** Who is due when: a heap of small whole numbers by time, in which each can be moved. */

export class DueQueue {
  #times = new Float64Array(16).fill(Number.POSITIVE_INFINITY)
  #heap = new Int32Array(16)
  /** Place in the heap plus one; 0: not in it. */
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
    return this.#times[who] ?? Number.POSITIVE_INFINITY
  }

  /** Infinite takes it out. */
  set(who: number, dueMs: number): void {
    if (who >= this.#times.length) this.#grow(who)
    const place = (this.#places[who] as number) - 1
    const before = this.#times[who] as number
    if (dueMs === before) return
    this.#times[who] = dueMs
    if (dueMs === Number.POSITIVE_INFINITY) this.#take(place)
    else if (place < 0) {
      this.#put(this.#size++, who)
      this.#up(this.#size - 1)
    } else if (dueMs < before) this.#up(place)
    else this.#down(place)
    this.dueMs = this.#size === 0 ? Number.POSITIVE_INFINITY : this.#timeAt(0)
  }

  #take(place: number): void {
    const who = this.#heap[place] as number
    const last = this.#heap[--this.#size] as number
    this.#places[who] = 0
    if (last === who) return
    this.#put(place, last)
    this.#up(place)
    this.#down((this.#places[last] as number) - 1)
  }

  #up(from: number): void {
    let place = from
    const who = this.#heap[place] as number
    const dueMs = this.#times[who] as number
    while (place > 0) {
      const above = (place - 1) >> 1
      const other = this.#heap[above] as number
      if ((this.#times[other] as number) <= dueMs) break
      this.#put(place, other)
      place = above
    }
    this.#put(place, who)
  }

  #down(from: number): void {
    let place = from
    const who = this.#heap[place] as number
    const dueMs = this.#times[who] as number
    for (;;) {
      let below = 2 * place + 1
      if (below >= this.#size) break
      if (below + 1 < this.#size && this.#timeAt(below + 1) < this.#timeAt(below)) below++
      if (this.#timeAt(below) >= dueMs) break
      this.#put(place, this.#heap[below] as number)
      place = below
    }
    this.#put(place, who)
  }

  #timeAt(place: number): number {
    return this.#times[this.#heap[place] as number] as number
  }

  #put(place: number, who: number): void {
    this.#heap[place] = who
    this.#places[who] = place + 1
  }

  #grow(who: number): void {
    const length = Math.max(2 * this.#times.length, who + 1)
    const times = new Float64Array(length).fill(Number.POSITIVE_INFINITY)
    times.set(this.#times)
    const [heap, places] = [new Int32Array(length), new Int32Array(length)]
    heap.set(this.#heap)
    places.set(this.#places)
    ;[this.#times, this.#heap, this.#places] = [times, heap, places]
  }
}
