import { proofTag, sessionOf, sodiumReady, toText } from '@commune/protocol'
import { beforeAll, expect, test } from 'vitest'
import { Keyring } from '../world/keyring.ts'
import { Proofs } from './proofs.ts'

beforeAll(() => sodiumReady)

const bytes = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const world = bytes(1)
const openLock = { lock: (plain: Uint8Array) => plain, unlock: (locked: Uint8Array) => locked }

/** Both ends of a conversation, each with a keyring of its own. */
function bothEnds(): { readonly keyring: Keyring; readonly proofs: Proofs }[] {
  return [[2, 3], [3, 2]].map(([local, remote]) => {
    const ids = { localId: bytes(local as number), remoteId: bytes(remote as number) }
    const ground = sessionOf({ ...ids, localNonce: ids.localId, remoteNonce: ids.remoteId })
    if (!ground.ok) throw new Error(ground.error)
    const keyring = new Keyring(world, 'w1/', openLock)
    return { keyring, proofs: new Proofs(keyring, ground.value) }
  })
}

test('[K6] each epoch is proven once on a channel, and one that comes later is proven when it is there', () => {
  const [mine] = bothEnds() as [ReturnType<typeof bothEnds>[0]]
  const { keyring, proofs } = mine
  const tags = (): string[] => proofs.fresh().map((proof) => {
    const tag = proofTag(proof)
    return tag.ok ? toText(tag.value) : tag.error
  })
  expect(tags()).toEqual([])
  keyring.hold(bytes(10))
  keyring.hold(bytes(11))
  const [first, second] = keyring.all().map((epoch) => toText(epoch.tag))
  expect(tags()).toEqual([first, second])
  expect(tags()).toEqual([])
  keyring.hold(bytes(11))
  expect(tags()).toEqual([])
  keyring.hold(bytes(12))
  expect(tags()).toEqual([toText(keyring.all()[2]?.tag ?? world)])
  expect(tags()).toEqual([])
})

test('[K6] of many epochs the newest 32 are proven, and none of the older ones afterwards', () => {
  const [mine] = bothEnds() as [ReturnType<typeof bothEnds>[0]]
  const { keyring, proofs } = mine
  for (let epoch = 0; epoch < 40; epoch++) keyring.hold(bytes(100 + epoch))
  expect(proofs.fresh()).toHaveLength(32)
  keyring.hold(bytes(99))
  expect(proofs.fresh()).toHaveLength(1)
})

test('[K6] a proof that comes before its epoch counts when the epoch has come', () => {
  const [mine, theirs] = bothEnds() as [ReturnType<typeof bothEnds>[0], ReturnType<typeof bothEnds>[0]]
  theirs.keyring.hold(bytes(10))
  expect(mine.proofs.take(theirs.proofs.fresh())).toBe('nothing')
  expect(mine.proofs.unknown).toBe(true)
  mine.keyring.hold(bytes(10))
  expect(mine.proofs.take([])).toBe('news')
  expect(mine.proofs.proven.size).toBe(1)
  expect(mine.proofs.unknown).toBe(false)
})
