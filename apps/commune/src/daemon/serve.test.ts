import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from '@commune/protocol'
import { expect, test } from 'vitest'
import { Stop } from '../cli/stop.ts'
import { talk } from '../cli/talk.ts'
import { noPassphrase, removeFolder, serveFolder, startPlace, temporaryFolder } from '../testing/place.ts'
import { testTerminal } from '../testing/terminal.ts'
import { say } from '../words/index.ts'
import { beginHere } from './firstStart.ts'
import { readControl, readSettings } from './folder.ts'
import { listenOn } from './freePort.ts'
import { openHome, type PassphraseSource, stopOf } from './home.ts'
import { doorLink } from './invitation.ts'
import { systemClock, systemRandom } from './nodePorts.ts'
import { saySalvaged } from './salvaged.ts'

const passphrase = (said: string | undefined, wished = true): PassphraseSource => ({ wished, read: () => Promise.resolve(said) })
const sentenceOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'nothing was refused'
  } catch (error) {
    if (error instanceof Stop) return say(error.said)
    throw error
  }
}

test('every file of the data folder is for its owner alone, while it is open and after', async () => {
  const { folder, serving } = await startPlace()
  const modes = (): string[] =>
    readdirSync(folder).flatMap((name) => ((statSync(join(folder, name)).mode & 0o077) === 0 ? [] : [name]))
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(readdirSync(folder)).toContain('control.json')
  expect(modes()).toEqual([])
  await serving.close()
  expect(modes()).toEqual([])
  expect(readControl(folder)).toBeUndefined()
  removeFolder(folder)
})

test('a second daemon on the same folder is refused, and told where the first one is', async () => {
  const { folder, serving, close } = await startPlace()
  expect(await sentenceOf(serveFolder(folder))).toBe(
    `A daemon runs on ${folder} already: ${serving.local} (process ${process.pid}). Use that one, or stop it first.`
  )
  expect(readControl(folder)?.pid, 'the first goes on undisturbed').toBe(process.pid)
  await close()
})

test('[P7] a second start finds everything where it was, at the same ports, with the same invitation', async () => {
  const folder = temporaryFolder()
  const first = await serveFolder(folder)
  const { world } = await beginHere(first.api, { name: 'Mira', worldName: 'The mill' })
  const door = { world, base: first.local, addresses: first.addresses(), nowMs: Date.now() }
  const { link } = await doorLink(first.api, door)
  await talk(first.api).act('say', { world, wishes: [{ wish: 'need', thing: 'bread' }] })
  const before = [await first.api.ask('self', {}), await first.api.ask('intents', { world }), readSettings(folder)]
  await first.close()
  const second = await serveFolder(folder)
  expect([await second.api.ask('self', {}), await second.api.ask('intents', { world }), readSettings(folder)]).toEqual(before)
  expect((await doorLink(second.api, { ...door, addresses: second.addresses() })).link).toBe(link)
  await second.close()
  removeFolder(folder)
})

test('a port chosen by hand that is taken is refused; without one the next free is taken', async () => {
  const other = createServer()
  const port = await listenOn(other, '127.0.0.1', 0)
  const folder = temporaryFolder()
  expect(await sentenceOf(serveFolder(folder, { port }))).toBe(
    `Port ${port} is taken by another program. Stop that one, or choose another port with --port.`
  )
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ port }))
  const serving = await serveFolder(folder)
  expect(Number(new URL(serving.local).port)).toBeGreaterThan(port)
  await serving.close()
  other.close()
  removeFolder(folder)
})

test('an address this machine does not have is refused in a sentence', async () => {
  const folder = temporaryFolder()
  expect(await sentenceOf(serveFolder(folder, { host: '203.0.113.7' }))).toBe(
    'This machine does not have the address 203.0.113.7. Choose one of its own with --listen, or leave it out.'
  )
  removeFolder(folder)
})

test('a folder that cannot be made is refused in a sentence that says what to do', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'file')
  writeFileSync(file, '')
  for (const place of [file, join(file, 'below'), '/proc/commune']) {
    expect(await sentenceOf(serveFolder(place)), place).toMatch(
      /cannot be written: .*Choose a folder that is yours with --data\.$/
    )
  }
  removeFolder(folder)
})

test('each fault of a store has a sentence that says what to do', () => {
  for (const fault of ['full', 'read-only', 'damaged', 'closed', 'newer-format', 'in-use'] as const) {
    const words = say(stopOf(new StoreError(fault, 'why'), '/place').said)
    expect(words, fault).toMatch(/^(?=.*\/place)[A-Z/].*\.$/)
  }
})

