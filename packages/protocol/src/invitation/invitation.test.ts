import { beforeAll, expect, test } from 'vitest'
import { toText } from '../bytes/bytes.ts'
import { type Session, sessionOf } from '../epoch/session.ts'
import { makeDevice } from '../identity/device.ts'
import { addDevice, beginWare, publicOf } from '../identity/ware.ts'
import { sodiumReady } from '../sodium/sodium.ts'
import { seededRandom } from '../testing/index.ts'
import { invitationFaultWords } from './fault.ts'
import { invitationHandle, invitationId, invitationKey, makeInvitation, readLink, writeLink } from './link.ts'
import { type Answer, readAnswer, readAsk, writeAnswer, writeAsk } from './message.ts'

beforeAll(() => sodiumReady)

const nowS = 1_795_000_000
const untilS = nowS + 7 * 86_400
const addresses = ['/ip4/192.168.178.123/tcp/41000/ws', '/dns4/kitchen.example.org/tcp/443/wss']
const base = 'http://192.168.178.123:41001/'

const bytes = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
function connection(newcomer = 1, member = 2): { newcomer: Session; member: Session } {
  const [a, b] = [
    sessionOf({
      localId: bytes(newcomer),
      remoteId: bytes(member),
      localNonce: bytes(50 + newcomer),
      remoteNonce: bytes(50 + member)
    }),
    sessionOf({
      localId: bytes(member),
      remoteId: bytes(newcomer),
      localNonce: bytes(50 + member),
      remoteNonce: bytes(50 + newcomer)
    })
  ]
  if (!a.ok || !b.ok) throw new Error('no session')
  return { newcomer: a.value, member: b.value }
}
function people() {
  const random = seededRandom(1)
  const invitation = makeInvitation('ware', untilS, addresses, random)
  const { begin, device } = beginWare(random)
  const pass = { world: random.bytes(32), name: 'House', epochs: [random.bytes(32)], addresses, ancestors: [] }
  return { random, invitation, key: invitationKey(invitation.secret), begin, device, pass }
}
const ok = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

test('[K5] a link says all that is needed and with two addresses is short enough for a QR code', () => {
  for (const kind of ['ware', 'device'] as const) {
    const invitation = makeInvitation(kind, untilS, addresses, seededRandom(1))
    const link = writeLink(base, invitation)
    expect(link.length).toBeLessThan(300)
    expect(readLink(link, nowS)).toEqual({ ok: true, value: invitation })
    expect(readLink(link.slice(link.indexOf('#') + 1), nowS).ok, 'the fragment alone').toBe(true)
    expect(readLink(`  ${link}).\n`, nowS).ok, 'copied with what stood around it').toBe(true)
    expect(readLink(`${link} — come in!`, nowS).ok).toBe(true)
  }
})

test('[K5] the secret stands behind the # alone, so that no server sees it', () => {
  const { invitation } = people()
  const [before, after] = writeLink(base, invitation).split('#')
  expect(before).toBe(base)
  expect(after?.length).toBeGreaterThan(80)
})

test('[K5] a link that leads nowhere says why in plain words', () => {
  const { invitation } = people()
  const link = writeLink(base, invitation)
  const at = link.indexOf('#') + 1
  const cases: [string, number, string][] = [
    ['', nowS, 'no-invitation'],
    ['http://192.168.178.123:41001/#', nowS, 'no-invitation'],
    ['x'.repeat(10_000), nowS, 'no-invitation'],
    [link.slice(0, -1), nowS, 'damaged'],
    [link.slice(0, at + 20), nowS, 'damaged'],
    [`${link.slice(0, at + 30)}${link[at + 30] === 'A' ? 'B' : 'A'}${link.slice(at + 31)}`, nowS, 'damaged'],
    ['#hello', nowS, 'damaged'],
    [link, untilS + 1, 'old']
  ]
  for (const [text, now, fault] of cases) expect(readLink(text, now)).toEqual({ ok: false, error: fault })
  expect(readLink(link, untilS).ok).toBe(true)
  expect(readLink(writeLink(base, { ...invitation, untilS: 0 }), 9e12).ok, 'never lapses').toBe(true)
  for (const words of Object.values(invitationFaultWords)) expect(words).toMatch(/^[A-Z].*\.$/)
})

test('[K5] every letter of a link that is changed or lost is noticed', () => {
  const { invitation } = people()
  const fragment = writeLink('', invitation).slice(1)
  for (let at = 0; at < fragment.length; at++) {
    expect(readLink(fragment.slice(0, at) + fragment.slice(at + 1), nowS).ok).toBe(false)
    expect(readLink(fragment.slice(0, at) + (fragment[at] === 'x' ? 'y' : 'x') + fragment.slice(at + 1), nowS).ok).toBe(false)
  }
})

test('[K5] key, id and handle of an invitation follow from its secret and not the other way', () => {
  const { invitation, key } = people()
  const all = [invitation.secret, key, invitationId(key), invitationHandle(key)].map(toText)
  expect(new Set(all).size).toBe(4)
})

