/** Peers that forget at different times, and those who come later (V4). */
import { closeEnvelope, encodeEntry, type Epoch } from '@commune/protocol'
import { expect, test } from 'vitest'
import { House } from '../testing/index.ts'
import { decodeSync } from './message.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }
const seasonMs = 7_889_400_000

test('[V4] a peer forgets by itself as seasons pass; one that comes later hears what is dead and does not ask again', patient, async () => {
  const house = await House.build(settle, 5)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  await anna.need(world, 'bread')
  for (let n = 0; n < 20; n++) await house.clock.wait(anna.held(world).hosted.say([{ type: 'trace', n }], false, 1))
  await bo.need(world, 'salt')
  expect(await house.agree(world, [anna, bo])).toBe(true)
  const before = anna.held(world).hosted.world.set.count
  const digest = anna.digest(world)
  await bo.sleep()
  await anna.sleep()
  await house.clock.pass(3 * seasonMs)
  await anna.wake()
  await house.clock.pass(1_000)
  const bodies = async (): Promise<number> => {
    let count = 0
    for await (const placed of anna.held(world).hosted.world.scan(0)) count += placed.length
    return count
  }
  expect(await bodies()).toBe(before - 20)
  expect(anna.held(world).hosted.world.set.count).toBe(before)
  expect(anna.digest(world)).not.toBe(digest)
  expect(anna.things(world)).toEqual(['bread', 'salt'])
  // Somebody who never had them.
  const cleo = await house.resident('cleo')
  await house.invite(world, anna, cleo)
  expect(await house.agree(world, [anna, cleo])).toBe(true)
  expect(cleo.held(world).hosted.world.set.count).toBe(anna.held(world).hosted.world.set.count)
  const wanted: number[] = []
  house.meddle = ({ bytes }) => {
    const message = decodeSync(bytes)
    if (message.ok && message.value.type === 'want') wanted.push(message.value.spans.reduce((sum, span) => sum + span.ids.length, 0))
    return undefined
  }
  await house.clock.pass(300_000)
  expect(wanted.filter((count) => count > 0)).toEqual([])
  // Somebody who still has them: all are even, and nobody gets them back.
  await bo.wake()
  await house.acquaint(anna, bo, cleo)
  expect(await house.agree(world, [anna, bo, cleo])).toBe(true)
  await anna.need(world, 'oil')
  await house.clock.pass(5_000)
  expect(anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world)).others).toBe(2)
  expect(bo.things(world)).toEqual(['bread', 'oil', 'salt'])
})

test('[V4][E5] an entry that lapses stands beside the chains: else it is refused; what refers to one waits for ever', async () => {
  const house = await House.build(settle, 6)
  const anna = await house.resident('anna')
  const world = await house.worldOf('Linden Yard', anna)
  await anna.need(world, 'bread')
  const { hosted } = anna.held(world)
  const [{ id, keyring, graph }, pair] = [hosted.world, anna.peer.inside.me().device.sign]
  const epoch = keyring.all().at(-1) as Epoch
  const tips = (): string => JSON.stringify([graph.heads, graph.tips(hosted.world.device)])
  const craft = (keepClass: number, prev: { lamport: number; id: Uint8Array } | null, author: Uint8Array | null, signs = true): Uint8Array => {
    const setting = { world: id, epochId: epoch.id, nonce: house.random.bytes(24) }
    const { plain, lamport } = encodeEntry({ author, prev, parents: [], statements: [{ type: 'trace' }] }, setting, signs ? pair.secretKey : undefined)
    const closed = closeEnvelope({ tag: epoch.tag, lamport, keepClass, nonce: setting.nonce }, plain, epoch.contentKey)
    if (!closed.ok) throw new Error(closed.error)
    return closed.value
  }
  const before = tips()
  await house.clock.wait(hosted.say([{ type: 'trace' }], false, 2))
  expect(tips()).toBe(before)
  const lapsing = (await hosted.world.read(await newest(hosted.world.set)))[0]
  expect(lapsing?.[23]).toBe(2)
  const { tip } = hosted.world
  const wrong = [craft(1, tip, pair.publicKey), craft(1, tip, null), craft(1, null, pair.publicKey, false)]
  const taken = await hosted.world.take(wrong, undefined)
  expect(taken.refused.map(({ reason }) => reason)).toEqual(wrong.map(() => 'an entry that lapses has an author, a signature and no prev'))
  // A for-ever entry after one that lapses: it would count here and nowhere else later.
  const [{ lamport, id: lapsingId }] = (await newest(hosted.world.set)) as [{ lamport: number; id: Uint8Array }]
  await hosted.world.take([craft(0, { lamport, id: lapsingId }, pair.publicKey)], undefined)
  expect(graph.heldEntries).toBe(1)
  expect(graph.forks).toEqual([])
  expect(tips()).toBe(before)
})

async function newest(set: { count: number; nth(rank: number): Promise<{ lamport: number; id: Uint8Array } | undefined> }) {
  const item = await set.nth(set.count - 1)
  return item ? [item] : []
}
