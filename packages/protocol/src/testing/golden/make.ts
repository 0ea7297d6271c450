/**
 * One of each thing that goes over a wire, onto a disk or into a hand, made from fixed seeds: what a second implementation has
 * to give and to take byte for byte. `golden.json` beside it is the committed result.
 */
import { concat, toText, utf8 } from '../../bytes/bytes.ts'
import { halfOf, signCarry } from '../../carrier/carrier.ts'
import { sayAppoint, sayCarrierEnd } from '../../carrier/room.ts'
import { encodeValue } from '../../cbor/cbor.ts'
import { encodeAuthorless, encodeEntry } from '../../entry/entry.ts'
import { closeEnvelope, envelopeId, type Header } from '../../envelope/envelope.ts'
import { epochOf, handleOf, makeEpoch } from '../../epoch/epoch.ts'
import { makeGrants } from '../../epoch/grant.ts'
import { blindTags, proveEpoch } from '../../epoch/proof.ts'
import { ringPairOf, ringSecretId, sayRingShare } from '../../epoch/ring.ts'
import { sayDissociation, sayFork, sayGive, sayMint, sayRing } from '../../epoch/room.ts'
import { sessionOf } from '../../epoch/session.ts'
import { makeBackup } from '../../identity/backup.ts'
import { makeDevice } from '../../identity/device.ts'
import { toKeyText } from '../../identity/keyText.ts'
import { lockSecrets } from '../../identity/secrets.ts'
import { addDevice, beginWare, publicOf, sayAdd, sayBegin, sayEnd, sayJoin, sayRecoveryEnd, saySignedEnd, saySignedJoin } from '../../identity/ware.ts'
import { invitationHandle, invitationId, invitationKey, makeInvitation, writeLink } from '../../invitation/link.ts'
import { type Answer, writeAnswer, writeAsk, writeCarrierAsk } from '../../invitation/message.ts'
import { papersBack, sealWayBack, type WayBack } from '../../identity/wayBack.ts'
import { derive, hash, signPair } from '../../sodium/sodium.ts'
import type { RawStatement, Result } from '../../statement/statement.ts'
import { seededRandom } from '../seeded.ts'

const filled = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill)
const value = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

export const goldenPassphrase = 'seven beans in a jar'
export const goldenCost = { passes: 1, memoryKib: 8 }

/** All parts, for tests that read the golden bytes again. */
export const goldenParts = () => {
  const random = seededRandom(2026)
  const world = filled(0x11)
  const { begin, device: laptop, recovery } = beginWare(random)
  const phone = makeDevice(random)
  const { epoch, seed } = makeEpoch(world, laptop.sign.publicKey, random)
  const left = value(
    sessionOf({ localId: utf8('peer a'), remoteId: utf8('peer b'), localNonce: filled(1), remoteNonce: filled(2) })
  )
  const right = value(
    sessionOf({ localId: utf8('peer b'), remoteId: utf8('peer a'), localNonce: filled(2), remoteNonce: filled(1) })
  )
  const invitation = makeInvitation('ware', 1_800_000_000, ['/ip4/192.168.1.20/tcp/4100/ws'], random)
  const pass = { world, name: 'House', epochs: [epoch.secret], addresses: invitation.addresses, ancestors: [] }
  return { random, world, begin, laptop, recovery, phone, epoch, seed, left, right, invitation, pass }
}
export type GoldenParts = ReturnType<typeof goldenParts>

/** What the devices of a ware share; see `ring`. */
const ringSecret = filled(0x44)

