import { sodiumReady } from '@commune/protocol'
import { seededRandom } from '@commune/protocol/testing'
import { beforeAll, expect, test } from 'vitest'
import { CredentialBook, credentialsMax } from './credentials.ts'
import { type Grant, ownPrefixes } from './grants.ts'

const nothing: Grant = { says: [], hears: [], asked: [] }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
let book: CredentialBook
beforeAll(async () => {
  await sodiumReady
})
const fresh = (): CredentialBook => new CredentialBook(seededRandom(7))
const admit = (name: string, grant: Partial<Grant> = {}) => {
  const admitted = book.admit(name, { ...nothing, ...grant })
  if (!admitted.ok) throw new Error(admitted.error.type)
  return admitted.value
}

test('[B1] a secret is long, fits into small devices, opens only its own credential, and is kept nowhere', () => {
  book = fresh()
  const [one, two] = [admit('Lamp in the hall'), admit('Lamp in the hall')]
  expect(one.credential.id).toMatch(/^lamp-in-the-hall-[0-9a-hjkmnp-tv-z]{4}$/u)
  expect(one.credential.id).not.toBe(two.credential.id)
  expect(one.secret).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/u)
  expect(one.secret.length).toBeLessThanOrEqual(32)
  expect(book.check(one.credential.id, bytes(one.secret))).toBe('fits')
  expect(book.check(two.credential.id, bytes(one.secret))).toBe('wrong')
  expect(book.check('lamp', bytes(one.secret))).toBe('unknown')
  expect(book.check('__proto__', bytes(''))).toBe('unknown')
  expect(JSON.stringify([book.stored(), book.list()])).not.toContain(one.secret)
})

test('a name in any script gives an id that can be typed', () => {
  book = fresh()
  for (const [name, id] of [['Küchenlämpchen №1', 'kuchenlampchen-no1'], ['лампа', 'device'], ['--', 'device'], ['x'.repeat(80), 'x'.repeat(24)]] as const) {
    expect(admit(name).credential.id.slice(0, -5)).toBe(id)
  }
  for (const wrong of ['', '   ', 'x'.repeat(81)]) expect(book.admit(wrong, nothing)).toEqual({ ok: false, error: { type: 'name' } })
})

test('a book that was stored is read as it was, and what is no book is not', () => {
  book = fresh()
  const { credential, secret } = admit('lamp', { says: ['lamp', 'homeassistant/+/lamp'], hears: ['house'], asked: ['cmnd/lamp'] })
  const stored: unknown = JSON.parse(JSON.stringify(book.stored()))
  const read = CredentialBook.read(stored, seededRandom(8))
  if (!read.ok) throw new Error(read.error)
  expect(read.value.list()).toEqual([credential])
  expect(read.value.check(credential.id, bytes(secret))).toBe('fits')
  const [entry] = book.stored()
  const twice = [entry, entry]
  const clash = [entry, { ...entry, id: 'thief', grant: { ...nothing, says: ['cmnd/lamp'] } }]
  for (const wrong of [undefined, null, {}, 'x', [1], twice, clash, [{ ...entry, lock: 'short' }], [{ ...entry, id: '__proto__' }], [{ ...entry, more: 1 }], [{ ...entry, grant: { ...nothing, says: ['#'] } }]]) {
    expect(CredentialBook.read(wrong, seededRandom(8))).toEqual({ ok: false, error: 'damaged' })
  }
})

test('a grant is made of beginnings of topics, not of everything, and of few', () => {
  book = fresh()
  for (const prefix of ['', '#', 'a/#', 'a/', 'a+', '$SYS', 'a\u0000', 'x'.repeat(257)]) {
    expect(book.admit('x', { ...nothing, says: [prefix] })).toEqual({ ok: false, error: { type: 'prefix', prefix } })
  }
  expect(book.admit('x', { ...nothing, hears: Array.from({ length: 33 }, (_, n) => `a/${n}`) })).toEqual({ ok: false, error: { type: 'many', max: 32 } })
  for (let n = 0; n < credentialsMax; n++) admit('x')
  expect(book.admit('x', nothing)).toEqual({ ok: false, error: { type: 'full', max: credentialsMax } })
})

test('[B4] several may announce themselves at one place and listen to one another, and speak nowhere else together', () => {
  book = fresh()
  admit('zigbee', { says: ['zigbee2mqtt', 'homeassistant'], hears: ['zigbee2mqtt'] })
  admit('tasmota', { says: ['tele/plug', 'homeassistant/+/plug'], asked: ['cmnd/plug'], hears: ['zigbee2mqtt/remote', 'homeassistant'] })
  const taken = (says: string): unknown => book.admit('x', { ...nothing, says: [says] })
  for (const prefix of ['zigbee2mqtt', 'zigbee2mqtt/lamp/set', '+/lamp', 'tele', 'cmnd/+/power']) expect(taken(prefix)).toMatchObject({ ok: false, error: { type: 'taken', prefix } })
  expect(taken('tele/other')).toMatchObject({ ok: true })
})

test('[B5] what a device announces may name topics where it alone speaks or is asked, not those that are shared', () => {
  expect(ownPrefixes({ says: ['zigbee2mqtt', 'homeassistant', 'homeassistant/+/x', '+/y'], hears: ['house'], asked: ['cmnd/x'] }, ['homeassistant'])).toEqual(['zigbee2mqtt', 'cmnd/x'])
})

test('[B1] another secret opens the same credential, and the old one nothing any more', () => {
  book = fresh()
  const made = admit('Lamp', { says: ['lamp'] })
  const renewed = book.renew(made.credential.id)
  expect(renewed?.credential).toEqual(made.credential)
  expect([made.secret, renewed?.secret ?? ''].map((each) => book.check(made.credential.id, bytes(each)))).toEqual(['wrong', 'fits'])
  expect(book.renew('nobody')).toBeUndefined()
})
