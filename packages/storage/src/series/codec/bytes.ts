/**
 * What stands before the bits of a chunk: whole numbers of any size, seven bits a byte, low ones first, and doubles. Written into and
 * read from the memory of `bits.ts`.
 */
import { bytesMax, memory } from './bits.ts'

const view = new DataView(memory.buffer)
const varintBytesMax = 8

/** Writes one thing after the other; `at` is the next byte. */
export class Pen {
  at: number
  constructor(at: number) {
    this.at = at
  }

  /** A whole number from 0 to 2^53. */
  varint(value: number): void {
    let rest = value
    while (rest >= 128) {
      memory[this.at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    memory[this.at++] = rest
  }

  double(value: number): void {
    view.setFloat64(this.at, value, true)
    this.at += 8
  }
}

/** Reads one thing after the other; past the end everything is 0, and `at` says that it was too far. */
export class Head {
  at: number
  constructor(at: number) {
    this.at = at
  }

  byte(): number {
    return this.at < bytesMax ? memory[this.at++]! : this.past()
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < varintBytesMax; i++) {
      const byte = this.byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    return this.past()
  }

  double(): number {
    if (this.at + 8 > bytesMax) return this.past()
    this.at += 8
    return view.getFloat64(this.at - 8, true)
  }

  private past(): number {
    this.at = bytesMax + 1
    return 0
  }
}
