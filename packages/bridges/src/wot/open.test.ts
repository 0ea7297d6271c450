import { english } from '@commune/commune'
import { ok } from '@commune/protocol'
import { describe, expect, test } from 'vitest'
import type { MqttMessage } from './mqtt.ts'
import type { MqttDoor, OpenPorts, OpenThing, Sensed } from './open.ts'
import { answer, type Host, settle } from './testing/ground.ts'
import { described, lamp, opened, why } from './testing/lamp.ts'

describe('asking over HTTP', () => {
  test('reads, writes and invokes by the methods of the standard or of the form', async () => {
    const { asked, thing } = opened(lamp, {
      'lamp.local': ({ url, method }) =>
        method === 'GET'
          ? answer(200, { '/level': '40', '/mode': 'night', '/goal': '{"at":3}' }[url.pathname] ?? '', {
              'content-type': url.pathname === '/mode' ? 'text/plain' : 'application/json'
            })
          : answer(204)
    })
    expect(await thing.read('level')).toEqual(ok(40))
    expect(await thing.read('mode')).toEqual(ok('night'))
    expect(await thing.ask('set/level', 55)).toEqual(ok(undefined))
    expect(await thing.ask('set/mode', 'day')).toEqual(ok(undefined))
    expect(await thing.ask('set/goal/at', 7)).toEqual(ok(undefined))
    expect(await thing.ask('do/toggle')).toEqual(ok(undefined))
    expect(asked.map(({ method, url, body }) => [method, url.pathname, body])).toEqual([
      ['GET', '/level', ''],
      ['GET', '/mode', ''],
      ['PUT', '/level', '55'],
      ['PUT', '/mode', 'day'],
      ['POST', '/goal', '{"at":7}'],
      ['POST', '/toggle', '']
    ])
  })

  test('a number is sent in the whole steps that it is taken in', async () => {
    const stepped = described({
      properties: {
        whole: { type: 'integer', minimum: 0, maximum: 100, forms: [{ href: 'whole' }] },
        half: { type: 'number', multipleOf: 0.5, minimum: 5, maximum: 29.8, forms: [{ href: 'half' }] },
        tenth: { type: 'number', multipleOf: 0.1, forms: [{ href: 'tenth' }] },
        any: { type: 'number', forms: [{ href: 'any' }] }
      }
    })
    const { asked, thing } = opened(stepped, { 'lamp.local': () => answer(204) })
    const wishes = { whole: 33.3, half: 29.8, tenth: 0.31, any: 33.3 }
    for (const [name, value] of Object.entries(wishes)) expect(await thing.ask(`set/${name}`, value)).toEqual(ok(undefined))
    expect(asked.map(({ body }) => body)).toEqual(['33', '29.5', '0.3', '33.3'])
  })

  test('what it does not take is not sent', async () => {
    const { asked, thing } = opened(lamp, { 'lamp.local': () => answer(204) })
    expect(why(await thing.ask('set/level', 101))).toBe('wot.ask-value')
    expect(why(await thing.ask('set/mode', 'dusk'))).toBe('wot.ask-value')
    expect(why(await thing.ask('level', 5))).toBe('wot.ask-none')
    expect(why(await thing.ask('nothing', 5))).toBe('wot.ask-none')
    expect(asked).toEqual([])
  })

  test.each<[string, Host, string]>([
    ['a value of another kind', () => answer(200, '"bright"'), 'wot.value-odd'],
    ['no JSON', () => answer(200, '{'), 'wot.http-garbled'],
    ['a picture', () => answer(200, 'x', { 'content-type': 'image/png' }), 'wot.http-type'],
    ['a way in that is closed', () => answer(401), 'wot.http-denied'],
    ['nothing there', () => answer(404), 'wot.http-gone'],
    ['a fault of its own', () => answer(500), 'wot.http-status'],
    ['a megabyte', () => answer(200, `"${'x'.repeat(1_000_000)}"`), 'wot.http-long'],
    ['a way to another origin', () => answer(302, '', { location: 'http://169.254.169.254/latest' }), 'wot.http-redirect'],
    ['a way in a circle', ({ url }) => answer(302, '', { location: url.href }), 'wot.http-redirect'],
    [
      'an answer that breaks off',
      () =>
        answer(
          200,
          (async function* broken() {
            yield new Uint8Array(1)
            throw new Error('gone')
          })()
        ),
      'wot.http-broken'
    ]
  ])('%s is answered in plain words', async (_, host, key) => {
    const { thing } = opened(lamp, { 'lamp.local': host })
    const read = await thing.read('level')
    expect(why(read)).toBe(key)
    if (!read.ok) expect(english.say(read.error)).toMatch(/^[^{}]+\.$/)
  })

  test('half of an answer is no answer', async () => {
    const half = async function* half() {
      yield new TextEncoder().encode('4')
      await new Promise(() => undefined)
    }
    const { clock, thing } = opened(lamp, { 'lamp.local': () => answer(200, half()) })
    const read = thing.read('level')
    await clock.turn(10_000)
    expect(why(await read)).toBe('wot.http-broken')
  })

  test('what never answers is left after a while, and leaves no timer behind', async () => {
    const { clock, thing } = opened(lamp, { 'lamp.local': () => new Promise(() => undefined) })
    const read = thing.read('level')
    await clock.turn(10_000)
    expect(why(await read)).toBe('wot.http-late')
    expect(clock.waiting).toBe(0)
  })

  test('a redirect within the origin is followed for reading, and for a wish only where it is to be repeated', async () => {
    const { asked, thing } = opened(lamp, {
      'lamp.local': ({ url, method }) =>
        url.pathname === '/new' ? answer(200, '7') : answer(method === 'PUT' ? 302 : 301, '', { location: '/new' })
    })
    expect(await thing.read('level')).toEqual(ok(7))
    expect(why(await thing.ask('set/level', 5))).toBe('wot.http-redirect')
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual(['GET /level', 'GET /new', 'PUT /level'])
  })
})

