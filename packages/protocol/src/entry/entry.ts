/**
 * Entries: what is inside an envelope (E1 to E7).
 *
 *     plain bytes = form (1 byte)
 *       0 unsigned      body
 *       1 signed        signature (64 bytes) body
 *       2 authorless    proof length (2 bytes) proof body
 *     body = CBOR [author, prev, parents, lamport, statements]
 *       author      device's Ed25519 key (32 bytes), or null: the same as the author of prev (which then must be in the
 *                   same epoch), or nobody (form 2)
 *       prev        reference to the author's previous envelope, or null
 *       parents     references to the other heads seen, in ascending order of (lamport, id), each once
 *       lamport     1 + the largest among prev and parents (1 when there are none; 0 in form 2)
 *       statements  1 to 1,024 maps with a text `type`
 *     reference = steps back as LEB128 (lamport - that lamport, at least 1, shortest form), then the id (32 bytes)
 *
 * A reference carries how far back it points, so that lamports are checked without looking anything up (E3) and an
 * envelope is found by its address alone. The signature covers domain, world, epoch id, lamport, nonce and body (E4).
 */
import { compareBytes, concat, putU48, toText } from '../bytes/bytes.ts'
import { encodeValue } from '../cbor/cbor.ts'
import { Reader } from '../cbor/decode.ts'
import { type Address, TextAddress } from '../envelope/envelope.ts'
import { limits } from '../ports/limits.ts'
import { domain, signHeld, verifyOnce } from '../sodium/sodium.ts'
import type { RawStatement, Result, Value } from '../statement/statement.ts'
import { no, ok } from '../statement/statement.ts'

export type EntryForm = 'unsigned' | 'signed' | 'authorless'

export interface Entry {
  readonly form: EntryForm
  /** Device key, or null: the author of `prev`, or nobody when the form is authorless. */
  readonly author: Uint8Array | null
  readonly prev: Address | null
  readonly parents: readonly Address[]
  readonly lamport: number
  readonly statements: readonly RawStatement[]
  readonly signature: Uint8Array | null
  readonly proof: Uint8Array | null
  /** The body as it came: what a signature covers; null when there is none, so that nothing of it stays in memory. */
  readonly body: Uint8Array | null
}

/** Where and how an entry is said; part of what is signed. */
export interface Setting {
  readonly world: Uint8Array
  readonly epochId: Uint8Array
  readonly nonce: Uint8Array
}

export interface EntryWords {
  readonly author: Uint8Array | null
  readonly prev: Address | null
  readonly parents: readonly Address[]
  readonly statements: readonly RawStatement[]
}

/** 1 + the largest among prev and parents (E3). */
export const lamportAfter = (prev: Address | null, parents: readonly Address[]): number => {
  let largest = prev?.lamport ?? 0
  for (const parent of parents) if (parent.lamport > largest) largest = parent.lamport
  return largest + 1
}

/** Plain bytes of an entry, signed when a secret key is given. */
export const encodeEntry = (words: EntryWords, setting: Setting, signKey?: Uint8Array): { plain: Uint8Array; lamport: number } => {
  const lamport = lamportAfter(words.prev, words.parents)
  const parents = [...words.parents].sort(compareAddresses)
  const body = encodeValue([
    words.author,
    words.prev && encodeReference(words.prev, lamport),
    parents.map((parent) => encodeReference(parent, lamport)),
    lamport,
    words.statements
  ])
  if (!signKey) return { plain: concat(Uint8Array.of(0), body), lamport }
  return { plain: concat(Uint8Array.of(1), signHeld(signedBytes(setting, lamport, body), signKey), body), lamport }
}

/** Plain bytes of an authorless entry with room for a ring proof (E6). */
export const encodeAuthorless = (statements: readonly RawStatement[], proof: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(2, proof.length >> 8, proof.length & 0xff), proof, encodeValue([null, null, [], 0, statements]))

/** Reads the plain bytes of an entry; `lamport` is the header's. Says the reason when they are not an entry. */
export const decodeEntry = (plain: Uint8Array, lamport: number): Result<Entry, string> => {
  const split = splitForm(plain)
  if (!split.ok) return split
  const { form, bodyAt } = split.value
  const reader = new Reader(plain, bodyAt)
  const parts = reader.value()
  if (parts === undefined) return no(reader.wrong)
  if (!reader.atEnd) return no('not CBOR: something stands behind it')
  if (!Array.isArray(parts) || parts.length !== 5) return no('an entry is a list of five')
  const [author, prev, parents, inner, statements] = parts as Value[]
  if (inner !== lamport) return no('the lamports of header and entry differ')
  if (!Array.isArray(parents) || parents.length > limits.parentsMax) return no(`an entry has at most ${limits.parentsMax} parents`)
  const said = readStatements(statements)
  if (!said.ok) return said
  if (form === 'authorless') {
    if (lamport !== 0 || author !== null || prev !== null || parents.length !== 0) return no('an authorless entry names nobody and nothing')
    return ok(new DecodedEntry(plain, bodyAt, form, null, null, [], lamport, said.value))
  }
  if (author !== null && !(author instanceof Uint8Array && author.length === 32)) return no('an author is a key of 32 bytes')
  if (author === null && prev === null) return no('an entry without prev names its author')
  const refs = readReferences(prev as Value, parents as readonly Value[], lamport)
  if (!refs.ok) return refs
  return ok(new DecodedEntry(plain, bodyAt, form, author as Uint8Array | null, refs.value.prev, refs.value.parents, lamport, said.value))
}

