/**
 * Writing CBOR in its one deterministic form (RFC 8949 section 4.2.1), as `encodeValue` describes it: into one buffer that
 * grows and stays, so that a value costs one copy and no object for each of its parts.
 */
import type { Value } from '../statement/statement.ts'

/** A buffer that one large value made this long is let go. */
const keptBytesMax = 1_048_576
const startBytes = 4_096

let room = new Uint8Array(startBytes)
let at = 0

/** Throws RangeError for a number that is not whole or not exact, and TypeError for what is no value. */
export function encode(value: Value): Uint8Array {
  at = 0
  put(value)
  const bytes = room.slice(0, at)
  if (room.length > keptBytesMax) room = new Uint8Array(startBytes)
  return bytes
}

function put(value: Value | undefined): void {
  switch (typeof value) {
    case 'string':
      return putText(value)
    case 'number':
      if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number that can be said`)
      return value < 0 ? putHead(0x20, -1 - value) : putHead(0, value)
    case 'boolean':
      return putByte(value ? 0xf5 : 0xf4)
    case 'bigint':
      return value < 0n ? putWide(0x20, -1n - value) : putWide(0, value)
    case 'object':
      if (value === null) return putByte(0xf6)
      if (value instanceof Uint8Array) return putBytes(value)
      return Array.isArray(value) ? putList(value as readonly Value[]) : putMap(value as { readonly [key: string]: Value })
    default:
      throw new TypeError(`a ${typeof value} cannot be said`)
  }
}

function makeRoom(bytes: number): void {
  if (at + bytes <= room.length) return
  const wider = new Uint8Array(Math.max(room.length * 2, at + bytes))
  wider.set(room.subarray(0, at))
  room = wider
}

function putByte(byte: number): void {
  makeRoom(1)
  room[at++] = byte
}

/** Major type and a count in its shortest form. */
function putHead(major: number, count: number): void {
  makeRoom(9)
  if (count < 24) room[at++] = major | count
  else if (count < 0x100) {
    room[at++] = major | 24
    room[at++] = count
  } else if (count < 0x1_0000) {
    room[at++] = major | 25
    room[at++] = count >> 8
    room[at++] = count & 0xff
  } else if (count < 0x1_0000_0000) {
    room[at++] = major | 26
    putWord(count)
  } else {
    room[at++] = major | 27
    putWord(Math.floor(count / 0x1_0000_0000))
    putWord(count >>> 0)
  }
}

function putWord(word: number): void {
  room[at] = word >>> 24
  room[at + 1] = (word >>> 16) & 0xff
  room[at + 2] = (word >>> 8) & 0xff
  room[at + 3] = word & 0xff
  at += 4
}

function putWide(major: number, count: bigint): void {
  if (count <= BigInt(Number.MAX_SAFE_INTEGER)) return putHead(major, Number(count))
  if (count >> 64n !== 0n) throw new RangeError(`${count} is larger than can be said`)
  makeRoom(9)
  room[at++] = major | 27
  putWord(Number(count >> 32n))
  putWord(Number(count & 0xffff_ffffn))
}

function putBytes(bytes: Uint8Array): void {
  putHead(0x40, bytes.length)
  makeRoom(bytes.length)
  room.set(bytes, at)
  at += bytes.length
}

/** Most texts are plain letters, one byte each. */
function putText(text: string): void {
  const from = at
  putHead(0x60, text.length)
  makeRoom(text.length)
  const bytes = room
  let to = at
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x7f) {
      at = from
      return putAnyText(text)
    }
    bytes[to++] = unit
  }
  at = to
}

function putAnyText(text: string): void {
  putHead(0x60, utf8Bytes(text))
  makeRoom(text.length * 3)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) room[at++] = unit
    else i += putPoint(text.codePointAt(i) as number)
  }
}

/** UTF-8 of a character beyond ASCII; answers with how many units more than one it took. */
function putPoint(point: number): number {
  if (point < 0x800) {
    room[at++] = 0xc0 | (point >> 6)
    room[at++] = 0x80 | (point & 63)
    return 0
  }
  if (point >= 0x1_0000) {
    room[at++] = 0xf0 | (point >> 18)
    room[at++] = 0x80 | ((point >> 12) & 63)
    room[at++] = 0x80 | ((point >> 6) & 63)
    room[at++] = 0x80 | (point & 63)
    return 1
  }
  const whole = isHalf(point) ? 0xfffd : point
  room[at++] = 0xe0 | (whole >> 12)
  room[at++] = 0x80 | ((whole >> 6) & 63)
  room[at++] = 0x80 | (whole & 63)
  return 0
}

/** Half of a pair alone, which becomes U+FFFD. */
const isHalf = (point: number): boolean => point >= 0xd800 && point < 0xe000

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) bytes += 1
    else if ((text.codePointAt(i) as number) >= 0x1_0000) {
      // Four bytes for two units.
      bytes += 2
      i++
    } else bytes += 2
  }
  return bytes
}

function putList(list: readonly Value[]): void {
  putHead(0x80, list.length)
  for (const item of list) put(item)
}

function putMap(map: { readonly [key: string]: Value | undefined }): void {
  const keys: string[] = []
  for (const key of Object.keys(map)) {
    if (map[key] === undefined) continue
    // Few, and mostly in order already.
    let slot = keys.length
    while (slot > 0 && comesAfter(keys[slot - 1] as string, key)) slot--
    if (slot === keys.length) keys.push(key)
    else keys.splice(slot, 0, key)
    if (keys.length === sortedInPlaceMax) return putLargeMap(map)
  }
  putHead(0xa0, keys.length)
  for (const key of keys) {
    putText(key)
    put(map[key])
  }
}

const sortedInPlaceMax = 64

function putLargeMap(map: { readonly [key: string]: Value | undefined }): void {
  const keys = Object.keys(map).filter((key) => map[key] !== undefined)
  keys.sort((a, b) => (comesAfter(a, b) ? 1 : -1))
  putHead(0xa0, keys.length)
  for (const key of keys) {
    putText(key)
    put(map[key])
  }
}

/** Order of keys as they are encoded: by length, then by bytes, which is by characters. */
function comesAfter(a: string, b: string): boolean {
  const difference = utf8Bytes(a) - utf8Bytes(b)
  if (difference !== 0) return difference > 0
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue
    // Where they differ in the second half of a character, it is the whole of it that counts.
    const start = isSecondHalf(a, i) || isSecondHalf(b, i) ? i - 1 : i
    const step = wholePoint(a, start) - wholePoint(b, start)
    if (step !== 0) return step > 0
  }
  return a.length > b.length
}

const isSecondHalf = (text: string, index: number): boolean => index > 0 && (text.codePointAt(index - 1) as number) >= 0x1_0000

const wholePoint = (text: string, index: number): number => {
  const point = text.codePointAt(index) as number
  return isHalf(point) ? 0xfffd : point
}