export const goldenStatements = ({ world, begin, laptop, recovery, phone, seed }: GoldenParts): readonly RawStatement[] => {
  const end = { ware: begin.ware, device: phone.sign.publicKey, last: filled(0x77), keeps: [filled(0x78)] }
  return [
    sayBegin(begin),
    sayAdd(addDevice(begin.ware, publicOf(phone), laptop.sign)),
    sayJoin(begin.ware, phone.box.publicKey),
    sayEnd(end),
    sayRecoveryEnd(world, { ...end, last: null, keeps: [] }, recovery.sign),
    sayMint(seed, [toText(begin.ware)]),
    sayGive([toText(begin.ware)]),
    { type: 'epoch.ring', key: ringPairOf(ringSecret, world, 227).publicKey },
    sayDissociation(toText(begin.ware), true),
    sayDissociation(toText(begin.ware), false),
    sayFork([new Uint8Array(80).fill(6)]),
    saySignedJoin(world, begin.ware, phone),
    saySignedEnd(world, end, laptop.sign),
    sayMint(seed, [toText(begin.ware)], [laptop, phone].map(({ sign }) => toText(sign.publicKey))),
    sayRing(ringPairOf(ringSecret, world, 227).publicKey, 227),
    sayRingShare(227, ringSecret, [{ device: toText(phone.sign.publicKey), box: toText(phone.box.publicKey) }], seededRandom(2027)),
    sayDissociation(toText(begin.ware), true, 1),
    sayAppoint(filled(0x44), ['/ip4/192.168.1.30/tcp/4100']),
    sayCarrierEnd(toText(filled(0x44)))
  ]
}

