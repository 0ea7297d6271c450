/** Things of the web at the command line: brought in over real sockets, followed, asked, away and back; and served to whom they were granted. */
import type { ThingRow } from '@commune/commune'
import type { SensedRow, Status } from '@commune/peer'
import { checkThing, type JsonObject } from '@commune/bridges/wot'
import { MqttClient } from 'mqtt'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { command, type Place, removeFolder, serveFolder, startPlace } from '../testing/place.ts'

let box: Place
let lamp: Lamp
beforeAll(async () => {
  box = await startPlace()
  lamp = await startLamp()
})
afterAll(async () => {
  await lamp.close()
  await box.close()
})

interface Lamp {
  readonly origin: string
  level: number
  readonly asked: string[]
  readonly denied: string[]
  close(): Promise<void>
  again(): Promise<void>
}

const secret = 'moth & light'

/** A lamp with a description, a password, a level and a button. */
const startLamp = async (): Promise<Lamp> => {
  const state = { level: 40, asked: [] as string[], denied: [] as string[] }
  const right = `Basic ${Buffer.from(`mira:${secret}`).toString('base64')}`
  let port = 0
  const open = (): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((request, response) => {
        const json = (value: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
        if (request.url === '/td') return json(tdOf(`http://127.0.0.1:${port}/`))
        if (request.headers.authorization !== right) {
          state.denied.push(request.url ?? '')
          return void response.writeHead(401).end()
        }
        if (request.method === 'GET') return json(state.level)
        void bodyOf(request).then((body) => {
          state.asked.push(`${request.method} ${request.url} ${body}`)
          if (request.url === '/level') state.level = Number(body)
          response.writeHead(204).end()
        })
      }).listen(port, '127.0.0.1', () => {
        ;({ port } = server.address() as AddressInfo)
        resolve(server)
      })
    })
  let server = await open()
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.assign(state, { origin: `http://127.0.0.1:${port}`, close, again: async () => void (server = await open()) })
}

