/**
 * How much is said to a world of things that come and change by themselves. What is said stays for ever and goes to everybody, so whoever
 * announces ever new things, or one that is ever another, is held up: so much at once, then little by little. Each speaker has its own
 * measure, so that one who floods keeps no other waiting.
 */

/** Statements at once: ten times a large house. */
export const saidAtOnceMax = 2_000
/** One more each. */
export const saidAgainMs = 60_000
/** Speakers that are told apart; one who has said nothing for long is forgotten. */
const speakersMax = 1_000

export class Sayable {
  readonly #spent = new Map<string, { count: number; atMs: number }>()

  /** Statements that this speaker may cause now. */
  left(by: string, nowMs: number): number {
    return Math.floor(saidAtOnceMax - this.#countOf(by, nowMs))
  }

  spend(by: string, count: number, nowMs: number): void {
    const spent = this.#countOf(by, nowMs) + count
    this.#spent.delete(by)
    this.#spent.set(by, { count: spent, atMs: nowMs })
    if (this.#spent.size <= speakersMax) return
    for (const each of this.#spent.keys()) if (this.#countOf(each, nowMs) === 0) this.#spent.delete(each)
  }

  #countOf(by: string, nowMs: number): number {
    const spent = this.#spent.get(by)
    return spent === undefined ? 0 : Math.max(0, spent.count - Math.max(0, nowMs - spent.atMs) / saidAgainMs)
  }
}
