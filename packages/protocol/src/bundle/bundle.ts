/**
 * Bundles: any part of a world in a file, to be carried by hand over any delay (S7). One way is enough.
 *
 *     at  bytes
 *      0      4  `scbu`
 *      4      1  version, 1
 *      5     32  handle of the world: what carriers know it by, not its id
 *      …         runs: count (u32, at least 1), bytes (u32), then length (3 bytes) and bytes of each envelope, then the
 *                first 8 bytes of BLAKE2b of the run
 *   last     16  count 0, bytes 0, then the first 8 bytes of BLAKE2b of all the checks of the runs
 *
 * Each run is checked by itself: of a damaged or cut-off file everything readable is taken, and the damage is named. What
 * the envelopes say is checked like anything else that comes in.
 */
import { concat, sameBytes, utf8 } from '../bytes/bytes.ts'
import { limits } from '../ports/limits.ts'
import { hash } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'

const magic = utf8('scbu')
const version = 1
const headBytes = 37
const runHeadBytes = 8
const checkBytes = 8
const runBytesMax = 262_144

export type BundleFault = 'no-bundle' | 'newer'
export type BundleDamage = 'cut-off' | 'damaged'

export interface Bundle {
  readonly handle: Uint8Array
  readonly envelopes: readonly Uint8Array[]
  /** What is wrong with the file; everything readable is in `envelopes` all the same. */
  readonly damage: BundleDamage | undefined
}

/** Writes a bundle piece by piece: `head`, any number of `run`s, `end`. */
export class BundleWriter {
  readonly #checks: Uint8Array[] = []
  #open: Uint8Array[] = []
  #openBytes = 0

  head(handle: Uint8Array): Uint8Array {
    return concat(magic, Uint8Array.of(version), handle)
  }

  /** Takes envelopes in; answers with the bytes that are full, perhaps none. */
  put(envelopes: Iterable<Uint8Array>): Uint8Array {
    const full: Uint8Array[] = []
    for (const envelope of envelopes) {
      this.#open.push(Uint8Array.of(envelope.length >> 16, (envelope.length >> 8) & 0xff, envelope.length & 0xff), envelope)
      this.#openBytes += 3 + envelope.length
      if (this.#openBytes >= runBytesMax) full.push(this.#run())
    }
    return concat(...full)
  }

  end(): Uint8Array {
    const last = this.#open.length > 0 ? this.#run() : new Uint8Array()
    return concat(last, new Uint8Array(runHeadBytes), hash(concat(...this.#checks)).subarray(0, checkBytes))
  }

  #run(): Uint8Array {
    const content = concat(u32(this.#open.length / 2), u32(this.#openBytes), ...this.#open)
    const check = hash(content).slice(0, checkBytes)
    this.#checks.push(check)
    this.#open = []
    this.#openBytes = 0
    return concat(content, check)
  }
}

/** Reads a whole bundle. */
export const readBundle = (bytes: Uint8Array): Result<Bundle, BundleFault> => {
  if (bytes.length < headBytes || !sameBytes(bytes.subarray(0, 4), magic)) return no('no-bundle')
  if ((bytes[4] as number) > version) return no('newer')
  const envelopes: Uint8Array[] = []
  const checks: Uint8Array[] = []
  let damage: BundleDamage | undefined
  let at = headBytes
  for (;;) {
    if (at + runHeadBytes + checkBytes > bytes.length) {
      damage ??= 'cut-off'
      break
    }
    const count = readU32(bytes, at)
    const length = readU32(bytes, at + 4)
    const end = at + runHeadBytes + length
    if (count === 0) {
      if (length !== 0 || !sameBytes(bytes.subarray(at + runHeadBytes, at + runHeadBytes + checkBytes), hash(concat(...checks)).subarray(0, checkBytes))) damage ??= 'damaged'
      break
    }
    if (length > runBytesMax + limits.envelopeBytesMax + 3 || end + checkBytes > bytes.length) {
      damage ??= length > runBytesMax + limits.envelopeBytesMax + 3 ? 'damaged' : 'cut-off'
      break
    }
    const check = bytes.subarray(end, end + checkBytes)
    const run = sameBytes(hash(bytes.subarray(at, end)).subarray(0, checkBytes), check) ? envelopesOf(bytes.subarray(at + runHeadBytes, end), count) : undefined
    if (run) envelopes.push(...run)
    else damage ??= 'damaged'
    checks.push(check)
    at = end + checkBytes
  }
  return ok({ handle: bytes.slice(5, headBytes), envelopes, damage })
}

function envelopesOf(content: Uint8Array, count: number): Uint8Array[] | undefined {
  const envelopes: Uint8Array[] = []
  let at = 0
  while (at + 3 <= content.length) {
    const length = ((content[at] as number) << 16) | ((content[at + 1] as number) << 8) | (content[at + 2] as number)
    at += 3
    if (at + length > content.length) return undefined
    envelopes.push(content.subarray(at, at + length))
    at += length
  }
  return at === content.length && envelopes.length === count ? envelopes : undefined
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)
}

function readU32(bytes: Uint8Array, at: number): number {
  return (((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0
}