/** Name to hex, or to text where the thing is text. */
export const makeGolden = (): Record<string, string> => {
  const parts = goldenParts()
  const { random, world, begin, laptop, recovery, phone, epoch, seed, left, right, invitation, pass } = parts
  const golden: Record<string, string> = {}
  const put = (name: string, bytes: Uint8Array | string): void =>
    void (golden[name] = typeof bytes === 'string' ? bytes : bytes.toHex())

  put('hash of abc', hash(utf8('abc')))
  put(
    'derive, without and with a key',
    concat(derive('example', [utf8('a'), utf8('b')]), derive('example', [utf8('ab')], filled(5)))
  )
  put('device secret', laptop.secret)
  put('device keys: sign, box', concat(laptop.sign.publicKey, laptop.box.publicKey))
  put('recovery secret', recovery.secret)
  put('ware begin body', begin.body)
  put('ware id', begin.ware)
  put('ring secret', ringSecret)
  put('ring secret id', ringSecretId(ringSecret))
  put('ring key, season 227', ringPairOf(ringSecret, world, 227).publicKey)
  for (const [index, statement] of goldenStatements(parts).entries())
    put(`statement ${index}: ${statement.type}`, encodeValue(statement))

  put('world id', world)
  put('world handle', handleOf(world))
  put('epoch seed', seed)
  put('epoch secret', epoch.secret)
  put('epoch id', epoch.id)
  put('epoch tag', epoch.tag)
  put('epoch content key', epoch.contentKey)
  put('epoch live key', epoch.liveKey)
  put('epoch prove key, public', epoch.prove.publicKey)
  put('epoch from a secret of ones', concat(epochOf(world, filled(1)).id, epochOf(world, filled(1)).tag))

  const said = [{ type: 'need.say', what: 'bread', much: [3, 2] }]
  const entries: [string, { plain: Uint8Array; lamport: number }, Uint8Array][] = []
  const setting = (nonce: number) => ({ world, epochId: epoch.id, nonce: filled(nonce, 24) })
  entries.push([
    'first, signed',
    encodeEntry({ author: laptop.sign.publicKey, prev: null, parents: [], statements: said }, setting(1), laptop.sign.secretKey),
    setting(1).nonce
  ])
  const prev = { lamport: 1, id: filled(0x21) }
  const parents = [
    { lamport: 299, id: filled(0x22) },
    { lamport: 300, id: filled(0x20) }
  ]
  entries.push(['later, unsigned', encodeEntry({ author: null, prev, parents, statements: said }, setting(2)), setting(2).nonce])
  entries.push(['authorless', { plain: encodeAuthorless(said, filled(9, 5)), lamport: 0 }, setting(3).nonce])
  for (const [name, { plain, lamport }, nonce] of entries) {
    const header: Header = { tag: epoch.tag, lamport, keepClass: name === 'authorless' ? 2 : 0, nonce }
    const envelope = value(closeEnvelope(header, plain, epoch.contentKey))
    put(`entry ${name}: plain`, plain)
    put(`entry ${name}: envelope`, envelope)
    put(`entry ${name}: id`, envelopeId(envelope))
  }
  const grant = makeGrants(epoch, [laptop.box.publicKey, phone.box.publicKey, filled(0x33)], 12, random)[0] as Uint8Array
  put('grant for three', grant)

  put('session id', left.id)
  put('proof by the left side', proveEpoch(epoch, left))
  put('blind tags of the left side', concat(...blindTags([handleOf(world), filled(8)], left, random)))

  const key = invitationKey(invitation.secret)
  put('invitation link', writeLink('http://192.168.1.20:4101/', invitation))
  put('invitation key, id, handle', concat(key, invitationId(key), invitationHandle(key)))
  put('ask of a ware, from the left side', writeAsk({ kind: 'ware', begin, adds: [], name: 'Anna' }, laptop, key, left, random))
  put('ask of a device, from the left side', writeAsk({ kind: 'device', name: 'phone' }, phone, key, left, random))
  put('answer to a ware, from the right side', value(writeAnswer({ kind: 'ware', worlds: [pass] }, key, right, random)))
  const adds = [addDevice(begin.ware, publicOf(phone), laptop.sign)]
  put(
    'answer to a device, from the right side',
    value(writeAnswer({ kind: 'device', begin, adds, worlds: [pass] }, key, right, random))
  )
  put('answer no, from the right side', value(writeAnswer({ kind: 'no', fault: 'used' }, key, right, random)))

  const backup = { begin, recovery: recovery.secret, name: 'Anna', madeS: 1_795_000_000, worlds: [pass] }
  put('backup under a passphrase', value(makeBackup(backup, { passphrase: goldenPassphrase, cost: goldenCost }, random)).bytes)
  const keyed = value(makeBackup(backup, 'key', random))
  put('backup under a key', keyed.bytes)
  put('its key', keyed.key as string)
  put('key text of sixteen ones', toKeyText(filled(1, 16)))
  put('secrets under a passphrase', value(lockSecrets(utf8('what is kept'), goldenPassphrase, random, goldenCost)))
  const gate = makeDevice(random)
  const way: WayBack = {
    begin,
    adds: [...adds, addDevice(begin.ware, publicOf(gate), phone.sign)],
    gate,
    recovery: recovery.secret,
    name: 'Anna',
    madeS: 1_795_000_000,
    worlds: [pass]
  }
  put('way back for the laptop', value(sealWayBack(way, laptop.box.publicKey, random)))
  const returning = makeDevice(seededRandom(77))
  const answer: Answer = { kind: 'device', begin, adds: papersBack(way, publicOf(returning)), worlds: [pass], recovery: recovery.secret }
  put('answer to a device that comes back, from the right side', value(writeAnswer(answer, key, right, random)))

  const carrier = signPair(filled(0x45))
  const addresses = ['/ip4/192.168.1.30/tcp/4100']
  put('carrier link', writeLink('http://192.168.1.20:4101/', { ...invitation, kind: 'carrier' }))
  put('ask of a carrier, from the left side', writeCarrierAsk(carrier, addresses, key, left, random))
  const appointed = { kind: 'carrier' as const, handle: handleOf(world), halves: [halfOf(epoch)], addresses: invitation.addresses }
  put('answer to a carrier, from the right side', value(writeAnswer(appointed, key, right, random)))
  put('carry by the left side', concat(carrier.publicKey, signCarry(carrier, left, filled(0xc0, 8))))
  const lapsing = encodeEntry({ author: laptop.sign.publicKey, prev: null, parents, statements: said }, setting(4), laptop.sign.secretKey)
  put('entry that lapses: envelope', value(closeEnvelope({ tag: epoch.tag, lamport: lapsing.lamport, keepClass: 3, nonce: setting(4).nonce }, lapsing.plain, epoch.contentKey)))
  return golden
}
