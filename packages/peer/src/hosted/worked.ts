/** What was worked out from a state of things: kept until that state is another. */
export class Worked {
  readonly #found = new Map<string, unknown>()
  #seen = ''
  #whole: object | undefined

  /** `seen` names the versions of all that `work` looks at, and `whole` is what these versions count. */
  asOf<T>(seen: string, whole: object, name: string, work: () => T): T {
    if (this.#seen !== seen || this.#whole !== whole) this.#found.clear()
    this.#seen = seen
    this.#whole = whole
    if (!this.#found.has(name)) this.#found.set(name, work())
    return this.#found.get(name) as T
  }
}
