import { closeSync, cpSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { Change, Log, Store } from '@commune/protocol'
import { openSqliteStore, type OpenedSqliteStore } from './index.ts'
import { openImage } from './image.ts'
import { pageBytes } from './schema.ts'

const log: Log = { note() {} }

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-salvage-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const valueOf = (number: number): Uint8Array =>
  new Uint8Array(number % 4 === 0 ? 9_000 + number : 20 + (number * 37) % 1_200).map((_, i) => number * 7 + i * 13)
const keyOf = (number: number): string => `block/${String(number).padStart(6, '0')}`
const removed = (number: number): boolean => number % 10 === 3

/** Writes numbers below `count`, removes some, and overwrites some, so that the file has a past. */
async function fill(store: Store, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, number) => number)
  const put = (number: number): Change => [keyOf(number), valueOf(number)]
  await store.commit(all.map(number => [keyOf(number), valueOf(number + 1)]))
  await store.commit(all.filter(number => number % 3 === 0).map(put))
  await store.commit(all.filter(removed).map(number => [keyOf(number), undefined]))
  await store.commit(all.filter(number => !removed(number)).map(put))
}

function overwrite(file: string, offset: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, offset)
  closeSync(handle)
}

/** Every key is right, or said to be damaged and named, or lost on a page that is counted; none is wrong or comes back. */
async function checkWhatIsLeft({ store, salvaged }: OpenedSqliteStore, count: number): Promise<number> {
  let right = 0
  for (let number = 0; number < count; number++) {
    const key = keyOf(number)
    const found = await store.get(key).catch(error => ({ fault: error.fault, key: error.key }))
    if (removed(number)) expect(found).toBeUndefined()
    else if (found instanceof Uint8Array) {
      expect([key, Buffer.compare(found, valueOf(number))]).toEqual([key, 0])
      right++
    } else if (found === undefined) expect(salvaged?.pagesLost).toBeGreaterThan(0)
    else {
      expect(found).toEqual({ fault: 'damaged', key })
      if (salvaged !== undefined) expect(salvaged.lostKeys).toContain(key)
    }
  }
  if (salvaged !== undefined) expect(salvaged.kept).toBe(right)
  return right
}

const expectedCount = (count: number): number => Array.from({ length: count }, (_, n) => n).filter(n => !removed(n)).length

test('a database whose first page is gone is carried over whole, and the damaged file stays beside it', async () => {
  const folder = await freshFolder()
  const first = await openSqliteStore({ folder, log })
  await fill(first.store, 400)
  await first.store.close()
  const file = join(folder, 'store-1.sqlite')
  overwrite(file, 0, new Uint8Array(pageBytes).fill(0xaa))
  const before = readFileSync(file)

  const opened = await openSqliteStore({ folder, log })
  expect(opened.salvaged).toMatchObject({ original: file, kept: expectedCount(400), lostKeys: [] })
  expect(await checkWhatIsLeft(opened, 400)).toBe(expectedCount(400))
  expect(readFileSync(file)).toEqual(before)
  await opened.store.commit([['new', Uint8Array.of(1)]])
  await opened.store.close()

  const again = await openSqliteStore({ folder, log })
  expect(again.salvaged).toBeUndefined()
  expect(await again.store.get('new')).toEqual(Uint8Array.of(1))
  await again.store.close()
})

test('commits that only the write-ahead log holds are carried over too', async () => {
  const [folder, copy] = [await freshFolder(), await freshFolder()]
  const { store } = await openSqliteStore({ folder, log })
  await fill(store, 120)
  for (const name of ['store-1.sqlite', 'store-1.sqlite-wal']) cpSync(join(folder, name), join(copy, name))
  await store.close()
  expect(statSync(join(copy, 'store-1.sqlite')).size).toBeLessThan(5 * pageBytes)
  writeFileSync(join(copy, 'store-1.sqlite.damaged'), '')
  const opened = await openSqliteStore({ folder: copy, log })
  expect(opened.salvaged).toMatchObject({ kept: expectedCount(120), lostKeys: [], pagesLost: 0 })
  expect(await checkWhatIsLeft(opened, 120)).toBe(expectedCount(120))
  await opened.store.close()
})

