/** Nothing readable leaves: neither over a wire nor, when the lock really locks, onto a disk (P6, V2, S1). */
import { fromText, type IdText, lockWith, type Store, toText, unlockWith, utf8 } from '@commune/protocol'
import { inflateSync } from 'fflate'
import { expect, test } from 'vitest'
import { House, type Resident, type ResidentOptions, wareOf } from '../testing/index.ts'
import type { Lock } from '../world/keyring.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What somebody who looks might look for. */
interface Secret {
  readonly what: string
  readonly bytes: Uint8Array
}

const contains = (bytes: Uint8Array, part: Uint8Array): boolean => Buffer.from(bytes).indexOf(part) >= 0

/** Secrets in the bytes as they are, or in what they unpack to. */
function foundIn(bytes: Uint8Array, secrets: readonly Secret[]): string[] {
  const views = [bytes]
  try {
    views.push(inflateSync(bytes))
  } catch {
    // Nothing packed.
  }
  return secrets.filter((secret) => views.some((view) => contains(view, secret.bytes))).map(({ what }) => what)
}

function secretsOf(house: House, world: IdText, residents: readonly Resident[]): Secret[] {
  const id = fromText(world) as Uint8Array
  const texts = ['Linden Yard', 'Mira of the mill', 'sourdough', 'at the back door', 'Feed the starter']
  const found: Secret[] = texts.map((text) => ({ what: text, bytes: utf8(text) }))
  found.push({ what: 'the id of the world', bytes: id }, { what: 'the id of the world as text', bytes: utf8(world) })
  for (const one of residents) {
    const { device, begin } = one.peer.inside.me()
    const keys = [['device key', device.sign.publicKey], ['box key', device.box.publicKey], ['ware', begin.ware], ['secret', device.secret]] as const
    for (const [what, bytes] of keys) found.push({ what: `the ${what} of ${one.name}`, bytes: bytes.slice(0, 32) })
    found.push({ what: `the ware of ${one.name} as text`, bytes: utf8(wareOf(one)) })
    found.push({ what: `the device of ${one.name} as text`, bytes: utf8(toText(device.sign.publicKey)) })
  }
  for (const epoch of residents[0]?.held(world).hosted.world.keyring.all() ?? []) {
    found.push({ what: 'the secret of an epoch', bytes: epoch.secret }, { what: 'a content key', bytes: epoch.contentKey })
  }
  expect(house.passed.length).toBeGreaterThan(20)
  return found
}

async function livedIn(house: House, locks: boolean): Promise<{ world: IdText; residents: Resident[] }> {
  const options = (): ResidentOptions => {
    const key = house.random.bytes(32)
    const lock: Lock = { lock: (plain) => lockWith(key, plain, house.random), unlock: (locked) => unlockWith(key, locked) }
    return locks ? { lock } : {}
  }
  const [anna, bo] = [await house.resident('anna', options()), await house.resident('bo', options())]
  const world = await house.worldOf('Linden Yard', anna, bo)
  await anna.say(world, { wish: 'me', name: 'Mira of the mill', kind: 'wetware' })
  await bo.say(world, { wish: 'offer', thing: 'sourdough', place: 'at the back door' }, { wish: 'begin', title: 'sourdough', text: 'Feed the starter' })
  expect(await house.agree(world, [anna, bo])).toBe(true)
  await house.clock.pass(30_000)
  return { world, residents: [anna, bo] }
}

test('[P6][S1][V2] nothing on the wire can be read: no text, no name, no key of anybody, no world', async () => {
  const house = await House.build(settle)
  const { world, residents } = await livedIn(house, false)
  const secrets = secretsOf(house, world, residents)
  const found = house.passed.flatMap(({ bytes }) => foundIn(bytes, secrets))
  expect([...new Set(found)]).toEqual([])
})

test('[P6] nothing on a disk can be read without its lock', async () => {
  const house = await House.build(settle)
  const { world, residents } = await livedIn(house, true)
  const secrets = secretsOf(house, world, residents)
  for (const one of residents) {
    await one.sleep()
    const store: Store = await one.disk.open()
    const entries = await store.list('', { limit: 100_000 })
    expect(entries.length).toBeGreaterThan(6)
    const found = entries.flatMap(([key, value]) => [...foundIn(value, secrets), ...foundIn(utf8(key), secrets)].map((what) => `${key}: ${what}`))
    expect([...new Set(found)]).toEqual([])
    await store.close()
  }
})

test('what looks for readable bytes finds them where they are', () => {
  const secrets = [{ what: 'bread', bytes: utf8('bread') }]
  expect(foundIn(utf8('some bread'), secrets)).toEqual(['bread'])
  expect(foundIn(utf8('some bred'), secrets)).toEqual([])
})
