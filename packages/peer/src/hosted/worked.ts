/** What was worked out from a state of things: kept until that state is another. Asked for each message, so it asks for little. */
export class Worked {
  readonly #found = new Map<string, unknown>()
  #seen: readonly unknown[] = []

  /** `seen` are the versions of all that `work` looks at, and what these versions count; always as many. */
  asOf<T>(seen: readonly unknown[], name: string, work: () => T): T {
    if (!this.#isSeen(seen)) {
      this.#found.clear()
      this.#seen = seen
    }
    if (!this.#found.has(name)) this.#found.set(name, work())
    return this.#found.get(name) as T
  }

  #isSeen(seen: readonly unknown[]): boolean {
    for (let index = 0; index < seen.length; index++) if (seen[index] !== this.#seen[index]) return false
    return true
  }
}
