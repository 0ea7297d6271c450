import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { concat } from '../bytes/bytes.ts'
import { decodeValue, encodeValue } from '../cbor/cbor.ts'

import { limits } from '../ports/limits.ts'
import { signPair, sodiumReady } from '../sodium/sodium.ts'
import type { RawStatement, Value } from '../statement/statement.ts'
import {
  compareAddresses,
  decodeEntry,
  encodeAuthorless,
  encodeEntry,
  type Entry,
  lamportAfter,
  type Setting,
  signatureHolds
} from './entry.ts'

beforeAll(() => sodiumReady)

const filled = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill)
const setting: Setting = { world: filled(1), epochId: filled(2), nonce: filled(3, 24) }
const author = filled(4)
const said: readonly RawStatement[] = [{ type: 'need.say', much: [3, 2] }]
const read = (plain: Uint8Array, lamport: number): Entry => {
  const entry = decodeEntry(plain, lamport)
  if (!entry.ok) throw new Error(entry.error)
  return entry.value
}
/** The plain bytes of an unsigned entry with any body. */
const raw = (...parts: Value[]): Uint8Array => concat(Uint8Array.of(0), encodeValue(parts))
const reference = (steps: readonly number[], fill = 7): Uint8Array => concat(Uint8Array.from(steps), filled(fill))
const reason = (plain: Uint8Array, lamport: number): string => {
  const entry = decodeEntry(plain, lamport)
  return entry.ok ? 'taken' : entry.error
}

test('[E1] an entry says its author, what came before, what was seen, and its statements', () => {
  const address = fc.record({
    lamport: fc.integer({ min: 1, max: limits.lamportEnd - 2 }),
    id: fc.uint8Array({ minLength: 32, maxLength: 32 })
  })
  fc.assert(
    fc.property(
      fc.option(address),
      fc.uniqueArray(address, { maxLength: 8, selector: (of) => String(of.id) }),
      fc.boolean(),
      (prev, seen, named) => {
        const parents = seen.filter((parent) => !prev || compareAddresses(parent, prev) !== 0)
        const words = { author: named || !prev ? author : null, prev, parents, statements: said }
        const { plain, lamport } = encodeEntry(words, setting)
        expect(lamport).toBe(lamportAfter(prev, parents))
        expect(read(plain, lamport)).toMatchObject({
          form: 'unsigned',
          ...words,
          parents: [...parents].sort(compareAddresses),
          lamport
        })
      }
    )
  )
})

test('[E2] what is signed and hashed are the bytes as they came, in whatever order their maps are', () => {
  const pair = signPair(filled(9))
  const { plain, lamport } = encodeEntry(
    { author: pair.publicKey, prev: null, parents: [], statements: [{ type: 'x', a: 1 }] },
    setting,
    pair.secretKey
  )
  const entry = read(plain, lamport)
  expect(entry.body).toEqual(plain.subarray(65))
  const swapped = concat(Uint8Array.fromHex('855820'), pair.publicKey, Uint8Array.fromHex('f6800181a261610164747970656178'))
  const other = read(concat(Uint8Array.of(1), new Uint8Array(64), swapped), 1)
  expect(other.statements).toEqual(entry.statements.map((statement) => ({ ...statement })))
  expect(other.body).toEqual(swapped)
})

test('[E3] the lamport is one more than the largest referred to, and the same in header and entry', () => {
  expect(reason(raw(author, null, [], 1, said), 1)).toBe('taken')
  expect(reason(raw(author, null, [], 1, said), 2)).toBe('the lamports of header and entry differ')
  expect(reason(raw(author, null, [], 2, said), 2)).toBe('the lamport is not one more than the largest it refers to')
  expect(reason(raw(author, reference([1]), [], 2, said), 2)).toBe('taken')
  expect(reason(raw(author, reference([2]), [], 3, said), 3)).toBe('the lamport is not one more than the largest it refers to')
  expect(reason(raw(author, reference([2]), [reference([1])], 3, said), 3)).toBe('taken')
  expect(reason(raw(author, reference([1]), [], limits.lamportEnd, said), limits.lamportEnd)).toBe(
    'the lamport is not one more than the largest it refers to'
  )
  expect(reason(raw(author, reference([1]), [], limits.lamportEnd - 1, said), limits.lamportEnd - 1)).toBe('taken')
})

test('[E3] a reference goes back at least one step, to no authorless entry, in its shortest form', () => {
  for (const steps of [
    [0],
    [5],
    [6],
    [0x81, 0x00],
    [0x80],
    [0x80, 0x01],
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
    [1, 1],
    []
  ]) {
    expect(reason(raw(author, reference(steps), [reference([1], 8)], 5, said), 5), String(steps)).toBe('prev is not a reference')
  }
  for (const wrong of [reference([1]).subarray(0, 32), concat(reference([1]), Uint8Array.of(0)), 'text', 5, []] as Value[]) {
    expect(reason(raw(author, reference([1]), [wrong], 5, said), 5)).toBe('a parent is not a reference')
  }
  expect(reason(raw(author, reference([0x81, 0x01]), [reference([1], 8)], 200, said), 200)).toBe('taken')
})