/** An entry over its plain bytes; what few are asked for is looked up in them. */
class DecodedEntry implements Entry {
  readonly form: EntryForm
  readonly author: Uint8Array | null
  readonly prev: Address | null
  readonly parents: readonly Address[]
  readonly lamport: number
  readonly statements: readonly RawStatement[]
  /** Kept where it is asked for: of many entries in one run, few are signed. */
  readonly #plain: Uint8Array | null
  readonly #bodyAt: number

  constructor(
    plain: Uint8Array, bodyAt: number, form: EntryForm, author: Uint8Array | null, prev: Address | null, parents: readonly Address[],
    lamport: number, statements: readonly RawStatement[]
  ) {
    this.#plain = form === 'unsigned' ? null : plain
    this.#bodyAt = bodyAt
    this.form = form
    this.author = author
    this.prev = prev
    this.parents = parents
    this.lamport = lamport
    this.statements = statements
  }
  get signature(): Uint8Array | null {
    return this.form === 'signed' && this.#plain ? this.#plain.subarray(1, this.#bodyAt) : null
  }
  get proof(): Uint8Array | null {
    return this.form === 'authorless' && this.#plain ? this.#plain.subarray(3, this.#bodyAt) : null
  }
  get body(): Uint8Array | null {
    return this.#plain && this.#plain.subarray(this.#bodyAt)
  }
}

/** Whether an entry's own signature is valid for this author; false when it has none. Asked again when all is taken in again. */
export const signatureHolds = (entry: Entry, author: Uint8Array, setting: Setting): boolean =>
  entry.signature !== null && entry.body !== null && verifyOnce(entry.signature, signedBytes(setting, entry.lamport, entry.body), author)

export const compareAddresses = (a: Address, b: Address): number => a.lamport - b.lamport || compareBytes(a.id, b.id)

function signedBytes(setting: Setting, lamport: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(6)
  putU48(bytes, 0, lamport)
  return concat(domain('entry'), setting.world, setting.epochId, bytes, setting.nonce, body)
}

interface Split {
  readonly form: EntryForm
  readonly bodyAt: number
}

const unsigned = ok<Split>({ form: 'unsigned', bodyAt: 1 })
const signed = ok<Split>({ form: 'signed', bodyAt: 65 })

function splitForm(plain: Uint8Array): Result<Split, string> {
  switch (plain[0]) {
    case 0:
      return unsigned
    case 1:
      if (plain.length < 66) return no('a signed entry is too short')
      return signed
    case 2: {
      const length = ((plain[1] ?? 0) << 8) | (plain[2] ?? 0)
      if (plain.length < 4 + length) return no('an authorless entry is too short')
      return ok({ form: 'authorless', bodyAt: 3 + length })
    }
    default:
      return no('an entry has an unknown form')
  }
}

function readStatements(value: Value | undefined): Result<readonly RawStatement[], string> {
  if (!Array.isArray(value) || value.length === 0) return no('an entry says at least one statement')
  if (value.length > limits.statementsMax) return no(`an entry says at most ${limits.statementsMax} statements`)
  for (const statement of value as readonly Value[]) {
    if (typeof statement !== 'object' || statement === null || Array.isArray(statement) || statement instanceof Uint8Array) return no('a statement is a map')
    const type = (statement as { type?: Value }).type
    if (typeof type !== 'string' || type.length === 0 || type.length > 64) return no('a statement has a text type of at most 64 characters')
  }
  return ok(value as readonly RawStatement[])
}

function readReferences(prevValue: Value, parentValues: readonly Value[], lamport: number): Result<{ prev: Address | null; parents: readonly Address[] }, string> {
  const prev = prevValue === null ? null : decodeReference(prevValue, lamport)
  if (prev === undefined) return no('prev is not a reference')
  const parents: Address[] = []
  for (const value of parentValues) {
    const parent = decodeReference(value, lamport)
    if (!parent) return no('a parent is not a reference')
    const last = parents[parents.length - 1]
    if (last && compareAddresses(last, parent) >= 0) return no('parents are in ascending order, each once')
    if (prev && compareAddresses(prev, parent) === 0) return no('prev is not named again among the parents')
    parents.push(parent)
  }
  if (lamport >= limits.lamportEnd || lamportAfter(prev, parents) !== lamport) return no('the lamport is not one more than the largest it refers to')
  return ok({ prev, parents })
}

function encodeReference(address: Address, lamport: number): Uint8Array {
  const steps: number[] = []
  let left = lamport - address.lamport
  while (left >= 128) {
    steps.push((left % 128) | 128)
    left = Math.floor(left / 128)
  }
  steps.push(left)
  return concat(Uint8Array.from(steps), address.id)
}

function decodeReference(value: Value, lamport: number): Address | undefined {
  if (!(value instanceof Uint8Array) || value.length < 33 || value.length > 39) return undefined
  const stepBytes = value.length - 32
  let steps = 0
  for (let i = stepBytes - 1; i >= 0; i--) {
    const byte = value[i] as number
    const more = i < stepBytes - 1
    if (byte >= 128 !== more) return undefined
    steps = steps * 128 + (byte & 127)
  }
  if (stepBytes > 1 && (value[stepBytes - 1] as number) === 0) return undefined
  if (steps < 1 || steps >= lamport) return undefined
  return new TextAddress(lamport - steps, toText(value.subarray(stepBytes)))
}
