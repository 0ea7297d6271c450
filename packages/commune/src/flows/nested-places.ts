/**
 * Which place lies in which: the shelf in the cellar, the cellar in the house. Nobody owns a place, so of what was said about
 * one the last counts, and two who said it at once need no referee. A ring of places is harmless: a way up ends where it
 * would come round.
 */
import type { Origin } from '@commune/protocol'
import { Follower, inOrder, originAt } from '../facts/index.ts'
import type { Standing } from '../undo/index.ts'
import type { PlaceIn } from './stock-types.ts'
import { placeKey } from './thing-key.ts'
import type { FlowsState } from './types.ts'

/** A way up longer than this is cut. */
export const placesDeepMax = 16

export class NestedPlaces {
  readonly #table: FlowsState['placesIn']
  readonly #standing: Standing
  readonly #follower: Follower<unknown>
  /** Who lies in it, and in what a place lies, by keys. */
  readonly #inside = new Map<string, Set<string>>()
  readonly #outer = new Map<string, string>()
  readonly #names = new Map<string, string>()
  #era = -1
  #undoVersion = -1
  #version = 0

  constructor(state: FlowsState, standing: Standing) {
    this.#table = state.placesIn
    this.#standing = standing
    this.#follower = new Follower(state.placesIn)
  }

  /** Grows whenever a place came to lie elsewhere. */
  get version(): number {
    this.#refresh()
    return this.#version
  }

  /** What it lies in, from the nearest outwards. */
  path(place: string): string[] {
    this.#refresh()
    const path: string[] = []
    const seen = new Set([placeKey(place)])
    for (let at = this.#outer.get(placeKey(place)); at !== undefined && !seen.has(at) && path.length < placesDeepMax; at = this.#outer.get(at)) {
      seen.add(at)
      path.push(this.#names.get(at) ?? at)
    }
    return path
  }

  /** Keys of the place itself and of all that lies inside it. */
  inside(place: string): ReadonlySet<string> {
    this.#refresh()
    const found = new Set([placeKey(place)])
    // A set is walked while it grows, so every level is reached once.
    for (const key of found) for (const inner of this.#inside.get(key) ?? []) found.add(inner)
    return found
  }

  /** Every place that lies in another, with that one. */
  *all(): Iterable<{ readonly place: string; readonly in: string }> {
    this.#refresh()
    for (const [key, outer] of this.#outer) yield { place: this.#names.get(key) ?? key, in: this.#names.get(outer) ?? outer }
  }

  #refresh(): void {
    const { era, undoVersion } = this.#standing
    if (era === this.#era && undoVersion === this.#undoVersion && !this.#follower.behind) return
    this.#era = era
    this.#undoVersion = undoVersion
    // Places are some hundreds: all are read again.
    const said: (Origin & { readonly says: PlaceIn })[] = []
    for (const id of this.#follower.all()) {
      const filed = this.#table.get(id)
      const at = filed && originAt(id, filed)
      if (filed && at && this.#standing.wareOf(at) !== undefined) said.push({ ...at, says: filed.says })
    }
    for (const map of [this.#inside, this.#outer, this.#names]) map.clear()
    // A place is spelled as it was first, and lies where it was said to lie last.
    for (const { says } of said.sort(inOrder)) {
      const key = placeKey(says.place)
      for (const name of [says.place, says.in ?? says.place]) if (!this.#names.has(placeKey(name))) this.#names.set(placeKey(name), name)
      if (says.in === null || placeKey(says.in) === key) this.#outer.delete(key)
      else this.#outer.set(key, placeKey(says.in))
    }
    for (const [key, outer] of this.#outer) {
      const inside = this.#inside.get(outer)
      if (inside) inside.add(key)
      else this.#inside.set(outer, new Set([key]))
    }
    this.#version++
  }
}
