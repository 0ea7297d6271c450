/** What any landed version wrote opens in this one, for ever. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { must, openLanded, passphrase } from './landed.ts'

const landed = fileURLToPath(new URL('../../fixtures/landed', import.meta.url))

for (const version of readdirSync(landed)) {
  test(`[P7] what version ${version} wrote opens: its data folder, its bundle, its backup`, { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'landed-'))
    try {
      cpSync(join(landed, version, 'data'), join(folder, 'data'), { recursive: true })
      const peer = await openLanded(join(folder, 'data'))
      const [world] = must(await peer.ask('worlds', {}))
      const id = world!.world
      expect(world?.name).toBe('The old yard')
      expect(must(await peer.ask('self', {})).name).toBe('Old box')
      expect(must(await peer.ask('intents', { world: id })).rows.map((row) => [row.kind, row.thing, row.place])).toEqual([['need', 'bread', 'kitchen']])
      const stock = must(await peer.ask('stock', { world: id }))
      expect(stock.map((place) => [place.place, place.lines.map((line) => line.thing)])).toEqual([['shelf', ['flour']]])
      const [idea] = must(await peer.ask('ideas', { world: id })).rows
      expect(must(await peer.ask('idea', { world: id, id: idea!.id }))?.text).toBe('Feed it each day. See [[Flour]].')
      const things = must(await peer.ask('things', { world: id })).map(({ name, place, leaves, acts }) => [name, place, leaves.map(({ choice }) => choice.transform.is)[0], acts[0]?.will])
      const agreements = must(await peer.ask('agreements', { world: id })).map(({ name, state, rules }) => [name, state, rules.length])
      expect([things, agreements]).toEqual(isBefore(version, '0.6.0') ? [[], []] : [[['Rain tank', 'Yard', 'binned', { leastMs: 20_000 }]], [['Fill it', 'holds', 1]]])
      const bundle = new Uint8Array(readFileSync(join(landed, version, 'world.bundle')))
      const taken = must(await peer.act('takeBundle', { bytes: bundle }))
      expect([taken.fresh, taken.refused, taken.damage]).toEqual([0, 0, undefined])
      must(await peer.act('say', { world: id, wishes: [{ wish: 'offer', thing: 'time' }] }))
      await peer.close()

      const back = await openLanded(join(folder, 'back'))
      const bytes = new Uint8Array(readFileSync(join(landed, version, 'ware.backup')))
      must(await back.act('restore', { bytes, passphrase }))
      expect(must(await back.act('takeBundle', { bytes: bundle })).fresh).toBeGreaterThan(3)
      expect(must(await back.ask('self', {})).name).toBe('Old box')
      await back.close()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** Things and agreements came with 0.6.0. */
function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0
}
