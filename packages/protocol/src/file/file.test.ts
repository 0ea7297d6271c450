import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import { seededRandom } from '../testing/index.ts'
import { chunkIds, chunkBytesMax, cutFile, isChunk, joinFile } from './file.ts'

beforeAll(() => sodiumReady)

const cut = (bytes: Uint8Array, seed = 1) => {
  const made = cutFile(bytes, seededRandom(seed))
  if (!made.ok) throw new Error(made.error)
  const kept = new Map(made.value.chunks.map((chunk) => [toText(chunk.id), chunk.bytes]))
  return { ...made.value, ids: made.value.chunks.map((chunk) => chunk.id), kept, chunkOf: (id: Uint8Array) => kept.get(toText(id)) }
}

test('[V5] a file of any size comes out of its chunks as it went in', () => {
  fc.assert(
    fc.property(fc.oneof(fc.nat({ max: 3_000 }), fc.integer({ min: 65_000, max: 66_000 }), fc.constantFrom(131_040, 131_041, 200_000)), fc.nat(255), (size, fill) => {
      const bytes = new Uint8Array(size).fill(fill)
      const { key, sizeBytes, ids, chunkOf, file, chunks } = cut(bytes)
      expect(joinFile({ file, key, sizeBytes, chunks: ids }, chunkOf)).toEqual({ ok: true, value: bytes })
      expect(chunks.every((chunk) => chunk.bytes.length <= chunkBytesMax && isChunk(chunk.id, chunk.bytes))).toBe(true)
    }),
    { numRuns: 40 }
  )
})

test('[V5] the same file cut twice has nothing in common, so that nobody sees that two keep the same', () => {
  const bytes = new Uint8Array(100_000).fill(7)
  const again = new Set(cut(bytes, 2).ids.map(toText))
  expect(cut(bytes, 1).ids.some((id) => again.has(toText(id)))).toBe(false)
})

test('[V5] a chunk that is missing, changed or in the wrong place is named, and nothing false is shown', () => {
  const { file, key, sizeBytes, ids, kept, chunkOf } = cut(new Uint8Array(150_000).fill(9))
  expect(joinFile({ file, key, sizeBytes, chunks: ids }, () => undefined)).toEqual({ ok: false, error: 'missing' })
  expect(joinFile({ file, key, sizeBytes, chunks: [ids[1]!, ids[0]!, ids[2]!] }, chunkOf)).toEqual({ ok: false, error: 'damaged' })
  const spoilt = kept.get(toText(ids[1]!))!.slice()
  spoilt[5]! ^= 1
  expect(joinFile({ file, key, sizeBytes, chunks: ids }, (id) => (id === ids[1] ? spoilt : chunkOf(id)))).toEqual({ ok: false, error: 'damaged' })
  expect(joinFile({ file, key, sizeBytes: 10_000_000, chunks: ids }, chunkOf)).toEqual({ ok: false, error: 'damaged' })
  expect(joinFile({ file, key: new Uint8Array(32), sizeBytes, chunks: ids }, chunkOf)).toEqual({ ok: false, error: 'damaged' })
})

test('[V5] a run of chunk ids is whole and bounded', () => {
  expect(chunkIds(new Uint8Array(64))?.length).toBe(2)
  expect([chunkIds(new Uint8Array(0)), chunkIds(new Uint8Array(33)), chunkIds(new Uint8Array(32 * 2_000))]).toEqual([undefined, undefined, undefined])
})
