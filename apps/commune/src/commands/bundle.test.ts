/** A world carried by hand, at the command line: to a member, and to a box that only carries it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { BundleTaken, CarriedRow, Invited } from '@commune/peer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { short } from '../cli/ids.ts'
import { command, type Place, removeFolder, serveFolder, startPlace, temporaryFolder } from '../testing/place.ts'

let mill: Place
let carrier: Place
let files: string
beforeAll(async () => {
  files = temporaryFolder()
  mill = await startPlace()
  carrier = await startPlace(null)
})
afterAll(async () => {
  await carrier.close()
  await mill.close()
  removeFolder(files)
})

test('[S7][V2] a box that only carries a world takes its bundle, with a daemon and without, and says what it took', async () => {
  const { link } = await mill.json<Invited>('invite', '--carrier')
  expect((await carrier.run(['join', link])).code).toBe(0)
  const [row] = await carrier.json<CarriedRow[]>('worlds')
  await carrier.serving.close()
  await mill.json('need', 'bread')
  const bundle = join(files, 'mill.bundle')
  await mill.json('bundle', bundle)
  const alone = await command(['bundle', '--take', bundle], { folder: carrier.folder })
  expect([alone.code, alone.out, alone.err]).toEqual([
    0,
    expect.stringMatching(/^Taken in for the world \S+, which this box carries and cannot read: (one|\d+) new envelopes?, \d+ known already\.$/),
    ''
  ])
  const again = await command(['bundle', '--take', bundle, '--json'], { folder: carrier.folder })
  expect(JSON.parse(again.out) as BundleTaken).toMatchObject({ world: row?.handle, carried: true, fresh: 0, left: 0, refused: 0 })
})

test('[S7][V2] a box that only carries a world writes it into a bundle, with a daemon and without, and a member takes it in', async () => {
  const alone = await command(['bundle', join(files, 'carried.bundle')], { folder: carrier.folder })
  const said = /^What this box carries of \S{8} is in .*carried\.bundle \(.*\)\. Only those who take part in that world can read it\.\n/
  expect([alone.code, alone.out, alone.err]).toEqual([0, expect.stringMatching(said), ''])
  expect((await mill.run(['bundle', '--take', join(files, 'carried.bundle')])).out).toMatch(/^Taken into The mill: 0 new entries, \d+ known already\.$/)
  const serving = await serveFolder(carrier.folder)
  const [row] = await carrier.json<CarriedRow[]>('worlds')
  const named = await carrier.json('bundle', join(files, 'again.bundle'), '--world', short(row?.handle ?? ''))
  expect(named).toMatchObject({ world: row?.handle })
  const wrong = await carrier.run(['bundle', join(files, 'wrong.bundle'), '--world', 'nowhere'])
  await serving.close()
  expect([wrong.code, wrong.err, existsSync(join(files, 'wrong.bundle'))]).toEqual([1, expect.stringMatching(/^Nothing here is called “nowhere”/), false])
})

test('[S7] a bundle of a world nobody here knows is refused in one sentence', async () => {
  const other = await startPlace({ name: 'x', kind: 'wetware', worldName: 'Elsewhere' })
  const bundle = join(files, 'elsewhere.bundle')
  await other.json('bundle', bundle)
  await other.close()
  const { code, out, err } = await mill.run(['bundle', '--take', bundle])
  expect([code, out, err]).toEqual([1, '', 'This file belongs to a world that this device takes no part in. Join that world first.'])
})

test('taking one in and writing what came since are two things', async () => {
  const { code, out, err } = await mill.run(['bundle', '--take', join(files, 'mill.bundle'), '--since', '5'])
  expect([code, out, err]).toEqual([2, '', '--take and --since are two things. Do one at a time.'])
})
