import type { IdText } from '@commune/protocol'
import { expect, test } from 'vitest'
import type { Sight } from './sight.ts'
import { together } from './together.ts'

interface Told {
  readonly me: string
  readonly mints: readonly (readonly [device: string, audience: readonly string[]])[]
  readonly apart?: boolean
  /** The devices of all were ended. */
  readonly ended?: boolean
}

/** What one peer runs, as far as this checker looks: it knows of two wares. `undefined`: it is down. */
const peer = (name: string, told: Told | undefined) => {
  const device = `device of ${name}`
  const mints = new Map(told?.mints.map(([by, audience], index) => [index, { audience, origin: { device: by } }]))
  const dissociations = new Map(told?.apart ? [['said', { apart: true, origin: { device } }]] : [])
  const hosted = told && { me: told.me, epochs: { mints, dissociations }, identities: { wares: () => ['anna', 'bo'], devices: () => [{ ended: told.ended === true }] } }
  return { name, device, ware: told?.me, peer: hosted && { inside: { find: () => ({ hosted }) } } }
}
const check = (...honest: ReturnType<typeof peer>[]): Promise<string[]> =>
  together.check({ commune: { founder: 'anna' as IdText, worlds: ['yard'], honest, peers: honest } } as unknown as Sight)
const alone = (name: string, ware: string) => [[`device of ${name}`, [ware]]] as const

test('[K2] whoever came in and minted for itself alone has split itself off, unless it shares no more', async () => {
  expect(await check(peer('p0', { me: 'anna', mints: [] }), peer('p1', { me: 'bo', mints: alone('p1', 'bo') }))).toEqual([
    'p1 minted an epoch for itself alone'
  ])
  expect(await check(peer('p1', { me: 'bo', mints: alone('p1', 'bo'), apart: true }))).toEqual([])
  expect(await check(peer('p1', { me: 'bo', mints: [['device of p1', ['bo', 'anna']]] }))).toEqual([])
  expect(await check(peer('p1', { me: 'bo', mints: alone('p0', 'bo') }))).toEqual([])
})

test('[K2] whoever began the world was alone in it, on whichever device, and also while its first one is down (seed 435)', async () => {
  const mints = alone('p0', 'anna')
  expect(await check(peer('p0', { me: 'anna', mints }), peer('p1', { me: 'anna', mints: alone('p1', 'anna') }))).toEqual([])
  expect(await check(peer('p0', undefined), peer('p1', { me: 'anna', mints: alone('p1', 'anna') }))).toEqual([])
})

test('[K2] whom a liar left alone, whose own devices were all ended, is not split off (seed 521)', async () => {
  expect(await check(peer('p1', { me: 'bo', mints: alone('p1', 'bo'), ended: true }))).toEqual([])
})
