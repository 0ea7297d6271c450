import { expect, test } from 'vitest'
import { Inbox, messageOverheadBytes } from './inbox.ts'

async function all(inbox: Inbox): Promise<number[]> {
  const got: number[] = []
  for await (const message of inbox.messages()) got.push(message[0]!)
  return got
}

test('[S6] what waits is counted in and out, empty messages too', async () => {
  let taken = 0
  const inbox = new Inbox(bytes => {
    taken += bytes
  })
  for (let at = 0; at < 3; at++) inbox.put(new Uint8Array(at))
  expect(inbox.bytes).toBe(3 + 3 * messageOverheadBytes)
  inbox.end()
  await all(inbox)
  expect([inbox.bytes, taken]).toEqual([0, 3 + 3 * messageOverheadBytes])
})

test('[S4] ten thousand messages come out in order, however taking and putting mix', async () => {
  const inbox = new Inbox(() => undefined)
  const reading = all(inbox)
  for (let at = 0; at < 10_000; at++) {
    inbox.put(Uint8Array.of(at & 255))
    if (at % 1_000 === 0) await Promise.resolve()
  }
  inbox.end()
  expect(await reading).toEqual(Array.from({ length: 10_000 }, (_, at) => at & 255))
})

test('[S6] after an end what is here can be read, after a drop it is gone', async () => {
  const [ended, dropped] = [new Inbox(() => undefined), new Inbox(() => undefined)]
  for (const inbox of [ended, dropped]) inbox.put(Uint8Array.of(1))
  ended.end()
  dropped.drop()
  ended.put(Uint8Array.of(2))
  expect([await all(ended), await all(dropped)]).toEqual([[1], []])
})
