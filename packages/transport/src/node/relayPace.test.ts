import type { Connection, Stream } from '@libp2p/interface'
import { multiaddrConnectionPair, pipe } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { expect, test } from 'vitest'
import { paceCircuits } from './relayPace.ts'

/** Two ends of a stream over a connection of its own, with real windows. */
async function joined(): Promise<[Stream, Stream]> {
  const [a, b] = multiaddrConnectionPair({ delay: 0, capacity: 100 })
  const [near, far] = [a, b].map(connection => yamux({ streamOptions })().createStreamMuxer(connection))
  const answered = new Promise<Stream>(resolve => far!.addEventListener('stream', event => resolve(event.detail)))
  return [await near!.createStream(), await answered]
}

const streamOptions = { maxStreamWindowSize: 2_097_152 }
const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 5))

test('[S6] a box in between holds back a sender whose other side does not read, and loses nothing', async () => {
  const [[sender, incoming], [outgoing, reader]] = [await joined(), await joined()]
  const pace = paceCircuits()
  for (const stream of [incoming, outgoing]) void pace(stream, {} as Connection, () => undefined)
  void pipe(incoming, outgoing, incoming).catch(() => undefined)
  reader.pause()
  const chunkBytes = 65_536
  const chunks = 1_024
  for (let at = 0; at < chunks; at++) sender.send(new Uint8Array(chunkBytes).fill(at))
  let left = -1
  for (let still = 0; still < 10; ) {
    await turn()
    still = sender.writeBufferLength === left ? still + 1 : 0
    left = sender.writeBufferLength
  }
  expect(chunks * chunkBytes - left).toBeLessThan(10 * 1_048_576)

  let got = 0
  reader.addEventListener('message', event => {
    for (const part of event.data instanceof Uint8Array ? [event.data] : event.data) {
      for (const byte of part) {
        if (byte !== (Math.floor(got / chunkBytes) & 255)) throw new Error(`wrong byte at ${got}`)
        got += 1
      }
    }
  })
  reader.resume()
  await expect.poll(() => got, { timeout: 20_000 }).toBe(chunks * chunkBytes)
})
