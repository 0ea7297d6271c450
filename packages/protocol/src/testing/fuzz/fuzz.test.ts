/**
 * Every decoder that meets bytes from outside takes anything: it gives a value or a reason, and never throws (E7, T3, S6).
 *
 * What is behind a key is damaged before it is locked, as one who holds the key could.
 */
import { beforeAll, expect, test } from 'vitest'
import { concat, toText, utf8 } from '../../bytes/bytes.ts'
import { pad } from '../../bytes/padding.ts'
import { decodeValue, encodeValue } from '../../cbor/cbor.ts'
import { decodeEntry } from '../../entry/entry.ts'
import { closeEnvelope, type Header, openEnvelope, parseEnvelope } from '../../envelope/envelope.ts'
import { openGrant } from '../../epoch/grant.ts'
import { checkProof, proofTag } from '../../epoch/proof.ts'
import { epochsRoom } from '../../epoch/room.ts'
import { sessionOf, sideBytes } from '../../epoch/session.ts'
import { goldenParts, goldenPassphrase, goldenStatements, makeGolden } from '../golden/make.ts'
import { BundleWriter, readBundle } from '../../bundle/bundle.ts'
import { chunkIds, cutFile, joinFile } from '../../file/file.ts'
import { openBackup } from '../../identity/backup.ts'
import { identitiesOf } from '../../identity/identities.ts'
import { fromKeyText } from '../../identity/keyText.ts'
import { lockWithKey } from '../../identity/locked.ts'
import { identityRoom } from '../../identity/room.ts'
import { openSecretsKey } from '../../identity/secrets.ts'
import { addDevice, publicOf, readBegin } from '../../identity/ware.ts'
import { openWayBack } from '../../identity/wayBack.ts'
import { invitationKey, readLink } from '../../invitation/link.ts'
import { readAnswer, readAsk } from '../../invitation/message.ts'
import { derive, encrypt, hash, seal, sodiumReady } from '../../sodium/sodium.ts'
import type { RawStatement } from '../../statement/statement.ts'
import { fuzzPatienceMs as patienceMs, hammer } from './hammer.ts'
import { mutator } from './mutator.ts'

beforeAll(() => sodiumReady)

const golden = (part: string): Uint8Array[] =>
  Object.entries(makeGolden())
    .filter(([name]) => name.includes(part))
    .map(([, hex]) => Uint8Array.fromHex(hex))
const header: Header = { tag: new Uint8Array(16), lamport: 301, keepClass: 0, nonce: new Uint8Array(24) }

test('[T3] decodeValue', { timeout: patienceMs }, () => {
  const { taken, reasons } = hammer(decodeValue, [
    ...golden('statement'),
    ...golden('body'),
    encodeValue({ text: 'ä€😀', list: [1, -1, null, true, 2 ** 40] })
  ])
  expect(taken).toBeGreaterThan(100)
  expect(reasons.size).toBeGreaterThan(10)
})

test('[E7] parseEnvelope and openEnvelope', { timeout: patienceMs }, () => {
  const { epoch } = goldenParts()
  const { reasons } = hammer((bytes) => {
    const envelope = parseEnvelope(bytes)
    return envelope.ok ? openEnvelope(envelope.value, epoch.contentKey) : envelope
  }, golden(': envelope'))
  expect(reasons.size).toBeGreaterThan(4)
})

test('[E7] decodeEntry and its references', { timeout: patienceMs }, () => {
  const { taken, reasons } = hammer((bytes) => {
    const lamport = [1, 301, 0][bytes.length % 3] as number
    return decodeEntry(bytes, lamport)
  }, golden(': plain'))
  expect(taken).toBeGreaterThan(10)
  expect(reasons.size).toBeGreaterThan(10)
})

test('[E7] an entry whose plain bytes a member damaged before closing it', { timeout: patienceMs }, () => {
  const { epoch } = goldenParts()
  hammer((bytes) => {
    const closed = closeEnvelope(header, bytes, epoch.contentKey)
    const envelope = closed.ok ? parseEnvelope(closed.value) : closed
    const plain = envelope.ok ? openEnvelope(envelope.value, epoch.contentKey) : envelope
    return plain.ok ? decodeEntry(plain.value, 301) : plain
  }, golden(': plain'))
})

