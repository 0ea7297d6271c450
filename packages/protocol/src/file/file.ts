/**
 * Files: pictures and whatever else is too large for an entry (V5).
 *
 * A file is cut into pieces of 65,520 bytes. Each is encrypted under a random key of the file, with its number as nonce (a
 * key serves one file, so no nonce serves twice), and is addressed by the BLAKE2b-256 of its ciphertext: who keeps a chunk
 * knows neither the file nor the world it belongs to. The last piece is filled up, so that a chunk's length tells little.
 *
 *     chunk    XChaCha20-Poly1305 of the piece under the file's key; nonce: 16 zero bytes, then the number (u64, big end first)
 *     file id  BLAKE2b-256 of the whole file as it is
 *
 * Key, size and chunk ids stand in a statement of the world; the chunks go beside the graph and are fetched when wanted.
 */
import { concat, sameBytes } from '../bytes/bytes.ts'
import type { Random } from '../ports/ports.ts'
import { decrypt, encrypt, hash } from '../sodium/sodium.ts'
import { no, ok, type Result } from '../statement/statement.ts'

const pieceBytes = 65_520
const padStep = 1_024
/** What one statement can name. */
export const chunksMax = 1_600
export const fileBytesMax = 100_000_000
export const chunkBytesMax: number = pieceBytes + 16
const nothing = new Uint8Array()

export interface Chunk {
  readonly id: Uint8Array
  readonly bytes: Uint8Array
}

export interface CutFile {
  readonly file: Uint8Array
  readonly key: Uint8Array
  readonly sizeBytes: number
  readonly chunks: readonly Chunk[]
}

export type FileFault = 'too-large' | 'missing' | 'damaged'

/** Cuts and encrypts a file under a new key. */
export const cutFile = (bytes: Uint8Array, random: Random): Result<CutFile, FileFault> => {
  if (bytes.length > fileBytesMax) return no('too-large')
  const key = random.bytes(32)
  const chunks: Chunk[] = []
  for (let at = 0, number = 0; at < bytes.length || number === 0; at += pieceBytes, number++) {
    const piece = bytes.subarray(at, at + pieceBytes)
    const padded = new Uint8Array(Math.min(pieceBytes, Math.max(padStep, Math.ceil(piece.length / padStep) * padStep)))
    padded.set(piece)
    const cipher = encrypt(padded, nothing, nonceOf(number), key)
    chunks.push({ id: hash(cipher), bytes: cipher })
  }
  return ok({ file: hash(bytes), key, sizeBytes: bytes.length, chunks })
}

/** Whether these bytes are the chunk of this id: checked before anything is kept. */
export const isChunk = (id: Uint8Array, bytes: Uint8Array): boolean => bytes.length <= chunkBytesMax && sameBytes(hash(bytes), id)

/** Chunk ids out of their run in a statement, or undefined when it is none. */
export const chunkIds = (run: Uint8Array): Uint8Array[] | undefined => {
  if (run.length === 0 || run.length % 32 !== 0 || run.length / 32 > chunksMax) return undefined
  return Array.from({ length: run.length / 32 }, (_, number) => run.subarray(number * 32, number * 32 + 32))
}

export interface NamedFile {
  readonly file: Uint8Array
  readonly key: Uint8Array
  readonly sizeBytes: number
  /** Ids of its chunks, in order. */
  readonly chunks: readonly Uint8Array[]
}

/** The file again. `chunkOf` answers with what is kept under an id. */
export const joinFile = (named: NamedFile, chunkOf: (id: Uint8Array) => Uint8Array | undefined): Result<Uint8Array, FileFault> => {
  const { key, sizeBytes, chunks: ids } = named
  if (sizeBytes > ids.length * pieceBytes || sizeBytes <= (ids.length - 1) * pieceBytes - (ids.length === 1 ? 1 : 0)) return no('damaged')
  const pieces: Uint8Array[] = []
  for (const [number, id] of ids.entries()) {
    const cipher = chunkOf(id)
    if (!cipher) return no('missing')
    const piece = isChunk(id, cipher) ? decrypt(cipher, nothing, nonceOf(number), key) : undefined
    if (!piece) return no('damaged')
    pieces.push(piece)
  }
  const whole = concat(...pieces)
  const bytes = whole.subarray(0, sizeBytes)
  return sameBytes(hash(bytes), named.file) ? ok(bytes) : no('damaged')
}

function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(24)
  nonce[22] = number >> 8
  nonce[23] = number & 0xff
  return nonce
}