test('a folder that a newer version wrote is not touched', async () => {
  const folder = temporaryFolder()
  await (await serveFolder(folder)).close()
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite')) as string)
  const database = new DatabaseSync(file)
  const { user_version: format } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  database.exec(`PRAGMA user_version = ${format + 1}`)
  database.close()
  const bytes = readFileSync(file)
  expect(await sentenceOf(serveFolder(folder))).toBe(
    `A newer version of this program wrote ${folder}. Use that version; nothing was touched.`
  )
  expect(readFileSync(file).equals(bytes)).toBe(true)
  removeFolder(folder)
})

test('a damaged database is carried over, and what was saved and lost is named', async () => {
  const { folder, serving } = await startPlace()
  const { world } = (await talk(serving.api).ask('worlds', {}))[0] as { world: string }
  for (let at = 0; at < 40; at++)
    await talk(serving.api).act('say', { world, wishes: [{ wish: 'begin', title: `page ${at}`, text: 'x'.repeat(3_000) }] })
  await serving.close()
  const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite')) as string)
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 8_192) * 4_096
  bytes.fill(0xff, middle, middle + 4_096)
  writeFileSync(file, bytes)
  const ports = { clock: systemClock, random: systemRandom, log: { note: () => undefined } }
  const home = await openHome(folder, ports, noPassphrase)
  const terminal = testTerminal()
  saySalvaged(terminal, home.salvaged)
  await home.store.close()
  expect(terminal.told.join(' ')).toMatch(
    /^The database was damaged \(.+\)\. \d+ pieces were saved\. .*The damaged file stays at /
  )
  expect(readFileSync(file).equals(bytes), 'the damaged file is left as it was').toBe(true)
  removeFolder(folder)
})

test('a passphrase locks the keys: without it, or with a wrong one, nothing opens', async () => {
  const folder = temporaryFolder()
  const first = await serveFolder(folder, { passphrase: passphrase('seven wet stones') })
  const { world } = await beginHere(first.api, { name: 'Mira' })
  expect(first.locked).toBe(true)
  await first.close()
  expect(await sentenceOf(serveFolder(folder))).toMatch(
    /^The keys here are locked, and there is nobody to ask\. Set COMMUNE_PASSPHRASE/
  )
  expect(await sentenceOf(serveFolder(folder, { passphrase: passphrase('seven dry stones') }))).toBe(
    'This passphrase does not open the keys here. Capital letters and spaces count.'
  )
  const second = await serveFolder(folder, { passphrase: passphrase('  seven wet stones ', false) })
  expect(await talk(second.api).ask('world', { world })).toMatchObject({ world })
  await second.close()
  removeFolder(folder)
})

test('a passphrase can be set later, and everything is still there', async () => {
  const { folder, serving } = await startPlace()
  const self = await serving.api.ask('self', {})
  await serving.close()
  const second = await serveFolder(folder, { passphrase: passphrase('seven wet stones') })
  expect(await second.api.ask('self', {})).toEqual(self)
  await second.close()
  expect(await sentenceOf(serveFolder(folder, { passphrase: noPassphrase }))).toMatch(/^The keys here are locked/)
  removeFolder(folder)
})

test('a passphrase too short to be one is refused, and none is set', async () => {
  const folder = temporaryFolder()
  expect(await sentenceOf(serveFolder(folder, { passphrase: passphrase('short') }))).toBe(
    'A passphrase needs at least 8 characters. A few words in a row do well.'
  )
  const open = await serveFolder(folder)
  expect(open.locked).toBe(false)
  await open.close()
  removeFolder(folder)
})

test('what was opened before a failure is closed again: the next start finds the folder free', async () => {
  const folder = temporaryFolder()
  await sentenceOf(serveFolder(folder, { host: '203.0.113.7' }))
  await (await serveFolder(folder)).close()
  expect(readControl(folder)).toBeUndefined()
  removeFolder(folder)
})

test('a folder with files of somebody else keeps its mode and gets ours private', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'theirs'))
  chmodSync(folder, 0o755)
  const serving = await serveFolder(folder)
  expect(statSync(join(folder, 'control.json')).mode & 0o777).toBe(0o600)
  await serving.close()
  removeFolder(folder)
})

test('a member’s box that passes on is found by itself, and its address given on', async () => {
  const box = await startPlace({ name: 'Mill box' }, { relay: true })
  const other = await startPlace(null)
  const { link } = await box.json<{ link: string }>('invite')
  await other.json('join', link)
  const relayed = (): boolean => other.serving.addresses().some((address) => address.includes('/p2p-circuit'))
  for (let tries = 0; tries < 1_600 && !relayed(); tries++) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(relayed()).toBe(true)
  await other.close()
  await box.close()
})
