import { type IdText, sodiumReady } from '@commune/protocol'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { deletedRun, deletions, nonceOf, TestCommune, type TestWare, tied, update } from '../testing/index.ts'
import { clientOf, LivePage } from './index.ts'

beforeAll(() => sodiumReady)

const place = () => {
  const commune = new TestCommune()
  const [ada, bo, cy] = [commune.ware(), commune.ware(), commune.ware()] as [TestWare, TestWare, TestWare]
  const begin = (fields: object = {}) => commune.wish(ada, { wish: 'begin', title: 'Soup', text: 'Water.\nSalt.\n', ...fields })
  const text = (id: string) => commune.views.ideas.page(id)?.text
  return { commune, ada, bo, cy, begin, text }
}

describe('hostile edits', () => {
  const attack = (make: (client: number, before: Uint8Array) => Uint8Array) => {
    const { commune, bo, begin, text } = place()
    const id = begin()
    const before = commune.said[0]?.statement['update'] as Uint8Array
    const refused = commune.sayRaw(bo.device, {
      type: 'idea.edit',
      idea: id,
      nonce: nonceOf(7),
      update: make(clientOf(bo.device, nonceOf(7)), before)
    })
    // Whatever it was, the page lives and is written on.
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Still here.\n' })
    expect(text(id)).toBe('Still here.\n')
    return refused?.reason ?? 'taken'
  }

  test.each<[string, (client: number, before: Uint8Array) => Uint8Array, string]>([
    [
      'a client id that is not its own',
      (client) => update(client + 1, (doc) => doc.getText('text').insert(0, 'x')),
      'speaks under a name that is not its own'
    ],
    ['a client id of somebody else', (_, before) => before, 'speaks under a name that is not its own'],
    [
      'two clients at once',
      (client) =>
        Y.mergeUpdates([
          update(client, (doc) => doc.getText('text').insert(0, 'x')),
          update(3, (doc) => doc.getText('text').insert(0, 'y'))
        ]),
      'speaks under a name that is not its own'
    ],
    [
      'clocks that do not start at 0',
      (client) => {
        const first = update(client, (doc) => doc.getText('text').insert(0, 'x'))
        return update(client, (doc) => doc.getText('text').insert(1, 'y'), [first])
      },
      'has gaps'
    ],
    ['a map', (client) => update(client, (doc) => doc.getMap('text').set('a', 1)), 'holds something other than text'],
    [
      'a text of another name',
      (client) => update(client, (doc) => doc.getText('other').insert(0, 'x')),
      'writes where no page has text'
    ],
    [
      'a string hidden in a map',
      (client) => update(client, (doc) => doc.getMap('m').set('a', new Y.Text('x'))),
      'holds something other than text'
    ],
    [
      'letters in bold',
      (client) => update(client, (doc) => doc.getText('text').insert(0, 'x', { bold: true })),
      'holds something other than text'
    ],
    [
      'an embedded picture',
      (client) => update(client, (doc) => doc.getText('text').insertEmbed(0, { image: 'x' })),
      'holds something other than text'
    ],
    ['bytes that are nothing', () => new Uint8Array([1, 200, 200, 200, 200, 200]), 'cannot be read'],
    ['a claim of a billion structs', () => new Uint8Array([1, 255, 255, 255, 255, 15, 1, 0]), 'cannot be read'],
    ['a deleted run of a billion letters', (client) => deletedRun(client, 2 ** 30), 'is longer than one change may be'],
    ['deletions without end', (client) => deletions(client, 12_000), 'is longer than one change may be']
  ])('[T5] %s is refused with a reason and the page lives', (_, make, reason) => {
    expect(attack(make)).toContain(reason)
  })

  test('[T5] a deletion of no letters is refused, stored and live: the library stops at one that waits', () => {
    const empty = Uint8Array.fromHex('0001a9d1d1f801047400930104746578ba7fffffff')
    expect(attack(() => empty)).toContain('writes where no page has text')
    const live = new LivePage([], 'somebody' as IdText, () => nonceOf(7))
    expect(live.takeIn(empty)).toMatchObject({ ok: false, error: { key: 'ideas.update.place' } })
    const stranger = Uint8Array.fromHex('0101a9d1d1f8a0f3ea877af7a0798163225900040104746578740a736f6d6520776f72647300')
    expect(live.takeIn(stranger), 'a name larger than any').toMatchObject({ ok: false, error: { key: 'ideas.update.client' } })
  })

  test('[T5] deletions of what never was, and origins that never come, wait and harm nobody', () => {
    expect(attack((client) => deletions(client, 100))).toBe('taken')
    const stranger = update(99, (doc) => doc.getText('text').insert(0, 'ghost'))
    expect(attack((client) => update(client, (doc) => doc.getText('text').insert(2, 'x'), [stranger]))).toBe('taken')
  })

  test('[T5] an edit that ties two texts of a page together is left out', () => {
    const { commune, bo, begin } = place()
    const id = begin()
    const before = commune.said[0]?.statement['update'] as Uint8Array
    const client = clientOf(bo.device, nonceOf(7))
    const owner = Y.decodeUpdate(before).structs[0]?.id.client as number
    // After the first letter of the title, before the first letter of the text.
    const crossed = tied(client, { client: owner, clock: 0 }, { client: owner, clock: 4 })
    expect(commune.sayRaw(bo.device, { type: 'idea.edit', idea: id, nonce: nonceOf(7), update: crossed })).toBeUndefined()
    expect(commune.views.ideas.page(id)).toMatchObject({ title: 'Soup', text: 'Water.\nSalt.\n', waiting: 1 })
  })

  test('[T3] any bytes are taken or refused with a reason, and the page lives', () => {
    const { commune, bo, ada, begin } = place()
    const id = begin()
    const good = commune.decide(ada, { wish: 'edit', idea: id, text: 'Water and bread.\n' })
    const bytes = (good.ok ? good.value[0]?.['update'] : undefined) as Uint8Array
    const bent = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }).map((changes) => {
      const copy = Uint8Array.from(bytes)
      for (const [at, value] of changes) copy[at] = value
      return copy
    })
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ minLength: 2, maxLength: 80 }), bent), (wild) => {
        const refused = commune.sayRaw(bo.device, { type: 'idea.edit', idea: id, nonce: nonceOf(7), update: wild })
        if (refused) expect(refused.reason).toMatch(/^the change to the page /)
      }),
      { numRuns: 3_000 }
    )
    commune.wish(bo, { wish: 'edit', idea: id, text: 'Still here.\n' })
    expect(commune.views.ideas.page(id)?.text).toBe('Still here.\n')
  })

  test('[T5] who copies the chance of another device still gets a client id of their own', () => {
    const { ada, bo } = place()
    expect(clientOf(ada.device, nonceOf(1))).not.toBe(clientOf(bo.device, nonceOf(1)))
    expect(clientOf(null, nonceOf(1))).toBe(clientOf(null, nonceOf(1)))
    expect(clientOf(ada.device, nonceOf(1))).toBeLessThan(2 ** 48)
  })

  test('[T5] a client id is the first 48 bits of a hash over device and nonce: golden bytes', () => {
    const known = [clientOf('A'.repeat(43), new Uint8Array(16)), clientOf(null, new Uint8Array(16))]
    expect(known.map((client) => client.toString(16))).toEqual(['6a2fab388fbb', 'af9c3f0ef189'])
  })

  test('[E6] a page may be begun and written on by nobody', () => {
    const { commune } = place()
    const client = clientOf(null, nonceOf(2))
    const id = commune.say(null, {
      type: 'idea.begin',
      nonce: nonceOf(2),
      update: update(client, (doc) => doc.getText('title').insert(0, 'From nobody'))
    })
    expect(commune.views.ideas.page(id)).toMatchObject({ title: 'From nobody', signed: [] })
    expect(commune.sayRaw(null, { type: 'idea.sign', idea: id })?.reason).toContain('needs somebody who says it')
  })
})
