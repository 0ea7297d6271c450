/**
 * Changing the wire is a deliberate act: when this fails, peers of today and of yesterday no longer understand one another.
 * If that is meant, raise the version of what changed, write it into SPEC.md, and make the file anew with
 * `GOLDEN=write vitest run packages/protocol/src/testing/golden`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { toText, utf8 } from '../../bytes/bytes.ts'
import { decodeValue } from '../../cbor/cbor.ts'
import { decodeEntry, signatureHolds } from '../../entry/entry.ts'
import { envelopeId, openEnvelope, parseEnvelope } from '../../envelope/envelope.ts'
import { handleOf } from '../../epoch/epoch.ts'
import { openGrant } from '../../epoch/grant.ts'
import { checkProof, matchTags } from '../../epoch/proof.ts'
import { epochShapes, epochsRoom } from '../../epoch/room.ts'
import { openBackup } from '../../identity/backup.ts'
import { deviceFrom, makeDevice } from '../../identity/device.ts'
import { identityRoom, identityShapes } from '../../identity/room.ts'
import { unlockSecrets } from '../../identity/secrets.ts'
import { publicOf, readBegin } from '../../identity/ware.ts'
import { invitationKey, readLink } from '../../invitation/link.ts'
import { checkCarry, halfOf } from '../../carrier/carrier.ts'
import { carrierShapes, carriersRoom } from '../../carrier/room.ts'
import { readAnswer, readAsk } from '../../invitation/message.ts'
import { hash, sodiumReady } from '../../sodium/sodium.ts'
import type { RawStatement, Result, Room, RoomState } from '../../statement/statement.ts'
import { openWayBack, papersBack } from '../../identity/wayBack.ts'
import { seededRandom } from '../seeded.ts'
import { goldenParts, goldenPassphrase, goldenStatements, makeGolden } from './make.ts'
import { shapeText } from './shapeText.ts'

beforeAll(() => sodiumReady)

const file = new URL('golden.json', import.meta.url)
interface Committed {
  readonly shapes: string
  readonly bytes: Record<string, string>
}
const shapes = (): string =>
  Object.entries({ ...identityShapes, ...epochShapes, ...carrierShapes })
    .map(([type, shape]) => `${type} ${shapeText(shape)}`)
    .join('\n')
const committed = (): Committed => {
  if (process.env['GOLDEN'] === 'write')
    writeFileSync(file, `${JSON.stringify({ shapes: toText(hash(utf8(shapes()))), bytes: makeGolden() }, null, 1)}\n`)
  return JSON.parse(readFileSync(file, 'utf8')) as Committed
}
const bytesOf = (name: string): Uint8Array => Uint8Array.fromHex(committed().bytes[name] as string)
const value = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('[V1] [K1] [K5] [K6] [I2] [I4] the bytes of everything that goes out are those that were committed', () => {
  expect(makeGolden()).toEqual(committed().bytes)
})

test('[K3] [K6] [V4] the committed words of a carrier open, and an entry that lapses has an author, a signature and no prev', () => {
  const { left, right, invitation, world, epoch } = goldenParts()
  const key = invitationKey(invitation.secret)
  expect(readLink(committed().bytes['carrier link'] as string, 1_799_999_999)).toEqual({ ok: true, value: { ...invitation, kind: 'carrier' } })
  const ask = value(readAsk(bytesOf('ask of a carrier, from the left side'), key, right))
  const carry = bytesOf('carry by the left side')
  expect(ask).toEqual({ kind: 'carrier', key: carry.slice(0, 32), addresses: ['/ip4/192.168.1.30/tcp/4100'] })
  const none = { device: new Uint8Array(32), box: new Uint8Array(32) }
  const answer = value(readAnswer(bytesOf('answer to a carrier, from the right side'), key, left, none))
  expect(answer).toEqual({ kind: 'carrier', handle: handleOf(world), halves: [halfOf(epoch)], addresses: invitation.addresses })
  expect(checkCarry(carry.subarray(0, 32), carry.subarray(32), right, new Uint8Array(8).fill(0xc0))).toBe(true)
  expect(checkCarry(carry.subarray(0, 32), carry.subarray(32), left, new Uint8Array(8).fill(0xc0))).toBe(false)
  const envelope = value(parseEnvelope(bytesOf('entry that lapses: envelope')))
  const entry = value(decodeEntry(value(openEnvelope(envelope, epoch.contentKey)), envelope.lamport))
  expect([envelope.keepClass, entry.form, entry.prev, entry.author?.length]).toEqual([3, 'signed', null, 32])
})

test('[T3] the shapes of statements are those that were committed', () => {
  expect(toText(hash(utf8(shapes()))), shapes()).toBe(committed().shapes)
})

test('[E1] [E4] [E6] the committed entries open, and say what they said', () => {
  const { epoch, world, laptop } = goldenParts()
  for (const [name, form, lamport] of [
    ['first, signed', 'signed', 1],
    ['later, unsigned', 'unsigned', 301],
    ['authorless', 'authorless', 0]
  ] as const) {
    const envelope = value(parseEnvelope(bytesOf(`entry ${name}: envelope`)))
    expect(envelopeId(envelope.bytes)).toEqual(bytesOf(`entry ${name}: id`))
    const plain = value(openEnvelope(envelope, epoch.contentKey))
    expect(plain).toEqual(bytesOf(`entry ${name}: plain`))
    const entry = value(decodeEntry(plain, envelope.lamport))
    expect([entry.form, entry.lamport, entry.statements]).toEqual([
      form,
      lamport,
      [{ type: 'need.say', what: 'bread', much: [3, 2] }]
    ])
    expect(signatureHolds(entry, laptop.sign.publicKey, { world, epochId: epoch.id, nonce: envelope.nonce })).toBe(
      form === 'signed'
    )
  }
})

test('[K1] [K6] [S1] [I1] the committed keys, grant, proof and tags do what they are for', () => {
  const { epoch, world, laptop, phone, right } = goldenParts()
  expect(publicOf(deviceFrom(bytesOf('device secret')))).toEqual(publicOf(laptop))
  expect(value(readBegin(bytesOf('ware begin body'))).ware).toEqual(bytesOf('ware id'))
  for (const device of [laptop, phone])
    expect(openGrant(value(parseEnvelope(bytesOf('grant for three'))), device.box, world)).toEqual(epoch)
  expect(checkProof(bytesOf('proof by the left side'), epoch.tag, epoch.prove.publicKey, right)).toBe(true)
  const tags = bytesOf('blind tags of the left side')
  const list = Array.from({ length: tags.length / 16 }, (_, index) => tags.subarray(index * 16, index * 16 + 16))
  expect(matchTags([new Uint8Array(32), handleOf(world)], list, right)).toEqual([handleOf(world)])
})

test('[I2] [I3] [K1] [K3] the committed statements are taken by their rooms', () => {
  const parts = goldenParts()
  const rooms: readonly Room<RoomState>[] = [
    identityRoom(parts.world) as unknown as Room<RoomState>,
    epochsRoom(parts.world) as unknown as Room<RoomState>,
    carriersRoom as unknown as Room<RoomState>
  ]
  const said = goldenStatements(parts)
  const types = new Set<string>()
  for (const [index, statement] of said.entries()) {
    const read = value(decodeValue(bytesOf(`statement ${index}: ${statement.type}`))) as RawStatement
    expect(read).toEqual(statement)
    const room = rooms.find((candidate) => candidate.types.includes(statement.type)) as Room<RoomState>
    const place = {
      id: `x.${index}`,
      entry: 'x',
      device: toText(parts.laptop.sign.publicKey),
      lamport: 1,
      epoch: toText(parts.epoch.id)
    }
    expect(room.fold(room.empty(), { ...place, statement: read })).toBeUndefined()
    types.add(statement.type)
  }
  expect([...types].sort(), 'one of each').toEqual(rooms.flatMap((room) => room.types).sort())
})

test('[K5] [I4] the committed invitations, backups and secrets open', () => {
  const { begin, laptop, phone, left, right, invitation, pass, recovery } = goldenParts()
  const key = invitationKey(invitation.secret)
  expect(readLink(committed().bytes['invitation link'] as string, 1_799_999_999)).toEqual({ ok: true, value: invitation })
  expect(value(readAsk(bytesOf('ask of a ware, from the left side'), key, right))).toMatchObject({
    kind: 'ware',
    begin,
    name: 'Anna'
  })
  expect(value(readAsk(bytesOf('ask of a device, from the left side'), key, right))).toMatchObject({
    kind: 'device',
    ...publicOf(phone)
  })
  expect(value(readAnswer(bytesOf('answer to a ware, from the right side'), key, left, publicOf(laptop)))).toEqual({
    kind: 'ware',
    worlds: [pass]
  })
  expect(value(readAnswer(bytesOf('answer to a device, from the right side'), key, left, publicOf(phone)))).toMatchObject({
    kind: 'device',
    begin,
    worlds: [pass]
  })
  expect(value(readAnswer(bytesOf('answer no, from the right side'), key, left, publicOf(laptop)))).toEqual({
    kind: 'no',
    fault: 'used'
  })
  const backup = { begin, recovery: recovery.secret, name: 'Anna', madeS: 1_795_000_000, worlds: [pass] }
  expect(openBackup(bytesOf('backup under a passphrase'), { passphrase: goldenPassphrase })).toEqual({ ok: true, value: backup })
  expect(openBackup(bytesOf('backup under a key'), { key: committed().bytes['its key'] as string })).toEqual({
    ok: true,
    value: backup
  })
  const way = value(openWayBack(bytesOf('way back for the laptop'), laptop.box))
  expect(way).toMatchObject({ begin, recovery: recovery.secret, name: 'Anna', madeS: 1_795_000_000, worlds: [pass] })
  const returning = makeDevice(seededRandom(77))
  expect(value(readAnswer(bytesOf('answer to a device that comes back, from the right side'), key, left, publicOf(returning)))).toEqual({
    kind: 'device',
    begin,
    adds: papersBack(way, publicOf(returning)),
    worlds: [pass],
    recovery: recovery.secret
  })
  expect(value(unlockSecrets(bytesOf('secrets under a passphrase'), goldenPassphrase))).toEqual(utf8('what is kept'))
})
