/** What changed since each of those who follow a view last looked. Nothing is noted before somebody follows. */
export class Changes {
  readonly #of = new Map<object, Set<string>>()

  note(id: string): void {
    for (const changed of this.#of.values()) changed.add(id)
  }

  /** All that changed since this follower's last call; everything there is at its first. */
  take(who: object, everything: Iterable<string>): ReadonlySet<string> {
    const changed = this.#of.get(who) ?? new Set(everything)
    this.#of.set(who, new Set())
    return changed
  }
}
