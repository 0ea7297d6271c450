/**
 * A passing leaves nothing behind (P6): the moment of one, in any of the forms that numbers are written in, lies in no value of its box's
 * disk that is not locked, in no line that it noted, and no series is kept under the address of a point that is passed. A moment at which
 * something else was told as well says nothing: that two fall on one millisecond is chance, and may be kept for the other. (What was said to a
 * world and what goes over wires is compared byte by byte with a day on which nobody passed: `scenario/day.ts`.)
 */
import { utf8 } from '@commune/protocol'
import type { SimPeer } from '../peers/simPeer.ts'
import type { BoxThings } from '../things/boxThings.ts'
import type { Checker } from './checker.ts'

/** Passings that are looked for: the last ones. */
const lookedFor = 400
/** Digits of a time in milliseconds, and of one in seconds: nobody else has these. */
const digits = /\d{13}/g

export const passings: Checker = {
  name: 'passings',
  async check({ commune: { boxes } }) {
    return boxes.flatMap((box) => [...tracesAt(box)])
  }
}

/** One sentence for each trace of a passing that is on a box's disk or in what it noted. */
export function* tracesAt(box: SimPeer, latest: number = lookedFor): Generator<string> {
  const { things } = box
  const last = [...(things?.passed ?? [])].slice(-latest).filter((atMs) => things?.isPassing(atMs))
  if (!things || last.length === 0) return
  const points = things.all.flatMap(({ pulses }) => pulses.map(({ key }) => `/${key}`))
  const needles = new Needles(last)
  for (const line of box.noted) {
    if (isIn(line, things)) yield `${box.name} noted when somebody passed: ${line.slice(0, 120)}`
  }
  for (const [key, value] of box.disk.contents('')) {
    // Envelopes and what follows from them hold what was said: that there are points that are passed, and nothing of passings.
    const part = /^w\d+\/([a-z])/.exec(key)?.[1]
    if (part === 'l' || part === 't') continue
    const text = latin(value)
    if (isIn(text, things) || isIn(key, things) || needles.isIn(value)) yield `${box.name} keeps under ${key} when somebody passed`
    if (key.startsWith('s/n') && points.some((point) => text.endsWith(point))) yield `${box.name} keeps a series of passings under ${key}`
    if (part === 'r' && points.some((point) => text.includes(`${point}"`))) yield `${box.name} keeps what it knows of passings under ${key}`
  }
}

const isIn = (text: string, things: BoxThings): boolean => (text.match(digits) ?? []).some((each) => things.isPassing(Number(each)))

const latin = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

/** Times as they are written in binary: eight bytes and six, either end first, doubles, and groups of seven bits. */
class Needles {
  /** By the first four bytes as one number. */
  readonly #byHead = new Map<number, Uint8Array[]>()

  constructor(times: readonly number[]) {
    for (const time of times) for (const form of formsOf(time)) this.#add(form)
  }

  isIn(bytes: Uint8Array): boolean {
    let head = 0
    for (let at = 0; at < bytes.length; at++) {
      head = ((head << 8) | (bytes[at] as number)) >>> 0
      const found = at >= 3 ? this.#byHead.get(head) : undefined
      if (found?.some((form) => form.every((byte, index) => bytes[at - 3 + index] === byte))) return true
    }
    return false
  }

  #add(form: Uint8Array): void {
    const head = (((form[0] as number) << 24) | ((form[1] as number) << 16) | ((form[2] as number) << 8) | (form[3] as number)) >>> 0
    this.#byHead.set(head, [...(this.#byHead.get(head) ?? []), form])
  }
}

/** Every form of a time that is looked for. */
export function formsOf(time: number): Uint8Array[] {
  const eight = new Uint8Array(8)
  const view = new DataView(eight.buffer)
  view.setBigUint64(0, BigInt(time))
  const big = eight.slice()
  view.setFloat64(0, time)
  const double = eight.slice()
  const groups: number[] = []
  for (let rest = time; rest > 0; rest = Math.floor(rest / 128)) groups.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
  return [big.subarray(2), big.slice(2).reverse(), double, double.slice().reverse(), Uint8Array.from(groups), utf8(time.toString(36))]
}
