import { type Thing, type Value, wotMessage } from '@commune/commune'
import { no, ok } from '@commune/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { wotLimits } from './limits.ts'
import { openThing, type Sensed } from './open.ts'
import { readThing } from './read.ts'
import { type Grant, type ServeResponse, serveThings } from './serve.ts'
import { HandClock, hostOf, networkOf, settle } from './testing/ground.ts'

const lamp: Thing = {
  key: 'lamp',
  name: 'Path lamp',
  readings: [
    { key: 'level', name: 'Level', shape: { is: 'number', unit: '%', min: 0, max: 100 } },
    { key: 'warmth', name: 'Warmth', shape: { is: 'number', unit: '°C' } }
  ],
  pulses: [{ key: 'steps/near', name: 'Steps', ttlMs: 5_000 }],
  acts: [
    { key: 'set level', name: 'Level', shape: { is: 'number', unit: '%', min: 0, max: 100 }, toldBy: 'level' },
    { key: 'blink', name: 'Blink', shape: { is: 'press' } }
  ]
}
const tank: Thing = { key: 'tank', name: 'Tank', readings: [], pulses: [], acts: [] }

const grants: Readonly<Record<string, Grant>> = {
  all: { holder: 'all', things: 'all', mayAsk: true },
  lamp: { holder: 'lamp', things: new Set(['l.0']), mayAsk: true },
  look: { holder: 'look', things: new Set(['l.0']), mayAsk: false }
}

let values: Map<string, Value>
let asked: unknown[][]
let listeners: Map<string, Set<(value?: Value) => void>>
let serve: ReturnType<typeof serveThings>

beforeEach(() => {
  values = new Map<string, Value>([['level', 40]])
  asked = []
  listeners = new Map()
  serve = serveThings({
    base: 'http://box.local:8080/',
    things: () => [
      { id: 'l.0', thing: lamp },
      { id: 't.0', thing: tank }
    ],
    grantOf: (token) => (Object.hasOwn(grants, token) ? grants[token] : undefined),
    now: (_, key) => values.get(key),
    ask: async (id, key, value) => {
      asked.push([id, key, value])
      return value === 99 ? no(wotMessage('wot.ask-value')) : ok(undefined)
    },
    listen: (_, key, heard) => {
      const set = listeners.get(key) ?? new Set()
      listeners.set(key, set.add(heard))
      return () => set.delete(heard)
    }
  })
})

const get = (path: string, token?: string, method = 'GET', body = ''): Promise<ServeResponse> =>
  serve({ method, path, body: new TextEncoder().encode(body), ...(token !== undefined && { authorization: `Bearer ${token}` }) })
const json = ({ body }: ServeResponse): unknown =>
  body instanceof Uint8Array && body.length > 0 ? JSON.parse(new TextDecoder().decode(body)) : undefined