test('the pages read past SQLite are those SQLite reads, also when the write-ahead log breaks off', async () => {
  const [folder, copy] = [await freshFolder(), await freshFolder()]
  const { store } = await openSqliteStore({ folder, log })
  await fill(store, 120)
  const wal = statSync(join(folder, 'store-1.sqlite-wal')).size
  for (const cut of [0, 1, 1_000, Math.floor(wal / 2), wal - 40]) {
    for (const name of ['store-1.sqlite', 'store-1.sqlite-wal']) cpSync(join(folder, name), join(copy, name))
    truncateSync(join(copy, 'store-1.sqlite-wal'), wal - cut)
    const image = openImage(join(copy, 'store-1.sqlite'))
    const pages = Array.from({ length: image.count }, (_, index) => image.page(index + 1)!)
    image.close()
    const database = new DatabaseSync(join(copy, 'store-1.sqlite'))
    expect(Buffer.concat(pages).equals(database.serialize())).toBe(true)
    database.close()
  }
  await store.close()
})

test('a file cut short is carried over as far as it goes, and what is missing is named', async () => {
  const folder = await freshFolder()
  const first = await openSqliteStore({ folder, log })
  await fill(first.store, 400)
  await first.store.close()
  const file = join(folder, 'store-1.sqlite')
  truncateSync(file, Math.floor(statSync(file).size * 0.6))
  const opened = await openSqliteStore({ folder, log })
  expect(opened.salvaged!.lostKeys.length).toBeGreaterThan(0)
  expect(await checkWhatIsLeft(opened, 400)).toBeGreaterThan(100)
  await opened.store.close()
})

test('a file cut to nothing is said to be damaged, never taken for a first start', async () => {
  const folder = await freshFolder()
  await (await openSqliteStore({ folder, log })).store.close()
  truncateSync(join(folder, 'store-1.sqlite'), 0)
  const { store, salvaged } = await openSqliteStore({ folder, log })
  expect(salvaged).toMatchObject({ kept: 0, lostKeys: [] })
  await store.close()
})

test('whatever bytes are overwritten, no value is wrong, nothing removed comes back, and what is lost is said', async () => {
  const original = await freshFolder()
  const first = await openSqliteStore({ folder: original, log })
  await fill(first.store, 150)
  await first.store.close()
  const size = statSync(join(original, 'store-1.sqlite')).size
  const damage = fc.array(fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 600 }), fc.constant(2 * pageBytes)),
    fill: fc.integer({ min: 0, max: 255 })
  }), { minLength: 1, maxLength: 4 })
  await fc.assert(fc.asyncProperty(damage, async all => {
    const folder = await mkdtemp(join(tmpdir(), 'store-salvage-'))
    try {
      const file = join(folder, 'store-1.sqlite')
      cpSync(join(original, 'store-1.sqlite'), file)
      for (const { at, length, fill: byte } of all) overwrite(file, Math.floor(at * size), new Uint8Array(length).fill(byte))
      const opened = await openSqliteStore({ folder, log }).catch(error => error)
      // A damaged format number may read as a newer one: refused, and the file stays as it is.
      if (opened instanceof Error) expect(opened).toMatchObject({ fault: 'newer-format' })
      else {
        await checkWhatIsLeft(opened, 150)
        await opened.store.close()
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  }), { numRuns: 80 })
})

test('damage met in use is told with its key, and the next start mends it', async () => {
  const folder = await freshFolder()
  const first = await openSqliteStore({ folder, log })
  await fill(first.store, 2_000)
  await first.store.close()
  const { store } = await openSqliteStore({ folder, log })
  const file = join(folder, 'store-1.sqlite')
  const zeros = new Uint8Array(pageBytes)
  for (let offset = 10 * pageBytes; offset < statSync(file).size; offset += 10 * pageBytes) overwrite(file, offset, zeros)
  const faults = new Set<string>()
  for (let number = 0; number < 2_000; number++) {
    await store.get(keyOf(number)).catch(error => { faults.add(`${error.fault} ${error.key === keyOf(number)}`) })
  }
  expect([...faults]).toEqual(['damaged true'])
  await store.close().catch(() => {})
  const opened = await openSqliteStore({ folder, log })
  expect(opened.salvaged!.why).toContain('in use')
  expect(await checkWhatIsLeft(opened, 2_000)).toBeGreaterThan(1_000)
  await opened.store.close()
})
