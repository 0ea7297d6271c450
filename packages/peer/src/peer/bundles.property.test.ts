/** By hand, by a conversation or from a backup: the same state (S7). */
import type { IdText } from '@commune/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { House, must, type Resident } from '../testing/index.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 240_000 }
const hourMs = 3_600_000

type Say = { readonly do: 'need' | 'offer' | 'begin' | 'name' | 'bundle'; readonly text: string; readonly by: number }
const anySay: fc.Arbitrary<Say> = fc.record({
  do: fc.constantFrom('need' as const, 'offer' as const, 'begin' as const, 'name' as const, 'bundle' as const),
  text: fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcdefghij klmnop') }).map((text) => `x${text.trim()}`),
  by: fc.nat(1)
})

/** What is shown of a world, whoever looks. */
const shown = (one: Resident, world: IdText): unknown => {
  const { intents, ideas } = one.held(world).views()
  return [one.things(world), ideas.list({ limit: 10_000 }).rows.map(({ title, start }) => [title, start]).toSorted(), intents.list({ limit: 10_000 }, 0).rows.length]
}

async function speak(house: House, world: IdText, speakers: readonly Resident[], says: readonly Say[]): Promise<Uint8Array[]> {
  const bundles: Uint8Array[] = []
  let since = 0
  for (const { do: what, text, by } of says) {
    const one = speakers[by] as Resident
    if (what === 'need' || what === 'offer') await one.say(world, { wish: what, thing: text })
    else if (what === 'begin') await one.say(world, { wish: 'begin', title: text, text: text.repeat(20) })
    else if (what === 'name') await one.say(world, { wish: 'me', name: text })
    else {
      await house.clock.pass(5_000)
      const { bytes, end } = must(await (speakers[0] as Resident).peer.act('writeBundle', { world, since }))
      bundles.push(bytes)
      since = end
    }
  }
  expect(await house.agree(world, speakers)).toBe(true)
  bundles.push(must(await (speakers[0] as Resident).peer.act('writeBundle', { world, since })).bytes)
  return bundles
}

test('[S7] bundles of parts, in any order and however late, a conversation, and a backup with a bundle lead to the same state', patient, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anySay, { minLength: 3, maxLength: 24 }), fc.integer({ min: 1, max: 1_000 }), async (says, seed) => {
      const house = await House.build(settle, seed)
      const [anna, bo, cleo, dora] = await Promise.all(['anna', 'bo', 'cleo', 'dora'].map((name) => house.resident(name))) as [Resident, Resident, Resident, Resident]
      const world = await house.worldOf('Linden Yard', anna, bo, cleo, dora)
      await house.acquaint(anna, bo, cleo, dora)
      expect(await house.agree(world, [anna, bo, cleo, dora])).toBe(true)
      const backup = must(await anna.peer.act('backup', { passphrase: 'seven beans in a jar' }))
      await cleo.sleep()
      await dora.sleep()
      const bundles = await speak(house, world, [anna, bo], says)
      const whole = must(await bo.peer.act('writeBundle', { world })).bytes
      const digest = anna.digest(world)
      await anna.sleep()
      await bo.sleep()
      // One way, a month later, in any order, some of them twice.
      await house.clock.pass(hourMs)
      await cleo.wake()
      const order = [...bundles, ...bundles.slice(0, 2)].map((bytes, index) => ({ bytes, at: (index * 7 + seed) % 5 })).sort((a, b) => a.at - b.at)
      for (const { bytes } of order) must(await cleo.peer.act('takeBundle', { bytes }))
      expect(cleo.digest(world)).toBe(digest)
      const { graph } = cleo.held(world).hosted.world
      expect([graph.heldEntries, graph.forks]).toEqual([0, []])
      const seen = shown(cleo, world)
      // From one who had it by hand to one who asks.
      await dora.wake()
      await house.acquaint(cleo, dora)
      expect(await house.agree(world, [cleo, dora])).toBe(true)
      expect(dora.digest(world)).toBe(digest)
      await cleo.sleep()
      await dora.sleep()
      const back = await house.resident('back')
      must(await house.clock.wait(back.peer.act('restore', { bytes: backup.bytes, passphrase: 'seven beans in a jar' })))
      must(await back.peer.act('takeBundle', { bytes: whole }))
      expect(shown(back, world)).toEqual(seen)
    }),
    { numRuns: 8 }
  )
})

test('[S7] a bundle that is damaged, cut off, foreign or none gives a plain sentence, and nothing else happens', patient, async () => {
  const house = await House.build(settle, 9)
  const [anna, bo, stranger] = [await house.resident('anna'), await house.resident('bo'), await house.resident('stranger')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  for (let n = 0; n < 12; n++) await anna.need(world, `thing ${n}`)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  const { bytes } = must(await anna.peer.act('writeBundle', { world }))
  const digest = bo.digest(world)
  const count = bo.held(world).hosted.world.set.count
  const words = async (given: Uint8Array): Promise<string> => {
    const taken = await bo.peer.act('takeBundle', { bytes: given })
    return taken.ok ? (taken.value.damage?.key ?? 'taken') : taken.error.key
  }
  const seen = new Set<string>()
  for (let cut = 0; cut < bytes.length; cut += 97) seen.add(await words(bytes.subarray(0, cut)))
  for (let at = 0; at < bytes.length; at += 17) seen.add(await words(bytes.with(at, (bytes[at] as number) ^ 0x55)))
  expect([...seen].toSorted()).toEqual(['peer.bundle-cut-off', 'peer.bundle-damaged', 'peer.bundle-foreign', 'peer.no-bundle'])
  expect(await words(bytes.with(4, 9))).toBe('peer.bundle-newer')
  expect(await words(bytes)).toBe('taken')
  const foreign = await stranger.peer.act('takeBundle', { bytes })
  expect(foreign.ok ? 'taken' : foreign.error.key).toBe('peer.bundle-foreign')
  expect([bo.digest(world), bo.held(world).hosted.world.set.count]).toEqual([digest, count])
})
