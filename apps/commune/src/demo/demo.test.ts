import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PointId } from '@commune/commune'
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

test('it feels and acts: two recorded series over months, the rest says that it is made up, two agreements hold and one is asked', async () => {
  const { ask } = talk(serving.api)
  const { world } = (await ask('worlds', {}))[0] as { world: string }
  await serving.letIn(world)
  const things = await ask('things', { world })
  expect(things.map(({ name }) => name)).toEqual(expect.arrayContaining(['Hall thermometer', 'Flour mill', 'Path lamp', 'Rain tank', 'House water']))
  // Nothing that was made up is passed off as recorded.
  const recorded = things.filter(({ maker }) => maker === 'Numenta')
  expect(recorded.map(({ name, model }) => [name, /NAB, MIT licence/.test(model ?? '')])).toEqual([['Hall thermometer', true], ['Flour mill', true]])
  expect(things.filter((thing) => !recorded.includes(thing)).every(({ model }) => model === 'made up for this demo')).toBe(true)
  const nowMs = systemClock.nowMs()
  const history = async (name: string, days: number): Promise<readonly number[]> => {
    const thing = things.find((each) => each.name === name)
    const point: PointId = `${thing?.id ?? ''}/${thing?.readings[0]?.key ?? ''}`
    const row = await ask('history', { world, point, fromMs: nowMs - days * 86_400_000, toMs: nowMs, stepMs: 86_400_000 })
    return row?.means ?? []
  }
  expect((await history('Hall thermometer', 290)).length).toBeGreaterThan(200)
  const mill = await history('Flour mill', 120)
  expect(mill.length).toBeGreaterThan(100)
  expect(Math.max(...mill) - Math.min(...mill)).toBeGreaterThan(20)
  const water = await history('House water', 50)
  expect(water).toEqual(water.toSorted((a, b) => a - b))
  await expect.poll(async () => (await ask('agreements', { world })).map(({ name, state }) => [name, state]).toSorted(), { timeout: 15_000 }).toEqual([
    ['Cool the mill', 'holds'], ['Light for the path', 'holds'], ['Water for the beds', 'asked']
  ])
  const sensed = async (): Promise<readonly unknown[]> => (await ask('sensed', { world, points: things.flatMap(({ id, readings }) => readings.map(({ key }): PointId => `${id}/${key}`)) })).filter(({ value }) => value !== undefined)
  await expect.poll(async () => (await sensed()).length, { timeout: 15_000 }).toBeGreaterThan(9)
})

test('a folder with another commune in it is not touched', async () => {
  const other = temporaryFolder()
  await command(['init', '--name', 'Ilse'], { folder: other })
  await expect(prepareDemo(other, ports, () => undefined)).rejects.toThrow('demo.other')
  rmSync(other, { recursive: true })
})
