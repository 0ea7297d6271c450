/** What goes between the two threads: a few large buffers that change hands, no object for each envelope. */
import type { EnvelopeRun, OpenedEnvelopes } from '@commune/protocol'

export interface Request {
  readonly number: number
  readonly run: EnvelopeRun
  /** All content keys, when they changed since the last request. */
  readonly keys: readonly (readonly [tag: string, key: Uint8Array])[] | undefined
}

export interface Answer {
  readonly number: number
  readonly found: OpenedEnvelopes
}

/** What is handed over and is not to be touched any more. */
export const handedWith = ({ run }: Request): ArrayBuffer[] => buffersOf(run.bytes, run.starts, run.lengths)

export const handedBack = ({ found }: Answer): ArrayBuffer[] =>
  buffersOf(found.states, found.ids, found.plainStarts, found.plainEnds, found.plain)

const buffersOf = (...arrays: readonly (Uint8Array | Uint32Array)[]): ArrayBuffer[] => arrays.map((array) => array.buffer as ArrayBuffer)
