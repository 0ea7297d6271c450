/** What comes back from a thing, and what comes in from outside, may be anything. */
import fc from 'fast-check'
import { ok } from '@commune/protocol'
import { expect, test } from 'vitest'
import { openThing } from './open.ts'
import { serveThings } from './serve.ts'
import { answer, HandClock, networkOf } from './testing/ground.ts'
import { lamp } from './testing/lamp.ts'

const bytes = fc.uint8Array({ maxLength: 64 })
const header = fc.constantFrom(
  'application/json',
  'text/plain',
  'text/event-stream',
  'application/td+json; charset=utf-8',
  '',
  ';;;',
  'a/b'
)

test('whatever a thing answers, asking ends with a value or with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 599 }),
      bytes,
      header,
      fc.option(fc.webUrl(), { nil: undefined }),
      async (status, body, type, location) => {
        const headers = { 'content-type': type, ...(location !== undefined && { location }) }
        const clock = new HandClock()
        const { fetch } = networkOf({
          'lamp.local': () => ({ ...answer(status, '', headers), body: ReadableStream.from([body]) })
        })
        const thing = openThing(lamp, { fetch, clock, reach: { origins: new Set(['http://lamp.local']) } })
        for (const made of [await thing.read('level'), await thing.read('mode'), await thing.ask('set/level', 4)]) {
          expect(made.ok || made.error.key.startsWith('wot.')).toBe(true)
        }
        expect(clock.waiting).toBe(0)
      }
    ),
    { numRuns: 200 }
  )
})

test('whatever is asked of the server, it answers, and only what was granted', async () => {
  const acts: unknown[] = []
  const serve = serveThings({
    base: 'http://box.local/',
    things: () => [
      {
        id: 'a.0',
        thing: {
          key: 'a',
          name: 'A',
          readings: [{ key: 'x/y', name: 'X', shape: { is: 'yes-no' } }],
          pulses: [],
          acts: [{ key: 'go', name: 'Go', shape: { is: 'press' } }]
        }
      }
    ],
    grantOf: (token) => (token === 'look' ? { holder: 'l', things: 'all', mayAsk: false } : undefined),
    now: () => true,
    ask: async (...wish) => {
      acts.push(wish)
      return ok(undefined)
    },
    listen: () => () => undefined
  })
  const step = fc.oneof(
    fc.constantFrom(
      'things',
      'a.0',
      'properties',
      'x%2Fy',
      'actions',
      'go',
      'observe',
      'events',
      '..',
      '%',
      '',
      '__proto__',
      'constructor'
    ),
    fc.string({ maxLength: 6 })
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 7 }),
      fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'get', ''),
      fc.option(fc.oneof(fc.constant('Bearer look'), fc.string()), { nil: undefined }),
      bytes,
      async (steps, method, authorization, body) => {
        const { status } = await serve({
          method,
          path: steps.join('/'),
          body,
          ...(authorization !== undefined && { authorization })
        })
        expect([200, 400, 401, 403, 404, 405, 413, 503]).toContain(status)
        if (authorization !== 'Bearer look') expect(status).toBe(401)
      }
    ),
    { numRuns: 500 }
  )
  expect(acts).toEqual([])
})