const tdOf = (base: string) => ({
  '@context': 'https://www.w3.org/2022/wot/td/v1.1',
  id: 'urn:test:gate-lamp',
  title: 'Gate lamp',
  base,
  securityDefinitions: { door: { scheme: 'basic', in: 'header' } },
  security: 'door',
  properties: { level: { type: 'integer', minimum: 0, maximum: 100, forms: [{ href: 'level' }] } },
  actions: { blink: { forms: [{ href: 'blink' }] } }
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('it never came to that')
}

const sensed = async (at: Place): Promise<SensedRow | undefined> => (await at.json<{ sensed: readonly SensedRow[] }>('things', 'gate lamp')).sensed[0]

test('a description that breaks a rule brings nothing in, and names the rule it breaks', async () => {
  const folder = join(import.meta.dirname, '../../../../packages/bridges/src/wot/fixtures/tds/invalid')
  for (const name of readdirSync(folder)) {
    const { code, err } = await box.run(['thing', 'add', join(folder, name), '--yes'])
    expect([code, err], name).toEqual([1, expect.stringMatching(/^[\w-]+: .+[\s\S]*Nothing was brought in\.$/)])
  }
  const path = join(folder, readdirSync(folder)[0] ?? '')
  const json = JSON.parse((await box.run(['thing', 'add', path, '--yes', '--json'])).out) as { faults: { rule: string }[]; error: { key: string } }
  expect(json.error.key).toBe('brought.refused')
  expect(json.faults[0]?.rule).toMatch(/^[\w-]+$/)
  expect(await box.json('things')).toEqual([])
})

test('[P5] a thing shows where it leads, is let in by its password, told of, and asked over its forms', async () => {
  const tried = await box.run(['thing', 'add', `${lamp.origin}/td`, '--try'])
  expect(tried.out).toContain(`It leads to ${lamp.origin} (this device). What you give for it goes there without a lock on the way.`)
  expect((await box.run(['thing', 'add', `${lamp.origin}/td`])).code).toBe(1)
  expect((await box.run(['thing', 'add', `${lamp.origin}/td`, '--yes'])).err).toMatch(/Give the name with --user/)
  const path = join(box.folder, 'secret')
  writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  expect(await box.json('things')).toEqual([])
  const added = await box.run(['thing', 'add', `${lamp.origin}/td`, '--yes', '--user', 'mira', '--password-file', path, '--every', '1 s', '--place', 'Gate'])
  expect([added.code, added.out]).toEqual([0, expect.stringContaining('Gate lamp, at Gate')])
  expect(added.out).toContain(`It is reached at ${lamp.origin}.`)
  expect(statSync(join(box.folder, 'things.json')).mode & 0o077).toBe(0)
  await until(async () => (await sensed(box))?.value === 40)
  lamp.level = 55
  await until(async () => (await box.run(['things'])).out.includes('level (55)'))
  expect(lamp.denied).toEqual([])
  expect((await box.run(['hold', 'gate lamp', '70', '--point', 'set/level'])).out).toMatch(/level is 70 because you asked/)
  expect((await box.run(['hold', 'gate lamp', 'press', '--point', 'do/blink'])).out).toMatch(/pressed/)
  expect(await until(async () => lamp.asked.length === 2 && lamp.asked)).toEqual(['PUT /level 70', 'POST /blink '])
})

test('a thing that does not answer is away, and known again when it does; a restart knows it still', async () => {
  await lamp.close()
  await until(async () => (await box.run(['things'])).out.includes('away: '))
  expect((await box.run(['things', 'gate lamp'])).out).toMatch(/It does not answer: 127\.0\.0\.1:\d+ cannot be reached[\s\S]*level: unknown: out of reach/)
  await lamp.again()
  await until(async () => (await sensed(box))?.value === 70)
  expect((await box.run(['things'])).out).not.toContain('away')
  // What somebody holds would be told to it anew.
  await box.json('hold', 'gate lamp', '--point', 'set/level', '--release')
  await box.serving.close()
  const serving = await serveFolder(box.folder)
  lamp.level = 12
  await until(async () => (await sensed(box))?.value === 12)
  const [row] = await box.json<ThingRow[]>('things')
  expect(row?.place).toBe('Gate')
  // It is what it was: the same thing, and its address is listed nowhere but where one looks.
  expect(row?.source).toBe('wot')
  Object.assign(box, { serving })
})

test('[P6] things are served to whom they were granted, as far as they may see, until that is withdrawn', async () => {
  const get = (path: string, token?: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${box.serving.local}${path}`, { ...init, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
  expect((await get('things')).status).toBe(404)
  const listed = async () => (await box.json<Status>('status')).listeners.find(({ what }) => what.includes('Web of Things'))?.on
  expect(await listed()).toBe(false)
  const { token, address, id } = await box.json<{ token: string; address: string; id: string }>('serve', '--grant', 'wall panel', '--asks', '--for', 'mira')
  expect(await listed()).toBe(true)
  expect(address).toBe(`${box.serving.local}things`)
  expect(readFileSync(join(box.folder, 'granted.json'), 'utf8')).not.toContain(token)
  expect((await get('things')).status).toBe(401)
  const [td] = (await (await get('things', token)).json()) as JsonObject[]
  expect(checkThing(td as JsonObject)).toEqual({ faults: [], doubts: [] })
  const at = (path: string): string => `${String((td as { base: string }).base).slice(box.serving.local.length)}${path}`
  expect(await (await get(at('properties/level'), token)).json()).toBe(12)
  const before = lamp.asked.length
  expect((await get(at('properties/level'), token, { method: 'PUT', body: '33' })).status).toBe(204)
  expect((await get(at('actions/do%2Fblink'), token, { method: 'POST' })).status).toBe(204)
  expect(await until(async () => lamp.asked.length === before + 2 && lamp.asked.slice(before))).toEqual(['PUT /level 33', 'POST /blink '])
  // It is asked within what its keeper lets it do, in the slot of a person.
  expect((await box.run(['hold', 'gate lamp', '--point', 'set/level'])).out).toMatch(/Somebody, for a while: 33.*decides/)
  await box.json('thing', 'will', 'gate lamp', '--point', 'set/level', '--refuse')
  expect((await get(at('actions/set%2Flevel'), token, { method: 'POST', body: '20' })).status).toBe(404)
  await box.json('thing', 'will', 'gate lamp', '--point', 'set/level', '--free')
  // Too long is said to whoever sent it, however long it is; a page of another origin and a path that leads out get nothing.
  const long = await get(at('properties/level'), token, { method: 'PUT', body: '9'.repeat(2_000_000) })
  expect([long.status, ((await long.json()) as { title: string }).title]).toEqual([413, expect.stringMatching(/16/)])
  const preflight = { origin: 'http://evil.example', 'access-control-request-method': 'PUT' }
  const asked = await fetch(`${box.serving.local}${at('properties/level')}`, { method: 'OPTIONS', headers: preflight })
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([401, null])
  expect((await get(at('properties/level'), token, { method: 'HEAD' })).status).toBe(405)
  const leading = ['things/../granted.json', 'things/%2e%2e/granted.json', 'things/..%2f..%2fgranted.json']
  for (const out of leading) expect((await get(out, token)).status, out).toBe(404)
  const many = await Promise.all(Array.from({ length: 300 }, async () => (await get(at('properties/level'), token)).status))
  expect(new Set(many)).toEqual(new Set([200]))
  // Another box brings in what this one serves, hears it and asks it, through the slots here.
  const other = await startPlace()
  const [description, secretAt] = [join(other.folder, 'served.td.json'), join(other.folder, 'token')]
  writeFileSync(description, JSON.stringify(td))
  writeFileSync(secretAt, token, { mode: 0o600 })
  expect((await other.run(['thing', 'add', description, '--yes', '--password-file', secretAt, '--every', '1 s'])).code).toBe(0)
  const asks = lamp.asked.length
  await until(async () => (await sensed(other))?.value === 33)
  expect((await other.run(['hold', 'gate lamp', '44', '--point', 'set/level'])).code).toBe(0)
  expect(await until(async () => lamp.asked.length > asks && lamp.asked.at(-1))).toBe('PUT /level 44')
  await until(async () => (await sensed(other))?.value === 44)
  const everywhere = (await other.run(['things', 'gate lamp', '--json'])).out + readFileSync(join(other.folder, 'daemon.log'), 'utf8')
  expect([everywhere.includes(token), readFileSync(join(other.folder, 'things.json'), 'utf8').includes(token)]).toEqual([false, true])
  // By its address as well, with the token that opens it, and not without.
  const link = `${address}/${String((td as { base: string }).base).split('/').at(-2)}`
  expect(await other.run(['thing', 'add', link, '--yes', '--json']).then(({ code, out }) => [code, JSON.parse(out)])).toMatchObject([1, { error: { key: 'brought.needs-token' } }])
  writeFileSync(join(other.folder, 'wrong'), 'a'.repeat(43), { mode: 0o600 })
  expect((await other.run(['thing', 'add', link, '--yes', '--password-file', join(other.folder, 'wrong')])).err).toMatch(/does not let us in/)
  expect((await other.run(['thing', 'add', link, '--yes', '--password-file', secretAt])).out).toContain(`It is reached at ${new URL(address).origin}.`)
  const third = await startPlace()
  expect((await third.run(['thing', 'add', link, '--yes', '--every', '1 s'], { answers: [token] })).code).toBe(0)
  await until(async () => (await sensed(third))?.value === 44)
  expect((await third.run(['hold', 'gate lamp', '45', '--point', 'set/level'])).code).toBe(0)
  await until(async () => lamp.asked.at(-1) === 'PUT /level 45')
  expect((await third.run(['things', 'gate lamp', '--json'])).out + readFileSync(join(third.folder, 'daemon.log'), 'utf8')).not.toContain(token)
  await third.close()
  await other.close()
  // One that looks for nobody sees what speaks of the place alone, and asks nothing.
  const stranger = await box.json<{ token: string }>('serve', '--grant', 'passer-by')
  const [less] = (await (await get('things', stranger.token)).json()) as { properties?: object; actions: object }[]
  expect(less?.properties).toBeUndefined()
  expect((await get(at('properties/level'), stranger.token)).status).toBe(404)
  expect((await get(at('actions/do%2Fblink'), stranger.token, { method: 'POST' })).status).toBe(403)
  const stream = await get(at('properties/level/observe'), token)
  const reader = stream.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('listening')
  expect((await box.run(['serve'])).out).toMatch(/wall panel +all things +looks and asks +until/)
  await box.json('serve', '--withdraw', 'wall panel')
  await expect(reader?.read().then(async ({ done }) => done || (await reader.read()).done)).rejects.toThrow()
  expect((await get('things', token)).status).toBe(401)
  expect(id).not.toBe('')
})

test('[P4] what somebody asked to whom things were served ends with the grant, also over a restart, and what was asked by hand or by another goes on', async () => {
  const id = (await box.json<ThingRow[]>('things'))[0]?.id ?? ''
  const put = async (token: string, level: number): Promise<number> =>
    (await fetch(`${box.serving.local}things/${id}/properties/level`, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: String(level) })).status
  const stands = async (): Promise<string> => (await box.run(['hold', 'gate lamp', '--point', 'set/level'])).out
  const grant = async (name: string): Promise<string> => (await box.json<{ token: string }>('serve', '--grant', name, '--asks', '--for', 'mira')).token
  const [panel, clock] = [await grant('panel'), await grant('clock')]
  await box.json('hold', 'gate lamp', '61', '--point', 'set/level')
  expect(await put(clock, 62)).toBe(204)
  expect(await put(panel, 63)).toBe(204)
  expect(await stands()).toMatch(/for a while: 63.*decides/)
  await box.json('serve', '--withdraw', 'panel')
  expect(await stands()).toMatch(/for a while: 62.*decides/)
  expect(await put(panel, 64)).not.toBe(204)
  await box.serving.close()
  Object.assign(box, { serving: await serveFolder(box.folder) })
  expect(await stands()).toMatch(/for a while: 62.*decides/)
  await box.json('serve', '--withdraw', 'clock')
  expect(await stands()).toMatch(/for a while: 61.*decides/)
  expect(await put(await grant('door'), 65)).toBe(204)
  await box.json('hold', 'gate lamp', '--point', 'set/level', '--release')
  expect(await stands()).not.toMatch(/6[15]/)
  await box.json('serve', '--withdraw', 'door')
  await box.json('serve', '--withdraw', 'passer-by')
})

test('[P4] a thing that is let go of is gone, and stays so after a restart', async () => {
  expect((await box.run(['thing', 'remove', 'gate lamp'], { answers: ['n'] })).code).toBe(1)
  expect((await box.run(['thing', 'remove', 'gate lamp', '--yes'])).out).toMatch(/is gone/)
  await until(async () => (await box.json<ThingRow[]>('things')).length === 0)
  expect(JSON.parse(readFileSync(join(box.folder, 'things.json'), 'utf8'))).toEqual([])
})

test('[P6] of a motion sensor that does not answer nobody knows that nobody is near, also where the box started meanwhile, until it answers', async () => {
  let isThere = true
  const server = createServer((_, response) => void response.writeHead(isThere ? 200 : 503, { 'content-type': 'application/json' }).end('false'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const path = join(box.folder, 'eye.td.json')
  writeFileSync(path, JSON.stringify({
    ...{ '@context': 'https://www.w3.org/2022/wot/td/v1.1', title: 'Hall eye', securityDefinitions: { none: { scheme: 'nosec' } }, security: 'none' },
    properties: { motion: { type: 'boolean', readOnly: true, forms: [{ href: `http://127.0.0.1:${(server.address() as AddressInfo).port}/motion` }] } }
  }))
  expect((await box.run(['thing', 'add', path, '--yes', '--every', '1 s'])).code).toBe(0)
  const eye = async () => (await box.json<{ sensed: readonly SensedRow[] }>('things', 'hall eye')).sensed[0]
  const isNear = async () => ((await eye()) as { near?: boolean } | undefined)?.near
  await until(async () => (await isNear()) === false)
  isThere = false
  await until(async () => (await isNear()) === undefined)
  await box.serving.close()
  Object.assign(box, { serving: await serveFolder(box.folder) })
  for (let looks = 0; looks < 10; looks++) {
    await new Promise((resolve) => setTimeout(resolve, 80))
    expect(await isNear()).toBeUndefined()
  }
  isThere = true
  await until(async () => (await isNear()) === false)
  expect((await box.run(['thing', 'remove', 'hall eye', '--yes'])).code).toBe(0)
  server.close()
})

