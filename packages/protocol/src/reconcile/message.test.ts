import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256, sodiumReady } from '../sodium/sodium.ts'
import { fuzzInputs as inputs, fuzzPatienceMs, fuzzSeed as seed, mutator } from '../testing/index.ts'
import { type Bound, compareBounds, endBound, type Item, startBound } from './address.ts'
import { reconcileLimits } from './limits.ts'
import { decodeMessage, MessageWriter } from './message.ts'
import { Reconciler } from './reconciler.ts'
import { SeededRandom } from './testing/chance.ts'
import { golden } from './testing/golden.ts'
import { meet } from './testing/meeting.ts'
import { SortedSet } from './testing/sortedSet.ts'
import { anyBound } from './testing/treeModel.ts'

await sodiumReady


const bytesOf = (hex: string): Uint8Array => Uint8Array.fromHex(hex.replaceAll(/\s/g, ''))

/** The sets that the golden messages speak of: the id of item `i` is its number, over and over. */
function goldenItems(from: number, to: number): Item[] {
  return Array.from({ length: to - from }, (_, i) => {
    const number = from + i
    return { lamport: Math.floor(number / 3), id: new Uint8Array(32).fill(number), place: 1 }
  })
}

test('[S2] a whole session, byte for byte', async () => {
  const [own, other] = [goldenItems(0, 40), goldenItems(2, 44)]
  const met = await meet(new SortedSet(own), new SortedSet(other))
  expect(met.messages.map((message) => message.toHex())).toEqual(golden.session.map((hex) => bytesOf(hex).toHex()))
  expect(met.have.map(({ id }) => id[0])).toEqual([0, 1])
  expect(met.need.flatMap(({ ids }) => ids.map(([first]) => first))).toEqual([40, 41, 42, 43])
  const few = await new Reconciler(new SortedSet(goldenItems(1, 3)), 'initiator', sha256).start()
  expect(few.toHex()).toBe(bytesOf(golden.list).toHex())
})

test('[E7] what is refused, with the reason and where', () => {
  const id = '00'.repeat(32)
  const cases: readonly (readonly [hex: string, reason: string, at: number])[] = [
    ['', 'empty', 0],
    ['62', 'version', 0],
    ['61', 'ok', 0],
    ['61 00 00 00', 'ok', 0],
    ['61 00 00 03', 'mode', 4],
    ['61 00 01 00', 'prefix', 3],
    ['61 80 00 00', 'varint', 1],
    ['61 ff ff ff ff ff ff ff 00', 'varint', 8],
    ['61 c0 80 80 80 80 80 01 00 00', 'lamport', 9],
    ['61 bf ff ff ff ff ff 7f 00 00', 'ok', 0],
    [`61 01 21 ${id} 00 00`, 'prefix', 3],
    ['61 01 02 05', 'cut-short', 3],
    ['61 01', 'cut-short', 2],
    ['61 02 00 00 01 01 05 00 01 01 04 00', 'order', 11],
    ['61 00 00 00 00 00 00', 'ok', 0],
    ['61 00 00 00 01 00 00', 'lamport', 6],
    [`61 00 00 01 ${'00'.repeat(15)}`, 'cut-short', 4],
    [`61 00 00 02 02 ${id}`, 'cut-short', 5],
    ['61 00 00 02 ff ff ff ff ff ff 7f', 'cut-short', 11]
  ]
  for (const [hex, reason, at] of cases) {
    const decoded = decodeMessage(bytesOf(hex), reconcileLimits)
    expect([hex, decoded.ok ? 'ok' : decoded.error.reason, decoded.ok ? 0 : decoded.error.at]).toEqual([hex, reason, at])
  }
  const small = { messageBytesMax: 8, rangesMax: 2 }
  expect(decodeMessage(bytesOf('61 00 00 00 00 00 00 00 00'), small)).toMatchObject({ error: { reason: 'too-long', at: 8 } })
  const two = decodeMessage(bytesOf('61 00 00 00 00 00 00 00'), { ...small, rangesMax: 1 })
  expect(two).toMatchObject({ error: { reason: 'too-many-ranges', at: 4 } })
})

