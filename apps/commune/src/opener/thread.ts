/** The other thread: opens envelopes as they are asked for, in order. */
import { parentPort } from 'node:worker_threads'
import { openEnvelopes, sodiumReady } from '@commune/protocol'
import { type Answer, handedBack, type Request } from './packing.ts'

await sodiumReady
let keys: ReadonlyMap<string, Uint8Array> = new Map()

parentPort?.on('message', (request: Request) => {
  if (request.keys) keys = new Map(request.keys)
  const answer: Answer = { number: request.number, found: openEnvelopes(request.run, keys) }
  parentPort?.postMessage(answer, handedBack(answer))
})
parentPort?.postMessage('ready')