test('[P5] a thing behind a broker is heard and asked over its topics; behind the broker of this box nobody asks it past what is agreed', async () => {
  const house = await startPlace(undefined, { mqtt: { port: 0, host: '127.0.0.1' } })
  const { world } = (await house.json<{ world: string }[]>('worlds'))[0] ?? { world: '' }
  const broker = `mqtt://${(await house.serving.letIn(world))?.listens ?? ''}`
  const letIn = (name: string, ...grants: string[]) => house.json<{ id: string; secret: string }>('broker', '--let', name, ...grants)
  const pump = await letIn('pump', '--says', 'pump', '--hears', 'asked')
  const box2 = await letIn('box', '--says', 'asked', '--hears', 'pump')
  const client = new MqttClient(() => connect(Number(new URL(broker).port), '127.0.0.1'), { clientId: 'pump', username: pump.id, password: pump.secret, reconnectPeriod: 0, protocolVersion: 4 })
  await new Promise((resolve) => client.once('connect', resolve))
  const heard: string[] = []
  client.on('message', (topic, payload) => void heard.push(`${topic} ${payload.toString()}`))
  await client.subscribeAsync('asked/pump/#')
  const path = join(house.folder, 'pump.td.json')
  const origin = broker.replace('0.0.0.0', '127.0.0.1')
  writeFileSync(path, JSON.stringify({
    ...{ '@context': 'https://www.w3.org/2022/wot/td/v1.1', title: 'Pump', securityDefinitions: { b: { scheme: 'basic' } }, security: 'b' },
    properties: { flow: { type: 'number', readOnly: true, observable: true, forms: [{ href: `${origin}/pump/flow`, op: 'observeproperty' }] } },
    actions: { run: { input: { type: 'boolean' }, forms: [{ href: `${origin}/asked/pump/run` }] } }
  }))
  const secretFile = join(house.folder, 'broker-secret')
  writeFileSync(secretFile, box2.secret, { mode: 0o600 })
  expect((await house.run(['thing', 'add', path, '--yes', '--user', box2.id, '--password-file', secretFile])).out).not.toMatch(/bypassable/i)
  // Of another broker nobody here knows whom it lets in; and what wants a secret for one thing may want none for another.
  const elsewhere = join(house.folder, 'elsewhere.td.json')
  writeFileSync(elsewhere, readFileSync(path, 'utf8').replaceAll(origin, 'mqtt://127.0.0.1:9').replace('"Pump"', '"Far pump"'))
  expect((await house.run(['thing', 'add', elsewhere, '--yes', '--user', box2.id, '--password-file', secretFile])).out).toMatch(/bypassable/i)
  const half = join(house.folder, 'half.td.json')
  writeFileSync(half, JSON.stringify({
    ...{ '@context': 'https://www.w3.org/2022/wot/td/v1.1', title: 'Half', security: 'b' },
    securityDefinitions: { b: { scheme: 'basic' }, open: { scheme: 'nosec' } },
    properties: { level: { type: 'number', readOnly: true, forms: [{ href: 'http://127.0.0.1:9/level' }] } },
    actions: { blink: { forms: [{ href: 'http://127.0.0.1:9/blink', security: 'open' }] } }
  }))
  expect((await house.run(['thing', 'add', half, '--yes', '--user', 'x', '--password-file', secretFile])).out).toMatch(/bypassable/i)
  await until(async () => {
    await client.publishAsync('pump/flow', '3.5')
    return (await house.run(['things'])).out.includes('flow (3.5)')
  })
  await house.json('hold', 'pump', 'yes')
  expect(await until(async () => heard.length > 0 && heard)).toEqual(['asked/pump/run true'])
  await client.endAsync(true)
  await house.close()
})

