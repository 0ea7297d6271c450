import { spawn, spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { onTestFinished, expect, test } from 'vitest'
import { StoreError, type Log } from '@commune/protocol'
import { openSqliteStore } from './index.ts'
import { storeErrorOf } from './faults.ts'

const log: Log = { note() {} }
const one = Uint8Array.of(1)

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'store-folder-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** Runs a module that can name the store, in a process of its own. */
const script = (body: string): string[] => ['--input-type=module', '-e', `
  import { openSqliteStore } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))}
  const log = { note() {} }
  ${body}`]

test('a folder that is in use is refused, within the process and from another, and is free once it is closed', async () => {
  const folder = await freshFolder()
  const { store } = await openSqliteStore({ folder, log })
  await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ fault: 'in-use' })
  const other = spawnSync(process.execPath, script(`
    await openSqliteStore({ folder: ${JSON.stringify(folder)}, log }).catch(error => console.log(error.fault))`))
  expect(String(other.stdout).trim()).toBe('in-use')
  await store.commit([['a', one]])
  await store.close()
  const again = await openSqliteStore({ folder, log })
  expect(await again.store.get('a')).toEqual(one)
  await again.store.close()
})

test('a folder stays held while its process lives, also when nobody refers to its store any more', async () => {
  const folder = await freshFolder()
  const holder = spawn(process.execPath, ['--expose-gc', ...script(`
    const hold = async () => void await openSqliteStore({ folder: ${JSON.stringify(folder)}, log })
    await hold()
    for (let i = 0; i < 5; i++) {
      await new Promise(resolve => setTimeout(resolve, 10))
      gc()
    }
    console.log('held')
    setInterval(() => {}, 1000)`)])
  onTestFinished(() => void holder.kill('SIGKILL'))
  await new Promise(resolve => holder.stdout.once('data', resolve))
  await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ fault: 'in-use' })
})

test('the lock of a killed process does not outlive it', async () => {
  const folder = await freshFolder()
  const holder = spawn(process.execPath, script(`
    const { store } = await openSqliteStore({ folder: ${JSON.stringify(folder)}, log })
    await store.commit([['a', Uint8Array.of(1)]])
    console.log('held')
    setInterval(() => {}, 1000)`))
  await new Promise(resolve => holder.stdout.once('data', resolve))
  await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ fault: 'in-use' })
  const ended = new Promise(resolve => holder.once('close', resolve))
  holder.kill('SIGKILL')
  await ended
  const { store } = await openSqliteStore({ folder, log })
  expect(await store.get('a')).toEqual(one)
  await store.close()
})

test('[P6] the folder is its owner\'s alone, and so is every file in it', async () => {
  const folder = join(await freshFolder(), 'deep', 'folder')
  const { store } = await openSqliteStore({ folder, log })
  await store.commit([['a', one]])
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  const names = await readdir(folder)
  expect(names).toContain('store-1.sqlite-wal')
  for (const name of names) expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600])
  await store.close()
  await chmod(folder, 0o755)
  await chmod(join(folder, 'store-1.sqlite'), 0o644)
  await (await openSqliteStore({ folder, log })).store.close()
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(join(folder, 'store-1.sqlite'))).mode & 0o777).toBe(0o600)
})

test('a folder that holds other things keeps its own permissions', async () => {
  const folder = await freshFolder()
  await writeFile(join(folder, 'notes.txt'), 'mine')
  await chmod(folder, 0o755)
  await (await openSqliteStore({ folder, log })).store.close()
  expect((await stat(folder)).mode & 0o777).toBe(0o755)
})

test('a folder that cannot be written is refused as read-only', async () => {
  const folder = await freshFolder()
  await chmod(folder, 0o555)
  const other = spawnSync(process.execPath, script(`
    if (process.getuid() === 0) process.setuid(65534)
    await openSqliteStore({ folder: ${JSON.stringify(folder)}, log }).catch(error => console.log(error.fault))`))
  expect(String(other.stdout).trim()).toBe('read-only')
  await chmod(folder, 0o700)
})

test('a folder whose place is taken by a file is refused', async () => {
  const file = join(await freshFolder(), 'file')
  await writeFile(file, 'mine')
  await expect(openSqliteStore({ folder: file, log })).rejects.toMatchObject({ fault: 'read-only' })
  await expect(openSqliteStore({ folder: join(file, 'below'), log })).rejects.toMatchObject({ fault: 'read-only' })
})

test('a folder that a newer version wrote is refused and not touched', async () => {
  const folder = await freshFolder()
  await (await openSqliteStore({ folder, log })).store.close()
  const file = join(folder, 'store-1.sqlite')
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 2')
  database.close()
  const before = await readFile(file)
  await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ fault: 'newer-format' })
  expect(await readFile(file)).toEqual(before)
  await writeFile(file, before.subarray(0, 5_000))
  await expect(openSqliteStore({ folder, log })).rejects.toMatchObject({ fault: 'newer-format' })
  expect(await readdir(folder)).toEqual(['store-1.sqlite', 'store.lock'])
})

test('a first start that broke off leaves nothing that matters', async () => {
  const folder = await freshFolder()
  await writeFile(join(folder, 'store-1.sqlite.part'), 'half')
  const { store, salvaged } = await openSqliteStore({ folder, log })
  expect([salvaged, await store.keys('')]).toEqual([undefined, []])
  await store.close()
  expect(await readdir(folder)).toEqual(['store-1.sqlite', 'store.lock'])
})

test('errors of SQLite and of the file system become faults, and anything else stays the bug it is', () => {
  const sqlite = (errcode: number): Error => Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode })
  const file = (code: string): Error => Object.assign(new Error('x'), { code })
  const faultOf = (error: Error): string | undefined => {
    const fault = storeErrorOf(error, 'k')
    return fault instanceof StoreError ? `${fault.fault} ${fault.key}` : undefined
  }
  expect([13, 8, 1032, 5, 11, 26, 10, 1034, 14].map(code => faultOf(sqlite(code)))).toEqual([
    'full k', 'read-only k', 'read-only k', 'in-use k', 'damaged k', 'damaged k', 'damaged k', 'damaged k', 'read-only k'
  ])
  expect(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO'].map(code => faultOf(file(code)))).toEqual([
    'full k', 'full k', 'read-only k', 'read-only k', 'damaged k'
  ])
  expect(faultOf(sqlite(1))).toBeUndefined()
  expect(faultOf(new TypeError('bug'))).toBeUndefined()
})
