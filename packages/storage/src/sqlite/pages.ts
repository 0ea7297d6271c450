/**
 * Finds rows in the raw pages of a damaged database, following https://sqlite.org/fileformat2.html.
 *
 * A row counts as found when its check over key and value holds, wherever it lies, so damage in the tree above it does
 * not matter. The pages of the index name the rows that were there, so that a lost value is known by its key. What was
 * removed is not brought back: the store overwrites what it frees.
 */
import { hasMagic, type PageImage } from './image.ts'
import { checkOf, pageBytes } from './schema.ts'
import { limits } from '@commune/protocol'

export interface FoundPages {
  /** Keys that were there and whose values cannot be read any more. */
  readonly lostKeys: readonly string[]
  /** Pages that nothing could be made of; what they held may have no name. */
  readonly pagesLost: number
}

const tableLeaf = 0x0d
const tableInner = 0x05
const indexLeaf = 0x0a
const indexInner = 0x02
/** How much of a row lies in its leaf, the rest in overflow pages. */
const localMax = pageBytes - 35
const localMin = Math.floor(((pageBytes - 12) * 32) / 255) - 23
const decoder = new TextDecoder('latin1')

/** Calls `keep` with each sound row, once for each key, and says what could not be found. */
export function findRows(image: PageImage, keep: (key: string, value: Uint8Array) => void): FoundPages {
  const understood = new Uint8Array(image.count + 1)
  const kept = new Set<string>()
  const keptIds = new Set<number>()
  const names = new Map<number, string>()
  markFreePages(image, understood)

  for (let number = 2; number <= image.count; number++) {
    const page = image.page(number)
    if (page === undefined) continue
    const type = page[0]
    const empty = (type === tableLeaf || type === indexLeaf) && page[3] === 0 && page[4] === 0
    if (empty || type === tableInner || page.every(byte => byte === 0)) understood[number] = 1
    if (type === indexLeaf || type === indexInner) {
      for (const cell of cells(page, type === indexLeaf ? 8 : 12)) {
        const named = indexCell(page, type === indexLeaf ? cell : cell + 4)
        if (named === undefined) continue
        understood[number] = 1
        names.set(named.id, named.key)
      }
    }
    if (type !== tableLeaf) continue
    for (const cell of cells(page, 8)) {
      const row = tableCell(image, page, cell)
      if (row === undefined) continue
      understood[number] = 1
      if (!row.sound) {
        if (!names.has(row.id)) names.set(row.id, row.key)
        continue
      }
      for (const part of row.overflow) understood[part] = 1
      keptIds.add(row.id)
      if (kept.has(row.key)) continue
      kept.add(row.key)
      keep(row.key, row.value)
    }
  }

  const lost = new Set<string>()
  for (const [id, key] of names) if (!keptIds.has(id) && !kept.has(key)) lost.add(key)
  let pagesLost = 0
  for (let number = 2; number <= image.count; number++) if (understood[number] === 0) pagesLost++
  return { lostKeys: [...lost].sort(), pagesLost }
}

/** Where the cells of a page begin, as far as its pointers make sense. */
function cells(page: Uint8Array, headerBytes: number): number[] {
  const count = (page[3]! << 8) | page[4]!
  const begin = headerBytes + 2 * count
  if (begin > pageBytes) return []
  return Array.from({ length: count }, (_, i) => (page[headerBytes + 2 * i]! << 8) | page[headerBytes + 2 * i + 1]!)
    .filter(offset => offset >= begin && offset < pageBytes - 4)
}

type Varint = readonly [value: number, next: number]

function varint(page: Uint8Array, at: number): Varint {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = page[at + i] ?? 0
    value = value * 128 + (byte & 127)
    if (byte < 128) return [value, at + i + 1]
  }
  return [value * 256 + (page[at + 8] ?? 0), at + 9]
}

/** Bytes of a whole number by its serial type; undefined when the type is no whole number. */
function integerBytes(type: number): number | undefined {
  return ([0, 1, 2, 3, 4, 6, 8, undefined, 0, 0] as const)[type]
}

