/**
 * Following a thing over HTTP: server-sent events, long polling, or asking again and again. Each goes on until it is stopped, waits longer
 * after each failure, and never asks more often than the bounds say, however quickly the other side answers.
 */
import { createParser } from 'eventsource-parser'
import { type Message, wotMessage } from '@commune/commune'
import { type Cancel, no, ok, type Result } from '@commune/protocol'
import type { Way } from './forms.ts'
import { askOnce, decode, type HttpPorts, send } from './http.ts'
import type { Json, JsonObject } from './json.ts'
import { wotLimits } from './limits.ts'

/** A value that came, undefined for an event without one, or why there is none now. */
export type Heard = (came: Result<Json | undefined, Message>) => void

export interface Follow {
  readonly root: JsonObject
  readonly way: Way
  readonly heard: Heard
  /** It answers, and tells when there is something. */
  listens(): void
  readonly pollMs: number
}

/** Begins at once; stops when the answer is called. */
export const follow = (ports: HttpPorts, what: Follow): Cancel => {
  const ending = new AbortController()
  const { way } = what
  const turn = way.subprotocol === 'sse' ? streamOnce : way.subprotocol === 'longpoll' ? waitOnce : undefined
  const say: Heard = (came) => {
    if (!ending.signal.aborted) what.heard(came)
  }
  void rounds(ports, ending.signal, { least: turn ? leastGapMs : what.pollMs, most: wotLimits.retryMsMax }, async () =>
    turn ? await turn(ports, what, say, ending.signal) : await pollOnce(ports, what, say, ending.signal)
  )
  return () => ending.abort()
}

const leastGapMs = wotLimits.pollMsMin

/** Runs again and again; the pause doubles with each failure that follows another. `run` answers whether it went well. */
const rounds = async (
  ports: HttpPorts,
  signal: AbortSignal,
  pause: { least: number; most: number },
  run: () => Promise<boolean>
): Promise<void> => {
  let failures = 0
  while (!signal.aborted) {
    const went = await run()
    failures = went ? 0 : Math.min(failures + 1, 20)
    const waitMs = failures === 0 ? pause.least : Math.min(pause.most, Math.max(pause.least, 1_000) * 2 ** (failures - 1))
    await wait(ports, waitMs, signal)
  }
}

const wait = (ports: HttpPorts, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const over = (): void => {
      cancel()
      signal.removeEventListener('abort', over)
      resolve()
    }
    const cancel = ports.clock.after(ms, over)
    signal.addEventListener('abort', over)
  })

async function pollOnce(ports: HttpPorts, { root, way }: Follow, say: Heard, signal: AbortSignal): Promise<boolean> {
  const answer = await askOnce(ports, { root, way, signal })
  say(answer)
  return answer.ok
}

/** One long poll: it answers when there is something new, or with nothing when it has waited long enough. */
async function waitOnce(ports: HttpPorts, { root, way, listens }: Follow, say: Heard, signal: AbortSignal): Promise<boolean> {
  const answer = await askOnce(ports, { root, way, signal, timeoutMs: wotLimits.longPollMs })
  const isSilent = answer.ok ? answer.value === undefined && way.op !== 'subscribeevent' : answer.error.key === 'wot.http-late'
  if (isSilent && !signal.aborted) listens()
  if (isSilent) return true
  say(answer)
  return answer.ok
}

async function streamOnce(ports: HttpPorts, { root, way, listens }: Follow, say: Heard, signal: AbortSignal): Promise<boolean> {
  // Silence is no failure: the stream may stand open for as long as it likes.
  const answer = await send(ports, { root, way, signal, accept: 'text/event-stream', timeoutMs: streamMsMax })
  if (!answer.ok) {
    say(answer)
    return false
  }
  if (!signal.aborted) listens()
  const { reader, finish } = answer.value
  let came = false
  let outgrown = false
  // A line that never ends would be kept for ever.
  const parser = createParser({
    maxBufferSize: wotLimits.bodyBytesMax,
    onError: ({ type }) => {
      outgrown ||= type === 'max-buffer-size-exceeded'
    },
    onEvent: ({ data }) => {
      came = true
      say(dataIn(data, way))
    }
  })
  try {
    const decoder = new TextDecoder()
    let sinceMs = ports.clock.nowMs()
    let bytes = 0
    for (let part = await reader?.read(); part && !part.done && !signal.aborted; part = await reader?.read()) {
      bytes += part.value.length
      if (bytes > bytesInSecondMax) {
        // Whoever sends without a pause is read no quicker than this.
        await wait(ports, Math.max(0, sinceMs + 1_000 - ports.clock.nowMs()), signal)
        sinceMs = ports.clock.nowMs()
        bytes = 0
      }
      parser.feed(decoder.decode(part.value, { stream: true }))
      if (!outgrown) continue
      say(no(wotMessage('wot.http-long', { most: wotLimits.bodyBytesMax / 1_024 })))
      return false
    }
  } catch {
    // It broke off; the next round says why, should it fail as well.
  } finally {
    finish()
  }
  return came
}

const streamMsMax = 86_400_000
const bytesInSecondMax = 1_048_576

/** Events carry JSON, or plain text when they are none. */
function dataIn(text: string, way: Way): Result<Json | undefined, Message> {
  if (text === '') return ok(undefined)
  const type = way.contentType.startsWith('text/event-stream') ? 'application/json' : way.contentType
  const read = decode(new TextEncoder().encode(text.slice(0, wotLimits.bodyBytesMax)), type)
  return read.ok ? read : ok(text)
}
