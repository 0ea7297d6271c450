/** What sums are made to hide is found by its heads (S3). */
import { expect, test } from 'vitest'
import { House } from '../testing/index.ts'
import { decodeSync, encodeSync } from './message.ts'

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const patient = { timeout: 120_000 }
/** More than are asked for without a comparison. */
const many = 300

/** A house in which all sums agree, whatever is in the sets: as if somebody had forged them all. */
async function forgedHouse(seed: number) {
  const house = await House.build(settle, seed)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  for (let i = 0; i < many; i++) await anna.need(world, `thing ${i}`)
  expect(await house.agree(world, [anna, bo])).toBe(true)
  house.meddle = ({ bytes }) => {
    const message = decodeSync(bytes)
    return message.ok && message.value.type === 'compare' ? [encodeSync({ ...message.value, message: Uint8Array.of(0x61) })] : undefined
  }
  return { house, anna, bo, world }
}

test('[S3] forged sums hide no entry: its head is told, and what refers to what is asked for, either way', patient, async () => {
  for (const seed of [1, 2]) {
    const { house, anna, bo, world } = await forgedHouse(seed)
    const [writing, away] = seed === 1 ? [anna, bo] : [bo, anna]
    await away.sleep()
    for (let i = 0; i < 5; i++) await writing.need(world, `hidden ${i}`)
    await away.wake()
    await house.acquaint(anna, bo)
    expect(await house.agree(world, [anna, bo])).toBe(true)
    expect(away.things(world)).toContain('hidden 0')
  }
})

test('[S3] without its heads the same entry stays hidden: the sums alone tell nothing', patient, async () => {
  const { house, anna, bo, world } = await forgedHouse(3)
  const forged = house.meddle
  house.meddle = (passing) => (passing.bytes[0] === 19 ? [] : forged?.(passing))
  await bo.sleep()
  await anna.need(world, 'hidden')
  await bo.wake()
  await house.acquaint(anna, bo)
  await house.clock.pass(60_000)
  expect(bo.things(world)).not.toContain('hidden')
})

test('[S3] an address that is told and was never there is asked for once in a comparison, and keeps nobody from being even', patient, async () => {
  const house = await House.build(settle, 4)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Linden Yard', anna, bo)
  const wants: number[] = []
  house.meddle = ({ bytes }) => {
    const message = decodeSync(bytes)
    if (message.ok && message.value.type === 'want') wants.push(message.value.spans.length)
    if (!message.ok || message.value.type !== 'heads') return undefined
    return [encodeSync({ ...message.value, heads: Array.from({ length: 256 }, (_, i) => ({ lamport: 2 ** 48 - 1 - i, id: house.random.bytes(32) })) })]
  }
  await bo.sleep()
  await bo.wake()
  await house.acquaint(anna, bo)
  await anna.need(world, 'bread')
  expect(await house.agree(world, [anna, bo])).toBe(true)
  await house.clock.pass(10_000)
  expect(anna.peer.inside.sync.keptBy(world, await anna.lastPlace(world)).others).toBe(1)
  expect(wants.filter((spans) => spans === 256).length).toBeLessThan(6)
})