describe('what is served', () => {
  test('without a token that was granted nothing is said, not even what there is', async () => {
    for (const path of ['things', 'things/l.0', 'nowhere']) {
      expect((await get(path)).status).toBe(401)
      expect((await get(path, 'constructor')).status).toBe(401)
    }
  })

  test('a token sees what it was granted, and the rest as what does not exist', async () => {
    expect((json(await get('things', 'all')) as { title: string }[]).map(({ title }) => title)).toEqual(['Path lamp', 'Tank'])
    expect((json(await get('things', 'lamp')) as { title: string }[]).map(({ title }) => title)).toEqual(['Path lamp'])
    expect((await get('things/t.0', 'all')).status).toBe(200)
    expect(json(await get('things/t.0', 'lamp'))).toEqual(json(await get('things/nothing', 'lamp')))
  })

  test('every description holds', async () => {
    for (const id of ['l.0', 't.0'])
      expect(readThing(JSON.stringify(json(await get(`things/${id}`, 'all'))))).toMatchObject({ ok: true, value: { doubts: [] } })
  })

  test('a reading is told, and one that is not known is said to be so', async () => {
    expect(json(await get('things/l.0/properties/level', 'look'))).toBe(40)
    expect((await get('things/l.0/properties/warmth', 'look')).status).toBe(503)
    expect((await get('things/l.0/properties/other', 'look')).status).toBe(404)
  })

  test.each<[string, string, string, string, string, number]>([
    ['a wish', 'PUT', 'properties/level', 'lamp', '60', 204],
    ['a wish that is declined', 'PUT', 'properties/level', 'lamp', '99', 409],
    ['one out of bounds', 'PUT', 'properties/level', 'lamp', '101', 400],
    ['one of another kind', 'PUT', 'properties/level', 'lamp', '{"a":1}', 400],
    ['garbage', 'PUT', 'properties/level', 'lamp', '{', 400],
    ['a wish too long', 'PUT', 'properties/level', 'lamp', ' '.repeat(wotLimits.wishBytesMax + 1), 413],
    ['a wish by one that may only look', 'PUT', 'properties/level', 'look', '60', 403],
    ['a press', 'POST', 'actions/blink', 'lamp', '', 204],
    ['what has no act', 'PUT', 'properties/warmth', 'lamp', '1', 404],
    ['another method', 'DELETE', 'properties/level', 'lamp', '', 405],
    ['a broken escape', 'GET', 'properties/%E0%A4%A', 'lamp', '', 404]
  ])('%s is answered as it should', async (_, method, path, token, body, status) => {
    expect((await get(`things/l.0/${path}`, token, method, body)).status).toBe(status)
    expect(asked.length).toBe([204, 409].includes(status) ? 1 : 0)
  })

  test('so many listen at once and no more, and whoever leaves makes room', async () => {
    const open: ServeResponse[] = []
    for (let turn = 0; turn < wotLimits.streamsOfOneMax; turn++)
      open.push(await get('things/l.0/properties/level/observe', 'look'))
    expect(open.every(({ status }) => status === 200)).toBe(true)
    expect((await get('things/l.0/properties/level/observe', 'look')).status).toBe(503)
    expect((await get('things/l.0/properties/level/observe', 'lamp')).status).toBe(200)
    const { body } = open[0] as ServeResponse
    if (!(body instanceof Uint8Array)) await body.return?.()
    expect(listeners.get('level')?.size).toBe(wotLimits.streamsOfOneMax)
    expect((await get('things/l.0/properties/level/observe', 'look')).status).toBe(200)
  })

  test('a slow listener loses the oldest events and nothing grows', async () => {
    const { body } = await get('things/l.0/properties/level/observe', 'look')
    for (let value = 0; value < 5_000; value++) for (const heard of listeners.get('level') ?? []) heard(value)
    const texts: string[] = []
    if (!(body instanceof Uint8Array))
      for await (const part of body) if (texts.push(new TextDecoder().decode(part)) === wotLimits.waitingMax) break
    expect([texts.length, texts.at(-1)]).toEqual([wotLimits.waitingMax, 'data: 4999\n\n'])
    expect(listeners.get('level')?.size).toBe(0)
  })
})

test('one commune brings in what another serves: reads, asks, hears values and pulses', async () => {
  const text = JSON.stringify(json(await get('things/l.0', 'lamp')))
  const read = readThing(text)
  if (!read.ok) throw new Error('does not hold')
  const clock = new HandClock()
  const { fetch } = networkOf({ 'box.local:8080': hostOf(serve) })
  const origin = 'http://box.local:8080'
  const opened = openThing(read.value, {
    fetch,
    clock,
    reach: { origins: new Set([origin]) },
    credentials: { bearer: { for: origin, token: 'lamp' } }
  })
  expect(opened.thing).toEqual(lamp)
  expect(await opened.read('level')).toEqual(ok(40))
  expect(await opened.ask('set level', 70)).toEqual(ok(undefined))
  expect(await opened.ask('blink')).toEqual(ok(undefined))
  expect(asked).toEqual([
    ['l.0', 'set level', 70],
    ['l.0', 'blink', undefined]
  ])

  const heard: Sensed[] = []
  const cancel = opened.observe((sensed) => heard.push(sensed))
  await settle()
  for (const one of listeners.get('level') ?? []) one(71)
  for (const one of listeners.get('steps/near') ?? []) one()
  await settle()
  expect(heard.map((one) => (one.is === 'reading' ? [one.key, one.value] : [one.key, one.is]))).toEqual([
    ['steps/near', 'here'],
    ['level', 71],
    ['steps/near', 'pulse']
  ])
  cancel()
  await settle()
  expect([...listeners.values()].map((set) => set.size)).toEqual([0, 0, 0])
  expect(clock.waiting).toBe(0)
})
