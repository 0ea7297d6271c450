/**
 * What every part of every rule holds, side by side: a rule of a few parts lies in one line of memory, so what changes in a part can be
 * carried to those that it is a member of, and end there, without a look at anything else.
 *
 * Each part has eight bytes: what it holds, whether it has to be worked out, which part it is a member of, what kind it is, and where its
 * members begin. Members come before what they are members of.
 */
import { ruleLimits } from '../rule.ts'
import { never, type Part } from './part.ts'
import { type Code, unknown } from './truth.ts'
import { membersOf } from './why.ts'

const width = 8
const [codeAt, markAt, wholeAt, kindAt, firstAt] = [0, 1, 2, 3, 4] as const
/** Before the parts of a rule: how many there are, and the first that is marked. */
const [countAt, firstMarkAt] = [0, 1] as const
const header = 8
const ruleBytes = 64 * Math.ceil((header + width * ruleLimits.partsMax) / 64)

const [leaf, and, or, not, timed] = [0, 1, 2, 3, 4] as const

export class Parts {
  #bytes = new Uint8Array(16 * ruleBytes)
  /** When each part may change by itself. */
  #dues = new Float64Array(16 * ruleLimits.partsMax)

  /** Takes in the parts of a rule in the place of those that had its number. */
  enter(rule: number, parts: readonly Part[]): void {
    this.#reach(rule)
    const [bytes, from] = [this.#bytes, rule * ruleBytes]
    bytes[from + countAt] = parts.length
    const open: number[] = []
    for (const [part, { condition }] of parts.entries()) {
      const at = from + header + part * width
      const members = open.splice(open.length - membersOf(condition))
      for (const member of members) bytes[from + header + member * width + wholeAt] = part
      bytes[at + codeAt] = unknown
      bytes[at + wholeAt] = parts.length
      bytes[at + kindAt] = kindOf(condition.is)
      bytes[at + firstAt] = members.length === 0 ? part : (bytes[from + header + (members[0] as number) * width + firstAt] as number)
      open.push(part)
    }
    this.#dues.fill(never, rule * ruleLimits.partsMax, (rule + 1) * ruleLimits.partsMax)
    this.markAll(rule)
  }

  code(rule: number, part: number): Code {
    return this.#bytes[rule * ruleBytes + header + part * width + codeAt] as Code
  }

  /** What a part that has no members holds from now on. Says whether that is something else. */
  tell(rule: number, part: number, code: Code): boolean {
    const bytes = this.#bytes
    const from = rule * ruleBytes
    const at = from + header + part * width
    if (bytes[at + codeAt] === code) return false
    bytes[at + codeAt] = code
    this.#mark(from, bytes[at + wholeAt] as number)
    return true
  }

  markAll(rule: number): void {
    const from = rule * ruleBytes
    const count = this.#bytes[from + countAt] as number
    for (let part = 0; part < count; part++) this.#bytes[from + header + part * width + markAt] = 1
    this.#bytes[from + firstMarkAt] = 0
  }

  /** Marks those that may have changed by themselves. */
  wake(rule: number, nowMs: number): void {
    const from = rule * ruleBytes
    const count = this.#bytes[from + countAt] as number
    for (let part = 0; part < count; part++) if ((this.#dues[rule * ruleLimits.partsMax + part] as number) <= nowMs) this.#mark(from, part)
  }

  /** Works out what is marked, and what follows from it. Says whether `dueMs` may be another. */
  step(rule: number, parts: readonly Part[], nowMs: number): boolean {
    const bytes = this.#bytes
    const from = rule * ruleBytes
    const count = bytes[from + countAt] as number
    let isTimed = false
    for (let part = bytes[from + firstMarkAt] as number; part < count; part++) {
      const at = from + header + part * width
      if (bytes[at + markAt] === 0) continue
      bytes[at + markAt] = 0
      const kind = bytes[at + kindAt] as number
      let code: Code
      if (kind === timed || kind === leaf) {
        const member = part === 0 ? unknown : (bytes[at - width + codeAt] as Code)
        const each = parts[part] as Part
        code = each.step(nowMs, member, kind === leaf ? member : this.#firstMember(from, part))
        if (kind === timed) {
          this.#dues[rule * ruleLimits.partsMax + part] = each.dueMs
          isTimed = true
        }
      } else code = this.#join(from, part, kind)
      if (bytes[at + codeAt] === code) continue
      bytes[at + codeAt] = code
      this.#mark(from, bytes[at + wholeAt] as number)
    }
    bytes[from + firstMarkAt] = count
    return isTimed
  }

  /** When the first of its parts may change by itself. */
  dueMs(rule: number): number {
    const count = this.#bytes[rule * ruleBytes + countAt] as number
    let dueMs = never
    for (let part = 0; part < count; part++) {
      const each = this.#dues[rule * ruleLimits.partsMax + part] as number
      if (each < dueMs) dueMs = each
    }
    return dueMs
  }

  /** The last part is a member of none; what is marked beyond it is never looked at. */
  #mark(from: number, part: number): void {
    const bytes = this.#bytes
    if (part >= (bytes[from + countAt] as number)) return
    bytes[from + header + part * width + markAt] = 1
    if (part < (bytes[from + firstMarkAt] as number)) bytes[from + firstMarkAt] = part
  }

  /** The least of its members, the greatest, or the mirror. */
  #join(from: number, part: number, kind: number): Code {
    const bytes = this.#bytes
    if (kind === not) return (2 - (bytes[from + header + (part - 1) * width + codeAt] as number)) as Code
    let code = kind === and ? 2 : 0
    for (let each = bytes[from + header + part * width + firstAt] as number; each < part; each++) {
      const at = from + header + each * width
      if (bytes[at + wholeAt] !== part) continue
      const held = bytes[at + codeAt] as number
      if (kind === and ? held < code : held > code) code = held
    }
    return code as Code
  }

  /** What the first member of a part holds. */
  #firstMember(from: number, part: number): Code {
    const bytes = this.#bytes
    for (let each = bytes[from + header + part * width + firstAt] as number; each < part; each++) {
      const at = from + header + each * width
      if (bytes[at + wholeAt] === part) return bytes[at + codeAt] as Code
    }
    return unknown
  }

  #reach(rule: number): void {
    if ((rule + 1) * ruleBytes <= this.#bytes.length) return
    const bytes = new Uint8Array(2 * this.#bytes.length)
    bytes.set(this.#bytes)
    const dues = new Float64Array(2 * this.#dues.length)
    dues.set(this.#dues)
    ;[this.#bytes, this.#dues] = [bytes, dues]
    this.#reach(rule)
  }
}

function kindOf(is: Part['condition']['is']): number {
  switch (is) {
    case 'and':
      return and
    case 'or':
      return or
    case 'not':
      return not
    case 'held':
    case 'within':
    case 'since':
    case 'sun':
      return timed
    default:
      return leaf
  }
}
