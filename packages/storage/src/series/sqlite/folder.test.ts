import { execFileSync, spawnSync } from 'node:child_process'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import type { Log, OpenedSeries } from '@commune/protocol'
import { openSqliteSeries } from './index.ts'

const log: Log = { note() {} }
const [october, november, december] = [Date.UTC(2026, 9), Date.UTC(2026, 10), Date.UTC(2026, 11)]

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'series-folder-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function run(fromMs: number, count: number): { times: Float64Array, values: Float64Array } {
  return { times: Float64Array.from({ length: count }, (_, i) => fromMs + i * 60_000), values: Float64Array.from({ length: count }, (_, i) => Math.round(Math.sin(i) * 1_000) / 10) }
}

/** October, November and December of two series, flushed and closed. */
async function threeMonths(folder: string): Promise<void> {
  const { store } = await openSqliteSeries({ folder, log })
  for (const series of ['kitchen/temperature', 'tank']) for (const month of [october, november, december]) store.appendMany(series, run(month, 3_000))
  await store.flush()
  store.append('tank', november + 1, 7)
  await store.close()
}

const counts = async ({ store }: OpenedSeries): Promise<number[]> =>
  Promise.all([october, november, december].map(async from => (await store.read('tank', from, from + 20 * 86_400_000)).times.length))

test('a folder that is in use is refused, within the process and from another, and is free once it is closed', async () => {
  const folder = await freshFolder()
  const { store } = await openSqliteSeries({ folder, log })
  await expect(openSqliteSeries({ folder, log })).rejects.toMatchObject({ fault: 'in-use' })
  const other = spawnSync(process.execPath, ['--input-type=module', '-e', `
    import { openSqliteSeries } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
    await openSqliteSeries({ folder: ${JSON.stringify(folder)}, log: { note() {} } }).catch(error => console.log(error.fault))`])
  expect(String(other.stdout).trim()).toBe('in-use')
  await store.close()
  await (await openSqliteSeries({ folder, log })).store.close()
})

test('[P6] the folder is its owner\'s alone, and so is every file in it', async () => {
  const folder = join(await freshFolder(), 'series')
  const { store } = await openSqliteSeries({ folder, log })
  store.append('a', november, 1)
  await store.flush()
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  const names = await readdir(folder)
  expect(names).toContain('2026-11.sqlite-wal')
  for (const name of names) expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600])
  await store.close()
})

test('[V4] forgetting a month takes its file away, and a series that is dropped leaves no name in any file', async () => {
  const folder = await freshFolder()
  await threeMonths(folder)
  const { store } = await openSqliteSeries({ folder, log })
  store.append('kitchen/temperature', december + 5, 4)
  await store.flush()
  await store.forget(november + 5)
  expect((await readdir(folder)).filter(name => name.startsWith('2026-10'))).toEqual([])
  await store.drop('kitchen/temperature')
  const whole = Buffer.concat(await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name)))))
  expect([whole.includes('kitchen'), whole.includes('tank')]).toEqual([false, true])
  await store.close()
})

test('[V4] what a month was written ahead with never comes back without its file, whoever took that away and whenever', async () => {
  const [folder, killed] = [await freshFolder(), await freshFolder()]
  const { store } = await openSqliteSeries({ folder: killed, log })
  store.append('tank', november + 5, 4_711)
  await store.flush()
  // Whoever stops between two takings away, and whoever deletes a month by hand, leaves this behind.
  const ahead = (month: string): Promise<void> => copyFile(join(killed, '2026-11.sqlite-wal'), join(folder, `${month}.sqlite-wal`))
  await ahead('2026-11')
  const again = await openSqliteSeries({ folder, log })
  expect((await readdir(folder)).filter(name => name.startsWith('2026'))).toEqual([])
  // Also where the file goes while the folder is in use.
  await ahead('2026-11')
  await store.close()
  again.store.append('tank', november + 9, 1)
  await again.store.flush()
  expect(Array.from((await again.store.read('tank', 0, december)).values)).toEqual([1])
  expect(await again.store.names()).toEqual(['tank'])
  await again.store.close()
})