test('[T3] the rooms of identity and epochs, and what is worked out from them', { timeout: patienceMs }, () => {
  const parts = goldenParts()
  const [identity, epochs] = [identityRoom(parts.world), epochsRoom(parts.world)]
  const [wares, mints] = [identity.empty(), epochs.empty()]
  let count = 0
  const { reasons } = hammer(
    (bytes) => {
      const decoded = decodeValue(bytes)
      const type =
        decoded.ok && decoded.value !== null && typeof decoded.value === 'object'
          ? (decoded.value as { type?: unknown }).type
          : undefined
      if (typeof type !== 'string') return undefined
      const said = {
        id: `x${count++}.0`,
        entry: `x${count}`,
        device: toText(parts.laptop.sign.publicKey),
        lamport: 1,
        epoch: toText(parts.epoch.id),
        statement: (decoded.ok ? decoded.value : null) as unknown as RawStatement
      }
      const refusal = identity.types.includes(type)
        ? identity.fold(wares, said)
        : epochs.types.includes(type)
          ? epochs.fold(mints, said)
          : undefined
      return refusal ? { ok: false, error: refusal.reason } : { ok: true }
    },
    goldenStatements(parts).map((statement) => encodeValue(statement))
  )
  expect(reasons.size).toBeGreaterThan(10)
  identitiesOf(wares, { onChain: () => undefined, sees: () => false })
})

test('[I2] the beginning of a ware', { timeout: patienceMs }, () => {
  hammer(readBegin, golden('ware begin body'))
})

test('[K1] grants', { timeout: patienceMs }, () => {
  const { laptop, world } = goldenParts()
  hammer(
    (bytes) => {
      const envelope = parseEnvelope(bytes)
      if (!envelope.ok) return envelope
      return openGrant(envelope.value, laptop.box, world) ? { ok: true } : { ok: false, error: 'not for this device' }
    },
    golden('grant'),
    0.2
  )
})

test('[K6] proofs and the ends of a session', { timeout: patienceMs }, () => {
  const { epoch, right } = goldenParts()
  const { reasons } = hammer((bytes) => {
    sessionOf({
      localId: bytes,
      remoteId: bytes.subarray(1),
      localNonce: bytes.subarray(0, 32),
      remoteNonce: bytes.subarray(0, 32)
    })
    const tag = proofTag(bytes)
    if (!tag.ok) return tag
    return checkProof(bytes, tag.value, epoch.prove.publicKey, right) ? { ok: true } : { ok: false, error: 'does not hold' }
  }, golden('proof'))
  expect(reasons.size).toBe(2)
})

test('[K5] invitation links', { timeout: patienceMs }, () => {
  const link = makeGolden()['invitation link'] as string
  const { reasons } = hammer(
    (bytes) => readLink(new TextDecoder().decode(bytes), 1_700_000_000),
    [utf8(link), utf8(link.slice(link.indexOf('#'))), utf8('')]
  )
  expect(reasons).toEqual(new Set(['no-invitation', 'damaged']))
})

test('[K5] invitation links made on purpose, with the check right', { timeout: patienceMs }, () => {
  const { invitation } = goldenParts()
  const corpus = [
    encodeValue([1, 0, invitation.secret, 1_800_000_000, invitation.addresses]),
    encodeValue([2]),
    encodeValue([1, 7])
  ]
  const { taken, reasons } = hammer(
    (bytes) => readLink(`#${toText(concat(bytes, hash(bytes).subarray(0, 4)))}`, 1_700_000_000),
    corpus
  )
  expect(taken).toBeGreaterThan(0)
  expect(reasons).toContain('newer')
})

test('[K5] messages about an invitation, from outside and from one who has the link', { timeout: patienceMs }, () => {
  const { invitation, left, right, phone } = goldenParts()
  const key = invitationKey(invitation.secret)
  hammer((bytes) => readAsk(bytes, key, right), golden('ask of a'))
  hammer((bytes) => readAnswer(bytes, key, left, publicOf(phone)), golden('from the right side'))
  const messageKey = derive('invitation message', [left.id], key)
  const close = (bytes: Uint8Array, by: 'us' | 'them'): Uint8Array => {
    const nonce = new Uint8Array(24)
    return concat(nonce, encrypt(pad(bytes, 256), sideBytes(right, by), nonce, messageKey))
  }
  const { begin, pass, laptop } = goldenParts()
  const { device, box } = publicOf(laptop)
  const signature = new Uint8Array(64)
  const adds = [[begin.ware, device, box, device, signature]]
  const passes = [[pass.world, pass.name, pass.epochs, pass.addresses, []]]
  const asks = [
    encodeValue([1, 0, begin.body, device, box, adds, 'Anna', signature]),
    encodeValue([1, 1, device, box, 'phone', signature])
  ]
  const answers = [encodeValue([1, 2, passes]), encodeValue([1, 3, begin.body, adds, passes]), encodeValue([1, 4, 'used']), encodeValue([1, 5, begin.body, adds, passes, device])]
  expect(hammer((bytes) => readAsk(close(bytes, 'them'), key, right), asks).reasons.size).toBeGreaterThan(5)
  expect(hammer((bytes) => readAnswer(close(bytes, 'us'), key, left, publicOf(phone)), answers).taken).toBeGreaterThan(10)
})