test('[P5] what guards a thing is kept in the thing itself by its own setting, and it is said whether it does', async () => {
  const house = await startPlace()
  const state: { off: number; taken: boolean } = { off: 0, taken: false }
  const server = createServer((request, response) => {
    if (request.method === 'GET') return void response.writeHead(200, { 'content-type': 'application/json' }).end(request.url === '/off' ? String(state.off) : 'false')
    void bodyOf(request).then((body) => {
      if (request.url === '/off' && state.taken) state.off = Number(body)
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const path = join(house.folder, 'pump.td.json')
  writeFileSync(path, JSON.stringify({
    ...{ '@context': 'https://www.w3.org/2022/wot/td/v1.1', title: 'Pump', securityDefinitions: { n: { scheme: 'nosec' } }, security: 'n' },
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    properties: {
      on: { type: 'boolean', forms: [{ href: 'on' }] },
      auto_off: { type: 'integer', unit: 's', minimum: 0, maximum: 3_600, forms: [{ href: 'off' }] }
    }
  }))
  expect((await house.run(['thing', 'add', path, '--yes', '--every', '1 s'])).out).toMatch(/can guard itself by this: commune thing will "Pump" --point "set\/auto_off" --keep/)
  expect((await house.run(['thing', 'will', 'pump', '--point', 'set/on', '--keep', 'yes'])).err).toMatch(/on is no setting by which a thing guards itself/)
  state.taken = true
  const kept = await house.run(['thing', 'will', 'pump', '--point', 'set/auto_off', '--keep', '600'])
  expect([kept.code, kept.out]).toEqual([0, expect.stringMatching(/It guards itself: auto_off is set to 600 s and stays so\./)])
  const stand = async (): Promise<string> => (await house.run(['hold', 'pump', '--point', 'set/on'])).out
  await until(async () => (await stand()).includes('Kept by the device itself: auto_off is 600 s.'))
  expect(state.off).toBe(600)
  // Somebody takes it away at the thing itself.
  state.off = 0
  await until(async () => (await stand()).includes('auto_off is to be 600 s, and the device does not say that it is.'))
  expect((await house.run(['hold', 'pump', '30', '--point', 'set/auto_off'])).code).not.toBe(0)
  await house.close()
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
})

test('what was kept and cannot be read keeps no box from starting, and is not written over', async () => {
  const other = await startPlace()
  await other.serving.close()
  for (const name of ['things.json', 'granted.json']) writeFileSync(join(other.folder, name), '{"half', { mode: 0o600 })
  const serving = await serveFolder(other.folder)
  const path = join(other.folder, 'lamp.json')
  writeFileSync(path, JSON.stringify({ ...tdOf('http://127.0.0.1:9/'), securityDefinitions: { door: { scheme: 'nosec' } } }))
  expect((await command(['thing', 'add', path, '--yes'], other)).err).toMatch(/things\.json in the data folder cannot be read/)
  expect((await command(['serve', '--grant', 'x'], other)).err).toMatch(/granted\.json in the data folder cannot be read/)
  expect(readFileSync(join(other.folder, 'things.json'), 'utf8')).toBe('{"half')
  await serving.close()
  removeFolder(other.folder)
})