test.each([
  ['is cut short', async (file: string) => truncate(file, 20_000)],
  ['is empty', async (file: string) => truncate(file, 0)],
  ['is something else', async (file: string) => writeFile(file, 'not what it was')],
  ['has a page of zeros', async (file: string) => {
    const bytes = await readFile(file)
    await writeFile(file, bytes.fill(0, 8_192 * 4, 8_192 * 5))
  }],
  ['has a bit in a chunk that flipped', async (file: string) => {
    const database = new DatabaseSync(file)
    database.prepare("UPDATE chunk SET bytes = x'07' || substr(bytes, 2) WHERE place = (SELECT max(place) FROM chunk)").run()
    database.close()
  }],
  ['has readings in no chunk that are damaged', async (file: string) => {
    const database = new DatabaseSync(file)
    database.exec('UPDATE tail SET crc = crc + 1')
    database.close()
  }]
])('a month whose file %s is named, what can be read of it stays, and the others are whole', async (_, damage) => {
  const folder = await freshFolder()
  await threeMonths(folder)
  await damage(join(folder, '2026-11.sqlite'))
  const opened = await openSqliteSeries({ folder, log })
  const [first, , third] = await counts(opened)
  await opened.store.read('kitchen/temperature', november, december)
  expect([first, third]).toEqual([3_000, 3_000])
  expect(opened.damaged().map(({ month, original }) => [month, original])).toEqual([['2026-11', join(folder, '2026-11.damaged-1.sqlite')]])
  opened.store.append('tank', november + 3, 5)
  await opened.store.flush()
  expect((await opened.store.read('tank', november + 3, november + 4)).values[0]).toBe(5)
  await opened.store.close()

  const again = await openSqliteSeries({ folder, log })
  expect(again.damaged()).toHaveLength(1)
  expect((await counts(again))[1]).toBeGreaterThan(0)
  await again.store.forget(december)
  expect([again.damaged(), (await readdir(folder)).filter(name => name.startsWith('2026-11'))]).toEqual([[], []])
  await again.store.close()
})

test('damage in one page costs no more than what lay in it', async () => {
  const folder = await freshFolder()
  const { store } = await openSqliteSeries({ folder, log })
  store.appendMany('a', run(november, 40_000))
  await store.close()
  const file = join(folder, '2026-11.sqlite')
  const bytes = await readFile(file)
  await writeFile(file, bytes.fill(7, bytes.length - 8_192 * 3, bytes.length - 8_192 * 2))
  const opened = await openSqliteSeries({ folder, log })
  const { times } = await opened.store.read('a', 0, Infinity)
  expect(times.length).toBeLessThan(40_000)
  expect(times.length).toBeGreaterThan(30_000)
  await opened.store.close()
})

test('what is in memory is not lost when its file turns out to be damaged', async () => {
  const folder = await freshFolder()
  await threeMonths(folder)
  await writeFile(join(folder, '2026-11.sqlite'), 'gone')
  const opened = await openSqliteSeries({ folder, log })
  opened.store.appendMany('tank', run(november + 30_000, 700))
  opened.store.append('new', november, 1)
  expect(await opened.store.read('tank', november, december)).toEqual(run(november + 30_000, 700))
  await opened.store.close()
  const again = await openSqliteSeries({ folder, log })
  expect(await again.store.read('tank', november, december)).toEqual(run(november + 30_000, 700))
  expect(await again.store.names()).toEqual(['kitchen/temperature', 'new', 'tank'])
  await again.store.close()
})

test('readings that a newer version wrote are not touched, and the other months are read', async () => {
  const folder = await freshFolder()
  await threeMonths(folder)
  const file = join(folder, '2026-11.sqlite')
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 2')
  database.close()
  const before = await readFile(file)
  const { store } = await openSqliteSeries({ folder, log })
  await expect(store.read('tank', november, december)).rejects.toMatchObject({ fault: 'newer-format', key: '2026-11' })
  expect((await store.read('tank', december, Infinity)).times).toHaveLength(3_000)
  await store.close()
  expect(await readFile(file)).toEqual(before)
})

test('[S5] files that may not grow any more lose nothing that was flushed, nor what is held', async () => {
  const folder = await freshFolder()
  const writer = join(import.meta.dirname, 'testing/limitedSenser.ts')
  // In blocks of 1,024 bytes.
  const out = execFileSync('bash', ['-c', 'ulimit -f 600; exec "$0" "$1" "$2"', process.execPath, writer, folder], { encoding: 'utf8' })
  const { fault, flushed, held } = JSON.parse(out) as { fault: string, flushed: number, held: boolean }
  expect({ fault, held }).toEqual({ fault: 'full', held: true })
  const opened = await openSqliteSeries({ folder, log })
  expect([(await opened.store.facts('a')).count >= flushed, flushed > 4_000, opened.damaged()]).toEqual([true, true, []])
  await opened.store.close()
})

test('[S5] a full disk is said at a flush, and what is held is written when there is room', async () => {
  const folder = await freshFolder()
  const tight = await openSqliteSeries({ folder, log, monthBytesMax: 120_000 })
  const readings = { times: run(november, 20_000).times, values: Float64Array.from({ length: 20_000 }, (_, i) => Math.sin(i * 12.9898) * 43_758.5453) }
  tight.store.appendMany('a', readings)
  await expect(tight.store.flush()).rejects.toMatchObject({ fault: 'full' })
  expect((await tight.store.read('a', 0, Infinity)).values).toEqual(readings.values)
  expect(() => { for (let i = 0; i < 1_500_000; i++) tight.store.append('b', november + i, i) }).toThrow('room')
  await expect(tight.store.close()).rejects.toMatchObject({ fault: 'full' })
  const again = await openSqliteSeries({ folder, log })
  again.store.appendMany('a', readings)
  await again.store.flush()
  expect((await again.store.read('a', 0, Infinity)).values).toEqual(readings.values)
  await again.store.close()
})
