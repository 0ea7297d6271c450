/**
 * A small seeded generator, so that one key always draws one thing.
 *
 * Why not the platform's chance: same key, same creature, on every device and in every light. The hash is FNV-1a over the
 * UTF-8 bytes, the generator is mulberry32; both are integer arithmetic and so the same in every engine. Neither is for
 * secrets. Changing anything here changes everybody's face.
 */

/** FNV-1a, 32 bits, over the UTF-8 bytes of a text. */
export const hashText = (text: string): number => {
  let hash = 2166136261
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 16777619)
  return hash >>> 0
}

/** A stream of choices that depends on its seed alone. */
export type Seeded = {
  /** A number from 0 (included) to 1 (not included). */
  readonly unit: () => number
  /** A number between two bounds. */
  readonly between: (low: number, high: number) => number
  /** A whole number from 0 to `count - 1`. */
  readonly below: (count: number) => number
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T
}

/** Begins a stream. Give each drawing a text of its own (`'tree:' + id`), so that no two share their chance. */
export const seeded = (text: string): Seeded => {
  let state = hashText(text) | 0
  const unit = (): number => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (count: number): number => Math.floor(unit() * count)
  return {
    unit,
    below,
    between: (low, high) => low + unit() * (high - low),
    pick: list => list[below(list.length)]!
  }
}