describe('ways in', () => {
  const secured = (security: string, href = 'level') =>
    described({ properties: { level: { type: 'integer', forms: [{ href, security }] } } })
  const credentials = {
    basic: { user: 'ann', password: 'pä' },
    token: { token: 't0' },
    query: { key: 'a b' },
    header: { key: 'h' },
    uri: { key: 'u/1' },
    body: { key: 'b' }
  }
  const given = Object.fromEntries(
    Object.entries(credentials).map(([name, one]) => [name, { for: 'http://lamp.local', ...one }])
  ) as NonNullable<OpenPorts['credentials']>

  test.each<[string, string, (asked: { url: URL; headers: Readonly<Record<string, string>> }) => unknown, unknown]>([
    ['basic', 'level', ({ headers }) => headers['authorization'], `Basic ${Buffer.from('ann:pä').toString('base64')}`],
    ['token', 'level', ({ headers }) => headers['authorization'], 'Bearer t0'],
    ['either', 'level', ({ headers }) => headers['authorization'], 'Bearer t0'],
    ['header', 'level', ({ headers }) => headers['x-key'], 'h'],
    ['query', 'level', ({ url }) => url.search, '?k=a+b'],
    ['uri', '{u}/level', ({ url }) => url.pathname, '/u%2F1/level']
  ])('%s is put where the description says', async (security, href, look, wanted) => {
    const { asked, thing } = opened(secured(security, href), { 'lamp.local': () => answer(200, '1') }, { credentials: given })
    expect(await thing.read('level')).toEqual(ok(1))
    expect(look(asked[0] as (typeof asked)[number])).toBe(wanted)
  })

  test('a key in the body goes where its pointer says', async () => {
    const description = described({
      actions: {
        move: { input: { type: 'object', properties: { x: { type: 'number' } } }, forms: [{ href: 'move', security: 'body' }] }
      }
    })
    const { asked, thing } = opened(description, { 'lamp.local': () => answer(204) }, { credentials: given })
    expect(await thing.ask('do/move', 3)).toEqual(ok(undefined))
    expect(asked[0]?.body).toBe('{"x":3,"auth":{"key":"b"}}')
  })

  test('what was not given is asked for by name, and nothing is sent', async () => {
    const { asked, thing } = opened(secured('token'), { 'lamp.local': () => answer(200, '1') })
    expect(why(await thing.read('level'))).toBe('wot.pass-token')
    expect(why(await opened(secured('digest'), {}).thing.read('level'))).toBe('wot.pass-scheme')
    expect(asked).toEqual([])
  })

  test('a secret goes to the origin it was given for and nowhere else', async () => {
    const elsewhere = described({
      properties: { level: { type: 'integer', forms: [{ href: 'http://other.local/level', security: 'token' }] } }
    })
    const reach = { origins: new Set(['http://lamp.local', 'http://other.local']) }
    const { asked, thing } = opened(elsewhere, { 'other.local': () => answer(200, '1') }, { credentials: given, reach })
    expect(why(await thing.read('level'))).toBe('wot.pass-elsewhere')
    expect(asked).toEqual([])
  })
})