test('[E1] parents come in order, each once, and prev is not among them', () => {
  const two = [reference([1], 8), reference([1], 9)]
  expect(reason(raw(author, reference([2]), two, 5, said), 5)).toBe('taken')
  expect(reason(raw(author, reference([2]), [...two].reverse(), 5, said), 5)).toBe('parents are in ascending order, each once')
  expect(reason(raw(author, reference([2]), [two[0] as Uint8Array, two[0] as Uint8Array], 5, said), 5)).toBe(
    'parents are in ascending order, each once'
  )
  expect(reason(raw(author, two[0] as Uint8Array, two, 5, said), 5)).toBe('prev is not named again among the parents')
})

test('[E4] a signature holds for its world, epoch, lamport, nonce, body and author alone', () => {
  const pair = signPair(filled(9))
  const { plain, lamport } = encodeEntry(
    { author: pair.publicKey, prev: null, parents: [], statements: said },
    setting,
    pair.secretKey
  )
  const decoded = read(plain, lamport)
  const entry = { ...decoded, signature: decoded.signature, body: decoded.body, proof: decoded.proof }
  expect(entry.form).toBe('signed')
  expect(signatureHolds(entry, pair.publicKey, setting)).toBe(true)
  for (const elsewhere of [{ world: filled(0) }, { epochId: filled(0) }, { nonce: filled(0, 24) }]) {
    expect(signatureHolds(entry, pair.publicKey, { ...setting, ...elsewhere })).toBe(false)
  }
  expect(signatureHolds({ ...entry, lamport: 2 }, pair.publicKey, setting)).toBe(false)
  expect(signatureHolds({ ...entry, body: (entry.body as Uint8Array).with(40, 0) }, pair.publicKey, setting)).toBe(false)
  expect(signatureHolds(entry, filled(4), setting)).toBe(false)
  expect(signatureHolds(read(raw(author, null, [], 1, said), 1), author, setting), 'unsigned').toBe(false)
})

test('[E6] an authorless entry names nobody and nothing, and has a place for a proof', () => {
  const proof = filled(5, 300)
  expect(read(encodeAuthorless(said, proof), 0)).toMatchObject({
    form: 'authorless',
    author: null,
    prev: null,
    parents: [],
    lamport: 0,
    proof,
    statements: said
  })
  expect(read(encodeAuthorless(said, new Uint8Array()), 0).proof).toEqual(new Uint8Array())
  const authorless = (...parts: Value[]): Uint8Array => concat(Uint8Array.of(2, 0, 0), encodeValue(parts))
  for (const [parts, lamport] of [
    [[author, null, [], 0, said], 0],
    [[null, null, [], 1, said], 1]
  ] as [Value[], number][]) {
    expect(reason(authorless(...parts), lamport)).toBe('an authorless entry names nobody and nothing')
  }
  expect(reason(Uint8Array.of(2, 255, 255, 0), 0)).toBe('an authorless entry is too short')
  expect(reason(raw(null, null, [], 0, said), 0)).toBe('an entry without prev names its author')
  expect(reason(raw(author, null, [], 0, said), 0)).toBe('the lamport is not one more than the largest it refers to')
})

test('[E7] what is over the limits or of another shape is refused with a reason', () => {
  const many = (count: number): Uint8Array[] => Array.from({ length: count }, (_, index) => reference([1], index + 1))
  const cases: [Uint8Array, number, string][] = [
    [new Uint8Array(0), 1, 'an entry has an unknown form'],
    [Uint8Array.of(3, 0), 1, 'an entry has an unknown form'],
    [new Uint8Array(65).with(0, 1), 1, 'a signed entry is too short'],
    [raw(author, null, [], 1), 1, 'an entry is a list of five'],
    [concat(Uint8Array.of(0), encodeValue({ type: 'x' })), 1, 'an entry is a list of five'],
    [raw(author, null, 'none', 1, said), 1, 'an entry has at most 64 parents'],
    [raw(author, null, many(65), 5, said), 5, 'an entry has at most 64 parents'],
    [raw(author, null, many(64), 5, said), 5, 'taken'],
    [raw(filled(1, 31), null, [], 1, said), 1, 'an author is a key of 32 bytes'],
    [raw('anna', null, [], 1, said), 1, 'an author is a key of 32 bytes'],
    [raw(null, null, [], 1, said), 1, 'an entry without prev names its author'],
    [raw(author, null, [], 1, []), 1, 'an entry says at least one statement'],
    [
      raw(
        author,
        null,
        [],
        1,
        Array.from({ length: 1_025 }, () => said[0] as RawStatement)
      ),
      1,
      'an entry says at most 1024 statements'
    ],
    [raw(author, null, [], 1, ['need']), 1, 'a statement is a map'],
    [raw(author, null, [], 1, [[]]), 1, 'a statement is a map'],
    [raw(author, null, [], 1, [{}]), 1, 'a statement has a text type of at most 64 characters'],
    [raw(author, null, [], 1, [{ type: '' }]), 1, 'a statement has a text type of at most 64 characters'],
    [raw(author, null, [], 1, [{ type: 'x'.repeat(65) }]), 1, 'a statement has a text type of at most 64 characters'],
    [raw(author, null, [], 1, [{ type: 5 }]), 1, 'a statement has a text type of at most 64 characters']
  ]
  for (const [plain, lamport, expected] of cases) expect(reason(plain, lamport)).toBe(expected)
  expect(decodeValue(raw(author).subarray(1)).ok).toBe(true)
})