test('[I4] backups and secrets, from outside and behind the key', { timeout: patienceMs }, () => {
  hammer((bytes) => openBackup(bytes, { passphrase: goldenPassphrase }), golden('backup under'), 0.2)
  hammer((bytes) => openSecretsKey(bytes, goldenPassphrase), golden('secrets under'))
  const { begin, recovery, pass, random } = goldenParts()
  const plain = encodeValue([1, begin.body, recovery.secret, 'Anna', 5, [[pass.world, pass.name, pass.epochs, pass.addresses, []]]])
  const secret = new Uint8Array(16)
  const text = makeGolden()['key text of sixteen ones'] as string
  const inner = hammer(
    (bytes) => openBackup(lockWithKey('scbk', bytes, fromKeyText(text) as Uint8Array, random), { key: text }),
    [plain, secret, encodeValue([2, 'of a later version'])],
    0.5
  )
  expect(inner.taken).toBeGreaterThan(0)
  expect(inner.reasons).toEqual(new Set(['damaged', 'newer']))
  hammer(
    (bytes) => (fromKeyText(new TextDecoder().decode(bytes)) ? { ok: true } : { ok: false, error: 'mistyped' }),
    [utf8(text)]
  )
})

test('[I4] ways back, from outside and from one who may seal them', { timeout: patienceMs }, () => {
  const { begin, recovery, pass, laptop, phone } = goldenParts()
  hammer((bytes) => openWayBack(bytes, laptop.box), golden('way back for'))
  const adds = [addDevice(begin.ware, publicOf(phone), laptop.sign)].map(({ ware, device, box, by, signature }) => [ware, device, box, by, signature])
  const passes = [[pass.world, pass.name, pass.epochs, pass.addresses, []]]
  const plain = encodeValue([1, begin.body, adds, phone.secret, recovery.secret, 'Anna', 5, passes])
  const sealed = (bytes: Uint8Array): Uint8Array => seal(pad(bytes, 1_024), laptop.box.publicKey, new Uint8Array(32)) as Uint8Array
  const inner = hammer((bytes) => openWayBack(sealed(bytes), laptop.box), [plain], 0.2)
  expect(inner.taken).toBeGreaterThan(0)
  expect(inner.reasons.size).toBeGreaterThan(3)
})

test('[S7] bundles', { timeout: patienceMs }, () => {
  const envelopes = golden(': envelope')
  const writer = new BundleWriter()
  const bundle = concat(writer.head(new Uint8Array(32)), writer.put(envelopes), writer.end())
  const { taken, reasons } = hammer((bytes) => {
    const read = readBundle(bytes)
    if (!read.ok) return read
    for (const envelope of read.value.envelopes) parseEnvelope(envelope)
    return { ok: true }
  }, [bundle])
  expect(taken).toBeGreaterThan(0)
  expect(reasons).toEqual(new Set(['no-bundle', 'newer']))
})

test('[V5] files whose names of chunks, key or chunks are not what they say', { timeout: patienceMs }, () => {
  const { random } = goldenParts()
  const content = utf8('a file '.repeat(40))
  const cut = cutFile(content, random)
  if (!cut.ok) throw new Error(cut.error)
  const { file, key, chunks, sizeBytes } = cut.value
  const ids = concat(...chunks.map(({ id }) => id))
  hammer((bytes) => {
    const named = chunkIds(bytes)
    return named ? joinFile({ file, key, sizeBytes, chunks: named }, () => chunks[0]?.bytes) : { ok: false, error: 'no ids of chunks' }
  }, [ids, concat(ids, ids)])
  hammer(
    (bytes) => joinFile({ file, key, sizeBytes, chunks: [hash(bytes)] }, () => bytes),
    chunks.map(({ bytes }) => bytes)
  )
})

test('what damages bytes repeats exactly from its seed', () => {
  const collect = (from: number): string[] => {
    const mutated = mutator([utf8('a true input')], from)
    return Array.from({ length: 20 }, () => mutated.next().toHex())
  }
  expect(collect(7)).toEqual(collect(7))
  expect(collect(7)).not.toEqual(collect(8))
})
