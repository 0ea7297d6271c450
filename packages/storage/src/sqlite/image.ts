/**
 * The pages of a database file as they were at the last durable commit, read without SQLite.
 *
 * Why: a file whose first page is damaged is no database to SQLite, although nearly all of it is still there. The pages of
 * the write-ahead log count when its checksums say so, up to its last commit, as https://sqlite.org/walformat.html has it.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { pageBytes } from './schema.ts'

export interface PageImage {
  /** How many pages there are; the first one is number 1. */
  readonly count: number
  /** The bytes of a page, good until the next call; undefined when the disk does not give them. */
  page(number: number): Uint8Array | undefined
  close(): void
}

const walHeaderBytes = 32
const frameHeaderBytes = 24
const magic = new TextEncoder().encode('SQLite format 3\0')

export function openImage(file: string): PageImage {
  const handle = openSync(file, 'r')
  const walFile = `${file}-wal`
  const wal = existsSync(walFile) ? openSync(walFile, 'r') : undefined
  const inWal = wal === undefined ? { offsets: new Map<number, number>(), count: 0 } : walPages(wal)
  const pages = Math.ceil(statSync(file).size / pageBytes)
  return {
    count: Math.max(pages, inWal.count),
    page(number) {
      const offset = inWal.offsets.get(number)
      return offset === undefined
        ? readAt(handle, (number - 1) * pageBytes, pageBytes)
        : readAt(wal!, offset, pageBytes)
    },
    close() {
      closeSync(handle)
      if (wal !== undefined) closeSync(wal)
    }
  }
}

/** The format the file says it has, as far as its first page can still be read. */
export function formatOf(image: PageImage): number | undefined {
  const first = image.page(1)
  return first !== undefined && hasMagic(first) ? new DataView(first.buffer).getUint32(60) : undefined
}

export function hasMagic(first: Uint8Array): boolean {
  return magic.every((byte, index) => first[index] === byte)
}

/** A fresh array of exactly this many bytes, or undefined when they cannot be read. */
function readAt(handle: number, offset: number, length: number): Uint8Array | undefined {
  const bytes = new Uint8Array(length)
  try {
    return readSync(handle, bytes, 0, length, offset) === length ? bytes : undefined
  } catch {
    return undefined
  }
}

/** Where the newest committed version of each page lies in the write-ahead log. */
function walPages(wal: number): { offsets: Map<number, number>, count: number } {
  const offsets = new Map<number, number>()
  const found = { offsets, count: 0 }
  const header = readAt(wal, 0, walHeaderBytes)
  if (header === undefined) return found
  const head = new DataView(header.buffer)
  if ((head.getUint32(0) & ~1) !== 0x377f0682 || head.getUint32(8) !== pageBytes) return found
  const littleEndian = (head.getUint32(0) & 1) === 0
  const sum = checksum([0, 0], header.subarray(0, 24), littleEndian)
  if (sum[0] !== head.getUint32(24) || sum[1] !== head.getUint32(28)) return found

  let running = sum
  const pending = new Map<number, number>()
  for (let at = walHeaderBytes; ; at += frameHeaderBytes + pageBytes) {
    const frame = readAt(wal, at, frameHeaderBytes + pageBytes)
    if (frame === undefined) return found
    const view = new DataView(frame.buffer)
    if (view.getUint32(8) !== head.getUint32(16) || view.getUint32(12) !== head.getUint32(20)) return found
    running = checksum(running, frame.subarray(0, 8), littleEndian)
    running = checksum(running, frame.subarray(frameHeaderBytes), littleEndian)
    if (running[0] !== view.getUint32(16) || running[1] !== view.getUint32(20)) return found
    pending.set(view.getUint32(0), at + frameHeaderBytes)
    const committedCount = view.getUint32(4)
    if (committedCount === 0) continue
    for (const [number, offset] of pending) offsets.set(number, offset)
    pending.clear()
    found.count = committedCount
  }
}

type Sum = readonly [number, number]

function checksum([start0, start1]: Sum, bytes: Uint8Array, littleEndian: boolean): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let [s0, s1] = [start0, start1]
  for (let i = 0; i < bytes.length; i += 8) {
    s0 = (s0 + view.getUint32(i, littleEndian) + s1) >>> 0
    s1 = (s1 + view.getUint32(i + 4, littleEndian) + s0) >>> 0
  }
  return [s0, s1]
}
