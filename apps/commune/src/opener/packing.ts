/**
 * Envelopes and what was found in them, packed for the way between two threads: a few large buffers, no object for each.
 *
 *     request   count envelopes, their lengths (u32 each), their bytes
 *     answer    a state for each (0 sealed, 1 open, 2 refused), ids (32 bytes each), lengths of what follows (u32 each):
 *               plain bytes of open ones, UTF-8 reasons of refused ones
 */
import type { ContentKeys, Opening } from '@commune/peer'
import { parseEnvelope } from '@commune/protocol'

export interface Request {
  readonly number: number
  readonly lengths: Uint32Array
  readonly bytes: Uint8Array
  /** All content keys, when they changed since the last request. */
  readonly keys: readonly (readonly [tag: string, key: Uint8Array])[] | undefined
}

export interface Answer {
  readonly number: number
  readonly states: Uint8Array
  readonly ids: Uint8Array
  readonly lengths: Uint32Array
  readonly contents: Uint8Array
}

const codeOf = { sealed: 0, open: 1, refused: 2 } as const

export const packRequest = (number: number, envelopes: readonly Uint8Array[], keys: ContentKeys | undefined): Request => {
  const lengths = Uint32Array.from(envelopes, (envelope) => envelope.length)
  return { number, lengths, bytes: join(envelopes), keys: keys && [...keys] }
}

export const unpackRequest = (request: Request): Uint8Array[] => split(request.bytes, request.lengths)

export const packAnswer = (number: number, openings: readonly Opening[]): Answer => {
  const encoder = new TextEncoder()
  const contents = openings.map((opening) => {
    if (opening.state === 'open') return opening.plain
    return opening.state === 'refused' ? encoder.encode(opening.reason) : new Uint8Array()
  })
  return {
    number,
    states: Uint8Array.from(openings, (opening) => codeOf[opening.state]),
    ids: join(openings.map((opening) => opening.id)),
    lengths: Uint32Array.from(contents, (content) => content.length),
    contents: join(contents)
  }
}

/** Openings of these envelopes as the other thread found them. */
export const unpackAnswer = (answer: Answer, envelopes: readonly Uint8Array[]): Opening[] => {
  const contents = split(answer.contents, answer.lengths)
  const decoder = new TextDecoder()
  return envelopes.map((bytes, index): Opening => {
    const id = answer.ids.subarray(index * 32, index * 32 + 32)
    const content = contents[index] as Uint8Array
    const parsed = parseEnvelope(bytes)
    if (answer.states[index] === codeOf.refused || !parsed.ok) {
      return { state: 'refused', id, lamport: parsed.ok ? parsed.value.lamport : undefined, reason: decoder.decode(content) }
    }
    const envelope = parsed.value
    return answer.states[index] === codeOf.open ? { state: 'open', id, envelope, plain: content } : { state: 'sealed', id, envelope }
  })
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function split(bytes: Uint8Array, lengths: Uint32Array): Uint8Array[] {
  const parts: Uint8Array[] = []
  let at = 0
  for (const length of lengths) {
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return parts
}
