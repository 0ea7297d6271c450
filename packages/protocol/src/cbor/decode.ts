/**
 * Reading CBOR in one pass over the bytes, as `decodeValue` describes it.
 *
 * Every rule is kept where the bytes it speaks of are read, so that nothing is looked at twice: a world of a hundred thousand
 * entries is a hundred thousand of these. It never reads behind the end, never recurses deeper than the limit, and never
 * makes room for a count before what is counted was seen to be there.
 */
import { limits } from '../ports/limits.ts'
import type { Value } from '../statement/statement.ts'
import { decodeText } from './text.ts'

/** Up to here a loop is quicker than a view and a call. */
const loopBytesMax = 96
/** Places in a list before what is in it was seen to be there. */
const madeAtOnceMax = 16
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** Reads one value after another from the same bytes. `undefined` means that there is none, and `wrong` says why. */
export class Reader {
  readonly #bytes: Uint8Array
  readonly #end: number
  #at: number
  /** Containers that are open. */
  #depth = 0
  wrong = 'not CBOR: nothing is there'

  constructor(bytes: Uint8Array, from = 0) {
    this.#bytes = bytes
    this.#at = from
    this.#end = bytes.length
  }

  get atEnd(): boolean {
    return this.#at === this.#end
  }

  /** Any value. */
  value(): Value | undefined {
    if (this.#at >= this.#end) return this.#refuse('not CBOR: it ends too early')
    const head = this.#bytes[this.#at++] as number
    const major = head >> 5
    if (major === 7) return this.#simple(head & 31)
    const count = this.#count(head & 31)
    if (count === undefined) return undefined
    switch (major) {
      case 0:
        return count
      case 1:
        return negative(count)
      case 2:
        return this.#copy(count)
      case 3:
        return this.#text(count)
      case 4:
        return this.#list(count)
      case 5:
        return this.#map(count)
      default:
        return this.#refuse('not CBOR: tags are not used')
    }
  }

  #refuse(reason: string): undefined {
    this.wrong = reason
    return undefined
  }

  #simple(short: number): Value | undefined {
    switch (short) {
      case 20:
        return false
      case 21:
        return true
      case 22:
        return null
      case 23:
        return this.#refuse('not CBOR: undefined is not said')
      case 25:
      case 26:
      case 27:
        return this.#refuse('a number is not whole')
      case 31:
        return this.#refuse('not CBOR: indefinite or reserved length')
      default:
        return this.#refuse('not CBOR: a simple value that means nothing')
    }
  }

  /** The number in or behind a head, in its shortest form. */
  #count(short: number): number | bigint | undefined {
    if (short < 24) return short
    const at = this.#at
    const bytes = this.#bytes
    const width = 1 << (short - 24)
    if (short > 27) return this.#refuse('not CBOR: indefinite or reserved length')
    if (at + width > this.#end) return this.#refuse('not CBOR: it ends too early')
    this.#at = at + width
    let count: number | bigint
    let least: number
    if (short === 24) {
      count = bytes[at] as number
      least = 24
    } else if (short === 25) {
      count = ((bytes[at] as number) << 8) | (bytes[at + 1] as number)
      least = 0x100
    } else {
      count = this.#word(at)
      least = 0x1_0000
      if (short === 27) {
        const low = this.#word(at + 4)
        least = 0x1_0000_0000
        count = count < 0x20_0000 ? count * 0x1_0000_0000 + low : (BigInt(count) << 32n) | BigInt(low)
      }
    }
    return count < least ? this.#refuse('not CBOR: a number takes more bytes than necessary') : count
  }

  #word(at: number): number {
    const bytes = this.#bytes
    return (((bytes[at] as number) << 24) | ((bytes[at + 1] as number) << 16) | ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number)) >>> 0
  }

  /** Where so many bytes from here end; undefined when they are not there. */
  #span(count: number | bigint): number | undefined {
    if (typeof count === 'bigint' || count > this.#end - this.#at) return this.#refuse('not CBOR: it ends too early')
    const from = this.#at
    this.#at = from + count
    return from
  }

  /** A copy, so that a few bytes do not keep a whole run of envelopes in memory. */
  #copy(count: number | bigint): Uint8Array | undefined {
    const from = this.#span(count)
    if (from === undefined) return undefined
    const copy = new Uint8Array(this.#at - from)
    if (copy.length > loopBytesMax) copy.set(this.#bytes.subarray(from, this.#at))
    else for (let i = 0; i < copy.length; i++) copy[i] = this.#bytes[from + i] as number
    return copy
  }

  #text(count: number | bigint): string | undefined {
    const text = this.#key(count)
    if (text !== undefined && text.length > limits.textCharsMax) return this.#refuse(`a text is longer than ${limits.textCharsMax} characters`)
    return text
  }

  #key(count: number | bigint): string | undefined {
    const from = this.#span(count)
    if (from === undefined) return undefined
    return decodeText(this.#bytes, from, this.#at) ?? this.#refuse('a text is not well-formed UTF-8')
  }

  /** Whether so many things can still come, and one level more may open. */
  #opens(things: number | bigint): things is number {
    if (this.#depth >= limits.depthMax) this.wrong = `nested deeper than ${limits.depthMax}`
    else if (typeof things === 'bigint' || things > this.#end - this.#at) this.wrong = 'not CBOR: it ends too early'
    else return true
    return false
  }

  #list(count: number | bigint): Value[] | undefined {
    if (count === 0) return []
    if (!this.#opens(count)) return undefined
    this.#depth++
    // A list that grows takes room for sixteen more at once, and most have a few things and stay in memory for long.
    // oxlint-disable-next-line unicorn/no-new-array -- a length, and `Array.from` asks for each place
    const list = new Array<Value>(Math.min(count, madeAtOnceMax))
    for (let i = 0; i < count; i++) {
      const item = this.value()
      if (item === undefined) return undefined
      list[i] = item
    }
    this.#depth--
    return list
  }

  #map(count: number | bigint): { [key: string]: Value } | undefined {
    const map: { [key: string]: Value } = {}
    if (count === 0) return map
    if (typeof count === 'bigint' || !this.#opens(count * 2)) return this.#refuse(typeof count === 'bigint' ? 'not CBOR: it ends too early' : this.wrong)
    this.#depth++
    // While keys ascend, as they do when they were encoded as they should be, none can repeat.
    let before = ''
    let ascending = true
    for (let i = 0; i < count; i++) {
      const head = this.#bytes[this.#at++] ?? 0
      if (head >> 5 !== 3) return this.#refuse('not CBOR: keys are text')
      const length = this.#count(head & 31)
      const key = length === undefined ? undefined : this.#key(length)
      if (key === undefined) return undefined
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') return this.#refuse(`the key ${key} is not allowed`)
      ascending &&= i === 0 || before.length < key.length || (before.length === key.length && before < key)
      if (!ascending && Object.hasOwn(map, key)) return this.#refuse('not CBOR: keys do not repeat')
      before = key
      const value = this.value()
      if (value === undefined) return undefined
      map[key] = value
    }
    this.#depth--
    return map
  }
}

function negative(count: number | bigint): number | bigint {
  if (typeof count === 'number' && count < Number.MAX_SAFE_INTEGER) return -1 - count
  const value = -1n - BigInt(count)
  return value >= -maxSafe ? Number(value) : value
}
