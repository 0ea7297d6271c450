/** Faults and refusals of the MQTT edge as sentences of the catalogue. */
import { type Message, mqttMessage } from '@commune/commune'
import type { BrokerFault } from './broker/broker.ts'
import type { CredentialFault } from './broker/credentials.ts'
import type { Refusal } from './broker/refusals.ts'

/** `nameOf`: what people call a credential, where there is one of this id. */
export function refusalWords(refusal: Refusal, nameOf: (id: string) => string | undefined): Message {
  const who = refusal.who === undefined ? mqttMessage('mqtt.somebody') : (nameOf(refusal.who) ?? refusal.who)
  const what = refusal.what ?? mqttMessage('mqtt.something')
  const address = refusal.address ?? ''
  const { kind } = refusal
  switch (kind) {
    case 'publish':
      // To grant it that would not help.
      return mqttMessage(refusal.what?.startsWith('tasmota/discovery/') === true ? 'mqtt.refused.tasmota' : 'mqtt.refused.publish', { who, what })
    case 'subscribe':
    case 'will':
    case 'topic':
    case 'too-large':
    case 'retained-full':
    case 'retained-of-another':
    case 'subscriptions-full':
    case 'client-id':
      return mqttMessage(`mqtt.refused.${kind}`, { who, what })
    case 'slowed':
    case 'unread':
    case 'connections-full':
      return mqttMessage(`mqtt.refused.${kind}`, { who })
    case 'no-credential':
    case 'waiting':
    case 'version':
      return mqttMessage(`mqtt.refused.${kind}`, { address })
    case 'unknown-credential':
    case 'wrong-secret':
      return mqttMessage(`mqtt.refused.${kind}`, { who, address })
    case 'broken':
      return mqttMessage('mqtt.refused.broken', { who, address, what })
  }
}

export function brokerFaultWords({ type, reason }: BrokerFault, port: number): Message {
  if (type === 'in-use') return mqttMessage('mqtt.port-in-use', { port: String(port) })
  if (type === 'not-allowed') return mqttMessage('mqtt.port-not-allowed', { port: String(port) })
  return mqttMessage('mqtt.port-failed', { port: String(port), reason })
}

export function credentialFaultWords(fault: CredentialFault, nameOf: (id: string) => string | undefined): Message {
  switch (fault.type) {
    case 'prefix':
      return mqttMessage('mqtt.grant.prefix', { prefix: fault.prefix })
    case 'many':
      return mqttMessage('mqtt.grant.many', { max: fault.max })
    case 'taken':
      return mqttMessage('mqtt.grant.taken', { prefix: fault.prefix, by: nameOf(fault.by) ?? fault.by })
    case 'full':
      return mqttMessage('mqtt.credential.full', { max: fault.max })
    case 'name':
      return mqttMessage('mqtt.credential.name')
    case 'unknown':
      return mqttMessage('mqtt.credential.unknown')
  }
}
