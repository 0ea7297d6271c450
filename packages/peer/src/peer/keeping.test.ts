/** Where the recovery key lies: open until it lies in a backup, then under the passphrase of that backup. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { toText } from '@commune/protocol'
import { House, must, type Resident, wareOf } from '../testing/index.ts'

const passphrase = 'four words in a row'
const build = (seed: number): Promise<House> => House.build(() => setImmediate(), seed)
const keysOf = (one: Resident): [open: boolean, sealed: boolean, backedUp: boolean] => {
  const { recovery, sealed, backedUp } = one.peer.inside.me()
  return [recovery !== null, sealed !== null, backedUp]
}
const keyOf = <T extends { readonly ok: boolean }>(outcome: T | { readonly ok: false; readonly error: { readonly key: string } }): string =>
  'error' in outcome ? outcome.error.key : 'ok'

test('[I2][I4] after a backup the recovery key lies open nowhere on the device, nor after a restart', async () => {
  const house = await build(201)
  const anna = await house.resident('anna')
  await house.worldOf('Yard', anna)
  expect(keysOf(anna)).toEqual([true, false, false])
  expect(must(await anna.peer.ask('self', {}))).toMatchObject({ recovery: 'open', backedUp: false })
  must(await anna.peer.act('backup', { passphrase }))
  expect(keysOf(anna)).toEqual([false, true, true])
  await anna.sleep()
  await anna.wake()
  expect(keysOf(anna)).toEqual([false, true, true])
  expect(must(await anna.peer.ask('self', {}))).toMatchObject({ recovery: 'locked', backedUp: true })
})

test('[I4] a backup that could not be put where it is to lie changes nothing; said to be kept, it counts', async () => {
  const house = await build(202)
  const anna = await house.resident('anna')
  await house.worldOf('Yard', anna)
  expect(keyOf(await anna.peer.act('backupKept', {}))).toBe('peer.no-backup-made')
  must(await anna.peer.act('backup', { passphrase, later: true }))
  expect(keysOf(anna)).toEqual([true, false, false])
  must(await anna.peer.act('backupKept', {}))
  expect(keysOf(anna)).toEqual([false, true, true])
})

test('[I4] a second backup, by the passphrase of the first, brings back what came in between; by another it says what to do', async () => {
  const house = await build(203)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  await house.worldOf('Yard', anna)
  const ware = wareOf(anna)
  const first = must(await anna.peer.act('backup', { passphrase }))
  const garden = await house.worldOf('Garden', anna, bo)
  expect(keyOf(await anna.peer.act('backup', { passphrase: 'another four words' }))).toBe('peer.backup-passphrase')
  expect(keysOf(anna)).toEqual([false, true, true])
  const second = must(await anna.peer.act('backup', { passphrase }))
  const worldsFrom = async (name: string, bytes: Uint8Array): Promise<string[]> => {
    const fresh = await house.resident(name)
    must(await house.clock.wait(fresh.peer.act('restore', { bytes, passphrase })))
    expect(wareOf(fresh)).toBe(ware)
    return must(await fresh.peer.ask('worlds', {})).map(({ world }) => world)
  }
  expect(await worldsFrom('early', first.bytes)).not.toContain(garden)
  expect(await worldsFrom('late', second.bytes)).toContain(garden)
})

test('[I3] with the passphrase of the backup a device is ended by the recovery key, with a wrong one not at all', async () => {
  const house = await build(204)
  const [anna, phone] = [await house.resident('anna'), await house.resident('phone')]
  const world = await house.worldOf('Yard', anna)
  const untilMs = house.clock.nowMs() + 3_600_000
  const { link } = must(await house.clock.wait(anna.peer.act('invite', { world, kind: 'device', history: true, untilMs })))
  must(await house.clock.wait(phone.peer.act('join', { link })))
  must(await anna.peer.act('backup', { passphrase }))
  const { device } = must(await phone.peer.ask('self', {}))
  const ended = (): boolean => anna.held(world).hosted.identities.devices(wareOf(anna)).some((view) => view.device === device && view.ended)
  expect(await house.clock.until(() => anna.held(world).hosted.identities.devices(wareOf(anna)).length === 2, 60_000)).toBe(true)
  expect(keyOf(await house.clock.wait(anna.peer.act('endDevice', { device, passphrase: 'not that one' })))).toBe('peer.backup-passphrase')
  expect(ended()).toBe(false)
  must(await house.clock.wait(anna.peer.act('endDevice', { device, passphrase })))
  expect(ended()).toBe(true)
  const ends = [...(anna.held(world).hosted.world.folds.state('identity') as unknown as { ends: Map<string, { by: unknown }> }).ends.values()]
  expect(ends.map(({ by }) => by)).toEqual([toText(anna.peer.inside.me().begin.recovery)])
})

test('the only device is not ended, not even where all worlds were left', async () => {
  const house = await build(205)
  const anna = await house.resident('anna')
  const world = await house.worldOf('Yard', anna)
  const { device } = must(await anna.peer.ask('self', {}))
  expect(keyOf(await anna.peer.act('endDevice', { device }))).toBe('peer.device-alone')
  must(await house.clock.wait(anna.peer.act('leave', { world, forget: false })))
  expect(keyOf(await anna.peer.act('endDevice', { device }))).toBe('peer.device-alone')
})

test('[P4] a world that was left and not forgotten is taken up again', async () => {
  const house = await build(206)
  const [anna, bo] = [await house.resident('anna'), await house.resident('bo')]
  const world = await house.worldOf('Yard', anna, bo)
  must(await house.clock.wait(anna.peer.act('leave', { world, forget: false })))
  expect(must(await anna.peer.ask('world', { world })).left).toBe(true)
  await bo.need(world, 'bread')
  await house.clock.pass(5_000)
  expect(anna.things(world)).toEqual([])
  must(await house.clock.wait(anna.peer.act('comeBack', { world })))
  expect(must(await anna.peer.ask('world', { world })).left).toBeUndefined()
  expect(await house.clock.until(() => anna.things(world).join() === 'bread', 120_000)).toBe(true)
  await anna.need(world, 'salt')
  expect(keyOf(await anna.peer.act('comeBack', { world }))).toBe('peer.already-in')
})
