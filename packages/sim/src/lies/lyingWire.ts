/**
 * What a liar does to its own messages: answers a comparison as if nothing were missing, turns a bit of a fingerprint, keeps
 * some envelopes from everybody for ever, puts in some that are none, and says the same a hundred times over.
 *
 * Reads messages by their bytes (see the SPEC of sync): a type, a channel of 8 bytes, then fields.
 */
import { concat } from '@commune/protocol'
import type { Chance } from '../chance/chance.ts'
import type { Meddle } from '../network/tracedTransport.ts'

const types = { compare: 5, want: 6, envelopes: 7, again: 10 }
const channelEnd = 9
/** Behind the channel of `envelopes`: number (4 bytes), more (1 byte). */
const runHeadEnd = channelEnd + 5
/** Version of a comparison; with nothing behind it everything is equal. */
const equalAll = 0x61
const fingerprintBytes = 16
const repeats = 100

/** How often each of these is done, by message. */
const odds = { falseFingerprint: 0.2, equalAll: 0.1, garbage: 0.05, repeat: 0.01 }

/** `count` is told of each lie. One in `keptBack` envelopes goes to nobody: always the same ones. */
export const lyingWire = (chance: Chance, count: (lie: string) => void): Meddle => {
  const keptBack = chance.pick([0, 3, 6])
  const lie = (message: Uint8Array): Uint8Array => {
    switch (message[0]) {
      case types.compare:
        return message.length > channelEnd + 1 ? compareFalsely(message, chance, count) : message
      case types.envelopes:
        return withhold(message, keptBack, chance, count)
      default:
        return message
    }
  }
  return (message) => {
    const said = lie(message)
    const again = (message[0] === types.again || message[0] === types.want) && chance.happens(odds.repeat)
    if (again) count('repeat')
    return again ? Array.from({ length: repeats }, () => said) : [said]
  }
}

function compareFalsely(message: Uint8Array, chance: Chance, count: (lie: string) => void): Uint8Array {
  if (chance.happens(odds.equalAll)) {
    count('equalAll')
    return concat(message.subarray(0, channelEnd + 1), Uint8Array.of(equalAll))
  }
  // The last bytes are those of a fingerprint, or of an id that is listed.
  if (message.length < channelEnd + 2 + fingerprintBytes || !chance.happens(odds.falseFingerprint)) return message
  count('falseFingerprint')
  const turned = message.slice()
  const at = turned.length - 1 - chance.between(0, fingerprintBytes - 1)
  turned[at] = (turned[at] as number) ^ (1 << chance.between(0, 7))
  return turned
}

function withhold(message: Uint8Array, keptBack: number, chance: Chance, count: (lie: string) => void): Uint8Array {
  const parts: Uint8Array[] = [message.subarray(0, runHeadEnd)]
  for (let at = runHeadEnd; at + 3 <= message.length; ) {
    const end = at + 3 + (((message[at] as number) << 16) | ((message[at + 1] as number) << 8) | (message[at + 2] as number))
    // By a byte of the nonce, so that it is the same envelopes whoever asks and whenever.
    if (keptBack > 0 && (message[at + 3 + 24] as number) % keptBack === 0) count('keptBack')
    else parts.push(message.subarray(at, end))
    at = end
  }
  if (chance.happens(odds.garbage)) {
    count('garbage')
    const bytes = chance.bytes(chance.between(64, 400))
    parts.push(Uint8Array.of(0, bytes.length >> 8, bytes.length & 0xff), bytes)
  }
  return concat(...parts)
}
