/** What a start shows, and that what cannot be said for the moment keeps nobody from starting. */
import { afterEach, expect, test } from 'vitest'
import type { Interrupts } from '../cli/interrupts.ts'
import { command, type Ran, removeFolder, startPlace } from '../testing/place.ts'

/** Ends as soon as it has said that it serves. */
const atOnce: Interrupts = { listen: () => AbortSignal.abort() }
let folder: string
afterEach(() => removeFolder(folder))

const up = (...words: string[]): Promise<Ran> => command(['up', '--listen', '127.0.0.1', '--no-mdns', ...words], { folder, interrupts: atOnce })

test('[P3] a box that has left its only world starts, says so, and makes no link into it', async () => {
  const place = await startPlace()
  folder = place.folder
  await place.json('leave', '--yes')
  await place.serving.close()
  const left = /^You have left this world\. It can be read here,/m
  const { code, out, err } = await up()
  expect([code, out.includes('/#')]).toEqual([0, false])
  expect(err).toMatch(left)
  const json = await up('--json')
  expect(JSON.parse(json.out)).toMatchObject({ serving: true })
  expect(JSON.parse(json.out)).not.toHaveProperty('invitation')
})

test('a start shows a world that one takes part in before one that was left, though that one was chosen', async () => {
  const place = await startPlace()
  folder = place.folder
  const garden = await place.json<{ world: string }>('worlds', '--begin', 'The garden')
  await place.json('worlds', '--use', 'The mill')
  await place.json('leave', '--world', 'The mill', '--yes')
  await place.serving.close()
  const { code, out, err } = await up('--json')
  expect([code, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({ world: garden.world, invitation: expect.stringContaining('#') })
})
