/** The commits of the crash test, known to the process that writes them and to the one that looks afterwards. */
import type { Change } from '@commune/protocol'

/** Commit `number`: two values that belong together, one that every commit writes, and one older pair removed. */
export function crashCommit(number: number, seed: number): Change[] {
  const value = crashValue(number, seed)
  return [
    [`a/${number}`, value],
    [`b/${number}`, value.toReversed()],
    ['last', new TextEncoder().encode(String(number))],
    ['old', number % 2 === 0 ? undefined : value]
  ]
}

export function crashValue(number: number, seed: number): Uint8Array {
  let state = (number * 2_654_435_761 + seed) >>> 0
  const bytes = new Uint8Array(number % 5 === 0 ? 20_000 : 50 + (state % 3_000))
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