describe('following', () => {
  const heardOf = (thing: OpenThing) => {
    const heard: Sensed[] = []
    const cancel = thing.observe((sensed) => heard.push(sensed))
    return {
      heard,
      cancel,
      plain: () =>
        heard.map((one) =>
          one.is === 'reading' ? `${one.key}=${one.value}` : one.is === 'unknown' ? `${one.key}? ${one.why.key}` : `${one.key}${one.is === 'pulse' ? '!' : ' here'}`
        )
    }
  }

  test('a property that tells nothing by itself is asked again and again; a failure is unknown, and the pause doubles', async () => {
    let value = 1
    const { clock, asked, thing } = opened(
      described({ properties: { level: { type: 'integer', readOnly: true, forms: [{ href: 'level' }] } } }),
      { 'lamp.local': () => (value === 0 ? answer(503) : answer(200, String(value))) },
      { pollMs: 10_000 }
    )
    const { plain, cancel } = heardOf(thing)
    await clock.turn(10_000)
    value = 0
    await clock.turn(60_000)
    expect(plain()).toEqual(['level=1', 'level=1', 'level? wot.http-status', 'level? wot.http-status', 'level? wot.http-status'])
    cancel()
    const before = asked.length
    await clock.turn(600_000)
    expect([asked.length, clock.waiting]).toEqual([before, 0])
  })

  test('server-sent events come as they are sent, over any cut of the stream', async () => {
    const description = described({
      properties: {
        level: {
          type: 'integer',
          readOnly: true,
          forms: [{ href: 'level', op: 'observeproperty', subprotocol: 'sse', contentType: 'text/event-stream' }]
        }
      },
      events: { hot: { forms: [{ href: 'hot', subprotocol: 'sse' }] } }
    })
    const streams: Record<string, string[]> = {
      '/level': [': hello\n', '\ndata: 4', '0\n\ndata: "odd"\n\n'],
      '/hot': ['data: {}\n\ndata:\n\n']
    }
    let rounds = 0
    const { clock, thing } = opened(description, {
      'lamp.local': ({ url }) => {
        if (rounds++ > 1) return new Promise(() => undefined)
        return answer(
          200,
          (async function* sent() {
            for (const part of streams[url.pathname] ?? []) yield new TextEncoder().encode(part)
          })(),
          { 'content-type': 'text/event-stream' }
        )
      }
    })
    const { plain, cancel } = heardOf(thing)
    await clock.turn(500)
    expect(plain().toSorted()).toEqual(['event/hot here', 'event/hot!', 'event/hot!', 'level=40', 'level? wot.value-odd'])
    cancel()
    expect(clock.waiting).toBe(0)
  })

  test('an event that never ends is cut off, and a flood is read no quicker than a megabyte a second', async () => {
    const flood = async (first: string, part: string): Promise<{ sent: number; heard: number }> => {
      let sent = 0
      const description = described({ events: { hot: { forms: [{ href: 'hot', subprotocol: 'sse' }] } } })
      const chunk = new TextEncoder().encode(part.repeat(65_536 / part.length))
      const { clock, thing } = opened(description, {
        'lamp.local': () =>
          answer(
            200,
            (async function* flooding() {
              yield new TextEncoder().encode(first)
              for (;;) {
                sent++
                yield chunk
              }
            })()
          )
      })
      const { heard, cancel } = heardOf(thing)
      await clock.turn(2_500)
      cancel()
      return { sent, heard: heard.filter(({ is }) => is === 'pulse' || is === 'reading').length }
    }
    const endless = await flood('data: ', 'x')
    expect(endless.heard).toBe(0)
    expect(endless.sent).toBeLessThan(40)
    expect((await flood('', 'nonsense')).sent).toBeLessThan(70)
    expect((await flood('', 'data:1\n\n')).sent).toBeLessThan(70)
  })

  test('long polling asks again after each answer, and not more than once a second', async () => {
    const description = described({ events: { hot: { forms: [{ href: 'hot', subprotocol: 'longpoll' }] } } })
    const { clock, asked, thing } = opened(description, { 'lamp.local': () => answer(200, '"very"') })
    const { plain, cancel } = heardOf(thing)
    await clock.turn(9_500)
    cancel()
    expect(asked.length).toBe(10)
    expect(new Set(plain())).toEqual(new Set(['event/hot here', 'event/hot!']))
  })

  test('so much is followed at once, the rest is asked again and again; and four requests stand open at most', async () => {
    const forms = [
      { href: 'x', op: 'readproperty' },
      { href: 'x', op: 'observeproperty', subprotocol: 'longpoll' }
    ]
    const many = (from: number, to: number, list: object[]) =>
      Object.fromEntries(
        Array.from({ length: to - from }, (_, at) => [`p${from + at}`, { type: 'integer', readOnly: true, forms: list }])
      )
    const description = described({
      properties: { ...many(0, 40, forms), ...many(40, 50, forms.slice(0, 1)), ...many(50, 60, forms.slice(1)) }
    })
    let open = 0
    let most = 0
    const { clock, asked, thing } = opened(description, {
      'lamp.local': async () => {
        most = Math.max(most, ++open)
        await settle()
        open--
        return answer(200, '1')
      }
    })
    const { plain, cancel } = heardOf(thing)
    await clock.turn(0)
    for (let turn = 0; turn < 20; turn++) await settle()
    cancel()
    expect(asked.length).toBeGreaterThanOrEqual(50)
    expect(most).toBeLessThanOrEqual(32 + 4)
    expect(plain().filter((text) => text.endsWith('wot.follow-many')).length).toBe(10)
  })

  test('[P6] somebody there is a pulse at the moment it turns to yes, and never a reading', async () => {
    const answers = ['false', 'true', 'true', 'false', 'true']
    const { clock, thing } = opened(
      described({ properties: { motion: { type: 'boolean', readOnly: true, forms: [{ href: 'motion' }] } } }),
      { 'lamp.local': () => answer(200, answers.shift() ?? 'false') },
      { pollMs: 1_000 }
    )
    const { plain, cancel } = heardOf(thing)
    await clock.turn(10_000)
    cancel()
    expect(plain()).toEqual(['motion here', 'motion!', 'motion!'])
  })

  test('[P6] whether somebody is there is unknown while it does not answer or says neither yes nor no, and known again when it does, without anybody there', async () => {
    const answers = ['false', '', 'false', '"broken"', 'false', 'true', '', 'true']
    const { clock, thing } = opened(
      described({ properties: { motion: { type: 'boolean', readOnly: true, forms: [{ href: 'motion' }] } } }),
      { 'lamp.local': () => [answers.shift() ?? 'true'].map((text) => (text === '' ? answer(503) : answer(200, text)))[0]! },
      { pollMs: 1_000 }
    )
    const { plain, cancel } = heardOf(thing)
    await clock.turn(12_000)
    cancel()
    expect(plain()).toEqual(['motion here', 'motion? wot.http-status', 'motion here', 'motion? wot.value-odd', 'motion here', 'motion!', 'motion? wot.http-status', 'motion here', 'motion!'])
  })

  test('[P6] an event that is followed by a stream is heard from when the stream stands open, and unknown while it does not', async () => {
    const description = described({ events: { step: { forms: [{ href: 'step', op: 'subscribeevent', subprotocol: 'sse', contentType: 'text/event-stream' }] } } })
    let isThere = true
    const { clock, thing } = opened(description, { 'lamp.local': () => (isThere ? answer(200, '', { 'content-type': 'text/event-stream' }) : answer(503)) })
    const { plain, cancel } = heardOf(thing)
    await clock.turn(10_000)
    expect(plain()).toEqual(['event/step here'])
    isThere = false
    await clock.turn(30_000)
    expect(plain().slice(0, 2)).toEqual(['event/step here', 'event/step? wot.http-status'])
    isThere = true
    await clock.turn(120_000)
    expect(plain().at(-1)).toBe('event/step here')
    cancel()
  })
})

