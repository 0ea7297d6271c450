/** A daemon that goes away in the middle, and a command that is ended in the middle: one sentence, and nothing half done. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeControl } from '../daemon/folder.ts'
import { command, removeFolder, temporaryFolder } from '../testing/place.ts'

const world = { world: 'A'.repeat(43), name: 'The mill', wares: 1, here: 1, entries: 3, sealed: 0, kept: { others: 0, browsers: 0, carriers: 0 }, coming: 0 }
const answers: Readonly<Record<string, unknown>> = { self: {}, worlds: [world], carried: [], stock: [] }

let folder: string
let server: Server
/** What the daemon does with what it has no answer to. */
let otherwise: 'breaks off' | 'says nothing' = 'breaks off'
let asked: () => void = () => undefined
beforeAll(async () => {
  folder = temporaryFolder()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += String(part)))
    request.on('end', () => {
      const { name } = JSON.parse(body) as { name: string }
      if (name in answers) return void response.end(JSON.stringify({ ok: true, value: answers[name] }))
      if (otherwise === 'breaks off') request.socket.destroy()
      asked()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  writeControl(folder, { pid: process.pid, port: (server.address() as AddressInfo).port, token: 'x', address: 'http://localhost:1/' })
  writeFileSync(join(folder, 'a.csv'), 'kind,thing\nneed,bread\n')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  removeFolder(folder)
})

test.each([
  ['need', 'bread'],
  ['import', '$/a.csv'],
  ['export', '$/out'],
  ['bundle', '$/out.bundle'],
  ['join', 'http://192.0.2.1/#x'],
  ['restore', '$/a.csv']
])('%s: the daemon stops before it has answered', async (...words) => {
  otherwise = 'breaks off'
  const { code, out, err } = await command(words.map((word) => word.replace('$', folder)), { folder, env: { COMMUNE_PASSPHRASE: 'seven wet stones' } })
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/^The daemon of \S+ stopped before it had answered\. Start it again with `npm start -- --data \S+`, look whether /)
  expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([])
})

test.each([
  ['export', 'half'],
  ['bundle', 'half.bundle']
])('%s: Ctrl-C leaves no half of it', async (name, out) => {
  otherwise = 'says nothing'
  const path = join(folder, out)
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), name, path, '--data', folder])
  await isAsked
  expect(existsSync(path)).toBe(true)
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect([code, existsSync(path)]).toEqual([130, false])
})
