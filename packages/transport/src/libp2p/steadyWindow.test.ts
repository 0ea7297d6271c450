import type { Stream } from '@libp2p/interface'
import { multiaddrConnectionPair } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { expect, test } from 'vitest'
import { steadyWindow } from './steadyWindow.ts'

test('[S6] a stream grants a window for bulk, no more than that, and opens it again when it is read', async () => {
  const [a, b] = multiaddrConnectionPair({ delay: 0, capacity: 100 })
  const [near, far] = [a, b].map(connection => yamux()().createStreamMuxer(connection))
  const answered = new Promise<Stream>(resolve => far!.addEventListener('stream', event => resolve(event.detail)))
  const sender = await near!.createStream()
  const reader = await answered
  steadyWindow(reader)
  reader.pause()
  const total = 8 * 1_048_576
  sender.send(new Uint8Array(total))
  await expect.poll(() => total - sender.writeBufferLength).toBe(1_048_576)
  let [got, chunks] = [0, 0]
  reader.addEventListener('message', event => {
    got += event.data.byteLength
    chunks += 1
  })
  reader.resume()
  await expect.poll(() => got, { timeout: 10_000 }).toBe(total)
  expect(chunks).toBeLessThan(200)
})
