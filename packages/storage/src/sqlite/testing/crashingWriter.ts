/**
 * A process to be killed: writes commits as fast as it can, many waiting at a time, and prints each number once its commit
 * is acknowledged. Arguments: the folder, the first number, a seed.
 */
import { writeSync } from 'node:fs'
import { openSqliteStore } from '../index.ts'
import { crashCommit } from './crashCommits.ts'

const [folder, first, seed] = process.argv.slice(2)
const { store } = await openSqliteStore({ folder: folder!, log: { note() {} } })
let next = Number(first)

async function write(): Promise<void> {
  for (;;) {
    const number = next++
    await store.commit(crashCommit(number, Number(seed)))
    writeSync(1, `${number}\n`)
  }
}

await Promise.all(Array.from({ length: 1 + (Number(seed) % 9) }, write))
