/** For tests: homes in one process, with time that is moved by hand, a channel that all hear, and a peer that only counts. */
import { IDBFactory } from 'fake-indexeddb'
import type { Outcome, PeerApi } from '@commune/peer'
import type { Clock } from '@commune/protocol'
import { type Channel, Home, type HomeWord } from '../home.ts'
import { Leases } from '../lease.ts'

/** Time stands until it is moved. */
export class HandClock implements Clock {
  #nowMs = 1_000_000
  #timers: { atMs: number; run: () => void }[] = []
  nowMs = (): number => this.#nowMs
  after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((each) => each !== timer))
  }
  /** Moves on in small steps, letting everything that waits happen in between. */
  async pass(ms: number): Promise<void> {
    for (const endMs = this.#nowMs + ms; this.#nowMs < endMs;) {
      this.#nowMs = Math.min(endMs, this.#nowMs + 250)
      const due = this.#timers.filter((timer) => timer.atMs <= this.#nowMs)
      this.#timers = this.#timers.filter((timer) => timer.atMs > this.#nowMs)
      for (const { run } of due) run()
      await settled()
    }
  }
}

/** Everything that is under way in fake stores and promises comes to rest. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve))
}

export class Yard {
  readonly clock = new HandClock()
  readonly #factory = new IDBFactory()
  readonly #channels = new Map<string, Channel>()
  /** Homes whose peer is open now. */
  readonly open = new Set<string>()
  /** Homes that hear and do nothing, as a page that is frozen. */
  readonly frozen = new Set<string>()
  openings = 0

  home(id: string): Home {
    const channel: Channel = {
      onmessage: null,
      postMessage: (word: HomeWord) => {
        if (this.frozen.has(id)) return
        for (const [other, { onmessage }] of this.#channels) {
          if (other !== id && !this.frozen.has(other)) setImmediate(() => onmessage?.({ data: structuredClone(word) } as MessageEvent))
        }
      }
    }
    this.#channels.set(id, channel)
    // Timers of a frozen page run when it wakes.
    const late = (run: () => void) => (): void => (this.frozen.has(id) ? void this.clock.after(500, late(run)) : run())
    const clock: Clock = { nowMs: this.clock.nowMs, after: (ms, run) => this.clock.after(ms, late(run)) }
    return new Home({
      id, name: 'yard', channel, clock, leases: new Leases(this.#factory, 'lease'),
      reasonOf: (fault) => ({ key: String(fault) }),
      openPeer: async (_name, mayWrite) => {
        this.openings++
        this.open.add(id)
        return { api: toyPeer(id, mayWrite), close: async () => void this.open.delete(id) }
      }
    })
  }

  /** The home is gone without a word. */
  kill(id: string): void {
    this.frozen.add(id)
    this.open.delete(id)
  }
}

/** Answers `self` with the home it lives in, and `connect` with whether it may write. */
const toyPeer = (home: string, mayWrite: () => boolean): PeerApi => ({
  ask: async () => ({ ok: true, value: { ware: home } }) as unknown as Outcome<never>,
  act: async () => ({ ok: true, value: { wrote: mayWrite() } }) as unknown as Outcome<never>,
  watch: (_name, _params, onAnswer) => {
    onAnswer({ ok: true, value: { ware: home } } as unknown as Outcome<never>)
    return () => {}
  }
})
