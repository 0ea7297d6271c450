import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { compareBytes } from '../bytes/bytes.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import { seededRandom } from '../testing/index.ts'
import { epochOf, handleOf } from './epoch.ts'
import { blindTags, checkProof, matchTags, proofTag, proveEpoch } from './proof.ts'
import { type Session, sessionOf } from './session.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)
const bytes = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill)
/** Both sides of one connection. */
const sides = (a: number, b: number, nonceA = 100 + a, nonceB = 100 + b): [Session, Session] => {
  const one = sessionOf({ localId: bytes(a), remoteId: bytes(b), localNonce: bytes(nonceA), remoteNonce: bytes(nonceB) })
  const two = sessionOf({ localId: bytes(b), remoteId: bytes(a), localNonce: bytes(nonceB), remoteNonce: bytes(nonceA) })
  if (!one.ok || !two.ok) throw new Error('no session')
  return [one.value, two.value]
}

test('[K6] both sides of a connection know one session by the same id and different sides', () => {
  const [one, two] = sides(1, 2)
  expect(one.id).toEqual(two.id)
  expect([one.side, two.side]).toEqual([0, 1])
  for (const [other] of [sides(1, 3), sides(1, 2, 55), sides(1, 2, 101, 55), sides(2, 1, 101, 102)])
    expect(other?.id).not.toEqual(one.id)
})

test('[K6] a connection to itself, and one with ids or nonces of a wrong length, is no session', () => {
  const ends = { localId: bytes(1), remoteId: bytes(2), localNonce: bytes(3), remoteNonce: bytes(4) }
  for (const wrong of [
    { remoteId: bytes(1) },
    { localId: bytes(1, 256) },
    { localNonce: bytes(3, 31) },
    { remoteNonce: bytes(3, 33) }
  ]) {
    const session = sessionOf({ ...ends, ...wrong })
    expect(session.ok).toBe(false)
    if (!session.ok) expect(session.error).not.toBe('')
  }
})

test('[K6] a proof holds for the other side of its own connection alone, and for the epoch it names', () => {
  const epoch = epochOf(world, bytes(9))
  const other = epochOf(world, bytes(10))
  const [us, them] = sides(1, 2)
  const proof = proveEpoch(epoch, us)
  expect(proofTag(proof)).toEqual({ ok: true, value: epoch.tag })
  expect(checkProof(proof, epoch.tag, epoch.prove.publicKey, them)).toBe(true)
  expect(checkProof(proof, epoch.tag, epoch.prove.publicKey, us), 'said back to us').toBe(false)
  expect(checkProof(proof, other.tag, other.prove.publicKey, them)).toBe(false)
  expect(checkProof(proof, epoch.tag, other.prove.publicKey, them)).toBe(false)
  expect(checkProof(proof.subarray(1), epoch.tag, epoch.prove.publicKey, them)).toBe(false)
  expect(proofTag(proof.subarray(1)).ok).toBe(false)
})

test('[K6] one in between can pass no proof on', () => {
  const epoch = epochOf(world, bytes(9))
  const [member] = sides(1, 66)
  const [, victim] = sides(66, 2)
  const [, sameNonces] = sides(66, 2, 101, 166)
  const proof = proveEpoch(epoch, member)
  for (const session of [victim, sameNonces]) expect(checkProof(proof, epoch.tag, epoch.prove.publicKey, session)).toBe(false)
})

test('[S1] two peers find exactly the worlds they have in common', () => {
  const handle = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.uniqueArray(handle, { maxLength: 20, selector: String }), fc.nat(20), fc.nat(20), (handles, from, to) => {
      const [us, them] = sides(1, 2)
      const [ours, theirs] = [handles.slice(0, to), handles.slice(from)]
      const found = matchTags(ours, blindTags(theirs, them, seededRandom(3)), us)
      expect(found).toEqual(handles.slice(from, to))
    })
  )
})

test('[S1] what a peer shows of its worlds is the size of a power of two, new in each session, and cannot be said back', () => {
  const handles = [1, 2, 3, 4, 5].map((fill) => handleOf(bytes(fill)))
  const [us, them] = sides(1, 2)
  const tags = blindTags(handles, us, seededRandom(1))
  expect(tags.length).toBe(8)
  expect([...tags].sort(compareBytes)).toEqual(tags)
  expect(tags.every((tag) => tag.length === 16)).toBe(true)
  expect(matchTags(handles, tags, us)).toEqual([])
  expect(matchTags(handles, tags, them)).toEqual(handles)
  expect(matchTags(handles, tags, sides(1, 2, 50)[1])).toEqual([])
  expect(blindTags([], us, seededRandom(1)).length).toBe(4)
})

test('[S1] blinded tags give nothing away: no number of worlds, no place, no bit tells a world from chance, and two sessions have none in common', () => {
  const seen = new Set<string>()
  const ones = { real: 0, drawn: 0 }
  const places = new Map<number, number>()
  const sessions = 2_000
  for (let session = 0; session < sessions; session++) {
    const [us] = sides(1, 2, session % 256, Math.floor(session / 256))
    const real = blindTags([handleOf(bytes(7))], us, seededRandom(session))
    // The same session without the world: what is left over is what was drawn.
    const without = new Set(blindTags([], us, seededRandom(session)).map((tag) => tag.toHex()))
    expect([real.length, without.size]).toEqual([4, 4])
    for (const [place, tag] of real.entries()) {
      const text = tag.toHex()
      expect(seen.has(text)).toBe(false)
      seen.add(text)
      const bits = [...tag].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
      if (without.has(text)) ones.drawn += bits / 3
      else {
        ones.real += bits
        places.set(place, (places.get(place) ?? 0) + 1)
      }
    }
  }
  // 128 bits each, half of them ones; the world as often in each place: within six standard deviations.
  for (const count of [ones.real, ones.drawn]) expect(Math.abs(count - sessions * 64)).toBeLessThan(6 * Math.sqrt(sessions * 32))
  for (let place = 0; place < 4; place++) expect(Math.abs((places.get(place) ?? 0) - sessions / 4)).toBeLessThan(6 * Math.sqrt((sessions * 3) / 16))
})
