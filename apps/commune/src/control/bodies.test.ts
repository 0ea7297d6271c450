import { fromJson, toJson } from '@commune/peer'
import { utf8 } from '@commune/protocol'
import { fuzzInputs, fuzzPatienceMs, fuzzSeed, hammer, mutator } from '@commune/protocol/testing'
import { expect, test } from 'vitest'
import { startPlace } from '../testing/place.ts'

const id = 'A'.repeat(43)
/** Questions and acts as apps write them; those that make keys of passphrases are slow by intent and left out. */
const bodies = [
  { name: 'intents', params: { world: id, kind: 'need', limit: 10 } },
  { name: 'search', params: { world: id, text: 'bread' } },
  { name: 'file', params: { world: id, id: `${id}.0` } },
  { name: 'versions', params: { world: id, id: `${id}.0` } },
  { name: 'say', params: { world: id, wishes: [{ wish: 'need', thing: 'bread', quantity: { n: 2n, d: 1n, unit: 'kg' } }] } },
  { name: 'addFile', params: { world: id, bytes: Uint8Array.of(1, 2, 3), name: 'a.png', media: 'image/png' } },
  { name: 'takeBundle', params: { bytes: Uint8Array.of(1, 2, 3) } },
  { name: 'closeInvite', params: { world: id, key: id } },
  { name: 'constructor', params: {} }
]
const shareAsked = 0.1

test('a body of the control interface is a tree or nothing', { timeout: fuzzPatienceMs }, () => {
  hammer((bytes) => (fromJson(new TextDecoder().decode(bytes)) === undefined ? { ok: false, error: 'no tree' } : { ok: true }), bodies.map((body) => utf8(toJson(body))))
})

test('whatever is asked and told through the control interface, the peer answers or says why not', { timeout: fuzzPatienceMs }, async () => {
  const place = await startPlace()
  const { api } = place.serving
  const [world] = (await place.json<{ worlds: { world: string }[] }>('status')).worlds
  const whole = bodies.map((body) => utf8(toJson(body).replaceAll(id, world?.world ?? id)))
  const mutated = mutator(whole, fuzzSeed)
  for (let count = Math.ceil(fuzzInputs * shareAsked); count > 0; count--) {
    const asked = fromJson(new TextDecoder().decode(mutated.next())) as { name?: unknown; params?: unknown } | undefined
    if (typeof asked?.name !== 'string' || typeof asked.params !== 'object') continue
    for (const outcome of [await api.ask(asked.name as 'self', asked.params as never), await api.act(asked.name as 'say', asked.params as never)]) {
      if (outcome.ok === false) expect(typeof outcome.error.key).toBe('string')
      else expect(outcome.ok).toBe(true)
    }
  }
  expect((await api.ask('self', {})).ok).toBe(true)
  await place.close()
})
