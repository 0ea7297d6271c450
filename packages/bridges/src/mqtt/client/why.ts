/** Why a broker is away, in words for the person who looks after the box. */
import { type Message, mqttMessage } from '@commune/commune'

/** An error of the network (a code in letters) or an answer of the broker (a number). */
export interface AwayError {
  readonly code?: number | string
  readonly message?: string
}

/** Answers of CONNACK: 1 and 4, 5 in MQTT 3.1.1; the others in MQTT 5. */
const olderCodes = new Set<unknown>([1, 132])
const lockedOutCodes = new Set<unknown>([4, 5, 134, 135])
const takenOverCode = 142
const silentCodes = new Set<unknown>(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])
const certificateCodes = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/u

export function awayWords(why: AwayError | undefined, address: string): Message {
  const code = why?.code
  if (lockedOutCodes.has(code)) return mqttMessage('mqtt.away.locked-out', { address })
  if (olderCodes.has(code)) return mqttMessage('mqtt.away.version', { address })
  if (code === takenOverCode) return mqttMessage('mqtt.away.taken-over', { address })
  if (code === 'too-large') return mqttMessage('mqtt.away.too-large', { address })
  if (code === 'ECONNREFUSED') return mqttMessage('mqtt.away.nobody', { address })
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return mqttMessage('mqtt.away.no-host', { address })
  if (silentCodes.has(code) || why?.message === 'connack timeout') return mqttMessage('mqtt.away.silent', { address })
  if (typeof code === 'string' && certificateCodes.test(code)) return mqttMessage('mqtt.away.certificate', { address })
  return mqttMessage('mqtt.away.gone', { address })
}

/** Whether an answer says that the broker does not speak this version, or speaks so that it cannot be read as an answer in it. */
export function speaksOlder(why: AwayError | undefined, version: 4 | 5): boolean {
  if (version === 4) return false
  return olderCodes.has(why?.code) || /^(Malformed|Cannot parse)/u.test(why?.message ?? '')
}