test('[K5] a ware asks and is welcomed with the world', () => {
  const { random, key, begin, device, pass } = people()
  const { newcomer, member } = connection()
  const ask = writeAsk({ kind: 'ware', begin, adds: [], name: 'Anna' }, device, key, newcomer, random)
  expect(ok(readAsk(ask, key, member))).toEqual({ kind: 'ware', begin, adds: [], name: 'Anna', ...publicOf(device) })
  const answer: Answer = { kind: 'ware', worlds: [pass] }
  expect(ok(readAnswer(ok(writeAnswer(answer, key, member, random)), key, newcomer, publicOf(device)))).toEqual(answer)
})

test('[K5] a further device of a ware enters with its papers, and without them is refused', () => {
  const { random, key, begin, device } = people()
  const { newcomer, member } = connection()
  const [phone, tablet] = [makeDevice(random), makeDevice(random)]
  const adds = [addDevice(begin.ware, publicOf(phone), device.sign), addDevice(begin.ware, publicOf(tablet), phone.sign)]
  expect(readAsk(writeAsk({ kind: 'ware', begin, adds, name: '' }, tablet, key, newcomer, random), key, member).ok).toBe(true)
  for (const wrong of [[], adds.slice(0, 1), adds.slice(1), [...adds].reverse()]) {
    expect(readAsk(writeAsk({ kind: 'ware', begin, adds: wrong, name: '' }, tablet, key, newcomer, random), key, member)).toEqual(
      {
        ok: false,
        error: 'the device of a newcomer does not belong to its ware'
      }
    )
  }
})

test('[K5] a device asks to join the ware that invites and gets its papers and the other worlds', () => {
  const { random, key, begin, device, pass } = people()
  const { newcomer, member } = connection()
  const phone = makeDevice(random)
  expect(ok(readAsk(writeAsk({ kind: 'device', name: 'phone' }, phone, key, newcomer, random), key, member))).toEqual({
    kind: 'device',
    name: 'phone',
    ...publicOf(phone)
  })
  const answer: Answer = {
    kind: 'device',
    begin,
    adds: [addDevice(begin.ware, publicOf(phone), device.sign)],
    worlds: [pass, pass]
  }
  const message = ok(writeAnswer(answer, key, member, random))
  expect(ok(readAnswer(message, key, newcomer, publicOf(phone)))).toEqual(answer)
  expect(readAnswer(message, key, newcomer, publicOf(makeDevice(random)))).toEqual({
    ok: false,
    error: 'the papers in an answer do not lead to this device'
  })
})

test('[K5] a member says why not', () => {
  const { random, key, device } = people()
  const { newcomer, member } = connection()
  for (const fault of ['old', 'used', 'withdrawn', 'not-now'] as const) {
    expect(ok(readAnswer(ok(writeAnswer({ kind: 'no', fault }, key, member, random)), key, newcomer, publicOf(device)))).toEqual({
      kind: 'no',
      fault
    })
  }
})

test('[K5] who is in between without the link opens nothing, passes nothing on and says nothing back', () => {
  const { random, key, begin, device } = people()
  const [here, there] = [connection(1, 66), connection(66, 2)]
  const ask = writeAsk({ kind: 'ware', begin, adds: [], name: 'Anna' }, device, key, here.newcomer, random)
  const closed = { ok: false, error: 'a message about an invitation does not open' }
  expect(readAsk(ask, key, there.member), 'passed on').toEqual(closed)
  expect(readAsk(ask, key, here.newcomer), 'said back').toEqual(closed)
  expect(readAsk(ask, invitationKey(bytes(9)), here.member), 'without the link').toEqual(closed)
  for (let at = 0; at < ask.length; at += 37)
    expect(readAsk(ask.with(at, (ask[at] as number) ^ 1), key, here.member)).toEqual(closed)
  expect(readAsk(new Uint8Array(3), key, here.member).ok).toBe(false)
  expect(readAsk(new Uint8Array(1_048_577), key, here.member).ok).toBe(false)
})

test('[K5] nobody asks in the name of a device that is not its own', () => {
  const { random, key, begin, device } = people()
  const { newcomer, member } = connection()
  const thief = { ...makeDevice(random), box: device.box }
  const posing = { ...thief, sign: { publicKey: device.sign.publicKey, secretKey: thief.sign.secretKey } }
  expect(readAsk(writeAsk({ kind: 'ware', begin, adds: [], name: '' }, posing, key, newcomer, random), key, member)).toEqual({
    ok: false,
    error: 'what a newcomer asks is not signed by its device'
  })
})

test('[K5] an answer with too much history is refused by who would send it', () => {
  const { random, key, pass } = people()
  const { member } = connection()
  const worlds = Array.from({ length: 40 }, () => ({ ...pass, epochs: Array.from({ length: 1_000 }, () => bytes(1)) }))
  expect(writeAnswer({ kind: 'ware', worlds }, key, member, random).ok).toBe(false)
})
