import { type ContentKeys, plainOpener } from '@commune/peer'
import { closeEnvelope, type Epoch, epochOf, sodiumReady, toText } from '@commune/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ThreadOpener } from './threadOpener.ts'

beforeAll(async () => {
  await sodiumReady
  epoch = epochOf(new Uint8Array(32).fill(7), new Uint8Array(32).fill(8))
  keys = new Map([[toText(epoch.tag), epoch.contentKey]])
})
const opener = new ThreadOpener()
afterAll(() => opener.close())

let epoch: Epoch
let keys: ContentKeys

/** Envelopes that open, one that was meddled with, and one that is none. */
const envelopes = (count: number, bytes: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => {
    const nonce = new Uint8Array(24).fill(index % 251)
    const closed = closeEnvelope({ tag: epoch.tag, lamport: 1 + index, keepClass: 0, nonce }, new Uint8Array(bytes).fill(index), epoch.contentKey)
    if (!closed.ok) throw new Error(closed.error)
    if (index === 3) closed.value[closed.value.length - 1]! ^= 1
    return index === 5 ? closed.value.subarray(0, 9) : closed.value
  })

test.each([
  ['few small ones', 20, 100],
  ['many small ones', 500, 100],
  ['few large ones', 20, 20_000]
])('[E4] the verdict on %s is the same on another core, before its thread stands and after', async (_name, count, bytes) => {
  const some = envelopes(count, bytes)
  const plain = await plainOpener.open(some, keys)
  expect(plain.filter(({ state }) => state === 'open')).toHaveLength(count - 2)
  expect(await opener.open(some, keys)).toEqual(plain)
  for (let turn = 0; turn < 10; turn++) {
    expect(await opener.open(some, keys)).toEqual(plain)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

test('[S6] what was under way when it ends is opened in place', async () => {
  const some = envelopes(500, 100)
  await opener.open(some, keys)
  const asked = opener.open(some, keys)
  await opener.close()
  expect(await asked).toEqual(await plainOpener.open(some, keys))
})
