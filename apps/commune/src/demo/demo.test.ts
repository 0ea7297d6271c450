import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLogFile } from '../daemon/logFile.ts'
import { systemClock, systemRandom } from '../daemon/nodePorts.ts'
import type { Serving } from '../daemon/serve.ts'
import { talk } from '../cli/talk.ts'
import { command, removeFolder, serveFolder, temporaryFolder } from '../testing/place.ts'
import { prepareDemo } from './demoFolder.ts'

const folder = temporaryFolder()
const ports = { clock: systemClock, random: systemRandom, log: openLogFile(folder, systemClock) }
let made = 0
let serving: Serving
beforeAll(async () => {
  const prepare = (): Promise<void> => prepareDemo(folder, ports, () => made++)
  await prepare()
  await prepare()
  serving = await serveFolder(folder)
}, 60_000)
afterAll(async () => {
  await serving.close()
  removeFolder(folder)
})

test('the demo is made once, and opened after that; nothing half made stays beside it', () => {
  expect(made).toBe(1)
  expect(readdirSync(join(folder, '..')).filter((name) => name.startsWith(folder.split('/').at(-1) as string))).toHaveLength(1)
})

test('it is alive: wares of every kind, what they need and have, what they said yes to, pages that lead to one another', async () => {
  const { ask } = talk(serving.api)
  const { world, name } = (await ask('worlds', {}))[0] as { world: string; name: string }
  expect(name).toBe('The old mill')
  const wares = await ask('wares', { world })
  expect(wares).toHaveLength(14)
  expect(new Set(wares.map((ware) => ware.kind)).size).toBeGreaterThanOrEqual(5)
  expect(wares.filter((ware) => ware.ties.some((tie) => tie.both))).not.toEqual([])
  const needs = await ask('intents', { world, kind: 'need', show: 'all' })
  const offers = await ask('intents', { world, kind: 'offer', show: 'all' })
  expect([needs.total, offers.total]).toEqual([13, 13])
  expect(new Set(needs.rows.map((row) => row.state))).toEqual(new Set(['open', 'answered', 'agreed', 'partly', 'done']))
  expect(new Set(needs.rows.map((row) => row.ware)).size).toBeGreaterThan(6)
  expect((await ask('stock', { world })).length).toBeGreaterThanOrEqual(5)
  const pages = await ask('ideas', { world, limit: 100 })
  expect(pages.total).toBe(48)
  const supper = await ask('idea', { world, id: pages.rows.find((row) => row.title === 'Supper for forty')?.id ?? '' })
  expect(supper?.links.filter((link) => link.idea === undefined)).toEqual([])
  expect(pages.rows.some((row) => row.signed.length > 0)).toBe(true)
})

test('a folder with another commune in it is not touched', async () => {
  const other = temporaryFolder()
  await command(['init', '--name', 'Ilse'], { folder: other })
  await expect(prepareDemo(other, ports, () => undefined)).rejects.toThrow('demo.other')
  rmSync(other, { recursive: true })
})
