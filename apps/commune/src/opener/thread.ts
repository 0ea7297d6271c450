/** The other thread: opens envelopes as they are asked for, in order. */
import { parentPort } from 'node:worker_threads'
import { openOne } from '@commune/peer'
import { sodiumReady } from '@commune/protocol'
import { packAnswer, type Request, unpackRequest } from './packing.ts'

await sodiumReady
let keys: ReadonlyMap<string, Uint8Array> = new Map()

parentPort?.on('message', (request: Request) => {
  if (request.keys) keys = new Map(request.keys)
  const answer = packAnswer(request.number, unpackRequest(request).map((bytes) => openOne(bytes, keys)))
  parentPort?.postMessage(answer, [answer.states.buffer, answer.ids.buffer, answer.lengths.buffer, answer.contents.buffer] as ArrayBuffer[])
})
parentPort?.postMessage('ready')