test('[S2] what is written is read again', () => {
  const anyBytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  const anyRange = fc.record({
    upper: anyBound,
    fingerprint: anyBytes(16),
    ids: fc.array(anyBytes(32), { maxLength: 4 }),
    mode: fc.nat(2)
  })
  fc.assert(
    fc.property(fc.array(anyRange, { maxLength: 20 }), (unordered) => {
      const ranges = unordered.toSorted((a, b) => compareBounds(a.upper, b.upper))
      const writer = new MessageWriter(65_536, 100)
      for (const { upper, fingerprint, ids, mode } of ranges) {
        if (mode === 0) writer.skip(upper)
        else expect(mode === 1 ? writer.fingerprint(upper, fingerprint) : writer.list(upper, ids)).toBe(true)
      }
      const bytes = writer.finish()
      const read = decodeMessage(bytes, reconcileLimits)
      if (!read.ok) throw new Error(read.error.reason)
      const told = ranges.filter(({ mode }) => mode > 0)
      const found = read.value.filter(({ mode }) => mode !== 'skip')
      expect(found.map(({ upper }) => upper)).toEqual(told.map(({ upper }) => upper))
      found.forEach((range, i) => {
        const { fingerprint, ids, mode } = told[i] as (typeof told)[number]
        const payload = bytes.slice(range.at, range.at + (mode === 1 ? 16 : 32 * ids.length))
        expect(payload.toHex()).toBe(mode === 1 ? fingerprint.toHex() : ids.map((id) => id.toHex()).join(''))
      })
      const lowers: Bound[] = [startBound, ...read.value.map(({ upper }) => upper)]
      expect(read.value.map(({ lower }) => lower)).toEqual(lowers.slice(0, -1))
    })
  )
})

test('[E7] a writer stays within its limits whatever is asked of it, and has always room for the rest', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyBound, fc.nat(40))), fc.nat(2_000), fc.nat(12), (wishes, moreBytes, moreRanges) => {
      const [bytesMax, rangesMax] = [4_096 + moreBytes, 128 + moreRanges]
      const writer = new MessageWriter(bytesMax, rangesMax)
      for (const [upper, ids] of wishes.toSorted((a, b) => compareBounds(a[0], b[0]))) {
        writer.skip(upper)
        const mark = writer.mark()
        writer.list(upper, Array.from({ length: ids }, () => new Uint8Array(32)))
        if (ids % 5 === 0) writer.rewind(mark)
        if (ids % 3 > 0) writer.fingerprint(upper, new Uint8Array(16))
      }
      writer.rest(endBound, new Uint8Array(16))
      const bytes = writer.finish()
      expect(bytes.length).toBeLessThanOrEqual(bytesMax)
      expect(decodeMessage(bytes, { messageBytesMax: bytesMax, rangesMax }).ok).toBe(true)
    })
  )
})

test('[S6][E7] decodeMessage takes anything: ranges or a reason, never a throw', { timeout: fuzzPatienceMs }, async () => {
  const random = new SeededRandom(seed)
  const items = random.items(900)
  const met = await meet(new SortedSet(items.slice(60)), new SortedSet(items.slice(0, 840)), { random })
  const corpus = [...met.messages, ...golden.session.map(bytesOf), bytesOf(golden.list)].map((bytes) => bytes.slice(0, 700))
  const mutated = mutator(corpus, seed)
  const reasons = new Set<string>()
  const set = new SortedSet(items.slice(0, 50))
  for (let count = 0; count < inputs; count++) {
    const bytes = mutated.next()
    const read = decodeMessage(bytes, reconcileLimits)
    if (!read.ok) {
      reasons.add(read.error.reason)
      expect(read.error.at).toBeLessThanOrEqual(bytes.length)
      continue
    }
    expect(compareBounds(read.value.at(-1)?.upper ?? endBound, endBound)).toBeLessThanOrEqual(0)
    if (count % 40 > 0) continue
    // A message that can be read is also answered, by either role, within the limits.
    for (const role of ['initiator', 'responder'] as const) {
      const turn = await new Reconciler(set, role, sha256, { frameBytesMax: 4_096 }).receive(bytes)
      expect(turn.ok ? (turn.value.message?.length ?? 0) : 0).toBeLessThanOrEqual(4_096)
    }
  }
  expect([...reasons].toSorted()).toEqual(['cut-short', 'empty', 'lamport', 'mode', 'order', 'prefix', 'varint', 'version'])
})
