/** A database that is damaged while its box is down: what is left is saved, what lacks is named, and it comes back from another box. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Status, WorldSummary } from '@commune/peer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeFolder, temporaryFolder } from '../testing/place.ts'
import { type RealBox, type RealDaemon, realBox, untilSo } from '../testing/realBox.ts'

const patient = 180_000
const pageBytes = 4_096
const pages = 60

const folders = [temporaryFolder(), temporaryFolder()]
const [mill, garden] = folders.map((folder) => realBox(folder)) as [RealBox, RealBox]
const running = new Map<RealBox, RealDaemon>()

const start = async (box: RealBox, ...options: string[]): Promise<RealDaemon> => {
  const daemon = await box.start('--no-mdns', '--listen', '127.0.0.1', ...options)
  running.set(box, daemon)
  return daemon
}
const stop = async (box: RealBox): Promise<void> => {
  running.get(box)?.child.kill('SIGTERM')
  await running.get(box)?.ended
}

/** What is there, as a person could compare it: titles of pages and lines of needs. */
async function thereAt(box: RealBox): Promise<{ ideas: string[]; needs: string[] }> {
  const [ideas, needs] = [await box.json<{ rows: { title: string }[] }>('idea', '--limit', '1000'), await box.json<{ rows: { thing: string }[] }>('need', '--limit', '1000')]
  return { ideas: ideas.rows.map(({ title }) => title).toSorted(), needs: needs.rows.map(({ thing }) => thing).toSorted() }
}
const countAt = async (box: RealBox): Promise<number> => (await box.json<{ total: number }>('idea')).total

/** Every page with its text, as it is carried out; undefined when that is refused. */
async function pagesOf(box: RealBox): Promise<Record<string, string> | undefined> {
  const out = temporaryFolder()
  const { code } = await box.run('export', out)
  // None are there while all of them have still to come back.
  const names = existsSync(join(out, 'pages')) ? readdirSync(join(out, 'pages')).toSorted() : []
  const found = Object.fromEntries(names.map((name) => [name, readFileSync(join(out, 'pages', name), 'utf8')]))
  removeFolder(out)
  return code === 0 ? found : undefined
}

beforeAll(async () => {
  const { serving } = await start(mill)
  const texts = join(folders[0] as string, 'texts')
  mkdirSync(texts)
  // Of letters that do not pack, so that many pages of the database are theirs.
  for (let at = 0; at < pages; at++) writeFileSync(join(texts, `sheet-${at}.md`), `# Sheet ${at}\n\n${Buffer.from(Uint8Array.from({ length: 4_000 }, (_, byte) => (byte * byte * 31 + at * 17 + (byte >> 3)) & 255)).toString('base64')}\n`)
  await mill.json('import', texts)
  await start(garden, '--join', serving.invitation)
  await untilSo(async () => (await countAt(garden)) === pages)
  for (const thing of ['bread', 'salt', 'oil']) await garden.json('need', thing)
  await untilSo(async () => (await garden.json<WorldSummary[]>('worlds'))[0]?.kept.others === 1)
}, patient)
afterAll(async () => {
  await Promise.all([stop(mill), stop(garden)])
  for (const folder of folders) removeFolder(folder)
})

/** Overwrites pages of the database in which the log of the world lies: all of each, or only what stands on it. */
function damage(folder: string, from: number): void {
  const file = join(folder, readdirSync(folder).filter((name) => /^store-\d+\.sqlite$/.test(name)).toSorted().at(-1) as string)
  const database = new DatabaseSync(file)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const rows = database.prepare("SELECT value FROM block WHERE key LIKE 'w%/l/%' ORDER BY length(value) DESC LIMIT 1").all() as { value: Uint8Array }[]
  database.close()
  const value = Buffer.from(rows[0]?.value ?? [])
  const bytes = readFileSync(file)
  for (const at of [0.3, 0.6]) {
    const found = bytes.indexOf(value.subarray(Math.floor(value.length * at), Math.floor(value.length * at) + 64))
    expect(found).toBeGreaterThan(pageBytes)
    const page = Math.floor(found / pageBytes) * pageBytes
    bytes.fill(0xff, page + from, page + pageBytes)
  }
  writeFileSync(file, bytes)
}

test.each([
  ['torn pages, so that its shape is gone', 0],
  ['letters that changed on the disk, in their places', 64]
] as const)('[S6][S5] %s: a start saves the rest and names the damage, and what lacks comes back from the other box', { timeout: patient }, async (_what, from) => {
  const before = await thereAt(garden)
  expect(before.ideas).toHaveLength(pages)
  await stop(garden)
  damage(garden.folder, from)
  const daemon = await start(garden)
  await untilSo(async () => (await countAt(garden)) === pages && (await thereAt(garden)).needs.length === before.needs.length)
  expect(await thereAt(garden)).toEqual(before)
  // What is damaged in its place is met when it is read: here by whoever carries the whole world out.
  const bundle = join(garden.folder, `all-${from}.bundle`)
  const met = await garden.run('bundle', bundle)
  if (met.code !== 0) {
    expect([met.code, met.out, met.err]).toEqual([1, '', expect.stringMatching(/^A part of what is kept here is damaged\. .*\.$/)])
    await untilSo(async () => (await garden.run('bundle', bundle)).code === 0)
  }
  await untilSo(async () => JSON.stringify(await pagesOf(garden)) === JSON.stringify(await pagesOf(mill)))
  const { problems } = await garden.json<Status>('status')
  expect(daemon.told() + problems.join('\n')).toMatch(/damaged/)
  for (const line of daemon.told().trimEnd().split('\n')) expect(line).toMatch(/^[A-Z/].*\.$|^$/)
  // It speaks on, and the other hears it; nothing was lost there either.
  expect((await garden.run('need', `sugar ${from}`)).code).toBe(0)
  await untilSo(async () => (await thereAt(mill)).needs.includes(`sugar ${from}`))
  expect(await thereAt(mill)).toEqual(await thereAt(garden))
  // A start after that finds nothing wrong.
  await stop(garden)
  expect((await start(garden)).told()).toBe('')
  expect((await thereAt(garden)).ideas).toEqual(before.ideas)
})