function integer(page: Uint8Array, at: number, type: number): number {
  if (type === 8 || type === 9) return type - 8
  let value = 0
  for (let i = 0; i < integerBytes(type)!; i++) value = value * 256 + (page[at + i] ?? 0)
  return value
}

function keyLength(type: number): number | undefined {
  const length = (type - 13) / 2
  return Number.isInteger(length) && length >= 1 && length <= limits.storeKeyCharsMax ? length : undefined
}

function indexCell(page: Uint8Array, at: number): { key: string, id: number } | undefined {
  const [, record] = varint(page, at)
  const [headerBytes, types] = varint(page, record)
  const [keyType, next] = varint(page, types)
  const [idType, end] = varint(page, next)
  const length = keyLength(keyType)
  if (length === undefined || integerBytes(idType) === undefined || end !== record + headerBytes) return undefined
  return { key: decoder.decode(page.subarray(end, end + length)), id: integer(page, end + length, idType) }
}

type FoundRow =
  | { id: number, key: string, sound: true, value: Uint8Array, overflow: number[] }
  | { id: number, key: string, sound: false }

function tableCell(image: PageImage, page: Uint8Array, at: number): FoundRow | undefined {
  const [payloadBytes, afterPayload] = varint(page, at)
  const [id, record] = varint(page, afterPayload)
  const [headerBytes, types] = varint(page, record)
  const [keyType, next] = varint(page, types)
  const [crcType, next2] = varint(page, next)
  const [valueType, end] = varint(page, next2)
  const keyBytes = keyLength(keyType)
  const crcBytes = integerBytes(crcType)
  const valueBytes = (valueType - 12) / 2
  if (keyBytes === undefined || crcBytes === undefined || end !== record + headerBytes) return undefined
  if (!Number.isInteger(valueBytes) || valueBytes < 0 || valueBytes > limits.storeValueBytesMax) return undefined
  if (payloadBytes !== headerBytes + keyBytes + crcBytes + valueBytes) return undefined

  const key = decoder.decode(page.subarray(end, end + keyBytes))
  const crc = integer(page, end + keyBytes, crcType)
  const found = payload(image, page, record, payloadBytes)
  if (found === undefined) return { id, key, sound: false }
  const value = found.bytes.slice(headerBytes + keyBytes + crcBytes)
  return checkOf(key, value) === crc ? { id, key, sound: true, value, overflow: found.pages } : { id, key, sound: false }
}

/** All bytes of a row: those in its leaf, then those along its chain of overflow pages. */
function payload(
  image: PageImage, page: Uint8Array, at: number, length: number
): { bytes: Uint8Array, pages: number[] } | undefined {
  const spilled = localMin + ((length - localMin) % (pageBytes - 4))
  const local = length <= localMax ? length : spilled <= localMax ? spilled : localMin
  if (at + local > pageBytes) return undefined
  const bytes = new Uint8Array(length)
  bytes.set(page.subarray(at, at + local))
  const pages: number[] = []
  let next = local < length ? uint32(page, at + local) : 0
  for (let filled = local; filled < length; filled += pageBytes - 4) {
    const part = next >= 2 && next <= image.count ? image.page(next) : undefined
    if (part === undefined) return undefined
    pages.push(next)
    bytes.set(part.subarray(4, 4 + Math.min(length - filled, pageBytes - 4)), filled)
    next = uint32(part, 0)
  }
  return { bytes, pages }
}

/** Marks the pages that the file says are free, as far as its first page can be read. */
function markFreePages(image: PageImage, understood: Uint8Array): void {
  const first = image.page(1)
  if (first === undefined || !hasMagic(first)) return
  let trunk = uint32(first, 32)
  while (trunk >= 2 && trunk <= image.count && understood[trunk] === 0) {
    understood[trunk] = 1
    const page = image.page(trunk)
    if (page === undefined) return
    const leaves = Math.min(uint32(page, 4), pageBytes / 4 - 2)
    for (let i = 0; i < leaves; i++) {
      const leaf = uint32(page, 8 + 4 * i)
      if (leaf <= image.count) understood[leaf] = 1
    }
    trunk = uint32(page, 0)
  }
}

function uint32(page: Uint8Array, at: number): number {
  return new DataView(page.buffer, page.byteOffset).getUint32(at)
}
