import { beforeAll, expect, test } from 'vitest'
import { compareBytes, concat, sameBytes, toText } from '../bytes/bytes.ts'
import { encodeValue } from '../cbor/cbor.ts'
import { boxBytes, buildEnvelope, type Envelope, headerBytes, parseEnvelope } from '../envelope/envelope.ts'
import { type DeviceKeys, makeDevice } from '../identity/device.ts'
import { seal, sodiumReady, unseal } from '../sodium/sodium.ts'
import type { IdText } from '../statement/statement.ts'
import { seededRandom } from '../testing/index.ts'
import { epochIdOf, epochOf, epochSecret, makeEpoch } from './epoch.ts'
import { grantBoxesMax, makeGrants, openGrant } from './grant.ts'
import { isMarked, markedDevicesMax, marksAscend, marksOf } from './marks.ts'
import { audienceWaresMax, sayMint } from './room.ts'

beforeAll(() => sodiumReady)

const world = new Uint8Array(32).fill(7)
const parsed = (bytes: Uint8Array): Envelope => {
  const envelope = parseEnvelope(bytes)
  if (!envelope.ok) throw new Error(envelope.error)
  return envelope.value
}
const boxesOf = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: (bytes.length - headerBytes) / boxBytes }, (_, index) =>
    bytes.subarray(headerBytes + index * boxBytes, headerBytes + (index + 1) * boxBytes)
  )

test('[K1] the id of an epoch is a hash of its secret, and the secret follows from the minter and a seed', () => {
  const { epoch, seed } = makeEpoch(world, makeDevice(seededRandom(1)).sign.publicKey, seededRandom(2))
  const device = makeDevice(seededRandom(1)).sign.publicKey
  expect(epochSecret(device, seed)).toEqual(epoch.secret)
  expect(epochIdOf(world, epoch.secret)).toEqual(epoch.id)
  expect(epochSecret(makeDevice(seededRandom(3)).sign.publicKey, seed)).not.toEqual(epoch.secret)
  expect(epochOf(new Uint8Array(32), epoch.secret).id).not.toEqual(epoch.id)
})

test('[K1] each device of the audience opens its grant with its own key alone, and nobody else does', () => {
  const random = seededRandom(1)
  const devices = Array.from({ length: 11 }, () => makeDevice(random))
  const { epoch } = makeEpoch(world, devices[0]!.sign.publicKey, random)
  const grants = makeGrants(
    epoch,
    devices.slice(0, 10).map((device) => device.box.publicKey),
    5,
    random
  ).map(parsed)
  for (const [index, device] of devices.entries()) {
    const opened = grants.map((grant) => openGrant(grant, device.box, world)).find((found) => found)
    if (index < 10) expect(opened).toEqual(epoch)
    else expect(opened).toBeUndefined()
  }
})

test('[K1] a grant has a power of two boxes in the order of their bytes, and is split over as many envelopes as needed', () => {
  const random = seededRandom(1)
  const { epoch } = makeEpoch(world, random.bytes(32), random)
  const key = makeDevice(random).box.publicKey
  for (const [devices, sizes] of [
    [0, []],
    [1, [1]],
    [2, [2]],
    [3, [4]],
    [5, [8]],
    [513, [512, 1]]
  ] as const) {
    const grants = makeGrants(epoch, Array(devices).fill(key), 3, random)
    expect(grants.map((grant) => boxesOf(grant).length)).toEqual(sizes)
    for (const grant of grants) {
      const boxes = boxesOf(grant)
      expect([...boxes].sort(compareBytes)).toEqual(boxes)
      expect(parsed(grant).lamport).toBe(3)
    }
  }
  expect(grantBoxesMax * boxBytes + headerBytes).toBeLessThanOrEqual(65_536)
})

test('[K1] boxes that fill up look like the others: each begins with a true ephemeral key', () => {
  const random = seededRandom(1)
  const { epoch } = makeEpoch(world, random.bytes(32), random)
  const own = makeDevice(random)
  const tops = [0, 0]
  for (let round = 0; round < 40; round++) {
    for (const box of boxesOf(
      makeGrants(
        epoch,
        [own, own, own].map((device) => device.box.publicKey),
        1,
        random
      )[0] as Uint8Array
    )) {
      const real = unseal(box, own.box) ? 1 : 0
      if (((box[31] as number) & 0x80) !== 0) tops[real] = (tops[real] as number) + 1
    }
  }
  expect(tops).toEqual([0, 0])
})