test('forms over MQTT are listened to and asked through the broker that is given', async () => {
  const description = described({
    properties: {
      level: {
        type: 'integer',
        minimum: 0,
        maximum: 9,
        forms: [
          { href: 'mqtt://box:1883/lamp/level', op: ['observeproperty'] },
          { href: 'mqtt://box:1883', op: 'writeproperty', 'mqv:topic': 'lamp/level/set', 'mqv:qos': 1, 'mqv:retain': true }
        ]
      },
      wild: { type: 'integer', forms: [{ href: 'mqtt://box:1883', 'mqv:filter': '#' }] }
    },
    events: { hot: { forms: [{ href: 'mqtt://box:1883/lamp/hot' }] } }
  })
  const published: MqttMessage[] = []
  const listeners = new Map<string, (payload: Uint8Array) => void>()
  const door: MqttDoor = {
    publish: async (message) => {
      published.push(message)
      return ok(undefined)
    },
    subscribe: (topic, _, heard) => {
      listeners.set(topic, heard)
      return () => listeners.delete(topic)
    }
  }
  const { thing } = opened(description, {}, { mqtt: (broker) => (broker === 'mqtt://box:1883' ? door : undefined) })
  const heard: Sensed[] = []
  const cancel = thing.observe((sensed) => heard.push(sensed))
  expect([...listeners.keys()]).toEqual(['lamp/level', 'lamp/hot'])
  listeners.get('lamp/level')?.(new TextEncoder().encode('7'))
  listeners.get('lamp/level')?.(new TextEncoder().encode('unavailable'))
  listeners.get('lamp/hot')?.(new TextEncoder().encode('whatever'))
  expect(heard.map((one) => one.is)).toEqual(['here', 'reading', 'unknown', 'pulse'])
  expect(await thing.ask('set/level', 5)).toEqual(ok(undefined))
  expect(published.map((one) => ({ ...one, payload: new TextDecoder().decode(one.payload) }))).toEqual([
    { topic: 'lamp/level/set', payload: '5', qos: 1, retain: true }
  ])
  cancel()
  expect(listeners.size).toBe(0)
})
