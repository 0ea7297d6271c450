/**
 * Hashing and decrypting many messages at once: a whole run goes into libsodium's memory with one copy, is worked on in place, and
 * comes out with one copy (see `inside.ts`).
 */
import { type Room, roomInside } from './inside.ts'
import { decrypt, hash } from './sodium.ts'

/** Messages one behind the other, each a head and then a ciphertext; the nonce is the end of the head, which is bound. */
export interface SealedRun {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly lengths: Uint32Array
  readonly headBytes: number
}

export interface OpenedRun {
  /** A copy of the run, in which plain bytes stand where the ciphertexts of those that opened began. */
  readonly bytes: Uint8Array
  /** BLAKE2b-256 of each whole message, `idStride` bytes from the next. */
  readonly ids: Uint8Array
  /** 1 for each that opened under its key. */
  readonly opened: Uint8Array
}

const idBytes = 32
const nonceBytes = 24
const macBytes = 16
const keyBytes = 32
/** Bytes that are worked on at once; more than any one message has. */
const roomBytes = 262_144

let room: Room | undefined

/** `keyOf` says the key of a message by its number, undefined for one that is hashed only. */
export function openRun(run: SealedRun, idStride: number, keyOf: (index: number) => Uint8Array | undefined): OpenedRun {
  const count = run.starts.length
  const answer: OpenedRun = { bytes: run.bytes.slice(), ids: new Uint8Array(count * idStride), opened: new Uint8Array(count) }
  for (let index = 0; index < count; ) index = openSome(run, index, idStride, keyOf, answer)
  return answer
}

/** Opens as many from `first` on as there is room for; says which one is next. */
function openSome(run: SealedRun, first: number, idStride: number, keyOf: (index: number) => Uint8Array | undefined, answer: OpenedRun): number {
  const { starts, lengths } = run
  const from = starts[first] as number
  const inside = (room ??= roomInside(roomBytes + idBytes + keyBytes))
  let end = first
  let to = from
  while (end < starts.length && (starts[end] as number) >= from && endOf(run, end) - from <= roomBytes) to = Math.max(to, endOf(run, end++))
  if (!inside || end === first) {
    openOne(run, first, idStride, keyOf, answer)
    return first + 1
  }
  const { at, work } = inside
  const [idAt, keyAt] = [at + roomBytes, at + roomBytes + idBytes]
  const heap = inside.heap()
  heap.set(run.bytes.subarray(from, to), at)
  let keyThere: Uint8Array | undefined
  for (let index = first; index < end; index++) {
    const head = at + (starts[index] as number) - from
    const length = lengths[index] as number
    work.hash(idAt, idBytes, head, length, 0, 0, 0)
    answer.ids.set(heap.subarray(idAt, idAt + idBytes), index * idStride)
    const key = keyOf(index)
    const cipherBytes = length - run.headBytes
    if (!key || cipherBytes < macBytes) continue
    if (key !== keyThere) heap.set(key, keyAt)
    keyThere = key
    const cipher = head + run.headBytes
    const wrong = work.decrypt(cipher, 0, 0, cipher, cipherBytes, 0, head, run.headBytes, 0, cipher - nonceBytes, keyAt)
    answer.opened[index] = wrong === 0 ? 1 : 0
  }
  answer.bytes.set(heap.subarray(at, at + to - from), from)
  return end
}

function openOne({ bytes, starts, lengths, headBytes }: SealedRun, index: number, idStride: number, keyOf: (index: number) => Uint8Array | undefined, answer: OpenedRun): void {
  const from = starts[index] as number
  const message = bytes.subarray(from, from + (lengths[index] as number))
  answer.ids.set(hash(message), index * idStride)
  const key = keyOf(index)
  const head = message.subarray(0, headBytes)
  const plain = key && decrypt(message.subarray(headBytes), head, head.subarray(headBytes - nonceBytes), key)
  if (!plain) return
  answer.bytes.set(plain, from + headBytes)
  answer.opened[index] = 1
}

const endOf = ({ starts, lengths }: SealedRun, index: number): number => (starts[index] as number) + (lengths[index] as number)
