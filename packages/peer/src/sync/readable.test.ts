/** Nothing readable leaves: neither over a wire nor, when the lock really locks, onto a disk (P6, V2, S1). */
import { type IdText, lockWith, type Store, unlockWith, utf8 } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House, type Resident, type ResidentOptions } from '../testing/index.ts'
import type { Lock } from '../world/keyring.ts'
import { foundIn, secretsOf } from './testing/looking.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

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
  const secrets = secretsOf(world, residents)
  expect(house.passed.length).toBeGreaterThan(20)
  const found = house.passed.flatMap(({ bytes }) => foundIn(bytes, secrets))
  expect([...new Set(found)]).toEqual([])
})

test('[P6] nothing on a disk can be read without its lock', async () => {
  const house = await House.build(settle)
  const { world, residents } = await livedIn(house, true)
  const secrets = secretsOf(world, residents)
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