test('[K1] a box with another secret than the header says is no grant', () => {
  const random = seededRandom(1)
  const own = makeDevice(random)
  const { epoch } = makeEpoch(world, random.bytes(32), random)
  const { epoch: other } = makeEpoch(world, random.bytes(32), random)
  const lying = buildEnvelope(
    2,
    { tag: other.tag, lamport: 1, keepClass: 0, nonce: random.bytes(24) },
    seal(epoch.secret, own.box.publicKey, random.bytes(32)) as Uint8Array
  )
  expect(openGrant(parsed(lying), own.box, world)).toBeUndefined()
  const short = seal(new Uint8Array(31), own.box.publicKey, random.bytes(32)) as Uint8Array
  const odd = buildEnvelope(
    2,
    { tag: epoch.tag, lamport: 1, keepClass: 0, nonce: random.bytes(24) },
    concat(short, new Uint8Array(1))
  )
  expect(openGrant(parsed(odd), own.box, world)).toBeUndefined()
  const grant = makeGrants(epoch, [own.box.publicKey], 1, random)[0] as Uint8Array
  expect(openGrant(parsed(grant), own.box, new Uint8Array(32))).toBeUndefined()
})

test('[K1] a box key that shares a secret with nobody is passed over, and the others get theirs', () => {
  const random = seededRandom(1)
  const own = makeDevice(random)
  const { epoch } = makeEpoch(world, random.bytes(32), random)
  const lowOrder = [new Uint8Array(32), Uint8Array.from([1, ...new Uint8Array(31)])]
  const grants = makeGrants(epoch, [...lowOrder, own.box.publicKey], 1, random)
  expect(grants.length).toBe(1)
  expect(openGrant(parsed(grants[0] as Uint8Array), own.box, world)).toEqual(epoch)
})

test('[K1] sealed boxes come from the given chance, so that a run repeats exactly', () => {
  const once = (): Uint8Array[] => {
    const random = seededRandom(1)
    return makeGrants(
      makeEpoch(world, random.bytes(32), random).epoch,
      [makeDevice(random).box.publicKey, makeDevice(random).box.publicKey],
      1,
      random
    )
  }
  expect(once().every((grant, index) => sameBytes(grant, once()[index] as Uint8Array))).toBe(true)
})

test('[K1] 300 wares of three devices are sealed to in two grants, and their minter says so in one entry', () => {
  const random = seededRandom(1)
  const devices = Array.from({ length: 900 }, () => makeDevice(random))
  const { epoch, seed } = makeEpoch(world, random.bytes(32), random)
  const grants = makeGrants(
    epoch,
    devices.map((device) => device.box.publicKey),
    7,
    random
  )
  expect(grants.map((grant) => boxesOf(grant).length)).toEqual([512, 512])
  expect(grants.every((grant) => grant.length <= 65_536)).toBe(true)
  const opens = (index: number): number => grants.filter((grant) => openGrant(parsed(grant), (devices[index] as DeviceKeys).box, world)).length
  expect([0, 255, 511, 512, 899].map(opens)).toEqual([1, 1, 1, 1, 1])
  expect(openGrant(parsed(grants[0] as Uint8Array), makeDevice(random).box, world)).toBeUndefined()
  const wares = Array.from({ length: 300 }, () => toText(random.bytes(32)))
  const mint = sayMint(
    seed,
    wares,
    devices.map((device) => toText(device.sign.publicKey))
  )
  expect(encodeValue(mint).length).toBeLessThan(20_000)
  expect(devices.every((device) => isMarked(toText(device.sign.publicKey), mint['devices'] as Uint8Array))).toBe(true)
  expect(isMarked(toText(makeDevice(random).sign.publicKey), mint['devices'] as Uint8Array)).toBe(false)
})

test('[K1] the largest audience with the most devices told fits into one entry; of more devices none are told', () => {
  const random = seededRandom(1)
  const ids = (count: number): IdText[] => Array.from({ length: count }, () => toText(random.bytes(32)))
  expect(encodeValue(sayMint(random.bytes(32), ids(audienceWaresMax), ids(markedDevicesMax))).length).toBeLessThan(56_000)
  expect(sayMint(random.bytes(32), ids(2), ids(markedDevicesMax + 1))['devices']).toBeUndefined()
  const marks = marksOf(ids(5)) as Uint8Array
  expect([marksAscend(marks), marksAscend(concat(marks.subarray(8), marks.subarray(0, 8))), marksAscend(concat(marks, marks.subarray(32)))]).toEqual([true, false, false])
})
