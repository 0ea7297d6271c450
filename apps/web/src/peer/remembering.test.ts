import type { AskName, Outcome, PeerApi } from '@commune/peer'
import { expect, test } from 'vitest'
import { RememberingPeer, type Shelf } from './remembering.ts'

/** Answers when it is told to. */
class SlowPeer {
  readonly told = new Map<string, (answer: Outcome<never>) => void>()
  readonly asked: string[] = []
  ask = async (name: string) => { this.asked.push(name); return { ok: true, value: name } }
  act = async (name: string) => { this.asked.push(name); return { ok: true, value: name } }
  watch = (name: AskName, _params: unknown, onAnswer: (answer: Outcome<never>) => void) => {
    this.told.set(name, onAnswer)
    return () => void this.told.delete(name)
  }
  say(name: AskName, value: unknown): void {
    this.told.get(name)?.({ ok: true, value: value as never })
  }
}

const shelf = (): Shelf & { text: string | undefined } => {
  const one = { text: undefined as string | undefined, read: () => one.text, write: (text: string | undefined) => { one.text = text } }
  return one
}

const visit = (on: Shelf) => {
  const slow = new SlowPeer()
  const peer = new RememberingPeer(slow as unknown as PeerApi, on)
  const heard: unknown[] = []
  const watch = (name: AskName, params: object): void => void peer.watch(name, params as never, (answer) => heard.push((answer as { value?: unknown }).value))
  return { slow, peer, heard, watch }
}

const world = { world: 'w', name: 'our place' }
const first = (on: Shelf, stock: unknown): void => {
  const { slow, peer, watch } = visit(on)
  watch('worlds', {})
  watch('stock', { world: 'w' })
  slow.say('worlds', [world])
  slow.say('stock', stock)
  peer.save()
}

test('[P7] what the place looked like is there at once the next time, and the same answer draws nothing anew', async () => {
  const on = shelf()
  first(on, [{ thing: 'bread', n: 2n ** 61n }])
  const { slow, peer, heard, watch } = visit(on)
  watch('stock', { world: 'w' })
  expect(heard).toEqual([[{ thing: 'bread', n: 2n ** 61n }]])
  expect(await Promise.race([peer.answered.then(() => 'answered'), Promise.resolve('not yet')])).toBe('not yet')
  slow.say('stock', [{ thing: 'bread', n: 2n ** 61n }])
  expect(heard).toHaveLength(1)
  await peer.answered
  slow.say('stock', [])
  expect(heard).toEqual([[{ thing: 'bread', n: 2n ** 61n }], []])
})

test('as soon as the peer has answered, its answer stands, for whoever looks later, too', () => {
  const on = shelf()
  first(on, ['bread'])
  const { slow, heard, watch } = visit(on)
  watch('stock', { world: 'w' })
  slow.say('stock', ['flour'])
  watch('stock', { world: 'w' })
  expect(heard).toEqual([['bread'], ['flour']])
})

test('nothing is remembered of what was looked for, of parts of long lists, of refusals, and of places that are gone', () => {
  const on = shelf()
  const { slow, peer, watch } = visit(on)
  watch('worlds', {})
  slow.say('worlds', [world])
  for (const params of [{ world: 'w', text: 'secret' }, { world: 'w', offset: 5 }, { world: 'gone' }]) {
    watch('intents', params)
    slow.say('intents', ['secret'])
  }
  watch('stock', { world: 'w' })
  slow.told.get('stock')!({ ok: false, error: { key: 'no' } })
  watch('waysBack', {})
  slow.say('waysBack', ['secret'])
  peer.save()
  expect(on.text).toContain('our place')
  expect(on.text).not.toContain('secret')
  slow.say('worlds', [])
  peer.save()
  expect(on.text).toBe('[]')
})

test('questions and acts go to the peer, and never to memory', async () => {
  const on = shelf()
  first(on, ['bread'])
  const { slow, peer } = visit(on)
  await peer.ask('stock', { world: 'w' as never })
  await peer.act('connect', { address: 'x' })
  expect(slow.asked).toEqual(['stock', 'connect'])
})

test('what lies there and is not what was written is as good as nothing', () => {
  for (const text of ['', '{', '[1]', '[["stock {\\"world\\":\\"w\\"}", "{"]]', '{"a":1}', 'x'.repeat(600_000)]) {
    const on = { read: () => text, write: () => {} }
    const { heard, watch } = visit(on)
    watch('stock', { world: 'w' })
    expect(heard).toEqual([])
  }
})
